// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/auction_law.h"

#include <math.h>

const struct equation auction_second_price_equation = {
    "a second-price auction",
    "the highest bid wins if it reaches the reserve; price = max(second highest bid, reserve)",
    "equal bids: the first", "Vickrey 1961 (Journal of Finance 16:8)"};

const struct equation auction_of_units_equation = {"an auction of several units",
                                                   "the units highest bids win that reach the reserve; each "
                                                   "pays max(highest bid that does not win, reserve)",
                                                   "one unit to each; equal bids: the first",
                                                   "Vickrey 1961 (Journal of Finance 16:8)"};

struct auction_result auction_second_price(const double *bids, size_t count, double reserve) {
    struct auction_result result = {AUCTION_NOBODY, 0};
    double highest = 0, second = 0;
    for (size_t i = 0; i < count; i++) {
        if (bids[i] > highest) {
            second = highest;
            highest = bids[i];
            result.winner = (int)i;
        } else if (bids[i] > second) {
            second = bids[i];
        }
    }
    if (highest < reserve) return (struct auction_result){AUCTION_NOBODY, 0};
    if (result.winner != AUCTION_NOBODY) result.price = fmax(second, reserve);
    return result;
}

// The first of the highest bids that have not won; count: there is none.
static size_t highest_left(const double *bids, size_t count, const bool *wins) {
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        if (!wins[i] && bids[i] > (best < count ? bids[best] : 0)) best = i;
    return best;
}

double auction_of_units(const double *bids, size_t count, size_t units, double reserve, bool *wins) {
    for (size_t i = 0; i < count; i++) wins[i] = false;
    for (size_t unit = 0; unit < units; unit++) {
        size_t best = highest_left(bids, count, wins);
        if (best == count || bids[best] < reserve) return reserve;
        wins[best] = true;
    }
    size_t next = highest_left(bids, count, wins);
    return next < count ? fmax(bids[next], reserve) : reserve;
}

double auction_uniform_revenue(unsigned bidders, double reserve) {
    double n = bidders;
    return (n - 1) / (n + 1) + pow(reserve, n) * (1 - 2 * n * reserve / (n + 1));
}
