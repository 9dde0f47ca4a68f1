// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_promises.h"

#include <stdlib.h>

static const char group[] = "/promises";

// Of the data flows there are.
static void check_flows(struct run_file *file, const struct run_promises *p) {
    int64_t flows = (int64_t)run_file_length(file, "/data_flow");
    for (size_t i = 0; p->flow && i < p->count; i++)
        if (p->flow[i] < -1 || p->flow[i] >= flows) {
            run_file_refuse(file, "/promises/first_flow", "names a row that is not there");
            return;
        }
}

struct run_promises run_promises_read(struct run_file *file) {
    struct run_promises p = {0};
    if (!run_file_is_group(file, group)) return p;
    size_t count = p.count = run_file_length(file, "/promises/promise");
    p.name = run_file_texts(file, group, "name", count);
    p.text = run_file_texts(file, group, "text", count);
    p.policy = run_file_texts(file, group, "policy", count);
    p.held = run_file_wholes(file, group, "home_days_held", RUN_SHAPE(count));
    p.broken = run_file_wholes(file, group, "home_days_broken", RUN_SHAPE(count));
    p.times = run_file_wholes(file, group, "times", RUN_SHAPE(count));
    p.when_ms = run_file_wholes(file, group, "first_when_ms", RUN_SHAPE(count));
    p.home = run_file_wholes(file, group, "first_home", RUN_SHAPE(count));
    p.flow = run_file_wholes(file, group, "first_flow", RUN_SHAPE(count));
    p.event = run_file_wholes(file, group, "first_event", RUN_SHAPE(count));
    check_flows(file, &p);
    return p;
}

void run_promises_free(struct run_promises *p) {
    char **const texts[] = {p->name, p->text, p->policy};
    void *const numbers[] = {p->held, p->broken, p->times, p->when_ms, p->home, p->flow, p->event};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) run_file_free_texts(texts[i], p->count);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) free(numbers[i]);
    *p = (struct run_promises){0};
}
