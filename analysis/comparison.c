// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct comparison *comparison_create(const char *const *policies, size_t count, size_t replications) {
    struct comparison *comparison = fault_allocate(1, sizeof *comparison);
    comparison->policies = fault_allocate(count, sizeof *comparison->policies);
    for (size_t i = 0; i < count; i++) comparison->policies[i] = fault_copy_text(policies[i]);
    comparison->policy_count = count;
    comparison->replications = replications;
    comparison->lucks = fault_allocate(replications, sizeof *comparison->lucks);
    comparison->added = fault_allocate(count * replications, sizeof *comparison->added);
    return comparison;
}

void comparison_free(struct comparison *comparison) {
    for (size_t i = 0; i < comparison->policy_count; i++) free(comparison->policies[i]);
    for (size_t i = 0; i < comparison->row_count; i++) {
        measure_clear(&comparison->rows[i].measure);
        free(comparison->rows[i].values);
        free(comparison->rows[i].p);
    }
    free(comparison->policies);
    free(comparison->frame.scenario);
    free(comparison->frame.title);
    free(comparison->lucks);
    free(comparison->added);
    free(comparison->rows);
    free(comparison->winners);
    free(comparison);
}

// ---- Gathering ----

static struct comparison_row *row_find(const struct comparison *comparison, enum measure_group group,
                                       const char *subject, const char *name) {
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct measure *measure = &comparison->rows[i].measure;
        if (measure->group == group && !strcmp(measure->subject, subject) && !strcmp(measure->name, name))
            return &comparison->rows[i];
    }
    return NULL;
}

// A new row stands for all runs: those that do not have the measure keep what it counts as when missing.
static struct comparison_row *row_add(struct comparison *comparison, const struct measure *measure) {
    size_t cells = comparison->policy_count * comparison->replications;
    comparison->rows =
        fault_reallocate(comparison->rows, comparison->row_count + 1, sizeof *comparison->rows);
    struct comparison_row *row = &comparison->rows[comparison->row_count++];
    *row = (struct comparison_row){measure_copy(measure), fault_allocate(cells, sizeof *row->values), NULL};
    for (size_t i = 0; i < cells; i++) row->values[i] = measure->missing;
    return row;
}

// The first results say what all must have in common.
static bool frame_fits(struct comparison *comparison, const struct study_results *results,
                       struct fault *fault) {
    struct comparison_frame *frame = &comparison->frame;
    const char *where = results->path ? results->path : "these results";
    size_t homes = (size_t)results->homes;
    if (!frame->scenario)
        *frame = (struct comparison_frame){fault_copy_text(results->scenario),
                                           fault_copy_text(results->title), homes, results->days};
    if (strcmp(frame->scenario, results->scenario) != 0)
        return fault_set(fault, "%s: scenario %s cannot be compared with %s", where, results->scenario,
                         frame->scenario);
    if (frame->homes != homes || frame->days != results->days)
        return fault_set(fault, "%s: %zu homes and %zu days cannot be compared with %zu homes and %zu days",
                         where, homes, results->days, frame->homes, frame->days);
    return true;
}

static bool luck_fits(struct comparison_luck *luck, int64_t seed, int64_t replication, struct fault *fault) {
    if (!luck->known) *luck = (struct comparison_luck){true, seed};
    if (luck->seed == seed) return true;
    return fault_set(fault, "replication %lld has seed %lld under one policy and %lld under another",
                     (long long)replication, (long long)luck->seed, (long long)seed);
}

// Where the run stands among policies and replications; false: nowhere.
static bool find_cell(const struct comparison *comparison, const struct study_results *results, size_t run,
                      size_t *cell) {
    size_t policy = 0, replication = (size_t)results->replication[run];
    while (policy < comparison->policy_count &&
           strcmp(comparison->policies[policy], results->policy[run]) != 0)
        policy++;
    *cell = policy * comparison->replications + replication;
    return policy < comparison->policy_count && replication < comparison->replications;
}

static void take_outcome(struct comparison *comparison, const struct study_results *results, size_t outcome) {
    const struct measure *measure = &results->measures[outcome];
    size_t cell;
    struct comparison_row *row = row_find(comparison, measure->group, measure->subject, measure->name);
    if (!row) row = row_add(comparison, measure);
    for (size_t run = 0; run < results->run_count; run++)
        if (find_cell(comparison, results, run, &cell))
            row->values[cell] = results->values[run * results->outcome_count + outcome];
}

static bool take_run(struct comparison *comparison, const struct study_results *results, size_t run,
                     struct fault *fault) {
    size_t cell;
    if (!find_cell(comparison, results, run, &cell)) return true;
    if (!results->lived[run])
        return fault_set(fault, "policy %s, replication %lld came to no end: %s", results->policy[run],
                         (long long)results->replication[run], results->message[run]);
    comparison->added[cell] = true;
    return luck_fits(&comparison->lucks[results->replication[run]], results->seed[run],
                     results->replication[run], fault);
}

bool comparison_add(struct comparison *comparison, const struct study_results *results, struct fault *fault) {
    bool fits = frame_fits(comparison, results, fault);
    for (size_t run = 0; fits && run < results->run_count; run++)
        fits = take_run(comparison, results, run, fault);
    for (size_t i = 0; fits && i < results->outcome_count; i++) take_outcome(comparison, results, i);
    return fits;
}

bool comparison_complete(const struct comparison *comparison, struct fault *fault) {
    for (size_t policy = 0; policy < comparison->policy_count; policy++)
        for (size_t k = 0; k < comparison->replications; k++)
            if (!comparison->added[policy * comparison->replications + k])
                return fault_set(fault, "policy %s, replication %zu: its run is missing, nothing is compared",
                                 comparison->policies[policy], k);
    return true;
}

// ---- Asking ----

const struct comparison_row *comparison_find(const struct comparison *comparison, enum measure_group group,
                                             const char *subject, const char *name) {
    return row_find(comparison, group, subject, name);
}

static bool is_of_one_flow(const struct measure *measure) {
    return measure->group == MEASURE_PRIVACY && strcmp(measure->subject, measure_all_flows) != 0;
}

static bool is_labelled(const struct measure *measure, const char *label) {
    bool called = measure_is_main(measure->group) || measure->group == MEASURE_WORTH;
    if (!called || is_of_one_flow(measure)) return false;
    char *own = measure_label(measure, false);
    bool same = !strcmp(own, label);
    free(own);
    return same;
}

const struct comparison_row *comparison_labelled(const struct comparison *comparison, const char *label) {
    for (size_t i = 0; i < comparison->row_count; i++)
        if (is_labelled(&comparison->rows[i].measure, label)) return &comparison->rows[i];
    return NULL;
}

static const double *row_values(const struct comparison *comparison, const struct comparison_row *row,
                                size_t policy) {
    return row->values + policy * comparison->replications;
}

struct statistics_estimate comparison_row_level(const struct comparison *comparison,
                                                const struct comparison_row *row, size_t policy) {
    return statistics_estimate(row_values(comparison, row, policy), comparison->replications,
                               STATISTICS_LEVEL);
}

double comparison_mean(const struct comparison *comparison, const struct comparison_row *row, size_t policy) {
    return comparison_row_level(comparison, row, policy).mean;
}

// Numbers of events: whole, and of no unit.
static bool counts_events(const struct comparison *comparison, const struct comparison_row *row) {
    bool amount = row->measure.group != MEASURE_RESULT && row->measure.group != MEASURE_PRIVACY;
    if (amount || strcmp(row->measure.unit, "1") != 0) return false;
    for (size_t i = 0; i < comparison->policy_count * comparison->replications; i++)
        if (!(row->values[i] >= 0) || row->values[i] != rint(row->values[i])) return false;
    return true;
}

struct statistics_estimate comparison_row_difference(const struct comparison *comparison,
                                                     const struct comparison_row *row, size_t policy) {
    bool events = counts_events(comparison, row);
    return (events ? statistics_paired_counts : statistics_paired)(
        row_values(comparison, row, policy), row_values(comparison, row, 0), comparison->replications,
        STATISTICS_LEVEL);
}

bool comparison_difference(const struct comparison *comparison, size_t policy, enum measure_group group,
                           const char *subject, const char *name, struct statistics_estimate *difference) {
    const struct comparison_row *row = row_find(comparison, group, subject, name);
    if (row) *difference = comparison_row_difference(comparison, row, policy);
    return row;
}

bool comparison_has_intervals(const struct comparison *comparison) {
    return comparison->replications >= COMPARISON_LEAST_FOR_INTERVALS;
}

bool comparison_tells(const struct comparison *comparison, const struct comparison_row *row, size_t policy) {
    if (comparison_has_intervals(comparison)) return row->p[policy] < 1 - STATISTICS_LEVEL;
    return fabs(comparison_row_difference(comparison, row, policy).mean) > 0;  // false for NaN
}

size_t comparison_settles_at(const struct comparison *comparison, const struct comparison_row *row,
                             size_t policy) {
    size_t open = comparison->judged[comparison_family_of(comparison, row)].open;
    struct statistics_estimate difference = statistics_at_level(
        comparison_row_difference(comparison, row, policy), 1 - (1 - STATISTICS_LEVEL) / (double)open);
    if (!comparison_has_intervals(comparison) || !comparison_differs(comparison, row, policy) ||
        isnan(difference.mean) || comparison_tells(comparison, row, policy))
        return 0;
    size_t more = statistics_needed_to_tell(&difference);
    return more == STATISTICS_NEVER ? STATISTICS_NEVER : comparison->replications + more;
}

double comparison_relative(const struct comparison *comparison, const struct comparison_row *row,
                           size_t policy) {
    double mean = comparison_mean(comparison, row, policy), baseline = comparison_mean(comparison, row, 0);
    double larger = fmax(fabs(mean), fabs(baseline));
    return larger > 0 ? fabs(mean - baseline) / larger : 0;
}

bool comparison_empty(const struct comparison *comparison, const struct comparison_row *row) {
    for (size_t i = 0; i < comparison->policy_count * comparison->replications; i++)
        if (row->values[i] != 0 && !isnan(row->values[i])) return false;
    return true;
}

static bool same_under(const struct comparison *comparison, const struct comparison_row *row, size_t one,
                       size_t other) {
    for (size_t i = 0; i < comparison->replications; i++) {
        double a = row->values[one * comparison->replications + i];
        double b = row->values[other * comparison->replications + i];
        if (a != b && !(isnan(a) && isnan(b))) return false;
    }
    return true;
}

bool comparison_differs(const struct comparison *comparison, const struct comparison_row *row,
                        size_t policy) {
    return !same_under(comparison, row, policy, 0);
}

bool comparison_same(const struct comparison *comparison, const struct comparison_row *row) {
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        if (comparison_differs(comparison, row, policy)) return false;
    return true;
}

static bool turned_out_alike(const struct comparison *comparison, size_t one, size_t other) {
    for (size_t i = 0; i < comparison->row_count; i++)
        if (!same_under(comparison, &comparison->rows[i], one, other)) return false;
    return true;
}

size_t comparison_twin(const struct comparison *comparison, size_t policy) {
    size_t other = 0;
    while (other < policy && !turned_out_alike(comparison, policy, other)) other++;
    return other;
}

bool comparison_is_outside(const struct comparison_row *row) {
    return row->measure.group == MEASURE_MONEY && strcmp(row->measure.name, "outside") == 0;
}

bool comparison_repeats_images(const struct comparison *comparison, const struct comparison_row *row) {
    const struct comparison_row *images =
        row_find(comparison, MEASURE_PRIVACY, measure_all_flows, measure_images);
    if (!images || row->measure.group != MEASURE_RESULT) return false;
    for (size_t i = 0; i < comparison->policy_count * comparison->replications; i++)
        if (row->values[i] != images->values[i]) return false;
    return true;
}

enum comparison_family comparison_family_of(const struct comparison *comparison,
                                            const struct comparison_row *row) {
    bool detail = !measure_is_main(row->measure.group) || is_of_one_flow(&row->measure) ||
                  comparison_is_outside(row) || comparison_repeats_images(comparison, row);
    return detail ? COMPARISON_DETAILS : COMPARISON_ANSWER;
}

// ---- Judging ------------------------------------------------------------------------------------------

// A difference is one of a family when it was seen.
struct family {
    double *p;
    double **places;  // where each of them goes
    size_t count;
};

static void take_row(const struct comparison *comparison, struct comparison_row *row, struct family *family) {
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        if (!comparison_differs(comparison, row, policy)) continue;
        struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
        if (isnan(difference.mean)) continue;
        family->places[family->count] = &row->p[policy];
        family->p[family->count++] = statistics_p(&difference);
    }
}

static struct comparison_judged judge_family(const struct family *family) {
    struct comparison_judged judged = {.differences = family->count};
    statistics_holm(family->p, family->count);
    for (size_t i = 0; i < family->count; i++) {
        *family->places[i] = family->p[i];
        judged.open += !(family->p[i] < 1 - STATISTICS_LEVEL);
    }
    return judged;
}

static void forget_judgement(struct comparison *comparison) {
    for (size_t i = 0; i < comparison->row_count; i++) {
        struct comparison_row *row = &comparison->rows[i];
        free(row->p);
        row->p = fault_allocate(comparison->policy_count, sizeof *row->p);
        for (size_t policy = 0; policy < comparison->policy_count; policy++) row->p[policy] = 1;
    }
}

void comparison_judge(struct comparison *comparison) {
    size_t most = comparison->row_count * comparison->policy_count;
    forget_judgement(comparison);
    for (enum comparison_family which = 0; which < COMPARISON_FAMILIES; which++) {
        struct family family = {fault_allocate(most, sizeof *family.p),
                                fault_allocate(most, sizeof *family.places), 0};
        for (size_t i = 0; i < comparison->row_count; i++)
            if (comparison_family_of(comparison, &comparison->rows[i]) == which)
                take_row(comparison, &comparison->rows[i], &family);
        comparison->judged[which] = judge_family(&family);
        free(family.p);
        free(family.places);
    }
}
