// SPDX-License-Identifier: GPL-3.0-or-later
// Lives and wear against what is known of them: Weibull's mean and conditional survival, a repaired product's
// failures as a power law process, maximum likelihood that finds the law again, and the clock that lets wear
// pass with the heat.
#include "models/methods/weibull_law.h"

#include "models/products/wear_clock.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

static bool near(double a, double b, double relative) {
    return fabs(a - b) <= relative * fabs(b);
}

// Gamma(1 + 1/1) = 1, Gamma(1 + 1/2) = sqrt(pi) / 2, Gamma(5/3) = 0.902745.
static void the_mean_is_scale_times_gamma(void **state) {
    (void)state;
    assert_true(near(weibull_of_mean(1, 7).scale, 7, 1e-12));
    assert_true(near(weibull_of_mean(2, 7).scale, 7 / 0.8862269254527580, 1e-12));
    assert_true(near(weibull_of_mean(1.5, 7).scale, 7.754124, 1e-6));
    for (double shape = 1; shape <= 2; shape += 0.25)
        assert_true(near(weibull_mean(weibull_of_mean(shape, 7)), 7, 1e-12));
}

// Half are left at the median, scale x ln(2)^(1/shape). Without wear (shape 1) age does not matter; with it,
// the old have less before them: for shape 2 and scale 1, P(2 | 1) = exp(1 - 4).
static void survival_depends_on_age_only_where_there_is_wear(void **state) {
    (void)state;
    struct weibull chance = {1, 7}, wear = {2, 1};
    assert_true(near(weibull_survival(wear, 0, sqrt(log(2))), 0.5, 1e-12));
    for (double age = 0; age < 20; age += 5)
        assert_true(near(weibull_survival(chance, age, age + 1), exp(-1.0 / 7), 1e-9));
    assert_true(near(weibull_survival(wear, 1, 2), exp(-3), 1e-12));
    assert_true(weibull_survival(wear, 2, 3) < weibull_survival(wear, 1, 2));
}

// The next failure is the conditional law turned round: survival to it is exp(-draw).
static void the_next_failure_inverts_the_conditional_survival(void **state) {
    (void)state;
    struct weibull w = weibull_of_mean(1.5, 7);
    for (double age = 0; age < 30; age += 3)
        for (double draw = 0.01; draw < 5; draw *= 3)
            assert_true(near(weibull_survival(w, age, weibull_next(w, age, draw)), exp(-draw), 1e-9));
}

static void first_failures_last_the_mean_life(void **state) {
    (void)state;
    enum { LIVES = 40000 };
    struct random_sequence luck = {{7, 0}, random_home(0), random_stream("lives"), 0};
    struct weibull w = weibull_of_mean(1.5, 7);
    double sum = 0, squares = 0;
    for (int i = 0; i < LIVES; i++) {
        double life = weibull_next(w, 0, random_next_exponential(&luck));
        sum += life;
        squares += life * life;
    }
    double mean = sum / LIVES, error = sqrt((squares / LIVES - mean * mean) / LIVES);
    print_message("mean life %.3f +- %.3f years, put in 7\n", mean, error);
    assert_true(fabs(mean - 7) < 4 * error);
}

// ---- Repaired and watched --------------------------------------------------------------------------------

// A product of this age, repaired whenever it fails, for so many years.
static struct weibull_watch live(struct weibull w, double from, double years, struct random_sequence *luck) {
    struct weibull_watch watch = {.from = from, .to = from + years};
    for (double age = weibull_next(w, from, random_next_exponential(luck)); age < watch.to;
         age = weibull_next(w, age, random_next_exponential(luck))) {
        watch.failures++;
        watch.log_ages += log(age);
    }
    return watch;
}

enum { FOODSTUFFS = 2000 };

static void watch_all(struct weibull w, double years, struct random_sequence *luck,
                      struct weibull_watch *watches) {
    for (int i = 0; i < FOODSTUFFS; i++) watches[i] = live(w, 7 * random_next_uniform(luck), years, luck);
}

// Failures of many repaired products of all ages up to 7 in a year: the mean of H(a + 1) - H(a), with H's
// integral in closed form, scale / (shape + 1) x (a / scale)^(shape + 1).
static void repaired_products_fail_as_the_power_law_process_says(void **state) {
    (void)state;
    struct weibull w = weibull_of_mean(1.5, 7);
    struct random_sequence luck = {{8, 0}, random_home(0), random_stream("lives"), 0};
    static struct weibull_watch watches[FOODSTUFFS];
    double failures = 0, integral = 0;
    const double ages[] = {8, 1, 7}, signs[] = {1, -1, -1};
    for (int i = 0; i < 3; i++) integral += signs[i] * w.scale / 2.5 * pow(ages[i] / w.scale, 2.5);
    double expected = FOODSTUFFS * integral / 7;
    watch_all(w, 1, &luck, watches);
    for (int i = 0; i < FOODSTUFFS; i++) failures += watches[i].failures;
    print_message("%.0f failures of %d products in a year, expected %.1f\n", failures, FOODSTUFFS, expected);
    assert_true(fabs(failures - expected) < 4 * sqrt(expected));
}

// The standard error is honest: the estimates lie around the truth as widely as it says.
static void maximum_likelihood_finds_the_law_and_knows_its_error(void **state) {
    (void)state;
    enum { TRIALS = 60 };
    struct weibull w = weibull_of_mean(1.5, 7);
    static struct weibull_watch watches[FOODSTUFFS];
    double sum = 0, squares = 0, rate = 0;
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        struct random_sequence luck = {{9, trial}, random_home(0), random_stream("lives"), 0};
        watch_all(w, 0.5, &luck, watches);
        struct weibull_fit fit = weibull_fit(watches, FOODSTUFFS);
        double z = (fit.w.shape - w.shape) / fit.shape_error;
        sum += z;
        squares += z * z;
        rate += fit.rate / TRIALS;
        assert_true(fit.shape_error > 0.05 && fit.shape_error < 0.25);
        assert_true(near(weibull_mean(fit.w), 7, 0.35));
    }
    double mean = sum / TRIALS, spread = sqrt(squares / TRIALS - mean * mean);
    print_message("shape off by %.2f +- %.2f standard errors; %.4f failures a year\n", mean, spread, rate);
    assert_true(fabs(mean) < 4 / sqrt(TRIALS));
    assert_true(spread > 0.7 && spread < 1.35);
}

// For shape 1 the scale's estimate is years / failures: written down by hand.
static void little_data_says_little(void **state) {
    (void)state;
    struct weibull_watch watches[] = {{.from = 1, .to = 3}, {.from = 0, .to = 2, .failures = 1}};
    assert_int_equal(weibull_fit(watches, 0).failures, 0);
    struct weibull_fit fit = weibull_fit(watches, 2);
    assert_true(near(fit.rate, 0.25, 1e-12) && near(fit.w.scale, 4, 1e-12) && isinf(fit.shape_error));
    assert_true(near(fit.rate_error, 0.25, 1e-12));
}

// ---- The clock of wear -----------------------------------------------------------------------------------

// Two days at 20 C, then two at 29 C: by the heat above 24 C, 5 K x 48 h = 240 K h.
static void wear_passes_with_the_heat(void **state) {
    (void)state;
    enum { HOURS = 96 };
    float temperature_c[HOURS];
    for (int hour = 0; hour < HOURS; hour++) temperature_c[hour] = hour < 48 ? 20 : 29;
    struct weather weather = {.hours = HOURS, .temperature_c = temperature_c};
    double *room = malloc(wear_clock_room(&weather) * sizeof *room);
    struct wear_clock heat = wear_clock_of_heat(&weather, 1, 24, 480, room), calendar = {0};
    assert_true(wear_clock_years(&heat, 48 * CLOCK_HOUR) == 0);
    assert_true(near(wear_clock_years(&heat, 96 * CLOCK_HOUR), 0.5, 1e-12));
    assert_true(near(wear_clock_years(&heat, 72 * CLOCK_HOUR), 0.25, 1e-12));
    assert_true(near(wear_clock_heat_k_h(&heat, 60 * CLOCK_HOUR, 84 * CLOCK_HOUR), 120, 1e-12));
    assert_true(near(wear_clock_years(&calendar, 365 * CLOCK_DAY), 1, 1e-12));
    assert_int_equal(wear_clock_when(&heat, 0.51), CLOCK_NEVER);  // not within the weather that is known
    for (double years = 0.01; years < 0.5; years += 0.03) {
        time_ms when = wear_clock_when(&heat, years);
        assert_true(when >= 48 * CLOCK_HOUR && near(wear_clock_years(&heat, when), years, 1e-6));
        assert_true(near(wear_clock_years(&calendar, wear_clock_when(&calendar, years)), years, 1e-6));
    }
    free(room);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_is_scale_times_gamma),
        cmocka_unit_test(survival_depends_on_age_only_where_there_is_wear),
        cmocka_unit_test(the_next_failure_inverts_the_conditional_survival),
        cmocka_unit_test(first_failures_last_the_mean_life),
        cmocka_unit_test(repaired_products_fail_as_the_power_law_process_says),
        cmocka_unit_test(maximum_likelihood_finds_the_law_and_knows_its_error),
        cmocka_unit_test(little_data_says_little),
        cmocka_unit_test(wear_passes_with_the_heat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
