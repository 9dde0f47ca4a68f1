// SPDX-License-Identifier: GPL-3.0-or-later
// Who is foreseen to take a supplements plan, by what was told of families and who took one: foods, products and the plan are items,
// and a family takes an item that it takes more of than the average family does (diet_ranking_items_equation). What then speaks for
// the plan is foreseen by items' neighbours or by factors (diet_ranking_foreseen_equation). A family of which nothing was told is in
// no row, and average.
#ifndef MARU_MODELS_FOOD_DIET_RANKING_H
#define MARU_MODELS_FOOD_DIET_RANKING_H

#include "models/food/food.h"
#include "models/food/refrigerator.h"
#include "models/methods/factorisation_technique.h"
#include "models/methods/neighbours_technique.h"

extern const struct equation diet_ranking_items_equation, diet_ranking_foreseen_equation;

// By the belief of each family's need (models/methods/recommender_technique.h), which is none of this file's; or by items.
enum diet_ranker { RANK_BELIEF, RANK_NEIGHBOURS, RANK_FACTORISATION };

enum { DIET_ITEM_PLAN = FOOD_CLASSES + FOODSTUFFS, DIET_ITEMS };

// Of one family: dishes heated and portions seen so far.
struct diet_told {
    double of[DIET_ITEM_PLAN];
};
void diet_ranking_hear_of_meal(struct diet_told *told, enum food_class food);
void diet_ranking_look(struct diet_told *told, const struct stock_status *seen);
// What was told of meals, or of what is kept, is deleted.
void diet_ranking_forget(struct diet_told *told, bool of_meals);

// What of a family is listened to, and whether it has ever taken a plan.
struct diet_listened {
    bool meals, stock, took;
};
struct diet_ranking_version {
    double families, entries, flops;  // rows, and what stands in them
};
// foreseen[homes]: how much speaks for the plan, in standard deviations of the families known; 0 of others, and of all where nobody
// known has taken one.
struct diet_ranking_version diet_ranking_learn(const struct diet_told *told, const struct diet_listened *listened, size_t homes,
                                               enum diet_ranker how, struct random_sequence luck, double *foreseen);

#endif
