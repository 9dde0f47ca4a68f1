// SPDX-License-Identifier: GPL-3.0-or-later
// Who sells or shows the air of classrooms, and what follows, in plain words.
#include "models/air/school.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/clean_air_market.lua"
// March and April are closed; what they were like and what is shown can still be read in the middle of May.
#define SPRING "days=75", "homes.count=1000"

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

// ---- Schools that show it -------------------------------------------------------------------------------

enum { SCHOOLS = 10 };
struct shown {
    double good_air[SCHOOLS];
    bool shows[SCHOOLS];
    double pupils, silent, silent_air;  // of the silent: how many, and the sum of what they hide
};

static struct shown look(const struct recorded_world *lived) {
    struct shown seen = {0};
    size_t count = 0;
    for (struct party *p = NULL; (p = world_party_of_kind(lived->made.world, &school_party, p)); count++) {
        seen.good_air[count] = school_good_air(p);
        seen.shows[count] = school_shown_to(p) == TO_PUBLIC;
        seen.pupils += school_pupils(p);
        seen.silent += !seen.shows[count];
        seen.silent_air += seen.shows[count] ? 0 : seen.good_air[count];
    }
    assert_int_equal(count, SCHOOLS);
    return seen;
}

// By the slope of the logit where all schools are alike: showing_won of the money that one more in air
// brings.
static double cost_in_air(const struct shown *seen, double showing_won) {
    const double weight = 0.5, pupil_won = 20000;
    return showing_won / (pupil_won * weight * seen->pupils / SCHOOLS * (1 - 1.0 / SCHOOLS));
}

// The best show it; each of them is better than those believed to be silent by more than it costs, and none
// of the silent would gain by speaking.
static void a_school_shows_its_air_where_that_wins_more_than_it_costs(void **state) {
    (void)state;
    for (double showing_won = 20000; showing_won <= 320000; showing_won *= 2) {
        char setting[60];
        snprintf(setting, sizeof setting, "school_choice.showing_won=%.0f", showing_won);
        struct recorded_world lived = live("those_that_gain", (const char *const[]){SPRING, setting, NULL});
        struct shown seen = look(&lived);
        double cost = cost_in_air(&seen, showing_won), believed = seen.silent_air / seen.silent;
        print_message("cost %.3f: %g of 10 silent, believed at %.3f\n", cost, seen.silent, believed);
        for (int i = 0; i < SCHOOLS; i++) {
            if (seen.shows[i]) assert_true(seen.good_air[i] - believed > cost);
            if (!seen.shows[i]) assert_true(seen.good_air[i] - believed <= cost);
        }
        recorded_world_drop(&lived);
    }
}

static double shown_with(const char *policy, const char *setting) {
    struct recorded_world lived = live(policy, (const char *const[]){SPRING, setting, NULL});
    double shown = of(&lived, "school_choice_shown");
    recorded_world_drop(&lived);
    return shown;
}

// Of ten schools in two months.
static void silence_is_for_the_worst_where_showing_is_free(void **state) {
    (void)state;
    assert_int_equal(shown_with("those_that_gain", "school_choice.showing_won=0"), 18);
    double some = shown_with("those_that_gain", NULL);
    assert_true(some > 0 && some < 18);
    assert_int_equal(shown_with("those_that_gain", "school_choice.showing_won=5000000"), 0);
    assert_int_equal(shown_with("all", NULL), 20);
    assert_int_equal(shown_with("nobody", NULL), 0);
}

static void where_nobody_can_choose_nothing_is_shown(void **state) {
    (void)state;
    assert_int_equal(shown_with("those_that_gain", "school.count=1"), 0);
}

// Pupils go where the air is better, and money goes along: as much is won as is lost.
static void pupils_go_to_better_air_and_money_follows(void **state) {
    (void)state;
    struct recorded_world lived = live("all", (const char *const[]){SPRING, NULL});
    assert_true(of(&lived, "school_choice_good_air_gained") > 0);
    int64_t won = 0, lost = 0;
    for (size_t i = 0; i < ledger_flow_count(lived.made.world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(lived.made.world->ledger, i);
        if (strcmp(flow->reason, "money that follows pupils")) continue;
        *(strcmp(flow->payer, "outside") ? &lost : &won) += flow->amount;
    }
    print_message("%lld won, %lld lost\n", (long long)won, (long long)lost);
    assert_true(won > 100000 && llabs(won - lost) <= 20);
    recorded_world_drop(&lived);
}

// ---- Reports that are sold ------------------------------------------------------------------------------

static double taken(const char *policy, const char *series, const char *price) {
    struct recorded_world lived = live(policy, (const char *const[]){SPRING, price, NULL});
    double months = of(&lived, series);
    recorded_world_drop(&lived);
    return months;
}

static void the_dearer_the_fewer(void **state) {
    (void)state;
    static const char *const prices[] = {"0", "2000", "4000", "20000"};
    double last = INFINITY;
    for (int i = 0; i < 4; i++) {
        char price[60];
        snprintf(price, sizeof price, "air_reports.subscription_won=%s", prices[i]);
        double months = taken("parents_pay", "air_reports_subscriptions", price);
        print_message("%g months at %s won\n", months, prices[i]);
        assert_true(months < last);
        last = months;
    }
    assert_true(last == 0);
    assert_true(taken("school_pays", "air_reports_schools_served", NULL) > 0);
    assert_true(taken("school_pays", "air_reports_schools_served", "air_reports.school_fee_won=2000000") ==
                0);
}

// A family whose data are dear to it does not tell whose child it is for a report.
static void who_minds_does_not_subscribe(void **state) {
    (void)state;
    double some = taken("parents_pay", "air_reports_subscriptions", NULL);
    double freely = taken("parents_pay", "air_reports_subscriptions", "families.data_price_won=500");
    print_message("%g; %g who mind little\n", some, freely);
    assert_true(some > 0 && freely > 2 * some);
}

static void what_everybody_sees_nobody_buys(void **state) {
    (void)state;
    assert_true(taken("parents_pay", "air_reports_subscriptions", "school.data_to=public") == 0);
    assert_true(taken("school_pays", "air_reports_schools_served", "school.data_to=school") == 0);
}

// Where nobody is told nobody presses; who pays presses all the same.
static void what_is_bought_presses_the_school(void **state) {
    (void)state;
    static const char *const year[] = {"days=300", "homes.count=1000", "families.data_price_won=500",
                                       "air_reports.subscribes=0.8", NULL};
    struct recorded_world silent = live("nobody", year), told = live("parents_pay", year);
    double before = of(&silent, "school_airing_rules"), after = of(&told, "school_airing_rules");
    print_message("%g schools that air by rule, %g where parents read\n", before, after);
    assert_true(before == 0 && after > 3);
    assert_true(of(&told, "school_co2_above") < of(&silent, "school_co2_above"));
    recorded_world_drop(&silent);
    recorded_world_drop(&told);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_school_shows_its_air_where_that_wins_more_than_it_costs),
        cmocka_unit_test(silence_is_for_the_worst_where_showing_is_free),
        cmocka_unit_test(where_nobody_can_choose_nothing_is_shown),
        cmocka_unit_test(pupils_go_to_better_air_and_money_follows),
        cmocka_unit_test(the_dearer_the_fewer),
        cmocka_unit_test(who_minds_does_not_subscribe),
        cmocka_unit_test(what_everybody_sees_nobody_buys),
        cmocka_unit_test(what_is_bought_presses_the_school),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
