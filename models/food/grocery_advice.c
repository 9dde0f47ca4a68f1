// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/grocery_advice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/methods/factorisation_technique.h"
#include "models/methods/neighbours_technique.h"
#include "sim/engine/status.h"

const struct equation grocery_advice_pick_equation = {
    "what a grocery recommends",
    "of the products that are not in the basket the one with the highest score: families that bought it "
    "(popularity); sum over what the family bought of likeness x share (neighbours); the family's vector "
    "times the product's (factorisation)",
    "r = packs of a product, as a share of all that is remembered of the family, by the families' mean "
    "share; "
    "cosine, all products; 3 factors, confidence 2, shrink 5, 15 sweeps; learnt each month; none of a family "
    "of which nothing is remembered",
    "see neighbours and factors; the numbers: assumption"};
static const struct factorisation_terms factor_terms = {
    .factors = 3, .confidence = 2, .shrink = 5, .sweeps = 15};
const struct equation grocery_advice_takes_equation = {
    "who takes what is recommended",
    "log odds = those of advice_taken + advice_weight ln(rate / mean rate); one pack more, at its price",
    "rate portions a day of the product that a person of the family eats, mean: of the average person; no "
    "more "
    "of it is eaten by that",
    "logit; assumption"};

struct grocery_advice {
    enum grocery_ranker how;
    size_t homes;
    bool learnt;
    double popularity[FOODSTUFFS], mean_share[FOODSTUFFS];
    struct neighbours neighbours;
    struct factorisation factors;
    float packs[][FOODSTUFFS];  // [homes]
};

struct grocery_advice *grocery_advice_create(enum grocery_ranker how, size_t homes) {
    struct grocery_advice *made = status_allocate(1, sizeof *made + homes * sizeof made->packs[0]);
    made->how = how;
    made->homes = homes;
    return made;
}

static void unlearn(struct grocery_advice *advice) {
    if (advice->learnt && advice->how == ADVISE_NEIGHBOURS) neighbours_free(&advice->neighbours);
    if (advice->learnt && advice->how == ADVISE_FACTORISATION) factorisation_free(&advice->factors);
    advice->learnt = false;
}

void grocery_advice_free(struct grocery_advice *advice) {
    if (advice) unlearn(advice);
    free(advice);
}

void grocery_advice_hear(struct grocery_advice *advice, uint32_t home, const struct purchase *purchase) {
    for (int p = 0; p < FOODSTUFFS; p++) advice->packs[home][p] += (float)purchase->packs[p];
}

void grocery_advice_forget(struct grocery_advice *advice, uint32_t home) {
    memset(advice->packs[home], 0, sizeof advice->packs[home]);
}

// ---- Rows -----------------------------------------------------------------------------------------------

static double packs_of(const struct grocery_advice *advice, uint32_t home) {
    double sum = 0;
    for (int p = 0; p < FOODSTUFFS; p++) sum += (double)advice->packs[home][p];
    return sum;
}

static void find_means(struct grocery_advice *advice) {
    double families = 0, share[FOODSTUFFS] = {0};
    for (uint32_t home = 0; home < advice->homes; home++) {
        double sum = packs_of(advice, home);
        families += sum > 0;
        for (int p = 0; sum > 0 && p < FOODSTUFFS; p++) share[p] += (double)advice->packs[home][p] / sum;
    }
    for (int p = 0; p < FOODSTUFFS; p++) advice->mean_share[p] = share[p] / fmax(1, families);
}

// Returns how many entries: as much of each product as the average family, 1.
static size_t describe(const struct grocery_advice *advice, uint32_t home, struct basket_entry *row) {
    double sum = packs_of(advice, home);
    size_t count = 0;
    for (int p = 0; sum > 0 && p < FOODSTUFFS; p++) {
        double share = (double)advice->packs[home][p] / sum;
        if (share > 0 && advice->mean_share[p] > 0)
            row[count++] = (struct basket_entry){(uint32_t)p, (float)(share / advice->mean_share[p])};
    }
    return count;
}

static struct baskets rows_of(const struct grocery_advice *advice) {
    struct baskets baskets = baskets_create(FOODSTUFFS);
    struct basket_entry row[FOODSTUFFS];
    for (uint32_t home = 0; home < advice->homes; home++) {
        size_t count = describe(advice, home, row);
        if (count) baskets_begin(&baskets);
        for (size_t i = 0; i < count; i++) baskets_add(&baskets, row[i].item, (double)row[i].count);
    }
    return baskets;
}

// ---- Versions -------------------------------------------------------------------------------------------

static double learn_from(struct grocery_advice *advice, const struct baskets *baskets,
                         struct random_sequence luck) {
    baskets_popularity(baskets, advice->popularity);
    if (advice->how == ADVISE_NEIGHBOURS) {
        advice->neighbours =
            neighbours_learn(baskets, (struct neighbours_terms){FOODSTUFFS, NEIGHBOURS_COSINE});
        return advice->neighbours.flops;
    }
    if (advice->how == ADVISE_FACTORISATION) {
        advice->factors = factorisation_learn(baskets, factor_terms, luck);
        return advice->factors.flops;
    }
    return (double)baskets->first[baskets->rows];
}

struct grocery_advice_version grocery_advice_learn(struct grocery_advice *advice,
                                                   struct random_sequence luck) {
    unlearn(advice);
    find_means(advice);
    struct baskets baskets = rows_of(advice);
    struct grocery_advice_version version = {(double)baskets.rows, (double)baskets.first[baskets.rows], 0};
    advice->learnt = baskets.rows > 0;
    if (advice->learnt) version.flops = learn_from(advice, &baskets, luck);
    baskets_free(&baskets);
    return version;
}

static void score(const struct grocery_advice *advice, uint32_t home, double *scores) {
    struct basket_entry row[FOODSTUFFS];
    size_t count = describe(advice, home, row);
    double vector[FACTORISATION_FACTORS_MOST];
    switch (advice->how) {
        case ADVISE_NEIGHBOURS:
            neighbours_score(&advice->neighbours, row, count, scores);
            break;
        case ADVISE_FACTORISATION:
            factorisation_fold_in(&advice->factors, row, count, vector);
            factorisation_score(&advice->factors, vector, scores);
            break;
        default:
            memcpy(scores, advice->popularity, sizeof advice->popularity);
    }
}

enum foodstuff grocery_advice_pick(const struct grocery_advice *advice, uint32_t home,
                                   const struct purchase *purchase) {
    double scores[FOODSTUFFS];
    int best = FOODSTUFFS;
    if (!advice->learnt || packs_of(advice, home) <= 0) return FOODSTUFFS;
    score(advice, home, scores);
    for (int p = 0; p < FOODSTUFFS; p++)
        if (!purchase->packs[p] && (best == FOODSTUFFS || scores[p] > scores[best])) best = p;
    return (enum foodstuff)best;
}

double grocery_advice_takes(double base, double weight, double rate, double mean) {
    return rate > 0 && mean > 0 ? groceries_accepts(base, weight * log(rate / mean), 1) : 0;
}
