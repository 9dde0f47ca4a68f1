// SPDX-License-Identifier: GPL-3.0-or-later
// A curve: what a policy came to day by day, over the replications. Money is told since the start and, of a comparison,
// against the first policy, pair by pair; other amounts since the start; means day by day.
#ifndef MARU_ANALYSIS_CURVE_DAYS_H
#define MARU_ANALYSIS_CURVE_DAYS_H

#include "analysis/report_source.h"

enum curve_sort { CURVE_MONEY, CURVE_SUM, CURVE_MEAN };
enum curve_sort curve_days_sort(const struct measure *measure);

// The row's place among the results' quantities; quantity_count: it has no days.
size_t curve_days_quantity(const struct report_source *source, const struct comparison_row *row);

// One estimate a day, with its 95 % interval; of the difference to the first policy when `against`. Owned by the caller.
struct statistics_estimate *curve_days_estimates(const struct report_source *source, const struct comparison_row *row,
                                                 size_t policy, bool against);

#endif
