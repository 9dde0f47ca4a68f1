// SPDX-License-Identifier: GPL-3.0-or-later
// Means and their Student-t confidence intervals, single and paired, how many replications an answer needs
// (Law, "Simulation Modeling and Analysis", 5th ed., sections 9.4 and 10.2), and what is left of it when many
// questions are asked at once. How often the intervals hold the truth: analysis/README.md, measured by
// tests/known_answers/test_intervals.c.
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
// The same of numbers of events. What few runs happen to agree in would have no spread at all (1, 1, 1 more): the sd is
// at least that of events which come independently (Poisson) and of which none happens under both.
struct statistics_estimate statistics_paired_counts(const double *values, const double *baseline, size_t count, double level);
// The same values with an interval of another level.
struct statistics_estimate statistics_at_level(struct statistics_estimate estimate, double level);

// Values that come one by one (Welford 1962): nothing of them is kept but what an estimate needs. Begins as {0}; NaN is passed
// over.
struct statistics_running {
    size_t count;
    double mean, squares;  // squares: of the distances from the mean, summed
};
void statistics_take(struct statistics_running *running, double value);
struct statistics_estimate statistics_so_far(const struct statistics_running *running, double level);

// How rarely luck alone would take the mean so far from 0, 0 to 1: two-sided, by Student's t. Values that are all alike have
// no spread to judge by, so that their signs judge: what is as often c as -c is alike n times once in 2^(n-1). 1 when nothing
// is known.
double statistics_p(const struct statistics_estimate *estimate);
// Is the mean told from 0 at its level? Then its interval lies on one side of 0. False when there is no interval.
bool statistics_excludes_zero(const struct statistics_estimate *estimate);

// Makes of p-values what they come to as answers to `count` questions asked at once (Holm, "A simple sequentially rejective
// multiple test procedure", Scandinavian Journal of Statistics 6, 1979): where those below 0.05 are taken for told, the chance
// that any of them is luck is at most 0.05, however they depend on each other.
void statistics_holm(double *p, size_t count);

// Of `count` replications none differed: the largest share of replications that may still differ, at this level (the exact
// binomial bound, 1 - (1 - level)^(1 / count)).
double statistics_unseen_share(size_t count, double level);

enum { STATISTICS_MOST = 10000 };  // replications that are reckoned with
#define STATISTICS_NEVER ((size_t)-1)

// Further replications until the interval's half width is expected to be at most `goal`, if the spread stays as
// it is: 0 when it is so already; STATISTICS_NEVER beyond STATISTICS_MOST, or when no spread is known.
size_t statistics_needed_for_width(const struct statistics_estimate *estimate, double goal);
// Further replications until the mean is expected to be told from 0 at its level, if mean and spread stay as they are.
size_t statistics_needed_to_tell(const struct statistics_estimate *estimate);

// Replications that go on until an interval is narrow enough are looked at a few times, not after each, for a spread that
// happens to look small ends them too early: first at STATISTICS_FIRST_LOOK, then where the half width is expected to be at most
// `goal`, a tenth more at least and twice as many at most. Returns how many to look at next; 0: the goal is reached. (The stopping
// rule of Chow & Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean", Annals of
// Mathematical Statistics 36, 1965, with Student's t and fewer looks; the paper was not read, the rule is as textbooks and
// zbMATH 0942.62091 tell it. What it does to the interval is measured: analysis/README.md.)
enum { STATISTICS_FIRST_LOOK = 10 };
size_t statistics_next_look(const struct statistics_estimate *estimate, double goal);

#endif
