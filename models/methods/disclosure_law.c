// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/disclosure_law.h"

const struct equation disclosure_equation = {
    "who shows how good it is",
    "from the best down, q is shown if q - E[q of the silent, itself among them] > c",
    "q quality; c what showing costs, in units of quality; where q is uniform on 0 to 1, it is shown above 2 "
    "c",
    "Grossman 1981 and Milgrom 1981; with a cost Jovanovic 1982 (Bell J. Econ. 13:36); none of them read"};

static double silent_mean(const double *quality, size_t count, const bool *shows) {
    double sum = 0, silent = 0;
    for (size_t i = 0; i < count; i++)
        if (!shows[i]) sum += quality[i], silent += 1;
    return sum / silent;
}

static size_t best_silent(const double *quality, size_t count, const bool *shows) {
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        if (!shows[i] && (best == count || quality[i] > quality[best])) best = i;
    return best;
}

double disclosure_settle(const double *quality, size_t count, double cost, bool *shows) {
    for (size_t i = 0; i < count; i++) shows[i] = false;
    for (;;) {
        double mean = silent_mean(quality, count, shows);
        size_t best = best_silent(quality, count, shows);
        if (quality[best] - mean <= cost) return mean;
        shows[best] = true;
    }
}
