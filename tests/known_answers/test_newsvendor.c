// SPDX-License-Identifier: GPL-3.0-or-later
// How much to stock, and what it is worth to know more before, against sums over every possible demand.
#include "models/methods/newsvendor_law.h"
#include "models/methods/normal.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

static const struct newsvendor part = {.price = 40000, .cost = 20000, .salvage = 4000};

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

// What one stock leaves of one demand.
static double earned(double stock, double demand) {
    double sold = fmin(stock, demand);
    return part.price * sold + part.salvage * (stock - sold) - part.cost * stock;
}

// ---- A demand of which the law is known -----------------------------------------------------------------

enum { MEAN = 60, MOST = 400 };

static double poisson(unsigned n, double mean) {
    return exp(n * log(mean) - mean - lgamma(n + 1.0));
}

static double expected_of_poisson(double stock) {
    double sum = 0;
    for (unsigned n = 0; n < MOST; n++) sum += poisson(n, MEAN) * earned(stock, n);
    return sum;
}

static double best_of_poisson(void) {
    double best = 0;
    for (int stock = 1; stock < MOST; stock++)
        if (expected_of_poisson(stock) > expected_of_poisson(best)) best = stock;
    return best;
}

// The critical ratio is (p - c) / (p - s) = 20 / 36; the best stock is the least that is enough so often.
static void the_critical_ratio_is_what_a_search_finds(void **state) {
    (void)state;
    expect_near(newsvendor_ratio(part), 20.0 / 36, 1e-12);
    double enough = 0;
    unsigned stock = 0;
    for (;; stock++) {
        enough += poisson(stock, MEAN);
        if (enough >= newsvendor_ratio(part)) break;
    }
    expect_near(best_of_poisson(), stock, 0);
    expect_near(newsvendor_stock(part, MEAN, sqrt(MEAN)), stock, 1);
}

static void the_profit_of_a_stock_is_its_mean_over_all_demands(void **state) {
    (void)state;
    for (double stock = 50; stock <= 80; stock += 10)
        expect_near(newsvendor_profit(part, MEAN, sqrt(MEAN), stock) / expected_of_poisson(stock), 1, 2e-3);
}

// (p - c) mu - (p - s) sigma phi(z), and no stock does better.
static void the_best_stock_is_the_best(void **state) {
    (void)state;
    double z = normal_quantile(20.0 / 36), best = newsvendor_stock(part, MEAN, 9);
    double profit = newsvendor_profit(part, MEAN, 9, best);
    expect_near(profit, 20000.0 * MEAN - 36000 * 9 * normal_density(z), 1e-6);
    for (double off = -20; off <= 20; off += 0.5)
        assert_true(newsvendor_profit(part, MEAN, 9, best + off) <= profit);
}

// Who knows the demand sells all of it and is left with nothing.
static void knowing_everything_is_worth_what_luck_costs(void **state) {
    (void)state;
    double z = normal_quantile(20.0 / 36), best = newsvendor_stock(part, MEAN, 9);
    double all = newsvendor_information(part, 9, 0);
    expect_near(all, 36000 * 9 * normal_density(z), 1e-6);
    expect_near(all, 20000.0 * MEAN - newsvendor_profit(part, MEAN, 9, best), 1e-6);
}

// ---- A rate that is not known ---------------------------------------------------------------------------

static const struct newsvendor_belief told = {.events = 4, .time = 40};

// Gamma(4, 40) is updated by 7 events in 60: Bayes' rule on a grid.
static void belief_is_bayes_rule(void **state) {
    (void)state;
    double weight = 0, mean = 0, square = 0;
    for (double rate = 0.00005; rate < 1; rate += 0.0001) {
        double density = pow(rate, 3) * exp(-40 * rate) * pow(60 * rate, 7) * exp(-60 * rate);
        weight += density, mean += density * rate, square += density * rate * rate;
    }
    mean /= weight, square /= weight;
    struct newsvendor_belief seen = {told.events + 7, told.time + 60};
    expect_near(newsvendor_belief_mean(seen, 500), 500 * mean, 1e-4);
    double sd = newsvendor_belief_sd(seen, 500);
    expect_near(sd * sd, 500 * mean + 500 * 500 * (square - mean * mean), 1e-2);
}

// What the rate may be, what will be seen of it, and the demand: by chance, many times. Stocked by what is
// believed before and after, the second earns more by the worth of what was seen.
static void a_report_is_worth_what_the_better_stock_earns(void **state) {
    (void)state;
    enum { TRIALS = 400000 };
    const double seen = 60, ahead = 500;
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("newsvendor"), 0};
    double gained = 0, before = newsvendor_stock(part, newsvendor_belief_mean(told, ahead),
                                                 newsvendor_belief_sd(told, ahead));
    for (int i = 0; i < TRIALS; i++) {
        double rate = 0, events = -1;
        for (int k = 0; k < 4; k++) rate += random_next_exponential(&luck) / told.time;
        for (double at = 0; at <= seen; events++) at += random_next_exponential(&luck) / rate;
        double demand = rate * ahead + sqrt(rate * ahead) * random_next_normal(&luck);
        struct newsvendor_belief now = {told.events + events, told.time + seen};
        double after =
            newsvendor_stock(part, newsvendor_belief_mean(now, ahead), newsvendor_belief_sd(now, ahead));
        gained += earned(after, demand) - earned(before, demand);
    }
    double worth = newsvendor_information(part, newsvendor_belief_sd(told, ahead),
                                          newsvendor_belief_sd(newsvendor_belief_after(told, seen), ahead));
    print_message("by chance %.0f won, said before %.0f won\n", gained / TRIALS, worth);
    expect_near(gained / TRIALS / worth, 1, 0.1);
}

// More homes in the report: worth more, less and less so, up to what luck alone leaves.
static void more_in_the_report_is_worth_more_up_to_an_end(void **state) {
    (void)state;
    double before = newsvendor_belief_sd(told, 500), last = 0, step = INFINITY;
    double most = newsvendor_information(part, before, sqrt(newsvendor_belief_mean(told, 500)));
    for (double seen = 20; seen <= 2000; seen += 20) {
        double worth = newsvendor_information(part, before,
                                              newsvendor_belief_sd(newsvendor_belief_after(told, seen), 500));
        assert_true(worth > last && worth - last < step && worth < most);
        step = worth - last, last = worth;
    }
    assert_true(last > 0.9 * most);
}

// ---- A share that is not known --------------------------------------------------------------------------

static const struct newsvendor_share looked_at = {.mean = 0.1, .count = 50};

// Beta(5, 45) is updated by 30 of 120: Bayes' rule on a grid.
static void belief_of_a_share_is_bayes_rule(void **state) {
    (void)state;
    double weight = 0, mean = 0, square = 0;
    for (double share = 0.00005; share < 1; share += 0.0001) {
        double density = exp(34 * log(share) + 134 * log(1 - share));
        weight += density, mean += density * share, square += density * share * share;
    }
    mean /= weight, square /= weight;
    struct newsvendor_share seen = newsvendor_share_seen(looked_at, 30.0 / 120, 120);
    expect_near(newsvendor_share_mean(seen, 500), 500 * mean, 1e-6);
    double sd = newsvendor_share_sd(seen, 500);
    expect_near(sd * sd, 500 * mean + 500 * 500 * (square - mean * mean), 1e-4);
}

// Beta(whole, whole) as the share of one sum of exponentials in two.
static double share_by_chance(struct random_sequence *luck) {
    double such = 0, others = 0;
    for (int i = 0; i < 5; i++) such += random_next_exponential(luck);
    for (int i = 0; i < 45; i++) others += random_next_exponential(luck);
    return such / (such + others);
}

static unsigned such_of(struct random_sequence *luck, unsigned count, double share) {
    unsigned such = 0;
    for (unsigned i = 0; i < count; i++) such += random_next_uniform(luck) < share;
    return such;
}

// What the share may be, what a sample says of it, and the demand: by chance, many times.
static void a_sample_is_worth_what_the_better_stock_earns(void **state) {
    (void)state;
    enum { TRIALS = 200000, SAMPLE = 150, MOST_WANTED = 300 };
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("newsvendor share"), 0};
    double gained = 0, before = newsvendor_stock(part, newsvendor_share_mean(looked_at, MOST_WANTED),
                                                 newsvendor_share_sd(looked_at, MOST_WANTED));
    for (int i = 0; i < TRIALS; i++) {
        double share = share_by_chance(&luck), mean = share * MOST_WANTED;
        struct newsvendor_share now =
            newsvendor_share_seen(looked_at, such_of(&luck, SAMPLE, share) / (double)SAMPLE, SAMPLE);
        double demand = mean + sqrt(mean) * random_next_normal(&luck);
        double after = newsvendor_stock(part, newsvendor_share_mean(now, MOST_WANTED),
                                        newsvendor_share_sd(now, MOST_WANTED));
        gained += earned(after, demand) - earned(before, demand);
    }
    double worth = newsvendor_information(part, newsvendor_share_sd(looked_at, MOST_WANTED),
                                          newsvendor_share_sd_after(looked_at, MOST_WANTED, SAMPLE));
    print_message("by chance %.0f won, said before %.0f won\n", gained / TRIALS, worth);
    expect_near(gained / TRIALS / worth, 1, 0.1);
}

// A sample of which all may be off counts for as many as an unbiased one of the same variance.
static void a_sample_that_is_off_counts_for_fewer(void **state) {
    (void)state;
    expect_near(newsvendor_share_sample(looked_at, 0, 0.02), 0, 0);
    expect_near(newsvendor_share_sample(looked_at, 400, 0), 400, 1e-9);
    for (double count = 1; count < 1e6; count *= 10) {
        double counts_for = newsvendor_share_sample(looked_at, count, 0.02);
        expect_near(0.09 / counts_for, 0.09 / count + 0.0004, 1e-12);
        assert_true(counts_for < 0.09 / 0.0004);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_critical_ratio_is_what_a_search_finds),
        cmocka_unit_test(the_profit_of_a_stock_is_its_mean_over_all_demands),
        cmocka_unit_test(the_best_stock_is_the_best),
        cmocka_unit_test(knowing_everything_is_worth_what_luck_costs),
        cmocka_unit_test(belief_is_bayes_rule),
        cmocka_unit_test(a_report_is_worth_what_the_better_stock_earns),
        cmocka_unit_test(more_in_the_report_is_worth_more_up_to_an_end),
        cmocka_unit_test(belief_of_a_share_is_bayes_rule),
        cmocka_unit_test(a_sample_is_worth_what_the_better_stock_earns),
        cmocka_unit_test(a_sample_that_is_off_counts_for_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
