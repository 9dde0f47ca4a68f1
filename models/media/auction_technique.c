// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/auction_technique.h"

#include <math.h>

const struct equation auction_second_price_equation = {
    "a second-price auction",
    "the highest bid wins if it reaches the reserve; price = max(second highest bid, reserve)",
    "equal bids: the first", "Vickrey 1961 (Journal of Finance 16:8)"};

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

double auction_uniform_revenue(unsigned bidders, double reserve) {
    double n = bidders;
    return (n - 1) / (n + 1) + pow(reserve, n) * (1 - 2 * n * reserve / (n + 1));
}
