// SPDX-License-Identifier: GPL-3.0-or-later
// Who buys soon, and who has gone: in closed form against the integrals it stands for, and on families drawn
// by a known law.
#include "models/methods/purchase_foresight_technique.h"
#include "tests/support/check.h"

static void near(double value, double expected, double tolerance, const char *what) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%s: %.9g is not %.9g within %.2g", what, value, expected, tolerance);
}

static struct purchase_history history_of(const double *when, int count) {
    struct purchase_history history = {0};
    for (int i = 0; i < count; i++) purchase_foresight_saw(&history, when[i]);
    return history;
}

// ---- By hand ----------------------------------------------------------------------------------------------

static void histories_are_kept(void **state) {
    (void)state;
    struct purchase_history history = history_of((const double[]){3, 5, 5, 13}, 4);
    near(history.count, 4, 0, "purchases");
    near(history.first, 3, 0, "first");
    near(history.last, 13, 0, "last");
    near(history.log_gaps, log(2) + log(1.0 / 24) + log(8), 1e-12, "logarithms of gaps");
}

// Gaps without memory, two purchases 10 days apart, the last 20 days ago: gone over stayed is a / (b + 1)
// ((alpha + 30) / (alpha + 10))^(r + 1); who stayed has bought nothing for 5 days more with ((alpha + 30) /
// (alpha + 35))^(r + 1).
static void without_memory_as_calculated(void **state) {
    (void)state;
    struct purchase_law law = {{1, 12, 1.2, 1.9}, 1};
    struct purchase_history history = history_of((const double[]){100, 110}, 2);
    double odds = 1.2 / 2.9 * (42.0 / 22) * (42.0 / 22), stays = 1 / (1 + odds);
    near(purchase_foresight_stays(&law, &history, 130), stays, 1e-12, "stays");
    near(purchase_foresight_chance(&law, &history, 130, 5), stays * (1 - pow(42.0 / 47, 2)), 1e-12, "buys");
    near(purchase_foresight_chance(&law, &history, 130, 0), 0, 1e-12, "buys at once");
    near(purchase_foresight_stays(&law, &history, 110), 1 / (1 + 1.2 / 2.9), 1e-12, "stays, just now");
}

// ---- Against the integrals --------------------------------------------------------------------------------

static double survival(int k, double z) {  // of a gamma with shape k, at z = its rate times the time
    double term = 1, sum = 1;
    for (int j = 1; j < k; j++) sum += term *= z / j;
    return exp(-z) * sum;
}

struct integrals {
    double stayed, gone, bought;
};

// Over the rate and the chance to go, each by the midpoint rule; densities up to what all have in common.
static struct integrals integrate(const struct purchase_law *law, const double *when, int count, double now,
                                  double further) {
    enum { RATES = 4000, CHANCES = 2000 };
    const struct customer_base *base = &law->base;
    double go = 0, stay = 0;
    for (int i = 0; i < CHANCES; i++) {
        double p = (i + 0.5) / CHANCES, weight = pow(p, base->a - 1) * pow(1 - p, base->b - 1) / CHANCES;
        stay += weight * pow(1 - p, count);
        go += weight * p * pow(1 - p, count - 1);
    }
    struct integrals sums = {0};
    for (int i = 0; i < RATES; i++) {
        double rate = (i + 0.5) / RATES * 40 * base->r / base->alpha, k = law->gap_shape;
        double weight = pow(rate, base->r - 1) * exp(-base->alpha * rate) / RATES;
        for (int n = 1; n < count; n++)
            weight *= pow(k * rate, k) * pow(when[n] - when[n - 1], k - 1) *
                      exp(-k * rate * (when[n] - when[n - 1]));
        double quiet = k * rate * (now - when[count - 1]), later = quiet + k * rate * further;
        sums.gone += weight * go;
        sums.stayed += weight * stay * survival(law->gap_shape, quiet);
        sums.bought += weight * stay * (survival(law->gap_shape, quiet) - survival(law->gap_shape, later));
    }
    return sums;
}

static void closed_form_is_the_integral(void **state) {
    (void)state;
    static const double when[] = {2, 9, 20, 26, 41};
    for (int k = 1; k <= PURCHASE_GAP_SHAPES; k++)
        for (int count = 1; count <= 5; count += 2) {
            struct purchase_law law = {{2.5, 30, 2.2, 3.9}, k};
            struct purchase_history history = history_of(when, count);
            double now = when[count - 1] + 17;
            struct integrals sums = integrate(&law, when, count, now, 7);
            near(purchase_foresight_stays(&law, &history, now), sums.stayed / (sums.stayed + sums.gone), 1e-4,
                 "stays");
            near(purchase_foresight_chance(&law, &history, now, 7), sums.bought / (sums.stayed + sums.gone),
                 1e-4, "buys");
        }
}

// Likelihoods of two histories differ as their integrals do.
static void likelihoods_are_those_of_the_integrals(void **state) {
    (void)state;
    static const double one[] = {0, 5, 9}, two[] = {0, 20, 26, 33};
    struct purchase_law law = {{2.5, 30, 2.2, 3.9}, 2};
    struct integrals a = integrate(&law, one, 3, 40, 1), b = integrate(&law, two, 4, 40, 1);
    struct purchase_history of_one = history_of(one, 3), of_two = history_of(two, 4);
    near(purchase_foresight_log_likelihood(&law, &of_one, 40) -
             purchase_foresight_log_likelihood(&law, &of_two, 40),
         log((a.stayed + a.gone) / (b.stayed + b.gone)), 1e-3, "difference of likelihoods");
}

// ---- Families by a known law ---------------------------------------------------------------------------

enum { FAMILIES = 3000, DAYS = 240, FURTHER = 7 };
static const struct purchase_law truth = {{2, 24, 0.8, 8},
                                          2};  // every 12 days on average, one in eleven goes

struct family {
    struct purchase_history history;
    bool stays, buys;
};
static struct family families[FAMILIES];

static struct family live(uint32_t who) {
    struct random_sequence rate = {{7, 0}, random_home(who), random_stream("rate"), 0}, drop = rate,
                           luck = rate;
    drop.stream = random_stream("drop"), luck.stream = random_stream("life");
    struct buying_habit habit = customer_base_draw(truth.base, rate, drop);
    struct family family = {.stays = true};
    double when = DAYS * random_next_uniform(&luck) * 0.5;
    while (when < DAYS && family.stays) {
        purchase_foresight_saw(&family.history, when);
        family.stays = random_next_uniform(&luck) >= habit.drops;
        for (int j = 0; j < truth.gap_shape; j++)
            when += random_next_exponential(&luck) / (truth.gap_shape * habit.rate);
    }
    family.buys = family.stays && when < DAYS + FURTHER;
    return family;
}

// Chances come true as often as they say, in each fifth of them, and tell more than the mean.
static void expect_calibrated(const struct purchase_law *law, double slack) {
    double said[5] = {0}, came[5] = {0}, many[5] = {0}, brier = 0, base = 0, mean = 0, stayed = 0,
           believed = 0;
    for (int i = 0; i < FAMILIES; i++) mean += (double)families[i].buys / FAMILIES;
    for (int i = 0; i < FAMILIES; i++) {
        double chance = purchase_foresight_chance(law, &families[i].history, DAYS, FURTHER);
        int fifth = (int)(5 * chance);
        said[fifth] += chance, came[fifth] += families[i].buys, many[fifth]++;
        brier += (chance - families[i].buys) * (chance - families[i].buys) / FAMILIES;
        base += (mean - families[i].buys) * (mean - families[i].buys) / FAMILIES;
        stayed += (double)families[i].stays / FAMILIES;
        believed += purchase_foresight_stays(law, &families[i].history, DAYS) / FAMILIES;
    }
    for (int fifth = 0; fifth < 5; fifth++) {
        if (many[fifth] < 30) continue;
        double share = said[fifth] / many[fifth], error = sqrt(share * (1 - share) / many[fifth]);
        near(came[fifth] / many[fifth], share, 4 * error + slack, "came of what was said");
    }
    print_message("Brier %.4f beside %.4f; %.3f stayed, %.3f believed\n", brier, base, stayed, believed);
    assert_true(brier < 0.8 * base);
    near(believed, stayed, 4 * sqrt(stayed * (1 - stayed) / FAMILIES) + slack, "stayed");
}

static void chances_come_true(void **state) {
    (void)state;
    for (uint32_t i = 0; i < FAMILIES; i++) families[i] = live(i);
    expect_calibrated(&truth, 0);
}

// The law is found from the histories: at least as likely as the true one, with its gaps; and its chances
// come true, too.
static void the_law_is_found(void **state) {
    (void)state;
    static struct purchase_history histories[FAMILIES];
    for (uint32_t i = 0; i < FAMILIES; i++) histories[i] = (families[i] = live(i)).history;
    struct purchase_law found = {{0}, 0};
    double flops = 0, likely = 0, true_one = 0;
    assert_false(purchase_foresight_fit(histories, PURCHASE_HISTORIES_LEAST - 1, DAYS, &found, &flops));
    assert_true(found.gap_shape == 0 && flops == 0);
    assert_true(purchase_foresight_fit(histories, FAMILIES, DAYS, &found, &flops));
    for (int i = 0; i < FAMILIES; i += FAMILIES / PURCHASE_HISTORIES_MOST) {
        likely += purchase_foresight_log_likelihood(&found, &histories[i], DAYS);
        true_one += purchase_foresight_log_likelihood(&truth, &histories[i], DAYS);
    }
    print_message(
        "r %.2f, mean gap %.2f, a %.2f, b %.2f, k %d; ln L %.2f beside %.2f; %.0f million operations\n",
        found.base.r, found.base.alpha / found.base.r, found.base.a, found.base.b, found.gap_shape, likely,
        true_one, flops / 1e6);
    assert_true(likely >= true_one - 0.5);  // the finest steps leave so much
    assert_int_equal(found.gap_shape, truth.gap_shape);
    near(found.base.alpha / found.base.r, 12, 3, "mean gap");
    near(found.base.a / (found.base.a + found.base.b), 0.8 / 8.8, 0.04, "share that goes");
    expect_calibrated(&found, 0.03);
    // From there on it stays.
    struct purchase_law again = found;
    assert_true(purchase_foresight_fit(histories, FAMILIES, DAYS, &again, &flops));
    near(again.base.alpha / again.base.r, found.base.alpha / found.base.r, 1, "mean gap, sought anew");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(histories_are_kept),
        cmocka_unit_test(without_memory_as_calculated),
        cmocka_unit_test(closed_form_is_the_integral),
        cmocka_unit_test(likelihoods_are_those_of_the_integrals),
        cmocka_unit_test(chances_come_true),
        cmocka_unit_test(the_law_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
