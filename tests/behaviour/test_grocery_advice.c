// SPDX-License-Identifier: GPL-3.0-or-later
// What a grocery recommends: by hand, which product; in the world, that only families that let their
// purchases be remembered are recommended anything, none that is held out, and that more is sold than
// without.
#include "models/food/grocery_advice.h"

#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

static struct random_sequence luck_of(uint64_t n) {
    return (struct random_sequence){{2018, 0}, RANDOM_WORLD, random_stream("test"), n};
}

// ---- By hand -------------------------------------------------------------------------------------------

enum { FAMILIES = 60, ASKED = FAMILIES, HOMES };
static const struct purchase sweet = {.packs = {[FOODSTUFF_SOFT_DRINKS] = 4, [FOODSTUFF_SNACKS] = 4}};
static const struct purchase plain = {.packs = {[FOODSTUFF_VEGETABLES] = 4, [FOODSTUFF_TOFU] = 4}};

// A third of the families buys drinks and snacks, the others vegetables and tofu; one more has bought what is
// said.
static struct grocery_advice *advice_of(enum grocery_ranker how, struct purchase bought) {
    struct grocery_advice *advice = grocery_advice_create(how, HOMES);
    for (uint32_t home = 0; home < FAMILIES; home++)
        grocery_advice_hear(advice, home, home % 3 ? &plain : &sweet);
    grocery_advice_hear(advice, ASKED, &bought);
    struct grocery_advice_version made = grocery_advice_learn(advice, luck_of(0));
    assert_true(made.families == HOMES && made.entries == 2 * FAMILIES + 1 && made.flops > 0);
    return advice;
}

static enum foodstuff pick_for(enum grocery_ranker how, enum foodstuff bought) {
    struct purchase purchase = {{0}, 0};
    purchase.packs[bought] = 3;
    struct grocery_advice *advice = advice_of(how, purchase);
    enum foodstuff picked = grocery_advice_pick(advice, ASKED, &purchase);
    grocery_advice_free(advice);
    return picked;
}

static void who_buys_drinks_is_recommended_snacks(void **state) {
    (void)state;
    for (int how = ADVISE_NEIGHBOURS; how <= ADVISE_FACTORISATION; how++) {
        assert_int_equal(pick_for((enum grocery_ranker)how, FOODSTUFF_SOFT_DRINKS), FOODSTUFF_SNACKS);
        assert_int_equal(pick_for((enum grocery_ranker)how, FOODSTUFF_VEGETABLES), FOODSTUFF_TOFU);
    }
    assert_int_equal(pick_for(ADVISE_POPULAR, FOODSTUFF_SOFT_DRINKS), FOODSTUFF_VEGETABLES);
}

static void of_whom_nothing_is_remembered_nothing_is_recommended(void **state) {
    (void)state;
    struct purchase none = {{0}, 0};
    struct grocery_advice *advice = grocery_advice_create(ADVISE_NEIGHBOURS, HOMES);
    grocery_advice_hear(advice, 0, &sweet);
    assert_int_equal(grocery_advice_pick(advice, 0, &none), FOODSTUFFS);  // nothing was learnt
    grocery_advice_learn(advice, luck_of(0));
    assert_int_not_equal(grocery_advice_pick(advice, 0, &none), FOODSTUFFS);
    assert_int_equal(grocery_advice_pick(advice, 1, &none), FOODSTUFFS);
    grocery_advice_forget(advice, 0);
    assert_int_equal(grocery_advice_pick(advice, 0, &none), FOODSTUFFS);
    assert_true(grocery_advice_learn(advice, luck_of(0)).families == 0);
    grocery_advice_free(advice);
}

// Odds in proportion to how much more is eaten: 0.05 is 1 to 19.
static void who_eats_more_of_it_takes_it_more_often(void **state) {
    (void)state;
    assert_true(fabs(grocery_advice_takes(0.05, 1, 2, 2) - 0.05) < 1e-12);
    assert_true(fabs(grocery_advice_takes(0.05, 1, 4, 2) - 2.0 / 21) < 1e-12);
    assert_true(fabs(grocery_advice_takes(0.05, 0, 4, 2) - 0.05) < 1e-12);
}

// ---- In the world --------------------------------------------------------------------------------------

static struct recorded_world live(const char *recommends, enum consent_rule rule, const char *hold_out) {
    const char *const settings[] = {"homes.count=600",
                                    "homes.districts=3",
                                    "days=240",
                                    "dongne.customers=1",
                                    "dongne.gap_days=5",
                                    "dongne.advice_taken=0.3",
                                    recommends,
                                    hold_out,
                                    NULL};
    struct plan_rule purchase = {.data_class = DATA_PURCHASE, .rule = rule};
    struct scenario_world made = scenario_world_plan("scenarios/fridge_orders.lua", "own_app", 0, settings);
    struct plan_rules *rules = &made.plan->rules;
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    rules->all[rules->count++] = purchase;
    return recorded_world_run(made);
}

static double metric(const struct recorded_world *lived, const char *name) {
    char full[100];
    snprintf(full, sizeof full, "dongne_%s", name);
    return recorded_world_metric(lived, full);
}

static void who_lets_nothing_be_remembered_is_recommended_nothing(void **state) {
    (void)state;
    struct recorded_world never =
                              live("dongne.recommends=neighbours", RULE_NEVER, "dongne.advice_hold_out=0.2"),
                          off = live("dongne.recommends=nothing", RULE_NONE, "dongne.advice_hold_out=0.2");
    assert_true(metric(&never, "advised") == 0 && metric(&off, "advised") == 0);
    assert_true(metric(&never, "orders") == metric(&off, "orders"));
    assert_true(metric(&never, "basket") == metric(&off, "basket"));
    recorded_world_drop(&never);
    recorded_world_drop(&off);
}

// More is recommended than by chance is taken; what is held out says so, within its own error.
static void what_is_recommended_is_sold(void **state) {
    (void)state;
    static const char *const ways[] = {"dongne.recommends=popularity", "dongne.recommends=neighbours",
                                       "dongne.recommends=factorisation"};
    struct recorded_world off = live("dongne.recommends=nothing", RULE_NONE, "dongne.advice_hold_out=0.5");
    double without = metric(&off, "basket") * metric(&off, "orders");
    for (int way = 0; way < 3; way++) {
        struct recorded_world lived = live(ways[way], RULE_NONE, "dongne.advice_hold_out=0.5");
        double sold = metric(&lived, "basket") * metric(&lived, "orders") - without;
        print_message("%s: %.0f recommended, %.3f taken; %.0f won more sold, estimated %.0f +- %.0f\n",
                      ways[way], metric(&lived, "advised"), metric(&lived, "advice_taken"), sold,
                      metric(&lived, "caused_won"), metric(&lived, "caused_won_error"));
        assert_true(metric(&lived, "advised") > 1000 && metric(&lived, "advice_taken") > 0.1);
        assert_true(fabs(metric(&lived, "caused_won") - sold) < 3.5 * metric(&lived, "caused_won_error"));
        assert_true(learning_count(lived.made.world) >= 8);
        recorded_world_drop(&lived);
    }
    recorded_world_drop(&off);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_buys_drinks_is_recommended_snacks),
        cmocka_unit_test(of_whom_nothing_is_remembered_nothing_is_recommended),
        cmocka_unit_test(who_eats_more_of_it_takes_it_more_often),
        cmocka_unit_test(who_lets_nothing_be_remembered_is_recommended_nothing),
        cmocka_unit_test(what_is_recommended_is_sold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
