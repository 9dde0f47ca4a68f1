// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/recommender_technique.h"

#include <math.h>
#include <stdlib.h>

const struct equation recommender_variances_equation = {
    "what lasts in a source's signals, and what is noise",
    "y_il = mu + a_i + e_il; within = (sum y^2 - sum_i n_i m_i^2) / (n - k); between = (B - within) / n0, at "
    "least 0; B = (sum_i n_i m_i^2 - n mu^2) / (k - 1); n0 = (n - sum_i n_i^2 / n) / (k - 1)",
    "y_il the l-th signal of customer i, n_i of them with mean m_i; mu their mean over all; n signals of k "
    "customers; within and between the variances of e and a",
    "analysis of variance of unequal groups, Searle, Casella & McCulloch 1992 (Variance components, 3.6)"};
const struct equation recommender_belief_equation = {
    "what is believed of a customer",
    "z_i = (m_i - mu) / sqrt(between); of each source, observed = z_i / sqrt(1 - own_share) with variance v "
    "= (own_share + within / (n_i between)) / (1 - own_share); precisions add: 1 / variance' = 1 / variance "
    "+ 1 / v, mean' = (mean / variance + observed / v) variance'",
    "from mean 0 and variance 1, source after source; m_i mean of its n_i signals; mu, within, between of "
    "the source; own_share of what lasts is habit",
    "posterior of normal observations, Gelman et al. 2013 (Bayesian data analysis, 2.5)"};
const struct equation recommender_uplift_equation = {
    "what offers changed, by the hold-out",
    "difference = m1 - m0, standard error sqrt(s1^2 / n1 + s0^2 / n0); of all, both times n1",
    "m means, s^2 variances, n numbers of the outcomes of those who may be offered (1) and those held out "
    "(0)",
    "Neyman 1923; Imbens & Rubin 2015 (Causal inference, chapter 6)"};
const struct equation recommender_correlation_equation = {
    "how well beliefs tell customers apart",
    "r = (n sum xy - sum x sum y) / sqrt((n sum x^2 - (sum x)^2) (n sum y^2 - (sum y)^2))",
    "x believed, y true, over n customers", "Pearson's correlation"};

// ---- Choice ---------------------------------------------------------------------------------------------

void recommender_shares(const double *utility, size_t count, double *share) {
    double highest = -INFINITY, sum = 0;
    for (size_t j = 0; j < count; j++) highest = fmax(highest, utility[j]);
    for (size_t j = 0; j < count; j++) sum += share[j] = exp(utility[j] - highest);
    for (size_t j = 0; j < count; j++) share[j] /= sum;
}

// ---- Learning -------------------------------------------------------------------------------------------

void recommender_hear(struct recommender_signals *signals, double value) {
    signals->sum += value;
    signals->squares += value * value;
    signals->count++;
}

// Sums of squares within and between customers, and the number of signals that an average customer counts for
// when the numbers are unequal.
struct recommender_source recommender_source_from(const struct recommender_signals *signals,
                                                  size_t customers) {
    double n = 0, n_squared = 0, sum = 0, squares = 0, of_means = 0, known = 0;
    for (size_t i = 0; i < customers; i++) {
        double count = signals[i].count;
        if (count < 1) continue;
        known++;
        n += count;
        n_squared += count * count;
        sum += signals[i].sum;
        squares += signals[i].squares;
        of_means += signals[i].sum * signals[i].sum / count;
    }
    struct recommender_source source = {.mean = n > 0 ? sum / n : 0};
    if (known < 2 || n <= known) return source;
    source.within = fmax(0, squares - of_means) / (n - known);
    double between = fmax(0, of_means - sum * sum / n) / (known - 1);
    double signals_each = (n - n_squared / n) / (known - 1);
    source.between = fmax(0, (between - source.within) / signals_each);
    return source;
}

struct recommender_belief recommender_belief_before(void) {
    return (struct recommender_belief){.mean = 0, .variance = 1};
}

struct recommender_belief recommender_belief_after(struct recommender_belief before, double observed,
                                                   double noise_variance) {
    double precision = 1 / before.variance + 1 / noise_variance;
    return (struct recommender_belief){
        .mean = (before.mean / before.variance + observed / noise_variance) / precision,
        .variance = 1 / precision};
}

struct recommender_belief recommender_belief_told(struct recommender_belief before,
                                                  const struct recommender_source *source,
                                                  const struct recommender_signals *signals,
                                                  double own_share) {
    if (signals->count == 0 || source->between <= 0) return before;
    double mean = signals->sum / signals->count;
    double observed = (mean - source->mean) / sqrt(source->between);
    double noise = source->within / (signals->count * source->between);
    if (own_share + noise <= 0) noise = 1e-12;  // a source without any noise: certain, in effect
    return recommender_belief_after(before, observed / sqrt(1 - own_share),
                                    (own_share + noise) / (1 - own_share));
}

// ---- Choosing whom --------------------------------------------------------------------------------------

static int compare_candidates(const void *left, const void *right) {
    const struct recommender_candidate *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->lot != b->lot) return a->lot > b->lot ? -1 : 1;
    return (a->customer > b->customer) - (a->customer < b->customer);
}

void recommender_rank(struct recommender_candidate *candidates, size_t count) {
    if (count > 1) qsort(candidates, count, sizeof *candidates, compare_candidates);
}

void recommender_pairs_add(struct recommender_pairs *pairs, double x, double y) {
    pairs->count++;
    pairs->x += x;
    pairs->y += y;
    pairs->xx += x * x;
    pairs->yy += y * y;
    pairs->xy += x * y;
}

double recommender_correlation(const struct recommender_pairs *pairs) {
    const struct recommender_pairs *p = pairs;
    double spread = (p->count * p->xx - p->x * p->x) * (p->count * p->yy - p->y * p->y);
    return spread > 0 ? (p->count * p->xy - p->x * p->y) / sqrt(spread) : 0;
}

// ---- What changed ---------------------------------------------------------------------------------------

void recommender_group_add(struct recommender_group *group, double outcome) {
    group->count++;
    group->sum += outcome;
    group->squares += outcome * outcome;
}

static double variance_of_mean(const struct recommender_group *group) {
    double mean = group->sum / group->count;
    return fmax(0, group->squares - group->sum * mean) / (group->count - 1) / group->count;
}

struct recommender_uplift recommender_uplift_of(const struct recommender_group *treated,
                                                const struct recommender_group *held_out) {
    if (treated->count < 2 || held_out->count < 2) return (struct recommender_uplift){.known = false};
    return (struct recommender_uplift){
        .difference = treated->sum / treated->count - held_out->sum / held_out->count,
        .standard_error = sqrt(variance_of_mean(treated) + variance_of_mean(held_out)),
        .known = true};
}

const struct technique recommender_technique = {
    .name = "recommender",
    .summary = "believes of a customer what noisy signals say, and learns from a hold-out what offers change",
    .senses = "one number for each signal: a meal reported, an advertisement clicked",
    .trained_on =
        "signals of customers whose data came through the gate, and what became of offers made and held out",
    .consents =
        "food, stock or profile to the diet seller; profile to the medium: where refused, belief stays the "
        "population's",
    .costs = "some ten operations a signal and customer; no bytes beside the signals'",
    .scored =
        "recommender correlation: belief beside the customers' true taste (series of diet_seller and "
        "advertiser)",
    .fails =
        "few or noisy signals: belief shrinks to the mean; a small hold-out leaves the uplift unknown for "
        "months",
    .equations = EQUATIONS(&recommender_variances_equation, &recommender_belief_equation,
                           &recommender_uplift_equation, &recommender_correlation_equation),
};
