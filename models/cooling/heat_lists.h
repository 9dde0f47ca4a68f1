// SPDX-License-Identifier: GPL-3.0-or-later
// Whom somebody would visit on a hot day who had what some of the holders know, for every set of holders at once, and what became of it:
// visits change nobody's next day, so that each set's summer can be lived beside the others'. Holder 0 keeps the register of old people
// who live alone, the others hear from the air conditioners of one brand each.
#ifndef MARU_MODELS_COOLING_HEAT_LISTS_H
#define MARU_MODELS_COOLING_HEAT_LISTS_H

#include "models/cooling/visit_list_technique.h"
#include "models/methods/shapley_law.h"

struct world;

enum { HEAT_LISTS_BRANDS_MOST = 4 };
#define HEAT_LISTS_REGISTER ((shapley_set)1)

// What there is to know of a home on the day, with all holders together.
struct heat_known {
    float room_c;     // as its machine reported; NaN: it did not
    uint8_t brand;    // of its machine
    bool registered;  // as an old person's who lives alone, right or wrong
};

struct heat_lists_terms {
    size_t visits;            // that can be made on a day
    size_t trials;            // of these on this day, whatever they are believed to spare
    double least_k_h;         // who is believed to be spared less is not visited, but in trials
    double limit_c, helps, risk_k_h;
    double first_h, last_h;   // clock hours between which the visits are spread
    struct visit_list_prior prior;
};

struct heat_visit {
    uint32_t home;
    float hour;
    uint8_t cell;
};

struct heat_lists;
// `holders` with the register. Owned by the caller, free with heat_lists_free.
struct heat_lists *heat_lists_create(const struct world *world, unsigned holders);
void heat_lists_free(struct heat_lists *lists);

// Of a day, for every set of holders, from what all of them know of each home.
void heat_lists_make(struct heat_lists *lists, const struct heat_lists_terms *terms, const struct heat_known *known);
// A set's list of the day, in the order of the visits. Borrowed until the next one is made.
const struct heat_visit *heat_lists_of(const struct heat_lists *lists, shapley_set set, size_t *count);
// Who is known to the set, and was not visited because that seems to spare too little.
size_t heat_lists_not_worth(const struct heat_lists *lists, shapley_set set);

// What the list's visits came to, at the day's end: and what they found is remembered for the next one.
struct heat_outcome {
    double visits, reached, in_time;  // reached: made to who was at risk on the day; in time: before that
    double spared_k_h;
};
struct heat_outcome heat_lists_judge(struct heat_lists *lists, const struct world *world,
                                     const struct heat_lists_terms *terms, int64_t day, shapley_set set);
// What a visit at that hour spares in a home, K h, as the day turned out.
double heat_lists_spared_k_h(const struct world *world, const struct heat_lists_terms *terms, uint32_t home, double hour);

#endif
