// SPDX-License-Identifier: GPL-3.0-or-later
// Robots among clothing, toys, cables and spills, and a maker that answers for them, in plain words.
#include "tests/support/recorded_world.h"

// Homes with a robot each that runs every day for half a year; what is seldom is often. The settings of the
// desk, if it is there.
static struct recorded_world live(const char *technique, bool answers, const char *const *of_desk) {
    const char *const settings[] = {
        "homes.count=200", "homes.districts=2", "days=180", "robot_vacuum.runs_per_week=7", technique, NULL};
    struct status status = {0};
    struct plan_entry *desk;
    struct scenario_world made = scenario_world_plan("scenarios/robot_learns.lua", "take", 0, settings);
    if (answers) plan_add(made.plan, "robot_promise", NULL, &status, &desk);
    for (; answers && *of_desk; of_desk += 2)
        plan_set_typed(made.plan, of_desk[0], of_desk[1], ORIGIN_COMMAND, &status);
    stop_on(&status);
    return recorded_world_run(made);
}
static const char curve[] = "training.technique=curve", network[] = "training.technique=network";
#define DESK(...)           \
    (const char *const[]) { \
        __VA_ARGS__, NULL   \
    }
#define SPILLS "robot_promise.met_per_run", "0.12,0.15,0.14,0.1"

static double of(const struct recorded_world *lived, const char *metric) {
    return recorded_world_metric(lived, metric);
}
static double stuck(const struct recorded_world *lived) {
    return of(lived, "robot_vacuum_stuck") / of(lived, "robot_vacuum_runs");
}

static void expect_share(double share, double chance, double of_many, const char *what) {
    double error = sqrt(chance * (1 - chance) / of_many);
    print_message("%s: %.5f, %.5f expected, within %.5f\n", what, share, chance, 4 * error);
    if (!(fabs(share - chance) <= 4 * error)) fail_msg("%s: %g, not %g", what, share, chance);
}

// Where nobody answers for them, robots know of obstacles only that they stop them; where somebody does, as
// many stop them.
static void as_many_robots_stop_as_before(void **state) {
    (void)state;
    struct recorded_world alone = live(curve, false, NULL), answered = live(curve, true, DESK(SPILLS));
    double runs = of(&answered, "robot_vacuum_runs"), per_run = 0;
    static const double met[] = {0.12, 0.15, 0.14, 0.1}, missed[] = {0.2, 0.2, 0.2, 0.8},
                        stops[] = {0.9, 0.2, 0.8 + 0.2 * 0.0005, 0.03};
    double goes_on = 1, misses = 0;
    for (int i = 0; i < 4; i++) {
        double meets = -expm1(-met[i]);
        per_run += meets, misses += meets * missed[i], goes_on *= 1 - meets * missed[i] * stops[i];
    }
    assert_true(of(&alone, "robot_vacuum_hazards_met") == 0 && of(&alone, "robot_vacuum_help_minutes") == 0);
    assert_true(of(&alone, "robot_vacuum_runs") == runs &&
                of(&alone, "robot_vacuum_messes") == of(&answered, "robot_vacuum_messes"));
    expect_share(of(&answered, "robot_vacuum_hazards_met") / runs / 4, per_run / 4, 4 * runs, "met");
    expect_share(of(&answered, "robot_vacuum_hazards_missed"), misses / per_run,
                 of(&answered, "robot_vacuum_hazards_met"), "missed");
    expect_share(stuck(&answered), 1 - goes_on, runs, "stopped");
    expect_share(stuck(&alone), -expm1(-0.25 * 0.2), of(&alone, "robot_vacuum_runs"),
                 "stopped, nobody answering");
    recorded_world_drop(&alone), recorded_world_drop(&answered);
}

// What is broken is paid, and in part made good; a ruined robot is replaced at its cost, or bought at its
// price.
static void the_promise_is_paid(void **state) {
    (void)state;
    struct recorded_world lived =
        live(curve, true, DESK(SPILLS, "robot_promise.makes_good", "0.5", "robot_promise.replaces", "0.6"));
    double broken_won = of(&lived, "robot_promise_broken_won"), ruined = of(&lived, "robot_promise_ruined"),
           replaced = of(&lived, "robot_promise_replaced");
    print_message("%.0f broken for %.0f won, %.0f robots ruined, %.0f replaced\n",
                  of(&lived, "robot_promise_broken"), broken_won, ruined, replaced);
    assert_true(of(&lived, "robot_promise_broken") > 20 && ruined > 20);
    expect_share(replaced / ruined, 0.6, ruined, "replaced");
    assert_int_equal(recorded_world_paid(&lived, "what a robot broke", NULL), (int64_t)broken_won);
    assert_int_equal(recorded_world_paid(&lived, "what a robot broke made good", NULL),
                     (int64_t)(broken_won / 2));
    assert_int_equal(recorded_world_paid(&lived, "replacing a ruined robot", NULL),
                     (int64_t)(replaced * 240000));
    assert_int_equal(recorded_world_paid(&lived, "a robot in place of a ruined one", NULL),
                     (int64_t)((ruined - replaced) * 400000));
    recorded_world_drop(&lived);
}

// Who mops what it sees spares the family the wiping; no other chance moves.
static void mopping_spares_wiping(void **state) {
    (void)state;
    struct recorded_world goes_around = live(curve, true, DESK(SPILLS)),
                          mops = live(curve, true, DESK(SPILLS, "robot_vacuum.mops", "true"));
    double mopped = of(&mops, "robot_vacuum_spills_mopped");
    assert_true(mopped > 100 && of(&goes_around, "robot_vacuum_spills_mopped") == 0);
    assert_true(of(&mops, "robot_vacuum_spills_smeared") == of(&goes_around, "robot_vacuum_spills_smeared"));
    double spared = of(&goes_around, "robot_vacuum_help_minutes") - of(&mops, "robot_vacuum_help_minutes");
    if (fabs(spared - 4 * mopped) > 1e-6 * spared)
        fail_msg("%g min spared by mopping %g spills", spared, mopped);
    recorded_world_drop(&goes_around), recorded_world_drop(&mops);
}

// A recogniser that really learns knows clothing, toys and cables; spills only where it has a class for them,
// and then fewer are smeared, and fewer robots ruined.
static void a_class_for_spills_spares_robots(void **state) {
    (void)state;
    struct recorded_world four = live(network, true, DESK(SPILLS)),
                          five = live(network, true, DESK(SPILLS, "training.knows_spills", "true"));
    print_message(
        "spills smeared: %.0f, with a class for them %.0f; robots ruined: %.0f and %.0f; recall of messes "
        "%.3f and %.3f\n",
        of(&four, "robot_vacuum_spills_smeared"), of(&five, "robot_vacuum_spills_smeared"),
        of(&four, "robot_promise_ruined"), of(&five, "robot_promise_ruined"), of(&four, "training_recall"),
        of(&five, "training_recall"));
    assert_true(of(&five, "robot_vacuum_spills_smeared") < 0.6 * of(&four, "robot_vacuum_spills_smeared"));
    assert_true(of(&five, "robot_promise_ruined") < of(&four, "robot_promise_ruined"));
    assert_true(of(&five, "training_recall") <
                of(&four, "training_recall"));  // one more class to be taken for
    recorded_world_drop(&four), recorded_world_drop(&five);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_robots_stop_as_before),
        cmocka_unit_test(the_promise_is_paid),
        cmocka_unit_test(mopping_spares_wiping),
        cmocka_unit_test(a_class_for_spills_spares_robots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
