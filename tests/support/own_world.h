// SPDX-License-Identifier: GPL-3.0-or-later
// A world of a test's own kinds: a catalogue with the engine's sections and whatever the test defines.
#ifndef MARU_TESTS_SUPPORT_OWN_WORLD_H
#define MARU_TESTS_SUPPORT_OWN_WORLD_H

#include "sim/engine/loop.h"
#include "sim/engine/plan.h"
#include "sim/engine/world.h"
#include "tests/support/check.h"

static const struct section_kind *const own_world_sections[] = {&scenario_section, &homes_section, &network_section,
                                                                &friends_section, NULL};
static const struct hook *const own_world_hooks[] = {NULL};

struct own_world {
    struct plan *plan;
    struct world *world;
};

static inline void own_world_stop_on(const struct status *status) {
    if (status->code != STATUS_OK) fail_msg("%s", status->message);
}

// Nobody is asked: every class of data may leave to everybody.
static inline void own_world_allow_all(struct plan *plan) {
    plan->rules.all = status_allocate(DATA_CLASSES, sizeof *plan->rules.all);
    for (int data_class = 0; data_class < DATA_CLASSES; data_class++)
        plan->rules.all[plan->rules.count++] =
            (struct plan_rule){.data_class = (enum data_class)data_class, .rule = RULE_NONE};
}

// entries: {kind, name} pairs of appliances and parties, in the scenario's order; ends with a NULL kind.
// settings: "name=value" texts, NULL-terminated. results_path NULL: nothing is recorded. The catalogue is borrowed.
static inline struct own_world own_world_make(const struct catalogue *catalogue, const char *const (*entries)[2],
                                              const char *const *settings, const char *results_path, int threads) {
    struct status status = {0};
    struct own_world made = {.plan = plan_create(catalogue)};
    struct plan_entry *entry;
    own_world_allow_all(made.plan);
    for (; (*entries)[0]; entries++) plan_add(made.plan, (*entries)[0], (*entries)[1], &status, &entry);
    for (; *settings; settings++) {
        char name[100];
        const char *equals = strchr(*settings, '=');
        snprintf(name, sizeof name, "%.*s", (int)(equals - *settings), *settings);
        plan_set_typed(made.plan, name, equals + 1, ORIGIN_COMMAND, &status);
    }
    own_world_stop_on(&status);
    made.plan->replace = true;
    made.world = world_create(made.plan, results_path, threads, &status);
    own_world_stop_on(&status);
    return made;
}

static inline void own_world_run(struct own_world *made) {
    struct status status = {0};
    world_run(made->world, &status);
    own_world_stop_on(&status);
}

static inline void own_world_drop(struct own_world *made) {
    world_free(made->world);
    plan_free(made->plan);
}

#endif
