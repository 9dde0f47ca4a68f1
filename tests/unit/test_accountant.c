// SPDX-License-Identifier: GPL-3.0-or-later
// What noised labels tell adds up as the laws of composition say, by day, calendar month and run, and no
// order of requests passes a cap.
#include "sim/engine/accountant.h"

#include <math.h>

#include "models/methods/privacy_budget_mechanism.h"
#include "sim/engine/composition.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

static const double DELTA = 1e-6;
enum { HOMES = 3 };

// Of a run that begins on that day.
static struct accountant *begin(int year, int month, int day) {
    return accountant_create(HOMES, DELTA, clock_days_from_civil(year, month, day));
}

static bool spend(struct accountant *accountant, time_ms now, double epsilon, double cap) {
    return accountant_spend(accountant, 1, now, epsilon, cap);
}

// As many equal releases as there are: what the sequential law and zCDP say of them, whichever is less.
static void test_equal_releases_add_up_as_the_laws_say(void **state) {
    (void)state;
    const double sizes[] = {0.05, 0.3, 1, 2.5};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct accountant *accountant = begin(2018, 1, 1);
        for (int n = 1; n <= 200; n++) {
            assert_true(spend(accountant, n * CLOCK_HOUR, sizes[s], 0));
            double epsilon = sizes[s], rho = n * epsilon * epsilon / 2;
            double wanted = fmin(n * epsilon, rho + 2 * sqrt(rho * log(1 / DELTA)));
            assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_USER), wanted, 1e-9 * wanted);
            assert_float_equal(wanted, privacy_budget_spent(n, epsilon, DELTA), 1e-9 * wanted);
        }
        accountant_free(accountant);
    }
}

// The day that told most, the month that told most: of the civil calendar, wherever the run begins in it.
static void test_days_and_months_begin_anew(void **state) {
    (void)state;
    struct accountant *accountant = begin(2018, 1, 30);
    const struct {
        int day;
        double epsilon;
    } releases[] = {{0, 0.5}, {1, 0.5}, {1, 0.25}, {2, 1},
                    {2, 1},   {2, 0.5}, {40, 0.1}};  // 30 and 31 January, 1 February, March
    for (size_t i = 0; i < sizeof releases / sizeof *releases; i++)
        assert_true(spend(accountant, releases[i].day * CLOCK_DAY + (time_ms)i, releases[i].epsilon, 0));
    assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_EVENT), 1, 1e-12);
    assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_DAY), 2.5, 1e-12);
    assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_MONTH), 2.5, 1e-12);
    assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_USER), 3.85, 1e-12);
    assert_float_equal(accountant_month(accountant, 1, 40 * CLOCK_DAY), 0.1, 1e-12);
    assert_float_equal(accountant_month(accountant, 1, 70 * CLOCK_DAY), 0, 1e-12);
    for (unsigned unit = 0; unit < ACCOUNTANT_UNITS; unit++)  // another home's account is its own
        assert_float_equal(accountant_most(accountant, 0, (enum accountant_unit)unit), 0, 1e-12);
    accountant_free(accountant);
}

// What may be claimed at a smaller chance is more, and never less.
static void test_the_smallest_chance_holds(void **state) {
    (void)state;
    struct accountant *accountant = begin(2018, 1, 1);
    accountant_hold_to(accountant, 1e-9);
    accountant_hold_to(accountant, 1e-3);
    assert_float_equal(accountant_delta(accountant), 1e-9, 1e-15);
    for (int n = 0; n < 400; n++) assert_true(spend(accountant, n * CLOCK_HOUR, 0.1, 0));
    assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_USER),
                       composition_zcdp(composition_of(400, 0.1), 1e-9), 1e-9);
    accountant_free(accountant);
}

// What an outsider keeps of the releases that were let through: one month's, added up from the beginning each
// time.
struct observer {
    double sizes[2000];
    size_t count;
};
static double observed(const struct observer *observer) {
    double sum = 0, rho = 0;
    for (size_t i = 0; i < observer->count; i++) {
        sum += observer->sizes[i];
        rho += observer->sizes[i] * observer->sizes[i] / 2;
    }
    return fmin(sum, rho + 2 * sqrt(rho * log(1 / DELTA)));
}

enum tactic { ALL_SIZES, TINY, GREEDY, LARGE_FIRST, TACTICS };

// What a sender asks for next who would like to get past the cap: it knows what is left of it.
static double ask(enum tactic tactic, double left, double uniform) {
    switch (tactic) {
        case TINY:
            return 1e-3 + 1e-2 * uniform;
        case GREEDY:  // all that is left, or a little more
            return fmax(1e-9, left * (uniform < 0.5 ? 1 : 1 + 1e-9));
        case LARGE_FIRST:
            return left > 1 ? 0.5 + uniform : 1e-4 + 0.05 * uniform;
        default:
            return exp(-7 + 9 * uniform);
    }
}

// Whatever is asked for and in whatever order, the month never tells more than the cap; what is refused would
// have been too much, and is not counted.
static void test_no_order_of_requests_passes_a_cap(void **state) {
    (void)state;
    const double caps[] = {0.3, 1, 4, 30};
    size_t refused = 0, let = 0;
    for (unsigned trial = 0; trial < 400; trial++) {
        struct random_sequence luck = {.key = {2018, trial}, .entity = random_home(1), .stream = 7};
        struct accountant *accountant = begin(2018, 3, 1);
        struct observer observer = {.count = 0};
        double cap = caps[trial % 4];
        for (int n = 0; n < 300; n++) {
            time_ms now = (time_ms)n * CLOCK_DAY / 10;  // within March
            double before = accountant_month(accountant, 1, now);
            double wanted = ask((enum tactic)(trial / 4 % TACTICS), cap - before, random_next_uniform(&luck));
            bool passed = spend(accountant, now, wanted, cap);
            observer.sizes[observer.count++] = wanted;
            double with = observed(&observer);
            if (!passed) observer.count--;
            assert_true(passed ? with <= cap + 1e-12 : with > cap);
            assert_true(observed(&observer) <= cap + 1e-12);
            assert_float_equal(accountant_month(accountant, 1, now), observed(&observer), 1e-11);
            if (!passed) assert_true(fabs(accountant_month(accountant, 1, now) - before) == 0);
            refused += !passed;
            let += passed;
        }
        assert_true(accountant_most(accountant, 1, ACCOUNTANT_MONTH) <= cap + 1e-12);
        accountant_free(accountant);
    }
    assert_true(refused > 10000 && let > 10000);
}

// A cap counts from each month's first midnight.
static void test_a_cap_is_each_months(void **state) {
    (void)state;
    struct accountant *accountant = begin(2018, 1, 31);
    assert_true(spend(accountant, 0, 1, 1));
    assert_false(spend(accountant, CLOCK_DAY - 1, 0.1, 1));
    assert_true(spend(accountant, CLOCK_DAY, 1, 1));
    assert_false(spend(accountant, 28 * CLOCK_DAY, 1e-6, 1));
    assert_true(spend(accountant, 29 * CLOCK_DAY, 1, 1));
    assert_float_equal(accountant_most(accountant, 1, ACCOUNTANT_USER), 3, 1e-12);
    accountant_free(accountant);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_releases_add_up_as_the_laws_say),
        cmocka_unit_test(test_days_and_months_begin_anew),
        cmocka_unit_test(test_the_smallest_chance_holds),
        cmocka_unit_test(test_no_order_of_requests_passes_a_cap),
        cmocka_unit_test(test_a_cap_is_each_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
