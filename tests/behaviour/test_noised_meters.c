// SPDX-License-Identifier: GPL-3.0-or-later
// A meter that homes tell with noise: what leaves is noised and nothing else, its sums are as far off as the
// noise says, the cloud knows how far, and families allow it more readily.
#include "models/products/link_terms.h"
#include "sim/engine/meter.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/makers_cloud.lua"
#define HOMES    "homes.count=300", "homes.districts=2"

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static const struct link_terms *terms_of(const struct recorded_world *lived) {
    return link_terms_of(lived->made.world, world_maker(lived->made.world));
}

// ---- What leaves -----------------------------------------------------------------------------------------

static void expect_form(const char *report, enum data_form form) {
    struct recorded_world lived = live("take_all", (const char *[]){HOMES, "days=10", report, NULL});
    const struct gate *gate = lived.made.world->gate;
    unsigned homes = 0;
    for (uint16_t f = 0; f < gate_flow_count(gate); f++)
        for (uint32_t home = 0; home < 300 && gate_flow_at(gate, f)->data_class == DATA_TELEMETRY; home++) {
            const struct gate_entry *entry = gate_entry_at(gate, home, f);
            if (entry->transfers == 0) continue;
            assert_int_equal(entry->forms, 1u << form);
            homes++;
        }
    assert_true(homes > 50);
    recorded_world_drop(&lived);
}

static void what_leaves_is_noised_and_nothing_else(void **state) {
    (void)state;
    expect_form("product_cloud.report=raw", FORM_RAW);
    expect_form("product_cloud.report=noised", FORM_NOISED);
}

// ---- How far it is off -----------------------------------------------------------------------------------

// Nothing is cut: each home's told meter less its true one at its last reading, by the deviation of as many
// noises, is standard. A home's errors are its own.
static void told_meters_are_as_far_off_as_the_noise_says(void **state) {
    (void)state;
    struct recorded_world lived =
        live("take_all", (const char *[]){HOMES, "days=60", "product_cloud.report=noised",
                                          "product_cloud.epsilon=2", "product_cloud.range_kwh=400", NULL});
    const struct link_terms *terms = terms_of(&lived);
    double homes = 0, sum = 0, squares = 0;
    for (uint32_t home = 0; home < 300; home++) {
        const struct link_reading *reading = &terms->readings[home];
        if (reading->count == 0) continue;
        double off = (double)(reading->told_wh - reading->read_wh),
               each = off / sqrt(reading->count * geometric_variance(&terms->noise));
        homes++, sum += each, squares += each * each;
    }
    print_message("%.0f homes: mean %.3f, mean square %.3f\n", homes, sum / homes, squares / homes);
    assert_true(homes > 100 && of(&lived, "product_link_cut") == 0);
    assert_true(of(&lived, "product_link_readings") > 50 * homes);
    assert_true(fabs(sum / homes) < 3 / sqrt(homes));
    assert_true(fabs(squares / homes - 1) < 3.5 * sqrt(2 / homes));
    recorded_world_drop(&lived);
}

// Use beyond the range is not told: the meter falls behind.
static void a_narrow_range_tells_too_little(void **state) {
    (void)state;
    struct recorded_world lived =
        live("take_all",
             (const char *[]){HOMES, "days=60", "product_cloud.report=noised", "product_cloud.epsilon=16",
                              "product_cloud.range_kwh=0.5", "product_cloud.report_hours=24", NULL});
    const struct link_terms *terms = terms_of(&lived);
    double told = 0, read = 0;
    for (uint32_t home = 0; home < 300; home++) {
        told += (double)terms->readings[home].told_wh;
        read += (double)terms->readings[home].read_wh;
    }
    print_message("%.0f of %.0f kWh told, %.0f %% of readings cut\n", told / 1000, read / 1000,
                  100 * of(&lived, "product_link_cut"));
    assert_true(told < 0.5 * read && of(&lived, "product_link_cut") > 0.2);
    recorded_world_drop(&lived);
}

// ---- What the cloud makes of it --------------------------------------------------------------------------

struct twins {
    double error, expected, inside;
};

static struct twins twins_with(const char *report, const char *epsilon) {
    struct recorded_world lived =
        live("take_all", (const char *[]){HOMES, "days=180", "product_cloud.estimator=filter",
                                          "product_cloud.report_hours=24", "product_cloud.range_kwh=30",
                                          report, epsilon, NULL});
    struct twins twins = {of(&lived, "product_cloud_meter_error"), of(&lived, "product_cloud_expected_error"),
                          of(&lived, "product_cloud_inside")};
    assert_true(of(&lived, "product_cloud_judged_days") > 3000);
    print_message("%s, %s: off by %.2f kWh, said %.2f, %.1f %% inside\n", report, epsilon ? epsilon : "",
                  twins.error, twins.expected, 100 * twins.inside);
    recorded_world_drop(&lived);
    return twins;
}

// Less epsilon, further off: by little where the noise is little, and by as much as it says where it is all
// there is.
static void the_cloud_knows_how_much_noise_there_is(void **state) {
    (void)state;
    struct twins raw = twins_with("product_cloud.report=raw", NULL),
                 little = twins_with("product_cloud.report=noised", "product_cloud.epsilon=16"),
                 more = twins_with("product_cloud.report=noised", "product_cloud.epsilon=4"),
                 most = twins_with("product_cloud.report=noised", "product_cloud.epsilon=1");
    assert_true(raw.error < little.error && little.error < more.error && more.error < most.error);
    const struct twins noised[] = {little, more, most};
    for (int i = 0; i < 3; i++) assert_true(noised[i].inside > 0.9 && noised[i].inside < 0.99);
    // Of a normal E |x| = 0.798 deviations; homes differ in how many readings they told.
    assert_true(fabs(most.error / most.expected / 0.798 - 1) < 0.1);
    assert_true(most.expected > 3 * more.expected);
}

// ---- What families make of it ----------------------------------------------------------------------------

static double asked_who_allow(const char *report, const char *epsilon) {
    struct recorded_world lived =
        live("ask", (const char *[]){HOMES, "days=5", "families.understands=1", report, epsilon, NULL});
    struct gate *gate = lived.made.world->gate;
    double allow = 0;
    for (uint16_t f = 0; f < gate_flow_count(gate); f++)
        for (uint32_t home = 0; home < 300 && gate_flow_at(gate, f)->data_class == DATA_TELEMETRY; home++)
            allow += consent_state(gate, home, f, lived.made.world->end) == CONSENT_GRANTED;
    recorded_world_drop(&lived);
    return allow;
}

static void who_understands_it_allows_it_more_readily(void **state) {
    (void)state;
    double raw = asked_who_allow("product_cloud.report=raw", NULL),
           little = asked_who_allow("product_cloud.report=noised", "product_cloud.epsilon=8"),
           most = asked_who_allow("product_cloud.report=noised", "product_cloud.epsilon=0.1");
    print_message("%.0f allow the meter, %.0f and %.0f with noise\n", raw, little, most);
    assert_true(raw > 0 && little >= raw && most > raw);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_leaves_is_noised_and_nothing_else),
        cmocka_unit_test(told_meters_are_as_far_off_as_the_noise_says),
        cmocka_unit_test(a_narrow_range_tells_too_little),
        cmocka_unit_test(the_cloud_knows_how_much_noise_there_is),
        cmocka_unit_test(who_understands_it_allows_it_more_readily),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
