// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/frame.h"

enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60 };

// ---- Words ----

void why_source_print_day(const struct why_source *source, int64_t day, char text[WHY_MOMENT_SIZE]) {
    char date[FRAME_DAY_SIZE];
    frame_print_day(source->first_day + day, date);
    snprintf(text, WHY_MOMENT_SIZE, "%.10s", date);
}

void why_source_print_moment(const struct why_source *source, int64_t when_ms, char text[WHY_MOMENT_SIZE]) {
    int64_t seconds = when_ms / 1000, day = seconds / DAY_S, rest = seconds % DAY_S;
    char date[WHY_MOMENT_SIZE];
    why_source_print_day(source, day, date);
    snprintf(text, WHY_MOMENT_SIZE, "%.10s %02d:%02d:%02d", date, (int)(rest / HOUR_S),
             (int)(rest / MINUTE_S % 60), (int)(rest % MINUTE_S));
}

char *why_source_flow_name(const struct run *run, size_t flow) {
    const struct run_flows *flows = &run->flows;
    bool tokens = strcmp(flows->currency[flow], "won") != 0;
    return fault_print_text("payment: %s to %s, %s%s%s%s", flows->payer[flow], flows->payee[flow],
                            flows->reason[flow], tokens ? " (" : "", tokens ? flows->currency[flow] : "",
                            tokens ? ")" : "");
}

// Names hold apostrophes now and then, which a shell reads as the end of a text.
char *why_source_ask_number(const char *name) {
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
    for (size_t i = 0; i < source->run->flows.count; i++)
        add_name(source, why_source_flow_name(source->run, i));
}

struct why_source *why_source_open(const char *path, struct fault *fault) {
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
    why_source_close(source);
    return NULL;
}

void why_source_close(struct why_source *source) {
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

int64_t why_source_day(const struct why_source *source, const char *text) {
    char own[WHY_MOMENT_SIZE], *end;
    long long number = strtoll(text, &end, 10);
    if (*text && !*end && number >= 0 && number < (long long)source->run->days) return number;
    for (int64_t day = 0; day < (int64_t)source->run->days; day++) {
        why_source_print_day(source, day, own);
        if (strcmp(own, text) == 0) return day;
    }
    return -1;
}

bool why_source_has_party(const struct why_source *source, const char *name) {
    for (size_t i = 0; i < source->run->parties.count; i++)
        if (strcmp(source->run->parties.names[i], name) == 0) return true;
    return false;
}
