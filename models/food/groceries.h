// SPDX-License-Identifier: GPL-3.0-or-later
// What a family eats (groceries_rates_equation), how it shops (groceries_packs_equation), and what shopping looks like from
// outside: an online order is a renewal process (groceries_gaps_equation); its basket is lognormal
// (groceries_basket_equation); what of it does not go into the refrigerator is rice, noodles, detergent. All of a
// household's needs of these are bought somewhere: an order only moves them from one shop to another.
#ifndef MARU_MODELS_FOOD_GROCERIES_H
#define MARU_MODELS_FOOD_GROCERIES_H

#include "models/food/foodstuff.h"
#include "sim/engine/kind.h"
#include "sim/engine/random.h"

struct world;

extern const struct equation groceries_rates_equation, groceries_wanted_equation, groceries_packs_equation,
    groceries_gaps_equation, groceries_basket_equation, groceries_brought_equation, groceries_accepts_equation;

// Section `groceries`. Series hold one number per product, in the order of enum foodstuff.
struct groceries_settings {
    double pack_won[FOODSTUFFS], portions_week[FOODSTUFFS], pack_portions[FOODSTUFFS], shelf_days[FOODSTUFFS],
        portion_kg[FOODSTUFFS];
    double diet_spread, taste_spread;
    double pantry_won_day, pantry_ahead_days;  // per person, what does not go into the refrigerator
    double trip_days, safety_days;       // of shopping by habit
    double waits_days;                   // what is ordered is counted on for so long
    double looks;                        // share of shopping before which the family looks what is there
    double tops_up, corner_premium;      // after something was missing
    double missed_won, extra_trip_won, basket_trip_won;  // what these are worth to a family, beside money
};
extern const struct section_kind groceries_section;

// The family's rates, portions a day, drawn from the home's own luck: rate_day[FOODSTUFFS].
void groceries_rates(const struct world *world, const struct groceries_settings *settings, uint32_t home,
                     float *rate_day);

// A Poisson number by inversion, from a uniform one; exp_minus_mean = exp(-mean).
unsigned groceries_poisson(double uniform, double mean, double exp_minus_mean);

// Gamma with a whole shape (Erlang: a sum of exponentials). Days.
double groceries_order_gap_days(double mean_days, int64_t shape, struct random_sequence *luck);
// From an arbitrary moment to the next order, when orders have always come like that: a uniform share of a gap that is
// found with a chance proportional to its length, which is a gamma of one shape more (Cox 1962, "Renewal theory", 5.4).
double groceries_first_order_days(double mean_days, int64_t shape, struct random_sequence *luck);
// Lognormal: median x exp(spread x normal). Won.
double groceries_basket_won(double median_won, double spread, struct random_block luck);
// Logit: the log odds rise by benefit_won / scale_won from those of base.
double groceries_accepts(double base, double benefit_won, double scale_won);
// Logit: the share of baskets that are ordered, when fetching one is worth trip_won to be spared. All in won; scale_won > 0.
double groceries_has_it_brought(double trip_won, double delivery_won, double scale_won);

// What is bought at a time.
enum { GROCERIES_PACKS_MOST = 15 };
struct purchase {
    uint8_t packs[FOODSTUFFS];  // 0 to GROCERIES_PACKS_MOST
    int32_t pantry_won;
};
bool groceries_is_nothing(const struct purchase *purchase);
// The price of the packs, without the pantry's goods.
int64_t groceries_packs_won(const struct groceries_settings *settings, const struct purchase *purchase);

// Packs of product p that a family buys that believes `believed` portions to be there and wants to have enough for
// cover_days.
unsigned groceries_packs_wanted(const struct groceries_settings *settings, enum foodstuff product, double rate_day,
                                double believed, double cover_days);

#endif
