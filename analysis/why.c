// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/frame.h"
#include "analysis/table.h"
#include "analysis/why_parts.h"

enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60, LISTED_MOST = 40 };

// ---- Lines ----

static void add_owned(struct why *why, int depth, enum why_sort sort, char *ask, char *text) {
    why->lines = fault_reallocate(why->lines, why->count + 1, sizeof *why->lines);
    why->lines[why->count++] = (struct why_line){depth, sort, text, ask};
}

void why_add(struct why *why, int depth, enum why_sort sort, const char *ask, const char *text) {
    add_owned(why, depth, sort, fault_copy_text(ask ? ask : ""), fault_copy_text(text));
}

static char *print(const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = fault_allocate((size_t)(length < 0 ? 0 : length) + 1, 1);
    vsnprintf(text, (size_t)(length < 0 ? 0 : length) + 1, format, arguments);
    return text;
}

void why_say(struct why *why, int depth, enum why_sort sort, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_owned(why, depth, sort, fault_copy_text(""), print(format, arguments));
    va_end(arguments);
}

void why_say_ask(struct why *why, int depth, enum why_sort sort, char *ask, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_owned(why, depth, sort, ask, print(format, arguments));
    va_end(arguments);
}

void why_free(struct why *why) {
    for (size_t i = 0; i < why->count; i++) {
        free(why->lines[i].text);
        free(why->lines[i].ask);
    }
    free(why->lines);
    *why = (struct why){0};
}

// ---- Words ----

void why_print_day(const struct why_source *source, int64_t day, char text[WHY_MOMENT_SIZE]) {
    char date[FRAME_DAY_SIZE];
    frame_print_day(source->first_day + day, date);
    snprintf(text, WHY_MOMENT_SIZE, "%.10s", date);
}

void why_print_moment(const struct why_source *source, int64_t when_ms, char text[WHY_MOMENT_SIZE]) {
    int64_t seconds = when_ms / 1000, day = seconds / DAY_S, rest = seconds % DAY_S;
    char date[WHY_MOMENT_SIZE];
    why_print_day(source, day, date);
    snprintf(text, WHY_MOMENT_SIZE, "%.10s %02d:%02d:%02d", date, (int)(rest / HOUR_S),
             (int)(rest / MINUTE_S % 60), (int)(rest % MINUTE_S));
}

char *why_flow_name(const struct run *run, size_t flow) {
    const struct run_flows *flows = &run->flows;
    bool tokens = strcmp(flows->currency[flow], "won") != 0;
    return fault_print_text("payment: %s to %s, %s%s%s%s", flows->payer[flow], flows->payee[flow],
                            flows->reason[flow], tokens ? " (" : "", tokens ? flows->currency[flow] : "",
                            tokens ? ")" : "");
}

// Names hold apostrophes now and then, which a shell reads as the end of a text.
char *why_ask_number(const char *name) {
    const char *mark = strchr(name, '\'') ? "\"" : "'";
    return fault_print_text("--number %s%s%s", mark, name, mark);
}

// ---- The source ----

static void add_name(struct why_source *source, char *name) {
    source->names = fault_reallocate(source->names, source->name_count + 1, sizeof *source->names);
    source->names[source->name_count++] = name;
}

static void list_names(struct why_source *source) {
    for (size_t i = 0; i < source->measures.count; i++)
        add_name(source, measure_id(&source->measures.rows[i]));
    for (size_t i = 0; i < source->run->series_count; i++)
        add_name(source, fault_copy_text(source->run->series[i].name));
    for (size_t i = 0; i < source->run->flows.count; i++) add_name(source, why_flow_name(source->run, i));
}

struct why_source *why_open(const char *path, struct fault *fault) {
    struct why_source *source = fault_allocate(1, sizeof *source);
    source->fault = fault;
    source->run = run_read(path, RUN_HOMES | RUN_EXPOSED, fault);
    source->file = source->run ? run_file_open(path, fault) : NULL;
    if (source->file) {
        source->kinds = run_kinds_read(source->file);
        source->rows = journal_rows_open(source->file);
        source->measures = measure_list(source->run);
        frame_first_day(source->run->day_unit, &source->first_day);
        list_names(source);
    }
    if (!fault->there) return source;
    why_close(source);
    return NULL;
}

void why_close(struct why_source *source) {
    if (!source) return;
    for (size_t i = 0; i < source->name_count; i++) free(source->names[i]);
    free(source->names);
    measure_list_free(source->measures);
    journal_rows_close(source->rows);
    run_kinds_free(&source->kinds);
    run_file_close(source->file);
    run_free(source->run);
    free(source);
}

const char *const *why_names(struct why_source *source, size_t *count) {
    *count = source->name_count;
    return (const char *const *)source->names;
}

struct why_counts why_counts(const struct why_source *source) {
    return (struct why_counts){(int64_t)journal_rows_payments(source->rows),
                               (int64_t)journal_rows_events(source->rows), (int64_t)source->run->homes,
                               (int64_t)source->run->days};
}

int64_t why_day(const struct why_source *source, const char *text) {
    char own[WHY_MOMENT_SIZE], *end;
    long long number = strtoll(text, &end, 10);
    if (*text && !*end && number >= 0 && number < (long long)source->run->days) return number;
    for (int64_t day = 0; day < (int64_t)source->run->days; day++) {
        why_print_day(source, day, own);
        if (strcmp(own, text) == 0) return day;
    }
    return -1;
}

bool why_has_party(const struct why_source *source, const char *name) {
    for (size_t i = 0; i < source->run->parties.count; i++)
        if (strcmp(source->run->parties.names[i], name) == 0) return true;
    return false;
}

// ---- A payment, a line, a home ----

bool why_posting(struct why_source *source, int64_t number, struct why *why) {
    if (number < 0 || number >= why_counts(source).postings) return false;
    why_tell_payment(source, number, 0, why);
    return !source->fault->there;
}

bool why_event(struct why_source *source, int64_t number, struct why *why) {
    if (number < 1 || number > why_counts(source).events) return false;
    why_tell_event(source, number, 0, why);
    return !source->fault->there;
}

static void tell_columns(const struct run *run, int64_t home, struct why *why) {
    for (size_t i = 0; i < run->column_count; i++) {
        const struct run_column *column = &run->columns[i];
        bool bare = strcmp(column->unit, "1") == 0;
        why_say(why, 1, WHY_PART, "%s: %s%s%s", column->meaning, table_number(column->values[home]).text,
                bare ? "" : " ", bare ? "" : column->unit);
    }
}

static void tell_known(const struct run *run, int64_t home, struct why *why) {
    const struct run_exposed *e = &run->exposed;
    for (size_t i = 0; i < e->count; i++) {
        if (e->household[i] != home) continue;
        size_t flow = (size_t)e->flow[i];
        why_say(why, 1, WHY_RULE,
                "%s knows of it: %s, for %s; %s transfers, the first with consent %s; rule %s",
                run->exposures.recipient[flow], run->exposures.data_class[flow], run->exposures.purpose[flow],
                table_whole(e->transfers[i]).text, run->consents.states[e->allowed_by[i]],
                run->exposures.rule[flow]);
    }
}

// Payments and lines of the journal, each by itself, in the order of time.
static void tell_story(struct why_source *source, int64_t home, struct why *why) {
    int64_t numbers[LISTED_MOST];
    size_t count = journal_rows_events_of(source->rows, home, LISTED_MOST, numbers);
    why_say(why, 1, WHY_NOTE, "%s lines of the journal%s", table_whole((int64_t)count).text,
            count > LISTED_MOST ? ", the first of them:" : ":");
    for (size_t i = 0; i < count && i < LISTED_MOST; i++) {
        struct journal_event event = journal_rows_event(source->rows, numbers[i]);
        char moment[WHY_MOMENT_SIZE];
        why_print_moment(source, event.when_ms, moment);
        why_say_ask(why, 2, WHY_EVENT, fault_print_text("--event %lld", (long long)event.number), "%s %s",
                    moment, event.what ? event.what : "");
        free(event.what);
    }
    struct journal_filter filter = {NULL, 0, -1, home};
    count = journal_rows_payments_of(source->rows, &filter, LISTED_MOST, numbers);
    why_say(why, 1, WHY_NOTE, "%s payments%s", table_whole((int64_t)count).text,
            count > LISTED_MOST ? ", the first of them:" : ":");
    for (size_t i = 0; i < count && i < LISTED_MOST; i++) {
        struct journal_payment paid = journal_rows_payment(source->rows, numbers[i]);
        const struct run_flows *flows = &source->run->flows;
        char moment[WHY_MOMENT_SIZE];
        if (paid.flow < 0 || (size_t)paid.flow >= flows->count) continue;
        why_print_moment(source, paid.when_ms, moment);
        why_say_ask(why, 2, WHY_PAYMENT, fault_print_text("--posting %lld", (long long)paid.number),
                    "%s %s to %s, %s %s, %s", moment, flows->payer[paid.flow], flows->payee[paid.flow],
                    table_whole(paid.amount).text, flows->currency[paid.flow], flows->reason[paid.flow]);
    }
}

bool why_home(struct why_source *source, int64_t home, struct why *why) {
    if (home < 0 || home >= (int64_t)source->run->homes) return false;
    why_say(why, 0, WHY_ANSWER, "home %lld, at the end of the run:", (long long)home);
    tell_columns(source->run, home, why);
    tell_known(source->run, home, why);
    tell_story(source, home, why);
    return !source->fault->there;
}
