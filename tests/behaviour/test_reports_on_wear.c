// SPDX-License-Identifier: GPL-3.0-or-later
// A report is worth what is decided better by it: more homes make it worth more, up to what luck leaves, and
// above its worth nobody buys it.
#include "models/methods/newsvendor_law.h"
#include "models/methods/weibull_law.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/data_uses.lua"
// One dealer, whose size is known, and products that are all online.
#define ONE_DEALER                                                                                \
    "homes.count=600", "homes.districts=4", "product_health.connected=1", "parts_dealer.count=1", \
        "parts_dealer.products_spread=0"
#define NOBODY_BUYS "statistics.report_won=10000000"

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static double worth_with(const char *policy, const char *setting) {
    const char *const settings[] = {ONE_DEALER, NOBODY_BUYS, setting, NULL};
    struct recorded_world lived = live(policy, settings);
    double worth = of(&lived, "statistics_report_worth");
    recorded_world_drop(&lived);
    return worth;
}

// What the dealer of the defaults has of a forecast of that deviation: 10,000 products, of their faults three
// in ten, in thirty days.
static const double ahead = 10000 * 0.3 * 30 / 365;
static const struct newsvendor_belief told = {0.08 * 50, 50};
static const struct newsvendor part = {40000, 20000, 2000};

static double worth_of_knowing(double sd_after) {
    return 3 * newsvendor_information(part, newsvendor_belief_sd(told, ahead), sd_after);
}

// ---- Who allows it --------------------------------------------------------------------------------------

static void the_stricter_the_policy_the_less_the_report_is_worth(void **state) {
    (void)state;
    double nobody = worth_with("nothing_leaves", NULL), asked = worth_with("ask_for_all", NULL),
           all = worth_with("take_all", NULL);
    print_message("%.0f, %.0f, %.0f won\n", nobody, asked, all);
    assert_true(nobody == 0 && asked > 0 && all > asked);
}

// Each doubling adds less, and all of it is less than the rate itself would be worth.
static void more_homes_make_it_worth_more_up_to_an_end(void **state) {
    (void)state;
    static const char *const homes[] = {"homes.count=300", "homes.count=600", "homes.count=1200",
                                        "homes.count=2400"};
    double most = worth_of_knowing(sqrt(newsvendor_belief_mean(told, ahead))), worth[4];
    for (int i = 0; i < 4; i++) worth[i] = worth_with("take_all", homes[i]);
    print_message("%.0f, %.0f, %.0f, %.0f of %.0f won\n", worth[0], worth[1], worth[2], worth[3], most);
    for (int i = 1; i < 4; i++) assert_true(worth[i] > worth[i - 1] && worth[i] < most);
    for (int i = 2; i < 4; i++) assert_true(worth[i] - worth[i - 1] < worth[i - 1] - worth[i - 2]);
}

// ---- The price ------------------------------------------------------------------------------------------

// The first report, of day 60: until then each product has been read once.
static double first_worth(const struct recorded_world *lived) {
    const struct run_series *series = run_series_named(lived->run, "statistics_report_worth");
    double sum = 0;
    for (size_t segment = 0; segment < lived->run->segments; segment++)
        sum += series->values[59 * lived->run->segments + segment];
    return sum;
}

static double sold_at(double price_won, double *first) {
    char price[60];
    snprintf(price, sizeof price, "statistics.report_won=%.0f", price_won);
    const char *const settings[] = {ONE_DEALER, price, "days=61", NULL};
    struct recorded_world lived = live("take_all", settings);
    double sold = of(&lived, "statistics_reports_sold");
    assert_int_equal(recorded_world_paid(&lived, "report on wear", NULL), (int64_t)(sold * price_won));
    *first = first_worth(&lived);
    recorded_world_drop(&lived);
    return sold;
}

static void nobody_buys_it_above_its_worth(void **state) {
    (void)state;
    double worth, same;
    assert_true(sold_at(10000000, &worth) == 0 && worth > 100000);
    assert_true(sold_at(floor(worth), &same) == 1 && same == worth);
    assert_true(sold_at(ceil(worth), &same) == 0);
}

// What buyers pay must pay for the work.
static void it_is_not_made_for_less_than_it_costs(void **state) {
    (void)state;
    double worth;
    assert_true(sold_at(29000, &worth) == 0);
    assert_true(sold_at(31000, &worth) == 1);
}

// ---- What it is good for --------------------------------------------------------------------------------

static double ordered_last(const char *setting) {
    const char *const settings[] = {ONE_DEALER, "days=91", setting, NULL};
    struct recorded_world lived = live("take_all", settings);
    double ordered = 0;
    const struct run_series *series = run_series_named(lived.run, "parts_dealer_ordered");
    for (size_t segment = 0; segment < lived.run->segments; segment++)
        ordered += series->values[89 * lived.run->segments + segment];
    recorded_world_drop(&lived);
    return ordered;
}

// It orders as if it knew: within three deviations of what is left to luck in the report. Without it, it
// believes what it was told, that products fail half as often.
static void who_reads_it_stocks_what_is_wanted(void **state) {
    (void)state;
    struct weibull law = weibull_of_mean(1.5, 7);
    double mean = ahead * weibull_failures(law, 7) / 7, sd = sqrt(mean);
    double knowing = newsvendor_stock(part, mean, sd);
    double unread = ordered_last(NOBODY_BUYS), read = ordered_last(NULL);
    print_message("knowing %.1f, with the report %.0f, without %.0f\n", knowing, read, unread);
    assert_true(fabs(unread - newsvendor_stock(part, newsvendor_belief_mean(told, ahead),
                                               newsvendor_belief_sd(told, ahead))) <= 0.5);
    assert_true(fabs(read - knowing) < fabs(unread - knowing) / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stricter_the_policy_the_less_the_report_is_worth),
        cmocka_unit_test(more_homes_make_it_worth_more_up_to_an_end),
        cmocka_unit_test(nobody_buys_it_above_its_worth),
        cmocka_unit_test(it_is_not_made_for_less_than_it_costs),
        cmocka_unit_test(who_reads_it_stocks_what_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
