// SPDX-License-Identifier: GPL-3.0-or-later
// Twins of products that are online and offline in turn, against renewal theory. Spells are exponential; a
// share c is online, offline spells last d in the mean. With a report an hour, a twin is older than a >> 1 h
// if and only if its product has been offline for that long:
//   P(age > a) = (1 - c) e^(-a / d),   mean age of what is offline = d.
// Half an hour more for the report before the spell; and while online an hour and a half, because what was
// sent within the last hour before midnight has not arrived yet.
#include "models/catalogue.h"
#include "sim/engine/home.h"
#include "sim/engine/meter.h"
#include "tests/support/own_world.h"
#include "tests/support/recorded_world.h"
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

// Online and offline for a day each in the mean, of their own accord and not when a report is due: a cycle
// has the mean 2 days and half the variance of an exponential one, from the first look, at half a day, on.
static void products_go_offline_once_a_cycle(void **unused) {
    (void)unused;
    const char *const settings[] = {"homes.count=200",
                                    "homes.districts=2",
                                    "days=120",
                                    "robot_vacuum.ownership=0",
                                    "vacuum_shop.market=0",
                                    "air_conditioner.ownership=1",
                                    "cooling_shop.life_years=30",
                                    "cooling_shop.life_shape=5",
                                    "cooling_shop.years_on_sale=0",
                                    "product_cloud.wifi_since=1950-01-01",
                                    "product_cloud.connected=0.5",
                                    "product_cloud.offline_days=1",
                                    "product_cloud.report_hours=24",
                                    NULL};
    struct recorded_world lived = recorded_world_live("scenarios/makers_cloud.lua", "take_all", 0, settings);
    double expected = 200 * (120 - 0.5) / 2;
    must_be_about(recorded_world_metric(&lived, "product_link_drops"), expected, 4 * sqrt(expected / 2),
                  "times offline");
    recorded_world_drop(&lived);
}

// Nothing but air conditioners, which nobody sells, and a cloud that takes.
static struct scenario_world make_without_a_shop(const char *has_wifi) {
    static const char *const settings[] = {"homes.count=400", "homes.districts=2", "days=3",
                                           "air_conditioner.ownership=1", NULL};
    static const struct plan_rule taken = {.data_class = DATA_TELEMETRY, .rule = RULE_NONE};
    struct status status = {0};
    struct plan_entry *cloud;
    struct scenario_world made =
        scenario_world_plan("scenarios/left_on.lua", "switch_off_unasked", 0, settings);
    plan_add(made.plan, "product_cloud", NULL, &status, &cloud);
    plan_set_typed(made.plan, "product_cloud.has_wifi", has_wifi, ORIGIN_COMMAND, &status);
    plan_set_typed(made.plan, "product_cloud.connected", "1", ORIGIN_COMMAND, &status);
    stop_on(&status);
    struct plan_rules *rules = &made.plan->rules;
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    rules->all[rules->count++] = taken;
    scenario_world_create(&made, NULL, 1);
    return made;
}

static unsigned homes_heard_of(const struct world *world) {
    unsigned heard = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        for (uint16_t f = 0; f < gate_flow_count(world->gate); f++)
            heard += gate_flow_at(world->gate, f)->data_class == DATA_TELEMETRY &&
                     gate_entry_at(world->gate, home, f)->transfers > 0;
    return heard;
}

// Where no retailer keeps a book, a share of what is there has Wi-Fi, and nothing else is heard of.
static void without_a_book_a_share_has_wifi(void **unused) {
    (void)unused;
    static const char *const shares[] = {"0", "0.5", "1"};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double share = atof(shares[i]);
        struct scenario_world made = make_without_a_shop(shares[i]);
        scenario_world_run(&made);
        must_be_about(homes_heard_of(made.world), 400 * share, 4 * sqrt(400 * share * (1 - share)),
                      "homes heard of");
        scenario_world_drop(&made);
    }
}

// ---- The meter that is carried on ------------------------------------------------------------------------

// At noon of its first day it uses 1 kWh, of its second 2, and so on.
static time_ms boiler_install(struct visit *visit, void *state) {
    (void)visit, (void)state;
    return CLOCK_DAY / 2;
}
static time_ms boiler_act(struct visit *visit, void *state) {
    (void)state;
    visit_use_electricity(visit, (double)clock_day(visit->now) + 1);
    return visit->now + CLOCK_DAY;
}
static const struct appliance_kind boiler = {.kind = {.name = "boiler", .summary = "more from day to day"},
                                             .silent = true,
                                             .install = boiler_install,
                                             .act = boiler_act};

static const struct catalogue *catalogue_with_boiler(void) {
    enum { MOST = 100 };
    static const struct appliance_kind *kinds[MOST];
    static struct catalogue catalogue;
    size_t count = 0;
    catalogue = *models_catalogue();
    for (; catalogue.appliances[count]; count++) kinds[count] = catalogue.appliances[count];
    assert_true(count < MOST - 1);
    kinds[count] = &boiler;
    catalogue.appliances = kinds;
    return &catalogue;
}

static double sum_to(double n) {
    return n * (n + 1) / 2;
}

// Of one home's twin at the midnights that end the second day to the last: heard `age` days ago, and every
// day at that hour before.
static double mean_error(double age_days, int days) {
    double at_noon = age_days < 0.5, sum = 0;  // the day's use was in what it told
    for (int day = 1; day < days; day++) {
        double first = sum_to(at_noon), last = sum_to(day + at_noon), truth = sum_to(day + 1);
        sum += fabs(last + (last - first) / day * age_days - truth);
    }
    return sum / (days - 1);
}

// A home whose hour is before noon, and one whose hour is after it.
static void the_meter_is_carried_on_by_the_days_before(void **unused) {
    (void)unused;
    enum { DAYS = 9 };
    static const char *const entries[][2] = {{"boiler", NULL}, {"product_cloud", NULL}, {NULL, NULL}};
    int before = 0, after = 0;
    for (int seed = 1; seed < 20; seed++) {
        char luck[20];
        snprintf(luck, sizeof luck, "seed=%d", seed);
        const char *const settings[] = {luck,
                                        "days=9",
                                        "homes.count=1",
                                        "homes.districts=1",
                                        "network.model=closed_form",
                                        "product_cloud.has_wifi=1",
                                        "product_cloud.connected=1",
                                        "product_cloud.report_hours=24",
                                        NULL};
        struct own_world made = own_world_make(catalogue_with_boiler(), entries, settings, run_file, 1);
        own_world_run(&made);
        own_world_drop(&made);
        struct fault fault = {0};
        struct recorded_world lived = {.run = run_read(run_file, RUN_TABLES, &fault)};
        unlink(run_file);
        if (!lived.run) fail_msg("%s", fault.message);
        double age = recorded_world_metric(&lived, "product_cloud_staleness") / 24;
        must_be_about(recorded_world_metric(&lived, "product_cloud_meter_error"), mean_error(age, DAYS), 1e-5,
                      "kWh off");
        before += age > 0.5, after += age < 0.5;
        run_free(lived.run);
    }
    assert_true(before > 0 && after > 0);
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
        cmocka_unit_test(products_go_offline_once_a_cycle),
        cmocka_unit_test(without_a_book_a_share_has_wifi),
        cmocka_unit_test(the_meter_is_carried_on_by_the_days_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
