// SPDX-License-Identifier: GPL-3.0-or-later
// People who look at what machines are unsure of, in plain words.
#include "models/methods/normal.h"
#include "models/oversight/reviewers.h"
#include "models/oversight/supervision_technique.h"
#include "tests/support/recorded_world.h"
#include "tests/support/textbook_queue.h"

#define SCENARIO "scenarios/supervised.lua"
#define SMALL \
    "homes.count=800", "homes.districts=4", "days=60", "microwave.ownership=0", "robot_vacuum.imagines=0.02"

static const char *const small[] = {SMALL, NULL};

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}
static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

// Exponential times: the mean of so many is known to its own share of one over their root.
static void cases_take_in_the_mean(const struct recorded_world *lived, double seconds) {
    double reviewed = of(lived, "reviewers_reviewed"), mean = 3600 * of(lived, "reviewers_work") / reviewed;
    print_message("%.0f cases of %.1f s in the mean, expected %.0f\n", reviewed, mean, seconds);
    assert_true(fabs(mean - seconds) < 4 * seconds / sqrt(reviewed));
}

// Every case ends in exactly one way, but for the few under way at the end; the gate counts the same
// pictures.
static void every_case_is_decided_once(void **state) {
    (void)state;
    struct recorded_world lived = live("taken", small);
    double reviewed = of(&lived, "reviewers_caught") + of(&lived, "reviewers_let_through") +
                      of(&lived, "reviewers_confirmed") + of(&lived, "reviewers_lost");
    double cases = of(&lived, "reviewers_cases");
    assert_true(cases > 100);
    assert_true(reviewed <= of(&lived, "reviewers_reviewed") &&
                reviewed >= of(&lived, "reviewers_reviewed") - 4);
    assert_true(reviewed + of(&lived, "reviewers_unseen") <= cases);
    assert_true(reviewed + of(&lived, "reviewers_unseen") > 0.95 * cases);
    struct gate_flow pictures = scenario_world_flows(&lived.made, DATA_IMAGE, "maker", "review");
    assert_int_equal(pictures.images, (int64_t)of(&lived, "reviewers_pictures"));
    assert_int_equal(pictures.transfers_without_consent, pictures.transfers);
    cases_take_in_the_mean(&lived, 30);
    recorded_world_drop(&lived);
}

// 5 % of the false alarms they see, 80 % of the true ones: Phi(-d/2 - c), Phi(d/2 - c).
static void reviewers_err_as_often_as_their_eyes_say(void **state) {
    (void)state;
    static const char *const infested[] = {SMALL, "cockroaches.prevalence=0.35", NULL};
    struct recorded_world lived = live("taken", infested);
    double caught = of(&lived, "reviewers_caught"), passed = of(&lived, "reviewers_let_through");
    double confirmed = of(&lived, "reviewers_confirmed"), lost = of(&lived, "reviewers_lost");
    double false_seen = caught + passed, true_seen = confirmed + lost;
    print_message("%g false, %g of them passed; %g true, %g of them lost\n", false_seen, passed, true_seen,
                  lost);
    assert_true(false_seen > 50 && true_seen > 20);
    assert_true(fabs(passed / false_seen - 0.0495) < 3.5 * sqrt(0.0495 * 0.9505 / false_seen));
    assert_true(fabs(lost / true_seen - 0.1977) < 3.5 * sqrt(0.1977 * 0.8023 / true_seen));
    recorded_world_drop(&lived);
}

static void review_stops_false_alarms_before_they_reach_families(void **state) {
    (void)state;
    struct recorded_world alone = live("machine_alone", small), watched = live("taken", small);
    assert_true(of(&alone, "reviewers_acted_on") == of(&alone, "hanbit_false_alarms"));
    assert_true(of(&watched, "reviewers_acted_on") < 0.7 * of(&watched, "hanbit_false_alarms"));
    assert_true(of(&alone, "reviewers_cases") == 0 && of(&alone, "reviewers_paid") == 0);
    assert_true(of(&watched, "reviewers_paid") > of(&watched, "reviewers_work"));
    recorded_world_drop(&alone);
    recorded_world_drop(&watched);
}

// Where families are asked, no picture leaves without consent, and the machine decides alone where it may not
// leave.
static void asked_families_keep_their_pictures(void **state) {
    (void)state;
    struct recorded_world lived = live("review_all", small);
    struct gate_flow pictures = scenario_world_flows(&lived.made, DATA_IMAGE, "maker", "review");
    assert_true(pictures.transfers > 0 && pictures.transfers_without_consent == 0);
    assert_true(of(&lived, "reviewers_withheld") > 0);
    assert_true(of(&lived, "reviewers_withheld") + of(&lived, "reviewers_cases") ==
                of(&lived, "hanbit_alarms"));
    recorded_world_drop(&lived);
}

static void the_unsure_ones_are_fewer(void **state) {
    (void)state;
    static const char *const unasked[] = {SMALL, "reviewers.alarms=unsure", NULL};
    struct recorded_world all = live("taken", small), unsure = live("taken", unasked);
    assert_true(of(&unsure, "reviewers_sure") > 0);
    assert_true(of(&unsure, "reviewers_cases") < of(&all, "reviewers_cases"));
    assert_true(of(&unsure, "reviewers_lost") <= of(&all, "reviewers_lost"));
    recorded_world_drop(&all);
    recorded_world_drop(&unsure);
}

// Of two runs the newest alone reported something, or the alarm would have come before: by signal detection
// its evidence x makes the odds   expects / (1 - expects) (met exp(d x) + 1 - met) times those of the run
// without, so the machine is sure above the x at which these are even, which it passes with chance Phi(+-d/2
// - x) / Phi(+-d/2 - c). A run that is a robot's first has none before it: one of 120.
static void the_machine_is_as_often_sure_as_its_eyes_say(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL,
                                           "robot_vacuum.ownership=1",
                                           "robot_vacuum.runs_per_week=7",
                                           "robot_vacuum.alarm_runs=2",
                                           "robot_vacuum.quiet_days=0",
                                           "robot_vacuum.sees=0.8",
                                           "robot_vacuum.expects_infested=0.05",
                                           "robot_vacuum.expects_met=0.2",
                                           "reviewers.alarms=unsure",
                                           "reviewers.unsure_below=0.5",
                                           "cockroaches.prevalence=0.35",
                                           "days=120",
                                           NULL};
    struct recorded_world lived = live("taken", settings);
    struct detector eye = supervision_detector(0.8, 0.02);
    double even = 19 / supervision_no_ratio(eye, 0.2), d = eye.separation;
    double sure_above = log((even - 0.8) / 0.2) / d;
    double if_seen = normal_below(d / 2 - sure_above) / 0.8,
           if_imagined = normal_below(-d / 2 - sure_above) / 0.02;
    double seen = of(&lived, "robot_vacuum_sightings"), imagined = of(&lived, "robot_vacuum_imagined");
    double sure = of(&lived, "reviewers_sure"), expected = seen * if_seen + imagined * if_imagined;
    double error = sqrt(seen * if_seen * (1 - if_seen) + imagined * if_imagined * (1 - if_imagined));
    print_message("sure of %.0f of %.0f seen and %.0f imagined, expected %.1f +- %.1f\n", sure, seen,
                  imagined, expected, error);
    assert_true(of(&lived, "hanbit_alarms") == seen + imagined);
    assert_true(sure > 200 && sure < 0.8 * (seen + imagined));
    assert_true(fabs(sure - expected) < 4 * error);
    recorded_world_drop(&lived);
}

static void too_few_let_cases_through_unseen(void **state) {
    (void)state;
    static const char *const one[] = {SMALL, "reviewers.desks=1", NULL};
    struct recorded_world enough = live("taken", small), few = live("taken", one);
    assert_true(of(&enough, "reviewers_unseen") == 0);
    assert_true(of(&few, "reviewers_unseen") > 0.3 * of(&few, "reviewers_cases"));
    assert_true(of(&few, "reviewers_busy") > 0.98 && of(&enough, "reviewers_busy") < 0.8);
    assert_true(of(&few, "reviewers_acted_on") > of(&enough, "reviewers_acted_on"));
    recorded_world_drop(&enough);
    recorded_world_drop(&few);
}

// Around the clock, cases of other customers alone: Poisson arrivals, exponential looks, so the textbook's
// queue.
static void the_office_is_the_queue_of_the_textbook(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=30",
                                           "homes.districts=1",
                                           "days=60",
                                           "microwave.ownership=0",
                                           "robot_vacuum.ownership=0",
                                           "reviewers.opens_hour=0",
                                           "reviewers.closes_hour=24",
                                           "reviewers.desks=2",
                                           "reviewers.picture_s=60",
                                           "reviewers.other_pictures_h=90",
                                           NULL};
    struct scenario_world made = scenario_world_make(SCENARIO, "taken", 0, settings, 1);
    scenario_world_run(&made);
    const struct service_queue *queue = reviewers_queue(made.world);
    double wait = queue->waited_ms / (double)(queue->started + queue->left) / (double)CLOCK_HOUR;
    double rate = (double)queue->arrived / clock_hours(made.world->end);
    double expected = textbook_wait_h(rate, 1.0 / 60, 2);
    print_message("%.2f/h: wait %.5f h, Erlang C %.5f h\n", rate, wait, expected);
    assert_true(queue->arrived > 100000);
    assert_true(fabs(wait - expected) < 0.06 * expected);
    assert_true(fabs(queue->waiting_ms_area - queue->waited_ms) < 0.001 * queue->waiting_ms_area);
    scenario_world_drop(&made);
}

// Signs of faults need no picture: fewer technicians come for nothing, and some coming faults are not
// prevented.
static void reviewers_stop_visits_for_signs_that_mean_nothing(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=3000", "days=120",
                                           "product_health.false_signs_year=1", NULL};
    static const char file[] = "reviewed_signs.h5";
    struct status status = {0};
    struct fault fault = {0};
    struct plan_entry *entry;
    struct recorded_world lived = {
        .made = scenario_world_plan("scenarios/after_service.lua", "all_diagnosed", 0, settings)};
    if (!plan_add(lived.made.plan, "reviewers", NULL, &status, &entry)) fail_msg("%s", status.message);
    scenario_world_create(&lived.made, file, 1);
    scenario_world_run(&lived.made);
    lived.run = run_read(file, RUN_TABLES, &fault);
    unlink(file);
    if (!lived.run) fail_msg("%s", fault.message);
    double cases = of(&lived, "reviewers_cases"), stopped = of(&lived, "fault_diagnosis_stopped");
    print_message("%g signs, %g stopped\n", cases, stopped);
    assert_true(cases > 50);
    assert_true(stopped == of(&lived, "reviewers_caught") + of(&lived, "reviewers_lost"));
    assert_true(of(&lived, "reviewers_caught") > of(&lived, "reviewers_let_through"));
    assert_true(of(&lived, "reviewers_pictures") == 0);
    cases_take_in_the_mean(&lived, 300);
    recorded_world_drop(&lived);
}

// The books: every tile and dish counts once, in person-hours by their seconds.
static void the_books_of_machine_work_add_up(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=300", "homes.districts=2", "days=20", NULL};
    struct recorded_world lived = live("machine_alone", settings);
    double tiles = of(&lived, "robot_vacuum_floor_looks"), dishes = of(&lived, "microwave_looks");
    assert_true(tiles > 100000 && dishes > 1000);
    assert_true(of(&lived, "machine_work_tiles") == tiles && of(&lived, "machine_work_dishes") == dishes);
    assert_true(of(&lived, "machine_work_looks") == tiles + dishes);
    assert_true(fabs(of(&lived, "machine_work_person_hours") - (tiles * 1 + dishes * 2) / 3600) <
                1e-6 * tiles);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_is_decided_once),
        cmocka_unit_test(reviewers_err_as_often_as_their_eyes_say),
        cmocka_unit_test(review_stops_false_alarms_before_they_reach_families),
        cmocka_unit_test(asked_families_keep_their_pictures),
        cmocka_unit_test(the_unsure_ones_are_fewer),
        cmocka_unit_test(the_machine_is_as_often_sure_as_its_eyes_say),
        cmocka_unit_test(too_few_let_cases_through_unseen),
        cmocka_unit_test(the_office_is_the_queue_of_the_textbook),
        cmocka_unit_test(reviewers_stop_visits_for_signs_that_mean_nothing),
        cmocka_unit_test(the_books_of_machine_work_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
