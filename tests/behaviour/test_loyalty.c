// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens and two makers in plain words: who stays, who comes, who pays for the tokens. The same families,
// products and tastes under each policy.
#include "models/tokens/tokens.h"
#include "sim/engine/party_act.h"
#include "tests/support/recorded_world.h"

enum { HOMES = 400 };

static struct scenario_world run(const char *policy, const char *more) {
    const char *const settings[] = {"homes.count=400",
                                    "homes.districts=1",
                                    "days=500",
                                    "vacuum_shop.life_years=2",
                                    "vacuum_shop.life_shape=1.5",
                                    more,
                                    NULL};
    struct scenario_world made = scenario_world_make("scenarios/loyalty.lua", policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

// Sum of what was paid for a reason.
static int64_t paid(const struct scenario_world *made, const char *reason, enum currency currency) {
    const struct ledger *ledger = made->world->ledger;
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(ledger, i);
        if (!strcmp(flow->reason, reason) && flow->currency == currency) sum += flow->amount;
    }
    return sum;
}

// Promised something, more families let their data go.
static void rewards_bring_consents(void **unused) {
    (void)unused;
    struct scenario_world free_of_charge = run("no_tokens", NULL), rewarded = run("tokens", NULL);
    uint64_t without = scenario_world_flows(&free_of_charge, DATA_TELEMETRY, "maker", NULL).transfers +
                       scenario_world_flows(&free_of_charge, DATA_TELEMETRY, "product_cloud", NULL).transfers;
    uint64_t with = scenario_world_flows(&rewarded, DATA_TELEMETRY, "maker", NULL).transfers +
                    scenario_world_flows(&rewarded, DATA_TELEMETRY, "product_cloud", NULL).transfers;
    print_message("%llu reports without a reward, %llu with\n", (unsigned long long)without,
                  (unsigned long long)with);
    assert_true(without > 0 && with > without);
    scenario_world_drop(&free_of_charge);
    scenario_world_drop(&rewarded);
}

// What sellers took in tokens the programme made good, won for won, and that is all it cost.
static void tokens_are_made_good_to_the_shop(void **unused) {
    (void)unused;
    struct scenario_world made = run("tokens", "token_programme.redeems=1");
    struct ledger_tokens tokens = ledger_tokens(made.world->ledger);
    assert_true(tokens.redeemed > 0);
    assert_int_equal(tokens.issued, tokens.redeemed + tokens.expired + tokens.outstanding);
    assert_int_equal(paid(&made, "tokens made good", WON), tokens.redeemed);
    assert_int_equal(paid(&made, "tokens spent", TOKEN), tokens.redeemed);
    assert_int_equal(scenario_world_balance(&made, "token_programme"), -tokens.redeemed);
    scenario_world_drop(&made);
}

// A shop that takes no tokens leaves them in the wallets.
static void a_shop_may_refuse_tokens(void **unused) {
    (void)unused;
    struct scenario_world made = run("tokens", "token_programme.at_shop=false");
    struct ledger_tokens tokens = ledger_tokens(made.world->ledger);
    assert_true(tokens.issued > 0);
    assert_int_equal(tokens.redeemed, 0);
    scenario_world_drop(&made);
}

// The more is felt to be paid with tokens, the less is bought of the rival; felt to be nothing, they keep
// nobody.
static void tokens_keep_families_only_by_what_they_are_felt_to_buy(void **unused) {
    (void)unused;
    struct scenario_world none = run("no_tokens", NULL),
                          weightless = run("tokens", "token_programme.felt_worth=0"),
                          strong = run("tokens", "token_programme.reward_telemetry=20000");
    int64_t rival = paid(&none, "appliances of the rival", WON);
    print_message("rival sells %lld without tokens, %lld with many\n", (long long)rival / 600000,
                  (long long)paid(&strong, "appliances of the rival", WON) / 600000);
    assert_true(rival > 0);
    assert_int_equal(paid(&weightless, "appliances of the rival", WON), rival);
    assert_true(paid(&strong, "appliances of the rival", WON) < rival);
    scenario_world_drop(&none);
    scenario_world_drop(&weightless);
    scenario_world_drop(&strong);
}

// A life of the loyalty scenario in which nobody earns or spends tokens, and every family begins with
// `tokens`.
static struct recorded_world run_with(int64_t tokens, const char *price, const char *most_share) {
    const char *const settings[] = {"homes.count=400",
                                    "homes.districts=1",
                                    "days=500",
                                    "vacuum_shop.life_years=2",
                                    "token_programme.reward_telemetry=0",
                                    "token_programme.redeems=0",
                                    "token_programme.felt_worth=1",
                                    most_share,
                                    price,
                                    NULL};
    struct recorded_world lived = {.made =
                                       scenario_world_plan("scenarios/loyalty.lua", "tokens", 0, settings)};
    recorded_world_create(&lived);
    struct world *world = lived.made.world;
    uint16_t gift = ledger_reason(world->ledger, "reward for data");
    for (uint32_t home = 0; home < HOMES && tokens; home++) {
        party_begin(world, PARTY_HOME, home, "rewards of the month");
        tokens_issue(world, world_maker(world), home, tokens, gift, 0);
    }
    recorded_world_finish(&lived);
    return lived;
}

static void are_chosen_alike(struct recorded_world one, struct recorded_world other) {
    static const char *const chosen[] = {"lost",        "won_over",     "repurchase",      "conquest",
                                         "first_sales", "market_share", "consumer_surplus"};
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
        char name[60];
        snprintf(name, sizeof name, "vacuum_shop_%s", chosen[i]);
        assert_true(recorded_world_metric(&one, name) == recorded_world_metric(&other, name));
    }
    assert_true(recorded_world_metric(&one, "vacuum_shop_lost") > 10);
    recorded_world_drop(&one);
    recorded_world_drop(&other);
}

// With a token felt as a won, t tokens and a price lower by t are the same to a family, to the bit; so are
// more tokens than may be spent and a price lower by what may.
static void tokens_worth_a_won_are_a_lower_price(void **unused) {
    (void)unused;
    const char *half = "token_programme.most_share=0.5", *tenth = "token_programme.most_share=0.1";
    are_chosen_alike(run_with(150000, "vacuum_shop.price_won=600000", half),
                     run_with(0, "vacuum_shop.price_won=450000", half));
    are_chosen_alike(run_with(150000, "vacuum_shop.price_won=600000", tenth),
                     run_with(0, "vacuum_shop.price_won=540000", tenth));
}

// What this maker's price loses, the competitor sells.
static void a_higher_price_sends_families_to_the_rival(void **unused) {
    (void)unused;
    struct scenario_world usual = run("no_tokens", NULL),
                          dear = run("no_tokens", "vacuum_shop.price_won=800000");
    assert_true(paid(&dear, "appliances of the rival", WON) > paid(&usual, "appliances of the rival", WON));
    assert_true(scenario_world_balance(&dear, "competitor") > scenario_world_balance(&usual, "competitor"));
    scenario_world_drop(&usual);
    scenario_world_drop(&dear);
}

// Nobody has lost or won trust and nobody has tokens: two utilities each, for who had this maker's and for
// who had the rival's, and ln(sum of exp) of them in won of the rival's price.
static void the_surplus_of_a_choice_is_the_log_of_its_sum(void **unused) {
    (void)unused;
    static const char *const settings[] = {"homes.count=400",
                                           "homes.districts=1",
                                           "days=500",
                                           "vacuum_shop.life_years=2",
                                           "vacuum_shop.rebuys=0.8",
                                           "vacuum_shop.price_weight=3",
                                           "vacuum_shop.rival_quality=0.5",
                                           "vacuum_shop.price_won=500000",
                                           "robot_vacuum.mess_per_run=0",
                                           NULL};
    struct recorded_world lived = recorded_world_live("scenarios/loyalty.lua", "no_tokens", 0, settings);
    for (uint32_t home = 0; home < HOMES; home++) assert_true(lived.made.world->homes[home].trust == 0.75F);
    double stays = log(0.8 / 0.2), mine = -3 * 5.0 / 6, rivals = 0.5 - 3, won = 600000 / 3.0;
    double had_mine = recorded_world_metric(&lived, "vacuum_shop_ended"),
           had_rivals = recorded_world_metric(&lived, "vacuum_shop_rival_ended");
    double sum = had_mine * won * log(exp(mine + stays) + exp(rivals)) +
                 had_rivals * won * log(exp(mine) + exp(rivals + stays));
    print_message("%.0f and %.0f choices, surplus %.3f won\n", had_mine, had_rivals,
                  sum / (had_mine + had_rivals));
    assert_true(had_mine > 20 && had_rivals > 20);
    double surplus = recorded_world_metric(&lived, "vacuum_shop_consumer_surplus");
    assert_true(fabs(surplus - sum / (had_mine + had_rivals)) < 1e-3);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rewards_bring_consents),
        cmocka_unit_test(tokens_are_made_good_to_the_shop),
        cmocka_unit_test(a_shop_may_refuse_tokens),
        cmocka_unit_test(tokens_keep_families_only_by_what_they_are_felt_to_buy),
        cmocka_unit_test(tokens_worth_a_won_are_a_lower_price),
        cmocka_unit_test(a_higher_price_sends_families_to_the_rival),
        cmocka_unit_test(the_surplus_of_a_choice_is_the_log_of_its_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
