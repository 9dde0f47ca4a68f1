// SPDX-License-Identifier: GPL-3.0-or-later
// Policies compared under the same luck: replication k has the same seed under every policy, so differences are
// taken pair by pair, and what the luck did to both cancels out. The first policy is the baseline.
//
//   struct comparison *c = comparison_create(policies, 2, 20);
//   comparison_add(c, study_results_read("study.h5", &fault), &fault);
//   comparison_print(c, NULL, false, stdout, &fault);     analysis/comparison_print.h
//
// Here: all measures of all runs, and what they say about a policy. How it is told to a reader lies above:
// comparison_short.h (sentences), comparison_means.h and comparison_details.h (tables), factorial.h.
#ifndef MARU_ANALYSIS_COMPARISON_H
#define MARU_ANALYSIS_COMPARISON_H

#include "analysis/measure.h"
#include "analysis/study_results.h"
#include "analysis/statistics.h"

// A measure over all runs.
struct comparison_row {
    struct measure measure;  // texts owned; its value is not used
    double *values;          // [policies][replications]
    double *p;               // [policies]: of no difference to the baseline, as one of its family; NULL before comparison_judge
};

// Differences that are looked at together, and so judged together: those that have their place on the screen of the answer, and
// those that only --details prints (single data flows, segments). Of what differs in no replication, or is not known in each, there
// is nothing to judge.
enum comparison_family { COMPARISON_ANSWER, COMPARISON_DETAILS, COMPARISON_FAMILIES };
struct comparison_judged {
    size_t differences;  // seen in some replication, known in each
    size_t open;         // not told from luck
};

// Families that are better off under a policy than under the baseline, by their welfare; means over the replications.
struct comparison_winners {
    double better, worse, same;
};

// What runs must have in common to be compared.
struct comparison_frame {
    char *scenario, *title;
    size_t homes, days;
};

// The luck of a replication.
struct comparison_luck {
    bool known;
    int64_t seed;
};

struct comparison {
    char **policies;
    size_t policy_count, replications;
    struct comparison_frame frame;
    struct comparison_luck *lucks;  // [replications]
    bool *added;                    // [policies][replications]
    struct comparison_row *rows;
    size_t row_count;
    struct comparison_winners *winners;  // [policies]; NULL: not counted (winners.h)
    struct comparison_judged judged[COMPARISON_FAMILIES];
};

// The names are copied. Owned by the caller; free with comparison_free.
struct comparison *comparison_create(const char *const *policies, size_t count, size_t replications);
void comparison_free(struct comparison *comparison);

// Takes those of the results' runs that are under its policies and within its replications. False and a fault: one of them
// failed, they are of another scenario, or a replication has not the same luck under all policies.
bool comparison_add(struct comparison *comparison, const struct study_results *results, struct fault *fault);

// False and a fault when a run is missing.
bool comparison_complete(const struct comparison *comparison, struct fault *fault);

// Tests all differences of each family against luck (statistics_holm: whoever reads a star reads it alone, so none of them may
// be luck, which is more than that few are). To be called when all results are in and before anybody is told of them.
void comparison_judge(struct comparison *comparison);

// ---- Asking ----

// NULL when no run has it.
const struct comparison_row *comparison_find(const struct comparison *comparison, enum measure_group group,
                                             const char *subject, const char *name);

// By what the table of means calls it, without its unit: "money: hanbit", "refrigerator: lack". NULL when no run has it.
const struct comparison_row *comparison_labelled(const struct comparison *comparison, const char *label);

double comparison_mean(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
// The same with the interval that its own replications leave.
struct statistics_estimate comparison_row_level(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
// Pair by pair. Its interval holds luck only, not what is uncertain of the settings; it is one by itself, whatever else is
// looked at. Numbers of events have at least the spread of such (statistics_paired_counts).
struct statistics_estimate comparison_row_difference(const struct comparison *comparison,
                                                     const struct comparison_row *row, size_t policy);

// With two replications an interval is 9 times as wide as their spread, or 0 when chance made them alike: from three on
// a difference is told from luck.
enum { COMPARISON_LEAST_FOR_INTERVALS = 3 };
bool comparison_has_intervals(const struct comparison *comparison);

// Does the policy differ from the baseline? Told as one of its family, or without intervals by the number itself.
bool comparison_tells(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
// About how many replications would tell a difference that was seen and is not told, if mean and spread stay as they are and
// those of its family that are told are told again: n ~ (t s / d)^2, t at the level that Holm's step asks of the first of those
// that are open. STATISTICS_NEVER: more than STATISTICS_MOST. 0 where there is no interval, or nothing is open.
size_t comparison_settles_at(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
// The difference of the means against the larger of them, 0 to 2: a size that measures of all units share.
double comparison_relative(const struct comparison *comparison, const struct comparison_row *row, size_t policy);

// 0, or unknown, in every run.
bool comparison_empty(const struct comparison *comparison, const struct comparison_row *row);
// Was any difference to the baseline seen?
bool comparison_differs(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
// Equal under every policy, in each replication.
bool comparison_same(const struct comparison *comparison, const struct comparison_row *row);
// The first policy under which every measure was the same in each replication; the policy itself if there is none before it.
size_t comparison_twin(const struct comparison *comparison, size_t policy);

// The money of the rest of the economy (wages, goods), whose gains and losses nobody asks about.
bool comparison_is_outside(const struct comparison_row *row);
// Counted again by an entry, what all data flows come to in images.
bool comparison_repeats_images(const struct comparison *comparison, const struct comparison_row *row);

enum comparison_family comparison_family_of(const struct comparison *comparison, const struct comparison_row *row);

// One measure's paired difference to the baseline; false when no run has such a measure.
bool comparison_difference(const struct comparison *comparison, size_t policy, enum measure_group group,
                           const char *subject, const char *name, struct statistics_estimate *difference);

#endif
