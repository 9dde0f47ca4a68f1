// SPDX-License-Identifier: GPL-3.0-or-later
// Becker's law of deterrence in closed form and by simulation, the law's fine, and what a report in the press
// costs.
#include "models/oversight/deterrence_law.h"

#include "models/oversight/regulator.h"
#include "models/oversight/regulator_tables.h"
#include "models/people/families.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

static void must_be(double value, double expected, double error) {
    if (fabs(value - expected) > error) fail_msg("%g is not %g", value, expected);
}

// A gain of 10 million found out once in five times: a fine of 50 million takes all of it, and not less.
static void breaking_the_rule_pays_below_the_break_even(void **state) {
    (void)state;
    must_be(deterrence_least_fine_won(10e6, 0.2), 50e6, 1e-6);
    must_be(deterrence_least_chance(10e6, 50e6), 0.2, 1e-12);
    must_be(deterrence_gain_won(10e6, 0.2, 50e6), 0, 1e-6);
    assert_true(deterrence_gain_won(10e6, 0.2, 49e6) > 0 && deterrence_gain_won(10e6, 0.2, 51e6) < 0);
    assert_true(deterrence_gain_won(10e6, 0.19, 50e6) > 0 && deterrence_gain_won(10e6, 0.21, 50e6) < 0);
    assert_true(isinf(deterrence_least_fine_won(1, 0)) && isinf(deterrence_least_chance(1, 0)));
    must_be(deterrence_chance(0.5, 2), 1 - exp(-1), 1e-12);
}

// Found out at 0.5 a year and then stopped, a taker of 4 a year loses by a fine above 8, whatever the
// horizon.
static void with_a_stop_the_break_even_does_not_depend_on_the_horizon(void **state) {
    (void)state;
    for (double years = 0.5; years < 20; years *= 2) {
        must_be(deterrence_gain_until_stopped_won(4, 0.5, 8, years), 0, 1e-12);
        assert_true(deterrence_gain_until_stopped_won(4, 0.5, 7.9, years) > 0);
        assert_true(deterrence_gain_until_stopped_won(4, 0.5, 8.1, years) < 0);
    }
    must_be(deterrence_gain_until_stopped_won(4, 0, 8, 3), 12, 1e-12);
}

static void many_takers_gain_what_the_equation_says(void **state) {
    (void)state;
    enum { TAKERS = 100000 };
    const double gain = 4, hazard = 0.5, fine = 5, years = 3;
    double sum = 0, squares = 0;
    for (uint32_t i = 0; i < TAKERS; i++) {
        struct random_block luck =
            random_block((struct random_key){2018, 0}, random_home(i), random_stream("caught"), 0);
        double caught = random_exponential(luck.word[0]) / hazard;
        double won = caught < years ? gain * caught - fine : gain * years;
        sum += won;
        squares += won * won;
    }
    double mean = sum / TAKERS, error = sqrt((squares / TAKERS - mean * mean) / TAKERS);
    must_be(mean, deterrence_gain_until_stopped_won(gain, hazard, fine, years), 4 * error);
}

// Three fines in two years, believed one in ten years beforehand as surely as five years would tell: 3.5 / 7.
static void a_taker_learns_how_often_it_is_fined(void **state) {
    (void)state;
    must_be(deterrence_believed_hazard(0.1, 5, 3, 2), 0.5, 1e-12);
    must_be(deterrence_believed_hazard(0.1, 5, 0, 0), 0.1, 1e-12);
    must_be(deterrence_believed_hazard(0.1, 5, 0, 45), 0.01, 1e-12);
    // It comes to what is true, as of a process of that rate in ever more years.
    must_be(deterrence_believed_hazard(12, 5, 4e6, 2e6), 2, 1e-4);
}

static void fines_grow_with_repetition_up_to_the_most(void **state) {
    (void)state;
    const struct deterrence_fine law = {0.02, 0.03, 1.25, 1000, 5e6};
    must_be(deterrence_fine_won(&law, 1e8, 0), 2e6, 1e-6);
    must_be(deterrence_fine_won(&law, 1e8, 1), 2.5e6, 1e-6);
    must_be(deterrence_fine_won(&law, 1e8, 2), 3e6, 1e-6);  // 3.125 % is cut to 3
    must_be(deterrence_fine_won(&law, 0, 0), 1000, 1e-9);
    must_be(deterrence_fine_won(&law, 1e10, 0), 5e6, 1e-6);
    must_be(deterrence_turnover_won_year(100, 73), 500, 1e-9);
    must_be(deterrence_turnover_won_year(300, 730), 150, 1e-9);
    assert_true(deterrence_turnover_won_year(300, 0) == 0);
}

// Sales are proportional to trust: by the defaults, a report on data of weight 2 of all families costs 3 to 4
// % of them.
static void a_report_costs_the_sales_that_are_published(void **state) {
    (void)state;
    struct regulator_settings *r = setting_defaults(regulator_party.kind.settings);
    struct families_settings *f = setting_defaults(families_section.kind.settings);
    double before = f->trust_gain / (f->trust_gain + f->trust_loss);
    double after = f->trust_gain / (f->trust_gain + f->trust_loss + f->loss_factor * r->scandal * 2);
    double lost = r->hears * (1 - after / before);
    print_message("%.2f %% of sales\n", 100 * lost);
    assert_true(lost > 0.03 && lost < 0.04);
    setting_free(regulator_party.kind.settings, r);
    setting_free(families_section.kind.settings, f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaking_the_rule_pays_below_the_break_even),
        cmocka_unit_test(with_a_stop_the_break_even_does_not_depend_on_the_horizon),
        cmocka_unit_test(many_takers_gain_what_the_equation_says),
        cmocka_unit_test(a_taker_learns_how_often_it_is_fined),
        cmocka_unit_test(fines_grow_with_repetition_up_to_the_most),
        cmocka_unit_test(a_report_costs_the_sales_that_are_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
