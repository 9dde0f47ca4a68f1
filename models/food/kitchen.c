// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/kitchen.h"

#include <math.h>

typedef struct groceries_settings S;

unsigned kitchen_level(const struct kitchen *kitchen, enum foodstuff product) {
    return larder_level(&kitchen->larders[product]);
}

unsigned kitchen_fill(struct kitchen *k, const S *s, unsigned day, struct random_sequence *luck) {
    unsigned sum = 0;
    for (int p = 0; p < FOODSTUFFS; p++) {
        double cover = fmin(s->trip_days + s->safety_days, s->shelf_days[p]),
               fresh = random_next_uniform(luck);
        unsigned portions = (unsigned)((double)k->rate_day[p] * cover * fresh + 0.5);
        unsigned spoils_day = day + 1 + (unsigned)((s->shelf_days[p] - 1) * fresh);
        sum += larder_put(&k->larders[p], portions, spoils_day);
        k->none_today[p] = (float)exp(-(double)k->rate_day[p]);
    }
    kitchen_look(k, day);
    return sum;
}

// ---- Eating, throwing away, putting in -------------------------------------------------------------------

static double portion_won(const S *s, int p) {
    return s->pack_won[p] / s->pack_portions[p];
}

struct kitchen_meal kitchen_heat(struct kitchen *k, const S *s, enum foodstuff p, unsigned dishes) {
    unsigned found = larder_take(&k->larders[p], dishes), ahead = k->ahead[p] + found;
    k->ahead[p] = (uint8_t)(ahead < UINT8_MAX ? ahead : UINT8_MAX);
    return (struct kitchen_meal){.wanted = found, .eaten = found, .eaten_won = found * portion_won(s, p)};
}

static unsigned had_already(struct kitchen *k, int p, unsigned want) {
    unsigned had = want < k->ahead[p] ? want : k->ahead[p];
    k->ahead[p] -= (uint8_t)had;
    return had;
}

struct kitchen_meal kitchen_eat(struct kitchen *k, const S *s, const double *uniform) {
    struct kitchen_meal meal = {0};
    for (int p = 0; p < FOODSTUFFS; p++) {
        unsigned want = groceries_poisson(uniform[p], (double)k->rate_day[p], (double)k->none_today[p]);
        want -= had_already(k, p, want);
        unsigned found = larder_take(&k->larders[p], want);
        meal.wanted += want;
        meal.eaten += found;
        meal.eaten_won += found * portion_won(s, p);
        if (found == want) continue;
        meal.missing_products |= 1u << p;
        k->believed[p] = 0;
    }
    return meal;
}

struct kitchen_waste kitchen_throw_away(struct kitchen *k, const S *s, unsigned day) {
    struct kitchen_waste waste = {0};
    for (int p = 0; p < FOODSTUFFS; p++) {
        unsigned spoilt = larder_spoil(&k->larders[p], day);
        if (!spoilt) continue;
        k->believed[p] = fmaxf(0, k->believed[p] - (float)spoilt);
        waste.portions += spoilt;
        waste.won += spoilt * portion_won(s, p);
        waste.kg += spoilt * s->portion_kg[p];
    }
    return waste;
}

static unsigned portions_of(const S *s, int p, unsigned packs) {
    return packs * (unsigned)s->pack_portions[p];
}

unsigned kitchen_put(struct kitchen *k, const S *s, const struct purchase *bought, unsigned day,
                     unsigned *portions) {
    unsigned sum = 0;
    kitchen_remember(k, day);
    for (int p = 0; p < FOODSTUFFS; p++) {
        unsigned spoils_day = day + (unsigned)s->shelf_days[p];
        portions[p] = larder_put(&k->larders[p], portions_of(s, p, bought->packs[p]), spoils_day);
        k->believed[p] += (float)portions[p];
        sum += portions[p];
    }
    return sum;
}

// ---- Believing -------------------------------------------------------------------------------------------

void kitchen_remember(struct kitchen *k, unsigned day) {
    float days = (float)(day - k->believed_day);
    for (int p = 0; p < FOODSTUFFS; p++) k->believed[p] = fmaxf(0, k->believed[p] - k->rate_day[p] * days);
    k->believed_day = (uint16_t)day;
}

void kitchen_look(struct kitchen *k, unsigned day) {
    for (int p = 0; p < FOODSTUFFS; p++) k->believed[p] = (float)larder_level(&k->larders[p]);
    k->believed_day = (uint16_t)day;
}

void kitchen_trust(struct kitchen *k, const float *portions, unsigned day) {
    for (int p = 0; p < FOODSTUFFS; p++) k->believed[p] = portions[p];
    k->believed_day = (uint16_t)day;
}

// ---- The shopping list -----------------------------------------------------------------------------------

// Of the products in the set, the one of which what is there lasts shortest; FOODSTUFFS: none is left to look
// at.
static int shortest(const struct kitchen *k, const float *there, unsigned products) {
    int best = FOODSTUFFS;
    float best_days = INFINITY;
    for (int p = 0; p < FOODSTUFFS; p++) {
        float days = k->rate_day[p] > 0 ? there[p] / k->rate_day[p] : INFINITY;
        if (!(products >> p & 1) || days >= best_days) continue;
        best = p;
        best_days = days;
    }
    return best;
}

struct purchase kitchen_list(const struct kitchen *k, const S *s, unsigned products, double cover_days,
                             double budget_won) {
    struct purchase list = {0};
    float there[FOODSTUFFS];
    for (int p = 0; p < FOODSTUFFS; p++) there[p] = k->believed[p] + (float)portions_of(s, p, k->coming[p]);
    for (int p; (p = shortest(k, there, products)) < FOODSTUFFS; products &= ~(1u << p)) {
        unsigned packs = groceries_packs_wanted(s, (enum foodstuff)p, (double)k->rate_day[p],
                                                (double)there[p], cover_days);
        while (packs > 0 && packs * s->pack_won[p] > budget_won) packs--;
        list.packs[p] = (uint8_t)packs;
        budget_won -= packs * s->pack_won[p];
    }
    return list;
}

int32_t kitchen_buy_pantry(struct kitchen *k, double need_won_day, double ahead_days, double budget_won) {
    double won = fmin(budget_won, (double)k->pantry_short_won + need_won_day * ahead_days);
    int32_t whole = (int32_t)fmax(0, fmin(won, INT32_MAX));
    k->pantry_short_won -= (float)whole;
    return whole;
}

bool kitchen_waits(const struct kitchen *k) {
    for (int p = 0; p < FOODSTUFFS; p++)
        if (k->coming[p]) return true;
    return false;
}
