// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/local_level_technique.h"

#include <math.h>

const struct equation local_level_equation = {"belief of what wanders",
                                              "x(t) = x(s) + N(0, drift (t - s)); y = x + N(0, noise / "
                                              "length + known); P += drift (t - s); K = P / (P + noise / "
                                              "length + known); mean += K (y - mean); P *= 1 - K",
                                              "x the quantity, y a sight of it, known the variance of noise "
                                              "that was put on it, P variance of the belief; in "
                                              "the long run P = (q + sqrt(q^2 + 4 q r)) / 2 "
                                              "before sights of variance r, between which q is added",
                                              "local level model, Kalman filter: Harvey 1989 (Forecasting, "
                                              "structural time series models and the Kalman "
                                              "filter, 4.1), not read"};
const struct equation local_level_fit_equation = {
    "how much it wanders, learnt",
    "least squares of (y2 - y1)^2 - known1 - known2 = drift gap "
    "+ noise (1 / length1 + 1 / length2) over sights that "
    "follow on each "
    "other, of all homes; neither below 0",
    "gap between their middles; y1, y2 sights", "method of moments"};

static double variance_of(struct local_level_sight sight, struct local_level_law law) {
    return law.noise / sight.length + sight.known;
}

struct local_level local_level_begin(struct local_level_sight first, struct local_level_law law) {
    return (struct local_level){first.seen, variance_of(first, law)};
}

void local_level_pass(struct local_level *belief, double time, struct local_level_law law) {
    belief->variance += law.drift * time;
}

void local_level_see(struct local_level *belief, struct local_level_sight sight, struct local_level_law law) {
    double spread = belief->variance + variance_of(sight, law);
    double gain = spread > 0 ? belief->variance / spread : 0;
    belief->mean += gain * (sight.seen - belief->mean);
    belief->variance *= 1 - gain;
}

double local_level_settles(struct local_level_law law) {
    return (law.drift + sqrt(law.drift * law.drift + 4 * law.drift * law.noise)) / 2;
}

double local_level_sum_variance(const struct local_level *belief, double time, struct local_level_law law) {
    return belief->variance * time * time + law.drift * time * time * time / 3 + law.noise * time;
}

void local_level_learn(struct local_level_fit *fit, struct local_level_sight before,
                       struct local_level_sight after, double gap) {
    double step = after.seen - before.seen, width = 1 / before.length + 1 / after.length;
    double square = step * step - (before.known + after.known);
    fit->gg += gap * gap;
    fit->gw += gap * width;
    fit->ww += width * width;
    fit->gd += gap * square;
    fit->wd += width * square;
    fit->count++;
}

bool local_level_fitted(const struct local_level_fit *fit, struct local_level_law *law) {
    static const double least_sights = 30, least_apart = 1e-6;
    double apart = fit->gg * fit->ww - fit->gw * fit->gw;
    if (fit->count < least_sights) return false;
    if (apart <=
        least_apart * fit->gg * fit->ww) {  // all alike: their sum is known, not its parts; taken for noise
        *law = (struct local_level_law){0, fit->wd / fit->ww};
        return true;
    }
    double drift = (fit->gd * fit->ww - fit->wd * fit->gw) / apart;
    double noise = (fit->wd * fit->gg - fit->gd * fit->gw) / apart;
    if (drift < 0) noise = fit->wd / fit->ww;
    if (noise < 0) drift = fit->gd / fit->gg;
    *law = (struct local_level_law){fmax(0, drift), fmax(0, noise)};
    return true;
}

const struct technique local_level_technique = {
    .name = "local_level",
    .summary =
        "believes of a use that wanders what reports say, carries it on, and says how far it may be off",
    .senses = "meter readings of a product's home, whenever its status comes",
    .trained_on = "statuses that follow on each other, of all twins together",
    .consents = "telemetry to the maker for the digital twin: without it there is no twin",
    .costs = "some ten operations a status; storage_won_year a twin (product_cloud)",
    .scored =
        "its meter beside the true one each midnight, and how often that lies in its 95 % interval (series "
        "of "
        "product_cloud, group learning)",
    .fails =
        "where use follows the season or comes in spells, as cooling does: it takes that for noise, and its "
        "intervals are "
        "too wide or too narrow",
    .equations = EQUATIONS(&local_level_equation, &local_level_fit_equation),
};
