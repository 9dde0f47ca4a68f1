// SPDX-License-Identifier: GPL-3.0-or-later
// What families put into a microwave, by class of food (food_taste_equation; its draws: Marsaglia & Tsang 2000, ACM TOMS
// 26:363). diet: how much the family leans towards healthy food, standard normal among families. Families differ in more
// than that: the concentration says how alike those of one diet are. The season of sweet potatoes is smooth over the year:
// its mean over the year is 1, and its highest value `winter factor` times its lowest (food_season_equation).
#ifndef MARU_MODELS_FOOD_FOOD_H
#define MARU_MODELS_FOOD_FOOD_H

#include "models/food/foodstuff.h"
#include "sim/engine/kind.h"

struct world;
struct topic;
struct item;

extern const struct equation food_diet_equation, food_taste_equation, food_season_equation;

enum food_class {
    FOOD_INSTANT_RICE, FOOD_SOUP, FOOD_DUMPLING, FOOD_MILK, FOOD_PIZZA, FOOD_SWEET_POTATO, FOOD_LEFTOVERS, FOOD_CLASSES
};
extern const char *const food_names[];  // "instant_rice", ...; NULL-terminated

// Section `food`.
struct food_settings {
    double base_share[FOOD_CLASSES];  // of what is heated, year's mean, all families
    double winter_factor;             // of sweet potatoes
    double concentration;             // of the families' shares around what their diet suggests
    double diet_strength;
    double fundamentalists_diet;      // how much healthier the most private families eat than the others
};
extern const struct section_kind food_section;

// A report that something was eaten. item.value: the enum food_class that is reported.
extern const struct topic food_eaten;
// The same, noised food by food (food_noise.h): item.value: the foods that are named, as bits; some of them, or none.
extern const struct topic food_named;
// The foods that such a report names, as bits; 0 as well of items about something else.
uint32_t food_reported(const struct item *item);

// What it is made of, of what is kept in a refrigerator; FOODSTUFFS: nothing, as rice from the shelf, or leftovers, which were
// taken out when they were cooked.
enum foodstuff food_made_of(enum food_class food);

// How healthy it is as an everyday meal, -1 to 1. Assumption, ordered as nutrition advice orders them.
double food_health(enum food_class food);

// The family's leaning towards healthy food: standard normal, from its luck alone (shifted by its privacy segment when
// fundamentalists_diet is not 0; the mean of all families stays 0).
double food_diet(const struct world *world, uint32_t home);

// The family's own shares, without season; they sum to 1. From its luck alone.
void food_taste(const struct world *world, uint32_t home, double share[FOOD_CLASSES]);

// The season's factor of a class on a day (days since 1970-01-01).
double food_season(const struct food_settings *settings, enum food_class food, int64_t day);

#endif
