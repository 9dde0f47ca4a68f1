// SPDX-License-Identifier: GPL-3.0-or-later
// Means and their Student-t confidence intervals, single and paired, and how many replications an answer needs
// (Law, "Simulation Modeling and Analysis", 5th ed., sections 9.4 and 10.2).
#ifndef MARU_ANALYSIS_STATISTICS_H
#define MARU_ANALYSIS_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

#define STATISTICS_LEVEL 0.95  // of every interval that is printed

// What a sample of replications says about a mean.
struct statistics_estimate {
    size_t count;
    double mean;        // NaN without values
    double sd;          // of one value, divisor count - 1; NaN with fewer than two values
    double half_width;  // of the interval around the mean; NaN with fewer than two values
    double level;       // of the interval, 0-1
};

struct statistics_estimate statistics_estimate(const double *values, size_t count, double level);
// Of value - baseline, pair by pair: the luck that both share cancels out.
struct statistics_estimate statistics_paired(const double *values, const double *baseline, size_t count, double level);

// Values that come one by one (Welford 1962): nothing of them is kept but what an estimate needs. Begins as {0}; NaN is passed
// over.
struct statistics_running {
    size_t count;
    double mean, squares;  // squares: of the distances from the mean, summed
};
void statistics_take(struct statistics_running *running, double value);
struct statistics_estimate statistics_so_far(const struct statistics_running *running, double level);

// Does the interval lie on one side of 0? False when there is no interval.
bool statistics_excludes_zero(const struct statistics_estimate *estimate);

#define STATISTICS_NEVER ((size_t)-1)

// Further replications until the interval's half width is expected to be at most `goal`, if the spread stays as
// it is: 0 when it is so already; STATISTICS_NEVER beyond a million, or when no spread is known.
size_t statistics_needed_for_width(const struct statistics_estimate *estimate, double goal);
// Further replications until the interval is expected to exclude 0, if mean and spread stay as they are.
size_t statistics_needed_to_tell(const struct statistics_estimate *estimate);

#endif
