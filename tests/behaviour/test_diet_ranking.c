// SPDX-License-Identifier: GPL-3.0-or-later
// Who is foreseen to take a plan by which foods go with plans: those who eat as its takers do; nobody of whom
// nothing was told; and in the world better than by lot, by whichever technique.
#include "models/food/diet_ranking.h"
#include "models/food/diet_service.h"
#include "models/methods/recommender_technique.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/healthy_diet.lua"

static struct random_sequence luck_of(uint64_t n) {
    return (struct random_sequence){{2018, 0}, RANDOM_WORLD, random_stream("test"), n};
}

// ---- By hand --------------------------------------------------------------------------------------------

enum { FAMILIES = 40, UNTOLD = 2, ALL = FAMILIES + UNTOLD };
static struct diet_told told[ALL];
static struct diet_listened listened[ALL];
static double foreseen[ALL];

// Every other family heats pizza, the others sweet potatoes, beside as much soup; of those with pizza half
// have a plan. Two told nothing.
static void tell_all(void) {
    memset(told, 0, sizeof told);
    for (int i = 0; i < FAMILIES; i++) {
        for (int meal = 0; meal < 10; meal++)
            diet_ranking_hear_of_meal(&told[i], meal % 2 ? FOOD_SOUP
                                                : i % 2  ? FOOD_PIZZA
                                                         : FOOD_SWEET_POTATO);
        listened[i] = (struct diet_listened){.meals = true, .took = i % 4 == 1};
    }
    for (int i = FAMILIES; i < ALL; i++) listened[i] = (struct diet_listened){.took = true};
}

static void who_eats_as_takers_do_is_foreseen(void **state) {
    (void)state;
    for (int how = RANK_NEIGHBOURS; how <= RANK_FACTORISATION; how++) {
        tell_all();
        struct diet_ranking_version made =
            diet_ranking_learn(told, listened, ALL, (enum diet_ranker)how, luck_of(0), foreseen);
        assert_true(made.families == FAMILIES && made.entries == FAMILIES + FAMILIES / 4 && made.flops > 0);
        double mean = 0, squares = 0;
        for (int i = 0; i < FAMILIES; i++) {
            assert_true(i % 2 ? foreseen[i] > 0.9 : foreseen[i] < -0.9);
            mean += foreseen[i] / FAMILIES;
            squares += foreseen[i] * foreseen[i] / FAMILIES;
        }
        assert_true(fabs(mean) < 1e-9 && fabs(squares - 1) < 1e-6);
        for (int i = FAMILIES; i < ALL; i++) assert_true(foreseen[i] == 0);
    }
}

static void where_nobody_known_took_one_nobody_is_foreseen(void **state) {
    (void)state;
    tell_all();
    for (int i = 0; i < FAMILIES; i++) listened[i].took = false;
    struct diet_ranking_version made =
        diet_ranking_learn(told, listened, ALL, RANK_NEIGHBOURS, luck_of(0), foreseen);
    assert_true(made.families == FAMILIES && made.flops == 0);
    for (int i = 0; i < ALL; i++) assert_true(foreseen[i] == 0);
}

// What is deleted is in no row of the next version: who told of meals alone is unknown, who told of stock,
// too, is known by that.
static void what_is_deleted_is_in_no_row(void **state) {
    (void)state;
    struct stock_status seen = {.portions = {[FOODSTUFF_MILK] = 4, [FOODSTUFF_SNACKS] = 1}};
    tell_all();
    for (int i = 0; i < FAMILIES; i++) {
        diet_ranking_look(&told[i], &seen);
        listened[i].stock = i < 10;
    }
    for (int i = 8; i < 20; i++) diet_ranking_forget(&told[i], true);
    assert_true(diet_ranking_learn(told, listened, ALL, RANK_NEIGHBOURS, luck_of(0), foreseen).families ==
                FAMILIES - 10);
    for (int i = 10; i < 20; i++) assert_true(foreseen[i] == 0);
    for (int i = 0; i < 10; i++) diet_ranking_forget(&told[i], false);
    assert_true(diet_ranking_learn(told, listened, ALL, RANK_NEIGHBOURS, luck_of(0), foreseen).families ==
                FAMILIES - 12);
}

// ---- In the world ---------------------------------------------------------------------------------------

#define EATERS                                                                                               \
    "homes.count=700", "homes.districts=2", "scenario.days=240", "diet.interest=0.05", "diet.need_weight=2", \
        "diet.taste_spread=0", "diet.notices_unasked=0", "food.diet_strength=1.5", "food.concentration=50",  \
        "refrigerator.ownership=0"

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

// Who is offered a plan needs it more than by lot, and the versions say which technique made them and how
// good they were.
static void offers_go_to_those_who_need_it_more(void **state) {
    (void)state;
    static const char *const settings[][12] = {{EATERS, NULL},
                                               {EATERS, "goodfood.ranks_by=neighbours", NULL},
                                               {EATERS, "goodfood.ranks_by=factorisation", NULL},
                                               {EATERS, "goodfood.targeting=random", NULL}};
    static const struct technique *const techniques[] = {&recommender_technique, &neighbours_technique,
                                                         &factorisation_technique, &recommender_technique};
    double need[4];
    for (int how = 0; how < 4; how++) {
        struct recorded_world lived = recorded_world_live(SCENARIO, "taken", 0, settings[how]);
        double families = 0, orders = metric(&lived, "goodfood_held_out_orders");
        need[how] = metric(&lived, "goodfood_offered_need");
        for (size_t i = 0; i < learning_count(lived.made.world); i++) {
            struct learnt learnt = learning_at(lived.made.world, i)->learnt;
            assert_true(learnt.technique == techniques[how] && learnt.version == (int64_t)i + 1);
            assert_true(learnt.homes >= families && learnt.samples > 4 * learnt.homes && learnt.flops > 0);
            families = learnt.homes;
        }
        print_message("%d: need of who is offered %.3f; of %.0f plans of families held out %.3f foreseen\n",
                      how, need[how], orders, metric(&lived, "goodfood_foreseen"));
        assert_true(learning_count(lived.made.world) >= 5 && orders > 20);
        recorded_world_drop(&lived);
    }
    for (int how = 0; how < 3; how++) assert_true(need[how] > need[3] + 0.2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_eats_as_takers_do_is_foreseen),
        cmocka_unit_test(where_nobody_known_took_one_nobody_is_foreseen),
        cmocka_unit_test(what_is_deleted_is_in_no_row),
        cmocka_unit_test(offers_go_to_those_who_need_it_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
