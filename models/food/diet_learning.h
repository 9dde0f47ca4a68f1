// SPDX-License-Identifier: GPL-3.0-or-later
// What the diet service learns of its offers: a record for each source of what it knows of a family. An offer is bought, as it
// were, on the word of the sources that told of the family, and each of them is judged by whether the families that it told of
// take a plan more often when they are offered one than when they are not (models/methods/learning_buyer_technique.h). What a
// plan leaves is reckoned from its price and from how soon plans were given up so far, because those that end late have not
// ended yet.
#ifndef MARU_MODELS_FOOD_DIET_LEARNING_H
#define MARU_MODELS_FOOD_DIET_LEARNING_H

#include "models/methods/learning_buyer_technique.h"

extern const struct equation diet_learning_plan_equation, diet_learning_worth_equation;

// Of an offer that nothing told of the family speaks for, there is a record, too.
enum diet_source { DIET_SOURCE_FOOD, DIET_SOURCE_STOCK, DIET_SOURCE_PROFILE, DIET_SOURCE_NONE, DIET_SOURCES };

// What a plan costs and brings, and what is believed beforehand: shares of families that take one in a month when offered
// one, and when not, and of plans given up in a month. weight > 0: how many of each that counts for.
struct diet_learning_terms {
    double plan_won, margin, referral_share, referral_months, counted_months;
    double taken, anyway, given_up, weight;
};

// Zero: nothing was seen yet.
struct diet_learning {
    struct learning_buyer of[DIET_SOURCES];
    double months, given_up;  // of plans, paid and at whose end they were given up
};

// What a plan is believed to leave, won; below 0 where the maker's share eats more than the margin.
double diet_learning_plan_leaves_won(const struct diet_learning *learning, const struct diet_learning_terms *terms);

// What an offer is worth by the best of the sources that it rests on: a bit (1 << enum diet_source) for each, one at least.
double diet_learning_worth_won(const struct diet_learning *learning, const struct diet_learning_terms *terms, unsigned basis);

// Whether to make one that costs so much: it is worth it, or it is tried, which then counts as spent on this day of the run.
bool diet_learning_offers(struct diet_learning *learning, const struct diet_learning_terms *terms, unsigned basis,
                          double cost_won, int64_t day, double trials_won_quarter);

// A month later: what became of a family that was picked, and whether it was offered one.
void diet_learning_saw(struct diet_learning *learning, unsigned basis, bool offered, bool took);

#endif
