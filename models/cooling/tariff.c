// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/tariff.h"

#include <math.h>
#include <stddef.h>

#include "sim/engine/status.h"

const struct equation tariff_equation = {
    "a month's electricity bill",
    "S = base of the tier reached + energy by tier + climate kWh + fuel kWh, each down to the won; up to 200 "
    "kWh less the discount, but not below 1000; bill = S + S / 10 to the won + S fund down to 10 won, down "
    "to 10 won",
    "kWh of the month, whole; prices and tiers of the month; fund 0.027 to 0.037",
    "Korean residential electricity tariff, low voltage, January 2016 to March 2026; sources of the prices: "
    "models/cooling/tariff.c"};

// A month as one number, 201807.
enum { FIRST = 201601, THREE_TIERS = 201612, LAST = 202603 };
enum { DISCOUNT_KWH = 200, LEAST_WON = 1000, SUPER_KWH = 1000 };

// Six tiers (Aju News 2016-08-09), unchanged since November 2013.
static const struct tariff_terms six_tiers = {
    .tiers = 6,
    .upper_kwh = {100, 200, 300, 400, 500},
    .energy_tenths = {607, 1259, 1879, 2806, 4177, 7095},
    .base_won = {410, 910, 1600, 3850, 7300, 12940},
    .fund_permille = 37,
};

// Three tiers and what is above 1,000 kWh (Seoul Shinmun 2016-12-14), and what of it changed when.
// Energy: from 2021 on the climate charge, part of the prices before, is apart: 5 won less. What rose then
// was published in won per kWh: 4.9 in April 2022, 7.4 in October (press, 2022-09-30), 11.4 in January 2023
// (press, 2022-12-30), 8.0 on 16 May 2023 (press, 2023-05-15). The sums are also those of
// github.com/dugurs/kwh_to_won, rates.json; 736.2 won above 1,000 kWh: Asia Economy 2023-08-13.
// Climate: rates.json; April 2022: KEPCO's own page.
// Fuel: -3 won until September 2021, then 0 (Newdaily 2021-09-23), 5 since July 2022 (EKN 2025-09-22), frozen
// with all the rest until March 2026 (Seoul Shinmun 2025-12-22).
// Discount: Korea Economic Daily's dictionary of economics, "essential-use discount"; that 1,000 won of S
// remain is from kwh_to_won alone.
// Fund: enforcement decree of the Electricity Business Act, article 36 (Newspim 2024-06-28).
struct rates {
    int from;
    int64_t energy_tenths[4], climate_tenths, fuel_tenths, discount_won, fund_permille;
};
static const struct rates three_tiers[] = {
    // clang-format off
    {201612, { 933, 1879, 2806, 7095},  0,   0, 4000, 37},
    {202101, { 883, 1829, 2756, 7045}, 53, -30, 4000, 37},
    {202107, { 883, 1829, 2756, 7045}, 53, -30, 2000, 37},
    {202110, { 883, 1829, 2756, 7045}, 53,   0, 2000, 37},
    {202204, { 932, 1878, 2805, 7094}, 73,   0, 2000, 37},
    {202207, { 932, 1878, 2805, 7094}, 73,  50,    0, 37},
    {202210, {1006, 1952, 2879, 7168}, 73,  50,    0, 37},
    {202301, {1120, 2066, 2993, 7282}, 90,  50,    0, 37},
    {202305, {1161, 2107, 3034, 7323}, 90,  50,    0, 37},  // 15 days of the old prices, 16 of the new
    {202306, {1200, 2146, 3073, 7362}, 90,  50,    0, 37},
    {202407, {1200, 2146, 3073, 7362}, 90,  50,    0, 32},
    {202507, {1200, 2146, 3073, 7362}, 90,  50,    0, 27},
    // clang-format on
};

static const struct rates *rates_in(int when) {
    size_t row = sizeof three_tiers / sizeof *three_tiers - 1;
    while (three_tiers[row].from > when) row--;
    return &three_tiers[row];
}

static void set_tiers(struct tariff_terms *terms, int year, int month) {
    bool summer = month == 7 || month == 8, winter = month == 12 || month <= 2;
    bool wide = summer && year >= 2018;
    terms->upper_kwh[0] = wide ? 300 : 200;
    // The relief of 2018, announced as at most 27,780 won a month, made each tier 100 kWh wider (YTN
    // 2018-08-08); every summer since 2019 has 300 and 450 kWh (Particle News on the widened billing tiers).
    terms->upper_kwh[1] = !wide ? 400 : year == 2018 ? 500 : 450;
    terms->upper_kwh[2] = SUPER_KWH;
    terms->tiers = summer || winter ? 4 : 3;
}

static struct tariff_terms three_tiers_for(int year, int month) {
    const struct rates *rates = rates_in(year * 100 + month);
    struct tariff_terms terms = {
        .base_won = {910, 1600, 7300, 7300},
        .climate_tenths = rates->climate_tenths,
        .fuel_tenths = rates->fuel_tenths,
        .discount_won = rates->discount_won,
        .fund_permille = rates->fund_permille,
    };
    for (int tier = 0; tier < 4; tier++) terms.energy_tenths[tier] = rates->energy_tenths[tier];
    set_tiers(&terms, year, month);
    return terms;
}

bool tariff_is_known(int year, int month) {
    int when = year * 100 + month;
    bool relief = when >= 201607 && when <= 201609;
    return when >= FIRST && when <= LAST && !relief;
}

struct tariff_terms tariff_terms_for(int year, int month) {
    PROMISE(month >= 1 && month <= 12, "a month is 1 to 12");
    PROMISE(tariff_is_known(year, month), "months are billed whose tariff is known");
    return year * 100 + month < THREE_TIERS ? six_tiers : three_tiers_for(year, month);
}

int64_t tariff_billed_kwh(double kwh) {
    PROMISE(kwh >= 0 && kwh < 1e9, "a household uses between 0 and 1e9 kWh a month");
    return (int64_t)floor(kwh + 0.5);
}

static int64_t energy_won(const struct tariff_terms *terms, int64_t kwh, int tier) {
    int64_t tenths = 0, lower_kwh = 0;
    for (int below = 0; below < tier; below++) {
        tenths += (terms->upper_kwh[below] - lower_kwh) * terms->energy_tenths[below];
        lower_kwh = terms->upper_kwh[below];
    }
    return (tenths + (kwh - lower_kwh) * terms->energy_tenths[tier]) / 10;
}

int64_t tariff_supply_won(const struct tariff_terms *terms, double use_kwh) {
    int64_t kwh = tariff_billed_kwh(use_kwh);
    int tier = 0;
    while (tier + 1 < terms->tiers && kwh > terms->upper_kwh[tier]) tier++;
    PROMISE(terms->fuel_tenths % 10 == 0, "the fuel charge is whole won, so that rounding has no sign");
    int64_t won = terms->base_won[tier] + energy_won(terms, kwh, tier) + kwh * terms->climate_tenths / 10 +
                  kwh * terms->fuel_tenths / 10;
    if (kwh > DISCOUNT_KWH || won <= LEAST_WON) return won;
    return won - terms->discount_won > LEAST_WON ? won - terms->discount_won : LEAST_WON;
}

int64_t tariff_bill_won(const struct tariff_terms *terms, double kwh) {
    int64_t supply = tariff_supply_won(terms, kwh);
    int64_t tax = (supply + 5) / 10;                            // a tenth, to the nearest won
    int64_t fund = supply * terms->fund_permille / 10000 * 10;  // down to 10 won
    return (supply + tax + fund) / 10 * 10;                     // down to 10 won
}
