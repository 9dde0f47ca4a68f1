// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/groceries.h"

#include <math.h>

#include "models/food/food.h"
#include "sim/engine/luck.h"
#include "sim/engine/world.h"

typedef struct groceries_settings S;

void groceries_rates(const struct world *world, const S *s, uint32_t home, float *rate_day) {
    struct random_sequence luck = luck_of_home(world, home, "groceries.taste", 0);
    double diet = food_diet(world, home), members = world->homes[home].members;
    for (int p = 0; p < FOODSTUFFS; p++) {
        double taste = s->taste_spread * random_next_normal(&luck) - s->taste_spread * s->taste_spread / 2;
        double liking = s->diet_spread * diet * foodstuff_health((enum foodstuff)p);
        rate_day[p] = (float)(members * s->portions_week[p] / 7 * exp(taste + liking));
    }
}

unsigned groceries_poisson(double uniform, double mean, double exp_minus_mean) {
    enum { MOST = 1000 };
    unsigned number = 0;
    double chance = exp_minus_mean, below = chance;
    while (uniform > below && number < MOST) {
        number++;
        chance *= mean / number;
        below += chance;
    }
    return number;
}

double groceries_order_gap_days(double mean_days, int64_t shape, struct random_sequence *luck) {
    double sum = 0;
    for (int64_t i = 0; i < shape; i++) sum += random_next_exponential(luck);
    return mean_days * sum / (double)shape;
}

double groceries_first_order_days(double mean_days, int64_t shape, struct random_sequence *luck) {
    double longer = mean_days * (double)(shape + 1) / (double)shape;
    double share = random_next_uniform(luck);
    return share * groceries_order_gap_days(longer, shape + 1, luck);
}

double groceries_basket_won(double median_won, double spread, struct random_block luck) {
    return median_won * exp(spread * random_normal(luck));
}

double groceries_accepts(double base, double benefit_won, double scale_won) {
    double log_odds = log(base / (1 - base)) + benefit_won / scale_won;
    return 1 / (1 + exp(-log_odds));
}

bool groceries_is_nothing(const struct purchase *purchase) {
    unsigned packs = 0;
    for (int p = 0; p < FOODSTUFFS; p++) packs += purchase->packs[p];
    return packs == 0 && purchase->pantry_won == 0;
}

int64_t groceries_packs_won(const S *s, const struct purchase *purchase) {
    double won = 0;
    for (int p = 0; p < FOODSTUFFS; p++) won += purchase->packs[p] * s->pack_won[p];
    return (int64_t)(won + 0.5);
}

unsigned groceries_packs_wanted(const S *s, enum foodstuff p, double rate_day, double believed,
                                double cover_days) {
    double target = rate_day * fmin(cover_days, s->shelf_days[p]);
    double packs = floor((target - believed) / s->pack_portions[p] + 0.5);
    return (unsigned)fmax(0, fmin(packs, GROCERIES_PACKS_MOST));
}
