// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/precision.h"

#include <math.h>

static bool is_wanted(const struct precision_goal *goal, const struct comparison *comparison,
                      const struct comparison_row *row) {
    for (size_t i = 0; i < goal->measure_count; i++)
        if (comparison_labelled(comparison, goal->measures[i]) == row) return true;
    return goal->measure_count == 0 && row->measure.group == MEASURE_MONEY && !comparison_is_outside(row);
}

static double larger_mean(const struct comparison *comparison, const struct comparison_row *row,
                          size_t policy) {
    return fmax(fabs(comparison_mean(comparison, row, 0)), fabs(comparison_mean(comparison, row, policy)));
}

// Of a difference that nothing is known of yet, one replication or a mean over nothing, the share is
// infinite.
static double share_of(double half_width, double mean) {
    if (half_width == 0) return 0;
    return half_width / mean >= 0 ? half_width / mean : INFINITY;
}

static void look_at(struct precision *precision, const struct precision_goal *goal,
                    const struct comparison *comparison, const struct comparison_row *row, size_t policy) {
    double mean = larger_mean(comparison, row, policy);
    struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
    double share = share_of(difference.half_width, mean);
    size_t next = statistics_next_look(&difference, goal->share * mean);
    if (next > precision->next) precision->next = next;
    if (!precision->row || share > precision->share) {
        precision->row = row;
        precision->policy = policy;
        precision->share = share;
    }
}

struct precision precision_of(const struct precision_goal *goal, const struct comparison *comparison) {
    struct precision precision = {0};
    for (size_t i = 0; i < comparison->row_count; i++)
        for (size_t policy = 1; policy < comparison->policy_count; policy++)
            if (is_wanted(goal, comparison, &comparison->rows[i]))
                look_at(&precision, goal, comparison, &comparison->rows[i], policy);
    return precision;
}
