// SPDX-License-Identifier: GPL-3.0-or-later
// Data that tell of neighbours, in plain words: what they cost whom, who is known by whom, and what a union
// changes. The same families with the same prices for their data throughout.
#include "models/model.h"
#include "models/people/families.h"
#include "tests/support/recorded_world.h"
#include "tests/support/welfare_sums.h"

#define SCENARIO "scenarios/too_much_data.lua"

static struct recorded_world run(const char *policy, const char *one, const char *other) {
    const char *const settings[] = {"homes.count=400", "homes.districts=8", one, other, NULL};
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double seen(const struct recorded_world *lived, const char *metric) {
    char name[60];
    snprintf(name, sizeof name, "data_market_%s", metric);
    return recorded_world_metric(lived, name);
}

static size_t source_named(const struct world *world, const char *name) {
    size_t source = 0;
    while (strcmp(welfare_source_at(world->welfare, source)->name, name)) source++;
    return source;
}

// What others' data cost a family, won.
static double told_by_others(const struct world *world, uint32_t home) {
    return (double)-welfare_of_home(world->welfare, home, source_named(world, "others tell")) / WELFARE_WON;
}

static const struct gate_entry *entry_of(const struct world *world, uint32_t home) {
    return gate_entry_at(world->gate, home, 0);  // the scenario's only data flow
}

// ---- The market -------------------------------------------------------------------------------------------

static const char *const rising[] = {"data_market.correlation=0", "data_market.correlation=0.05",
                                     "data_market.correlation=0.2", "data_market.correlation=0.5",
                                     "data_market.correlation=0.9"};
enum { RISING = sizeof rising / sizeof *rising };

// The more alike neighbours are, the less a family's own data are worth, and the more it costs all that so
// many share.
static void the_more_alike_neighbours_are_the_cheaper_are_data(void **state) {
    (void)state;
    double price = INFINITY, worse_off = 0, others = -1, welfare = INFINITY, shared[RISING];
    for (int i = 0; i < RISING; i++) {
        struct recorded_world lived = run("market", rising[i], NULL);
        double families = (double)welfare_sums_families(lived.made.world) / WELFARE_WON;
        shared[i] = seen(&lived, "shared");
        print_message(
            "%s: %.0f won, %.0f months shared, %.3f of the others known, %.3f worse off, %.0f won in all\n",
            rising[i], seen(&lived, "price"), shared[i], seen(&lived, "learnt_others"),
            seen(&lived, "worse_off"), families);
        assert_true(seen(&lived, "price") < price && seen(&lived, "worse_off") > worse_off - 1e-12);
        assert_true(seen(&lived, "learnt_others") > others && families < welfare);
        price = seen(&lived, "price"), worse_off = seen(&lived, "worse_off");
        others = seen(&lived, "learnt_others"), welfare = families;
        recorded_world_drop(&lived);
    }
    // Hardly fewer share, although they get a tenth of it.
    assert_true(shared[RISING - 1] > 0.75 * shared[0] && worse_off > 0.7);
}

static void where_nothing_is_in_common_only_who_shares_is_known(void **state) {
    (void)state;
    struct recorded_world lived = run("market", "data_market.correlation=0", NULL);
    const struct world *world = lived.made.world;
    assert_true(seen(&lived, "shared") > 100 && seen(&lived, "silent") > 100);
    assert_true(seen(&lived, "learnt_others") == 0);
    assert_float_equal(seen(&lived, "learnt"), 0.5, 1e-9);
    for (uint32_t home = 0; home < world->home_count; home++) assert_true(told_by_others(world, home) == 0);
    // Who takes part does so because it pays: families gain, but for the time to answer.
    assert_true(welfare_sums_families(world) > 0);
    recorded_world_drop(&lived);
}

// ---- Who never shares -------------------------------------------------------------------------------------

static double sharers_of_district(const struct world *world, uint16_t district) {
    double sharers = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        if (world->homes[home].district == district) sharers += entry_of(world, home)->transfers > 0;
    return sharers;
}

// It is known by so many neighbours as share, at its own price for what is learnt: noise 1, so that a profile
// tells half.
static void who_never_shares_is_known_by_its_neighbours(void **state) {
    (void)state;
    struct recorded_world lived = run("market", "data_market.correlation=0.3", "days=30");
    const struct world *world = lived.made.world;
    const struct families_settings *families = world->model->families;
    unsigned looked_at = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!isinf(world->homes[home].concern)) continue;
        assert_int_equal(entry_of(world, home)->transfers, 0);
        double sharers = sharers_of_district(world, world->homes[home].district);
        double known = 0.09 * sharers / (0.3 * sharers + 1.7);
        double distrust = 2 * (1 - (double)world->homes[home].trust);
        double month_won = families->never_gives_won * families->class_weight[DATA_PROFILE] * distrust;
        assert_float_equal(told_by_others(world, home), month_won * known / 0.5, 0.01);
        assert_int_equal(ledger_balance(world->ledger, ledger_household(world->ledger, home), WON), 0);
        looked_at++;
    }
    assert_true(looked_at > 50);
    recorded_world_drop(&lived);
}

static void nothing_is_known_where_profiles_are_not_for_sale(void **state) {
    (void)state;
    struct recorded_world lived = run("no_market", "data_market.correlation=0.9", NULL);
    assert_true(seen(&lived, "shared") == 0 && seen(&lived, "learnt_others") == 0);
    assert_int_equal(welfare_sums_world(lived.made.world), 0);
    assert_int_equal(scenario_world_balance(&lived.made, "data_market"), 0);
    recorded_world_drop(&lived);
}

// Taken unasked, everybody is known, and nobody is paid.
static void what_is_taken_is_not_paid_for(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=400", "homes.districts=8", NULL};
    struct scenario_world made = scenario_world_plan(SCENARIO, "market", 0, settings);
    assert_int_equal(made.plan->rules.count, 1);
    made.plan->rules.all[0].rule = RULE_NONE;
    struct recorded_world lived = recorded_world_run(made);
    assert_true(seen(&lived, "silent") == 0 && seen(&lived, "offered") == 0);
    assert_int_equal(recorded_world_paid(&lived, "paid for data", NULL), 0);
    assert_int_equal(gate_flow_at(lived.made.world->gate, 0)->transfers_without_consent, 400 * 6);
    recorded_world_drop(&lived);
}

// ---- What families see ------------------------------------------------------------------------------------

// At a fixed price, which a platform that earns much pays to any: who sees that it is known anyway gives its
// data more easily.
static void who_understands_sees_that_it_is_known_anyway(void **state) {
    (void)state;
    struct recorded_world lived[4];
    static const char *const understands[] = {"families.understands=0", "families.understands=1"},
                             *const correlations[] = {"data_market.correlation=0",
                                                      "data_market.correlation=0.8"};
    double shared[4];
    for (int i = 0; i < 4; i++) {
        const char *const settings[] = {"homes.count=400",
                                        "homes.districts=8",
                                        "data_market.prices=flat",
                                        "data_market.worth_won=100000",
                                        understands[i / 2],
                                        correlations[i % 2],
                                        NULL};
        lived[i] = recorded_world_live(SCENARIO, "market", 0, settings);
        shared[i] = seen(&lived[i], "shared");
        recorded_world_drop(&lived[i]);
    }
    assert_true(shared[0] == shared[1] && shared[2] == shared[0]);
    assert_true(shared[3] > 1.1 * shared[2]);
}

// ---- Money ------------------------------------------------------------------------------------------------

// It earns what it knows, of everybody; each district and month is rounded to the won.
static void it_earns_what_it_knows(void **state) {
    (void)state;
    struct recorded_world lived = run("market", "data_market.correlation=0.3", "days=75");
    assert_float_equal(seen(&lived, "families"), 400 * 2.5, 1e-6);
    assert_float_equal(seen(&lived, "shared") + seen(&lived, "silent"), 400 * 2.5, 1e-6);
    double known = seen(&lived, "learnt") * seen(&lived, "shared") +
                   seen(&lived, "learnt_others") * seen(&lived, "silent");
    double earned = (double)recorded_world_paid(&lived, "use of profiles", NULL),
           spent = (double)recorded_world_paid(&lived, "keeping profiles", NULL),
           paid = (double)recorded_world_paid(&lived, "paid for data", NULL);
    assert_float_equal(earned, 5000 * known, 0.5 * 8 * 3);
    assert_float_equal(spent, 50 * seen(&lived, "shared"), 0.5 * 8 * 3);
    assert_true(paid > 0);
    assert_int_equal(scenario_world_balance(&lived.made, "data_market"), (int64_t)(earned - spent - paid));
    recorded_world_drop(&lived);
}

// ---- What it is worth to the platform ---------------------------------------------------------------------

static double told_of(double rho, double sharers) {
    return rho * rho * sharers / (rho * sharers + 2 - rho);
}

// Of all families of a district, where so many share; noise 1.
static double known_of_all(double rho, double sharers, double families) {
    double silent = 1 - told_of(rho, sharers), alone = sharers > 0 ? 1 - told_of(rho, sharers - 1) : 0;
    return sharers * (1 - alone + alone * alone / (alone + 1)) + (families - sharers) * (1 - silent);
}

// At a fixed price it stops, if not too few families sell, where one more profile tells less of all, itself
// and neighbours, than it costs: 2,000 won and 50 for keeping it, of 5,000 for all there is to know of a
// family.
static void it_buys_none_that_brings_less_than_it_costs(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=400",
                                           "homes.districts=8",
                                           "data_market.prices=flat",
                                           "data_market.flat_won=2000",
                                           "data_market.correlation=0.9",
                                           "data_market.trials_won_quarter=0",
                                           "days=30",
                                           NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "market", 0, settings);
    const struct world *world = lived.made.world;
    unsigned full = 0;
    for (uint16_t district = 0; district < 8; district++) {
        double families = 0, sharers = sharers_of_district(world, district);
        for (uint32_t home = 0; home < world->home_count; home++)
            families += world->homes[home].district == district;
        double last = known_of_all(0.9, sharers, families) - known_of_all(0.9, sharers - 1, families),
               next = known_of_all(0.9, sharers + 1, families) - known_of_all(0.9, sharers, families);
        assert_true(sharers > 0 && 5000 * last >= 2050);
        full += 5000 * next < 2050;
    }
    print_message("%u of 8 districts have all that pay, %.0f offers too dear\n", full,
                  seen(&lived, "too_dear"));
    assert_true(full > 4 && seen(&lived, "too_dear") > 100);
    recorded_world_drop(&lived);
}

struct months {
    double shared, too_dear, price;  // of the last month
};

static struct months last_of(const char *believed, const char *trials) {
    const char *const settings[] = {
        "homes.count=400", "homes.districts=8", "data_market.prior_months=1", believed, trials, NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "market", 0, settings);
    size_t from = 149 * lived.run->segments, until = lived.run->days * lived.run->segments;
    double sums[4] = {0};
    static const char *const names[] = {"data_market_shared", "data_market_too_dear", "data_market_price",
                                        "data_market_offered"};
    for (int i = 0; i < 4; i++)
        for (size_t at = from; at < until; at++) sums[i] += run_series_named(lived.run, names[i])->values[at];
    recorded_world_drop(&lived);
    return (struct months){sums[0], sums[1], sums[2] / sums[3]};
}

// Who takes knowledge for a tenfold or a hundredth of what it brings finds out; who takes it for so little
// that it buys nothing, only by trials.
static void the_platform_learns_what_knowledge_brings(void **state) {
    (void)state;
    static const char none[] = "data_market.trials_won_quarter=0";
    struct months knows = last_of("data_market.believed_worth=1", none),
                  hopes = last_of("data_market.believed_worth=10", none),
                  fears = last_of("data_market.believed_worth=0.01", none),
                  tries = last_of("data_market.believed_worth=0.01", "data_market.trials_won_quarter=20000");
    print_message("price in the last month: %.0f won, of who hoped %.0f, of who feared and tried %.0f\n",
                  knows.price, hopes.price, tries.price);
    assert_true(hopes.price > knows.price && hopes.price < 1.2 * knows.price);
    assert_true(fears.shared == 0 && fears.too_dear == 400);
    assert_true(tries.shared > 0.8 * knows.shared && tries.price > 0.9 * knows.price);
}

// ---- The union --------------------------------------------------------------------------------------------

// A family's money and what others' knowledge cost it, but for the time it took to answer.
static double gain_of(const struct world *world, uint32_t home) {
    double won = (double)ledger_balance(world->ledger, ledger_household(world->ledger, home), WON);
    for (size_t source = 0; source < welfare_source_count(world->welfare); source++)
        if (welfare_source_at(world->welfare, source)->kind != WELFARE_TIME)
            won += (double)welfare_of_home(world->welfare, home, source) / WELFARE_WON;
    return won;
}

// Everybody is paid for what is learnt of it, whoever told it; so nobody loses, and the buyer neither.
static void nobody_loses_by_a_union(void **state) {
    (void)state;
    for (int i = 0; i < RISING; i++) {
        struct recorded_world lived = run("union", rising[i], NULL), market = run("market", rising[i], NULL);
        const struct world *world = lived.made.world;
        for (uint32_t home = 0; home < world->home_count; home++) assert_true(gain_of(world, home) >= -0.01);
        assert_true(seen(&lived, "worse_off") == 0);
        assert_true(scenario_world_balance(&lived.made, "data_market") >= 0);
        assert_true(welfare_sums_world(world) > welfare_sums_world(market.made.world));
        print_message("%s: %.0f months sold, %.0f in the market\n", rising[i], seen(&lived, "shared"),
                      seen(&market, "shared"));
        assert_true(i > 0 || seen(&lived, "shared") > 0);
        assert_true(i < RISING - 1 || seen(&lived, "shared") == 0);
        recorded_world_drop(&lived);
        recorded_world_drop(&market);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_more_alike_neighbours_are_the_cheaper_are_data),
        cmocka_unit_test(where_nothing_is_in_common_only_who_shares_is_known),
        cmocka_unit_test(who_never_shares_is_known_by_its_neighbours),
        cmocka_unit_test(nothing_is_known_where_profiles_are_not_for_sale),
        cmocka_unit_test(what_is_taken_is_not_paid_for),
        cmocka_unit_test(who_understands_sees_that_it_is_known_anyway),
        cmocka_unit_test(it_earns_what_it_knows),
        cmocka_unit_test(it_buys_none_that_brings_less_than_it_costs),
        cmocka_unit_test(the_platform_learns_what_knowledge_brings),
        cmocka_unit_test(nobody_loses_by_a_union),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
