// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario of the tree run inside a test and read back from its run file, which is there until it is dropped: what it counted, beside
// the world itself.
#ifndef MARU_TESTS_SUPPORT_RECORDED_WORLD_H
#define MARU_TESTS_SUPPORT_RECORDED_WORLD_H

#include "analysis/measure.h"
#include "tests/support/scenario_world.h"

struct recorded_world {
    struct scenario_world made;
    struct run *run;
    char file[100];
};

// Of a plan that the test may have changed: the world before it runs, which the test may change, too; then its run, to the end.
static inline void recorded_world_create(struct recorded_world *lived) {
    static int count;
    snprintf(lived->file, sizeof lived->file, "recorded_world_%d_%d.h5", (int)getpid(), count++);
    scenario_world_create(&lived->made, lived->file, 1);
}
static inline void recorded_world_finish(struct recorded_world *lived) {
    struct fault fault = {0};
    scenario_world_run(&lived->made);
    lived->run = run_read(lived->file, RUN_HOMES | RUN_EVENTS, &fault);
    if (!lived->run) fail_msg("%s", fault.message);
}

// Both; `made` moves into what is returned.
static inline struct recorded_world recorded_world_run(struct scenario_world made) {
    struct recorded_world lived = {.made = made};
    recorded_world_create(&lived);
    recorded_world_finish(&lived);
    return lived;
}

static inline struct recorded_world recorded_world_live(const char *path, const char *policy, uint32_t replication,
                                                        const char *const *settings) {
    return recorded_world_run(scenario_world_plan(path, policy, replication, settings));
}

// A metric's total, or its mean where it is one: "after_service_visits".
static inline double recorded_world_metric(const struct recorded_world *lived, const char *name) {
    const struct run_series *series = run_series_named(lived->run, name);
    if (!series) fail_msg("there is no series %s", name);
    return measure_series(lived->run, series);
}

// What was paid for a reason, all payers and payees; `times`, unless NULL, how often.
static inline int64_t recorded_world_paid(const struct recorded_world *lived, const char *reason, uint64_t *times) {
    int64_t sum = 0;
    uint64_t postings = 0;
    for (size_t i = 0; i < ledger_flow_count(lived->made.world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(lived->made.world->ledger, i);
        if (strcmp(flow->reason, reason)) continue;
        sum += flow->amount;
        postings += flow->postings;
    }
    if (times) *times = postings;
    return sum;
}

static inline void recorded_world_drop(struct recorded_world *lived) {
    unlink(lived->run->path);
    run_free(lived->run);
    scenario_world_drop(&lived->made);
}

// Each policy of a scenario lived through once, when it is first asked for, and looked at by several tests.
enum { RECORDED_POLICIES_MOST = 8 };
struct recorded_policies {
    const char *path;
    const char *const *settings;
    const char *names[RECORDED_POLICIES_MOST];  // of those lived so far; borrowed
    struct recorded_world lives[RECORDED_POLICIES_MOST];
};

static inline const struct recorded_world *recorded_policies_live(struct recorded_policies *policies,
                                                                  const char *policy) {
    int number = 0;
    while (number < RECORDED_POLICIES_MOST && policies->names[number] && strcmp(policies->names[number], policy))
        number++;
    assert_true(number < RECORDED_POLICIES_MOST);
    struct recorded_world *lived = &policies->lives[number];
    if (!lived->run) *lived = recorded_world_live(policies->path, policy, 0, policies->settings);
    policies->names[number] = policy;
    return lived;
}

static inline void recorded_policies_drop(struct recorded_policies *policies) {
    for (int i = 0; i < RECORDED_POLICIES_MOST; i++)
        if (policies->lives[i].run) recorded_world_drop(&policies->lives[i]);
}

#endif
