// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/groceries.h"

#include <math.h>

#include "models/food/food.h"
#include "models/methods/demand_law.h"
#include "sim/engine/luck.h"
#include "sim/engine/world.h"

typedef struct groceries_settings S;

const struct equation groceries_rates_equation = {
    "portions a family wants",
    "rate_p = members portions_week_p / 7 exp(diet_spread diet health_p + taste_spread Z_p - taste_spread^2 "
    "/ 2), a day",
    "p product; diet how much the family leans towards healthy food; Z_p standard normal, for good; health_p "
    "from -1 to 1: milk 0.4, eggs 0.4, vegetables 1, fruit 0.8, meat 0, fish 0.6, tofu 0.8, ready meals "
    "-0.4, soft drinks -0.9, snacks -0.8",
    "lognormal tastes; health: assumption, in the order of food-based dietary guidelines"};
const struct equation groceries_wanted_equation = {
    "portions wanted on a day",
    "wanted_p ~ Poisson(rate_p), at home; eaten_p = min(wanted_p, there_p); missed_p = wanted_p - eaten_p",
    "rate_p the portions a family wants a day; nothing is wanted on a trip", "assumption"};
const struct equation groceries_packs_equation = {
    "packs on the shopping list",
    "packs_p = round((rate_p min(cover, shelf_days_p) - believed_p - coming_p) / pack_portions_p), 0 to 15; "
    "in the order in which products would run out, fewer where the budget ends",
    "rate_p the portions a family wants a day; believed_p portions it believes to be there, coming_p ordered "
    "ones; cover days to fill up for",
    "filling up to a level; assumption"};
const struct equation groceries_gaps_equation = {
    "time between orders",
    "gap = g (E_1 + ... + E_gap_shape) / gap_shape; the first: U g (E_1 + ... + E_(gap_shape + 1)) / "
    "gap_shape; g = p(usual_delivery_won) / rate",
    "days between occasions; rate the customer's own (see customers that differ and die); p the share of "
    "occasions on which a customer orders (see delivered or fetched), so that at the usual price of a "
    "delivery rate orders come a day; E exponential with mean 1; U uniform: the process is under way; then "
    "at a moment uniform from 8 to 23 h; past a century: never",
    "a renewal process of gamma gaps, Cox 1962 (Renewal theory, 5.4)"};
const struct equation groceries_basket_equation = {
    "the basket of an order",
    "basket = basket_won exp(basket_spread Z); cooled goods by the list for trip_days + safety_days, at most "
    "basket; of the rest pantry goods, at most what is short + pantry_won_day members pantry_ahead_days",
    "Z standard normal; short: pantry goods needed, pantry_won_day members a day, and not bought yet",
    "lognormal, by the survey of basket_won"};
const struct equation groceries_brought_equation = {
    "delivered or fetched",
    "p(delivery) = 1 / (1 + exp(-(basket_trip_won - delivery) / benefit_scale_won)); prompted by the app: "
    "logit q = logit(prefers) + (usual_delivery_won - delivery_won) / benefit_scale_won",
    "p share of a customer's occasions on which it orders, at the price delivery_won; else it fetches the "
    "same basket itself; logit q = ln(q / (1 - q))",
    "multinomial logit, McFadden 1974"};
const struct equation groceries_accepts_equation = {
    "taking an offer",
    "logit p = logit(base) + benefit / benefit_scale_won; benefit = missed_won sum_p use_p max(0, days - "
    "left_p) + coupon_won - delivery_won",
    "base = customer_accepts of its customers, else stranger_accepts; logit p = ln(p / (1 - p)); days until "
    "the next trip; use_p and left_p as the camera foresees, or without one: rate_p, and what is there / "
    "rate_p",
    "multinomial logit, McFadden 1974"};

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
    return demand_moved(base, benefit_won / scale_won);
}

double groceries_has_it_brought(double trip_won, double delivery_won, double scale_won) {
    return demand_moved(0.5, (trip_won - delivery_won) / scale_won);
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
