// SPDX-License-Identifier: GPL-3.0-or-later
// The token programme against its steady state, and the choice between makers against the logit's closed
// forms.
#include "models/methods/logit_law.h"
#include "models/tokens/token_programme.h"
#include "sim/engine/clock.h"
#include "tests/support/scenario_world.h"

static void near(double seen, double expected, double within) {
    print_message("%.4f, expected %.4f +- %.4f\n", seen, expected, within);
    assert_true(fabs(seen - expected) < within);
}

// By hand: e^-2.4, (1 - e^-2.4) / 0.1, and so on.
static void the_formula_gives_the_known_numbers(void **unused) {
    (void)unused;
    const double cases[][5] = {
        {0.1, 24, 9.093, 0.0907, 1.2}, {0.05, 24, 13.976, 0.3012, 0.6}, {0.02, 60, 34.940, 0.3012, 0.24}};
    for (size_t i = 0; i < 3; i++) {
        struct token_steady_state state = token_programme_steady_state(1, cases[i][0], cases[i][1]);
        near(state.outstanding, cases[i][2], 1e-3);
        near(state.breakage, cases[i][3], 1e-4);
        near(state.velocity_year, cases[i][4], 1e-9);
    }
}

enum { HOMES = 300, TERM_MONTHS = 24, MONTH = 30, WATCHED_MONTHS = 24 };

// Every home has allowed the telemetry; nothing is sold, so that partners' offers are the only way to spend.
static struct scenario_world make_programme(const char *offers_month) {
    const char *const settings[] = {"homes.count=300",
                                    "homes.districts=1",
                                    "days=1440",
                                    "families.vacant=1",
                                    "robot_vacuum.ownership=0",
                                    "vacuum_shop.market=0",
                                    "vacuum_shop.rival_owners=0",
                                    "tokens.good_for_days=720",
                                    "token_programme.paid_for=consent",
                                    "token_programme.reward_telemetry=1000",
                                    offers_month,
                                    NULL};
    struct scenario_world made = scenario_world_make("scenarios/loyalty.lua", "tokens", 0, settings, 1);
    for (uint16_t f = 0; f < gate_flow_count(made.world->gate); f++)
        for (uint32_t h = 0; h < HOMES && gate_flow_at(made.world->gate, f)->data_class == DATA_TELEMETRY;
             h++) {
            consent_request(made.world->gate, h, f, 0);
            consent_answer(made.world->gate, h, f, true, 0, CLOCK_NEVER);
        }
    return made;
}

// Sums over the days from the end of the first term on, when a batch of each age is there.
struct watched {
    double outstanding, days;
    struct ledger_tokens then;
};
static void watch(const struct world *world, void *argument) {
    struct watched *watched = argument;
    struct ledger_tokens tokens = ledger_tokens(world->ledger);
    assert_int_equal(tokens.issued, tokens.redeemed + tokens.expired + tokens.outstanding);
    if (clock_day(world->now) < TERM_MONTHS * MONTH) {
        watched->then = tokens;
        return;
    }
    watched->outstanding += (double)tokens.outstanding;
    watched->days++;
}

// Each family's tokens of a month are lost or spent as one, and its batches share the days of its offers: the
// error is that of families, not of tokens. A standard deviation of a family's outstanding is below its mean.
static void reaches_its_steady_state(const char *offers_month, double hazard) {
    struct scenario_world made = make_programme(offers_month);
    struct watched watched = {0};
    made.world->progress = watch;
    made.world->progress_argument = &watched;
    scenario_world_run(&made);
    struct ledger_tokens end = ledger_tokens(made.world->ledger);
    double issued = (double)(end.issued - watched.then.issued);
    double outstanding = watched.outstanding / watched.days;
    struct token_steady_state expected = token_programme_steady_state(1000.0 * HOMES, hazard, TERM_MONTHS);
    double error = 3 / sqrt(HOMES);
    near(outstanding / (1000 * HOMES), expected.outstanding / (1000 * HOMES),
         error * expected.outstanding / (1000 * HOMES));
    near((double)(end.expired - watched.then.expired) / issued, expected.breakage, error * 0.6);
    double years = watched.days / (12 * MONTH);
    near((double)(end.redeemed - watched.then.redeemed) / years / outstanding, expected.velocity_year,
         error * expected.velocity_year);
    scenario_world_drop(&made);
}

static void offers_at_a_hazard_reach_the_steady_state(void **unused) {
    (void)unused;
    reaches_its_steady_state("token_programme.offers_month=0.05", 0.05);
    reaches_its_steady_state("token_programme.offers_month=0.1", 0.1);
}

static void shares_of_choosers_are_the_logits(void **unused) {
    (void)unused;
    enum { CHOOSERS = 40000 };
    const double utility[] = {0.569, 0, -1};
    unsigned chosen[3] = {0};
    for (uint32_t i = 0; i < CHOOSERS; i++) {
        struct random_sequence luck = {{1, 0}, random_home(i), 7, 0};
        chosen[logit_choose(utility, 3, &luck)]++;
    }
    for (size_t i = 0; i < 3; i++) {
        double share = exp(utility[i]) / (exp(0.569) + 1 + exp(-1));
        assert_true(fabs(logit_share(utility, 3, i) - share) < 1e-12);
        near((double)chosen[i] / CHOOSERS, share, 3 * sqrt(share * (1 - share) / CHOOSERS));
    }
}

// d logsum / d utility = share (Small & Rosen); a share's advantage gives the share back; no overflow.
static void surplus_rises_by_the_share(void **unused) {
    (void)unused;
    const double step = 1e-5, before[] = {0.3, 0}, after[] = {0.3 + step, 0}, huge[] = {2000, 2000};
    near((logit_sum(after, 2) - logit_sum(before, 2)) / step, logit_share(before, 2, 0), 1e-4);
    near(logit_sum(huge, 2), 2000 + log(2), 1e-9);
    const double leader[] = {logit_advantage(0.6), 0};
    near(logit_share(leader, 2, 0), 0.6, 1e-12);
    near(logit_advantage(53.9 / (53.9 + 30.5)), 0.569, 1e-3);
}

// The same luck: who took it takes it still when it is better.
static void nobody_leaves_what_became_better(void **unused) {
    (void)unused;
    const double before[] = {0, 0}, after[] = {0.5, 0};
    unsigned came = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        struct random_sequence one = {{1, 0}, random_home(i), 7, 0}, same = one;
        size_t had = logit_choose(before, 2, &one), has = logit_choose(after, 2, &same);
        assert_true(had == 1 || has == 0);
        came += had == 1 && has == 0;
    }
    assert_true(came > 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula_gives_the_known_numbers),
        cmocka_unit_test(offers_at_a_hazard_reach_the_steady_state),
        cmocka_unit_test(shares_of_choosers_are_the_logits),
        cmocka_unit_test(surplus_rises_by_the_share),
        cmocka_unit_test(nobody_leaves_what_became_better),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
