// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/diet_knowledge.h"

#include <stdlib.h>

void diet_knowledge_begin(struct diet_knowledge *knowledge, size_t homes) {
    knowledge->homes = homes;
    for (int source = 0; source < DIET_HEARD; source++)
        knowledge->signals[source] = status_allocate(homes, sizeof *knowledge->signals[source]);
    knowledge->told = status_allocate(homes, sizeof *knowledge->told);
    knowledge->looks_again = status_allocate(homes, sizeof *knowledge->looks_again);
}

void diet_knowledge_end(struct diet_knowledge *knowledge) {
    for (int source = 0; source < DIET_HEARD; source++) free(knowledge->signals[source]);
    free(knowledge->told);
    free(knowledge->looks_again);
}

// ---- What it is told -------------------------------------------------------------------------------------

void diet_knowledge_hear_of_meal(struct diet_knowledge *knowledge, uint32_t home, enum food_class food) {
    recommender_hear(&knowledge->signals[DIET_SOURCE_FOOD][home], food_health(food));
    diet_ranking_hear_of_meal(&knowledge->told[home], food);
}

// How healthy what is there is, portion by portion. Once a week, because families shop weekly: of two days
// the content is mostly the same, and would be counted as knowing it twice.
void diet_knowledge_look(struct diet_knowledge *knowledge, const struct item *stock_status) {
    uint32_t home = stock_status->home;
    if (stock_status->sent < knowledge->looks_again[home]) return;
    struct stock_status seen = stock_status_of(stock_status);
    double health = 0, portions = 0;
    for (int p = 0; p < FOODSTUFFS; p++) {
        double there = seen.portions[p];
        health += there * foodstuff_health((enum foodstuff)p);
        portions += there;
    }
    if (portions <= 0) return;
    recommender_hear(&knowledge->signals[DIET_SOURCE_STOCK][home], health / portions);
    diet_ranking_look(&knowledge->told[home], &seen);
    knowledge->looks_again[home] = stock_status->sent + 7 * CLOCK_DAY - CLOCK_HOUR;
}

void diet_knowledge_forget(struct diet_knowledge *knowledge, uint32_t home, enum diet_source source) {
    knowledge->signals[source][home] = (struct recommender_signals){0};
    diet_ranking_forget(&knowledge->told[home], source == DIET_SOURCE_FOOD);
}

// ---- What it knows ---------------------------------------------------------------------------------------

void diet_knowledge_review(struct diet_knowledge *knowledge) {
    for (int source = 0; source < DIET_HEARD; source++)
        knowledge->sources[source] = recommender_source_from(knowledge->signals[source], knowledge->homes);
}

bool diet_knowledge_told(const struct diet_knowledge *knowledge, uint32_t home, enum diet_source source) {
    return knowledge->signals[source][home].count >= knowledge->signals_least;
}

struct recommender_belief diet_knowledge_belief(const struct diet_knowledge *knowledge, uint32_t home) {
    struct recommender_belief belief = recommender_belief_before();
    for (int source = 0; source < DIET_HEARD; source++)
        if (diet_knowledge_told(knowledge, home, (enum diet_source)source))
            belief = recommender_belief_told(belief, &knowledge->sources[source],
                                             &knowledge->signals[source][home], knowledge->own_share);
    return belief;
}

double diet_knowledge_signals(const struct diet_knowledge *knowledge) {
    double signals = 0;
    for (size_t home = 0; home < knowledge->homes; home++)
        for (int source = 0; source < DIET_HEARD; source++) signals += knowledge->signals[source][home].count;
    return signals;
}

double diet_knowledge_families(const struct diet_knowledge *knowledge) {
    double families = 0;
    for (uint32_t home = 0; home < knowledge->homes; home++)
        families += diet_knowledge_told(knowledge, home, DIET_SOURCE_FOOD) ||
                    diet_knowledge_told(knowledge, home, DIET_SOURCE_STOCK);
    return families;
}
