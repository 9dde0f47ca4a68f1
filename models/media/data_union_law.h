// SPDX-License-Identifier: GPL-3.0-or-later
// A union of all families of a group, which alone sells their data: whose, it chooses, and everybody is paid for what is learnt of
// it, who shares and who is known by others. So what data tell of others has a price, too.
//
// It sells what leaves most above all these prices (data_union_equation). For a given number of sharers, those whose prices are
// lowest should share: who shares is known better than who does not, so two families that change places with the
// dearer one sharing would only cost more. So the best of all sets is found among the cheapest n, n = 0, 1, ...
#ifndef MARU_MODELS_MEDIA_DATA_UNION_LAW_H
#define MARU_MODELS_MEDIA_DATA_UNION_LAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/media/data_externality_law.h"

extern const struct equation data_union_equation;

struct data_union {
    struct data_externality law;
    double worth_won;    // of all there is to know of a family, to the buyer
    double running_won;  // for each whose data the buyer keeps
};

// Sums of the families' prices for all there is to know of each, won: of those who share and of the others.
struct data_union_prices {
    double sharers_won, others_won;
};

// What is left above all prices.
double data_union_surplus_won(const struct data_union *terms, struct data_union_prices prices, size_t sharers,
                              size_t families);

struct data_union_member {
    double price_won;  // for all there is to know of it
    bool never;        // shares at no price; it is paid all the same for what others' data tell of it
    uint32_t home;     // decides between equal prices
};
// How many should share: the first so many of the members, who are put in that order.
size_t data_union_choose(const struct data_union *terms, struct data_union_member *members, size_t count);

#endif
