// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor and the service in general, held against the textbook: the wandering quantity has the mean, the
// spread and the memory of the Ornstein-Uhlenbeck process, whatever the gaps between readings; the desks keep
// families waiting as Erlang's C formula and Little's law say; what a visit achieved is lost by halves.
#include "models/methods/ornstein_uhlenbeck_law.h"
#include "models/services/monitor.h"
#include "models/services/service.h"
#include "sim/engine/random.h"
#include "tests/support/textbook_queue.h"

// ---- The wandering quantity ------------------------------------------------------------------------------

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){.key = {.seed = 1}, .stream = random_stream(meaning)};
}

// Moments of 200,000 steps: mean 0, variance sigma^2, correlation e^(-gap / tau) between neighbours. Of N
// correlated values the effective number is N (1 - r) / (1 + r) for the mean, with r^2 for the variance.
static void it_wanders_as_far_and_as_long_as_the_equation_says(void **state) {
    (void)state;
    enum { STEPS = 200000 };
    const double tau = 7, sigma = 0.4, gap = 2, r = exp(-gap / tau);
    struct random_sequence luck = luck_of("wander");
    double y = sigma * random_next_normal(&luck), sum = 0, squares = 0, products = 0;
    for (int i = 0; i < STEPS; i++) {
        double next = ornstein_uhlenbeck_step(y, gap, tau, sigma, random_next_normal(&luck));
        sum += next, squares += next * next, products += y * next;
        y = next;
    }
    double error_mean = sigma * sqrt((1 + r) / (1 - r) / STEPS);
    double error_variance = sigma * sigma * sqrt(2 * (1 + r * r) / (1 - r * r) / STEPS);
    assert_true(fabs(sum / STEPS) < 3 * error_mean);
    assert_true(fabs(squares / STEPS - sigma * sigma) < 3 * error_variance);
    assert_true(fabs(products / squares - r) < 3 * sqrt((1 - r * r) / STEPS));
}

// Two steps are one step of the same length: what a step forgets multiplies, what it adds sums up in squares.
static void two_short_steps_are_one_long_one(void **state) {
    (void)state;
    const double tau = 5, sigma = 0.7, a = 1.3, b = 2.9;
    double kept = ornstein_uhlenbeck_step(ornstein_uhlenbeck_step(1, a, tau, sigma, 0), b, tau, sigma, 0);
    assert_true(fabs(kept - ornstein_uhlenbeck_step(1, a + b, tau, sigma, 0)) < 1e-12);
    double first = ornstein_uhlenbeck_step(ornstein_uhlenbeck_step(0, a, tau, sigma, 1), b, tau, sigma, 0);
    double second = ornstein_uhlenbeck_step(0, b, tau, sigma, 1);
    double whole = ornstein_uhlenbeck_step(0, a + b, tau, sigma, 1);
    assert_true(fabs(first * first + second * second - whole * whole) < 1e-12);
}

static void after_a_long_time_nothing_is_remembered(void **state) {
    (void)state;
    assert_true(fabs(ornstein_uhlenbeck_step(100, 1000, 1, 0.5, 1) - 0.5) < 1e-12);
    assert_true(fabs(ornstein_uhlenbeck_step(3, 1e-9, 1, 0.5, 0) - 3) < 1e-8);
}

// ---- The desks -------------------------------------------------------------------------------------------

static void a_family_calls(struct world *world, uint32_t home) {
    service_be_called(world, world_party_of_kind(world, &service_party, NULL), home);
}

static struct plan *plan_of(uint32_t replication) {
    static const char *const settings[][2] = {
        {"homes.count", "600"},         {"homes.districts", "2"},         {"network.model", "closed_form"},
        {"friends.model", "none"},      {"service.opens_hour", "0"},      {"service.closes_hour", "24"},
        {"service.rests", "never"},     {"service.patience_days", "1e6"}, {"service.desks", "2"},
        {"service.visit_hours", "0.5"}, {"service.price_won", "1000"},    {"days", "120"}};
    return textbook_plan("service", settings, sizeof settings / sizeof *settings, replication);
}

static void desks_keep_families_waiting_as_erlang_says(void **state) {
    (void)state;
    static const struct textbook_queue desks = {.party = "service",
                                                .joins = "service booked",
                                                .served = "service visit",
                                                .servers = 2,
                                                .service_h = 0.5,
                                                .least_served = 2000,
                                                .little = 0.02,
                                                .precision = 0.25};
    textbook_per_hour = 3;
    textbook_comes = a_family_calls;
    textbook_compare(&desks, plan_of);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_wanders_as_far_and_as_long_as_the_equation_says),
        cmocka_unit_test(two_short_steps_are_one_long_one),
        cmocka_unit_test(after_a_long_time_nothing_is_remembered),
        cmocka_unit_test(desks_keep_families_waiting_as_erlang_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
