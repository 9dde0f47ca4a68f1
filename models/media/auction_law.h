// SPDX-License-Identifier: GPL-3.0-or-later
// The sealed-bid second-price auction with a reserve (auction_second_price_equation). Nobody gains by bidding anything but
// its own value, so bidders here simply say theirs.
//
// Of n bidders with independent values, uniform on [0, 1], a seller that asks at least r gets on average
//   R(n, r) = (n - 1)/(n + 1) + r^n (1 - 2 n r/(n + 1)),
// most of all at r = 1/2, whatever n is (Myerson 1981, Mathematics of Operations Research 6:58).
#ifndef MARU_MODELS_MEDIA_AUCTION_LAW_H
#define MARU_MODELS_MEDIA_AUCTION_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/engine/submodel.h"

extern const struct equation auction_second_price_equation, auction_of_units_equation;

enum { AUCTION_NOBODY = -1 };

struct auction_result {
    int winner;    // index of the bid, AUCTION_NOBODY: none reached the reserve
    double price;  // what the winner pays; 0 when nobody won
};

// bids[count] >= 0, borrowed; a bid of 0 is none. Equal bids: the lowest index wins.
struct auction_result auction_second_price(const double *bids, size_t count, double reserve);

// Several of the same thing, one to each winner: the `units` highest bids win, and each pays what is returned, the highest bid
// that does not, or the reserve (auction_of_units_equation). wins[count] is filled in. Of n bids as above and without a reserve
// each pays (n - units)/(n + 1) on average.
double auction_of_units(const double *bids, size_t count, size_t units, double reserve, bool *wins);

// R(n, r) above, n >= 1 and 0 <= r <= 1.
double auction_uniform_revenue(unsigned bidders, double reserve);

#endif
