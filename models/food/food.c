// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/food.h"

#include <math.h>

#include "models/people/families.h"
#include "sim/engine/luck.h"
#include "sim/engine/world.h"

const struct equation food_diet_equation = {
    "how much a family leans towards healthy food",
    "diet = Z + fundamentalists_diet ([is of the most private segment] - share of that segment)",
    "Z standard normal, the home's luck", "assumption; scaled so that among families Z has variance 1"};
const struct equation food_taste_equation = {
    "a family's own shares of foods",
    "shares ~ Dirichlet of mean m and concentration; m_k proportional to base_share_k exp(diet_strength "
    "health_k diet)",
    "k food; diet how much the family leans towards healthy food; base_share_k at least 0.000001; health_k "
    "from -1 to 1: rice 0, soup -0.4, dumplings -0.5, milk 0.5, pizza -1, sweet potatoes 0.9, leftovers 0.3",
    "Dirichlet-multinomial purchases, Goodhardt, Ehrenberg & Chatfield 1984 (J. R. Stat. Soc. A 147:621); "
    "health: assumption"};
const struct equation food_season_equation = {
    "season of sweet potatoes",
    "season = exp(a cos(2 pi (day - 15 January) / 365.2425)) / I0(a), a = ln(winter_factor) / 2; of other "
    "foods 1",
    "I0 the modified Bessel function of order 0, which makes the mean over the year 1",
    "assumption: one smooth wave a year"};

const char *const food_names[] = {"instant_rice", "soup",         "dumpling",  "milk",
                                  "pizza",        "sweet_potato", "leftovers", NULL};
_Static_assert(sizeof food_names / sizeof *food_names == FOOD_CLASSES + 1, "a name per class");

const struct topic food_eaten = {"food eaten"}, food_named = {"foods named"};

uint32_t food_reported(const struct item *item) {
    if (item->topic == &food_eaten) return UINT32_C(1) << item->value;
    return item->topic == &food_named ? (uint32_t)item->value : 0;
}

// White rice is neutral; ready soups and dumplings are salty and fat; what was cooked at home is better.
double food_health(enum food_class food) {
    static const double health[FOOD_CLASSES] = {
        [FOOD_INSTANT_RICE] = 0, [FOOD_SOUP] = -0.4,        [FOOD_DUMPLING] = -0.5, [FOOD_MILK] = 0.5,
        [FOOD_PIZZA] = -1,       [FOOD_SWEET_POTATO] = 0.9, [FOOD_LEFTOVERS] = 0.3,
    };
    return health[food];
}

enum foodstuff food_made_of(enum food_class food) {
    static const enum foodstuff made_of[FOOD_CLASSES] = {
        [FOOD_INSTANT_RICE] = FOODSTUFFS,        [FOOD_SOUP] = FOODSTUFF_READY_MEALS,
        [FOOD_DUMPLING] = FOODSTUFF_READY_MEALS, [FOOD_MILK] = FOODSTUFF_MILK,
        [FOOD_PIZZA] = FOODSTUFF_READY_MEALS,    [FOOD_SWEET_POTATO] = FOODSTUFF_VEGETABLES,
        [FOOD_LEFTOVERS] = FOODSTUFFS,
    };
    return made_of[food];
}

static const struct food_settings *settings_of(const struct world *world) {
    return plan_section(world->plan, &food_section);
}

// The shift of the most private families is balanced among the others.
static double shift_of(const struct world *world, uint32_t home) {
    double shift = settings_of(world)->fundamentalists_diet;
    if (shift == 0) return 0;
    const struct families_settings *families = plan_section(world->plan, &families_section);
    int last = SEGMENT_CLASSES - 1;
    double sum = 0;
    for (int i = 0; i < SEGMENT_CLASSES; i++) sum += families->segment_share[i];
    return shift * ((world->homes[home].segment == last) - families->segment_share[last] / sum);
}

double food_diet(const struct world *world, uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "diet", 0);
    return random_next_normal(&luck) + shift_of(world, home);
}

// Gamma with scale 1, Marsaglia & Tsang's rejection; a shape below 1 is reached from shape + 1.
static double draw_gamma(double shape, struct random_sequence *luck) {
    if (shape < 1) return draw_gamma(shape + 1, luck) * pow(random_next_uniform(luck), 1 / shape);
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double x = random_next_normal(luck), v = 1 + c * x;
        if (v <= 0) continue;
        v = v * v * v;
        if (log(random_next_uniform(luck)) < 0.5 * x * x + d * (1 - v + log(v))) return d * v;
    }
}

static void scale_to_one(double share[FOOD_CLASSES]) {
    double sum = 0;
    for (int food = 0; food < FOOD_CLASSES; food++) sum += share[food];
    for (int food = 0; food < FOOD_CLASSES; food++) share[food] /= sum;
}

// The least share keeps a class that nobody wants from a gamma of shape 0.
void food_taste(const struct world *world, uint32_t home, double share[FOOD_CLASSES]) {
    static const double least = 1e-6;
    const struct food_settings *s = settings_of(world);
    double leaning = s->diet_strength * food_diet(world, home);
    for (int food = 0; food < FOOD_CLASSES; food++)
        share[food] = fmax(least, s->base_share[food]) * exp(leaning * food_health((enum food_class)food));
    scale_to_one(share);
    struct random_sequence luck = luck_of_home(world, home, "food taste", 0);
    for (int food = 0; food < FOOD_CLASSES; food++)
        share[food] = draw_gamma(s->concentration * share[food], &luck) + least;
    scale_to_one(share);
}

// Modified Bessel function of the first kind and order 0, by its series (Abramowitz & Stegun 9.6.10).
static double bessel_i0(double a) {
    double sum = 1, term = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
        term *= a * a / (4.0 * k * k);
        sum += term;
    }
    return sum;
}

double food_season(const struct food_settings *settings, enum food_class food, int64_t day) {
    static const double year_days = 365.2425, peak_day = 14;  // 15 January, from 1970-01-01
    if (food != FOOD_SWEET_POTATO) return 1;
    double a = log(settings->winter_factor) / 2;
    return exp(a * cos(2 * acos(-1.0) * ((double)day - peak_day) / year_days)) / bessel_i0(a);
}
