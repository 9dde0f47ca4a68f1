// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/advertising_technique.h"

#include <math.h>

double advertising_freshness(double seen, double wear_out) {
    return exp(-seen / wear_out);
}

double advertising_clicks(double click_chance, double seen, double wear_out) {
    return click_chance * expm1(-seen / wear_out) / expm1(-1 / wear_out);
}

double advertising_leaves_month(double base, double elasticity, double ads_day) {
    return fmin(1, base * exp(elasticity * ads_day));
}

double advertising_leaves_day(double chance_month) {
    enum { MONTH_DAYS = 30 };
    return 1 - pow(1 - chance_month, 1.0 / MONTH_DAYS);
}

unsigned advertising_poisson(double mean, double uniform) {
    enum { MOST = 200 };  // beyond chance for a mean of 20
    double chance = exp(-mean), sum = chance;
    unsigned count = 0;
    while (uniform > sum && count < MOST) {
        chance *= mean / ++count;
        sum += chance;
    }
    return count;
}
