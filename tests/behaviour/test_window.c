// SPDX-License-Identifier: GPL-3.0-or-later
// The window is a lever of precision, not of meaning: with half the window, no key result of a scenario moves
// by more than the confidence interval it has anyway. Same families, same luck, replication by replication.
#include "analysis/measure.h"
#include "analysis/statistics.h"
#include "tests/support/scenario_world.h"

enum { REPLICATIONS = 6, MEASURES_MOST = 400 };

static const char run_file[] = "test_window.h5";

// What replications gave with the usual window and with half of it, measure by measure.
struct results {
    size_t count;
    struct measure measure[MEASURES_MOST];  // names only
    double usual[MEASURES_MOST][REPLICATIONS], half[MEASURES_MOST][REPLICATIONS];
};

static struct measure_list live(const char *scenario, const char *policy, uint32_t replication,
                                const char *const *settings, const char *window) {
    const char *all[16];
    size_t count = 0;
    for (; settings[count]; count++) all[count] = settings[count];
    all[count++] = window;
    all[count] = NULL;
    struct scenario_world made = scenario_world_plan(scenario, policy, replication, all);
    scenario_world_create(&made, run_file, 1);
    scenario_world_run(&made);
    scenario_world_drop(&made);
    struct fault fault = {0};
    struct run *run = run_read(run_file, RUN_TABLES, &fault);
    if (!run) fail_msg("%s", fault.message);
    struct measure_list list = measure_list(run);
    run_free(run);
    unlink(run_file);
    return list;
}

static void keep(struct results *results, const struct measure_list *list, double (*values)[REPLICATIONS],
                 uint32_t replication) {
    for (size_t i = 0; i < list->count; i++) {
        const struct measure *row = &list->rows[i];
        size_t place = 0;
        while (place < results->count && (strcmp(results->measure[place].subject, row->subject) ||
                                          strcmp(results->measure[place].name, row->name)))
            place++;
        if (place == results->count) {
            assert_true(results->count < MEASURES_MOST);
            results->measure[results->count++] = measure_copy(row);
            for (int r = 0; r < REPLICATIONS; r++)
                results->usual[place][r] = results->half[place][r] = row->missing;
        }
        values[place][replication] = row->value;
    }
}

// True when the paired difference stays within the half width of the result itself.
static bool stays(const struct results *results, size_t i) {
    struct statistics_estimate own = statistics_estimate(results->usual[i], REPLICATIONS, STATISTICS_LEVEL);
    struct statistics_estimate moved =
        statistics_paired(results->half[i], results->usual[i], REPLICATIONS, STATISTICS_LEVEL);
    if (isnan(own.mean) && isnan(moved.mean)) return true;
    bool within = fabs(moved.mean) <= own.half_width + 1e-9 * fabs(own.mean);
    if (!within)
        print_error("%s %s: %.6g +- %.3g %s moves by %.3g +- %.2g\n", results->measure[i].subject,
                    results->measure[i].name, own.mean, own.half_width, results->measure[i].unit, moved.mean,
                    moved.half_width);
    return within;
}

static size_t moved_measures(const struct results *results) {
    size_t moved = 0, lively = 0;
    for (size_t i = 0; i < results->count; i++) {
        moved += !stays(results, i);
        lively += statistics_estimate(results->usual[i], REPLICATIONS, STATISTICS_LEVEL).half_width > 0;
    }
    print_message("%zu measures, %zu of them with an interval, %zu moved\n", results->count, lively, moved);
    assert_true(lively > 8);
    return moved;
}

static void halve(const char *scenario, const char *policy, const char *const *settings) {
    struct results *results = calloc(1, sizeof *results);
    assert_non_null(results);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct measure_list usual = live(scenario, policy, r, settings, "window_min=5");
        struct measure_list half = live(scenario, policy, r, settings, "window_min=2.5");
        keep(results, &usual, results->usual, r);
        keep(results, &half, results->half, r);
        measure_list_free(usual);
        measure_list_free(half);
    }
    assert_int_equal(moved_measures(results), 0);
    for (size_t i = 0; i < results->count; i++) measure_clear(&results->measure[i]);
    free(results);
}

static const char *const pest[] = {"homes.count=500", "homes.districts=5", "days=30",
                                   "cockroaches.prevalence=0.35", NULL};
static const char *const cool[] = {"homes.count=120", "homes.districts=3", "days=14", "start=2018-07-20",
                                   NULL};

static void half_the_window_moves_no_result_of_asking(void **state) {
    (void)state;
    halve("scenarios/pest_leads.lua", "ask_first", pest);
}
static void half_the_window_moves_no_result_of_selling(void **state) {
    (void)state;
    halve("scenarios/pest_leads.lua", "sell_sightings", pest);
}
static void half_the_window_moves_no_result_of_the_cloud(void **state) {
    (void)state;
    halve("scenarios/cool_people.lua", "cloud", cool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_the_window_moves_no_result_of_asking),
        cmocka_unit_test(half_the_window_moves_no_result_of_selling),
        cmocka_unit_test(half_the_window_moves_no_result_of_the_cloud),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
