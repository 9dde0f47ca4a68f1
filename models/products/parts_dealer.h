// SPDX-License-Identifier: GPL-3.0-or-later
// A dealer in spare parts, who stocks better if it knows how products wear.
#ifndef MARU_MODELS_PRODUCTS_PARTS_DEALER_H
#define MARU_MODELS_PRODUCTS_PARTS_DEALER_H

#include "sim/engine/world.h"

extern const struct party_kind parts_dealer_party;

// What a report on wear says: so many faults in so many years of products. Two sums over all homes, which tell of none.
struct parts_report {
    double faults, years;
};
// What a report on so many years is worth to the dealer, won: by what it stocks better, and no more.
double parts_dealer_worth_won(const struct party *dealer, double years);
// It reads the report, in the place of an earlier one.
void parts_dealer_reads(const struct party *dealer, struct parts_report report);

#endif
