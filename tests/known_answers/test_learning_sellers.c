// SPDX-License-Identifier: GPL-3.0-or-later
// Two sellers that set prices by Q-learning and know nothing of each other but the last prices (Calvano,
// Calzolari, Denicolo & Pastorello 2020, American Economic Review 110:3267, not read): do they come to
// compete?
//
// Neither competing nor agreeing: over 100 sessions of 1.87 million periods in the mean they settled at a
// profit gain of 0.840
// +- 0.023 (0 where each would answer best, 1 where one would own both; 95 % interval); who thinks of the
// present period only, at 0.216 +- 0.017. Here 12 and 4 sessions of these.
#include <stdbool.h>

#include "models/methods/logit_price_law.h"
#include "models/methods/q_learning_technique.h"
#include "tests/support/check.h"

static void expect_between(double value, double least, double most) {
    if (!(value >= least && value <= most)) fail_msg("%.9g is not from %.9g to %.9g", value, least, most);
}

// ---- The market: quality 2, cost 1, mu 1/4, buying nothing 0 ----------------------------------------------

#define QUALITY 2.0
#define COST    1.0
#define MU      0.25

static double share(double own, double other) {
    double mine = exp((QUALITY - own) / MU), theirs = exp((QUALITY - other) / MU);
    return mine / (mine + theirs + 1);
}

static double profit(double own, double other) {
    return (own - COST) * share(own, other);
}

static double best_against(double lead) {
    struct logit_price_market market = {&lead, 1, 1 / MU, 1, COST, COST, 3};
    return logit_price_best(&market);
}

// Where best answers to each other end.
static double nash_price(void) {
    double price = COST;
    for (int i = 0; i < 200; i++) price = best_against(QUALITY / MU - log(1 + exp((QUALITY - price) / MU)));
    return price;
}

// One owner of both sells as one whose product is liked by log 2 more.
static double monopoly_price(void) {
    return best_against(QUALITY / MU + log(2));
}

static void demand_says_where_competing_and_colluding_end(void **state) {
    (void)state;
    double nash = nash_price(), monopoly = monopoly_price();
    print_message("Nash %.4f, profit %.4f each; monopoly %.4f, profit %.4f each\n", nash, profit(nash, nash),
                  monopoly, profit(monopoly, monopoly));
    expect_between(nash, 1.4725, 1.4735);
    expect_between(monopoly, 1.9245, 1.9255);
    for (double off = -0.3; off <= 0.3; off += 0.01) {  // by looking around, too
        assert_true(profit(nash + off, nash) <= profit(nash, nash) + 1e-12);
        assert_true(profit(monopoly + off, monopoly + off) <= profit(monopoly, monopoly) + 1e-12);
    }
}

// ---- Two that learn ---------------------------------------------------------------------------------------

enum { PRICES = 15, STATES = PRICES * PRICES, SELLERS = 2 };

// Prices from a tenth below the Nash to a tenth above the monopoly price; memory of one period.
struct duopoly {
    double price[PRICES], profit[PRICES][PRICES];
    float worth[SELLERS][STATES][PRICES];
    uint8_t best[SELLERS][STATES];
};

static void open_market(struct duopoly *market, double nash, double monopoly, double discount) {
    for (int i = 0; i < PRICES; i++)
        market->price[i] = nash + (monopoly - nash) * (1.2 * i / (PRICES - 1) - 0.1);
    for (int i = 0; i < PRICES; i++)
        for (int j = 0; j < PRICES; j++) market->profit[i][j] = profit(market->price[i], market->price[j]);
    for (int i = 0; i < PRICES; i++) {
        double sum = 0;  // as against one who takes any price alike
        for (int j = 0; j < PRICES; j++) sum += market->profit[i][j];
        for (int state = 0; state < STATES; state++)
            for (int who = 0; who < SELLERS; who++)
                market->worth[who][state][i] = (float)(sum / (PRICES * (1 - discount)));
    }
    for (int state = 0; state < STATES; state++)
        for (int who = 0; who < SELLERS; who++)
            market->best[who][state] =
                (uint8_t)q_learning_best((struct q_learning_row){market->worth[who][state], PRICES});
}

struct learning_rule {
    double rate, discount, half_after;  // of the share of periods in which each takes any price
};

// True: the seller would act otherwise in this state from now on.
static bool learn(struct duopoly *market, int who, int state, const size_t prices[2], int next,
                  const struct learning_rule *rule) {
    struct q_learning_row row = {market->worth[who][state], PRICES},
                          later = {market->worth[who][next], PRICES};
    double earned = market->profit[prices[who]][prices[1 - who]];
    q_learning_saw(row, prices[who], earned, rule->discount, later, rule->rate);
    uint8_t before = market->best[who][state];
    market->best[who][state] = (uint8_t)q_learning_best(row);
    return market->best[who][state] != before;
}

// Periods until nobody would have acted otherwise in any state for 100,000 of them.
static long settle(struct duopoly *market, const struct learning_rule *rule, uint32_t session, long most) {
    struct random_sequence luck = {{2020, session}, random_home(0), random_stream("sellers"), 0};
    long still = 0, period = 0;
    double explores = 1, falls = exp2(-1 / rule->half_after);
    for (int state = (int)(session % STATES); period < most && still < 100000; period++) {
        size_t prices[SELLERS];
        for (int who = 0; who < SELLERS; who++)
            prices[who] = q_learning_choose((struct q_learning_row){market->worth[who][state], PRICES},
                                            explores, random_next(&luck));
        int next = (int)(prices[0] * PRICES + prices[1]);
        bool moved = learn(market, 0, state, prices, next, rule);
        moved |= learn(market, 1, state, prices, next, rule);
        still = moved ? 0 : still + 1;
        explores *= falls;
        state = next;
    }
    return period;
}

// What a seller earns a period where they have settled: around the circle of prices they end in.
static double earns_settled(const struct duopoly *market, int state) {
    enum { LONG_ENOUGH = STATES * 8 };
    double sum = 0;
    for (int period = 0; period < 2 * LONG_ENOUGH; period++) {
        int one = market->best[0][state], other = market->best[1][state];
        if (period >= LONG_ENOUGH) sum += (market->profit[one][other] + market->profit[other][one]) / 2;
        state = one * PRICES + other;
    }
    return sum / LONG_ENOUGH;
}

// 0: as if they competed; 1: as if one owned both.
static double profit_gain(const struct learning_rule *rule, uint32_t session, double *periods) {
    static struct duopoly market;
    double nash = nash_price(), monopoly = monopoly_price();
    double competed = profit(nash, nash), colluded = profit(monopoly, monopoly);
    open_market(&market, nash, monopoly, rule->discount);
    *periods += (double)settle(&market, rule, session, 5000000);
    return (earns_settled(&market, (int)(session % STATES)) - competed) / (colluded - competed);
}

struct gains {
    double mean, half_width;  // of a 95 % interval
    double periods;           // to settle, mean
};

static struct gains live_sessions(const struct learning_rule *rule, uint32_t sessions) {
    double sum = 0, squares = 0, periods = 0;
    for (uint32_t session = 0; session < sessions; session++) {
        double gain = profit_gain(rule, session, &periods);
        sum += gain;
        squares += gain * gain;
    }
    double mean = sum / sessions, variance = (squares - sum * mean) / (sessions - 1);
    return (struct gains){mean, 1.96 * sqrt(variance / sessions), periods / sessions};
}

// e = exp(-4e-6 t), as published.
#define AS_PUBLISHED \
    { 0.15, 0.95, M_LN2 / 4e-6 }

static void two_that_learn_end_between_competing_and_colluding(void **state) {
    (void)state;
    const struct learning_rule patient = AS_PUBLISHED, blind = {0.15, 0, M_LN2 / 4e-6};
    struct gains far = live_sessions(&patient, 12), near = live_sessions(&blind, 4);
    print_message("settle after %.0f periods at a profit gain of %.3f +- %.3f\n", far.periods, far.mean,
                  far.half_width);
    print_message("who thinks of now only: %.0f periods, %.3f +- %.3f\n", near.periods, near.mean,
                  near.half_width);
    expect_between(far.mean, 0.75, 0.95);
    expect_between(near.mean, 0.05, 0.4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(demand_says_where_competing_and_colluding_end),
        cmocka_unit_test(two_that_learn_end_between_competing_and_colluding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
