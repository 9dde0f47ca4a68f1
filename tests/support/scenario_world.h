// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a scenario of the tree inside a test, with some settings overruled, and hands the finished world over.
#ifndef MARU_TESTS_SUPPORT_SCENARIO_WORLD_H
#define MARU_TESTS_SUPPORT_SCENARIO_WORLD_H

#include "lua/scenario.h"
#include "models/catalogue.h"
#include "models/model.h"
#include "sim/engine/world.h"
#include "tests/support/check.h"
#include "sim/engine/loop.h"

struct scenario_world {
    struct scenario_file *file;
    struct plan *plan;
    struct world *world;
};

static inline void stop_on(const struct status *status) {
    if (status->code == STATUS_OK) return;
    print_error("%s\n", status->message);
    fail();
}

// The plan only, for tests that add to it before the world is made. `settings`: "name=value" texts, NULL-terminated.
// The closed-form network unless the settings say otherwise: SimGrid runs once per process.
static inline struct scenario_world scenario_world_plan(const char *path, const char *policy, uint32_t replication,
                                                        const char *const *settings) {
    struct status status = {0};
    struct scenario_world made = {0};
    char full[1000];
    bool whole = path[0] == '/';  // else of the tree
    snprintf(full, sizeof full, "%s%s%s", whole ? "" : MARU_SOURCE_FOLDER, whole ? "" : "/", path);
    made.file = scenario_load(full, models_catalogue(), &status);
    stop_on(&status);
    made.plan = scenario_plan(made.file, policy, replication, &status);
    stop_on(&status);
    plan_set_typed(made.plan, "network.model", "closed_form", ORIGIN_COMMAND, &status);
    for (; settings && *settings; settings++) {
        char name[200];
        const char *equals = strchr(*settings, '=');
        snprintf(name, sizeof name, "%.*s", (int)(equals - *settings), *settings);
        plan_set_typed(made.plan, name, equals + 1, ORIGIN_COMMAND, &status);
    }
    stop_on(&status);
    return made;
}

// The world of the plan. results_path NULL: records nothing.
static inline void scenario_world_create(struct scenario_world *made, const char *results_path, int threads) {
    struct status status = {0};
    plan_check(made->plan, &status);
    made->plan->replace = true;
    stop_on(&status);
    made->world = world_create(made->plan, results_path, threads, &status);
    stop_on(&status);
    made->world->remembers = true;
}

// Both, with nothing recorded.
static inline struct scenario_world scenario_world_make(const char *path, const char *policy, uint32_t replication,
                                                        const char *const *settings, int threads) {
    struct scenario_world made = scenario_world_plan(path, policy, replication, settings);
    scenario_world_create(&made, NULL, threads);
    return made;
}

static inline void scenario_world_run(struct scenario_world *made) {
    struct status status = {0};
    world_run(made->world, &status);
    stop_on(&status);
}

static inline void scenario_world_drop(struct scenario_world *made) {
    world_free(made->world);
    plan_free(made->plan);
    scenario_free(made->file);
}

// What a party of that name has received less what it paid, won.
static inline int64_t scenario_world_balance(const struct scenario_world *made, const char *party) {
    const struct world *world = made->world;
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, party))
            return ledger_balance(world->ledger, ledger_party(world->ledger, i), WON);
    fail_msg("there is no party %s", party);
    return 0;
}

// The data flows of one class to parties of one kind, added up.
static inline struct gate_flow scenario_world_flows(const struct scenario_world *made, enum data_class data_class,
                                                    const char *kind, const char *purpose) {
    struct gate_flow sum = {0};
    for (uint16_t i = 0; i < gate_flow_count(made->world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(made->world->gate, i);
        const struct party *recipient = &made->world->parties[flow->recipient];
        if (flow->data_class != data_class || strcmp(recipient->kind->kind.name, kind)) continue;
        if (purpose && strcmp(flow->purpose, purpose)) continue;
        sum.transfers += flow->transfers;
        sum.transfers_without_consent += flow->transfers_without_consent;
        sum.refused += flow->refused;
        sum.bytes += flow->bytes;
        sum.images += flow->images;
    }
    return sum;
}

// A column of the homes' rows (appliance_kind.columns), added up over all homes that have the appliance.
static inline double scenario_world_column(const struct scenario_world *made, const char *entry, const char *column) {
    const struct world *world = made->world;
    double sum = 0;
    bool known = false;
    for (uint32_t home = 0; home < world->home_count; home++)
        for (uint32_t i = 0; i < world->homes[home].process_count; i++) {
            const struct process *process = &world->processes[world->homes[home].first_process + i];
            const struct appliance *appliance = &world->appliances[process->appliance];
            if (!appliance->entry || strcmp(appliance->entry->name, entry)) continue;
            for (size_t c = 0; c < appliance->kind->column_count; c++) {
                if (strcmp(appliance->kind->columns[c].name, column)) continue;
                sum += appliance->kind->columns[c].value(world, home, process_state(world, process));
                known = true;
            }
        }
    if (!known) fail_msg("no %s of %s", column, entry);
    return sum;
}

static inline struct party *scenario_world_party(struct world *world, const char *name) {
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
    fail_msg("there is no party %s", name);
    return NULL;
}

#endif
