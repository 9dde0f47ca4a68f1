// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/logit_price_law.h"

#include <math.h>

const struct equation logit_price_equation = {
    "the price that earns most",
    "price at which kept sum_i s_i = u (kept price - cost) sum_i s_i (1 - s_i), within its range; s_i = 1 / "
    "(1 + "
    "exp(u price - lead_i))",
    "sum over all who might buy; lead_i utility of the free product above all else to buyer i; u utility of "
    "a won; kept "
    "share of the price that stays with the seller; cost of a sale, less what a buyer brings later; found on "
    "a ladder of "
    "200 steps, then by halving",
    "first-order condition of a seller under logit demand: Anderson, de Palma & Thisse 1992, not read; what "
    "buyers bring "
    "later lowers the price as in two-sided markets (Armstrong 2006, not read)"};

struct logit_price_sums {
    double shares, slopes;  // sum s, sum s (1 - s)
};

static struct logit_price_sums sums_at(const struct logit_price_market *market, double price_won) {
    struct logit_price_sums sums = {0, 0};
    for (size_t i = 0; i < market->buyers; i++) {
        double share = 1 / (1 + exp(market->utility_won * price_won - market->lead[i]));
        sums.shares += share;
        sums.slopes += share * (1 - share);
    }
    return sums;
}

double logit_price_share(const struct logit_price_market *market, double price_won) {
    return sums_at(market, price_won).shares / (double)market->buyers;
}

static double earns(const struct logit_price_market *market, double price_won) {
    return sums_at(market, price_won).shares * (market->kept * price_won - market->cost_won);
}

// Of the earnings, in the price.
static double slope(const struct logit_price_market *market, double price_won) {
    struct logit_price_sums sums = sums_at(market, price_won);
    double margin_won = market->kept * price_won - market->cost_won;
    return market->kept * sums.shares - market->utility_won * margin_won * sums.slopes;
}

static double best_step(const struct logit_price_market *market, double step_won, int steps) {
    int best = 0;
    double most = earns(market, market->least_won);
    for (int i = 1; i <= steps; i++) {
        double won = earns(market, market->least_won + i * step_won);
        if (won > most) most = won, best = i;
    }
    return market->least_won + best * step_won;
}

double logit_price_best(const struct logit_price_market *market) {
    enum { STEPS = 200, HALVINGS = 50 };
    double step_won = (market->most_won - market->least_won) / STEPS;
    double near = best_step(market, step_won, STEPS);
    double low = fmax(market->least_won, near - step_won), high = fmin(market->most_won, near + step_won);
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        *(slope(market, middle) > 0 ? &low : &high) = middle;
    }
    return (low + high) / 2;
}
