// SPDX-License-Identifier: GPL-3.0-or-later
// A machine's confidence corrected by what people said: it finds the distortion that was put in, and corrects
// nothing that is right.
#include "models/oversight/calibration_technique.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { CASES = 40000 };
static struct calibration_case cases[CASES];
static double confidence[CASES];
static bool truth[CASES];

// Cases whose true chance is that of `law` at the machine's confidence.
static void draw(struct confidence_correction law, const char *name) {
    struct random_sequence luck = {.key = {2018, 0}, .stream = random_stream(name)};
    for (size_t i = 0; i < CASES; i++) {
        confidence[i] = random_next_uniform(&luck);
        truth[i] = random_next_uniform(&luck) < calibration_confidence(law, confidence[i]);
        cases[i] = (struct calibration_case){calibration_log_odds(confidence[i]), truth[i]};
    }
}

static double mean_loss(struct confidence_correction by) {
    double sum = 0;
    for (size_t i = 0; i < CASES; i++)
        sum += calibration_loss(calibration_confidence(by, confidence[i]), truth[i]);
    return sum / CASES;
}

static void test_what_was_put_in_is_found(void **state) {
    (void)state;
    static const struct confidence_correction laws[] = {{0, 1}, {-1.5, 0.6}, {0.8, 1.7}};
    for (size_t i = 0; i < 3; i++) {
        draw(laws[i], "laws");
        struct confidence_correction found = calibration_fit(cases, CASES);
        assert_true(fabs(found.shift - laws[i].shift) < 0.06 && fabs(found.slope - laws[i].slope) < 0.04);
        assert_true(mean_loss(found) <= mean_loss(laws[i]) + 1e-4);
        if (i) assert_true(mean_loss(found) < mean_loss(calibration_none) - 0.02);
    }
}

static void test_few_cases_correct_little(void **state) {
    (void)state;
    struct confidence_correction none = calibration_fit(NULL, 0);
    assert_true(none.shift == 0 && none.slope == 1);
    draw((struct confidence_correction){-1.5, 0.6}, "few");
    struct confidence_correction few = calibration_fit(cases, 3), many = calibration_fit(cases, 2000);
    assert_true(fabs(few.shift) < 1 && fabs(few.slope - 1) < 1);
    assert_true(fabs(many.shift + 1.5) < 0.2 && fabs(many.slope - 0.6) < 0.15);
}

// Where everybody says yes there is no end to the likelihood; the prior ends it.
static void test_one_sided_cases_end(void **state) {
    (void)state;
    for (size_t i = 0; i < 100; i++)
        cases[i] = (struct calibration_case){calibration_log_odds(0.01 * (double)i + 0.001), true};
    struct confidence_correction all = calibration_fit(cases, 100);
    assert_true(isfinite(all.shift) && isfinite(all.slope) && all.shift > 1);
    assert_true(calibration_confidence(all, 0.5) > 0.8);
    assert_true(fabs(calibration_confidence(calibration_none, 0.3) - 0.3) < 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_put_in_is_found),
        cmocka_unit_test(test_few_cases_correct_little),
        cmocka_unit_test(test_one_sided_cases_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
