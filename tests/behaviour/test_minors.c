// SPDX-License-Identifier: GPL-3.0-or-later
// In which homes somebody is under 18, by their size and by who has a child at school; and that a promise
// about minors is broken by pictures of these homes, and by no other.
#include "models/people/families.h"
#include "sim/engine/promises.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 20000 };

// As many as n independent draws of chance p make, within three standard errors.
static void within(const char *what, double seen, double n, double p) {
    double error = sqrt(n * p * (1 - p));
    print_message("%s: %.0f of %.0f, expected %.1f, standard error %.1f\n", what, seen, n, n * p, error);
    assert_true(fabs(seen - n * p) <= 3 * error);
}

static uint8_t class_of(const struct home *home) {
    return home->members - 1;
}

// Of each size as many as independent draws of these shares make.
static void check_shares(const struct world *world, const double share[SIZE_CLASSES]) {
    uint32_t homes[SIZE_CLASSES] = {0}, with[SIZE_CLASSES] = {0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        homes[class_of(&world->homes[home])]++;
        with[class_of(&world->homes[home])] += world->homes[home].minors;
    }
    for (int size = 0; size < SIZE_CLASSES; size++) {
        char what[50];
        assert_true(homes[size] > 400);
        snprintf(what, sizeof what, "of %d persons, with minors", size + 1);
        within(what, with[size], homes[size], share[size]);
    }
}

static void as_many_as_the_settings_say(void **state) {
    (void)state;
    static const double as_in_2018[] = {0, 0.05, 0.40, 0.65, 0.70}, otherwise[] = {1, 0.9, 0.5, 0.2, 0};
    const char *const settings[][4] = {
        {"homes.count=20000", "homes.districts=4", NULL},
        {"homes.count=20000", "homes.districts=4", "families.minors_share=1,0.9,0.5,0.2,0", NULL}};
    for (int i = 0; i < 2; i++) {
        struct scenario_world made = scenario_world_make("scenarios/first.lua", NULL, 0, settings[i], 1);
        check_shares(made.world, i ? otherwise : as_in_2018);
        double with = 0;
        for (uint32_t home = 0; home < HOMES; home++) with += made.world->homes[home].minors;
        if (i == 0) within("with minors, 5.04 of 20.5 million households", with, HOMES, 0.246);
        scenario_world_drop(&made);
    }
}

static void where_nobody_lives_there_are_none(void **state) {
    (void)state;
    const char *const settings[] = {"families.vacant=1", "families.minors_share=1,1,1,1,1", NULL};
    struct scenario_world made = scenario_world_make("scenarios/first.lua", NULL, 0, settings, 1);
    for (uint32_t home = 0; home < made.world->home_count; home++)
        assert_false(made.world->homes[home].minors);
    scenario_world_drop(&made);
}

// The same draw decides on both, so that the larger of the shares is left.
static void who_has_a_child_at_school_has_minors(void **state) {
    (void)state;
    static const double larger[] = {0, 0.05, 0.62, 0.65, 0.70};
    const char *const settings[] = {"homes.count=20000", "school.child_share=0.62", NULL};
    struct scenario_world made = scenario_world_make("scenarios/classroom_air.lua", NULL, 0, settings, 1);
    check_shares(made.world, larger);
    scenario_world_drop(&made);
}

// ---- A promise -------------------------------------------------------------------------------------------

static const char *const pictures[] = {"homes.count=150",  "homes.districts=2",           "days=4",
                                       "start=2018-07-20", "air_conditioner.ownership=1", NULL};

static struct scenario_world live(const struct plan_promise *promises, size_t count) {
    struct scenario_world made = scenario_world_plan("scenarios/cool_people.lua", "cloud", 0, pictures);
    for (size_t i = 0; i < count; i++) plan_promise_add(&made.plan->promises, &promises[i]);
    scenario_world_create(&made, NULL, 2);
    scenario_world_run(&made);
    return made;
}

struct counted {
    int64_t homes, times;
    time_ms first;  // its minute
};

static struct counted count(const struct world *world, bool of_minors) {
    struct counted all = {.first = CLOCK_NEVER};
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (of_minors && !world->homes[home].minors) continue;
        all.homes++;
        for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
            const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
            if (gate_flow_at(world->gate, flow)->data_class != DATA_IMAGE || entry->transfers == 0) continue;
            all.times += entry->transfers;
            if (entry->first_min * CLOCK_MINUTE < all.first) all.first = entry->first_min * CLOCK_MINUTE;
        }
    }
    return all;
}

static void only_homes_with_minors_break_it(void **state) {
    (void)state;
    const unsigned image = 1u << DATA_IMAGE;
    const struct plan_promise promises[] = {{.name = (char *)"no picture",
                                             .policy = (char *)"",
                                             .where = (char *)"test:1",
                                             .classes = image,
                                             .never = true},
                                            {.name = (char *)"none of children",
                                             .policy = (char *)"",
                                             .where = (char *)"test:2",
                                             .classes = image,
                                             .minors = true,
                                             .never = true}};
    struct scenario_world made = live(promises, 2), without = live(NULL, 0);
    const struct world *world = made.world;
    for (size_t i = 0; i < 2; i++) {
        struct promise_outcome outcome = promises_outcome(world, i);
        struct counted wanted = count(world, promises[i].minors);
        assert_int_equal(outcome.homes, wanted.homes);
        assert_int_equal(outcome.times, wanted.times);
        assert_int_equal(outcome.when / CLOCK_MINUTE * CLOCK_MINUTE, wanted.first);
        assert_int_equal(outcome.home_days_held + outcome.home_days_broken, wanted.homes * 4);
        print_message("%s: %d breaks in %d homes\n", promises[i].name, (int)wanted.times, (int)wanted.homes);
        assert_true(wanted.times > 100 && (!promises[i].minors || world->homes[outcome.home].minors));
    }
    assert_true(count(world, true).times < count(world, false).times);
    // A promise changes nothing.
    assert_int_equal(count(without.world, false).times, count(world, false).times);
    assert_int_equal(scenario_world_balance(&without, "maker"), scenario_world_balance(&made, "maker"));
    scenario_world_drop(&made);
    scenario_world_drop(&without);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_as_the_settings_say),
        cmocka_unit_test(where_nobody_lives_there_are_none),
        cmocka_unit_test(who_has_a_child_at_school_has_minors),
        cmocka_unit_test(only_homes_with_minors_break_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
