// SPDX-License-Identifier: GPL-3.0-or-later
// Twins of products that are online and offline in turn, against renewal theory. Spells are exponential; a
// share c is online, offline spells last d in the mean. With a report an hour, a twin is older than a >> 1 h
// if and only if its product has been offline for that long:
//   P(age > a) = (1 - c) e^(-a / d),   mean age of what is offline = d.
// Half an hour more for the report before the spell; and while online an hour and a half, because what was
// sent within the last hour before midnight has not arrived yet.
#include "tests/support/run_measure.h"

static const char run_file[] = "test_product_cloud.h5";

static struct measure_list live(const char *policy, const char *const *more) {
    const char *settings[16] = {"homes.count=200",      "homes.districts=2", "days=120",
                                "vacuum_shop.p=0.0001", "vacuum_shop.q=0",   "families.never_gives=0"};
    size_t count = 6;
    while (*more) settings[count++] = *more++;
    struct scenario_world made = scenario_world_plan("scenarios/makers_cloud.lua", policy, 0, settings);
    scenario_world_create(&made, run_file, 1);
    struct measure_list list = run_measure_all(&made, run_file);
    scenario_world_drop(&made);
    return list;
}

static void must_be_about(double value, double expected, double tolerance, const char *what) {
    print_message("%s: %.4f, expected %.4f +- %.4f\n", what, value, expected, tolerance);
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%s: %g is not %g", what, value, expected);
}

// Air conditioners, all with Wi-Fi: 200 homes x 120 days / 4 days a cycle make 6,000 cycles, so 3 standard
// errors of a share are about 0.02 and of the mean age about 6 %. Twins begin when first heard: the first
// days have fewer.
static void ages_follow_renewal_theory(void **unused) {
    (void)unused;
    const char *const settings[] = {"product_cloud.connected=0.5", "product_cloud.offline_days=2",
                                    "product_cloud.wifi_since=1950-01-01", "robot_vacuum.ownership=0", NULL};
    struct measure_list list = live("take_all", settings);
    must_be_about(run_measure(&list, "product_cloud_older_than_day"), 0.5 * exp(-0.5), 0.02,
                  "older than a day");
    must_be_about(run_measure(&list, "product_cloud_staleness"), 0.5 * (48 + 0.5) + 0.5 * 1.5, 1.5,
                  "mean age, h");
    measure_list_free(list);
}

// Nobody is ever offline, and each home reports once a day at an hour of its own: 12 hours in the mean, and
// one more because of the last hour's, which arrive after midnight. The hours of 190 homes have a mean that
// is known to 0.5.
static void a_daily_report_is_half_a_day_old(void **unused) {
    (void)unused;
    const char *const settings[] = {"product_cloud.connected=1", "product_cloud.report_hours=24",
                                    "product_cloud.wifi_since=1950-01-01", NULL};
    struct measure_list list = live("take_all", settings);
    must_be_about(run_measure(&list, "product_cloud_staleness"), 13, 1.5, "mean age, h");
    assert_true(run_measure(&list, "product_cloud_older_than_day") < 0.10);
    assert_true(run_measure(&list, "product_cloud_reached") > 0.9);
    measure_list_free(list);
}

// Sold since 2015 of lives of 7 years: about half the air conditioners have Wi-Fi, and more every year.
static void old_products_are_not_reached(void **unused) {
    (void)unused;
    const char *const now[] = {"product_cloud.connected=1", NULL};
    const char *const later[] = {"product_cloud.connected=1", "start=2021-06-01", NULL};
    struct measure_list list = live("take_all", now);
    double reached = run_measure(&list, "product_cloud_reached");
    measure_list_free(list);
    list = live("take_all", later);
    double reached_later = run_measure(&list, "product_cloud_reached");
    measure_list_free(list);
    print_message("reached in 2018: %.3f, in 2021: %.3f\n", reached, reached_later);
    assert_true(reached > 0.40 && reached < 0.65);
    assert_true(reached_later > reached + 0.2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ages_follow_renewal_theory),
        cmocka_unit_test(a_daily_report_is_half_a_day_old),
        cmocka_unit_test(old_products_are_not_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
