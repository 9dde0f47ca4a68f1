// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/diet.h"

#include <math.h>

#include "models/food/food.h"
#include "models/methods/customer_base_law.h"
#include "models/methods/logit_law.h"
#include "models/methods/recommender_technique.h"
#include "models/people/trust.h"
#include "sim/engine/luck.h"
#include "sim/engine/world.h"

#define WEIGHED_WON 10000.0  // price_weight is the utility of so much

enum { MEALS_A_DAY = 3 };

const struct equation diet_subscribes_equation = {
    "taking a supplements plan",
    "a month: p = 1 / (1 + exp(-U)), U = ln(interest / (1 - interest)) + need_weight need + size_weight "
    "(members - 2.44) + taste_spread Z - price_weight (price - 30000) / 10000 + trust_weight (trust - "
    "trust_reference) + offer_weight [it was offered]",
    "need = -diet, of the family; Z standard normal, its own for good; price of the plan, won a month; a "
    "family that cannot afford it takes none",
    "multinomial logit, McFadden 1974; mean household 2.44 members (census 2018); weights: assumption"};
const struct equation diet_surplus_equation = {
    "worth of a month of supplements", "its price, and a surplus of -ln(1 - p) / p 10000 / price_weight won",
    "p: see taking a supplements plan, not offered; 20 for the first factor at most",
    "log-sum of the logit, Small & Rosen 1981"};
const struct equation diet_annoyed_equation = {
    "who minds a declined offer", "logit p = logit(annoyed) - relevance need",
    "logit p = ln(p / (1 - p)); need of the family, in standard deviations", "assumption"};
const struct equation diet_advice_equation = {"what advice changes",
                                              "meals = advice_gain (1 - variance) members 3 x 30",
                                              "meals of a month made healthier; variance of what the adviser "
                                              "believes of the family's diet, 1: it knows nothing",
                                              "assumption"};

static double logit(double chance) {
    return log(chance / (1 - chance));
}

static double chance_of(double utility) {
    double share[2];
    recommender_shares((double[]){0, utility}, 2, share);
    return share[1];
}

struct diet_family diet_family_of(const struct world *world, const struct diet_settings *settings,
                                  uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "diet taste", 0);
    return (struct diet_family){.need = -food_diet(world, home),
                                .taste = settings->taste_spread * random_next_normal(&luck),
                                .members = world->homes[home].members,
                                .trust = trust_in(world, home, NULL)};
}

double diet_subscribes(const struct diet_settings *settings, const struct diet_family *family,
                       double price_won, bool offered) {
    double utility = logit(settings->interest) + settings->need_weight * family->need +
                     settings->size_weight * (family->members - DIET_MEAN_MEMBERS) + family->taste -
                     settings->price_weight * (price_won - DIET_REFERENCE_WON) / WEIGHED_WON +
                     settings->trust_weight * (family->trust - settings->trust_reference) +
                     settings->offer_weight * offered;
    return chance_of(utility);
}

double diet_gives_up(const struct world *world, const struct diet_settings *settings, uint32_t home) {
    return customer_base_share(settings->churn_month, settings->churn_varies,
                               luck_of_home(world, home, "diet gives up", 0));
}

double diet_surplus_won(const struct diet_settings *settings, const struct diet_family *family,
                        double price_won) {
    double taken = diet_subscribes(settings, family, price_won, false);
    return WEIGHED_WON / settings->price_weight * logit_taker(taken);
}

double diet_is_annoyed(const struct diet_settings *settings, double need) {
    if (settings->annoyed <= 0) return 0;
    return chance_of(logit(settings->annoyed) - settings->relevance * need);
}

double diet_healthier_meals(const struct diet_settings *settings, double members, double variance) {
    return settings->advice_gain * (1 - variance) * members * MEALS_A_DAY * DIET_MONTH_DAYS;
}
