// SPDX-License-Identifier: GPL-3.0-or-later
// Learning what to do from what came of it, against what it is worth to who knows the chances.
#include "models/methods/q_learning_technique.h"
#include "models/methods/value_iteration_law.h"
#include "tests/support/check.h"

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

// ---- Two states -------------------------------------------------------------------------------------------

enum { STATES = 2, ACTIONS = 2 };

// A machine that runs well (0) or badly (1). Used (0) it earns 10 or 4, and wears with chance 0.3; mended (1)
// it earns nothing, costs 2, and runs well with chance 0.9.
static const double chance[STATES][ACTIONS][STATES] = {{{0.7, 0.3}, {0.9, 0.1}}, {{0, 1}, {0.9, 0.1}}};
static const double reward[STATES][ACTIONS] = {{10, -2}, {4, -2}};

static struct decision_process machine(double discount) {
    return (struct decision_process){STATES, ACTIONS, &chance[0][0][0], &reward[0][0], discount};
}

// Used when well, mended when bad: v0 = 10 + d (0.7 v0 + 0.3 v1), v1 = -2 + d (0.9 v0 + 0.1 v1), solved by
// hand; and never mended, where it is not worth it: v1 = 4 / (1 - d).
static void value_iteration_solves_what_can_be_solved_by_hand(void **state) {
    (void)state;
    double values[STATES], worths[STATES * ACTIONS], d = 0.9;
    struct decision_process patient = machine(d), hasty = machine(0.3);
    value_iteration_solve(&patient, 1e-9, values, worths);
    double a = 1 - 0.7 * d, b = -0.3 * d, c = -0.9 * d, e = 1 - 0.1 * d, det = a * e - b * c;
    expect_near(values[0], (10 * e + 2 * b) / det, 1e-9);
    expect_near(values[1], (-2 * a - 10 * c) / det, 1e-9);
    assert_true(worths[1 * ACTIONS + 1] > worths[1 * ACTIONS + 0]);  // mended when bad
    expect_near(values[0], worths[0], 1e-9);
    value_iteration_solve(&hasty, 1e-9, values, worths);
    expect_near(values[1], 4 / (1 - 0.3), 1e-9);
    expect_near(values[0], (10 + 0.3 * 0.3 * values[1]) / (1 - 0.3 * 0.7), 1e-9);
}

static void fewer_sweeps_are_enough_for_less(void **state) {
    (void)state;
    double rough[STATES], exact[STATES], worths[STATES * ACTIONS];
    struct decision_process process = machine(0.95), now = machine(0);
    size_t many = value_iteration_solve(&process, 1e-9, exact, worths);
    size_t few = value_iteration_solve(&process, 0.1, rough, worths);
    assert_true(few < many);
    for (int i = 0; i < STATES; i++) expect_near(rough[i], exact[i], 0.1);
    assert_int_equal(value_iteration_solve(&now, 1e-9, exact, worths), 1);
    expect_near(exact[0], 10, 0);
}

// ---- Learnt -----------------------------------------------------------------------------------------------

struct learner {
    float worth[STATES][ACTIONS];
    double tried[STATES][ACTIONS];
};

static struct q_learning_row row_of(struct learner *learner, size_t at) {
    return (struct q_learning_row){learner->worth[at], ACTIONS};
}

// Rates fall as 1 / n^0.8, so that their sum has no end and that of their squares has.
static void live(struct learner *learner, int steps, double explores) {
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("machine"), 0};
    size_t at = 0;
    for (int step = 0; step < steps; step++) {
        size_t action = q_learning_choose(row_of(learner, at), explores, random_next(&luck));
        size_t next = random_next_uniform(&luck) < chance[at][action][0] ? 0 : 1;
        double rate = pow(++learner->tried[at][action], -0.8);
        q_learning_saw(row_of(learner, at), action, reward[at][action], 0.9, row_of(learner, next), rate);
        at = next;
    }
}

static void it_learns_what_each_action_is_worth(void **state) {
    (void)state;
    double values[STATES], worths[STATES * ACTIONS];
    struct decision_process process = machine(0.9);
    value_iteration_solve(&process, 1e-9, values, worths);
    struct learner learner = {0};
    live(&learner, 1000000, 0.2);
    for (size_t i = 0; i < STATES * ACTIONS; i++) {
        double learnt = (double)learner.worth[i / ACTIONS][i % ACTIONS];
        print_message("state %zu, action %zu: %.2f, learnt %.2f\n", i / ACTIONS, i % ACTIONS, worths[i],
                      learnt);
        expect_near(learnt, worths[i], 0.01 * values[0]);
    }
    assert_true(q_learning_best(row_of(&learner, 0)) == 0 && q_learning_best(row_of(&learner, 1)) == 1);
}

// Never trying, it goes on using what runs badly: 4 a day seems better than -2.
static void who_never_tries_does_not_find_out(void **state) {
    (void)state;
    struct learner learner = {0};
    live(&learner, 100000, 0);
    assert_true(q_learning_best(row_of(&learner, 1)) == 0);
}

// ---- By hand ----------------------------------------------------------------------------------------------

static void a_step_is_as_calculated_by_hand(void **state) {
    (void)state;
    float here[3] = {1, 2, 2}, there[2] = {5, 8};
    struct q_learning_row row = {here, 3}, next = {there, 2}, end = {NULL, 0};
    assert_true(q_learning_best(row) == 1);  // the first of alike ones
    q_learning_saw(row, 0, 4, 0.5, next, 0.25);
    expect_near((double)here[0], 1 + 0.25 * (4 + 0.5 * 8 - 1), 1e-6);
    q_learning_saw(row, 2, 6, 0.5, end, 0.5);
    expect_near((double)here[2], 4, 1e-6);
    expect_near(q_learning_explores(0.4, 100, 0), 0.4, 0);
    expect_near(q_learning_explores(0.4, 100, 200), 0.1, 1e-12);
}

static void it_tries_as_often_as_it_is_told(void **state) {
    (void)state;
    float worth[4] = {0, 1, 0, 0};
    struct random_sequence luck = {{2018, 1}, random_home(0), random_stream("tries"), 0};
    double taken[4] = {0};
    for (int i = 0; i < 40000; i++)
        taken[q_learning_choose((struct q_learning_row){worth, 4}, 0.2, random_next(&luck))]++;
    for (int action = 0; action < 4; action++)
        expect_near(taken[action] / 40000, action == 1 ? 0.85 : 0.05, 0.005);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_iteration_solves_what_can_be_solved_by_hand),
        cmocka_unit_test(fewer_sweeps_are_enough_for_less),
        cmocka_unit_test(it_learns_what_each_action_is_worth),
        cmocka_unit_test(who_never_tries_does_not_find_out),
        cmocka_unit_test(a_step_is_as_calculated_by_hand),
        cmocka_unit_test(it_tries_as_often_as_it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
