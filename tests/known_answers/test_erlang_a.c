// SPDX-License-Identifier: GPL-3.0-or-later
// The queue with people who give up waiting, against Erlang A (M/M/c+M; Palm 1957, Mandelbaum & Zeltyn 2007):
// in a steady state p(n) is proportional to the product of lambda / rate(k), k = 1 ... n, with rate(k) = k mu
// up to c servers and c mu + (k - c) theta beyond, theta one over the mean patience. Who gives up per hour is
// theta x mean number waiting.
#include "models/methods/crews.h"

#include "sim/engine/random.h"
#include "sim/engine/timers.h"
#include "tests/support/check.h"

enum what { ARRIVAL, DEPARTURE, PATIENCE };

struct steady {
    double waiting, gives_up;  // mean number waiting; share of those who come
};

static struct steady erlang_a(double lambda, double mu, int servers, double theta) {
    enum { STATES = 2000 };
    double p = 1, sum = 0, waiting = 0;
    for (int n = 0; n < STATES; n++) {
        sum += p;
        if (n > servers) waiting += (n - servers) * p;
        int next = n + 1;
        p *= lambda / (next <= servers ? next * mu : servers * mu + (next - servers) * theta);
    }
    return (struct steady){waiting / sum, theta * waiting / sum / lambda};
}

struct run {
    struct timers *timers;
    struct crews crews;
    struct random_sequence luck;
    double mu;
};

static time_ms hours(struct run *run, double mean) {
    return 1 + (time_ms)(mean * random_next_exponential(&run->luck) * (double)CLOCK_HOUR);
}

static void serve(struct run *run, time_ms now) {
    struct service_job job;
    int crew;
    while (crews_send(&run->crews, now, &job, &crew))
        timers_set(run->timers,
                   (struct timer){.due = now + hours(run, 1 / run->mu), .what = DEPARTURE, .value = crew});
}

// The n-th who comes joins, and will not wait for ever.
static void arrive(struct run *run, time_ms now, int64_t n, double lambda, double theta) {
    service_queue_join(&run->crews.queue, (struct service_job){.value = n}, now);
    timers_set(run->timers, (struct timer){.due = now + hours(run, 1 / theta), .what = PATIENCE, .value = n});
    timers_set(run->timers,
               (struct timer){.due = now + hours(run, 1 / lambda), .what = ARRIVAL, .value = n + 1});
}

static struct steady simulate(double lambda, double mu, int servers, double theta, uint32_t seed) {
    struct run run = {
        .timers = timers_create(), .luck = {{seed, 0}, random_home(0), random_stream("queue"), 0}, .mu = mu};
    crews_init(&run.crews, servers, (struct opening_hours){0, 24, RESTS_NEVER, NULL});
    timers_set(run.timers, (struct timer){.due = 0, .what = ARRIVAL});
    time_ms end = (time_ms)(20000 / lambda * (double)CLOCK_HOUR);
    while (timers_next(run.timers) < end) {
        struct timer timer = timers_take(run.timers);
        if (timer.what == ARRIVAL) arrive(&run, timer.due, timer.value, lambda, theta);
        if (timer.what == DEPARTURE) crews_return(&run.crews, (int)timer.value, timer.due);
        if (timer.what == PATIENCE) service_queue_leave(&run.crews.queue, 0, timer.value, timer.due, NULL);
        serve(&run, timer.due);
    }
    const struct service_queue *queue = &run.crews.queue;
    assert_int_equal(queue->arrived, queue->started + queue->left + queue->count);
    // Little's law, exact but for those who still wait.
    assert_true(fabs(queue->waiting_ms_area - queue->waited_ms) < 0.01 * queue->waiting_ms_area);
    struct steady seen = {queue->waiting_ms_area / (double)queue->last_change,
                          (double)queue->left / (double)queue->arrived};
    crews_clear(&run.crews);
    timers_free(run.timers);
    return seen;
}

static void check(double lambda, double mu, int servers, double theta) {
    enum { RUNS = 10 };
    struct steady expected = erlang_a(lambda, mu, servers, theta);
    double sum = 0, squares = 0, waiting = 0;
    for (uint32_t seed = 1; seed <= RUNS; seed++) {
        struct steady seen = simulate(lambda, mu, servers, theta, seed);
        sum += seen.gives_up;
        squares += seen.gives_up * seen.gives_up;
        waiting += seen.waiting / RUNS;
    }
    double mean = sum / RUNS, error = sqrt((squares / RUNS - mean * mean) / (RUNS - 1));
    print_message(
        "lambda %.1f mu %.1f c %d theta %.2f: gives up %.4f +- %.4f (theory %.4f), waiting %.3f (%.3f)\n",
        lambda, mu, servers, theta, mean, error, expected.gives_up, waiting, expected.waiting);
    assert_true(fabs(mean - expected.gives_up) < 3.5 * error + 1e-4);
    assert_true(fabs(waiting - expected.waiting) < 0.05 * expected.waiting);
}

// With theta = mu the number in the system is that of M/M/infinity, Poisson: for c = 1, lambda = mu the mean
// number waiting is E max(N - 1, 0) = 1 - (1 - exp(-1)) = exp(-1).
static void the_formula_knows_its_special_case(void **state) {
    (void)state;
    assert_true(fabs(erlang_a(1, 1, 1, 1).waiting - exp(-1)) < 1e-12);
}
static void one_server(void **state) {
    (void)state;
    check(1, 1, 1, 1);
}
static void busy_servers(void **state) {
    (void)state;
    check(9, 1, 10, 0.25);
}
// More come than can be served: only who gives up keeps the queue finite.
static void too_few_servers(void **state) {
    (void)state;
    check(12, 1, 10, 0.5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula_knows_its_special_case),
        cmocka_unit_test(one_server),
        cmocka_unit_test(busy_servers),
        cmocka_unit_test(too_few_servers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
