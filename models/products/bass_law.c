// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/bass_law.h"

#include <math.h>

const struct equation bass_curve_equation = {
    "how sales spread before the start",
    "dF/dt = (p + q F)(1 - F), F(t) = (1 - e^-(p+q)t) / (1 + (q / p) e^-(p+q)t)",
    "F share that has bought t years after sales began, of those who ever will",
    "Bass 1969 (Management Science 15:215)"};
const struct equation bass_hazard_equation = {"who buys the first", "hazard = p + q x a year",
                                              "x share of the friends in the market that own one",
                                              "Bass 1969 (Management Science 15:215), for one buyer"};

// What is left of the start after so many years: e^-(p+q)t.
static double fade(struct bass bass, double years) {
    return exp(-(bass.p + bass.q) * years);
}

double bass_adopted(struct bass bass, double years) {
    double left = fade(bass, years);
    return (1 - left) / (1 + bass.q / bass.p * left);
}

double bass_rate(struct bass bass, double years) {
    double adopted = bass_adopted(bass, years);
    return bass_hazard(bass, adopted) * (1 - adopted);
}

double bass_years(struct bass bass, double adopted) {
    return log((1 + bass.q / bass.p * adopted) / (1 - adopted)) / (bass.p + bass.q);
}

double bass_peak_years(struct bass bass) {
    return bass.q <= bass.p ? 0 : log(bass.q / bass.p) / (bass.p + bass.q);
}

double bass_peak_adopted(struct bass bass) {
    return bass.q <= bass.p ? 0 : 0.5 - bass.p / (2 * bass.q);
}

double bass_peak_rate(struct bass bass) {
    double sum = bass.p + bass.q;
    return bass.q <= bass.p ? bass.p : sum * sum / (4 * bass.q);
}

double bass_hazard(struct bass bass, double owning_friends) {
    return bass.p + bass.q * owning_friends;
}

double bass_chance(struct bass bass, double owning_friends, double years) {
    return -expm1(-bass_hazard(bass, owning_friends) * years);
}
