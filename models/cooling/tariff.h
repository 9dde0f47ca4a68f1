// SPDX-License-Identifier: GPL-3.0-or-later
// The Korean residential electricity tariff (low voltage): a bill exact to the won, for any month since the
// six-tier schedule.
//
//   S    = base + energy by tier + adjustment per kWh
//   bill = S + tax of 10 % (to the nearest won) + fund charge (down to 10 won), the sum down to 10 won
//
// Reproduces the bills published for 2016, 2018 and 2023 to 2025; the sources stand beside the terms in
// tariff.c. Not modelled: the essential-use discount (below 200 kWh, ended 2021-22), welfare discounts, the
// surcharge above 1,000 kWh in summer and winter.
#ifndef MARU_MODELS_COOLING_TARIFF_H
#define MARU_MODELS_COOLING_TARIFF_H

#include <stdint.h>

enum { TARIFF_TIERS_MOST = 6 };

// One schedule of prices. Prices in tenths of a won and whole kWh keep all sums exact.
struct tariff_terms {
    int tiers;
    int64_t upper_kwh[TARIFF_TIERS_MOST - 1];  // where each tier but the last ends, inclusive
    int64_t energy_tenths[TARIFF_TIERS_MOST];  // 0.1 won per kWh within the tier
    int64_t base_won[TARIFF_TIERS_MOST];       // by the tier that the month's use reaches
    int64_t adjustment_tenths;                 // 0.1 won per kWh: climate and fuel cost
    int64_t fund_permille;                     // power industry fund
};

// The terms of a calendar month; months before the first known schedule get the first, later ones the last.
struct tariff_terms tariff_terms_for(int year, int month);

// What a month's use is billed as: whole kWh, halves up.
int64_t tariff_billed_kwh(double kwh);

// The month's bill in won for `kwh` >= 0.
int64_t tariff_bill_won(const struct tariff_terms *terms, double kwh);

#endif
