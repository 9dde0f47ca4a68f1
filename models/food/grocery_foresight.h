// SPDX-License-Identifier: GPL-3.0-or-later
// A grocery that foresees which families order soon, from when those ordered that let it remember (purchase_foresight_technique.h):
// every so many days it looks at what it remembers, says of each family how likely it orders until the next look and how likely
// it still is a customer, and is held against what then happened, and against the truth.
#ifndef MARU_MODELS_FOOD_GROCERY_FORESIGHT_H
#define MARU_MODELS_FOOD_GROCERY_FORESIGHT_H

#include "models/methods/purchase_foresight_technique.h"
#include "sim/engine/world.h"

struct grocery_foresight;
struct grocery_foresight *grocery_foresight_create(const struct world *world);
void grocery_foresight_free(struct grocery_foresight *foresight);  // NULL: nothing

// The family's order is remembered; and all of it is remembered no more.
void grocery_foresight_hear(struct grocery_foresight *foresight, uint32_t home, time_ms now);
void grocery_foresight_forget(struct grocery_foresight *foresight, uint32_t home);
// Since when something is remembered of the family; CLOCK_NEVER: nothing is.
time_ms grocery_foresight_since(const struct grocery_foresight *foresight, uint32_t home);
// How likely the family still is a customer, as of the last look; NAN: nothing was said of it.
double grocery_foresight_stays(const struct grocery_foresight *foresight, uint32_t home);

// What is counted of looks, in this order: the party's metrics from the first on.
enum grocery_foresight_count {
    FORESEEN_BUYERS,  // families times looks
    BOUGHT_SHARE,
    BOUGHT_CHANCE,
    BUYS_BRIER,
    BUYS_BRIER_BASE,
    BUYS_LOG_LOSS,
    BUYS_LOG_BASE,
    BELIEVED,  // families times looks at which was said whether they still are customers
    STAYED_SHARE,
    STAYED_CHANCE,
    STAYED_BRIER,
    BUYS_COUNTS
};
// At a midnight on which the grocery looks. taken: [homes] orders so far, borrowed; they are the truth, as refrigerators are of who
// is a customer.
void grocery_foresight_look(struct grocery_foresight *foresight, struct world *world, struct party *grocery, const uint32_t *taken,
                            double further_days, unsigned first_count);

#endif
