// SPDX-License-Identifier: GPL-3.0-or-later
// The crews' queue against queueing theory: Erlang C for M/M/c, Pollaczek-Khinchine for M/D/1, Little's law
// always.
#include "models/methods/service_queue.h"

#include "sim/engine/random.h"
#include "sim/engine/timers.h"
#include "tests/support/check.h"

enum what { ARRIVAL, DEPARTURE };

struct outcome {
    double mean_wait_h, mean_waiting, arrival_rate, share_waiting;
};

struct run {
    struct timers *timers;
    struct service_queue queue;
    struct random_sequence luck;
    double rate, service_h;
    bool constant_service;
    uint64_t waited;
};

static void start_service(struct run *run, time_ms now) {
    struct service_job job;
    while (service_queue_start(&run->queue, now, &job)) {
        double hours = run->service_h * (run->constant_service ? 1 : random_next_exponential(&run->luck));
        run->waited += job.started > job.arrived;
        timers_set(run->timers,
                   (struct timer){.due = now + 1 + (time_ms)(hours * (double)CLOCK_HOUR), .what = DEPARTURE});
    }
}

// lambda and mu per hour, c servers, over `hours` of simulated time.
static struct outcome simulate(double lambda, double mu, int servers, bool constant_service, double hours,
                               uint32_t seed) {
    struct run run = {.timers = timers_create(),
                      .luck = {{seed, 0}, random_home(0), random_stream("queue"), 0},
                      .service_h = 1 / mu,
                      .constant_service = constant_service};
    service_queue_init(&run.queue, servers);
    timers_set(run.timers, (struct timer){.due = 0, .what = ARRIVAL});
    time_ms end = (time_ms)(hours * (double)CLOCK_HOUR);
    while (timers_next(run.timers) < end) {
        struct timer timer = timers_take(run.timers);
        if (timer.what == ARRIVAL) {
            service_queue_join(&run.queue, (struct service_job){0}, timer.due);
            time_ms gap = 1 + (time_ms)(random_next_exponential(&run.luck) / lambda * (double)CLOCK_HOUR);
            timers_set(run.timers, (struct timer){.due = timer.due + gap, .what = ARRIVAL});
        } else {
            service_queue_finish(&run.queue, timer.due);
        }
        start_service(&run, timer.due);
    }
    struct outcome outcome = {
        .mean_wait_h = run.queue.waited_ms / (double)run.queue.started / (double)CLOCK_HOUR,
        .mean_waiting = run.queue.waiting_ms_area / (double)run.queue.last_change,
        .arrival_rate = (double)run.queue.arrived / hours,
        .share_waiting = (double)run.waited / (double)run.queue.started,
    };
    service_queue_clear(&run.queue);
    timers_free(run.timers);
    return outcome;
}

// Means over independent runs, so that the standard error is honest in spite of the queue's long memory.
enum { RUNS = 12 };

static void check_queue(double lambda, double mu, int servers, bool constant, double wait_h,
                        double chance_to_wait) {
    double sum = 0, squares = 0, waiting = 0;
    for (uint32_t seed = 1; seed <= RUNS; seed++) {
        struct outcome o = simulate(lambda, mu, servers, constant, 40000 / lambda, seed);
        assert_true(fabs(o.mean_waiting - o.arrival_rate * o.mean_wait_h) < 0.01 * o.mean_waiting + 1e-6);
        sum += o.mean_wait_h;
        squares += o.mean_wait_h * o.mean_wait_h;
        waiting += o.share_waiting / RUNS;
    }
    double mean = sum / RUNS, error = sqrt((squares / RUNS - mean * mean) / (RUNS - 1));
    print_message(
        "lambda %.1f mu %.1f c %d: wait %.4f h (theory %.4f, standard error %.4f), waits %.4f (%.4f)\n",
        lambda, mu, servers, mean, wait_h, error, waiting, chance_to_wait);
    assert_true(fabs(mean - wait_h) < 3.5 * error + 1e-3);
    assert_true(fabs(waiting - chance_to_wait) < 0.02);
}

static void test_mm1(void **state) {
    (void)state;
    check_queue(0.8, 1, 1, false, 4, 0.8);
}
static void test_mm10(void **state) {
    (void)state;
    check_queue(8, 1, 10, false, 0.20459, 0.40918);
}
static void test_mm10_busy(void **state) {
    (void)state;
    check_queue(9, 1, 10, false, 0.66873, 0.66873);
}
static void test_mm20(void **state) {
    (void)state;
    check_queue(18, 1, 20, false, 0.27539, 0.55077);
}
static void test_md1(void **state) {
    (void)state;
    check_queue(0.8, 1, 1, true, 2, 0.8);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mm1), cmocka_unit_test(test_mm10),
                                       cmocka_unit_test(test_mm10_busy), cmocka_unit_test(test_mm20),
                                       cmocka_unit_test(test_md1)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
