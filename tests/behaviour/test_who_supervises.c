// SPDX-License-Identifier: GPL-3.0-or-later
// Thresholds divide alarms between machine and people, and what people say corrects the machine: as far as
// families show them pictures, and not at all where none may leave.
#include "models/oversight/calibration_technique.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

static const char scenario[] = "scenarios/who_supervises.lua";

static struct recorded_world live(const char *policy, const char *more) {
    const char *const settings[] = {"homes.count=1000", more, NULL};
    return recorded_world_live(scenario, policy, 0, settings);
}

static double metric(const struct recorded_world *lived, const char *name) {
    char full[60];
    snprintf(full, sizeof full, "office_%s", name);
    return recorded_world_metric(lived, full);
}

// Every alarm is dropped, acted on, withheld or put to people; nothing is counted twice.
static void every_alarm_goes_one_way(void **state) {
    (void)state;
    struct recorded_world lived = live("thresholds", NULL);
    double alarms = metric(&lived, "alarms"), reviewed = metric(&lived, "reviewed"),
           unseen = metric(&lived, "unseen");
    assert_true(alarms > 200 && reviewed > 0 && metric(&lived, "dropped") >= 0);
    double waiting = metric(&lived, "pictures") - reviewed - unseen;
    assert_true(waiting >= 0 && waiting <= 2);  // on its way at the end
    assert_true(metric(&lived, "cases") == metric(&lived, "pictures"));
    assert_true(alarms == metric(&lived, "dropped") + metric(&lived, "sure") + metric(&lived, "withheld") +
                              metric(&lived, "pictures"));
    assert_true(fabs(metric(&lived, "automated") - (1 - reviewed / alarms)) < 1e-12);
    recorded_world_drop(&lived);
}

static double mean_score(const struct world *world, size_t from, size_t until) {
    double sum = 0;
    for (size_t i = from; i < until; i++) sum += learning_at(world, i)->learnt.score;
    return sum / (double)(until - from);
}

// It expects too many infested homes. What people said puts that right; more pictures put it right better.
static void what_people_say_corrects_the_machine(void **state) {
    (void)state;
    struct recorded_world few = live("learns", "robot_vacuum.expects_infested=0.5"),
                          many = live("learns_taken", "robot_vacuum.expects_infested=0.5"),
                          alone = live("thresholds", "robot_vacuum.expects_infested=0.5");
    const struct world *some = few.made.world, *all = many.made.world;
    size_t rows = learning_count(all);
    assert_int_equal(rows, 6);
    assert_int_equal(learning_count(alone.made.world), 0);
    const struct learnt *last = &learning_at(all, rows - 1)->learnt,
                        *asked = &learning_at(some, rows - 1)->learnt;
    assert_ptr_equal(last->technique, &calibration_technique);
    assert_true(last->samples > 2 * asked->samples && asked->samples > 0);
    print_message("log-loss at first %.2f, later %.2f with %.0f verdicts, %.2f with %.0f\n",
                  learning_at(all, 0)->learnt.score, mean_score(all, 3, rows), last->samples,
                  mean_score(some, 3, rows), asked->samples);
    assert_true(mean_score(all, 3, rows) < 0.8 * learning_at(all, 0)->learnt.score);
    assert_true(metric(&many, "acted_on") < metric(&few, "acted_on"));
    assert_true(metric(&few, "acted_on") <= metric(&alone, "acted_on"));
    recorded_world_drop(&few);
    recorded_world_drop(&many);
    recorded_world_drop(&alone);
}

// No picture, no verdict, nothing learnt: its versions are all the first.
static void nothing_is_learnt_of_what_may_not_leave(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=500", "office.learns=true", NULL};
    struct recorded_world lived = recorded_world_live(scenario, "machine_alone", 0, settings);
    assert_int_equal(learning_count(lived.made.world), 0);  // nobody reviews: there is no flow of pictures
    recorded_world_drop(&lived);
    const char *const shut[] = {"homes.count=500", "office.learns=true", "office.alarms=all",
                                "office.drops_below=0", NULL};
    lived =
        recorded_world_live(scenario, "machine_alone", 0, shut);  // no rule for pictures: they never leave
    for (size_t i = 0; i < learning_count(lived.made.world); i++)
        assert_true(learning_at(lived.made.world, i)->learnt.samples == 0);
    assert_true(learning_count(lived.made.world) > 0 && metric(&lived, "pictures") == 0);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_alarm_goes_one_way),
        cmocka_unit_test(what_people_say_corrects_the_machine),
        cmocka_unit_test(nothing_is_learnt_of_what_may_not_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
