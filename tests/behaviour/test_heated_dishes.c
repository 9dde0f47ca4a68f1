// SPDX-License-Identifier: GPL-3.0-or-later
// A dish that the microwave heats was in the refrigerator, and who is told of it knows that less is there:
// the grocery offers in time to families whose refrigerators tell nothing, and the maker gets its share.
#include "tests/support/recorded_world.h"

#define STAGE "tests/contract/stages/heated.lua"

static struct recorded_world live(const char *policy, const char *first, const char *second) {
    const char *const settings[] = {first ? first : second, first ? second : NULL, NULL};
    return recorded_world_live(STAGE, policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static double metric_with(const char *policy, const char *setting, const char *name) {
    struct recorded_world lived = live(policy, setting, NULL);
    double value = of(&lived, name);
    recorded_world_drop(&lived);
    return value;
}

// ---- What becomes of it ---------------------------------------------------------------------------------

static double portions_there(const struct recorded_world *lived) {
    const struct run_column *column = run_column_named(lived->run, "refrigerator_portions");
    double sum = 0;
    for (size_t home = 0; home < lived->run->homes; home++) sum += column->values[home];
    return sum;
}

// No portion is lost or eaten twice, and a family that heats its dishes eats no more than another.
static void what_is_heated_comes_out_of_the_refrigerator(void **state) {
    (void)state;
    struct recorded_world with = live("untold", NULL, NULL);
    struct recorded_world without = live("untold", "refrigerator.heated_share=0", NULL);
    assert_true(of(&with, "refrigerator_at_start") + of(&with, "refrigerator_bought") ==
                of(&with, "refrigerator_eaten") + of(&with, "refrigerator_thrown") + portions_there(&with));
    double more = of(&with, "refrigerator_wanted") / of(&without, "refrigerator_wanted") - 1;
    print_message("wanted %.4f more\n", more);
    assert_true(more != 0 && fabs(more) < 0.03);
    assert_true(of(&with, "microwave_uses") == of(&without, "microwave_uses"));
    recorded_world_drop(&with);
    recorded_world_drop(&without);
}

// ---- Who is told ----------------------------------------------------------------------------------------

static void only_what_families_allow_is_told(void **state) {
    (void)state;
    struct recorded_world untold = live("untold", NULL, NULL), asked = live("asked", NULL, NULL),
                          taken = live("taken", NULL, NULL);
    assert_true(of(&untold, "grocery_meals") == 0 && of(&untold, "grocery_offers") == 0);
    struct gate_flow allowed = scenario_world_flows(&asked.made, DATA_FOOD, "grocery", "grocery_offers");
    assert_true(allowed.transfers > 0 && allowed.transfers_without_consent == 0);
    assert_true(of(&asked, "grocery_meals") > 0 && of(&asked, "grocery_meals") <= (double)allowed.transfers);
    assert_true(of(&taken, "grocery_meals") > of(&asked, "grocery_meals"));
    assert_true(of(&asked, "grocery_resented") == 0 && of(&taken, "grocery_resented") > 0);
    recorded_world_drop(&untold);
    recorded_world_drop(&asked);
    recorded_world_drop(&taken);
}

static void a_grocery_that_does_not_ask_is_told_nothing(void **state) {
    (void)state;
    assert_true(metric_with("taken", "grocery.hears_meals=false", "grocery_meals") == 0);
    assert_true(metric_with("taken", "grocery.hears_meals=false", "microwave_reports") == 0);
}

// ---- What it is worth -----------------------------------------------------------------------------------

// The maker's share of orders that followed, as of those that refrigerators told of.
static void the_grocery_sells_more_and_the_maker_gets_its_share(void **state) {
    (void)state;
    struct recorded_world untold = live("untold", NULL, NULL), taken = live("taken", NULL, NULL);
    uint64_t times;
    int64_t share = recorded_world_paid(&taken, "referral", &times);
    print_message("%.0f dishes, %.0f offers, %.0f orders after them, %lld won to the maker\n",
                  of(&taken, "grocery_meals"), of(&taken, "grocery_offers"),
                  of(&taken, "grocery_offered_orders"), (long long)share);
    assert_true(recorded_world_paid(&untold, "referral", NULL) == 0 && share > 0);
    assert_true(times <= (uint64_t)of(&taken, "grocery_offered_orders"));
    assert_true((double)share == of(&taken, "grocery_referral"));
    assert_true(of(&taken, "grocery_orders") > of(&untold, "grocery_orders"));
    recorded_world_drop(&untold);
    recorded_world_drop(&taken);
}

// The same dishes are told of, and as many offers made; but where they came out of the refrigerator the offer
// comes when less is there, and is taken more often.
static void it_tells_because_the_dish_was_there(void **state) {
    (void)state;
    double taken[2], offers[2];
    for (int linked = 0; linked < 2; linked++) {
        struct recorded_world lived =
            live("taken", linked ? NULL : "refrigerator.heated_share=0", "homes.count=3000");
        taken[linked] = of(&lived, "grocery_offered_orders");
        offers[linked] = of(&lived, "grocery_offers");
        recorded_world_drop(&lived);
    }
    double apart = taken[0] / offers[0], together = taken[1] / offers[1];
    double error = sqrt(apart * (1 - apart) / offers[0] + together * (1 - together) / offers[1]);
    print_message("of %.0f offers taken %.4f, of %.0f without the link %.4f, error %.4f\n", offers[1],
                  together, offers[0], apart, error);
    assert_true(together - apart > 2 * error);
}

// Of many dishes until it offers, few offers.
static void the_later_it_offers_the_fewer(void **state) {
    (void)state;
    double soon = metric_with("taken", "grocery.meals_low=2", "grocery_offers"),
           late = metric_with("taken", "grocery.meals_low=20", "grocery_offers");
    assert_true(soon > 1.5 * late && late > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_heated_comes_out_of_the_refrigerator),
        cmocka_unit_test(only_what_families_allow_is_told),
        cmocka_unit_test(a_grocery_that_does_not_ask_is_told_nothing),
        cmocka_unit_test(the_grocery_sells_more_and_the_maker_gets_its_share),
        cmocka_unit_test(it_tells_because_the_dish_was_there),
        cmocka_unit_test(the_later_it_offers_the_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
