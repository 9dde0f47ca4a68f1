// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/study.h"

#include <stdio.h>
#include <stdlib.h>

size_t study_run_count(const struct study *study) {
    return study->replications * study->points.count * study->policy_count;
}

struct study_run study_run_at(const struct study *study, size_t run) {
    size_t policies = study->policy_count, points = study->points.count;
    return (struct study_run){
        .replication = run / policies / points, .point = run / policies % points, .policy = run % policies};
}

bool study_is_lever_of_others(const struct study *study, struct plan *plan, const char *name) {
    struct status ignored = {0};
    struct plan_target target;
    return scenario_has_lever(study->file, name) && !plan_find(plan, name, &target, &ignored);
}

static bool overrule_all(struct plan *plan, const struct study *study, struct status *status) {
    for (size_t i = 0; i < study->overruled_count; i++)
        if (!study_is_lever_of_others(study, plan, study->overruled[i].name) &&
            !overrule(plan, &study->overruled[i], 1, status))
            return false;
    return true;
}

static bool go_to_point(struct plan *plan, const struct study *study, size_t point, struct status *status) {
    const struct points *points = &study->points;
    const char *const *values = points_at(points, point);
    for (size_t i = 0; i < points->axis_count; i++) {
        struct status inner = {0};
        if (study_is_lever_of_others(study, plan, points->names[i])) continue;
        if (!plan_set_typed(plan, points->names[i], values[i], ORIGIN_COMMAND, &inner))
            return status_fail(status, inner.code, "point %zu: %s", point, inner.message);
    }
    return true;
}

static bool check_point(const struct plan *plan, const struct study *study, size_t point,
                        struct status *status) {
    struct status inner = {0};
    if (plan_check(plan, &inner)) return true;
    if (study->points.axis_count == 0) return status_fail(status, inner.code, "%s", inner.message);
    return status_fail(status, inner.code, "point %zu: %s", point, inner.message);
}

struct plan *study_plan(const struct study *study, size_t run, struct status *status) {
    struct study_run which = study_run_at(study, run);
    const char *policy = study->policies[which.policy];
    struct plan *plan = scenario_plan(study->file, policy, (uint32_t)which.replication, status);
    if (!plan) return NULL;
    plan->replace = study->replace;
    plan->shared = true;
    if (overrule_all(plan, study, status) && go_to_point(plan, study, which.point, status) &&
        check_point(plan, study, which.point, status))
        return plan;
    plan_free(plan);
    return NULL;
}

static const char *unit_of(struct plan *plan, const char *name) {
    struct plan_target target = {0};
    struct status ignored = {0};
    if (!plan || !plan_find(plan, name, &target, &ignored) || !target.row) return "1";
    return target.row->unit[0] ? target.row->unit : "1";
}

const char **study_units(const struct study *study) {
    struct status ignored = {0};
    struct plan *plan = study->points.axis_count ? study_plan(study, 0, &ignored) : NULL;
    const char **units = status_allocate(study->points.axis_count, sizeof *units);
    for (size_t i = 0; i < study->points.axis_count; i++) units[i] = unit_of(plan, study->points.names[i]);
    plan_free(plan);
    return units;
}

// One plan goes from point to point: each overrules what the one before did.
static bool check_points(struct plan *plan, const struct study *study, struct status *status) {
    for (size_t point = 0; point < study->points.count; point++)
        if (!go_to_point(plan, study, point, status) || !check_point(plan, study, point, status))
            return false;
    return true;
}

static bool is_heard(const struct study *study, const char *name, struct status *status) {
    bool heard = false;
    for (size_t policy = 0; policy < study->policy_count && !heard; policy++) {
        struct plan *plan = scenario_plan(study->file, study->policies[policy], 0, status);
        if (!plan) return false;
        heard = !study_is_lever_of_others(study, plan, name);
        plan_free(plan);
    }
    return heard || status_fail(status, STATUS_SCENARIO,
                                "%s is a lever that none of the policies has which are lived", name);
}

// What is overruled means something to one of the policies at least.
static bool all_is_heard(const struct study *study, struct status *status) {
    for (size_t i = 0; i < study->overruled_count; i++)
        if (!is_heard(study, study->overruled[i].name, status)) return false;
    for (size_t i = 0; i < study->points.axis_count; i++)
        if (!is_heard(study, study->points.names[i], status)) return false;
    return true;
}

bool study_check(struct study *study, struct status *status) {
    if (!all_is_heard(study, status)) return false;
    struct identity *all = identity_begin();
    for (size_t policy = 0; policy < study->policy_count && status->code == STATUS_OK; policy++) {
        char text[IDENTITY_SIZE];
        struct plan *plan = study_plan(study, policy, status);
        if (plan) identity_add(all, plan_identity(plan, text));
        if (plan) check_points(plan, study, status);
        plan_free(plan);
    }
    char *design = points_csv(&study->points);
    if (study->points.axis_count) identity_add(all, design);
    free(design);
    identity_end(all, study->identity);
    return status->code == STATUS_OK;
}

char *study_run_name(const struct study *study, size_t run) {
    struct study_run which = study_run_at(study, run);
    const char *policy = study->policies[which.policy];
    char point[30] = "", *name;
    if (study->points.axis_count) snprintf(point, sizeof point, "-p%zu", which.point);
    if (asprintf(&name, "%s%s-r%zu", policy ? policy : "run", point, which.replication) < 0) abort();
    return name;
}

void study_clear(struct study *study) {
    points_clear(&study->points);
    free(study->policies);
}
