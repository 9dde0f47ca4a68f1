// SPDX-License-Identifier: GPL-3.0-or-later
// The recogniser against what is known in closed form: two Gaussians, accuracy as asked for, confidence that
// is as often right as it says, and Chow's relation between asking and erring.
#include "models/methods/recogniser_technique.h"
#include "tests/support/check.h"

enum { PICTURES = 60000 };

static const struct recogniser_task foods = {.classes = 7,
                                             .share = {0.25, 0.20, 0.12, 0.10, 0.06, 0.06, 0.21},
                                             .group = {0, 0, 1, 2, 1, 3, 0},
                                             .likeness = 0.5};

static double phi(double x) {
    return 0.5 * erfc(-x / sqrt(2));
}

static struct random_sequence luck_of(uint32_t entity) {
    return (struct random_sequence){{2018, 1}, random_home(entity), random_stream("test recogniser"), 0};
}

static unsigned draw_truth(const struct recogniser_task *task, struct random_sequence *luck) {
    return (unsigned)random_weighted(random_next(luck).word[0], task->share, task->classes);
}

// Three standard errors of a share.
static void assert_share(double counted, double of, double expected) {
    double error = sqrt(expected * (1 - expected) / of);
    if (fabs(counted / of - expected) > 3 * error + 1e-12)
        fail_msg("%.5f of %.0f, expected %.5f +- %.5f", counted / of, of, expected, 3 * error);
}

// Distance D between two classes in equal shares: Phi(-D / 2) wrong. 0.15866, 0.02275 and 0.00135 for 2,
// 4, 6.
static void test_two_classes_err_as_two_gaussians_do(void **state) {
    (void)state;
    const double distance[] = {2, 4, 6}, wrong[] = {0.15866, 0.02275, 0.00135};
    for (int i = 0; i < 3; i++) {
        struct recogniser_task task = {.classes = 2, .share = {1, 1}, .group = {0, 1}};
        struct recogniser recogniser = recogniser_with(&task, distance[i] / sqrt(2));
        assert_float_equal(phi(-distance[i] / 2), wrong[i], 5e-6);
        struct random_sequence luck = luck_of((uint32_t)i);
        double errors = 0;
        for (unsigned n = 0; n < PICTURES; n++)
            errors += recogniser_look(&recogniser, n % 2, &luck).answer != n % 2;
        assert_share(errors, PICTURES, wrong[i]);
    }
}

// The same inside a group: distance d sqrt(2 (1 - likeness)).
static void test_alike_classes_are_nearer(void **state) {
    (void)state;
    struct recogniser_task task = {.classes = 2, .share = {1, 1}, .group = {0, 0}, .likeness = 0.75};
    struct recogniser recogniser = recogniser_with(&task, 2 / sqrt(2 * 0.25));
    struct random_sequence luck = luck_of(9);
    double errors = 0;
    for (unsigned n = 0; n < PICTURES; n++)
        errors += recogniser_look(&recogniser, n % 2, &luck).answer != n % 2;
    assert_share(errors, PICTURES, 0.15866);
}

// Asking below confidence c, two classes at distance D: with L = ln(c / (1 - c)),
// it errs in Phi(-D/2 - L/D) and asks in Phi(-D/2 + L/D) - Phi(-D/2 - L/D) of the cases.
static void test_asking_two_gaussians(void **state) {
    (void)state;
    const double d = 2, c = 0.8, l = log(c / (1 - c));
    struct recogniser_task task = {.classes = 2, .share = {1, 1}, .group = {0, 1}};
    struct recogniser recogniser = recogniser_with(&task, d / sqrt(2));
    struct random_sequence luck = luck_of(20);
    double errors = 0, asked = 0;
    for (unsigned n = 0; n < PICTURES; n++) {
        struct recogniser_answer seen = recogniser_look(&recogniser, n % 2, &luck);
        asked += seen.confidence < c;
        errors += seen.confidence >= c && seen.answer != n % 2;
    }
    assert_share(errors, PICTURES, phi(-d / 2 - l / d));
    assert_share(asked, PICTURES, phi(-d / 2 + l / d) - phi(-d / 2 - l / d));
}

// Fitted on 4,000 pictures, whose mean confidence has a standard error of about 0.003.
static void test_accuracy_is_what_was_asked_for(void **state) {
    (void)state;
    const double accuracy[] = {0.6, 0.85, 0.97};
    for (int i = 0; i < 3; i++) {
        struct recogniser recogniser = recogniser_fit(&foods, accuracy[i]);
        struct random_sequence luck = luck_of(30 + (uint32_t)i);
        double right = 0;
        for (int n = 0; n < PICTURES; n++) {
            unsigned truth = draw_truth(&foods, &luck);
            right += recogniser_look(&recogniser, truth, &luck).answer == truth;
        }
        assert_float_equal(right / PICTURES, accuracy[i], 0.01);
    }
}

// Of the answers with a confidence around c, c are right.
static void test_confidence_is_honest(void **state) {
    (void)state;
    enum { BINS = 10 };
    double count[BINS] = {0}, right[BINS] = {0}, said[BINS] = {0};
    struct recogniser recogniser = recogniser_fit(&foods, 0.85);
    struct random_sequence luck = luck_of(40);
    for (int n = 0; n < PICTURES; n++) {
        unsigned truth = draw_truth(&foods, &luck);
        struct recogniser_answer seen = recogniser_look(&recogniser, truth, &luck);
        int bin = (int)fmin(BINS - 1, seen.confidence * BINS);
        count[bin]++;
        said[bin] += seen.confidence;
        right[bin] += seen.answer == truth;
    }
    int looked_at = 0;
    for (int bin = 0; bin < BINS; bin++) {
        if (count[bin] < 300) continue;
        assert_share(right[bin], count[bin], said[bin] / count[bin]);
        looked_at++;
    }
    assert_true(looked_at >= 6);
}

// Chow: from threshold a to b, each further case that is asked about would have been wrong with a chance
// between 1 - b and 1 - a, so the errors saved lie between those shares of the questions added.
static void test_asking_saves_errors_at_chows_rate(void **state) {
    (void)state;
    struct recogniser recogniser = recogniser_fit(&foods, 0.85);
    const double threshold[] = {0.5, 0.6, 0.7, 0.8, 0.9};
    double errors[5] = {0}, asked[5] = {0};
    struct random_sequence luck = luck_of(50);
    for (int n = 0; n < PICTURES; n++) {
        unsigned truth = draw_truth(&foods, &luck);
        struct recogniser_answer seen = recogniser_look(&recogniser, truth, &luck);
        for (int i = 0; i < 5; i++) {
            asked[i] += seen.confidence < threshold[i];
            errors[i] += seen.confidence >= threshold[i] && seen.answer != truth;
        }
    }
    for (int i = 1; i < 5; i++) {
        double more = asked[i] - asked[i - 1], saved = errors[i - 1] - errors[i];
        double noise = 3 * sqrt(more) / 2;
        assert_true(more > 100);
        assert_true(saved > (1 - threshold[i]) * more - noise);
        assert_true(saved < (1 - threshold[i - 1]) * more + noise);
    }
}

// Foods of one group are taken for each other more often than for others.
static void test_similar_foods_are_confused_more(void **state) {
    (void)state;
    double answer[RECOGNISER_CLASSES_MOST][RECOGNISER_CLASSES_MOST];
    struct recogniser_task equal = foods;
    for (int i = 0; i < 7; i++) equal.share[i] = 1;
    struct recogniser recogniser = recogniser_fit(&equal, 0.85);
    recogniser_test(&recogniser, 0, 20000, answer);
    for (int i = 0; i < 7; i++) {
        double sum = 0;
        for (int j = 0; j < 7; j++) sum += answer[i][j];
        assert_float_equal(sum, 1, 1e-9);
    }
    assert_true(answer[2][4] > 2 * answer[2][3]);  // dumplings for pizza, against milk
    assert_true(answer[0][6] > 2 * answer[0][5]);  // rice for leftovers, against a sweet potato
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_classes_err_as_two_gaussians_do),
        cmocka_unit_test(test_alike_classes_are_nearer),
        cmocka_unit_test(test_asking_two_gaussians),
        cmocka_unit_test(test_accuracy_is_what_was_asked_for),
        cmocka_unit_test(test_confidence_is_honest),
        cmocka_unit_test(test_asking_saves_errors_at_chows_rate),
        cmocka_unit_test(test_similar_foods_are_confused_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
