// SPDX-License-Identifier: GPL-3.0-or-later
// What the runs of a study come to at each point, under each policy, over its replications: every outcome's mean and spread, and
// those of its difference to the first policy, pair by pair. Runs are taken one by one; memory grows with points times policies
// times outcomes, not with replications.
#ifndef MARU_ANALYSIS_STUDY_SUMMARY_H
#define MARU_ANALYSIS_STUDY_SUMMARY_H

#include <stddef.h>

struct study_summary;

// Free with study_summary_free.
struct study_summary *study_summary_create(size_t points, size_t policies, size_t outcomes);
void study_summary_free(struct study_summary *summary);

// A run's outcomes, NaN where it has none: [outcomes]. The first policy of a point and replication comes before its others.
void study_summary_take(struct study_summary *summary, size_t point, size_t policy, const double *values);

// One line: how many runs have a value, mean, standard deviation, 95 % interval; then the same of the differences, which the first
// policy has none of: all NaN. In the order of study_summary_names.
enum { STUDY_SUMMARY_NUMBERS = 10 };
extern const char *const study_summary_names[STUDY_SUMMARY_NUMBERS];
void study_summary_line(const struct study_summary *summary, size_t point, size_t policy, size_t outcome,
                        double numbers[STUDY_SUMMARY_NUMBERS]);

#endif
