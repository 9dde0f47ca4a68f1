// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of families and offers by group, in plain words: what is told makes groups that agree with the
// truth, noise blurs them, who tells nothing is in none, and what is withdrawn is forgotten.
#include "models/maker/marketing_groups.h"
#include "models/maker/marketing_trials.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/marketing.lua"
#define HOMES    "homes.count=400", "homes.districts=2", "scenario.days=180"

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g, expected %.9g", value, expected);
}

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

// ---- Groups ---------------------------------------------------------------------------------------------

// Two kinds of families, pizza and sweet potatoes, three of which nothing is known and one that has told too
// little.
static void who_eats_alike_is_in_one_group(void **state) {
    (void)state;
    enum { FAMILIES = 40, UNTOLD = 3 };
    struct marketing_reports reports[FAMILIES + UNTOLD + 1] = {{0}};
    uint8_t group[FAMILIES + UNTOLD + 1];
    for (int i = 0; i < FAMILIES; i++)
        for (int meal = 0; meal < 10; meal++)
            marketing_groups_hear_of_meal(&reports[i], meal < 2 ? FOOD_SOUP
                                                       : i % 2  ? FOOD_PIZZA
                                                                : FOOD_SWEET_POTATO);
    marketing_groups_hear_of_meal(&reports[FAMILIES + UNTOLD], FOOD_PIZZA);
    for (int by_health = 0; by_health < 2; by_health++) {
        struct marketing_grouping how = {.by_health = by_health, .signals_least = 4};
        struct random_sequence luck = {{1, 0}, RANDOM_WORLD, 1, 0};
        struct marketing_version made =
            marketing_groups_make(reports, FAMILIES + UNTOLD + 1, &how, luck, group);
        assert_true(made.known == FAMILIES && made.samples == 10 * FAMILIES && made.found.groups == 2);
        for (int i = 0; i < FAMILIES; i++) assert_int_equal(group[i], group[i % 2]);
        assert_int_not_equal(group[0], group[1]);
        for (int i = FAMILIES; i <= FAMILIES + UNTOLD; i++) assert_int_equal(group[i], MARKETING_UNKNOWN);
    }
}

static void what_is_forgotten_is_in_no_group(void **state) {
    (void)state;
    struct marketing_reports reports[4] = {{0}};
    uint8_t group[4];
    struct marketing_grouping how = {.by_health = true, .groups = 2, .signals_least = 1};
    struct random_sequence luck = {{1, 0}, RANDOM_WORLD, 1, 0};
    struct stock_status seen = {.portions = {[FOODSTUFF_MILK] = 3}};
    for (int i = 0; i < 4; i++) marketing_groups_hear_of_meal(&reports[i], i < 2 ? FOOD_PIZZA : FOOD_MILK);
    for (int i = 0; i < 4; i++) marketing_groups_look(&reports[i], &seen);
    marketing_groups_forget_meals(&reports[0]);
    assert_true(marketing_groups_make(reports, 4, &how, luck, group).known == 4);
    marketing_groups_forget_looks(&reports[0]);
    assert_true(marketing_groups_make(reports, 4, &how, luck, group).known == 3);
    assert_int_equal(group[0], MARKETING_UNKNOWN);
}

// Taken of all, families' groups agree with what they lean towards; noise takes most of that away, and
// silence all.
static void more_told_agrees_more_with_the_truth(void **state) {
    (void)state;
    struct recorded_world raw = live("taken", (const char *const[]){HOMES, NULL}),
                          noised = live("taken", (const char *const[]){HOMES, "microwave.report=noised",
                                                                       "microwave.epsilon=0.1",
                                                                       "refrigerator.ownership=0", NULL}),
                          silent = live("unknown", (const char *const[]){HOMES, NULL});
    print_message("agreement %.3f, noised %.3f\n", metric(&raw, "marketing_agreement"),
                  metric(&noised, "marketing_agreement"));
    assert_true(metric(&raw, "marketing_agreement") > 0.05);
    assert_true(metric(&noised, "marketing_agreement") < 0.5 * metric(&raw, "marketing_agreement"));
    assert_true(metric(&silent, "marketing_known") == 0 && metric(&silent, "marketing_agreement") == 0);
    assert_true(metric(&silent, "marketing_offers") > 0);
    recorded_world_drop(&raw);
    recorded_world_drop(&noised);
    recorded_world_drop(&silent);
}

// Each version is told of: of how many families, by how many reports, how good it is, and what it cost.
static void each_version_is_told_of(void **state) {
    (void)state;
    struct recorded_world lived =
        live("known", (const char *const[]){HOMES, "marketing.version_won=77777", NULL});
    size_t versions = learning_count(lived.made.world);
    double agreement = 0;
    assert_int_equal(versions, 2);
    for (size_t i = 0; i < versions; i++) {
        struct learnt learnt = learning_at(lived.made.world, i)->learnt;
        assert_true(learnt.technique == &clustering_technique && learnt.version == (int64_t)i + 1);
        assert_true(learnt.homes > 10 && learnt.samples > 100 * learnt.homes && learnt.flops > 0 &&
                    learnt.bytes > 0);
        assert_true(learnt.won == 77777);
        agreement += learnt.score / (double)versions;
    }
    expect_near(agreement, metric(&lived, "marketing_agreement"), 1e-6);
    recorded_world_drop(&lived);
}

// A family that takes its consents back is no longer in a group: where offers annoy all and many trust too
// little, fewer are from version to version, although more is told of those who stay.
static void who_withdraws_is_in_no_group(void **state) {
    (void)state;
    struct recorded_world lived = live(
        "known", (const char *const[]){HOMES, "families.withdraws_below=0.6", "marketing.version_months=1",
                                       "marketing.tries=1", "diet.annoyed=0.9", "diet.relevance=0",
                                       "diet.annoyance=1", NULL});
    const struct world *world = lived.made.world;
    double first = learning_at(world, 0)->learnt.homes;
    double last = learning_at(world, learning_count(world) - 1)->learnt.homes;
    print_message("known %.0f, later %.0f\n", first, last);
    assert_true(first > 20 && last < 0.7 * first);
    recorded_world_drop(&lived);
}

// ---- Offers ---------------------------------------------------------------------------------------------

// By hand: believed 0.1 and 0.02 for 10, of all 30 of 90 taken and none of 90 anyway, in the group 4 of 10
// and 3 of 10.
static void an_offer_is_worth_what_it_brings_beyond_what_is_bought_anyway(void **state) {
    (void)state;
    struct marketing_terms terms = {.taken = 0.1,
                                    .anyway = 0.02,
                                    .weight = 10,
                                    .price_won = {1000, 800},
                                    .cost_won = 600,
                                    .contact_won = 5};
    struct marketing_seen all = {.offers = {90, 90}, .taken = {30, 0}, .left = {90}, .anyway = {0}},
                          group = {.offers = {10}, .taken = {4}, .left = {10}, .anyway = {3}},
                          nothing = {.offers = {0}};
    expect_near(marketing_trials_worth_won(&terms, &all, &group, 0),
                (3.1 + 4) / 20 * 400 - (0.02 + 3) / 20 * 400 - 5, 1e-9);
    expect_near(marketing_trials_worth_won(&terms, &all, &group, 1), 0.01 * 200 - (0.02 + 3) / 20 * 400 - 5,
                1e-9);
    expect_near(marketing_trials_worth_won(&terms, &nothing, &nothing, 3), 0.1 * 200 - 0.02 * 400 - 5, 1e-9);
    struct marketing_seen sum = group;
    marketing_trials_add(&sum, &all);
    assert_true(sum.offers[0] == 100 && sum.taken[0] == 34 && sum.left[0] == 100 && sum.anyway[0] == 3 &&
                sum.offers[1] == 90);
}

static void a_set_that_fits_sells_more_often(void **state) {
    (void)state;
    struct marketing_wish wish = {0.1, 0.8, 1.1, {40000, 3.5}};
    double odds = 0.1 / 0.9;
    for (double fit = -2; fit <= 2; fit++) {
        double expected = odds * exp(0.8 * fit), offered = expected * exp(1.1 + 3.5 * 0.2);
        expect_near(marketing_wish_chance(&wish, fit, false, 40000), expected / (1 + expected), 1e-9);
        expect_near(marketing_wish_chance(&wish, fit, true, 32000), offered / (1 + offered), 1e-9);
    }
}

// A group whose families truly differ is offered what fits it: with sharp data, offers fit better than by
// lot.
static void offers_fit_better_where_more_is_known(void **state) {
    (void)state;
#define LEARNS                                                                           \
    "homes.count=800", "homes.districts=2", "scenario.days=360", "food.diet_strength=2", \
        "food.concentration=50", "marketing.fit_weight=2", "marketing.version_won=0",    \
        "families.withdraws_below=0", "diet.notices_unasked=0"
    struct recorded_world known = live("taken", (const char *const[]){LEARNS, NULL}),
                          unknown = live("unknown", (const char *const[]){LEARNS, NULL});
    print_message("fit %.3f and %.3f, agreement %.3f\n", metric(&known, "marketing_offer_fit"),
                  metric(&unknown, "marketing_offer_fit"), metric(&known, "marketing_agreement"));
    assert_true(metric(&known, "marketing_agreement") > 0.15);
    assert_true(metric(&known, "marketing_offer_fit") > metric(&unknown, "marketing_offer_fit") + 0.1);
    assert_true(metric(&known, "marketing_offered_buy") > metric(&unknown, "marketing_offered_buy"));
    recorded_world_drop(&known);
    recorded_world_drop(&unknown);
}

// Held-out families are never offered anything, and are counted as such.
static void who_is_held_out_gets_no_offer(void **state) {
    (void)state;
    struct recorded_world few = live("unknown", (const char *const[]){HOMES, "marketing.hold_out=0.9",
                                                                      "marketing.tries=1", NULL}),
                          all = live("unknown", (const char *const[]){HOMES, "marketing.hold_out=0",
                                                                      "marketing.tries=1", NULL});
    double share = metric(&few, "marketing_offers") / metric(&all, "marketing_offers");
    print_message("%.3f of the offers\n", share);
    expect_near(share, 0.1, 0.06);
    assert_true(metric(&few, "marketing_held_out") > 0 && metric(&all, "marketing_held_out") == 0);
    recorded_world_drop(&few);
    recorded_world_drop(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_eats_alike_is_in_one_group),
        cmocka_unit_test(what_is_forgotten_is_in_no_group),
        cmocka_unit_test(more_told_agrees_more_with_the_truth),
        cmocka_unit_test(each_version_is_told_of),
        cmocka_unit_test(who_withdraws_is_in_no_group),
        cmocka_unit_test(an_offer_is_worth_what_it_brings_beyond_what_is_bought_anyway),
        cmocka_unit_test(a_set_that_fits_sells_more_often),
        cmocka_unit_test(offers_fit_better_where_more_is_known),
        cmocka_unit_test(who_is_held_out_gets_no_offer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
