// SPDX-License-Identifier: GPL-3.0-or-later
// A home in which everything there is stands side by side, and what a test adds to it: whole_year.lua, small, in summer, with
// every kind of appliance of the catalogue in every home.
#ifndef MARU_TESTS_SUPPORT_EVERYTHING_H
#define MARU_TESTS_SUPPORT_EVERYTHING_H

#include "tests/support/scenario_world.h"

enum { EVERYTHING_KINDS_MOST = 100 };

// The models' catalogue and further kinds of appliance.
static inline const struct catalogue *everything_catalogue(const struct appliance_kind *const *more) {
    static const struct appliance_kind *appliances[EVERYTHING_KINDS_MOST];
    static struct catalogue catalogue;
    size_t count = 0;
    catalogue = *models_catalogue();
    for (size_t i = 0; catalogue.appliances[i]; i++) appliances[count++] = catalogue.appliances[i];
    for (size_t i = 0; more[i]; i++) appliances[count++] = more[i];
    assert_true(count < EVERYTHING_KINDS_MOST);
    appliances[count] = NULL;
    catalogue.appliances = appliances;
    return &catalogue;
}

static inline bool everything_has(const struct plan *plan, const struct kind *kind) {
    for (size_t i = 0; i < plan->appliances.count; i++)
        if (plan->appliances.entries[i].kind == kind) return true;
    return false;
}

// In every home, where the scenario says how many own one.
static inline void everything_own(struct plan *plan, const struct plan_entry *entry) {
    struct status status = {0};
    char name[200];
    if (!setting_find(entry->kind->settings, "ownership")) return;
    snprintf(name, sizeof name, "%s.ownership", entry->name);
    plan_set_typed(plan, name, "1", ORIGIN_COMMAND, &status);
    stop_on(&status);
}

static inline struct scenario_world everything(const struct appliance_kind *const *more) {
    static const char *const settings[] = {"homes.count=24",   "homes.districts=2", "days=40",
                                           "start=2018-07-10", "school.count=1",    "product_cloud.report_hours=1",
                                           NULL};
    struct status status = {0};
    struct scenario_world made = scenario_world_plan("scenarios/whole_year.lua", "take", 0, settings);
    made.plan->catalogue = everything_catalogue(more);
    for (size_t i = 0; made.plan->catalogue->appliances[i]; i++) {
        const struct appliance_kind *kind = made.plan->catalogue->appliances[i];
        struct plan_entry *entry;
        if (kind->always || everything_has(made.plan, &kind->kind)) continue;
        plan_add(made.plan, kind->kind.name, NULL, &status, &entry);
        stop_on(&status);
    }
    for (size_t i = 0; i < made.plan->appliances.count; i++) everything_own(made.plan, &made.plan->appliances.entries[i]);
    return made;
}

#endif
