// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/joint_estimate_technique.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/status.h"

enum { HALVINGS = 60 };  // of an interval, to the last digit

const struct equation joint_estimate_noise_equation = {
    "noise on a firm's sums",
    "S = u (sum of round(x / u) + Z), N = homes + Z', u = clip / 1024; P(Z = z) proportional to "
    "e^(-epsilon |z| / 2048), P(Z' = z) to e^(-epsilon |z| / 2)",
    "x a home's figure within -clip to clip: a home more or less moves the sum by 1024 u at most and N by 1, "
    "epsilon / 2 each",
    "two-sided geometric mechanism, Ghosh, Roughgarden & Sundararajan 2009 (STOC), not read; drawn exactly, "
    "on whole numbers (Canonne, Kamath & Steinke 2020, NeurIPS, algorithm 2): Laplace's (Dwork, McSherry, "
    "Nissim & Smith 2006, TCC, 265-284) in floating point would tell (Mironov 2012, CCS, not read)"};
const struct equation joint_estimate_cell_equation = {
    "what a firm's sums say of a district", "y = sum of S / sum of N; v = (s^2 n + (V + W y^2) / M) / n^2",
    "S, N told in M months, n mean of N, nothing below the least n; s = home_spread; noised: V, W variances "
    "of the noise on S and N (noise on a number, in sums), y within -clip to clip; else V = W = 0",
    "sum and number of homes; to the first order in noise over n"};
const struct equation joint_estimate_undo_equation = {
    "districts as they would be without cleaning",
    "m = f - taken max(0, f - 1), solved for f: district = ln f, centred; v times (m / f / (1 - taken))^2 "
    "where m > 1",
    "m = scale exp(district) as measured, the scale such that the mean of f is 1; taken mean share of the "
    "months that was cleaned away",
    "definition"};
const struct equation joint_estimate_shrink_equation = {
    "districts, shrunk towards the city's mean", "district B / (B + v); B = max(0, mean of (district^2 - v))",
    "v variance of the district; mean over the districts that were measured",
    "empirical Bayes, Morris 1983 (J. Amer. Statist. Assoc. 78:47-55)"};
const struct equation joint_estimate_error_equation = {
    "error of an estimate", "root of mean (estimate - truth)^2 over all districts, both centred on 0",
    "logarithms of the districts' factors; truth: without cleaning", "definition"};

struct joint_noise joint_estimate_noise(double epsilon, double clip) {
    return (struct joint_noise){clip, geometric_of(epsilon / 2, JOINT_UNITS), geometric_of(epsilon / 2, 1)};
}

static double unit_of(const struct joint_noise *noise) {
    return noise->clip / JOINT_UNITS;
}

int64_t joint_estimate_units(const struct joint_noise *noise, double figure) {
    return llround(fmax(-JOINT_UNITS, fmin(JOINT_UNITS, figure / unit_of(noise))));
}

void joint_estimate_tell_noised(struct joint_told *told, const struct joint_noise *noise, int64_t units,
                                int64_t homes, struct random_sequence *luck) {
    int64_t sum = units + geometric_noise(&noise->sum, luck);
    int64_t number = homes + geometric_noise(&noise->homes, luck);
    joint_estimate_tell(told, unit_of(noise) * (double)sum, (double)number);
}

void joint_estimate_tell(struct joint_told *told, double sum, double homes) {
    told->sum += sum;
    told->homes += homes;
    told->months++;
}

// What a month's noise adds to the square of n times the error of a mean, to the first order.
static double noise_adds(const struct joint_noise *noise, double value) {
    if (!(noise->clip > 0)) return 0;
    double unit = unit_of(noise);
    return unit * unit * geometric_variance(&noise->sum) + value * value * geometric_variance(&noise->homes);
}

struct two_way_cell joint_estimate_cell(const struct joint_told *told, double least, double spread,
                                        struct joint_noise noise) {
    double months = told->months, homes = months > 0 ? told->homes / months : 0;
    if (homes <= 0 || homes < least) return (struct two_way_cell){0, 0};
    double value = told->sum / told->homes;
    // No mean of clipped figures lies outside: what noise drives there is brought back.
    if (noise.clip > 0) value = fmax(-noise.clip, fmin(noise.clip, value));
    double added = noise_adds(&noise, value) / months;
    return (struct two_way_cell){value, (spread * spread * homes + added) / (homes * homes)};
}

static void centre_measured(double *effects, const double *variances, size_t count) {
    double sum = 0;
    size_t measured = 0;
    for (size_t i = 0; i < count; i++)
        if (variances[i] > 0) sum += effects[i], measured++;
    for (size_t i = 0; i < count; i++)
        effects[i] = variances[i] > 0 ? effects[i] - sum / (double)measured : 0;
}

// What was there before the share `taken` of what is above 1 went away.
static double untouched(double factor, double taken) {
    return factor <= 1 ? factor : 1 + (factor - 1) / (1 - taken);
}

static double mean_untouched(const double *effects, const double *variances, const double *taken,
                             size_t districts, double scale) {
    double sum = 0;
    size_t measured = 0;
    for (size_t d = 0; d < districts; d++)
        if (variances[d] > 0) sum += untouched(scale * exp(effects[d]), taken[d]), measured++;
    return sum / (double)measured;
}

// The scale with which their mean is 1: it grows with the scale, so halving finds it.
static double find_scale(const double *effects, const double *variances, const double *taken,
                         size_t districts) {
    double low = 0, high = 1;
    while (mean_untouched(effects, variances, taken, districts, high) < 1) high *= 2;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (mean_untouched(effects, variances, taken, districts, middle) < 1)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

void joint_estimate_undo(double *effects, double *variances, const double *taken, size_t districts) {
    bool any = false;
    for (size_t d = 0; d < districts; d++) any |= variances[d] > 0 && taken[d] > 0;
    if (!any) return;
    double scale = find_scale(effects, variances, taken, districts);
    for (size_t d = 0; d < districts; d++) {
        if (variances[d] <= 0) continue;
        double measured = scale * exp(effects[d]), before = untouched(measured, taken[d]);
        // d ln(before) / d ln(measured)
        double slope = measured > 1 ? measured / before / (1 - taken[d]) : 1;
        effects[d] = log(before);
        variances[d] *= slope * slope;
    }
    centre_measured(effects, variances, districts);
}

void joint_estimate_shrink(double *effects, const double *variances, size_t districts) {
    double between = 0;
    size_t measured = 0;
    for (size_t d = 0; d < districts; d++) {
        if (variances[d] <= 0) continue;
        between += effects[d] * effects[d] - variances[d];
        measured++;
    }
    between = measured ? fmax(0, between / (double)measured) : 0;
    for (size_t d = 0; d < districts; d++)
        if (variances[d] > 0) effects[d] *= between / (between + variances[d]);
}

static double mean(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return sum / (double)count;
}

double joint_estimate_error(const double *estimates, const double *truth, size_t count) {
    double offset = mean(estimates, count) - mean(truth, count), sum = 0;
    for (size_t i = 0; i < count; i++) {
        double error = estimates[i] - truth[i] - offset;
        sum += error * error;
    }
    return sqrt(sum / (double)count);
}

void joint_estimate_highest(const double *values, size_t count, size_t most, double least, bool *marked) {
    for (size_t i = 0; i < count; i++) {
        size_t higher = 0;
        for (size_t j = 0; j < count; j++)
            higher += values[j] > values[i] || (!(values[j] < values[i]) && j < i);
        marked[i] = higher < most && values[i] > least;
    }
}

const struct technique joint_estimate_technique = {
    .name = "joint_estimate",
    .summary = "says what several firms that each measure with a bias know of districts together",
    .senses = "sums and numbers of homes by district and month, exact or with noise on whole numbers",
    .trained_on = "nothing: weighted least squares and empirical Bayes at each call",
    .consents = "air_quality to each firm; counts to the city",
    .costs = "districts x firms operations a month and sweep; a few bytes a district",
    .scored = "error beside the districts' true dust (series of public_body)",
    .fails =
        "districts that no firm links are taken for the city's level; much noise shrinks all to the mean",
    .equations = EQUATIONS(&joint_estimate_noise_equation, &joint_estimate_cell_equation,
                           &joint_estimate_undo_equation, &joint_estimate_shrink_equation,
                           &joint_estimate_error_equation),
};
