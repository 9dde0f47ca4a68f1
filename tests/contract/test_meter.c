// SPDX-License-Identifier: GPL-3.0-or-later
// The home's electricity meter stands where it should at every moment, whoever reads it, and whatever an
// appliance that uses electricity has put on it so far.
#include "sim/engine/loop.h"
#include "sim/engine/meter.h"
#include "tests/support/everything.h"
#include "tests/support/newcomers.h"

// ---- Every kind answers for now --------------------------------------------------------------------------

#define A_MOMENT 1  // ms

// Reads the meter a moment before midnight, and again when all have been brought up to midnight.
struct probe {
    double read_kwh, read_left_on_kwh;
};
static struct {
    unsigned midnights;
    double worst_kwh, worst_left_on_kwh, used_kwh;
} seen;

static time_ms before_midnight(struct visit *visit, void *state) {
    struct probe *probe = state;
    struct electric_meter meter = visit_meter(visit);
    *probe = (struct probe){meter.kwh, meter.left_on_kwh};
    return (visit->now / CLOCK_DAY + 2) * CLOCK_DAY - A_MOMENT;
}
static time_ms first_evening(struct visit *visit, void *state) {
    (void)visit, (void)state;
    return CLOCK_DAY - A_MOMENT;
}
static void at_midnight(struct visit *visit, void *state) {
    const struct probe *probe = state;
    struct electric_meter meter = visit_meter(visit);
    seen.midnights++;
    seen.worst_kwh = fmax(seen.worst_kwh, fabs(meter.kwh - probe->read_kwh));
    seen.worst_left_on_kwh = fmax(seen.worst_left_on_kwh, fabs(meter.left_on_kwh - probe->read_left_on_kwh));
    seen.used_kwh = fmax(seen.used_kwh, meter.kwh);
}
static const struct appliance_kind probe_kind = {.kind = {.name = "probe", .summary = "reads the meter"},
                                                 .state_size = sizeof(struct probe),
                                                 .silent = true,
                                                 .install = first_evening,
                                                 .act = before_midnight,
                                                 .settle = at_midnight};

// What one moment of 7 kW uses is 2e-6 kWh; what an appliance had not told before midnight would be
// hours of its use.
static void every_kind_answers_for_the_moment_it_is_asked(void **state) {
    (void)state;
    static const struct appliance_kind *const probes[] = {&probe_kind, NULL};
    struct scenario_world made = everything(probes);
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    print_message("%u midnights, a home used up to %.1f kWh, the meter jumped by up to %.2g kWh\n",
                  seen.midnights, seen.used_kwh, seen.worst_kwh);
    assert_int_equal(seen.midnights, 24 * 40);
    assert_true(seen.used_kwh > 100);
    assert_true(seen.worst_kwh < 2e-6);
    assert_true(seen.worst_left_on_kwh < 2e-6);
    scenario_world_drop(&made);
}

// ---- Known answers ---------------------------------------------------------------------------------------

static struct scenario_world meter_beside(const char *kind, const char *setting, const char *value) {
    static const char *const settings[] = {"homes.count=20", "homes.districts=2", "days=10", NULL};
    static const struct appliance_kind *const newcomers[] = {&smart_meter_appliance, NULL};
    struct status status = {0};
    struct plan_entry *entry;
    struct scenario_world made = scenario_world_plan("scenarios/first.lua", NULL, 0, settings);
    made.plan->catalogue = everything_catalogue(newcomers);
    plan_set_typed(made.plan, "air_conditioner.ownership", "0", ORIGIN_COMMAND, &status);
    plan_add(made.plan, kind, NULL, &status, &entry);
    plan_add(made.plan, "smart_meter", NULL, &status, &entry);
    plan_set_typed(made.plan, setting, value, ORIGIN_COMMAND, &status);
    stop_on(&status);
    everything_own(made.plan, plan_entry_named(made.plan, kind));
    return made;
}

static struct hours {
    unsigned count;
    double kwh, squares, read_kwh;
} hours_of(struct scenario_world made) {
    struct hours hours = {0};
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    for (size_t i = 0; i < made.world->process_count; i++) {
        const struct process *process = &made.world->processes[i];
        if (made.world->appliances[process->appliance].kind != &smart_meter_appliance) continue;
        const struct smart_meter *meter = process_state(made.world, process);
        hours.count += meter->hours;
        hours.squares += meter->squares;
        hours.read_kwh += meter->read_kwh;
    }
    for (uint32_t home = 0; home < made.world->home_count; home++)
        hours.kwh += world_meter(made.world, home).kwh;
    scenario_world_drop(&made);
    return hours;
}

// A refrigerator of 36.5 kWh a month uses 12 x 36.5 / 365 = 1.2 kWh a day, 0.05 kWh in each hour.
static void each_hour_of_a_refrigerator_is_like_the_other(void **state) {
    (void)state;
    struct hours hours = hours_of(meter_beside("refrigerator", "refrigerator.kwh_month", "36.5"));
    assert_int_equal(hours.count, 20 * (10 * 24 - 1));
    assert_true(fabs(hours.kwh - 20 * 10 * 1.2) < 1e-9);
    assert_true(fabs(hours.read_kwh - hours.count * 0.05) < 1e-9);
    assert_true(fabs(hours.squares - hours.count * 0.05 * 0.05) < 1e-9);
}

// A robot of 60 W that runs on for hours uses 0.06 kWh in each whole hour of a run: if a run lay in one hour,
// the squares would be larger than what the largest possible hours add up to.
static void a_run_lies_in_the_hours_it_takes(void **state) {
    (void)state;
    struct scenario_world made = meter_beside("robot_vacuum", "robot_vacuum.run_w", "60");
    struct status status = {0};
    plan_set_typed(made.plan, "robot_vacuum.localisation", "random", ORIGIN_COMMAND, &status);
    plan_set_typed(made.plan, "robot_vacuum.run_min", "120", ORIGIN_COMMAND, &status);
    stop_on(&status);
    struct hours hours = hours_of(made);
    assert_true(hours.kwh > 1);
    assert_true(hours.squares <= hours.kwh * 0.06 + 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_answers_for_the_moment_it_is_asked),
        cmocka_unit_test(each_hour_of_a_refrigerator_is_like_the_other),
        cmocka_unit_test(a_run_lies_in_the_hours_it_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
