// SPDX-License-Identifier: GPL-3.0-or-later
// The Korean residential electricity tariff (low voltage), January 2016 to March 2026 without July to September 2016,
// when a relief was granted after the summer had begun. A month's bill, each part rounded as the company rounds it
// (tariff_equation).
//
// In it: six tiers until November 2016, three since; the wider tiers of July and August, the relief of 2018 and every
// summer since 2019; the price above 1,000 kWh in December to February and July to August since December 2016; climate
// and fuel charges since 2021 and every change of prices since; the fund's 3.7, 3.2 and 2.7 %; the discount up to
// 200 kWh, 4,000 won from December 2016, 2,000 won in the year from July 2021 on. A month is billed whole, by its
// calendar; May 2023, when prices rose on the 16th, at the mean price of its days to 0.1 won per kWh.
// Not in it: discounts for welfare groups and large families, for saving against the year before, for payment by direct
// debit; the broadcasting fee on the same paper; high voltage, which many apartment complexes buy together and share.
//
// Reproduces bills published for months of 2016, 2018, 2022, 2023 and 2025; the sources stand beside the figures in
// tariff.c. For the other years no bill was found: they follow from published prices.
#ifndef MARU_MODELS_COOLING_TARIFF_H
#define MARU_MODELS_COOLING_TARIFF_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/submodel.h"

extern const struct equation tariff_equation;

enum { TARIFF_TIERS_MOST = 6 };

// One schedule of prices. Prices in tenths of a won and whole kWh keep all sums exact.
struct tariff_terms {
    int tiers;
    int64_t upper_kwh[TARIFF_TIERS_MOST - 1];  // where each tier but the last ends, inclusive
    int64_t energy_tenths[TARIFF_TIERS_MOST];  // 0.1 won per kWh within the tier
    int64_t base_won[TARIFF_TIERS_MOST];       // by the tier that the month's use reaches
    int64_t climate_tenths, fuel_tenths;       // 0.1 won per kWh; fuel may be below 0
    int64_t discount_won;                      // at most, up to 200 kWh
    int64_t fund_permille;                     // power industry fund
};

// What is known, in words, for a message.
#define TARIFF_KNOWN "January 2016 to March 2026 without July to September 2016"
bool tariff_is_known(int year, int month);
// The terms of a calendar month that is known.
struct tariff_terms tariff_terms_for(int year, int month);

// What a month's use is billed as: whole kWh, halves up.
int64_t tariff_billed_kwh(double kwh);

// S, and the month's bill, in won for `kwh` >= 0.
int64_t tariff_supply_won(const struct tariff_terms *terms, double kwh);
int64_t tariff_bill_won(const struct tariff_terms *terms, double kwh);

#endif
