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

static bool go_to_point(struct plan *plan, const struct study *study, size_t point, struct status *status) {
    const struct points *points = &study->points;
    const char *const *values = points_at(points, point);
    for (size_t i = 0; i < points->axis_count; i++) {
        struct status inner = {0};
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
    if (overrule(plan, study->overruled, study->overruled_count, status) &&
        go_to_point(plan, study, which.point, status) && check_point(plan, study, which.point, status))
        return plan;
    plan_free(plan);
    return NULL;
}

// One plan goes from point to point: each overrules what the one before did.
static bool check_points(struct plan *plan, const struct study *study, struct status *status) {
    for (size_t point = 0; point < study->points.count; point++)
        if (!go_to_point(plan, study, point, status) || !check_point(plan, study, point, status))
            return false;
    return true;
}

bool study_check(struct study *study, struct status *status) {
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
