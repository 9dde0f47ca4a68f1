// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/diet_ranking.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/status.h"

const struct equation diet_ranking_items_equation = {
    "what a family takes",
    "r_ui = share_ui / mean share_i - 1, where that is above 0; the plan: 1 if it has ever taken one",
    "share of food i in what was told of family u's meals, or of product i in what it keeps; mean over the "
    "families of which that is known",
    "definition"};
static const struct factorisation_terms factor_terms = {
    .factors = 4, .confidence = 2, .shrink = 5, .sweeps = 15};
const struct equation diet_ranking_foreseen_equation = {
    "who is foreseen to take a plan",
    "the plan's score from the family's foods and products, less its mean over the families known, by its "
    "standard deviation; neighbours: by cosine, all items; factorisation: 4 factors, confidence 2, shrink 5, "
    "15 "
    "sweeps",
    "0 of families of which nothing is known, and of all while none of those known has taken a plan",
    "assumption: the numbers, tried on no data"};

// ---- What is told ---------------------------------------------------------------------------------------

void diet_ranking_hear_of_meal(struct diet_told *told, enum food_class food) {
    told->of[food]++;
}

void diet_ranking_look(struct diet_told *told, const struct stock_status *seen) {
    for (int p = 0; p < FOODSTUFFS; p++) told->of[FOOD_CLASSES + p] += seen->portions[p];
}

void diet_ranking_forget(struct diet_told *told, bool of_meals) {
    for (int i = of_meals ? 0 : FOOD_CLASSES; i < (of_meals ? FOOD_CLASSES : DIET_ITEM_PLAN); i++)
        told->of[i] = 0;
}

// ---- Rows -----------------------------------------------------------------------------------------------

// False: nothing of that kind. Items first to last - 1.
static bool shares_of(const struct diet_told *told, int first, int last, double *share) {
    double sum = 0;
    for (int i = first; i < last; i++) sum += told->of[i];
    for (int i = first; i < last; i++) share[i] = sum > 0 ? told->of[i] / sum : 0;
    return sum > 0;
}

// Which of the two kinds of items are known of the family: bits.
enum { KNOWS_MEALS = 1, KNOWS_STOCK = 2 };
static unsigned describe(const struct diet_told *told, const struct diet_listened *listened, double *share) {
    unsigned knows = 0;
    if (listened->meals && shares_of(told, 0, FOOD_CLASSES, share)) knows |= KNOWS_MEALS;
    if (listened->stock && shares_of(told, FOOD_CLASSES, DIET_ITEM_PLAN, share)) knows |= KNOWS_STOCK;
    return knows;
}

static bool is_known(unsigned knows, int item) {
    return knows & (item < FOOD_CLASSES ? KNOWS_MEALS : KNOWS_STOCK);
}

static void mean_shares(const struct diet_told *told, const struct diet_listened *listened, size_t homes,
                        double *mean) {
    double known[DIET_ITEM_PLAN] = {0}, share[DIET_ITEM_PLAN];
    for (int i = 0; i < DIET_ITEM_PLAN; i++) mean[i] = 0;
    for (size_t home = 0; home < homes; home++) {
        unsigned knows = describe(&told[home], &listened[home], share);
        for (int i = 0; i < DIET_ITEM_PLAN; i++) {
            if (!is_known(knows, i)) continue;
            known[i]++;
            mean[i] += share[i];
        }
    }
    for (int i = 0; i < DIET_ITEM_PLAN; i++) mean[i] /= fmax(1, known[i]);
}

// A row of each family of which something is known, its plan last; rows[homes]: which, SIZE_MAX: none.
static struct baskets rows_of(const struct diet_told *told, const struct diet_listened *listened,
                              size_t homes, size_t *rows) {
    struct baskets baskets = baskets_create(DIET_ITEMS);
    double mean[DIET_ITEM_PLAN], share[DIET_ITEM_PLAN];
    mean_shares(told, listened, homes, mean);
    for (size_t home = 0; home < homes; home++) {
        unsigned knows = describe(&told[home], &listened[home], share);
        rows[home] = knows ? baskets.rows : SIZE_MAX;
        if (!knows) continue;
        baskets_begin(&baskets);
        for (int i = 0; i < DIET_ITEM_PLAN; i++)
            if (is_known(knows, i) && mean[i] > 0 && share[i] > mean[i])
                baskets_add(&baskets, (uint32_t)i, share[i] / mean[i] - 1);
        if (listened[home].took) baskets_add(&baskets, DIET_ITEM_PLAN, 1);
    }
    return baskets;
}

// ---- What is foreseen -----------------------------------------------------------------------------------

static double score_by_neighbours(const void *learnt, const struct basket_entry *row, size_t count) {
    double score[DIET_ITEMS];
    neighbours_score(learnt, row, count, score);
    return score[DIET_ITEM_PLAN];
}

static double score_by_factors(const void *learnt, const struct basket_entry *row, size_t count) {
    double vector[FACTORISATION_FACTORS_MOST], score[DIET_ITEMS];
    factorisation_fold_in(learnt, row, count, vector);
    factorisation_score(learnt, vector, score);
    return score[DIET_ITEM_PLAN];
}

// From what it eats and keeps alone: a plan that it once had would speak for itself.
static double score_of_row(const struct baskets *baskets, size_t row, const void *learnt,
                           double (*score)(const void *, const struct basket_entry *, size_t)) {
    size_t count;
    const struct basket_entry *entries = baskets_row(baskets, row, &count);
    if (count && entries[count - 1].item == DIET_ITEM_PLAN) count--;
    return score(learnt, entries, count);
}

static void standardise(const size_t *rows, size_t homes, double *foreseen) {
    double known = 0, sum = 0, squares = 0;
    for (size_t home = 0; home < homes; home++) {
        if (rows[home] == SIZE_MAX) continue;
        known++;
        sum += foreseen[home];
        squares += foreseen[home] * foreseen[home];
    }
    double mean = known > 0 ? sum / known : 0;
    double spread = known > 0 ? sqrt(fmax(0, squares / known - mean * mean)) : 0;
    for (size_t home = 0; home < homes; home++)
        foreseen[home] = rows[home] == SIZE_MAX || spread <= 1e-9 ? 0 : (foreseen[home] - mean) / spread;
}

static bool nobody_took(const struct baskets *baskets) {
    double rows_with[DIET_ITEMS];
    baskets_popularity(baskets, rows_with);
    return rows_with[DIET_ITEM_PLAN] == 0;
}

// Returns the FLOPs of learning.
static double foresee(const struct baskets *baskets, const size_t *rows, size_t homes, enum diet_ranker how,
                      struct random_sequence luck, double *foreseen) {
    bool by_neighbours = how == RANK_NEIGHBOURS;
    struct neighbours neighbours = {0};
    struct factorisation factors = {0};
    if (by_neighbours)
        neighbours = neighbours_learn(baskets, (struct neighbours_terms){DIET_ITEMS, NEIGHBOURS_COSINE});
    else
        factors = factorisation_learn(baskets, factor_terms, luck);
    const void *learnt = by_neighbours ? (const void *)&neighbours : (const void *)&factors;
    for (size_t home = 0; home < homes; home++)
        if (rows[home] != SIZE_MAX)
            foreseen[home] = score_of_row(baskets, rows[home], learnt,
                                          by_neighbours ? score_by_neighbours : score_by_factors);
    double flops = neighbours.flops + factors.flops;
    neighbours_free(&neighbours);
    factorisation_free(&factors);
    return flops;
}

struct diet_ranking_version diet_ranking_learn(const struct diet_told *told,
                                               const struct diet_listened *listened, size_t homes,
                                               enum diet_ranker how, struct random_sequence luck,
                                               double *foreseen) {
    size_t *rows = status_allocate(homes + 1, sizeof *rows);
    struct baskets baskets = rows_of(told, listened, homes, rows);
    struct diet_ranking_version version = {.families = (double)baskets.rows,
                                           .entries = (double)baskets.first[baskets.rows]};
    for (size_t home = 0; home < homes; home++) foreseen[home] = 0;
    if (!nobody_took(&baskets)) version.flops = foresee(&baskets, rows, homes, how, luck, foreseen);
    standardise(rows, homes, foreseen);
    baskets_free(&baskets);
    free(rows);
    return version;
}
