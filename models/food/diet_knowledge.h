// SPDX-License-Identifier: GPL-3.0-or-later
// What a diet service knows of each family by what microwaves and refrigerators told it: how healthy what it ate and what it kept
// was (models/methods/recommender_technique.h), and how often what was among it (diet_ranking.h). A source is listened to from so
// many signals on.
#ifndef MARU_MODELS_FOOD_DIET_KNOWLEDGE_H
#define MARU_MODELS_FOOD_DIET_KNOWLEDGE_H

#include "models/food/diet_learning.h"
#include "models/food/diet_ranking.h"
#include "models/methods/recommender_technique.h"
#include "sim/engine/item.h"

enum { DIET_HEARD = DIET_SOURCE_STOCK + 1 };  // sources that give signals: meals, stock

struct diet_knowledge {
    size_t homes;
    uint32_t signals_least;
    double own_share;                                // recommender_belief_told
    struct recommender_signals *signals[DIET_HEARD];  // [homes] each
    struct recommender_source sources[DIET_HEARD];    // as of the last diet_knowledge_review
    struct diet_told *told;                          // [homes]
    time_ms *looks_again;                            // [homes] into the refrigerator
};

void diet_knowledge_begin(struct diet_knowledge *knowledge, size_t homes);
void diet_knowledge_end(struct diet_knowledge *knowledge);

void diet_knowledge_hear_of_meal(struct diet_knowledge *knowledge, uint32_t home, enum food_class food);
void diet_knowledge_look(struct diet_knowledge *knowledge, const struct item *stock_status);
void diet_knowledge_forget(struct diet_knowledge *knowledge, uint32_t home, enum diet_source source);
// How far each source's signals tell families apart, from all of them.
void diet_knowledge_review(struct diet_knowledge *knowledge);

bool diet_knowledge_told(const struct diet_knowledge *knowledge, uint32_t home, enum diet_source source);
// Of the family's diet: above 0 it eats better than the average.
struct recommender_belief diet_knowledge_belief(const struct diet_knowledge *knowledge, uint32_t home);
double diet_knowledge_signals(const struct diet_knowledge *knowledge);   // of all families
double diet_knowledge_families(const struct diet_knowledge *knowledge);  // of whom some source told enough

#endif
