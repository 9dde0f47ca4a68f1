// SPDX-License-Identifier: GPL-3.0-or-later
// Who sells families' data, each alone or as one, in plain words. The same families with the same prices for
// their data throughout.
#include "tests/support/recorded_world.h"
#include "tests/support/welfare_sums.h"

#define SCENARIO "scenarios/data_trust.lua"
#define YEAR     "homes.count=400", "homes.districts=8", "days=360"

static struct recorded_world run(const char *policy, const char *one, const char *other) {
    const char *const settings[] = {YEAR, one, other, NULL};
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double seen(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static int64_t paid_to_families(const struct recorded_world *lived) {
    return recorded_world_paid(lived, "paid for data", NULL) +
           recorded_world_paid(lived, "paid to members", NULL);
}

static void who_sells_as_one_is_paid_for_what_all_add(void **state) {
    (void)state;
    struct recorded_world alone = run("alone", NULL, NULL), trust = run("trust", NULL, NULL);
    double each = (double)paid_to_families(&alone) / seen(&alone, "data_market_shared");
    double member = (double)paid_to_families(&trust) / seen(&trust, "trust_sold");
    print_message("alone %.0f won a month, by a trust %.0f of %.0f asked; shared %.0f and %.0f months\n",
                  each, member, seen(&trust, "trust_asks"), seen(&alone, "data_market_shared"),
                  seen(&trust, "data_market_shared"));
    assert_true(member > 1.5 * each);
    assert_true(scenario_world_balance(&trust.made, "data_market") <
                scenario_world_balance(&alone.made, "data_market"));
    recorded_world_drop(&alone);
    recorded_world_drop(&trust);
}

// By trial: from far below or far above it comes to ask about the same.
static void it_finds_its_price(void **state) {
    (void)state;
    double asked[2];
    static const char *const first[] = {"trust.asks_won=1000", "trust.asks_won=6000"};
    for (int i = 0; i < 2; i++) {
        struct recorded_world lived = run("trust", first[i], "trust.step=0.2");
        asked[i] = seen(&lived, "trust_asks");
        assert_true(seen(&lived, "trust_sold") > 0 && seen(&lived, "trust_refused") > 0);
        recorded_world_drop(&lived);
    }
    print_message("asks %.0f and %.0f won in the mean of the year\n", asked[0], asked[1]);
    assert_true(asked[0] > 1500 && asked[1] < 5500);
}

static void a_maker_that_keeps_all_pays_nobody(void **state) {
    (void)state;
    struct recorded_world asks = run("maker", NULL, NULL), takes = run("maker_takes", NULL, NULL);
    assert_int_equal(paid_to_families(&asks) + paid_to_families(&takes), 0);
    assert_true(seen(&asks, "trust_fees") > 0 && seen(&takes, "trust_fees") > seen(&asks, "trust_fees"));
    assert_true(seen(&takes, "trust_willing") == seen(&takes, "trust_members"));
    assert_true(seen(&asks, "trust_willing") > 0 &&
                seen(&asks, "trust_willing") < 0.8 * seen(&asks, "trust_members"));
    recorded_world_drop(&asks);
    recorded_world_drop(&takes);
}

// At a price that nobody pays a strike ends after its three months, and its families sell each alone.
static void a_strike_that_is_refused_gives_up(void **state) {
    (void)state;
    struct recorded_world lived = run("strike", "trust.asks_won=90000", "trust.step=0");
    struct recorded_world alone = run("alone", NULL, NULL);
    assert_true(seen(&lived, "trust_sold") == 0);
    assert_int_equal(recorded_world_paid(&lived, "paid to members", NULL), 0);
    double share = seen(&lived, "data_market_shared") / seen(&alone, "data_market_shared");
    print_message("refused, three tenths share in %.3f of the months\n", share);
    assert_true(share > 0.85 && share < 1);
    double spoken_for = seen(&lived, "trust_members") / seen(&lived, "data_market_families");
    assert_true(fabs(spoken_for - 0.3 * 3 / 12) < 0.02);
    recorded_world_drop(&lived);
    recorded_world_drop(&alone);
}

// What neighbours tell cannot be withheld: the more alike they are, the less a strike of three tenths adds to
// what each alone gets, beside what a trust of all adds.
static double strike_gets(const char *correlation, const char *policy) {
    struct recorded_world lived = run(policy, correlation, "trust.step=0.2");
    double won = seen(&lived, "trust_asks");
    recorded_world_drop(&lived);
    return won;
}

static void what_neighbours_tell_cannot_be_withheld(void **state) {
    (void)state;
    double apart = strike_gets("data_market.correlation=0", "strike") /
                   strike_gets("data_market.correlation=0", "trust");
    double alike = strike_gets("data_market.correlation=0.5", "strike") /
                   strike_gets("data_market.correlation=0.5", "trust");
    print_message("a strike asks %.2f of what a trust does where nothing is in common, %.2f where half is\n",
                  apart, alike);
    assert_true(apart > 0.8 && alike < 0.8 * apart);
}

static void a_market_without_a_trust_is_refused(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=50", "data_market.prices=trust", NULL};
    struct scenario_world made = scenario_world_plan("scenarios/too_much_data.lua", "market", 0, settings);
    struct status status = {0};
    struct world *world = world_create(made.plan, NULL, 1, &status);
    assert_null(world);
    assert_non_null(strstr(status.message, "data_trust"));
    plan_free(made.plan);
    scenario_free(made.file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_sells_as_one_is_paid_for_what_all_add),
        cmocka_unit_test(it_finds_its_price),
        cmocka_unit_test(a_maker_that_keeps_all_pays_nobody),
        cmocka_unit_test(a_strike_that_is_refused_gives_up),
        cmocka_unit_test(what_neighbours_tell_cannot_be_withheld),
        cmocka_unit_test(a_market_without_a_trust_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
