// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/product.h"

double product_wear_years(const struct product_law *law, const struct product *product, time_ms now) {
    return product->wear_before + wear_clock_years(product_clock(law, product), now);
}

double product_age_years(const struct product *product, time_ms now) {
    return (double)(now - product->since) / (double)CLOCK_DAY / 365;
}

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

time_ms product_next(const struct product *product) {
    if (!product->present) return CLOCK_NEVER;
    return earlier(earlier(product->fails, product->sign), earlier(product->false_sign, product->filter));
}

static time_ms days(double count) {
    return 1 + (time_ms)(count * (double)CLOCK_DAY);
}

// ---- Luck ------------------------------------------------------------------------------------------------

enum luck_of { FAULTS, OTHERS };

// Two streams for each product, by its appliance: what else stands in the home moves neither.
static struct random_block draw(struct product_luck luck, const struct product *product, enum luck_of of,
                                uint32_t *n) {
    uint32_t stream = (luck.stream ^ (1 + of) * 2654435761u) * 2654435761u ^ product->stream;
    return random_block(luck.key, random_home(luck.home), stream, (*n)++);
}
static struct random_block fault_luck(struct product_luck luck, struct product *product) {
    return draw(luck, product, FAULTS, &product->fault_draws);
}
static struct random_block other_luck(struct product_luck luck, struct product *product) {
    return draw(luck, product, OTHERS, &product->other_draws);
}

// ---- What comes ------------------------------------------------------------------------------------------

// The next fault from now on, and whether and when it shows. At an unlucky draw the sign comes at once.
static void plan_fault(const struct product_law *law, struct product *product, struct product_luck luck,
                       time_ms now) {
    struct random_block life = fault_luck(luck, product), sign = fault_luck(luck, product);
    double wear = product_wear_years(law, product, now);
    double fails = weibull_next(law->life, wear, random_exponential(life.word[0]));
    product->fails = wear_clock_when(product_clock(law, product), fails - product->wear_before);
    product->sign = CLOCK_NEVER;
    if (product->fails == CLOCK_NEVER) return;
    if (product->fails <= now) product->fails = now + 1;
    if (!random_chance(sign.word[0], law->shows)) return;
    time_ms shows = product->fails - days(law->sign_days * random_exponential(sign.word[1]));
    product->sign = shows > now ? shows : now + 1;
}

void product_plan_false_sign(const struct product_law *law, struct product *product, struct product_luck luck,
                             time_ms now) {
    uint64_t word = other_luck(luck, product).word[0];
    double rate = law->false_signs_year / 365;
    product->false_sign = rate > 0 ? now + days(random_exponential(word) / rate) : CLOCK_NEVER;
}

void product_plan_filter(const struct product_law *law, struct product *product, struct product_luck luck,
                         time_ms now) {
    double within = 0.75 + 0.5 * random_uniform(other_luck(luck, product).word[0]);
    product->filter = now + days(law->filter_days * within);
}

// ---- Beginning and going on ------------------------------------------------------------------------------

static void be_of_age(const struct product_law *law, struct product *product, time_ms now, double age_years) {
    product->since = now - days(365 * age_years);
    product->wear_before = age_years - wear_clock_years(product_clock(law, product), now);
    product->broken_since = CLOCK_NEVER;
    product->order = 0;
}

// The oldest are as much more seldom connected as the new are more often.
static double connected_at(const struct product_law *law, double age_years) {
    double middle = law->oldest_years / 2, younger = middle > 0 ? 1 - age_years / middle : 0;
    return law->connected * (1 + law->connected_newer * younger);
}

void product_begin(const struct product_law *law, struct product *product, struct product_luck luck,
                   time_ms now) {
    struct random_block draws = other_luck(luck, product);
    double age_years = now == 0 ? law->oldest_years * random_uniform(draws.word[0]) : 0;
    product->present = true;
    product->connected = random_chance(draws.word[1], connected_at(law, age_years));
    be_of_age(law, product, now, age_years);
    plan_fault(law, product, luck, now);
    product_plan_false_sign(law, product, luck, now);
    product_plan_filter(law, product, luck, now);
    if (now > 0) return;
    double under_way = random_uniform(other_luck(luck, product).word[0]);
    product->filter = 1 + (time_ms)((double)product->filter * under_way);
}

void product_renew(const struct product_law *law, struct product *product, struct product_luck luck,
                   time_ms now) {
    be_of_age(law, product, now, 0);
    plan_fault(law, product, luck, now);
}

// A coming fault that was removed counts as one.
void product_repair(const struct product_law *law, struct product *product, struct product_luck luck,
                    time_ms now) {
    if (product->broken_since == CLOCK_NEVER) product->faults++;
    product->broken_since = CLOCK_NEVER;
    product->order = 0;
    plan_fault(law, product, luck, now);
}
