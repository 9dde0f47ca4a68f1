// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to watch a machine: base rates, signal detection, two pairs of eyes, and how many people.
#include "models/methods/normal.h"
#include "models/oversight/supervision_technique.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"
#include "tests/support/textbook_queue.h"

static bool near(double seen, double expected, double most) {
    return fabs(seen - expected) <= most;
}

// 4 runs a week at one false sighting in 1,000.
static void one_in_a_thousand_is_a_false_alarm_in_every_fifth_home_a_year(void **state) {
    (void)state;
    assert_true(near(supervision_ever(0.001, 208), 0.188, 0.0005));
    assert_true(near(supervision_ever(1e-12, 5), 5e-12, 1e-20));
}

// 1 % of runs meet one, 0.8 seen, 0.001 imagined: 0.008 of 0.00899; at 0.1 % prevalence hardly one in two is
// real.
static void the_rarer_the_thing_the_less_a_yes_means(void **state) {
    (void)state;
    assert_true(near(supervision_precision(0.01, 0.8, 0.001), 0.008 / 0.00899, 1e-12));
    assert_true(near(supervision_precision(0.001, 0.8, 0.001), 0.0008 / 0.001799, 1e-12));
}

static void the_normal_law_and_its_inverse(void **state) {
    (void)state;
    assert_true(near(normal_quantile(0.975), 1.959963985, 1e-8));
    assert_true(near(normal_quantile(0.001), -3.090232306, 1e-8));
    for (double p = 1e-9; p < 1; p = p * 3) assert_true(near(normal_below(normal_quantile(p)) / p, 1, 1e-9));
}

// d' = z(hits) - z(falses): 0.8416 + 3.0902; c = half the sum, negated.
static void a_detector_is_two_rates(void **state) {
    (void)state;
    struct detector eye = supervision_detector(0.8, 0.001);
    assert_true(near(eye.separation, 3.931854, 1e-5));
    assert_true(near(eye.criterion, 1.124306, 1e-5));
    assert_true(near(supervision_hits(eye), 0.8, 1e-9));
    assert_true(near(supervision_falses(eye), 0.001, 1e-9));
}

static struct random_sequence pictures(const char *meaning) {
    return (struct random_sequence){{7, 0}, random_home(0), random_stream(meaning), 0};
}

// The evidence behind a yes lies beyond the criterion, and its mean is that of the truncated normal, mu + phi
// / P(yes).
static void what_a_yes_looks_like(void **state) {
    (void)state;
    enum { LOOKS = 100000 };
    struct detector eye = supervision_detector(0.8, 0.02);
    for (int there = 0; there < 2; there++) {
        struct random_sequence luck = pictures("evidence");
        double sum = 0, mean = there ? eye.separation / 2 : -eye.separation / 2;
        for (int i = 0; i < LOOKS; i++) {
            double x = supervision_evidence(eye, there, random_next_uniform(&luck));
            assert_true(x > eye.criterion - 1e-9);
            sum += x;
        }
        double z = eye.criterion - mean, tail = there ? 0.8 : 0.02;
        assert_true(near(sum / LOOKS, mean + exp(-z * z / 2) / sqrt(8 * atan(1)) / tail, 0.01));
    }
}

// Homes of which a known share is infested, each looked at for six runs by a machine that knows how often it
// would meet one: of alarms at a confidence of 0.3 to 0.6, say, as many are real as the confidence says.
static void the_machine_is_as_often_right_as_it_says(void **state) {
    (void)state;
    enum { HOMES = 400000, RUNS = 6, BINS = 4 };
    static const double edges[BINS + 1] = {0, 0.3, 0.6, 0.9, 1.0001};
    const double prior = 0.05, met = 0.2;
    struct detector eye = supervision_detector(0.8, 0.01);
    double said[BINS] = {0}, real[BINS] = {0}, count[BINS] = {0};
    struct random_sequence luck = pictures("homes");
    for (int home = 0; home < HOMES; home++) {
        bool infested = random_next_uniform(&luck) < prior;
        double ratio = 1;
        int sightings = 0;
        for (int run = 0; run < RUNS; run++) {
            bool there = infested && random_next_uniform(&luck) < met;
            bool yes = random_next_uniform(&luck) < (there ? 0.8 : 0.01);
            sightings += yes;
            ratio *= yes ? supervision_yes_ratio(eye, met,
                                                 supervision_evidence(eye, there, random_next_uniform(&luck)))
                         : supervision_no_ratio(eye, met);
        }
        if (sightings == 0) continue;
        double confidence = supervision_posterior(prior, ratio);
        int bin = 0;
        while (confidence >= edges[bin + 1]) bin++;
        said[bin] += confidence, real[bin] += infested, count[bin] += 1;
    }
    for (int bin = 0; bin < BINS; bin++) {
        double share = real[bin] / count[bin], error = sqrt(share * (1 - share) / count[bin]);
        print_message("confidence %.2f-%.2f: said %.4f, was %.4f +- %.4f of %.0f\n", edges[bin],
                      edges[bin + 1], said[bin] / count[bin], share, error, count[bin]);
        assert_true(count[bin] > 100);
        assert_true(near(said[bin] / count[bin], share, 3.5 * error + 1e-3));
    }
}

// Machine, then person, errors independent: what passes both is the product.
static void two_pairs_of_eyes(void **state) {
    (void)state;
    struct detector person = {2.5, 0.4};
    assert_true(near(supervision_hits(person), 0.8023, 1e-4));
    assert_true(near(supervision_falses(person), 0.0495, 1e-4));
    double alone = supervision_precision(0.001, 0.8, 0.001);
    double both =
        supervision_precision(0.001, 0.8 * supervision_hits(person), 0.001 * supervision_falses(person));
    assert_true(near(alone, 0.4447, 1e-4));
    assert_true(near(both, 0.9285, 1e-4));
}

// Erlang C: (lambda, mu, c) = (0.8, 1, 1) waits 4; (9, 1, 10) 0.66873; and the fewest desks that keep the
// wait short.
static void how_many_people(void **state) {
    (void)state;
    assert_true(near(supervision_wait(0.8, 1, 1), 4, 1e-12));
    assert_true(near(supervision_wait(8, 1, 10), 0.20459, 1e-5));
    assert_true(near(supervision_wait(9, 1, 10), 0.66873, 1e-5));
    assert_true(near(supervision_wait(9, 1, 10), textbook_wait_h(9, 1, 10), 1e-12));
    assert_true(isinf(supervision_wait(10, 1, 10)));
    assert_int_equal(supervision_desks(9, 1, 0.7), 10);
    assert_int_equal(supervision_desks(9, 1, 0.66), 11);
    assert_int_equal(supervision_desks(0.8, 1, 5), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_in_a_thousand_is_a_false_alarm_in_every_fifth_home_a_year),
        cmocka_unit_test(the_rarer_the_thing_the_less_a_yes_means),
        cmocka_unit_test(the_normal_law_and_its_inverse),
        cmocka_unit_test(a_detector_is_two_rates),
        cmocka_unit_test(what_a_yes_looks_like),
        cmocka_unit_test(the_machine_is_as_often_right_as_it_says),
        cmocka_unit_test(two_pairs_of_eyes),
        cmocka_unit_test(how_many_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
