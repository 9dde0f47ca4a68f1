// SPDX-License-Identifier: GPL-3.0-or-later
// How families choose among the brands of several makers, at the end of a product's life (brands_utility_equation): by
// quality, price and tokens, by their trust in each maker and, if they heed it, by what its privacy policy lets out.
// What is let out they learn from what has happened to others: in how many homes something of a class left without being asked
// for in the last month. Who is asked can say no: that costs nothing here, and what a yes brings is left out.
#ifndef MARU_MODELS_PRODUCTS_BRANDS_H
#define MARU_MODELS_PRODUCTS_BRANDS_H

#include "models/methods/logit_price_law.h"
#include "sim/engine/world.h"

extern const struct party_kind brand_party;
extern const struct equation brands_utility_equation, brands_surplus_equation, brands_feared_equation;

// Section `brands`.
struct brands_settings {
    double ownership, life_years, life_shape, rebuys, again_days;
    double price_weight, usual_won, takes, trust_reference, heeds;
};
extern const struct section_kind brands_section;

enum { BRANDS_MOST = 16, BRANDS_NONE = BRANDS_MOST };

// What families know of one brand.
struct brand_view {
    const struct party *maker;
    double price_won, quality;
    const double *told;  // [flows]: mean over its owners of what was felt of what left unasked in the last month, 0 to 1
};

// What a family that had `had` (BRANDS_NONE: none) feels for each of the brands and, last, for none of them.
struct brands_choice {
    double utility[BRANDS_MOST + 1];
    double feared_won[BRANDS_MOST];  // what the maker's policy is felt to cost over a life; 0 of who does not heed it
    size_t count;                    // brands
};
struct brands_choice brands_weigh(const struct world *world, uint32_t home, size_t had, const struct brand_view *views,
                                  size_t count);
// The one that it takes (count: none), by its luck, and what that is worth to it above having none, won.
size_t brands_choose(const struct world *world, const struct brands_choice *choice, struct random_sequence *luck,
                     double *surplus_won);
// Whether the family heeds privacy policies when it chooses.
bool brands_heeds(const struct world *world, uint32_t home);
// How much the brand leads all else for this family, were it free.
double brands_lead(const struct world *world, const struct brands_choice *choice, size_t brand, double price_won);
double brands_utility_won(const struct world *world);

#endif
