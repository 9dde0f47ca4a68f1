// SPDX-License-Identifier: GPL-3.0-or-later
// Noise on numbers, drawn on whole numbers alone: its pmf against the exact one, its moments and what it
// tells against closed forms and published figures, and what floating point would tell.
#include "models/methods/discrete_gaussian_mechanism.h"
#include "models/methods/exact_chance.h"
#include "models/methods/geometric_mechanism.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "tests/support/check.h"

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{2018, 1}, random_home(0), random_stream(meaning), 0};
}

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

// ---- Chances ---------------------------------------------------------------------------------------------

static void chances_are_what_they_say(void **state) {
    (void)state;
    enum { TIMES = 200000 };
    const struct { unsigned above, below; } cases[] = {{0, 1}, {1, 1000}, {1, 3}, {1, 1}, {5, 2}, {7, 1}};
    struct random_sequence luck = luck_of("chances");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double p = exp(-(double)cases[i].above / cases[i].below), yes = 0;
        for (int time = 0; time < TIMES; time++)
            yes += exact_chance_exp(&luck, cases[i].above, cases[i].below);
        expect_near(yes / TIMES, p, 3.5 * sqrt(p * (1 - p) / TIMES));
    }
    double third = 0;
    for (int time = 0; time < TIMES; time++) third += exact_chance_ratio(&luck, 1, 3);
    expect_near(third / TIMES, 1.0 / 3, 3.5 * sqrt(2.0 / 9 / TIMES));
}

// Of one it is 0; of more than 64 bits all of them are drawn.
static void whole_numbers_are_drawn_to_any_width(void **state) {
    (void)state;
    enum { TIMES = 100000 };
    struct random_sequence luck = luck_of("below");
    const exact_whole wide = (exact_whole)3 << 90;
    double thirds[3] = {0}, odd = 0;
    for (int time = 0; time < TIMES; time++) {
        exact_whole drawn = exact_chance_below(&luck, wide);
        assert_true(drawn < wide && exact_chance_below(&luck, 1) == 0);
        thirds[(int)(drawn >> 90)]++;
        odd += drawn & 1;
    }
    for (int i = 0; i < 3; i++) expect_near(thirds[i] / TIMES, 1.0 / 3, 3.5 * sqrt(2.0 / 9 / TIMES));
    expect_near(odd / TIMES, 0.5, 3.5 * sqrt(0.25 / TIMES));
}

// ---- Against the exact pmf -------------------------------------------------------------------------------

enum { CELLS_MOST = 401, DRAWS = 200000 };

// Chi-square of draws over -most ... most and what is beyond on either side, cells of fewer than 10 expected
// put together with what is beyond.
static double chi_square(double *counts, const double *chances, int cells, int *degrees) {
    double chi = 0, few = 0, few_expected = 0;
    *degrees = -1;
    for (int i = 0; i < cells; i++) {
        double expected = chances[i] * DRAWS;
        if (expected < 10) {
            few += counts[i], few_expected += expected;
            continue;
        }
        chi += (counts[i] - expected) * (counts[i] - expected) / expected;
        ++*degrees;
    }
    if (few_expected < 1) {
        assert_true(few < 12);
        return chi;
    }
    ++*degrees;
    return chi + (few - few_expected) * (few - few_expected) / few_expected;
}

// Mean degrees, variance 2 degrees: 4 deviations above are met by chance once in some 5,000 of such tests.
static void expect_fit(const char *what, double *counts, const double *chances, int cells) {
    int degrees;
    double chi = chi_square(counts, chances, cells, &degrees);
    print_message("%s: chi-square %.1f of %d degrees\n", what, chi, degrees);
    assert_true(degrees >= 2);
    assert_true(chi < degrees + 4 * sqrt(2.0 * degrees));
}

// The last cell is all that lies beyond.
static void count_draw(double *counts, int64_t drawn, int most) {
    bool inside = drawn >= -most && drawn <= most;
    counts[inside ? drawn + most : 2 * most + 1]++;
}

static void geometric_noise_has_its_pmf(void **state) {
    (void)state;
    const struct {
        double epsilon;
        uint64_t range;
    } cases[] = {{1, 1}, {2, 1}, {0.5, 3}, {1, 10}, {4, 7}};
    struct random_sequence luck = luck_of("geometric");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct geometric g = geometric_of(cases[i].epsilon, cases[i].range);
        enum { MOST = 100 };
        double counts[CELLS_MOST] = {0}, chances[CELLS_MOST] = {0}, rest = 1,
               a = exp(-cases[i].epsilon / (double)cases[i].range);
        for (int n = -MOST; n <= MOST; n++) rest -= chances[n + MOST] = (1 - a) / (1 + a) * pow(a, abs(n));
        chances[2 * MOST + 1] = fmax(0, rest);
        for (int draw = 0; draw < DRAWS; draw++) count_draw(counts, geometric_noise(&g, &luck), MOST);
        expect_fit("geometric", counts, chances, 2 * MOST + 2);
    }
}

static void discrete_gaussian_noise_has_its_pmf(void **state) {
    (void)state;
    const double rhos[] = {0.5, 2, 0.02, 0.005};  // of sensitivity 1: sigma 1, 0.5, 5, 10
    struct random_sequence luck = luck_of("gaussian");
    for (size_t i = 0; i < sizeof rhos / sizeof *rhos; i++) {
        struct discrete_gaussian g = discrete_gaussian_of(rhos[i], 1);
        enum { MOST = 120 };
        double counts[CELLS_MOST] = {0}, chances[CELLS_MOST] = {0}, sum = 0;
        for (int x = -MOST; x <= MOST; x++) sum += chances[x + MOST] = exp(-x * x * rhos[i]);
        for (int x = 0; x <= 2 * MOST; x++) chances[x] /= sum;
        for (int draw = 0; draw < DRAWS; draw++) count_draw(counts, discrete_gaussian_noise(&g, &luck), MOST);
        expect_fit("discrete Gaussian", counts, chances, 2 * MOST + 2);
    }
}

// A pmf that is not its own does not fit: the same draws against a Gaussian a twentieth wider.
static void a_wrong_pmf_is_told(void **state) {
    (void)state;
    enum { MOST = 120 };
    struct random_sequence luck = luck_of("wrong");
    struct discrete_gaussian g = discrete_gaussian_of(0.02, 1);
    double counts[CELLS_MOST] = {0}, chances[CELLS_MOST] = {0}, sum = 0;
    int degrees;
    for (int x = -MOST; x <= MOST; x++) sum += chances[x + MOST] = exp(-x * x * 0.02 / (1.05 * 1.05));
    for (int x = 0; x <= 2 * MOST; x++) chances[x] /= sum;
    for (int draw = 0; draw < DRAWS; draw++) count_draw(counts, discrete_gaussian_noise(&g, &luck), MOST);
    assert_true(chi_square(counts, chances, 2 * MOST + 2, &degrees) > degrees + 20 * sqrt(2.0 * degrees));
}

// ---- Moments ---------------------------------------------------------------------------------------------

// Epsilon 1 on a count: variance 1.8413, mean size 0.8509.
static void geometric_noise_has_the_published_moments(void **state) {
    (void)state;
    enum { TIMES = 400000 };
    struct geometric g = geometric_of(1, 1);
    expect_near(geometric_variance(&g), 1.8413, 6e-5);
    expect_near(geometric_mean_size(&g), 0.8509, 6e-5);
    struct random_sequence luck = luck_of("moments");
    double sum = 0, squares = 0, sizes = 0;
    for (int time = 0; time < TIMES; time++) {
        double drawn = (double)geometric_noise(&g, &luck);
        sum += drawn, squares += drawn * drawn, sizes += fabs(drawn);
    }
    double variance = geometric_variance(&g), fourth = 0, a = exp(-1);
    for (int n = 1; n < 60; n++) fourth += 2 * (1 - a) / (1 + a) * pow(a, n) * n * n * n * n;
    expect_near(sum / TIMES, 0, 3 * sqrt(variance / TIMES));
    expect_near(squares / TIMES, variance, 3 * sqrt((fourth - variance * variance) / TIMES));
    double size = geometric_mean_size(&g);
    expect_near(sizes / TIMES, size, 3 * sqrt((variance - size * size) / TIMES));
}

// In units of a thousandth of the range it is Laplace's noise: epsilon 1, mean size 1, deviation 1.4142
// ranges.
static void in_fine_units_it_is_laplaces_noise(void **state) {
    (void)state;
    enum { TIMES = 100000, UNITS = 1000 };
    struct geometric g = geometric_of(1, UNITS);
    expect_near(geometric_mean_size(&g) / UNITS, 1, 1e-6);
    expect_near(sqrt(geometric_variance(&g)) / UNITS, 1.4142, 5e-5);
    struct random_sequence luck = luck_of("laplace");
    double sizes = 0, squares = 0, beyond = 0;
    for (int time = 0; time < TIMES; time++) {
        double drawn = (double)geometric_noise(&g, &luck) / UNITS;
        sizes += fabs(drawn), squares += drawn * drawn, beyond += fabs(drawn) > 3;
    }
    expect_near(sizes / TIMES, 1, 3 / sqrt(TIMES));                 // of an exponential
    expect_near(squares / TIMES, 2, 3 * sqrt((24.0 - 4) / TIMES));  // fourth moment 24
    expect_near(beyond / TIMES, exp(-3), 3 * sqrt(exp(-3) / TIMES));
}

// What is told of a sum is unbiased, and its variance adds up.
static void sums_of_what_is_told_are_unbiased(void **state) {
    (void)state;
    enum { TIMES = 4000, READINGS = 50 };
    struct geometric g = geometric_of(0.8, 200);
    struct random_sequence luck = luck_of("sums");
    double sum = 0, squares = 0, expected = sqrt(READINGS * geometric_variance(&g));
    for (int time = 0; time < TIMES; time++) {
        double off = 0;
        for (int i = 0; i < READINGS; i++) off += (double)geometric_tell(&g, 4 * i, &luck) - 4 * i;
        sum += off, squares += off * off;
    }
    expect_near(sum / TIMES, 0, 3 * expected / sqrt(TIMES));
    expect_near(sqrt(squares / TIMES) / expected, 1, 3.5 / sqrt(2 * TIMES));
}

// What lies beyond the range is told as its end.
static void what_is_beyond_the_range_is_cut(void **state) {
    (void)state;
    struct geometric sharp = geometric_of(1000, 10);
    struct random_sequence luck = luck_of("cut");
    const int64_t cases[][2] = {{-5, 0}, {0, 0}, {7, 7}, {10, 10}, {11, 10}, {1000000, 10}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(geometric_tell(&sharp, cases[i][0], &luck), cases[i][1]);
}

static void discrete_gaussian_noise_has_its_variance(void **state) {
    (void)state;
    enum { TIMES = 200000 };
    // Sigma 5: a hundred counts with rho 0.02 each come to rho 2.
    struct discrete_gaussian g = discrete_gaussian_of(0.02, 1);
    expect_near(discrete_gaussian_sd(&g), 5, 1e-9);
    expect_near(privacy_budget_zcdp(100, sqrt(2 * 0.02), 1e-6), 12.51, 0.005);
    struct random_sequence luck = luck_of("variance");
    double sum = 0, squares = 0;
    for (int time = 0; time < TIMES; time++) {
        double drawn = (double)discrete_gaussian_noise(&g, &luck);
        sum += drawn, squares += drawn * drawn;
    }
    expect_near(sum / TIMES, 0, 3 * 5 / sqrt(TIMES));
    expect_near(squares / TIMES, 25, 3 * 25 * sqrt(2.0 / TIMES));
    // A large one, of counts that a home moves by 500.
    struct discrete_gaussian wide = discrete_gaussian_of(0.001, 500);
    squares = 0;
    for (int time = 0; time < TIMES / 10; time++) {
        double drawn = (double)discrete_gaussian_noise(&wide, &luck);
        squares += drawn * drawn;
    }
    expect_near(discrete_gaussian_sd(&wide), 500 / sqrt(0.002), 1e-3);
    expect_near(sqrt(squares / TIMES * 10) / discrete_gaussian_sd(&wide), 1, 3.5 / sqrt(2 * TIMES / 10));
}

// ---- What it tells ---------------------------------------------------------------------------------------

// Over the whole pmf no outcome is more than e^epsilon times as likely under one end of the range as under
// the other, some are just as often; and the chances differ by what it says, which the bound tanh(eps / 2)
// holds for.
static void it_tells_no_more_than_epsilon(void **state) {
    (void)state;
    const double epsilons[] = {0.1, 0.5, 1, 2, 4};
    for (size_t i = 0; i < sizeof epsilons / sizeof *epsilons; i++)
        for (uint64_t range = 1; range <= 12; range++) {
            struct geometric g = geometric_of(epsilons[i], range);
            double a = exp(-epsilons[i] / (double)range), most = 0, differ = 0;
            for (int told = -3000; told <= 3000; told++) {
                double low = (1 - a) / (1 + a) * pow(a, abs(told)),
                       high = (1 - a) / (1 + a) * pow(a, abs(told - (int)range));
                if (low > 1e-200 && high > 1e-200) most = fmax(most, low / high);
                differ += fmax(0, low - high);
            }
            expect_near(most, exp(epsilons[i]), 1e-9 * exp(epsilons[i]));
            expect_near(geometric_tells(&g), differ, 1e-6);
            assert_true(geometric_tells(&g) <= tanh(epsilons[i] / 2) + 1e-6);
            if (range == 1) expect_near(geometric_tells(&g), tanh(epsilons[i] / 2), 1e-6);
        }
}

// Who guesses the end that is more likely is right that much more often, and no more.
static void no_guess_beats_the_bound(void **state) {
    (void)state;
    enum { TIMES = 100000 };
    struct random_sequence luck = luck_of("guess");
    const double epsilons[] = {0.5, 1, 2};
    for (size_t i = 0; i < sizeof epsilons / sizeof *epsilons; i++)
        for (int64_t range = 1; range <= 4; range++) {
            struct geometric g = geometric_of(epsilons[i], (uint64_t)range);
            double right = 0, wrong = 0;
            for (int time = 0; time < TIMES; time++) {
                right += 2 * geometric_tell(&g, range, &luck) > range;
                wrong += 2 * geometric_tell(&g, 0, &luck) > range;
            }
            double error = sqrt(0.5 / TIMES), advantage = (right - wrong) / TIMES;
            assert_true(advantage < tanh(epsilons[i] / 2) + 3 * error);
            assert_true(advantage < geometric_tells(&g) + 3.5 * error);
            if (range % 2) expect_near(advantage, geometric_tells(&g), 3.5 * error);
        }
}

// An epsilon is never spent above what was asked for.
static void epsilon_is_rounded_down_and_sigma_up(void **state) {
    (void)state;
    for (double epsilon = 0.01; epsilon < 16; epsilon *= 1.37) {
        struct geometric g = geometric_of(epsilon, 77);
        assert_true(geometric_epsilon(&g) <= epsilon && geometric_epsilon(&g) > epsilon - 1e-6);
        struct discrete_gaussian d = discrete_gaussian_of(epsilon, 3);
        assert_true(discrete_gaussian_sd(&d) >= 3 / sqrt(2 * epsilon) * (1 - 1e-12));
    }
}

// Laplace's noise by a logarithm in floating point, put on 0 and on 1: many a result can only come of one of
// them, and so tells which it was (Mironov 2012): why noise is drawn on whole numbers here.
static void floating_point_would_tell(void **state) {
    (void)state;
    enum { TIMES = 20000 };
    struct random_sequence luck = luck_of("mironov");
    int only_zero = 0;
    for (int time = 0; time < TIMES; time++) {
        double noise = random_next_exponential(&luck);
        // Near 0 the noise has finer digits than any sum with 1: such a result cannot have been 1 + noise'.
        double told = 0 + noise, of_one = told - 1;
        only_zero += 1 + of_one != told;
    }
    print_message("%d of %d results in floating point could not come of 1\n", only_zero, TIMES);
    assert_true(only_zero > TIMES / 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_what_they_say),
        cmocka_unit_test(whole_numbers_are_drawn_to_any_width),
        cmocka_unit_test(geometric_noise_has_its_pmf),
        cmocka_unit_test(discrete_gaussian_noise_has_its_pmf),
        cmocka_unit_test(a_wrong_pmf_is_told),
        cmocka_unit_test(geometric_noise_has_the_published_moments),
        cmocka_unit_test(in_fine_units_it_is_laplaces_noise),
        cmocka_unit_test(sums_of_what_is_told_are_unbiased),
        cmocka_unit_test(what_is_beyond_the_range_is_cut),
        cmocka_unit_test(discrete_gaussian_noise_has_its_variance),
        cmocka_unit_test(it_tells_no_more_than_epsilon),
        cmocka_unit_test(no_guess_beats_the_bound),
        cmocka_unit_test(epsilon_is_rounded_down_and_sigma_up),
        cmocka_unit_test(floating_point_would_tell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
