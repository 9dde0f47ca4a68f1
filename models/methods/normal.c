// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/normal.h"

#include <math.h>

double normal_below(double x) {
    return 0.5 * erfc(-x / sqrt(2.0));
}

// By halving: it is asked for a few times a day, and erfc is exact in both tails.
double normal_quantile(double p) {
    if (p > 0.5) return -normal_quantile(1 - p);
    double low = -40, high = 0;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        *(normal_below(middle) < p ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

double normal_density(double x) {
    return exp(-x * x / 2) / sqrt(2 * 3.14159265358979323846);
}
