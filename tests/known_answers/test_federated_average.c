// SPDX-License-Identifier: GPL-3.0-or-later
// Averaging of updates by hand: the mean, clipping, the size of the noise, what rounds tell; and the features
// of a sample read off its update.
#include "models/methods/federated_average_technique.h"
#include "models/methods/network_technique.h"
#include "models/methods/normal.h"
#include "tests/support/check.h"

enum { PARAMETERS = 4, MANY = 20000 };

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{11, 0}, RANDOM_WORLD, random_stream(meaning), 0};
}

static void expect(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.12g, expected %.12g", value, expected);
}

static void without_noise_it_is_the_mean(void **state) {
    (void)state;
    double sum[PARAMETERS] = {0}, common[PARAMETERS] = {1, 2, 3, 4};
    const double one[PARAMETERS] = {2, 2, 3, 0}, other[PARAMETERS] = {4, 2, 1, 4};
    struct federated_round round = {PARAMETERS, sum, 0, 0, 0.001};
    federated_average_add(&round, common, one);
    federated_average_add(&round, common, other);
    federated_average_close(&round, 1000, luck_of("mean"), common);
    const double mean[PARAMETERS] = {3, 2, 2, 2};
    for (unsigned p = 0; p < PARAMETERS; p++) expect(common[p], mean[p], 1e-15);
    assert_int_equal(round.updates, 0);
    federated_average_close(&round, 1000, luck_of("mean"), common);  // nobody sent anything: nothing moves
    for (unsigned p = 0; p < PARAMETERS; p++) expect(common[p], mean[p], 1e-15);
}

// An update of length 5 weighs as one of length 2 along the same line; a shorter one is left as it is.
static void with_noise_long_updates_are_clipped(void **state) {
    (void)state;
    double sum[PARAMETERS] = {0};
    const double common[PARAMETERS] = {0}, far[PARAMETERS] = {3, 0, 4, 0}, near[PARAMETERS] = {0, 1, 0, 0};
    struct federated_round round = {PARAMETERS, sum, 0, 1, 2};
    federated_average_add(&round, common, far);
    federated_average_add(&round, common, near);
    const double expected[PARAMETERS] = {1.2, 1, 1.6, 0};
    for (unsigned p = 0; p < PARAMETERS; p++) expect(sum[p], expected[p], 1e-15);
}

// Standard deviation noise x clip / (updates x stand_for): 1.5 x 2 / (1 x 10).
static void noise_is_as_large_as_said(void **state) {
    (void)state;
    static double sum[MANY], common[MANY], own[MANY];
    struct federated_round round = {MANY, sum, 0, 1.5, 2};
    federated_average_add(&round, common, own);
    federated_average_close(&round, 10, luck_of("noise"), common);
    double mean = 0, squares = 0;
    for (unsigned p = 0; p < MANY; p++) {
        mean += common[p] / MANY;
        squares += common[p] * common[p] / MANY;
    }
    expect(mean, 0, 4 * 0.3 / sqrt(MANY));
    expect(sqrt(squares), 0.3, 4 * 0.3 / sqrt(2.0 * MANY));
}

// By hand: 8 rounds of noise 4: rho = 8 / 32 = 0.25; epsilon = 0.25 + 2 sqrt(0.25 ln 10^5) = 3.6431.
static void what_rounds_tell_by_hand(void **state) {
    (void)state;
    expect(federated_average_epsilon(8, 4, 1e-5), 0.25 + sqrt(5 * log(10)), 1e-12);
    expect(federated_average_advantage(1, 0.5), 2 * 0.8413447460685429 - 1,
           1e-12);  // two normals two deviations apart
    assert_true(federated_average_epsilon(0, 1, 1e-5) == 0 && federated_average_advantage(0, 1) == 0);
    assert_true(isinf(federated_average_epsilon(1, 0, 1e-5)) && federated_average_advantage(1, 0) == 1);
}

// The best guess whether a home took part, on a hundred thousand noised sums: it beats a coin by what is
// said.
static void the_best_guess_beats_a_coin_by_that(void **state) {
    (void)state;
    enum { GUESSES = 100000, ROUNDS = 4 };
    double noise = 2, right[2] = {0, 0};
    struct random_sequence luck = luck_of("guess");
    for (int there = 0; there < 2; there++)
        for (int i = 0; i < GUESSES; i++) {
            double seen = 0;  // mean of what each round's sum holds of the home's clipped update, in clips
            for (int r = 0; r < ROUNDS; r++) seen += (there + noise * random_next_normal(&luck)) / ROUNDS;
            right[there] += (seen > 0.5) == there;
        }
    double advantage = right[1] / GUESSES - (1 - right[0] / GUESSES);
    print_message("advantage %.4f, bound %.4f\n", advantage, federated_average_advantage(ROUNDS, noise));
    expect(advantage, federated_average_advantage(ROUNDS, noise), 4 * sqrt(2 * 0.25 / GUESSES));
}

// ---- What an update holds ------------------------------------------------------------------------------

// Reads the features off the change of the hidden unit whose bias moved most.
static void read_off(struct network_shape shape, const double *before, const double *after, double *x) {
    unsigned most = 0, row = shape.features + 1;
    for (unsigned i = 0; i < shape.hidden; i++) {
        size_t bias = (size_t)i * row + shape.features, best = (size_t)most * row + shape.features;
        if (fabs(after[bias] - before[bias]) > fabs(after[best] - before[best])) most = i;
    }
    const double *from = before + (size_t)most * row, *to = after + (size_t)most * row;
    for (unsigned j = 0; j < shape.features; j++)
        x[j] = (to[j] - from[j]) / (to[shape.features] - from[shape.features]);
}

static double farthest(const double *one, const double *other, unsigned count) {
    double most = 0;
    for (unsigned j = 0; j < count; j++) most = fmax(most, fabs(one[j] - other[j]));
    return most;
}

static void an_update_of_one_sample_shows_it_and_noise_hides_it(void **state) {
    (void)state;
    struct network_shape shape = {6, 10, 3};
    struct network_lesson lesson = {.steps = 1, .batch = 1, .rate = 0.1};
    const double x[6] = {0.3, -1.7, 2.2, 0.01, -0.4, 1.1};
    const unsigned char class_of[1] = {2};
    struct samples secret = {6, 3, 1, x, class_of};
    double before[200], after[200], sum[200] = {0}, read[6];
    size_t parameters = network_parameters(shape);
    assert_true(parameters <= 200);
    network_begin(shape, luck_of("weights"), before);
    memcpy(after, before, sizeof after);
    network_train(shape, &secret, &lesson, luck_of("step"), after);
    read_off(shape, before, after, read);
    assert_true(farthest(read, x, 6) < 1e-9);

    struct federated_round round = {parameters, sum, 0, 1, 1};
    double common[200];
    memcpy(common, before, sizeof common);
    federated_average_add(&round, common, after);
    federated_average_close(&round, 1, luck_of("noise"), common);
    read_off(shape, before, common, read);
    print_message("with noise of one clip the features read are off by up to %.2f\n", farthest(read, x, 6));
    assert_true(farthest(read, x, 6) > 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_noise_it_is_the_mean),
        cmocka_unit_test(with_noise_long_updates_are_clipped),
        cmocka_unit_test(noise_is_as_large_as_said),
        cmocka_unit_test(what_rounds_tell_by_hand),
        cmocka_unit_test(the_best_guess_beats_a_coin_by_that),
        cmocka_unit_test(an_update_of_one_sample_shows_it_and_noise_hides_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
