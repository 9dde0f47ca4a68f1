// SPDX-License-Identifier: GPL-3.0-or-later
// What a family has, wants and believes to have: the ten products in the refrigerator, and its shopping list.
#ifndef MARU_MODELS_FOOD_KITCHEN_H
#define MARU_MODELS_FOOD_KITCHEN_H

#include "models/food/groceries.h"
#include "models/food/larder.h"

enum { KITCHEN_ALL_FOODSTUFFS = (1 << FOODSTUFFS) - 1 };  // a set of products has one bit each

struct kitchen {
    struct larder larders[FOODSTUFFS];
    float rate_day[FOODSTUFFS];    // portions wanted a day
    float none_today[FOODSTUFFS];  // the chance that none is: exp(-rate)
    float believed[FOODSTUFFS];    // portions the family believes to be there ...
    float pantry_short_won;      // pantry goods needed and not bought yet; negative: bought ahead
    uint16_t believed_day;       // ... as of that day
    uint8_t coming[FOODSTUFFS];    // packs ordered and not there yet
    uint8_t ahead[FOODSTUFFS];     // portions heated, and not yet among those wanted
};

// Portions of one day, or of what was thrown away.
struct kitchen_meal {
    unsigned wanted, eaten, missing_products;  // a set
    double eaten_won;                          // price of what was eaten
};
struct kitchen_waste {
    unsigned portions;
    double won, kg;
};

// Needs rate_day. Each product is somewhere between two trips, and as old as that. Returns the portions that are there.
unsigned kitchen_fill(struct kitchen *kitchen, const struct groceries_settings *settings, unsigned day,
                      struct random_sequence *luck);
unsigned kitchen_level(const struct kitchen *kitchen, enum foodstuff product);

// A day's portions are wanted, uniform[FOODSTUFFS] being the day's luck.
struct kitchen_meal kitchen_eat(struct kitchen *kitchen, const struct groceries_settings *settings,
                                const double *uniform);
// Dishes are heated that are made of the product: a portion each, as far as it is there. They are among the portions wanted:
// as many fewer are wanted later.
struct kitchen_meal kitchen_heat(struct kitchen *kitchen, const struct groceries_settings *settings, enum foodstuff product,
                                 unsigned dishes);
struct kitchen_waste kitchen_throw_away(struct kitchen *kitchen, const struct groceries_settings *settings,
                                        unsigned day);
// Puts packs in, bought today; portions[FOODSTUFFS]: how many of each. Returns how many in all.
unsigned kitchen_put(struct kitchen *kitchen, const struct groceries_settings *settings, const struct purchase *bought,
                     unsigned day, unsigned *portions);

// What the family believes without looking: what it last knew, less what it usually uses.
void kitchen_remember(struct kitchen *kitchen, unsigned day);
// What it believes after a look into the refrigerator, or (portions[FOODSTUFFS]) at somebody else's count.
void kitchen_look(struct kitchen *kitchen, unsigned day);
void kitchen_trust(struct kitchen *kitchen, const float *portions, unsigned day);

// What is needed for cover_days of the products in the set, in the order in which they would run out, as long as the
// budget lasts; what is on its way counts as there.
struct purchase kitchen_list(const struct kitchen *kitchen, const struct groceries_settings *settings,
                             unsigned products, double cover_days, double budget_won);
// The pantry's goods in a purchase: what is missing and up to ahead_days' need, at most budget_won, in whole won. Counts as bought.
int32_t kitchen_buy_pantry(struct kitchen *kitchen, double need_won_day, double ahead_days, double budget_won);
bool kitchen_waits(const struct kitchen *kitchen);  // for ordered goods

#endif
