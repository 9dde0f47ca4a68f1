// SPDX-License-Identifier: GPL-3.0-or-later
// Studies: what varies as it is typed, the points that come of it, how runs are numbered and named.
#include "models/catalogue.h"
#include "sim/study/axis.h"
#include "sim/study/points.h"
#include "sim/study/study.h"
#include "tests/support/check.h"
#include "tests/support/small_catalogue.h"

// ---- Axes -----------------------------------------------------------------------------------------------

static struct plan *kettle_plan(void) {
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(small_catalogue());
    assert_true(plan_add(plan, "kettle", NULL, &status, &entry));
    return plan;
}

static void check_fit(const char *typed, const char *as_text, size_t levels, double at_start) {
    struct status status = {0};
    struct axis axis;
    struct plan *plan = kettle_plan();
    bool good = axis_parse(typed, &axis, &status) && axis_fit(&axis, plan, &status);
    if (!good) print_error("%s: %s\n", typed, status.message);
    assert_true(good);
    char *text = axis_text(&axis);
    assert_string_equal(text, as_text);
    assert_int_equal(axis_levels(&axis), levels);
    assert_float_equal(axis.at_start, at_start, 1e-12);
    free(text);
    axis_clear(&axis);
    plan_free(plan);
}

// The kettle has 1800 W of 500 to 3000, 4 cups of 1 to 12, whistles, and is placed on the device.
static void test_an_axis_takes_what_is_typed_or_its_table(void **state) {
    (void)state;
    check_fit("kettle.power_w=1000..2000", "kettle.power_w=1000..2000", 0, 0.8);
    check_fit("kettle.power_w", "kettle.power_w=500..3000", 0, 0.52);
    check_fit("kettle.power_w=1000..2000/5", "kettle.power_w=1000..2000/5", 5, 0.8);
    check_fit("kettle.power_w=1000,1800,3000", "kettle.power_w=1000,1800,3000", 3, 0.5);
    check_fit("kettle.cups=2..5", "kettle.cups=2..5", 4, 2 / 3.0);
    check_fit("kettle.whistle", "kettle.whistle=false,true", 2, 0.75);
    check_fit("kettle.placement", "kettle.placement=none,motion,device,cloud", 4, 0.625);
}

static void check_refused(const char *typed, const char *complaint) {
    struct status status = {0};
    struct axis axis;
    struct plan *plan = kettle_plan();
    assert_false(axis_parse(typed, &axis, &status) && axis_fit(&axis, plan, &status));
    if (!strstr(status.message, complaint)) assert_string_equal(status.message, complaint);
    axis_clear(&axis);
    plan_free(plan);
}

static void test_what_cannot_vary_is_refused(void **state) {
    (void)state;
    static const char form[] = "write name=least..most";
    static const char *const malformed[] = {"",
                                            "=1..2",
                                            "kettle.cups=",
                                            "kettle.cups=5..2",
                                            "kettle.cups=1..2/1",
                                            "kettle.cups=1..2/x",
                                            "kettle.cups=1..",
                                            "kettle.cups=,1",
                                            "kettle.cups=1,,2",
                                            "kettle.cups=a..b",
                                            "kettle.cups=1..2..3",
                                            "kettle.cups=1..inf"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) check_refused(malformed[i], form);
    check_refused("kettle.power_w=100..2000", "kettle.power_w = 100 W: allowed is 500 to 3000 W");
    check_refused("kettle.power_w=1000,9000", "kettle.power_w = 9000 W: allowed is 500 to 3000 W");
    check_refused("kettle.placement=device,mars", "kettle.placement = \"mars\"");
    check_refused("kettle.placement=0..1", "kettle.placement has no range");
    check_refused("kettle.pwoer_w=1..2", "did you mean 'power_w'?");
    check_refused("days=10..20", "days is the same in all runs of a study");
    check_refused("seed=1,2", "seed is the same in all runs of a study");
}

static void check_values(const char *typed, const double *at, const char *const *values, size_t count) {
    struct status status = {0};
    struct axis axis;
    struct plan *plan = kettle_plan();
    assert_true(axis_parse(typed, &axis, &status) && axis_fit(&axis, plan, &status));
    for (size_t i = 0; i < count; i++) {
        char *value = axis_value(&axis, at[i]);
        assert_string_equal(value, values[i]);
        free(value);
    }
    axis_clear(&axis);
    plan_free(plan);
}
#define VALUES(typed, at, ...) \
    check_values(typed, at, (const char *const[]){__VA_ARGS__}, sizeof(at) / sizeof *(at))

static void test_places_become_values(void **state) {
    (void)state;
    static const double at[] = {0, 0.3, 0.5, 0.999};
    VALUES("kettle.power_w=1000..2000", at, "1000", "1300", "1500", "1999");
    VALUES("kettle.power_w=1000..2000/3", at, "1000", "1000", "1500", "2000");
    VALUES("kettle.cups=2..5", at, "2", "3", "4", "5");
    VALUES("kettle.placement", at, "none", "motion", "device", "cloud");
}

// Of the kettle only its power is nobody's to decide; of two settings that must not be above each other each
// keeps to its side; what may well lie only in a part of what is allowed keeps to that.
static void test_all_that_is_uncertain(void **state) {
    (void)state;
    struct axis axes[10];
    struct plan *plan = kettle_plan();
    size_t count = axis_all_uncertain(plan, axes, 10), kettles = 0;
    for (size_t i = 0; i < count; i++) {
        kettles += !strncmp(axes[i].name, "kettle.", 7);
        if (!strncmp(axes[i].name, "kettle.", 7)) assert_string_equal(axes[i].name, "kettle.power_w");
        axis_clear(&axes[i]);
    }
    assert_int_equal(kettles, 1);
    plan_free(plan);
    plan = plan_create(models_catalogue());
    struct axis all[400];
    double founders_most = 0, capacity_least = 0, clicks_least = 0, clicks_most = 0;
    struct status status = {0};
    struct plan_entry *media;
    assert_true(plan_add(plan, "media", NULL, &status, &media));
    count = axis_all_uncertain(plan, all, 400);
    assert_true(count > 50 && count < 400);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(all[i].name, "cockroaches.founders")) founders_most = all[i].most;
        if (!strcmp(all[i].name, "cockroaches.capacity")) capacity_least = all[i].least;
        if (!strcmp(all[i].name, "media.click_rate")) {
            clicks_least = all[i].least;
            clicks_most = all[i].most;
        }
        axis_clear(&all[i]);
    }
    assert_float_equal(founders_most, 50, 0);      // the middle of 5 and 200 is above its own most
    assert_float_equal(capacity_least, 102.5, 0);  // that middle
    assert_float_equal(clicks_least, 0.0005, 0);
    assert_float_equal(clicks_most, 0.01, 0);  // though half of all views may be tried
    plan_free(plan);
}

// ---- Points ---------------------------------------------------------------------------------------------

static void test_points_are_a_table_and_back(void **state) {
    (void)state;
    char path[] = "/tmp/maru_points_XXXXXX";
    static const char text[] = "point,kettle.cups,kettle.note\n0,2,plain\n1,5,\"a, \"\"b\"\"\"\n";
    struct status status = {0};
    struct points points;
    FILE *file = fdopen(mkstemp(path), "w");
    fputs(text, file);
    fclose(file);
    assert_true(points_read(path, &points, &status));
    assert_int_equal(points.count, 2);
    assert_int_equal(points.axis_count, 2);
    assert_string_equal(points_at(&points, 1)[0], "5");
    assert_string_equal(points_at(&points, 1)[1], "a, \"b\"");
    char *again = points_csv(&points);
    assert_string_equal(again, text);
    free(again);
    points_clear(&points);
    unlink(path);
}

// ---- Runs -----------------------------------------------------------------------------------------------

static void test_runs_are_numbered_by_replication_point_and_policy(void **state) {
    (void)state;
    const char *policies[] = {"sell", "ask", "keep"};
    struct study study = {.policies = policies, .policy_count = 3, .replications = 4, .points = {.count = 5}};
    assert_int_equal(study_run_count(&study), 60);
    for (size_t run = 0; run < 60; run++) {
        struct study_run which = study_run_at(&study, run);
        assert_int_equal((which.replication * 5 + which.point) * 3 + which.policy, run);
    }
    char *name = study_run_name(&study, 16);
    assert_string_equal(name, "ask-r1");
    free(name);
    study.points.axis_count = 2;
    name = study_run_name(&study, 16);
    assert_string_equal(name, "ask-p0-r1");
    free(name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_axis_takes_what_is_typed_or_its_table),
        cmocka_unit_test(test_what_cannot_vary_is_refused),
        cmocka_unit_test(test_places_become_values),
        cmocka_unit_test(test_all_that_is_uncertain),
        cmocka_unit_test(test_points_are_a_table_and_back),
        cmocka_unit_test(test_runs_are_numbered_by_replication_point_and_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
