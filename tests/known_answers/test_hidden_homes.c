// SPDX-License-Identifier: GPL-3.0-or-later
// Homes hidden in numbers: a threshold that differences cannot get below, a secret sample that makes noise
// tell less, and pseudonyms that can be linked within a period alone.
#include "models/methods/aggregation_threshold_mechanism.h"
#include "models/methods/geometric_mechanism.h"
#include "models/methods/pseudonym_mechanism.h"
#include "models/methods/subsampling_mechanism.h"
#include "tests/support/check.h"

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{2018, 1}, random_home(0), random_stream(meaning), 0};
}

// ---- Threshold -------------------------------------------------------------------------------------------

enum { HOMES = 300, CELLS = 5, MONTHS = 24 };

struct telling {
    bool in[MONTHS][HOMES];
};

// Homes come one by one, in whatever order the luck of a trial says; what each month's telling sums over.
static void tell_months(uint64_t trial, double least, bool batches, struct telling *told, uint16_t *cells) {
    unsigned char places[HOMES] = {0};
    uint32_t waiting[CELLS];
    struct random_sequence luck = luck_of("threshold");
    luck.n = trial << 32;
    for (int home = 0; home < HOMES; home++)
        cells[home] = (uint16_t)random_below((uint32_t)random_next(&luck).word[0], CELLS);
    for (int month = 0; month < MONTHS; month++) {
        for (int home = 0; home < HOMES; home++)
            if (random_chance(random_next(&luck).word[0], 0.06)) aggregation_threshold_comes(&places[home]);
        double here[CELLS] = {0};
        for (int home = 0; home < HOMES; home++) here[cells[home]] += places[home] != AGGREGATION_ABSENT;
        if (batches) aggregation_threshold_lets_in(places, cells, HOMES, least, waiting, CELLS);
        for (int home = 0; home < HOMES; home++)
            told->in[month][home] = batches
                                        ? places[home] == AGGREGATION_TOLD
                                        : places[home] != AGGREGATION_ABSENT && here[cells[home]] >= least;
    }
}

// The smallest group of homes, above none, that the difference of two tellings of the same cells leaves.
// Cells are taken one by one, and all together.
static int smallest_difference(const struct telling *told, const uint16_t *cells) {
    int smallest = HOMES;
    for (int cell = -1; cell < CELLS; cell++)
        for (int one = -1; one < MONTHS; one++)
            for (int other = 0; other < MONTHS; other++) {
                int left = 0, right = 0;
                for (int home = 0; home < HOMES; home++) {
                    if (cell >= 0 && cells[home] != cell) continue;
                    bool before = one >= 0 && told->in[one][home];
                    left += told->in[other][home] && !before;
                    right += before && !told->in[other][home];
                }
                if (left > 0 && left < smallest) smallest = left;
                if (right > 0 && right < smallest) smallest = right;
            }
    return smallest;
}

static void differences_never_leave_fewer_than_the_threshold(void **state) {
    (void)state;
    static struct telling told;
    uint16_t cells[HOMES];
    const double least[] = {2, 5, 10, 30};
    int naive_fails = 0;
    for (uint64_t trial = 0; trial < 20; trial++)
        for (size_t i = 0; i < sizeof least / sizeof *least; i++) {
            tell_months(trial, least[i], true, &told, cells);
            assert_true(smallest_difference(&told, cells) >= least[i]);
            tell_months(trial, least[i], false, &told, cells);
            naive_fails += smallest_difference(&told, cells) < least[i];
        }
    // Telling each cell as soon as it has so many homes is what a difference gets behind.
    print_message("cells told from k homes on, and no batches: behind the threshold in %d of 80\n",
                  naive_fails);
    assert_true(naive_fails > 70);
}

static void everybody_gets_in_once_there_are_enough(void **state) {
    (void)state;
    unsigned char places[6] = {0};
    const uint16_t cells[6] = {0, 0, 0, 1, 1, 1};
    uint32_t waiting[2];
    for (int home = 0; home < 5; home++) aggregation_threshold_comes(&places[home]);
    aggregation_threshold_lets_in(places, cells, 6, 3, waiting, 2);
    assert_true(places[0] == AGGREGATION_TOLD && places[2] == AGGREGATION_TOLD && waiting[0] == 0);
    assert_true(places[3] == AGGREGATION_WAITS && places[5] == AGGREGATION_ABSENT && waiting[1] == 2);
    aggregation_threshold_comes(&places[5]);
    aggregation_threshold_comes(&places[0]);  // who is told stays told
    aggregation_threshold_lets_in(places, cells, 6, 3, waiting, 2);
    for (int home = 0; home < 6; home++) assert_int_equal(places[home], AGGREGATION_TOLD);
    assert_true(waiting[0] == 0 && waiting[1] == 0);
}

// ---- Secret sample ---------------------------------------------------------------------------------------

// ln(1 + s (e^eps - 1)): a tenth of homes at epsilon 1 is 0.1586; for little epsilon s epsilon; nothing, and
// all.
static void a_secret_sample_tells_less(void **state) {
    (void)state;
    expect_near(subsampling_epsilon(0.1, 1), log(1 + 0.1 * (exp(1) - 1)), 1e-12);
    expect_near(subsampling_epsilon(0.1, 1), 0.1586, 5e-5);
    expect_near(subsampling_epsilon(0.3, 1e-6), 0.3e-6, 1e-12);
    expect_near(subsampling_epsilon(0.5, 800), 800 + log(0.5), 1e-9);
    for (double epsilon = 0.01; epsilon < 20; epsilon *= 1.5) {
        expect_near(subsampling_epsilon(1, epsilon), epsilon, 1e-12 * fmax(1, epsilon));
        for (double share = 0.9; share > 0.05; share -= 0.1)
            assert_true(subsampling_epsilon(share, epsilon) < subsampling_epsilon(share + 0.1, epsilon));
    }
}

// A count of one home's 0 or 1, in the sample or not, with geometric noise: over its pmf the chances with the
// home are e^eps' times those without at most, and just that.
static void its_epsilon_is_met_exactly(void **state) {
    (void)state;
    const double epsilon = 1.3, a = exp(-epsilon), shares[] = {0.1, 0.5, 0.9};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double most = 0;
        for (int told = -60; told <= 60; told++) {
            double without = (1 - a) / (1 + a) * pow(a, abs(told)),
                   with = (1 - a) / (1 + a) * pow(a, abs(told - 1));
            most = fmax(most, (shares[i] * with + (1 - shares[i]) * without) / without);
        }
        expect_near(log(most), subsampling_epsilon(shares[i], epsilon), 1e-9);
    }
}

static void sums_over_samples_are_unbiased(void **state) {
    (void)state;
    enum { TIMES = 5000, COUNT = 40 };
    const double share = 0.25;
    struct random_sequence luck = luck_of("sample");
    double all = 0, squares = 0, sum = 0, spread = 0;
    for (int i = 1; i <= COUNT; i++) all += i, squares += (double)i * i;
    double variance = subsampling_variance(share, squares);
    for (int time = 0; time < TIMES; time++) {
        double estimate = 0;
        for (int i = 1; i <= COUNT; i++)
            if (random_chance(random_next(&luck).word[0], share)) estimate += i / share;
        sum += estimate, spread += (estimate - all) * (estimate - all);
    }
    expect_near(sum / TIMES, all, 3 * sqrt(variance / TIMES));
    expect_near(sqrt(spread / TIMES / variance), 1, 3.5 / sqrt(2 * TIMES));
}

// ---- Pseudonyms ------------------------------------------------------------------------------------------

static struct random_sequence home_luck(uint32_t home) {
    return (struct random_sequence){{2018, 1}, random_home(home), random_stream("name"), 0};
}

static void a_name_holds_for_its_period(void **state) {
    (void)state;
    const time_ms week = 7 * CLOCK_DAY;
    uint64_t first = pseudonym_of(home_luck(3), 0, week);
    assert_true(pseudonym_of(home_luck(3), week - 1, week) == first);
    assert_true(pseudonym_of(home_luck(3), week, week) != first);
    assert_true(pseudonym_of(home_luck(4), 0, week) != first);
}

// Two reports a gap apart, the first at any moment: linked as often as it says.
static void reports_are_linked_within_a_period_alone(void **state) {
    (void)state;
    enum { TIMES = 20000 };
    struct random_sequence luck = luck_of("gaps");
    const double gaps_d[] = {0, 1, 3.5, 6, 7, 12};
    for (size_t i = 0; i < sizeof gaps_d / sizeof *gaps_d; i++) {
        double linked = 0, expected = pseudonym_linked(gaps_d[i], 7);
        for (uint32_t time = 0; time < TIMES; time++) {
            time_ms at = (time_ms)(random_next_uniform(&luck) * 70 * CLOCK_DAY),
                    then = at + (time_ms)(gaps_d[i] * CLOCK_DAY);
            linked += pseudonym_of(home_luck(time), at, 7 * CLOCK_DAY) ==
                      pseudonym_of(home_luck(time), then, 7 * CLOCK_DAY);
        }
        expect_near(linked / TIMES, expected, 3.5 * sqrt(expected * (1 - expected) / TIMES) + 1e-12);
    }
}

// Homes counted by their names, without bias.
static void homes_are_counted_by_their_names(void **state) {
    (void)state;
    enum { TIMES = 2000, COUNT = 50, PERIODS = 6 };
    const double heard = 0.4;
    struct random_sequence luck = luck_of("names");
    double sum = 0, squares = 0, variance = pseudonym_homes_variance(COUNT, PERIODS, heard);
    for (int time = 0; time < TIMES; time++) {
        double names = 0;
        for (int i = 0; i < COUNT * PERIODS; i++) names += random_chance(random_next(&luck).word[0], heard);
        double homes = pseudonym_homes(names, PERIODS, heard);
        sum += homes, squares += (homes - COUNT) * (homes - COUNT);
    }
    expect_near(sum / TIMES, COUNT, 3 * sqrt(variance / TIMES));
    expect_near(sqrt(squares / TIMES / variance), 1, 3.5 / sqrt(2 * TIMES));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_never_leave_fewer_than_the_threshold),
        cmocka_unit_test(everybody_gets_in_once_there_are_enough),
        cmocka_unit_test(a_secret_sample_tells_less),
        cmocka_unit_test(its_epsilon_is_met_exactly),
        cmocka_unit_test(sums_over_samples_are_unbiased),
        cmocka_unit_test(a_name_holds_for_its_period),
        cmocka_unit_test(reports_are_linked_within_a_period_alone),
        cmocka_unit_test(homes_are_counted_by_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
