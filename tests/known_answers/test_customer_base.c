// SPDX-License-Identifier: GPL-3.0-or-later
// Customers that differ and die, lived one by one, against what is known of them in closed form (BG/NBD;
// Fader, Hardie & Lee 2005): how often they buy, how many never do, who is still there. With the estimates
// published for CDNOW, a shop of records, in weeks (as the R package BTYD 2.4.3 has them in its examples),
// and with what the grocery of the settings would have, in days.
#include "models/methods/customer_base_law.h"

#include "tests/support/customer_counts.h"

enum { CUSTOMERS = 200000 };

static struct random_sequence luck_of(uint32_t who, const char *meaning) {
    return (struct random_sequence){{2005, 0}, random_home(who), random_stream(meaning), 0};
}

static void assert_exact(double seen, double expected) {
    if (!(fabs(seen / expected - 1) <= 1e-9)) fail_msg("%.12g instead of %.12g", seen, expected);
}

// ---- Laws of one customer ------------------------------------------------------------------------------

static const struct customer_base cdnow = {0.243, 4.414, 0.793, 2.426};

static void settings_say_means_and_differences(void **state) {
    (void)state;
    struct customer_base base = customer_base_of(12, 0.5, 0.61, 0.24);
    assert_exact(base.r / base.alpha, 1 / 12.0);
    assert_exact(base.a / (base.a + base.b), 0.39);
    assert_exact(1 / (1 + base.a + base.b), 0.24);
    assert_exact(customer_base_after(base, 30).b, base.b + 30);
}

// Mean and variance of what is drawn, shapes below and above 1: r / alpha and r / alpha^2; a / s and a b /
// (s^2 (s + 1)), s = a + b. The rates are as differing without the chances, and the other way round: they do
// not hang on each other.
static void assert_draws(struct customer_base base) {
    double rate = 0, rates = 0, drop = 0, drops = 0, both = 0;
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        struct buying_habit c = customer_base_draw(base, luck_of(i, "rate"), luck_of(i, "drop"));
        rate += c.rate / CUSTOMERS, rates += c.rate * c.rate / CUSTOMERS;
        drop += c.drops / CUSTOMERS, drops += c.drops * c.drops / CUSTOMERS;
        both += c.rate * c.drops / CUSTOMERS;
    }
    double mean = base.r / base.alpha, variance = base.r / (base.alpha * base.alpha), s = base.a + base.b;
    double chance = base.a / s, spread = base.a * base.b / (s * s * (s + 1));
    customer_counts_within("rate", rate, mean, sqrt(variance / CUSTOMERS));
    // The variance of a gamma's sample variance: (mu4 - sigma^4) / n, mu4 = (3 + 6 / r) sigma^4.
    customer_counts_within("its variance", rates - rate * rate, variance,
                           variance * sqrt((2 + 6 / base.r) / CUSTOMERS));
    customer_counts_within("chance to drop out", drop, chance, sqrt(spread / CUSTOMERS));
    // A number between 0 and 1 has a fourth moment of at most its second.
    customer_counts_within("its variance", drops - drop * drop, spread, sqrt(spread / CUSTOMERS));
    customer_counts_within("their covariance", both - rate * drop, 0, sqrt(variance * spread / CUSTOMERS));
}

static void draws_have_their_laws(void **state) {
    (void)state;
    assert_draws(cdnow);
    assert_draws((struct customer_base){3, 36, 1.2, 31.9});
}

// A gamma of shape 1/4 with mean 1: P(below m) for m = 0.01 by its series; what is far below counts as well.
static void who_seldom_buys_is_there(void **state) {
    (void)state;
    double below = 0, mean = 0, x = 0.25 * 0.01, term = pow(x, 0.25) / tgamma(1.25), expected = 0;
    for (int n = 0; n < 20; n++) {
        expected += term * 0.25 / (0.25 + n);
        term *= -x / (n + 1);
    }
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        double relative = customer_base_relative(0.25, luck_of(i, "seldom"));
        below += relative < 0.01;
        mean += relative / CUSTOMERS;
    }
    customer_counts_share("buy less than a hundredth of the mean", below, CUSTOMERS, expected);
    customer_counts_within("mean", mean, 1, sqrt(4.0 / CUSTOMERS));
}

// ---- Lives of many -------------------------------------------------------------------------------------

struct life {
    unsigned bought;
    double last;
    bool active;
};

// Gaps without memory; a chance to drop out after each purchase.
static struct life live(struct customer_base base, uint32_t who, double t) {
    struct buying_habit c = customer_base_draw(base, luck_of(who, "rate"), luck_of(who, "drop"));
    struct random_sequence luck = luck_of(who, "life");
    struct life life = {.active = true};
    for (double now = 0; life.active;) {
        now += random_next_exponential(&luck) / c.rate;
        if (!(now < t)) break;
        life.bought++;
        life.last = now;
        life.active = random_next_uniform(&luck) >= c.drops;
    }
    return life;
}

static void assert_lives(struct customer_base base, double t) {
    double counts[4] = {0}, sum = 0, squares = 0, active = 0, surprise = 0, doubt = 0;
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        struct life life = live(base, i, t);
        if (life.bought < 4) counts[life.bought]++;
        sum += life.bought, squares += (double)life.bought * life.bought;
        active += life.active;
        double believed = customer_counts_active_after(base, life.bought, life.last, t);
        surprise += life.active - believed;
        doubt += believed * (1 - believed);
    }
    struct customer_counts m = customer_counts_of(base, t);
    double mean = sum / CUSTOMERS;
    assert_exact(m.mean, customer_counts_mean(base, t));
    assert_exact(m.sum, 1);
    customer_counts_within("purchases", mean, m.mean, sqrt(m.variance / CUSTOMERS));
    customer_counts_within("their variance", squares / CUSTOMERS - mean * mean, m.variance,
                           customer_counts_variance_error(&m, CUSTOMERS));
    for (unsigned x = 0; x < 4; x++)
        customer_counts_share("buy so often", counts[x], CUSTOMERS, customer_counts_chance(base, x, t));
    customer_counts_share("are still there", active, CUSTOMERS, customer_counts_active(base, t));
    customer_counts_within("more than their histories say", surprise / CUSTOMERS, 0, sqrt(doubt) / CUSTOMERS);
}

static void a_shop_of_records(void **state) {
    (void)state;
    assert_lives(cdnow, 39);
}

static void a_grocery(void **state) {
    (void)state;
    struct customer_base base = customer_base_of(12, 1, 0.61, 0.24);
    assert_lives(base, 90);
    assert_lives(customer_base_after(base, 30), 240);
}

// ---- Single histories ----------------------------------------------------------------------------------

// Who has not bought since is known to be there: nobody drops out but after buying. Who was bought from often
// and is silent for long is believed to be gone, sooner than who seldom bought.
static void silence_tells_more_of_who_bought_often(void **state) {
    (void)state;
    assert_true(customer_counts_active_after(cdnow, 0, 0, 39) == 1);
    // 1 / (1 + 0.793 / (2.426 + 1) (43.414 / 24.414)^2.243), by hand: 1 / (1 + 0.231465 x 3.636884).
    assert_true(fabs(customer_counts_active_after(cdnow, 2, 20, 39) - 0.542943) < 1e-6);
    assert_true(customer_counts_active_after(cdnow, 10, 20, 39) <
                customer_counts_active_after(cdnow, 2, 20, 39));
    assert_exact(customer_counts_active_after(cdnow, 1, 39, 39), 1 / (1 + cdnow.a / cdnow.b));
}

// Of a cohort of customers these were left after 1, 2 ... 12 years, as the R package foretell documents its
// data (of Fader & Hardie 2007, not read). A beta of mean 0.152 and coefficient of variation 1.07, which has
// the greatest likelihood, tells all of them within two and a half points; a chance that is alike for all,
// none after the third year within five.
static void a_cohort_is_left_by_who_leaves(void **state) {
    (void)state;
    enum { YEARS = 12 };
    static const double left[YEARS] = {86.9, 74.3, 65.3, 59.3, 55.1, 51.7,
                                       49.1, 46.8, 44.5, 42.7, 40.9, 39.4};
    double there[YEARS] = {0};
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        double gives_up = customer_base_share(0.152, 1.07, luck_of(i, "cohort"));
        for (int year = 0; year < YEARS; year++) there[year] += pow(1 - gives_up, year + 1) * 100 / CUSTOMERS;
    }
    for (int year = 0; year < YEARS; year++) {
        print_message("%.1f of 100 left after %d years, of the cohort %.1f\n", there[year], year + 1,
                      left[year]);
        assert_true(fabs(there[year] - left[year]) < 2.5);
        assert_true(year < 3 || fabs(100 * pow(1 - 0.152, year + 1) - left[year]) > 5);
    }
}

// Mean and variance, and who is left after n times: B(a, b + n) / B(a, b).
static void a_share_of_ones_own_has_its_law(void **state) {
    (void)state;
    const double mean = 0.035, varies = 1.2, sum = (1 - mean) / (mean * varies * varies) - 1, a = mean * sum,
                 b = (1 - mean) * sum;
    double first = 0, second = 0, left = 0;
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        double share = customer_base_share(mean, varies, luck_of(i, "share"));
        first += share / CUSTOMERS, second += share * share / CUSTOMERS;
        left += pow(1 - share, 24) / CUSTOMERS;
    }
    double deviation = mean * varies, kept = exp(gsl_sf_lnbeta(a, b + 24) - gsl_sf_lnbeta(a, b));
    customer_counts_within("share", first, mean, deviation / sqrt(CUSTOMERS));
    customer_counts_within("its variance", second - first * first, deviation * deviation,
                           deviation / sqrt(CUSTOMERS));
    customer_counts_within("left after 24 times", left, kept, sqrt(kept * (1 - kept) / CUSTOMERS));
    assert_true(customer_base_share(0, varies, luck_of(1, "share")) == 0);
}

static void nobody_drops_out_where_all_stay(void **state) {
    (void)state;
    struct customer_base all = customer_base_of(12, 2, 1, 0.24), none = customer_base_of(12, 2, 0, 0.24);
    for (uint32_t i = 0; i < 1000; i++) {
        assert_true(customer_base_draw(all, luck_of(i, "rate"), luck_of(i, "drop")).drops == 0);
        assert_true(customer_base_draw(none, luck_of(i, "rate"), luck_of(i, "drop")).drops == 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_say_means_and_differences),
        cmocka_unit_test(draws_have_their_laws),
        cmocka_unit_test(who_seldom_buys_is_there),
        cmocka_unit_test(a_shop_of_records),
        cmocka_unit_test(a_grocery),
        cmocka_unit_test(silence_tells_more_of_who_bought_often),
        cmocka_unit_test(a_cohort_is_left_by_who_leaves),
        cmocka_unit_test(a_share_of_ones_own_has_its_law),
        cmocka_unit_test(nobody_drops_out_where_all_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
