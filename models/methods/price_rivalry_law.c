// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/price_rivalry_law.h"

#include <math.h>
#include <stdbool.h>

const struct equation price_rivalry_demand_equation = {
    "whom a buyer takes",
    "the one of least p + t d; share = (L + R - 2 p) / (2 t), 0 above the lesser of L and R; L = p_l + t "
    "a_l, "
    "R = p_r + t a_r",
    "p price, won; d way on a circle of length 1, of which n sellers have their places evenly and buyers "
    "everywhere alike; t won once around; l, r the next sellers on both sides that sell anything, a_l, a_r "
    "the ways to them",
    "Salop 1979 (Monopolistic Competition with Outside Goods), not read; ties: by lot"};
const struct equation price_rivalry_reply_equation = {
    "the best answer to others' prices",
    "p = (c + (L + R) / 2) / 2, below L and R by a won at least, not below c; between two neighbours at 1 / "
    "n: p = (c + (p_l + p_r) / 2 + t / n) / 2",
    "c cost of a sale, won; L, R, t, n: see whom a buyer takes; of (p - c) share the highest, where nobody "
    "is driven out and as many buy at any price",
    "Salop 1979, not read; derived here"};
const struct equation price_rivalry_equilibrium_equation = {
    "where prices that answer each other end",
    "p = c + t / n; a seller earns t / n^2 of one that all buy, so that n = sqrt(t / F) live where each has "
    "costs of F beside",
    "n sellers of the same cost c; t: see whom a buyer takes; F for each that all buy, won",
    "Salop 1979, not read; derived here"};

// ---- Ways around the circle -----------------------------------------------------------------------------

static double shorter(double way) {
    way -= floor(way);
    return fmin(way, 1 - way);
}

double price_rivalry_way(struct price_rivalry rivalry, size_t seller, double place) {
    return shorter((double)seller / (double)rivalry.sellers - place);
}

// What this seller costs a buyer who stands where another does.
static double asked_at(struct price_rivalry rivalry, size_t seller, size_t other) {
    double place = (double)other / (double)rivalry.sellers;
    return rivalry.prices_won[seller] + rivalry.turn_won * price_rivalry_way(rivalry, seller, place);
}

// Where this one stands another is cheaper, who is not `but`.
static bool sells_nothing(struct price_rivalry rivalry, size_t seller, size_t but) {
    for (size_t other = 0; other < rivalry.sellers; other++)
        if (other != but && asked_at(rivalry, other, seller) < rivalry.prices_won[seller]) return true;
    return false;
}

enum side { AFTER, BEFORE };

// The price above which the seller loses its own place to the next on that side that sells anything, `but`
// aside. With nobody else that is itself, all around.
static double limit_won(struct price_rivalry rivalry, size_t seller, enum side side, size_t but) {
    size_t steps = 1, step = side == AFTER ? 1 : rivalry.sellers - 1,
           next = (seller + step) % rivalry.sellers;
    while (next != seller && sells_nothing(rivalry, next, but)) {
        next = (next + step) % rivalry.sellers;
        steps++;
    }
    return rivalry.prices_won[next] + rivalry.turn_won * (double)steps / (double)rivalry.sellers;
}

// ---- Buyers and prices ----------------------------------------------------------------------------------

double price_rivalry_share(struct price_rivalry rivalry, size_t seller) {
    size_t nobody = rivalry.sellers;
    double own = rivalry.prices_won[seller], left = limit_won(rivalry, seller, BEFORE, nobody),
           right = limit_won(rivalry, seller, AFTER, nobody);
    return own > fmin(left, right) ? 0 : (left + right - 2 * own) / (2 * rivalry.turn_won);
}

double price_rivalry_reply_won(struct price_rivalry rivalry, size_t seller, double cost_won) {
    double left = limit_won(rivalry, seller, BEFORE, seller),
           right = limit_won(rivalry, seller, AFTER, seller);
    double shared = (cost_won + (left + right) / 2) / 2;
    return fmax(cost_won, fmin(shared, fmin(left, right) - 1));
}

double price_rivalry_equilibrium_won(double cost_won, double turn_won, double sellers) {
    return cost_won + turn_won / sellers;
}
