// SPDX-License-Identifier: GPL-3.0-or-later
// A run file's contents by name: one line for each series, column of the homes, party, flow of money, flow of data and
// party's part of the journal. Two runs are compared line by line, whatever order the files list them in.
#ifndef MARU_TESTS_SUPPORT_RUN_LINES_H
#define MARU_TESTS_SUPPORT_RUN_LINES_H

#include "analysis/read_run.h"
#include "sim/engine/status.h"
#include "tests/support/check.h"

struct run_line {
    char *name;
    char *bytes;
    size_t size;
};
struct run_lines {
    struct run_line *lines;
    size_t count;
};

// Adds bytes to the line of that name, which begins when it is not there.
static inline void run_lines_add(struct run_lines *list, const char *name, const void *bytes, size_t size) {
    size_t i = 0;
    while (i < list->count && strcmp(list->lines[i].name, name)) i++;
    if (i == list->count) {
        list->lines = status_reallocate(list->lines, list->count + 1, sizeof *list->lines);
        list->lines[list->count++] = (struct run_line){.name = status_copy_text(name)};
    }
    struct run_line *line = &list->lines[i];
    line->bytes = status_reallocate(line->bytes, line->size + size, 1);
    if (size) memcpy(line->bytes + line->size, bytes, size);
    line->size += size;
}

static inline void run_lines_add_days(struct run_lines *list, const char *name, const int64_t *table, size_t column,
                                      size_t width, size_t days) {
    for (size_t day = 0; day < days; day++) run_lines_add(list, name, &table[day * width + column], sizeof *table);
}

static inline void run_lines_of_parties(struct run_lines *list, const struct run *run) {
    const struct run_parties *p = &run->parties;
    const int64_t *const tables[] = {p->won_in, p->won_out, p->token_in, p->token_out};
    for (size_t i = 0; i < p->count; i++) {
        char name[300];
        snprintf(name, sizeof name, "party %s", p->names[i]);
        for (int t = 0; t < 4; t++) run_lines_add_days(list, name, tables[t], i, p->count, run->days);
    }
}

static inline void run_lines_of_money(struct run_lines *list, const struct run *run) {
    const struct run_flows *f = &run->flows;
    for (size_t i = 0; i < f->count; i++) {
        char name[600];
        snprintf(name, sizeof name, "paid %s to %s for %s, %s", f->payer[i], f->payee[i], f->reason[i], f->currency[i]);
        run_lines_add(list, name, &f->amount[i], sizeof f->amount[i]);
        run_lines_add(list, name, &f->postings[i], sizeof f->postings[i]);
        run_lines_add_days(list, name, f->amount_by_day, i, f->count, run->days);
    }
}

static inline void run_lines_of_data(struct run_lines *list, const struct run *run) {
    const struct run_exposures *e = &run->exposures;
    const int64_t *const sums[] = {e->transfers, e->transfers_without_consent, e->refused,
                                   e->bytes,     e->images,                    e->homes_exposed};
    for (size_t i = 0; i < e->count; i++) {
        char name[600];
        snprintf(name, sizeof name, "told %s %s for %s", e->recipient[i], e->data_class[i], e->purpose[i]);
        run_lines_add(list, name, e->rule[i], strlen(e->rule[i]));
        for (int s = 0; s < 6; s++) run_lines_add(list, name, &sums[s][i], sizeof(int64_t));
        run_lines_add_days(list, name, e->transfers_by_day, i, e->count, run->days);
        size_t states = run->consents.state_count;
        for (size_t day = 0; day < run->days; day++)
            run_lines_add(list, name, &run->consents.households[(day * e->count + i) * states], states * sizeof(int64_t));
    }
}

static inline void run_lines_of_journal(struct run_lines *list, const struct run *run) {
    const struct run_events *e = &run->events;
    for (size_t i = 0; i < e->count; i++) {
        char name[300];
        int32_t party = e->acting_party[i];
        snprintf(name, sizeof name, "journal %s", party < 0 ? "households" : run->parties.names[party]);
        run_lines_add(list, name, &e->when_ms[i], sizeof e->when_ms[i]);
        run_lines_add(list, name, &e->home[i], sizeof e->home[i]);
        run_lines_add(list, name, e->what[i], strlen(e->what[i]));
    }
}

// Free with run_lines_free.
static inline struct run_lines run_lines_read(const char *path) {
    struct fault fault = {0};
    struct run *run = run_read(path, RUN_HOMES | RUN_EVENTS, &fault);
    if (!run) fail_msg("%s", fault.message);
    struct run_lines list = {0};
    char name[300];
    for (size_t i = 0; i < run->series_count; i++) {
        snprintf(name, sizeof name, "series %s", run->series[i].name);
        run_lines_add(&list, name, run->series[i].values, run->days * run->segments * sizeof(double));
    }
    for (size_t i = 0; i < run->column_count; i++) {
        snprintf(name, sizeof name, "homes %s", run->columns[i].name);
        run_lines_add(&list, name, run->columns[i].values, run->homes * sizeof(double));
    }
    run_lines_of_parties(&list, run);
    run_lines_of_money(&list, run);
    run_lines_of_data(&list, run);
    run_lines_of_journal(&list, run);
    run_free(run);
    return list;
}

static inline void run_lines_free(struct run_lines *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->lines[i].name);
        free(list->lines[i].bytes);
    }
    free(list->lines);
}

static inline const struct run_line *run_lines_named(const struct run_lines *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(list->lines[i].name, name)) return &list->lines[i];
    return NULL;
}

static inline bool run_lines_are_excepted(const char *name, const char *const *except) {
    for (; except && *except; except++)
        if (strstr(name, *except)) return true;
    return false;
}

// How many of one list's lines are missing or other in the other one, besides those whose names hold one of the excepted
// words. Says which, up to a few.
static inline unsigned run_lines_differ(const char *what, const struct run_lines *one, const struct run_lines *other,
                                        const char *const *except) {
    enum { SAID = 6 };
    unsigned differ = 0;
    for (size_t i = 0; i < one->count; i++) {
        const struct run_line *a = &one->lines[i], *b = run_lines_named(other, a->name);
        if (run_lines_are_excepted(a->name, except)) continue;
        if (b && a->size == b->size && !memcmp(a->bytes, b->bytes, a->size)) continue;
        if (differ++ < SAID) print_error("%s: %s %s\n", what, a->name, b ? "differs" : "is missing");
    }
    return differ;
}

#endif
