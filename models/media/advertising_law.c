// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/advertising_law.h"

#include <math.h>

const struct equation advertising_clicks_equation = {
    "clicks on advertisements", "p = click_rate exp(-k / wear_out) interest",
    "k advertisements of the same advertiser that the family saw this month; interest: see interest of a "
    "family, of the card its mean over the service firms",
    "wear-out as in click data, Chatterjee, Hoffman & Novak 2003 (Marketing Science 22:520); the geometric "
    "form: assumption"};
const struct equation advertising_leaves_equation = {
    "giving the app up",
    "p = min(1, leaves_month exp(leaves_more ads_day)) a month, 1 - (1 - p)^(1/30) a day", "",
    "proportional hazards, Cox 1972; use falls with the load, Goli, Huang, Reiley & Riabov 2025 "
    "(Quantitative Marketing and Economics 23:347)"};

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
