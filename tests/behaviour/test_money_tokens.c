// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for data and with tokens: rewards, what partners add to them, tokens spent, made good and
// expired.
#include "models/tokens/tokens.h"
#include "sim/engine/luck.h"
#include "sim/engine/random.h"
#include "tests/support/money.h"

// A grocery that families let know what runs low, and a programme that pays for that; the grocery bears its
// parts.
static struct money live_with_programme(const char *paid_in) {
    struct status status = {0};
    struct plan_entry *programme;
    struct scenario_world made = scenario_world_plan(
        "scenarios/fridge_orders.lua", "asked_at_install", 0,
        (const char *const[]){"homes.count=150", "homes.districts=2", "scenario.days=150",
                              "tokens.good_for_days=70", "hanbit.accessories_year=2", NULL});
    plan_add(made.plan, "token_programme", NULL, &status, &programme);
    static const char *const settings[][2] = {{"partner_funds", "0.5"}, {"partner_share", "0.3"},
                                              {"redeems", "0.3"},       {"offers_month", "0.2"},
                                              {"most_share", "0.5"},    {"reward_stock", "700"}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        char name[60];
        snprintf(name, sizeof name, "token_programme.%s", settings[i][0]);
        plan_set_typed(made.plan, name, settings[i][1], ORIGIN_COMMAND, &status);
    }
    plan_set_typed(made.plan, "token_programme.paid_in", paid_in, ORIGIN_COMMAND, &status);
    stop_on(&status);
    struct money money = {.lived = recorded_world_run(made)};
    money.run = money.lived.run;
    money.world = money.lived.made.world;
    return money;
}

static const char month[] = "rewards of the month", door[] = "grocery delivery", offer[] = "offer for tokens",
                  shop[] = "family buys from the maker";

// Tokens of the posting's home before it: those issued until `until`, less all that are gone, oldest first.
static int64_t tokens_left(const struct money *money, size_t posting, int64_t until) {
    const struct run_postings *postings = &money->run->postings;
    int64_t issued = 0, gone = 0;
    for (size_t i = 0; i < posting; i++) {
        if (postings->home[i] != postings->home[posting]) continue;
        if (money_is_for(money, i, "reward for data") && postings->when_ms[i] <= until)
            issued += postings->amount[i];
        if (money_is_for(money, i, "tokens spent") || money_is_for(money, i, "tokens expired"))
            gone += postings->amount[i];
    }
    return issued > gone ? issued - gone : 0;
}

static int64_t all_it_has(const struct money *money, size_t posting) {
    return tokens_left(money, posting, INT64_MAX);
}
static int64_t of_old_batches(const struct money *money, size_t posting) {
    int64_t term = (int64_t)money_setting(money, "tokens.good_for_days") * CLOCK_DAY;
    return tokens_left(money, posting, money->run->postings.when_ms[posting] - term);
}

// Whether the family thinks of its tokens at that purchase: its luck of the moment.
static bool thinks_of_tokens(const struct money *money, size_t posting, enum tokens_seller seller) {
    uint64_t moment = (uint64_t)money->run->postings.when_ms[posting] * TOKENS_SELLERS + (uint64_t)seller;
    struct random_sequence luck = luck_of_home(money->world, (uint32_t)money->run->postings.home[posting],
                                               "wallet.thinks of tokens", moment);
    return random_next_uniform(&luck) < money_setting(money, "token_programme.redeems");
}

// Up to a share of the price, if it thinks of them: what was paid in won and in tokens is the price.
static int64_t part_of_price(const struct money *money, size_t posting, const char *bought,
                             enum tokens_seller seller) {
    int64_t line = money_cause(money, posting);
    double price =
        (double)(money_posted_after(money, line, bought) + money_posted_after(money, line, "tokens spent"));
    int64_t most = (int64_t)(price * money_setting(money, "token_programme.most_share")),
            has = all_it_has(money, posting);
    if (!thinks_of_tokens(money, posting, seller)) return 0;
    return has < most ? has : most;
}
static int64_t at_the_door(const struct money *money, size_t posting) {
    return part_of_price(money, posting, "groceries delivered", TOKENS_PARTNER);
}
static int64_t at_the_makers(const struct money *money, size_t posting) {
    const char *bought = money_posted_after(money, money_cause(money, posting), "accessories")
                             ? "accessories"
                             : "after-service";
    return part_of_price(money, posting, bought, TOKENS_MAKER);
}

// A token is a won to the seller, less what a partner bears itself.
static int64_t spent_before(const struct money *money, size_t posting, double made_good) {
    double tokens = (double)money_posted_after(money, money_cause(money, posting), "tokens spent");
    return money_whole(tokens * made_good);
}
static int64_t made_good_to_partners(const struct money *money, size_t posting) {
    return spent_before(money, posting, 1 - money_setting(money, "token_programme.partner_share"));
}
static int64_t made_good_to_the_maker(const struct money *money, size_t posting) {
    return spent_before(money, posting, 1);
}

static int64_t funded(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "token_programme.reward_stock") *
                       money_setting(money, "token_programme.partner_funds"));
}

static void tokens_come_and_go(void **state) {
    (void)state;
    struct money money = live_with_programme("tokens");
    MONEY_HOLDS(&money,
                {"reward for data", "mint", "households", month, .setting = "token_programme.reward_stock",
                 .each = true},
                {"rewards funded", "dongne", "token_programme", month, .amount = funded, .each = true},
                {"tokens spent", "households", "burn", door, .amount = at_the_door},
                {"tokens spent", "households", "burn", shop, .amount = at_the_makers, .rare = true},
                {"tokens spent", "households", "burn", offer, .amount = all_it_has, .each = true},
                {"tokens made good", "token_programme", "dongne", door, .amount = made_good_to_partners},
                {"tokens made good", "token_programme", "hanbit", shop, .amount = made_good_to_the_maker,
                 .rare = true},
                {"tokens made good", "token_programme", "outside", offer, .amount = made_good_to_partners,
                 .each = true},
                {"tokens expired", "households", "burn", "tokens expire", .amount = of_old_batches});
    money_drop(&money);
}

static void rewards_in_won(void **state) {
    (void)state;
    struct money money = live_with_programme("won");
    MONEY_HOLDS(&money,
                {"reward for data", "token_programme", "households", month,
                 .setting = "token_programme.reward_stock", .each = true},
                {"rewards funded", "dongne", "token_programme", month, .amount = funded, .each = true});
    assert_int_equal(recorded_world_paid(&money.lived, "tokens spent", NULL), 0);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_come_and_go),
        cmocka_unit_test(rewards_in_won),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
