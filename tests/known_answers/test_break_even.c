// SPDX-License-Identifier: GPL-3.0-or-later
// Make or partner against figures by hand: what a month of an own service costs, how many visits it needs,
// what experience takes off a visit. Then the hours after closing against a day of desks at work, hour by
// hour.
#include "models/services/make_or_partner_law.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

static void expect(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.12g, expected %.12g", value, expected);
}

// Two desks of 10 hours, 20,000 won an hour; visits of 2.5 hours for 100,000 won, 10,000 of it material.
static const struct make_or_partner_service cleaning = {.price_won = 100000,
                                                        .material_won = 10000,
                                                        .wage_won_hour = 20000,
                                                        .fixed_won_month = 1500000,
                                                        .desks = 2,
                                                        .days_month = MAKE_OR_PARTNER_MONTH,
                                                        .hours_per_day = 10,
                                                        .visit_hours = 2.5};

// ---- Costs and visits ------------------------------------------------------------------------------------

static void a_month_costs_what_its_hours_do(void **state) {
    (void)state;
    expect(make_or_partner_paid_hours(&cleaning), 20 * 365.0 / 12, 1e-9);                   // 608.33 h
    expect(make_or_partner_fixed_won(&cleaning), 1500000 + 20000 * 20 * 365.0 / 12, 1e-6);  // 13,666,667 won
    expect(make_or_partner_evening_hours(&cleaning), 0.5, 1e-12);                           // 6.25 / 12.5
    expect(make_or_partner_contribution(&cleaning), 80000, 1e-9);       // 100,000 - 10,000 - 20,000 / 2
    expect(make_or_partner_most_visits(&cleaning), 304.1666667, 1e-6);  // 608.33 h at 2 h
}

static void break_even_is_the_fixed_cost_over_what_a_visit_leaves(void **state) {
    (void)state;
    expect(make_or_partner_break_even(&cleaning, 0), 170.8333333, 1e-6);      // 13,666,667 / 80,000
    expect(make_or_partner_break_even(&cleaning, 12000), 200.9803922, 1e-6);  // against a lead: / 68,000
    // Against a commission of 15 %, which is a fee of 15,000 won: / 65,000.
    double commission = (double)make_or_partner_commission(100000, 0.15);
    expect(make_or_partner_break_even(&cleaning, commission), 210.2564103, 1e-6);
    // Where others pay as much as a visit leaves, nothing is gained by own people.
    assert_true(isinf(make_or_partner_break_even(&cleaning, 80000)));
    assert_true(isinf(make_or_partner_break_even(&cleaning, 90000)));
}

static void there_the_profit_is_that_of_doing_without(void **state) {
    (void)state;
    for (double instead = 0; instead < 80000; instead += 7000) {
        double visits = make_or_partner_break_even(&cleaning, instead);
        expect(make_or_partner_profit(&cleaning, visits), instead * visits, 1e-6);
        assert_true(make_or_partner_profit(&cleaning, 1.01 * visits) > instead * 1.01 * visits);
        assert_true(make_or_partner_profit(&cleaning, 0.99 * visits) < instead * 0.99 * visits);
    }
}

// Paid by the visit and for the idle hours besides, it comes to the same.
static void idle_hours_are_a_fixed_cost(void **state) {
    (void)state;
    for (double visits = 0; visits <= 300; visits += 50) {
        double in_hours = 2.5 - make_or_partner_evening_hours(&cleaning);
        double idle = make_or_partner_paid_hours(&cleaning) - visits * in_hours;
        double by_visit = visits * (100000 - 10000 - 20000 * 2.5) - 1500000 - 20000 * idle;
        expect(make_or_partner_profit(&cleaning, visits), by_visit, 1e-6);
    }
}

static void a_commission_is_whole_won(void **state) {
    (void)state;
    assert_int_equal(make_or_partner_commission(90000, 0.15), 13500);
    assert_int_equal(make_or_partner_commission(99, 0.15), 15);  // 14.85
    assert_int_equal(make_or_partner_commission(3, 0.15), 0);    // 0.45
    assert_int_equal(make_or_partner_commission(90000, 0), 0);
}

// ---- Experience ------------------------------------------------------------------------------------------

static void each_doubling_takes_the_same_share_off(void **state) {
    (void)state;
    expect(make_or_partner_learnt(0, 50, 0.88), 1, 1e-15);
    expect(make_or_partner_learnt(50, 50, 0.88), 0.88, 1e-12);
    expect(make_or_partner_learnt(150, 50, 0.88), 0.7744, 1e-12);
    expect(make_or_partner_learnt(350, 50, 0.88), 0.681472, 1e-12);
    // Wright's airframes: 80 % a doubling is an exponent of 0.322; ten times as many take 0.476 of the hours.
    expect(make_or_partner_learnt(9, 1, 0.8), pow(10, -0.321928094887), 1e-12);
    expect(make_or_partner_learnt(9, 1, 0.8), 0.4765, 1e-4);
    expect(make_or_partner_learnt(1e6, 50, 1), 1, 1e-15);  // nothing to learn
}

// ---- Hours after closing ---------------------------------------------------------------------------------

static void only_what_lies_after_closing_is_overtime(void **state) {
    (void)state;
    expect(make_or_partner_overtime(10, 12, 18), 0, 0);
    expect(make_or_partner_overtime(17, 19.5, 18), 1.5, 1e-12);
    expect(make_or_partner_overtime(17, 26, 18), 8, 1e-12);      // past midnight
    expect(make_or_partner_overtime(18.5, 19, 18), 0.5, 1e-12);  // begun too late: all of it
    expect(make_or_partner_overtime(23, 25, 24), 1, 1e-12);
}

// One desk for 20,000 days: calls come all day, so often that it is busy for a share of the time; nothing is
// left over night. Hours after closing a visit: o = h^2 / (T + h), but for an evening that differs from the
// day, since each begins with an idle desk: that takes off about h / T of the evenings.
static double evening_hours(double gap, double h, double opening) {
    enum { DAYS = 20000 };
    struct random_sequence luck = {.key = {.seed = 7}, .stream = random_stream("evening")};
    double overtime = 0, visits = 0;
    for (int day = 0; day < DAYS; day++) {
        double free = 0;  // the desk; who comes meanwhile goes elsewhere
        for (double now = gap * random_next_exponential(&luck); now < opening;
             now += gap * random_next_exponential(&luck)) {
            if (now < free) continue;
            free = now + h * random_next_exponential(&luck);
            overtime += make_or_partner_overtime(now, free, opening);
            visits++;
        }
    }
    return overtime / visits;
}

static void a_desk_works_as_long_after_closing_as_the_equation_says(void **state) {
    (void)state;
    struct make_or_partner_service desk = cleaning;
    for (desk.visit_hours = 0.1; desk.visit_hours < 1; desk.visit_hours *= 3) {
        double expected = make_or_partner_evening_hours(&desk);
        expect(evening_hours(desk.visit_hours, desk.visit_hours, 10) / expected, 1,
               2 * desk.visit_hours / 10 + 0.03);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_costs_what_its_hours_do),
        cmocka_unit_test(break_even_is_the_fixed_cost_over_what_a_visit_leaves),
        cmocka_unit_test(there_the_profit_is_that_of_doing_without),
        cmocka_unit_test(idle_hours_are_a_fixed_cost),
        cmocka_unit_test(a_commission_is_whole_won),
        cmocka_unit_test(each_doubling_takes_the_same_share_off),
        cmocka_unit_test(only_what_lies_after_closing_is_overtime),
        cmocka_unit_test(a_desk_works_as_long_after_closing_as_the_equation_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
