// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that print a comparison share: all measures of all runs, and what they say about a policy. The
// baseline is policy 0.
#ifndef MARU_ANALYSIS_COMPARISON_ROWS_H
#define MARU_ANALYSIS_COMPARISON_ROWS_H

#include "analysis/comparison.h"
#include "analysis/table.h"

#define COMPARISON_WIDTH 100  // columns of what is printed

// A measure over all runs.
struct comparison_row {
    struct measure measure;  // texts owned; its value is not used
    double *values;          // [policies][replications]
};

// What runs must have in common to be compared.
struct comparison_frame {
    char *scenario, *title;
    size_t homes, days;
};

// The luck of a replication.
struct comparison_luck {
    bool known;
    int64_t seed, replication;
};

struct comparison {
    char **policies;
    size_t policy_count, replications;
    struct comparison_frame frame;
    struct comparison_luck *lucks;  // [replications]
    bool *added;                    // [policies][replications]
    struct comparison_row *rows;
    size_t row_count;
};

// NULL when no run has it.
const struct comparison_row *comparison_find(const struct comparison *comparison, enum measure_group group,
                                             const char *subject, const char *name);

double comparison_mean(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
struct statistics_estimate comparison_row_difference(const struct comparison *comparison,
                                                     const struct comparison_row *row, size_t policy);

// Does the policy differ from the baseline? Told by the interval, or of a single replication by the number itself.
bool comparison_tells(const struct comparison *comparison, const struct comparison_row *row, size_t policy);
// The difference of the means against the larger of them, 0 to 2: a size that measures of all units share.
double comparison_relative(const struct comparison *comparison, const struct comparison_row *row, size_t policy);

// What the table of means calls a measure, "bugbye: wait", and with its unit "bugbye: wait [h]". Owned by the caller.
char *comparison_label(const struct measure *measure, bool with_unit);

// 0, or unknown, in every run.
bool comparison_empty(const struct comparison *comparison, const struct comparison_row *row);
// Equal under every policy, in each replication.
bool comparison_same(const struct comparison *comparison, const struct comparison_row *row);

// The money of the rest of the economy (wages, goods), whose gains and losses nobody asks about.
bool comparison_is_outside(const struct comparison_row *row);
// Counted again by an entry, what all data flows come to in images.
bool comparison_repeats_images(const struct comparison *comparison, const struct comparison_row *row);

// ---- What comparison_print is made of ----

// For each policy a few sentences against the baseline.
void comparison_print_short(const struct comparison *comparison, FILE *out);
// One table of means, a star where a policy differs.
void comparison_print_means(const struct comparison *comparison, FILE *out);
// Every measure's mean, and its difference with the interval, one table per policy.
void comparison_print_details(const struct comparison *comparison, FILE *out);

#endif
