// SPDX-License-Identifier: GPL-3.0-or-later
// Who is beaten by whom in money, welfare and guesses, of three policies whose numbers can be weighed by
// hand. That run files become such rows, and what is printed of them, is test_front.py's.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "analysis/comparison_front.h"

enum { POLICIES = 3, RUNS = 2 };
static const char *const policies[POLICIES] = {"first", "second", "third"};

static void add(struct comparison *comparison, enum measure_group group, const char *name, const char *entry,
                const double values[POLICIES * RUNS]) {
    const struct measure measure = {.group = group,
                                    .subject = (char *)"",
                                    .name = (char *)name,
                                    .unit = (char *)"1",
                                    .entry = (char *)entry,
                                    .meaning = (char *)""};
    comparison->rows =
        fault_reallocate(comparison->rows, comparison->row_count + 1, sizeof *comparison->rows);
    struct comparison_row *row = &comparison->rows[comparison->row_count++];
    *row = (struct comparison_row){measure_copy(&measure),
                                   fault_allocate(POLICIES * RUNS, sizeof *row->values), NULL};
    memcpy(row->values, values, POLICIES * RUNS * sizeof *values);
}

// A maker's own training says of an advantage, too (the bound of its noise): nobody guesses by it.
static struct comparison *comparison_of(bool somebody_guesses) {
    struct comparison *comparison = comparison_create(policies, POLICIES, RUNS);
    add(comparison, MEASURE_WELFARE, "firms", "", (const double[]){10, 10, 10, 10, 4, 4});
    add(comparison, MEASURE_WELFARE, "families", "", (const double[]){-10, 10, 5, 5, 9, 9});
    add(comparison, MEASURE_RESULT, "training_advantage", "training",
        (const double[]){NAN, NAN, 0.9, 0.9, 0.9, 0.9});
    if (!somebody_guesses) return comparison;
    add(comparison, MEASURE_GUESSED, "ear", "", (const double[]){0.6, 0.4, 0.4, 0.4, NAN, NAN});
    add(comparison, MEASURE_GUESSED, "thief", "", (const double[]){0.3, 0.3, NAN, 0.8, NAN, NAN});
    return comparison;
}

static void test_front(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(true);
    struct comparison_front_policy *front = comparison_front(comparison);
    assert_non_null(front);
    // By the means the second is as good for firms, better for families, and less is guessed.
    assert_int_equal(front[0].above, 1);
    assert_true(front[1].above == SIZE_MAX && front[2].above == SIZE_MAX);
    const double wanted[POLICIES][3] = {{10, 0, 0.5}, {10, 5, 0.4}, {4, 9, 0}};
    for (size_t i = 0; i < POLICIES; i++) {
        assert_true(fabs(front[i].firms_won - wanted[i][0]) < 1e-12);
        assert_true(fabs(front[i].families_won - wanted[i][1]) < 1e-12);
        assert_true(fabs(front[i].guessed - wanted[i][2]) < 1e-12);
    }
    // Who has nothing to guess by in every replication guesses nothing.
    assert_string_equal(front[0].guess->measure.name, "ear");
    assert_string_equal(front[1].guess->measure.name, "ear");
    assert_null(front[2].guess);
    // In the first replication the second beats the first; in the other the thief has 0.8 of it, and the
    // first beats the second.
    assert_true(front[0].runs == 1 && front[1].runs == 1 && front[2].runs == 2);
    free(front);
    comparison_free(comparison);
}

static void test_nobody_guesses(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(false);
    assert_null(comparison_front(comparison));
    comparison_free(comparison);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_front),
        cmocka_unit_test(test_nobody_guesses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
