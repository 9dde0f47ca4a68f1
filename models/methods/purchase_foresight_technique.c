// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/purchase_foresight_technique.h"

#include <math.h>

const struct equation purchase_foresight_equation = {
    "whether a family buys soon",
    "P(buys within u) = (A(s) - A(s + u)) / (A(s) + D), P(stays) = A(s) / (A(s) + D); A(s) = sum_j<k (k s)^j "
    "/ j! Gamma(r + k m + "
    "j) / (alpha + k (h + s))^(r + k m + j); D = a / (b + m) Gamma(r + k m) / (alpha + k h)^(r + k m)",
    "m + 1 purchases in h days, the last s days ago; gaps gamma of shape k, rates Gamma(r, alpha), after "
    "each purchase a customer "
    "is gone with a chance ~ Beta(a, b)",
    "filter of a hidden Markov model with states customer and gone; as P(alive) of the MBG/CNBD-k, Platzer & "
    "Reutterer 2016 "
    "(Marketing Science 35(5):779), not read: derived"};
const struct equation purchase_foresight_fit_equation = {
    "how families differ, from what they bought",
    "r, alpha, a, b, k of most sum ln (B(a, b + m + 1) / B(a, b) alpha^r / Gamma(r) (A(s) + D) prod k^k g^(k "
    "- 1) / Gamma(k))",
    "of at most 200 families, from 20 on; g gaps, days; k of 1 to 4; by steps along the axes of the "
    "logarithms, r within 0.1 to 30, "
    "mean gap 1 to 365, a and b 0.01 to 200",
    "maximum likelihood, empirical Bayes; steps: Hooke & Jeeves 1961, not read"};
const struct equation purchase_foresight_scores_equation = {
    "how good it was", "Brier = mean (P - y)^2; log loss = mean -ln P(y)",
    "y 1 where the family bought until the next look, else 0; P kept within 10^-6 of 0 and 1 for the log "
    "loss; base: the share of "
    "these families that bought since the look before",
    "Brier 1950 (Mon. Weather Rev. 78:1, not read); Good 1952 (not read)"};

void purchase_foresight_saw(struct purchase_history *history, double when) {
    if (history->count == 0) history->first = when;
    if (history->count > 0) history->log_gaps += log(fmax(when - history->last, 1.0 / 24));
    history->last = when;
    history->count++;
}

// ---- One family -----------------------------------------------------------------------------------------

// ln of the weight of having stayed, quiet for so many days since the last purchase; and of having gone with
// it.
static double log_stayed(const struct purchase_law *law, const struct purchase_history *history,
                         double quiet) {
    double k = law->gap_shape, shape = law->base.r + k * (history->count - 1);
    double scale = law->base.alpha + k * (history->last - history->first + quiet);
    double term = 1, sum = 1;  // of j = 0, and each next from the one before
    for (int j = 1; j < law->gap_shape; j++) {
        term *= k * quiet / j * (shape + j - 1) / scale;
        sum += term;
    }
    return lgamma(shape) - shape * log(scale) + log(sum);
}

static double log_gone(const struct purchase_law *law, const struct purchase_history *history) {
    double k = law->gap_shape, shape = law->base.r + k * (history->count - 1);
    double scale = law->base.alpha + k * (history->last - history->first);
    return log(law->base.a / (law->base.b + history->count - 1)) + lgamma(shape) - shape * log(scale);
}

double purchase_foresight_stays(const struct purchase_law *law, const struct purchase_history *history,
                                double now) {
    double stayed = log_stayed(law, history, fmax(0, now - history->last));
    return 1 / (1 + exp(log_gone(law, history) - stayed));
}

double purchase_foresight_chance(const struct purchase_law *law, const struct purchase_history *history,
                                 double now, double further) {
    double quiet = fmax(0, now - history->last);
    double still = exp(log_stayed(law, history, quiet + further) - log_stayed(law, history, quiet));
    return purchase_foresight_stays(law, history, now) * (1 - still);
}

// What stands in the likelihood of every history alike: a start, and so much for each gap.
struct likelihood {
    double start, a_gap;
};

static struct likelihood likelihood_of(const struct purchase_law *law) {
    double r = law->base.r, a = law->base.a, b = law->base.b, k = law->gap_shape;
    return (struct likelihood){lgamma(a + b) - lgamma(b) + r * log(law->base.alpha) - lgamma(r),
                               k * log(k) - lgamma(k)};
}

static double log_likelihood(const struct purchase_law *law, struct likelihood of,
                             const struct purchase_history *history, double now) {
    double a = law->base.a, b = law->base.b, n = history->count;
    double stayed = log_stayed(law, history, fmax(0, now - history->last)), gone = log_gone(law, history);
    return of.start + (n - 1) * of.a_gap + (law->gap_shape - 1) * history->log_gaps + lgamma(b + n) -
           lgamma(a + b + n) + stayed + log1p(exp(gone - stayed));
}

double purchase_foresight_log_likelihood(const struct purchase_law *law,
                                         const struct purchase_history *history, double now) {
    return log_likelihood(law, likelihood_of(law), history, now);
}

// ---- All of them ----------------------------------------------------------------------------------------

enum purchase_axis { SHAPE, MEAN_GAP, GOES, STAYS, AXES };  // logarithms of r, alpha / r, a, b

struct search {
    const struct purchase_history *histories;
    size_t count;
    double now, *flops;
};

static struct purchase_law law_at(const double *at, int gap_shape) {
    double r = exp(at[SHAPE]);
    return (struct purchase_law){{r, r * exp(at[MEAN_GAP]), exp(at[GOES]), exp(at[STAYS])}, gap_shape};
}

static bool is_inside(const double *at) {
    static const double least[AXES] = {0.1, 1, 0.01, 0.01}, most[AXES] = {30, 365, 200, 200};
    for (int i = 0; i < AXES; i++)
        if (at[i] < log(least[i]) || at[i] > log(most[i])) return false;
    return true;
}

static double log_likelihood_at(const struct search *search, const double *at, int gap_shape) {
    enum { FLOPS_A_HISTORY = 400 };  // four logarithms of gamma functions, and some others
    if (!is_inside(at)) return -INFINITY;
    struct purchase_law law = law_at(at, gap_shape);
    struct likelihood of = likelihood_of(&law);
    size_t step = (search->count + PURCHASE_HISTORIES_MOST - 1) / PURCHASE_HISTORIES_MOST;
    double sum = 0;
    for (size_t i = 0; i < search->count; i += step) {
        sum += log_likelihood(&law, of, &search->histories[i], search->now);
        *search->flops += FLOPS_A_HISTORY;
    }
    return sum;
}

// One step along each axis, if it helps. Returns whether any did.
static bool step_once(const struct search *search, double *at, double *best, double step, int gap_shape) {
    bool helped = false;
    for (int axis = 0; axis < AXES; axis++)
        for (int way = -1; way <= 1; way += 2) {
            double before = at[axis];
            at[axis] += way * step;
            double value = log_likelihood_at(search, at, gap_shape);
            bool better = value > *best;
            if (better) *best = value;
            if (!better) at[axis] = before;
            helped |= better;
        }
    return helped;
}

static double climb(const struct search *search, double *at, int gap_shape) {
    static const double coarsest = 0.4, finest = 0.04;
    double best = log_likelihood_at(search, at, gap_shape);
    for (double step = coarsest; step > finest;)
        if (!step_once(search, at, &best, step, gap_shape)) step /= 2;
    return best;
}

bool purchase_foresight_fit(const struct purchase_history *histories, size_t count, double now,
                            struct purchase_law *law, double *flops) {
    if (count < PURCHASE_HISTORIES_LEAST) return false;
    struct search search = {histories, count, now, flops};
    double most = -INFINITY;
    struct purchase_law from = law->gap_shape ? *law : (struct purchase_law){{1, 14, 0.5, 5}, 1};
    for (int k = 1; k <= PURCHASE_GAP_SHAPES; k++) {
        double at[AXES] = {log(from.base.r), log(from.base.alpha / from.base.r), log(from.base.a),
                           log(from.base.b)};
        double likely = climb(&search, at, k);
        if (likely > most) *law = law_at(at, k);
        most = fmax(most, likely);
    }
    return true;
}

const struct technique purchase_foresight_technique = {
    .name = "purchase_foresight",
    .summary = "foresees from when a family bought so far whether it still is a customer and buys soon",
    .senses = "when each family bought",
    .trained_on = "the same of all families that are remembered, at each look",
    .consents = "purchase to the grocery for reminders",
    .costs =
        "some 300 sums over at most 200 families a version, each of 400 floating-point operations; no bytes "
        "beside the orders'",
    .scored =
        "Brier score, log loss and mean chance beside the share that bought before, against who then bought "
        "(series of grocery)",
    .fails =
        "of who is not remembered; where families buy for a reason that its last purchases do not tell (a "
        "trip, an offer, what "
        "runs low); before a few gaps are seen, when it says of each what is true of most",
    .equations = EQUATIONS(&purchase_foresight_equation, &purchase_foresight_fit_equation,
                           &purchase_foresight_scores_equation),
};
