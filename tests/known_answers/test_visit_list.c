// SPDX-License-Identifier: GPL-3.0-or-later
// Whom to visit: kinds of homes by what is known of them, what is believed of each before and after visits,
// and in which order.
#include "models/cooling/visit_list_technique.h"
#include "tests/support/check.h"

static const struct visit_list_prior prior = {.spares_k_h = 10, .others = 0.1, .weight = 4};

static size_t cell(bool old, double room_c, enum visit_found found) {
    return visit_list_cell((struct visit_known){old, room_c, found}, 28);
}

// Every kelvin up to six above the limit is a kind of its own, for each finding, on the register and off it.
static void kinds_of_homes_are_told_apart(void **state) {
    (void)state;
    static const double rooms_c[VISIT_LIST_ROOMS] = {NAN, 27.9, 28, 29.5, 30.2, 31.99, 32, 33};
    bool seen[VISIT_LIST_CELLS] = {false};
    for (int old = 0; old < 2; old++)
        for (int room = 0; room < VISIT_LIST_ROOMS; room++)
            for (int found = 0; found < VISIT_FINDINGS; found++) {
                size_t here = cell(old, rooms_c[room], (enum visit_found)found);
                assert_true(here < VISIT_LIST_CELLS && !seen[here]);
                seen[here] = true;
            }
    assert_int_equal(cell(true, 20, VISIT_NEVER), cell(true, 27.9, VISIT_NEVER));
    assert_int_equal(cell(true, 45, VISIT_NEVER), cell(true, 33, VISIT_NEVER));
}

static double believed(const struct visit_list_learner *learner, size_t of) {
    return visit_list_believed_k_h(learner, &prior, of);
}

static void what_is_believed_beforehand(void **state) {
    (void)state;
    struct visit_list_learner nothing = {0};
    assert_float_equal(believed(&nothing, cell(true, NAN, VISIT_NEVER)), 10, 1e-12);
    assert_float_equal(believed(&nothing, cell(true, 25, VISIT_NEVER)), 0, 1e-12);
    assert_float_equal(believed(&nothing, cell(true, 28.5, VISIT_NEVER)), 5, 1e-12);
    assert_float_equal(believed(&nothing, cell(true, 29.5, VISIT_NEVER)), 10, 1e-12);
    assert_float_equal(believed(&nothing, cell(true, 40, VISIT_NEVER)), 30, 1e-12);
    assert_float_equal(believed(&nothing, cell(false, 40, VISIT_NEVER)), 3, 1e-12);
    assert_float_equal(believed(&nothing, cell(true, NAN, VISIT_FOUND_HOT)), 20, 1e-12);
    assert_float_equal(believed(&nothing, cell(true, NAN, VISIT_FOUND_COOL)), 5, 1e-12);
}

// Four visits' worth of 10 beforehand, and visits that spared 0, 0 and 40: (40 + 40) / (4 + 3).
static void visits_are_weighed_against_it(void **state) {
    (void)state;
    struct visit_list_learner learner = {0};
    size_t here = cell(true, NAN, VISIT_NEVER);
    visit_list_saw(&learner, here, 0);
    visit_list_saw(&learner, here, 0);
    visit_list_saw(&learner, here, 40);
    assert_float_equal(believed(&learner, here), 80.0 / 7, 1e-12);
    assert_float_equal(believed(&learner, cell(true, 29.5, VISIT_NEVER)), 10, 1e-12);
    for (int i = 0; i < 100000; i++) visit_list_saw(&learner, here, 2);
    assert_float_equal(believed(&learner, here), 2, 0.001);
}

static void the_best_first_then_the_longest_ago_then_by_lot(void **state) {
    (void)state;
    struct visit_candidate homes[] = {{.home = 1, .luck = 5, .visited_day = 3, .believed_k_h = 1},
                                      {.home = 2, .luck = 4, .visited_day = -1, .believed_k_h = 1},
                                      {.home = 3, .luck = 9, .visited_day = 8, .believed_k_h = 2},
                                      {.home = 4, .luck = 2, .visited_day = 3, .believed_k_h = 1},
                                      {.home = 5, .luck = 2, .visited_day = 3, .believed_k_h = 1}};
    static const uint32_t order[] = {3, 2, 4, 5, 1};
    visit_list_order(homes, 5);
    for (int i = 0; i < 5; i++) assert_int_equal(homes[i].home, order[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_of_homes_are_told_apart),
        cmocka_unit_test(what_is_believed_beforehand),
        cmocka_unit_test(visits_are_weighed_against_it),
        cmocka_unit_test(the_best_first_then_the_longest_ago_then_by_lot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
