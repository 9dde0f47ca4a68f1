// SPDX-License-Identifier: GPL-3.0-or-later
// Key results of a scenario's run, read from its run file.
#ifndef MARU_TESTS_SUPPORT_RUN_MEASURE_H
#define MARU_TESTS_SUPPORT_RUN_MEASURE_H

#include "analysis/measure.h"
#include "tests/support/scenario_world.h"

// Runs the world that was made with `results_path` and returns what it comes down to. Free with measure_list_free.
static inline struct measure_list run_measure_all(struct scenario_world *made, const char *results_path) {
    scenario_world_run(made);
    struct fault fault = {0};
    struct run *run = run_read(results_path, RUN_TABLES, &fault);
    if (!run) fail_msg("%s", fault.message);
    struct measure_list list = measure_list(run);
    run_free(run);
    unlink(results_path);
    return list;
}

// A key result by its series' name, "retailer_first_sales".
static inline double run_measure(const struct measure_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].group == MEASURE_RESULT &&
            (!strcmp(list->rows[i].subject, name) || !strcmp(list->rows[i].name, name)))
            return list->rows[i].value;
    fail_msg("no key result %s", name);
    return NAN;
}

#endif
