// SPDX-License-Identifier: GPL-3.0-or-later
// What a grocery recommends beside an order: one product that is not in the basket, the one that most speaks for itself by how
// often families buy it, by items' neighbours or by factors (grocery_advice_pick_equation). It remembers what families bought that
// let it. A family takes a pack of it by how much of that it eats beside others (grocery_advice_takes_equation), whatever the
// grocery believes. Some families, by lot, are never recommended anything: what that changes is read off them.
#ifndef MARU_MODELS_FOOD_GROCERY_ADVICE_H
#define MARU_MODELS_FOOD_GROCERY_ADVICE_H

#include "models/food/groceries.h"
#include "models/methods/recommender_technique.h"

extern const struct equation grocery_advice_pick_equation, grocery_advice_takes_equation;

enum grocery_ranker { ADVISE_NOTHING, ADVISE_POPULAR, ADVISE_NEIGHBOURS, ADVISE_FACTORISATION };

struct grocery_advice;
struct grocery_advice *grocery_advice_create(enum grocery_ranker how, size_t homes);
void grocery_advice_free(struct grocery_advice *advice);

// What the home bought, as far as the grocery may remember it; and that it may no more.
void grocery_advice_hear(struct grocery_advice *advice, uint32_t home, const struct purchase *purchase);
void grocery_advice_forget(struct grocery_advice *advice, uint32_t home);

// The next version, of what is remembered.
struct grocery_advice_version {
    double families, entries, flops;
};
struct grocery_advice_version grocery_advice_learn(struct grocery_advice *advice, struct random_sequence luck);
// The product for the home beside that purchase; FOODSTUFFS: none, where nothing is remembered of it or nothing was learnt.
enum foodstuff grocery_advice_pick(const struct grocery_advice *advice, uint32_t home, const struct purchase *purchase);

// The chance that a family takes what it is recommended, which eats so many portions of it where the average family eats
// `mean`: `base` where it eats as many.
double grocery_advice_takes(double base, double weight, double rate, double mean);

#endif
