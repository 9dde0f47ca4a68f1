// SPDX-License-Identifier: GPL-3.0-or-later
// Cockroaches that move from flat to flat: as many as the chain binomial says, from flats that are infested
// into flats of the same building, whatever the threads; and nothing where nothing moves.
#include "models/pests/infestation_spread.h"

#include "models/people/buildings.h"
#include "models/pests/infestation.h"
#include "tests/support/scenario_world.h"

#define SCENARIO "scenarios/building.lua"
enum { FLATS = 10, DAYS = 120 };
#define RATE 0.001

// Nobody notices, treats or brings any: what is infested stays so, and full (founders = capacity).
#define FULL                                                                                              \
    "homes.count=1500", "homes.districts=7", "days=120", "families.flats=10", "robot_vacuum.ownership=0", \
        "cockroaches.founders=50", "cockroaches.capacity=50", "cockroaches.calls_firm=0",                 \
        "cockroaches.treats_itself=0", "cockroaches.prevalence=0.1", "cockroaches.at_start=1"

static const char *const full[] = {FULL, "cockroaches.spreads_per_day=0.001", NULL};

static bool is_infested(const struct world *world, uint32_t home) {
    return infestation_lives(&world->model->infestations[home], world->now);
}

static unsigned infested_in(const struct world *world, uint32_t building) {
    const struct buildings *buildings = world->model->buildings;
    unsigned count = 0;
    for (uint32_t i = buildings->first[building]; i < buildings->first[building + 1]; i++)
        count += is_infested(world, buildings->flat[i]);
    return count;
}

// ---- The chain binomial --------------------------------------------------------------------------------

// of[m]: chance that m of the flats are infested. One midnight later each of the others has got some with 1 -
// (1 - p)^m, p from each that is.
static void one_midnight(unsigned flats, double *of) {
    double next[FLATS + 1] = {0};
    for (unsigned m = 0; m <= flats; m++) {
        double caught = 1 - exp(-RATE * m), choices = 1;
        for (unsigned more = 0; more <= flats - m; more++) {
            next[m + more] += of[m] * choices * pow(caught, more) * pow(1 - caught, flats - m - more);
            choices = choices * (flats - m - more) / (more + 1);
        }
    }
    memcpy(of, next, sizeof next);
}

struct expected {
    double mean, variance;
};
static struct expected after(unsigned flats, unsigned infested, unsigned midnights) {
    double of[FLATS + 1] = {0}, mean = 0, square = 0;
    of[infested] = 1;
    for (unsigned i = 0; i < midnights; i++) one_midnight(flats, of);
    for (unsigned m = 0; m <= flats; m++) mean += of[m] * m, square += of[m] * m * m;
    return (struct expected){mean, square - mean * mean};
}

// The luck of the flat's infestation on that day.
static double luck_of_day(const struct world *world, uint32_t home, uint32_t day) {
    const struct process *process = &world->processes[world->homes[home].first_process];
    while (world->appliances[process->appliance].kind != &infestation_appliance) process++;
    uint32_t stream = random_substream(process_stream(world, process), 1);
    return random_uniform(random_block(world->key, random_home(home), stream, day).word[0]);
}

// Flat by flat from the same luck: infested[homes] from what it was at the start to what it is at the end.
// The last midnight ends the run: nobody lives on from it.
static void live_by_its_words(const struct world *world, bool *infested) {
    const struct buildings *buildings = world->model->buildings;
    for (uint32_t day = 1; day < DAYS; day++)
        for (uint32_t b = 0; b < buildings->count; b++) {
            unsigned sources = 0;
            for (uint32_t i = buildings->first[b]; i < buildings->first[b + 1]; i++)
                sources += infested[buildings->flat[i]];
            for (uint32_t i = buildings->first[b]; i < buildings->first[b + 1]; i++)
                if (luck_of_day(world, buildings->flat[i], day) < 1 - exp(-RATE * sources))
                    infested[buildings->flat[i]] = true;
        }
}

static void they_move_as_the_chain_binomial_says(void **state) {
    (void)state;
    struct scenario_world made = scenario_world_make(SCENARIO, "nobody", 0, full, 1);
    struct world *world = made.world;
    uint32_t count = world->model->buildings->count;
    unsigned *before = status_allocate(count, sizeof *before), clean = 0;
    bool *infested = status_allocate(world->home_count, sizeof *infested);
    for (uint32_t b = 0; b < count; b++) before[b] = infested_in(world, b);
    for (uint32_t home = 0; home < world->home_count; home++) infested[home] = is_infested(world, home);
    scenario_world_run(&made);
    live_by_its_words(world, infested);
    for (uint32_t home = 0; home < world->home_count; home++)
        assert_true(is_infested(world, home) == infested[home]);
    struct expected sum = {0};
    double lived = 0, first = 0;
    for (uint32_t b = 0; b < count; b++) {
        uint32_t flats = world->model->buildings->first[b + 1] - world->model->buildings->first[b];
        struct expected one = after(flats, before[b], DAYS - 1);
        sum.mean += one.mean;
        sum.variance += one.variance;
        lived += infested_in(world, b);
        first += before[b];
        clean += before[b] == 0;
        assert_true(before[b] > 0 || infested_in(world, b) == 0);
    }
    double off = (lived - sum.mean) / sqrt(sum.variance);
    print_message("%.0f infested flats became %.0f; expected %.1f +- %.1f, off by %.2f\n", first, lived,
                  sum.mean, sqrt(sum.variance), off);
    assert_true(fabs(off) < 3.5 && sum.mean > 1.5 * first && clean > 20);
    free(before);
    free(infested);
    scenario_world_drop(&made);
}

// ---- What it hangs on ----------------------------------------------------------------------------------

static struct infestation *ends_of(const char *const *settings, int threads, uint32_t *count) {
    struct scenario_world made = scenario_world_make(SCENARIO, "nobody", 0, settings, threads);
    scenario_world_run(&made);
    *count = made.world->home_count;
    struct infestation *ends = status_allocate(*count, sizeof *ends);
    memcpy(ends, made.world->model->infestations, *count * sizeof *ends);
    scenario_world_drop(&made);
    return ends;
}

static void threads_change_nothing(void **state) {
    (void)state;
    static const char *const lively[] = {"homes.count=800", "days=40", "cockroaches.spreads_per_day=0.05",
                                         "cockroaches.noticed_per_day=0.005", NULL};
    uint32_t count, again;
    struct infestation *one = ends_of(lively, 1, &count), *three = ends_of(lively, 3, &again);
    assert_int_equal(count, again);
    assert_memory_equal(one, three, count * sizeof *one);
    free(one);
    free(three);
}

static void where_nothing_moves_nothing_does(void **state) {
    (void)state;
    static const char *const still[] = {FULL, "cockroaches.spreads_per_day=0", NULL};
    struct scenario_world made = scenario_world_make(SCENARIO, "nobody", 0, still, 1);
    uint32_t before = 0, afterwards = 0;
    assert_true(!infestation_spreads(made.world));
    for (uint32_t home = 0; home < made.world->home_count; home++) before += is_infested(made.world, home);
    scenario_world_run(&made);
    for (uint32_t home = 0; home < made.world->home_count; home++)
        afterwards += is_infested(made.world, home);
    assert_true(before > 50);
    assert_int_equal(before, afterwards);
    scenario_world_drop(&made);
}

static void a_plan_keeps_them_away(void **state) {
    (void)state;
    struct scenario_world made = scenario_world_make(SCENARIO, "nobody", 0, full, 1);
    struct world *world = made.world;
    uint32_t before = 0, afterwards = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        world->model->infestations[home].protected = CLOCK_NEVER;
        before += is_infested(world, home);
    }
    scenario_world_run(&made);
    for (uint32_t home = 0; home < world->home_count; home++) afterwards += is_infested(world, home);
    assert_int_equal(before, afterwards);
    scenario_world_drop(&made);
}

// ---- Buildings -----------------------------------------------------------------------------------------

static void a_building_is_of_one_district_and_age(void **state) {
    (void)state;
    static const char *const mixed[] = {"homes.count=1000",        "homes.districts=7",   "families.flats=12",
                                        "families.apartments=0.6", "families.vacant=0.1", NULL};
    struct scenario_world made = scenario_world_make(SCENARIO, "nobody", 0, mixed, 1);
    const struct world *world = made.world;
    const struct buildings *buildings = world->model->buildings;
    uint32_t listed = 0, lived_in = 0;
    for (uint32_t b = 0; b < buildings->count; b++) {
        const uint32_t *flat = &buildings->flat[buildings->first[b]];
        uint32_t flats = buildings->first[b + 1] - buildings->first[b];
        assert_true(flats <= 12);
        for (uint32_t i = 0; i < flats; i++) {
            assert_int_equal(buildings->of[flat[i]], b);
            assert_int_equal(world->homes[flat[i]].district, world->homes[flat[0]].district);
            assert_int_equal(world->homes[flat[i]].building_age, world->homes[flat[0]].building_age);
            assert_true(world->homes[flat[i]].apartment && world->homes[flat[i]].members > 0);
        }
        listed += flats;
    }
    for (uint32_t home = 0; home < world->home_count; home++) {
        bool lives = world->homes[home].apartment && world->homes[home].members > 0;
        lived_in += lives;
        assert_true(lives == (buildings->of[home] != BUILDINGS_NONE));
    }
    assert_int_equal(listed, lived_in);
    assert_true(lived_in > 400 && lived_in < 700);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_move_as_the_chain_binomial_says),  cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(where_nothing_moves_nothing_does),      cmocka_unit_test(a_plan_keeps_them_away),
        cmocka_unit_test(a_building_is_of_one_district_and_age),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
