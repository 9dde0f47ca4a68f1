// SPDX-License-Identifier: GPL-3.0-or-later
// The recommender against what theory says of it: logit shares, the posterior of normal observations, the
// analysis of variance, and an uplift that is right on average and as uncertain as it claims.
#include "models/methods/recommender_technique.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

static void expect_near(double value, double expected, double tolerance) {
    if (fabs(value - expected) > tolerance)
        fail_msg("%.6g, expected %.6g within %.2g", value, expected, tolerance);
}

static struct random_sequence luck_of(const char *meaning, uint32_t replication) {
    return (struct random_sequence){{2018, replication}, random_home(0), random_stream(meaning), 0};
}

// ---- Choice ---------------------------------------------------------------------------------------------

static void test_shares_follow_the_logit(void **state) {
    (void)state;
    double share[3];
    recommender_shares((double[]){0, log(2), log(5)}, 3, share);
    expect_near(share[0], 1.0 / 8, 1e-12);
    expect_near(share[1], 2.0 / 8, 1e-12);
    expect_near(share[2], 5.0 / 8, 1e-12);
    // Only differences of utility count, also where exp() alone would overflow.
    double moved[3];
    recommender_shares((double[]){5000, 5000 + log(2), 5000 + log(5)}, 3, moved);
    for (int j = 0; j < 3; j++) expect_near(moved[j], share[j], 1e-9);
    // Independence of irrelevant alternatives: taking one away leaves the others' ratio.
    double without[2];
    recommender_shares((double[]){0, log(5)}, 2, without);
    expect_near(without[1] / without[0], share[2] / share[0], 1e-9);
}

// A logit is what random utility with Gumbel noise comes to (McFadden 1974): draw the noise, take the best.
static void test_shares_are_those_of_random_utility(void **state) {
    (void)state;
    enum { DRAWS = 40000, CHOICES = 3 };
    const double utility[CHOICES] = {0, 0.7, -1.2};
    double share[CHOICES], taken[CHOICES] = {0};
    recommender_shares(utility, CHOICES, share);
    struct random_sequence luck = luck_of("gumbel", 0);
    for (int i = 0; i < DRAWS; i++) {
        int best = 0;
        double highest = -INFINITY;
        for (int j = 0; j < CHOICES; j++) {
            double felt = utility[j] - log(random_next_exponential(&luck));
            if (felt > highest) highest = felt, best = j;
        }
        taken[best]++;
    }
    for (int j = 0; j < CHOICES; j++)
        expect_near(taken[j] / DRAWS, share[j], 3 * sqrt(share[j] * (1 - share[j]) / DRAWS));
}

// ---- Learning -------------------------------------------------------------------------------------------

// n observations of variance v under a prior N(0, 1): the mean shrinks by n / (n + v), the variance is v / (n
// + v).
static void test_belief_shrinks_as_the_normal_posterior(void **state) {
    (void)state;
    const double v = 4, seen[] = {1.5, 0.5, 2.0, 1.2};
    struct recommender_belief belief = recommender_belief_before();
    double sum = 0;
    for (int n = 1; n <= 4; n++) {
        belief = recommender_belief_after(belief, seen[n - 1], v);
        sum += seen[n - 1];
        expect_near(belief.mean, sum / (n + v), 1e-12);
        expect_near(belief.variance, v / (n + v), 1e-12);
    }
    // All at once is the same as one after the other.
    struct recommender_belief at_once = recommender_belief_after(recommender_belief_before(), sum / 4, v / 4);
    expect_near(at_once.mean, belief.mean, 1e-12);
    expect_near(at_once.variance, belief.variance, 1e-12);
}

// By hand: groups {1, 3}, {5, 7}, {9, 11}: mean 6, within 2, between (32 - 2) / 2 = 15 (Searle et al. 1992).
static void test_variances_by_hand(void **state) {
    (void)state;
    struct recommender_signals signals[3] = {{0}};
    for (int i = 0; i < 3; i++) {
        recommender_hear(&signals[i], 4 * i + 1);
        recommender_hear(&signals[i], 4 * i + 3);
    }
    struct recommender_source source = recommender_source_from(signals, 3);
    expect_near(source.mean, 6, 1e-12);
    expect_near(source.within, 2, 1e-12);
    expect_near(source.between, 15, 1e-12);
}

static void test_nothing_is_known_from_nothing(void **state) {
    (void)state;
    struct recommender_signals none[4] = {{0}}, single[4] = {{0}};
    for (int i = 0; i < 4; i++)
        recommender_hear(&single[i], i);  // no second signal to tell noise from nature
    struct recommender_source source = recommender_source_from(none, 4);
    assert_true(source.between == 0 && source.within == 0);
    assert_true(recommender_source_from(single, 4).between == 0);
    struct recommender_belief belief =
        recommender_belief_told(recommender_belief_before(), &source, &single[3], 0.3);
    assert_true(belief.mean == 0 && belief.variance == 1);
}

// Customers with a known theta, habit and noise, of unequal numbers of signals.
struct trial {
    double theta[2000];
    struct recommender_signals signals[2000];
};
enum { CUSTOMERS = 2000 };
static const double mu = 0.2, between = 0.09, within = 0.5, own_share = 0.3;

static void observe(struct trial *trial, double extra_noise) {
    struct random_sequence luck = luck_of("customers", 0);
    for (int i = 0; i < CUSTOMERS; i++) {
        double theta = trial->theta[i] = random_next_normal(&luck), habit = random_next_normal(&luck);
        double lasting = sqrt(between) * (sqrt(1 - own_share) * theta + sqrt(own_share) * habit);
        trial->signals[i] = (struct recommender_signals){0};
        for (int n = 0; n < 10 + i % 40; n++)
            recommender_hear(&trial->signals[i],
                             mu + lasting + sqrt(within + extra_noise) * random_next_normal(&luck));
    }
}

static void test_variances_are_found_from_the_signals(void **state) {
    (void)state;
    static struct trial trial;
    observe(&trial, 0);
    struct recommender_source source = recommender_source_from(trial.signals, CUSTOMERS);
    expect_near(source.mean, mu, 3 * sqrt(between / CUSTOMERS) + 0.01);
    expect_near(source.within, within, 0.02);     // 3 standard errors of within sqrt(2 / 57,000)
    expect_near(source.between, between, 0.012);  // 3 of about (between + within / 30) sqrt(2 / 2,000)
}

// The belief is calibrated: its squared error is its variance, its errors are 1 in standardised size, and it
// correlates with the truth as sqrt(1 - variance).
static double test_calibration(double extra_noise) {
    static struct trial trial;
    observe(&trial, extra_noise);
    struct recommender_source source = recommender_source_from(trial.signals, CUSTOMERS);
    double squared = 0, claimed = 0, standardised = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
        struct recommender_belief belief =
            recommender_belief_told(recommender_belief_before(), &source, &trial.signals[i], own_share);
        double error = belief.mean - trial.theta[i];
        squared += error * error / CUSTOMERS;
        claimed += belief.variance / CUSTOMERS;
        standardised += error * error / belief.variance / CUSTOMERS;
    }
    expect_near(standardised, 1, 4 * sqrt(2.0 / CUSTOMERS));  // chi squared; the variances are estimates, too
    expect_near(squared, claimed, 0.13 * claimed);
    return claimed;
}

static void test_belief_is_as_sure_as_it_may_be(void **state) {
    (void)state;
    double sure = test_calibration(0), noised = test_calibration(4);
    assert_true(noised > sure + 0.1);  // it notices noise that nobody told it of
    assert_true(sure > own_share);     // habit bounds what can be known: variance stays above the own share
}

static void test_the_best_come_first_and_lots_decide_among_equals(void **state) {
    (void)state;
    struct recommender_candidate some[] = {{0, 0.2, 0}, {2, 0.1, 1}, {0, 0.9, 2}, {-1, 0.5, 3}, {0, 0.2, 4}};
    const uint32_t expected[] = {1, 2, 0, 4, 3};
    recommender_rank(some, 5);
    for (int i = 0; i < 5; i++) assert_int_equal(some[i].customer, expected[i]);
}

// By hand: x = 1 2 3, y = 1 3 2 correlate with 1/2.
static void test_correlation_by_hand(void **state) {
    (void)state;
    struct recommender_pairs pairs = {0}, flat = {0};
    const double y[] = {1, 3, 2};
    for (int i = 0; i < 3; i++) {
        recommender_pairs_add(&pairs, i + 1, y[i]);
        recommender_pairs_add(&flat, 0, y[i]);
    }
    expect_near(recommender_correlation(&pairs), 0.5, 1e-12);
    assert_true(recommender_correlation(&flat) == 0);
}

// ---- What changed ---------------------------------------------------------------------------------------

// Months paid by families of which 70 % are treated: most pay none, some several; an offer makes 4 % more
// begin.
static double months(struct random_sequence *luck, bool treated) {
    double begins = random_next_uniform(luck), lasts = 1 + floor(random_next_exponential(luck) * 3);
    return begins < 0.05 + 0.04 * treated ? lasts : 0;
}

static void test_uplift_is_unbiased_and_as_uncertain_as_it_claims(void **state) {
    (void)state;
    enum { REPLICATIONS = 1000, FAMILIES = 600 };
    // E[1 + floor(3 E)] for an exponential E is 1 / (1 - exp(-1/3)).
    const double truth = 0.04 / (1 - exp(-1.0 / 3));
    double sum = 0, squares = 0, claimed = 0;
    int covered = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct random_sequence luck = luck_of("uplift", r);
        struct recommender_group treated = {0}, held_out = {0};
        for (int i = 0; i < FAMILIES; i++) {
            bool is_treated = random_next_uniform(&luck) < 0.7;
            recommender_group_add(is_treated ? &treated : &held_out, months(&luck, is_treated));
        }
        struct recommender_uplift uplift = recommender_uplift_of(&treated, &held_out);
        assert_true(uplift.known);
        sum += uplift.difference;
        squares += uplift.difference * uplift.difference;
        claimed += uplift.standard_error / REPLICATIONS;
        covered += fabs(uplift.difference - truth) < 1.96 * uplift.standard_error;
    }
    double mean = sum / REPLICATIONS, spread = sqrt(squares / REPLICATIONS - mean * mean);
    print_message("uplift %.4f (true %.4f), spread %.4f, claimed %.4f, covered %d of %d\n", mean, truth,
                  spread, claimed, covered, REPLICATIONS);
    expect_near(mean, truth, 3 * spread / sqrt(REPLICATIONS));
    expect_near(claimed, spread, 0.08 * spread);
    expect_near((double)covered / REPLICATIONS, 0.95, 0.021);  // 3 standard errors of a share of 0.95
}

static void test_uplift_needs_both_groups(void **state) {
    (void)state;
    struct recommender_group many = {0}, one = {0};
    for (int i = 0; i < 5; i++) recommender_group_add(&many, i);
    recommender_group_add(&one, 1);
    assert_false(recommender_uplift_of(&many, &one).known);
    assert_false(recommender_uplift_of(&one, &many).known);
    assert_true(recommender_uplift_of(&many, &many).known);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares_follow_the_logit),
        cmocka_unit_test(test_shares_are_those_of_random_utility),
        cmocka_unit_test(test_belief_shrinks_as_the_normal_posterior),
        cmocka_unit_test(test_variances_by_hand),
        cmocka_unit_test(test_nothing_is_known_from_nothing),
        cmocka_unit_test(test_variances_are_found_from_the_signals),
        cmocka_unit_test(test_belief_is_as_sure_as_it_may_be),
        cmocka_unit_test(test_the_best_come_first_and_lots_decide_among_equals),
        cmocka_unit_test(test_correlation_by_hand),
        cmocka_unit_test(test_uplift_is_unbiased_and_as_uncertain_as_it_claims),
        cmocka_unit_test(test_uplift_needs_both_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
