// SPDX-License-Identifier: GPL-3.0-or-later
// What the maker's desks publish may hide homes: in batches of a district, in a secret sample, by noise. It
// is then worth less, by as much as the closed form says, and what it tells of a home adds up as zCDP says.
#include "models/methods/newsvendor_law.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "models/methods/subsampling_mechanism.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/data_uses.lua"
#define ONE_DEALER                                                                                  \
    "homes.count=600", "homes.districts=4", "product_health.connected=1", "parts_dealer.count=1",   \
        "model_dealer.products_spread=0", "model_dealer.count=1", "parts_dealer.products_spread=0", \
        "strategy_report.report_won=10000000", "statistics.report_won=10000000"
enum { PRODUCTS = 6, DISTRICTS = 4 };

static struct recorded_world live(const char *days, const char *one, const char *other) {
    const char *const settings[] = {ONE_DEALER, days, one, other, NULL};
    return recorded_world_live(SCENARIO, "take_all", 0, settings);
}

static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static double worth(const char *desk, const char *days, const char *one, const char *other) {
    char name[60];
    snprintf(name, sizeof name, "%s_report_worth", desk);
    struct recorded_world lived = live(days, one, other);
    double won = of(&lived, name);
    recorded_world_drop(&lived);
    return won;
}

// ---- Noise -----------------------------------------------------------------------------------------------

// The dealer of the defaults: a fifth of 10,000 products, a month of a year.
static const double most = 10000 * 0.2 * 30 / 365;
static const struct newsvendor model = {600000, 480000, 250000};

// As in test_reports_on_ages, of a share that connected products differ by 0.02, and noise of rho / 2 on each
// count of each of four districts, of a home's six products.
static double worth_of(double among, double rho) {
    double spread = 0.1 * 0.9, sigma2 = DISTRICTS * PRODUCTS * PRODUCTS / rho;
    double noise = isinf(rho) ? 0 : (sigma2 + 0.1 * 0.1 * sigma2) / (among * among);
    double n = 1 / (1 / among + (0.02 * 0.02 + noise) / spread);
    double luck = most * 0.1, unknown = most * most * spread / 51;
    return 3 * newsvendor_information(model, sqrt(luck + unknown), sqrt(luck + unknown * 50 / (50 + n)));
}

// The first report is of day 30, where this run ends. Among how many the noised report counts differs from
// the truth by its noise, four deviations at most.
static void noise_makes_it_worth_less_as_the_closed_form_says(void **state) {
    (void)state;
    struct recorded_world plain = live("days=30", NULL, NULL);
    double known = of(&plain, "strategy_report_sample"), exact = of(&plain, "strategy_report_report_worth");
    assert_true(fabs(exact - worth_of(known, INFINITY)) < 1);
    recorded_world_drop(&plain);
    const char *const rhos[] = {"strategy_report.rho=10", "strategy_report.rho=0.5",
                                "strategy_report.rho=0.05", "strategy_report.rho=0.001"};
    double before = exact;
    for (int i = 0; i < 4; i++) {
        double rho = atof(strchr(rhos[i], '=') + 1), off = 4 * sqrt(DISTRICTS * PRODUCTS * PRODUCTS / rho);
        double won = worth("strategy_report", "days=30", rhos[i], NULL);
        double least = worth_of(fmax(1e-3, known - off), rho), greatest = worth_of(known + off, rho);
        print_message("%s: %.0f won, %.0f to %.0f\n", rhos[i], won, least, greatest);
        assert_true(won >= least - 1 && won <= greatest + 1);
        assert_true(won < before);
        before = won;
    }
}

static void noise_on_wear_makes_it_worth_less_too(void **state) {
    (void)state;
    double plain = worth("statistics", "days=92", NULL, NULL),
           little = worth("statistics", "days=92", "statistics.rho=10", NULL),
           more = worth("statistics", "days=92", "statistics.rho=0.1", NULL),
           most_of_all = worth("statistics", "days=92", "statistics.rho=0.001", NULL);
    print_message("%.0f, %.0f, %.0f, %.0f won\n", plain, little, more, most_of_all);
    assert_true(little < plain && more < 0.8 * plain && most_of_all < more);
    assert_true(little > 0.7 * plain && most_of_all < 0.1 * plain);
}

// ---- What it tells of a home -----------------------------------------------------------------------------

static double epsilon_with(const char *days, const char *one, const char *other) {
    struct recorded_world lived = live(days, one, other);
    double epsilon = of(&lived, "strategy_report_reports_epsilon"),
           reports = of(&lived, "strategy_report_hiding_reports");
    assert_true(reports == floor(atof(strchr(days, '=') + 1) / 30));
    recorded_world_drop(&lived);
    return epsilon;
}

static void what_it_tells_of_a_home_adds_up(void **state) {
    (void)state;
    static const char rho[] = "strategy_report.rho=0.02", sample[] = "strategy_report.sample_share=0.2";
    double one = epsilon_with("days=31", rho, NULL), three = epsilon_with("days=92", rho, NULL);
    assert_float_equal(one, 0.02 + 2 * sqrt(0.02 * log(1e6)), 1e-9);
    assert_float_equal(three, 0.06 + 2 * sqrt(0.06 * log(1e6)), 1e-9);
    // A secret sample helps, where it is not told by which districts are published.
    assert_float_equal(epsilon_with("days=92", rho, sample), subsampling_epsilon(0.2, three), 1e-9);
    struct recorded_world lived = recorded_world_live(
        SCENARIO, "take_all", 0,
        (const char *[]){ONE_DEALER, "days=92", rho, sample, "strategy_report.least_cell=5", NULL});
    assert_float_equal(of(&lived, "strategy_report_reports_epsilon"), three, 1e-9);
    recorded_world_drop(&lived);
    assert_true(epsilon_with("days=31", "strategy_report.sample_share=0.2", NULL) == 0);
}

// ---- Batches and samples ---------------------------------------------------------------------------------

// Where every home's products report, each district has a hundred homes and more by the first report: a
// threshold below changes nothing, one above leaves nothing to be sold.
static void no_district_is_told_below_the_threshold(void **state) {
    (void)state;
    struct recorded_world plain = live("days=30", NULL, NULL),
                          few = live("days=30", "strategy_report.least_cell=30", NULL),
                          many = live("days=30", "strategy_report.least_cell=100000", NULL);
    assert_true(of(&few, "strategy_report_report_worth") == of(&plain, "strategy_report_report_worth"));
    assert_true(of(&few, "strategy_report_report_cells") == DISTRICTS);
    assert_true(of(&few, "strategy_report_homes_waiting") == 0);
    assert_true(of(&many, "strategy_report_report_worth") == 0);
    assert_true(of(&many, "strategy_report_report_cells") == 0);
    assert_true(of(&many, "strategy_report_homes_waiting") > 300);
    // What the desk itself knows is the same.
    assert_true(of(&many, "strategy_report_sample") == of(&plain, "strategy_report_sample"));
    recorded_world_drop(&plain);
    recorded_world_drop(&few);
    recorded_world_drop(&many);
}

static void a_sample_is_worth_what_so_many_products_are(void **state) {
    (void)state;
    struct recorded_world plain = live("days=30", NULL, NULL);
    double known = of(&plain, "strategy_report_sample");
    recorded_world_drop(&plain);
    double won = worth("strategy_report", "days=30", "strategy_report.sample_share=0.25", NULL);
    // Products of a home are drawn together: two each at most here, so that their number has twice a
    // binomial's variance.
    double off = 4 * sqrt(2 * known * 0.25 * 0.75);
    assert_true(won > worth_of(0.25 * known - off, INFINITY) && won < worth_of(0.25 * known + off, INFINITY));
}

// Whoever sells less exact figures sells them for less: at a price between what both are worth, exact ones
// alone are bought.
static void at_a_price_between_only_exact_ones_are_bought(void **state) {
    (void)state;
    double exact = worth("strategy_report", "days=31", NULL, NULL),
           noised = worth("strategy_report", "days=31", "strategy_report.rho=0.05", NULL);
    char price[60];
    snprintf(price, sizeof price, "strategy_report.report_won=%.0f", (exact + noised) / 2);
    for (int i = 0; i < 2; i++) {
        struct recorded_world lived = live("days=31", price, i ? "strategy_report.rho=0.05" : NULL);
        assert_true(of(&lived, "strategy_report_reports_sold") == (i == 0));
        recorded_world_drop(&lived);
    }
}

static void a_rho_that_no_count_could_bear_is_refused(void **state) {
    (void)state;
    const char *const settings[] = {"statistics.rho=0.00001", NULL};
    struct scenario_world made = scenario_world_plan(SCENARIO, "take_all", 0, settings);
    struct status status = {0};
    assert_null(world_create(made.plan, NULL, 1, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_non_null(strstr(status.message, "statistics.rho = 1e-05: allowed is 0, or 0.0001 to 10"));
    plan_free(made.plan);
    scenario_free(made.file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(noise_makes_it_worth_less_as_the_closed_form_says),
        cmocka_unit_test(noise_on_wear_makes_it_worth_less_too),
        cmocka_unit_test(what_it_tells_of_a_home_adds_up),
        cmocka_unit_test(no_district_is_told_below_the_threshold),
        cmocka_unit_test(a_sample_is_worth_what_so_many_products_are),
        cmocka_unit_test(at_a_price_between_only_exact_ones_are_bought),
        cmocka_unit_test(a_rho_that_no_count_could_bear_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
