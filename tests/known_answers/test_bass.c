// SPDX-License-Identifier: GPL-3.0-or-later
// Bass's curve against its published peaks and its own differential equation; and single buyers, each with
// its own luck, against the curve.
#include "models/products/bass_law.h"

#include <stdbool.h>

#include "sim/engine/random.h"
#include "tests/support/check.h"

// Mean of durables (Sultan, Farley & Lehmann 1990), the air conditioner, colour television.
static const struct {
    struct bass bass;
    double peak_years, peak_adopted, peak_rate;
} known[] = {
    {{0.03, 0.38}, 6.193, 0.4605, 0.1106},
    {{0.01, 0.42}, 8.692, 0.4881, 0.1101},
    {{0.005, 0.84}, 6.064, 0.4970, 0.2125},
};
enum { KNOWN = sizeof known / sizeof *known };

static void peaks_are_where_they_are_published(void **unused) {
    (void)unused;
    for (int i = 0; i < KNOWN; i++) {
        assert_true(fabs(bass_peak_years(known[i].bass) - known[i].peak_years) < 0.0005);
        assert_true(fabs(bass_peak_adopted(known[i].bass) - known[i].peak_adopted) < 0.00005);
        assert_true(fabs(bass_peak_rate(known[i].bass) - known[i].peak_rate) < 0.00005);
    }
}

// At the peak the curve has the peak's height, is steepest there, and is symmetric around it.
static void the_curve_peaks_at_its_peak(void **unused) {
    (void)unused;
    for (int i = 0; i < KNOWN; i++) {
        struct bass bass = known[i].bass;
        double peak = bass_peak_years(bass);
        assert_true(fabs(bass_adopted(bass, peak) - bass_peak_adopted(bass)) < 1e-12);
        assert_true(fabs(bass_rate(bass, peak) - bass_peak_rate(bass)) < 1e-12);
        for (double off = 0.25; off < peak; off += 0.25) {
            assert_true(bass_rate(bass, peak + off) < bass_peak_rate(bass));
            assert_true(fabs(bass_rate(bass, peak + off) - bass_rate(bass, peak - off)) < 1e-12);
        }
    }
}

// The slope of the closed form, by differences, is (p + q F)(1 - F).
static void the_curve_solves_its_equation(void **unused) {
    (void)unused;
    const double step = 1e-5;
    for (int i = 0; i < KNOWN; i++)
        for (double years = 0.5; years < 25; years += 0.5) {
            struct bass bass = known[i].bass;
            double slope = (bass_adopted(bass, years + step) - bass_adopted(bass, years - step)) / (2 * step);
            assert_true(fabs(slope - bass_rate(bass, years)) < 1e-8);
            assert_true(fabs(bass_years(bass, bass_adopted(bass, years)) - years) < 1e-6);
        }
    assert_true(bass_adopted(known[0].bass, 0) == 0);
    assert_true(bass_years(known[0].bass, 0) == 0);
}

// Without imitation everybody buys by chance alone, and sales fall from the first day.
static void without_imitation_it_is_exponential(void **unused) {
    (void)unused;
    struct bass bass = {0.1, 0};
    for (double years = 0; years < 20; years += 1)
        assert_true(fabs(bass_adopted(bass, years) - (1 - exp(-0.1 * years))) < 1e-14);
    assert_true(bass_peak_years(bass) == 0 && bass_peak_rate(bass) == 0.1);
    assert_true(fabs(bass_chance(bass, 0.7, 2) - (1 - exp(-0.2))) < 1e-14);
}

// ---- Single buyers, everybody a friend of everybody ------------------------------------------------------

enum { BUYERS = 1500, REPLICATIONS = 30, STEPS_A_YEAR = 52, YEARS = 16, STEPS = STEPS_A_YEAR * YEARS };

// Purchases per step. A buyer's step is a draw against its chance.
static void simulate(struct bass bass, uint32_t replication, int *sales) {
    static bool owns[BUYERS];
    memset(owns, 0, sizeof owns);
    int owners = 0;
    for (int step = 0; step < STEPS; step++) {
        double chance = bass_chance(bass, (double)owners / BUYERS, 1.0 / STEPS_A_YEAR);
        sales[step] = 0;
        for (uint32_t buyer = 0; buyer < BUYERS; buyer++) {
            if (owns[buyer]) continue;
            struct random_block luck =
                random_block((struct random_key){2018, replication}, random_home(buyer),
                             random_stream("purchase"), (uint64_t)step);
            owns[buyer] = random_chance(luck.word[0], chance);
            sales[step] += owns[buyer];
        }
        owners += sales[step];
    }
}

// The middle of the two years with most sales; of several the mean. The curve is symmetric around its peak,
// so the window's width moves nothing.
static double peak_years_of(const int *sales) {
    enum { WINDOW = 2 * STEPS_A_YEAR };
    int most = -1, ties = 0, sum = 0;
    double at = 0;
    for (int step = 0; step < STEPS; step++) {
        sum += sales[step] - (step >= WINDOW ? sales[step - WINDOW] : 0);
        if (sum > most) most = sum, ties = 0, at = 0;
        if (sum == most) at += step + 1 - WINDOW / 2, ties++;
    }
    return at / ties / STEPS_A_YEAR;
}

struct sample {
    double sum, squares;
};
static void add(struct sample *sample, double value) {
    sample->sum += value;
    sample->squares += value * value;
}
static void must_be_about(struct sample sample, double expected, double bias, const char *what) {
    double mean = sample.sum / REPLICATIONS;
    double variance = (sample.squares - mean * sample.sum) / (REPLICATIONS - 1);
    double error = sqrt(variance / REPLICATIONS);
    print_message("%s: %.4f +- %.4f, expected %.4f\n", what, mean, error, expected);
    if (fabs(mean - expected) > 3 * error + bias) fail_msg("%s: %.4f is not %.4f", what, mean, expected);
}

// Purchases happen at the end of a step, on what was owned at its beginning: half a step late each.
static void buyers_follow_the_curve(void **unused) {
    (void)unused;
    struct bass bass = known[0].bass;
    struct sample peak = {0}, adopted = {0};
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        static int sales[STEPS];
        simulate(bass, r, sales);
        double owners = 0;
        for (int step = 0; step < (int)(bass_peak_years(bass) * STEPS_A_YEAR); step++) owners += sales[step];
        add(&adopted, owners / BUYERS);
        add(&peak, peak_years_of(sales));
    }
    must_be_about(peak, bass_peak_years(bass), 0.5 / STEPS_A_YEAR, "peak of sales, years");
    must_be_about(adopted, bass_peak_adopted(bass), bass_peak_rate(bass) / STEPS_A_YEAR,
                  "owners at the peak");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(peaks_are_where_they_are_published),
        cmocka_unit_test(the_curve_peaks_at_its_peak),
        cmocka_unit_test(the_curve_solves_its_equation),
        cmocka_unit_test(without_imitation_it_is_exponential),
        cmocka_unit_test(buyers_follow_the_curve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
