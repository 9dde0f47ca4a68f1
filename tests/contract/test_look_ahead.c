// SPDX-License-Identifier: GPL-3.0-or-later
// What a kind promises (silent, independent) lets others look ahead past its moments, and itself live a
// window in one go. That is for speed alone: a world in which no promise is relied on, and everybody stops at
// everybody's moments, writes the same bytes. Tried on every scenario, and on a home in which everything
// there is stands side by side.
#include <glob.h>

#include "analysis/read_run.h"
#include "tests/support/everything.h"
#include "tests/support/newcomers.h"

// ---- One world, lived twice ------------------------------------------------------------------------------

struct life {
    char file[100];
    uint64_t events;
};

static struct life live(struct scenario_world made, bool step_by_step) {
    struct life life;
    snprintf(life.file, sizeof life.file, "test_look_ahead_%d_%d.h5", (int)getpid(), step_by_step);
    made.plan->step_by_step = step_by_step;
    scenario_world_create(&made, life.file, 1);
    scenario_world_run(&made);
    life.events = world_events(made.world);
    scenario_world_drop(&made);
    return life;
}

static bool same_bytes(const char *one, const char *other) {
    FILE *files[] = {fopen(one, "rb"), fopen(other, "rb")};
    int a = 0, b = 0;
    while (a == b && a != EOF) {
        a = getc(files[0]);
        b = getc(files[1]);
    }
    fclose(files[0]);
    fclose(files[1]);
    return a == b;
}

// Which numbers differ, for whoever has to find out why.
static void print_differences(const char *one, const char *other) {
    struct fault fault = {0};
    struct run *a = run_read(one, RUN_HOMES, &fault), *b = run_read(other, RUN_HOMES, &fault);
    assert_non_null(a);
    assert_non_null(b);
    for (size_t i = 0; i < a->series_count; i++)
        for (size_t at = 0; at < a->days * a->segments; at++)
            if (a->series[i].values[at] != b->series[i].values[at]) {
                print_error("  %s: %.17g, step by step %.17g\n", a->series[i].name, a->series[i].values[at],
                            b->series[i].values[at]);
                break;
            }
    for (size_t i = 0; i < a->column_count; i++)
        for (size_t home = 0; home < a->homes; home++)
            if (a->columns[i].values[home] != b->columns[i].values[home]) {
                print_error("  home %zu, %s: %.17g, step by step %.17g\n", home, a->columns[i].name,
                            a->columns[i].values[home], b->columns[i].values[home]);
                break;
            }
    run_free(a);
    run_free(b);
}

// True: the same. Both plans are alike; the second world has more to do, or the promises are good for
// nothing.
static bool looking_ahead_changes_nothing(struct scenario_world ahead, struct scenario_world again,
                                          const char *what) {
    struct life one = live(ahead, false), other = live(again, true);
    bool same = same_bytes(one.file, other.file);
    if (!same && what) {
        print_error("%s: looking ahead changes what happens\n", what);
        print_differences(one.file, other.file);
    }
    assert_true(other.events >= one.events);
    unlink(one.file);
    unlink(other.file);
    return same;
}

// ---- Every scenario --------------------------------------------------------------------------------------

static const char *const small[] = {"homes.count=30", "homes.districts=2", "days=5", "start=2018-07-20",
                                    NULL};

static void policies_are_the_same(const char *path, bool all) {
    size_t count;
    struct scenario_world made = scenario_world_plan(path, NULL, 0, NULL);
    const struct scenario_policy *policies = scenario_policies(made.file, &count);
    for (size_t i = all || count == 0 ? 0 : count - 1; i < count || i == 0; i++) {
        const char *policy = count ? policies[i].name : NULL;
        char what[300];
        snprintf(what, sizeof what, "%s, %s", path, policy ? policy : "no policy");
        assert_true(looking_ahead_changes_nothing(scenario_world_plan(path, policy, 0, small),
                                                  scenario_world_plan(path, policy, 0, small), what));
    }
    scenario_world_drop(&made);
}

// Under its last policy, which is the one that takes most.
static void every_scenario_is_the_same_step_by_step(void **state) {
    (void)state;
    glob_t found;
    assert_int_equal(glob(MARU_SOURCE_FOLDER "/scenarios/*.lua", 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 20);
    for (size_t i = 0; i < found.gl_pathc; i++)
        policies_are_the_same(found.gl_pathv[i] + strlen(MARU_SOURCE_FOLDER "/"), false);
    globfree(&found);
}

// Who looks furthest ahead, with each of its sensors.
static void every_sensor_is_the_same_step_by_step(void **state) {
    (void)state;
    policies_are_the_same("scenarios/cool_people.lua", true);
    policies_are_the_same("scenarios/left_on.lua", true);
}

// ---- Everything side by side -----------------------------------------------------------------------------

static const struct appliance_kind *const newcomers[] = {&smart_meter_appliance, &door_lock_appliance, NULL};

static void every_kind_lives_in_it(void **state) {
    (void)state;
    struct scenario_world made = everything(newcomers);
    scenario_world_create(&made, NULL, 1);
    for (const struct appliance_kind *const *kind = made.plan->catalogue->appliances; *kind; kind++) {
        bool found = false;
        for (size_t i = 0; i < made.world->process_count; i++)
            found |= made.world->appliances[made.world->processes[i].appliance].kind == *kind;
        if (!found) fail_msg("no home has a %s", (*kind)->kind.name);
    }
    scenario_world_drop(&made);
}

static void everything_is_the_same_step_by_step(void **state) {
    (void)state;
    assert_true(looking_ahead_changes_nothing(everything(newcomers), everything(newcomers), "everything"));
}

// ---- The test itself -------------------------------------------------------------------------------------

static time_ms in_a_minute(struct visit *visit, void *state) {
    (void)state;
    return visit->now + CLOCK_MINUTE;
}

// It promises to read nothing that others change, and reads who is up.
static time_ms peep(struct visit *visit, void *state) {
    (void)state;
    do visit->metrics[0] += visit->home->active;
    while (visit_goes_on(visit, visit->now + CLOCK_MINUTE));
    return visit->now + CLOCK_MINUTE;
}

// It promises to be silent, and wakes the family's air conditioner by somebody who is not there.
static time_ms haunt(struct visit *visit, void *state) {
    (void)state;
    bool evening = clock_time_of_day(visit->now) > 20 * CLOCK_HOUR;
    visit->home->active = (uint8_t)(visit->home->members * evening);
    return visit->now + CLOCK_MINUTE;
}

static const struct metric minutes_up[] = {{"up", "1", "persons seen", false, NULL}};
static const struct appliance_kind peeper = {.kind = {.name = "peeper", .summary = "breaks a promise"},
                                             .metrics = minutes_up,
                                             .metric_count = 1,
                                             .independent = true,
                                             .install = in_a_minute,
                                             .act = peep};
static const struct appliance_kind ghost = {.kind = {.name = "ghost", .summary = "breaks a promise"},
                                            .silent = true,
                                            .install = in_a_minute,
                                            .act = haunt};

static void a_broken_promise_is_found(void **state) {
    (void)state;
    static const struct appliance_kind *const liars[][2] = {{&peeper, NULL}, {&ghost, NULL}};
    for (size_t i = 0; i < 2; i++)
        assert_false(looking_ahead_changes_nothing(everything(liars[i]), everything(liars[i]), NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scenario_is_the_same_step_by_step),
        cmocka_unit_test(every_sensor_is_the_same_step_by_step),
        cmocka_unit_test(every_kind_lives_in_it),
        cmocka_unit_test(everything_is_the_same_step_by_step),
        cmocka_unit_test(a_broken_promise_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
