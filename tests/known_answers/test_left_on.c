// SPDX-License-Identifier: GPL-3.0-or-later
// An air conditioner left on during a trip, in weather that never changes, against the sum one does by hand:
// 1.84 kW at 40 % of the time is 17.664 kWh a day, 247 kWh in a fortnight, and 80,010 won on a bill of 350
// kWh.
#include "models/catalogue.h"
#include "models/cooling/air_conditioner.h"
#include "models/cooling/tariff.h"
#include "sim/engine/loop.h"
#include "sim/engine/meter.h"
#include "sim/engine/world.h"
#include "tests/support/check.h"
#include "tests/support/one_party_more.h"

enum { HOMES = 60, DAYS = 45 };

// COP 3.5 at 35 C: 6,440 W of cooling take 1,840 W. Duty D = (T_out - T_set + R gain) / (R cooling)
//   = (35 - 24.62 + 0.005 x 500) / (0.005 x 6440) = 0.4.
static const char *const settings[] = {
    "start=2018-08-01",
    "days=45",
    "homes.count=60",
    "homes.districts=1",
    "network.model=closed_form",
    "families.trips_per_year=4",
    "families.trip_mean_days=14",
    "air_conditioner.ownership=1",
    "air_conditioner.left_on=1",
    "air_conditioner.spread=0",
    "air_conditioner.cooling_w=6440",
    "air_conditioner.resistance_k_w=0.005",
    "air_conditioner.set_point_c=24.62",
    "air_conditioner.appliances_w=500",
    "air_conditioner.solar_aperture_m2=0",
    "weather.file=left_on_trace.csv",
};
static const double day_kwh = 1.84 * 0.40 * 24;

// ---- What every home used on each whole day of a trip ----------------------------------------------------

static struct {
    double kwh[HOMES];    // left-on meter at the last midnight
    int nights[HOMES];    // midnights on the present trip
    int days, idle_days;  // whole days of trips with, and without, something left on
    double sum, largest, least;
} seen;

static void observe(struct world *world, struct party *party) {
    (void)party;
    for (uint32_t h = 0; h < world->home_count; h++) {
        const struct home *home = &world->homes[h];
        double left_on_kwh = world_meter(world, h).left_on_kwh, used = left_on_kwh - seen.kwh[h];
        seen.kwh[h] = left_on_kwh;
        seen.nights[h] = home->on_trip ? seen.nights[h] + 1 : 0;
        if (seen.nights[h] < 3) continue;  // the room takes some hours to settle
        seen.idle_days += used == 0;
        if (used == 0) continue;
        seen.days++;
        seen.sum += used;
        seen.largest = fmax(seen.largest, used);
        seen.least = fmin(seen.least, used);
    }
}

static const struct party_kind observer_party = {.kind = {.name = "observer", .summary = "reads the meters"},
                                                 .midnight = observe};

// ---- The run ---------------------------------------------------------------------------------------------

static void write_weather(void) {
    FILE *file = fopen("left_on_trace.csv", "w");
    assert_non_null(file);
    fprintf(file, "time_kst,temperature_c,solar_mj_m2\n");
    int64_t start = clock_days_from_civil(2018, 8, 1);
    for (int hour = 0; hour < 24 * DAYS; hour++) {
        struct clock_date date = clock_civil_from_days(start + hour / 24);
        fprintf(file, "%d-%02d-%02dT%02d:00,35,0\n", date.year, date.month, date.day, hour % 24);
    }
    fclose(file);
}

static void must(bool done, const struct status *status) {
    if (!done) fail_msg("%s", status->message);
}

static void live(void) {
    struct status status = {0};
    write_weather();
    struct plan *plan = plan_create(one_party_more(&observer_party));
    struct plan_entry *entry;
    must(plan_add(plan, "air_conditioner", NULL, &status, &entry), &status);
    must(plan_add(plan, "observer", NULL, &status, &entry), &status);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        char name[100];
        const char *equals = strchr(settings[i], '=');
        snprintf(name, sizeof name, "%.*s", (int)(equals - settings[i]), settings[i]);
        must(plan_set_typed(plan, name, equals + 1, ORIGIN_COMMAND, &status), &status);
    }
    struct world *world = world_create(plan, NULL, 1, &status);
    must(world != NULL, &status);
    unlink("left_on_trace.csv");
    seen.least = INFINITY;
    must(world_run(world, &status), &status);
    world_free(world);
    plan_free(plan);
}

static void a_day_left_on_uses_what_the_duty_says(void **unused) {
    (void)unused;
    live();
    print_message("%d days left on, %.4f kWh a day (%.4f to %.4f), expected %.4f\n", seen.days,
                  seen.sum / seen.days, seen.least, seen.largest, day_kwh);
    assert_true(seen.days > 30);
    assert_true(seen.idle_days < seen.days);  // some left a machine that was off
    assert_true(fabs(seen.least - day_kwh) < 1e-3 * day_kwh);
    assert_true(fabs(seen.largest - day_kwh) < 1e-3 * day_kwh);
}

// With what was measured: the tariff of the months without relief, on a household's 350 kWh.
static void a_fortnight_costs_eighty_thousand_won(void **unused) {
    (void)unused;
    double fortnight_kwh = 14 * seen.sum / seen.days;
    struct tariff_terms terms = tariff_terms_for(2018, 6);
    assert_int_equal(tariff_billed_kwh(fortnight_kwh), 247);
    assert_int_equal(tariff_bill_won(&terms, 350 + fortnight_kwh) - tariff_bill_won(&terms, 350), 80010);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_left_on_uses_what_the_duty_says),
        cmocka_unit_test(a_fortnight_costs_eighty_thousand_won),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
