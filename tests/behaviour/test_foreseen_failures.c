// SPDX-License-Identifier: GPL-3.0-or-later
// What a maker's twins foresee of failures: by hand, on lives drawn by a known law, and in homes whose
// products wear. Chances come true as often as they say; age tells more than the mean chance where products
// wear out, and nothing where they fail by chance; who tells nothing is not foreseen.
#include "models/products/failure_foresight_technique.h"

#include "tests/support/recorded_world.h"

static void near(double value, double expected, double tolerance, const char *what) {
    print_message("%s: %.5f, expected %.5f within %.2g\n", what, value, expected, tolerance);
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%s: %g is not %g", what, value, expected);
}

// ---- By hand -------------------------------------------------------------------------------------------

static void scores_by_hand(void **state) {
    (void)state;
    near(failure_foresight_brier(0.2, true), 0.64, 1e-12, "Brier, failed");
    near(failure_foresight_brier(0.2, false), 0.04, 1e-12, "Brier, held");
    near(failure_foresight_log(0.2, true), log(5), 1e-12, "log loss, failed");
    near(failure_foresight_log(0.2, false), -log(0.8), 1e-12, "log loss, held");
    near(failure_foresight_log(0, true), log(1e6), 1e-9, "log loss of what could not be");
}

// Shape 2, scale 10: from 5 to 6 years (36 - 25) / 100 failures are expected.
static void chances_by_hand(void **state) {
    (void)state;
    struct failure_foresight by = {{2, 10}, 0.1, true};
    near(failure_foresight_chance(&by, 5, 1), 1 - exp(-0.11), 1e-12, "at 5 years, for 1");
    near(failure_foresight_base(&by, 1), 1 - exp(-0.1), 1e-12, "base");
    by.by_age = false;
    near(failure_foresight_chance(&by, 5, 1), 1 - exp(-0.1), 1e-12, "without a shape");
}

// A fault that was told of after half a year came midway; what is not told of never was.
static void readings_are_taken_in(void **state) {
    (void)state;
    struct weibull_watch seen = {.from = 2, .to = 2};
    struct life_reading first = {2, 3}, second = {2.5, 4}, third = {3, 4};
    failure_foresight_see(&seen, &first, &second);
    failure_foresight_see(&seen, &second, &third);
    near(seen.to, 3, 0, "seen until");
    assert_int_equal(seen.failures, 1);
    near(seen.log_ages, log(2.25), 1e-12, "logarithm of the age");
}

// ---- Lives by a known law ------------------------------------------------------------------------------

enum { LIVES = 4000 };

// Watched for two years from an age between 0 and 7, read a hundred times.
static struct weibull_watch live_one(struct weibull law, struct random_sequence *luck) {
    double from = 7 * random_next_uniform(luck);
    double next = weibull_next(law, from, random_next_exponential(luck));
    struct weibull_watch seen = {.from = from, .to = from};
    struct life_reading before = {from, 0};
    for (int i = 1; i <= 100; i++) {
        struct life_reading now = {from + 0.02 * i, before.faults};
        for (; next <= now.wear_years; now.faults++)
            next = weibull_next(law, next, random_next_exponential(luck));
        failure_foresight_see(&seen, &before, &now);
        before = now;
    }
    return seen;
}

static void the_law_is_found_from_readings(void **state) {
    (void)state;
    static struct weibull_watch seen[LIVES];
    struct weibull law = weibull_of_mean(1.8, 7);
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("lives"), 0};
    for (int i = 0; i < LIVES; i++) seen[i] = live_one(law, &luck);
    struct failure_foresight by = failure_foresight_fit(seen, LIVES);
    assert_true(by.by_age);
    near(by.law.shape, law.shape, 0.15, "shape");
    for (double age = 1; age < 8; age += 2)
        near(failure_foresight_chance(&by, age, 1.0 / 12), 1 - weibull_survival(law, age, age + 1.0 / 12),
             0.002, "chance of a month");
    assert_false(failure_foresight_fit(seen, 5).by_age);
}

// ---- In homes ------------------------------------------------------------------------------------------

// Air conditioners that wear with the calendar, all online, half of whose life is over at the start.
static struct recorded_world live(enum consent_rule rule, const char *shape, const char *foresees) {
    const char *const settings[] = {"homes.count=600",
                                    "homes.districts=3",
                                    "days=450",
                                    "product_health.cooling_share=0",
                                    "product_health.life_years=3",
                                    "after_service.technicians=20",
                                    shape,
                                    NULL};
    struct plan_rule telemetry = {.data_class = DATA_TELEMETRY, .rule = rule};
    struct status status = {0};
    struct plan_entry *cloud;
    struct scenario_world made =
        scenario_world_plan("scenarios/after_service.lua", "one_technician", 0, settings);
    plan_add(made.plan, "product_cloud", NULL, &status, &cloud);
    plan_set_typed(made.plan, "product_cloud.has_wifi", "1", ORIGIN_COMMAND, &status);
    plan_set_typed(made.plan, "product_cloud.connected", "1", ORIGIN_COMMAND, &status);
    plan_set_typed(made.plan, "product_cloud.foresees", foresees, ORIGIN_COMMAND, &status);
    stop_on(&status);
    struct plan_rules *rules = &made.plan->rules;
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    rules->all[rules->count++] = telemetry;
    return recorded_world_run(made);
}

static double metric(const struct recorded_world *lived, const char *name) {
    char full[100];
    snprintf(full, sizeof full, "product_cloud_%s", name);
    return recorded_world_metric(lived, full);
}

static void age_tells_where_products_wear_out(void **state) {
    (void)state;
    struct recorded_world lived = live(RULE_NONE, "product_health.shape=2", "true");
    double months = metric(&lived, "foreseen"), failed = metric(&lived, "foreseen_failed");
    double error = sqrt(failed * (1 - failed) / months);
    print_message("%.0f months of products; log loss %.5f beside %.5f, Brier %.6f beside %.6f\n", months,
                  metric(&lived, "log_loss"), metric(&lived, "log_loss_base"), metric(&lived, "brier"),
                  metric(&lived, "brier_base"));
    assert_true(months > 500 * 12 && failed > 0.005);
    near(metric(&lived, "foreseen_chance"), failed, 4 * error, "what was foreseen comes true");
    assert_true(metric(&lived, "log_loss") < metric(&lived, "log_loss_base"));
    assert_true(metric(&lived, "brier") < metric(&lived, "brier_base"));
    recorded_world_drop(&lived);
}

static void age_tells_nothing_where_chance_alone_decides(void **state) {
    (void)state;
    struct recorded_world lived = live(RULE_NONE, "product_health.shape=1", "true");
    double gain = metric(&lived, "log_loss_base") - metric(&lived, "log_loss");
    print_message("log loss: gain of %.5f on %.5f\n", gain, metric(&lived, "log_loss_base"));
    assert_true(gain < 0.01 * metric(&lived, "log_loss_base"));
    assert_true(fabs(gain) < 0.03 * metric(&lived, "log_loss_base"));
    recorded_world_drop(&lived);
}

static void who_tells_nothing_is_not_foreseen(void **state) {
    (void)state;
    struct recorded_world silent = live(RULE_NEVER, "product_health.shape=2", "true"),
                          off = live(RULE_NONE, "product_health.shape=2", "false");
    assert_true(metric(&silent, "foreseen") == 0 && metric(&off, "foreseen") == 0);
    assert_true(metric(&silent, "statuses") == 0 && metric(&off, "statuses") > 0);
    recorded_world_drop(&silent);
    recorded_world_drop(&off);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_by_hand),
        cmocka_unit_test(chances_by_hand),
        cmocka_unit_test(readings_are_taken_in),
        cmocka_unit_test(the_law_is_found_from_readings),
        cmocka_unit_test(age_tells_where_products_wear_out),
        cmocka_unit_test(age_tells_nothing_where_chance_alone_decides),
        cmocka_unit_test(who_tells_nothing_is_not_foreseen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
