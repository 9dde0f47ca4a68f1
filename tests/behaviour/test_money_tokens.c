// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for data and with tokens: rewards, what partners add to them, tokens spent, made good and
// expired.
#include "models/tokens/token_programme.h"
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

// ---- The programme's books -------------------------------------------------------------------------------

// By day, from the postings.
struct tokens_day {
    int64_t issued, spent, expired;
};

static struct tokens_day *days_of_tokens(const struct money *money) {
    struct tokens_day *days = fault_allocate(money->run->days, sizeof *days);
    for (size_t i = 0; i < money->run->postings.count; i++) {
        struct tokens_day *day = &days[money_day(money, i)];
        int64_t amount = money->run->postings.amount[i];
        if (money_is_for(money, i, "reward for data")) day->issued += amount;
        if (money_is_for(money, i, "tokens spent")) day->spent += amount;
        if (money_is_for(money, i, "tokens expired")) day->expired += amount;
    }
    return days;
}

static void must_be(const struct money *money, const char *series, double expected) {
    double counted = recorded_world_metric(&money->lived, series);
    print_message("%s: %.6g, by the postings %.6g\n", series, counted, expected);
    assert_true(fabs(counted - expected) <= 1e-9 * fabs(expected));
}

// What those earned who asked for data, by all they do.
static double earned_by_who_asked(const struct money *money) {
    const struct world *world = money->world;
    double sum = 0;
    for (uint16_t party = 0; party < world->party_count; party++)
        for (size_t i = 0; i < world->subscription_count; i++)
            if (world->subscriptions[i].party == party) {
                sum += (double)ledger_balance(world->ledger, ledger_party(world->ledger, party), WON);
                break;
            }
    return sum;
}

static double paid(const struct money *money, const char *reason) {
    return (double)recorded_world_paid(&money->lived, reason, NULL);
}

static void the_books_are_the_postings(void **state) {
    (void)state;
    struct money money = live_with_programme("tokens");
    struct tokens_day *days = days_of_tokens(&money), all = {0};
    double outstanding_days = 0, breakage = money_setting(&money, "token_programme.expected_breakage");
    for (size_t day = 0; day < money.run->days; day++) {
        all.issued += days[day].issued, all.spent += days[day].spent, all.expired += days[day].expired;
        outstanding_days += (double)(all.issued - all.spent - all.expired);
    }
    assert_true(all.issued > 0 && all.spent > 0 && all.expired > 0);
    must_be(&money, "token_programme_issued", (double)all.issued);
    must_be(&money, "token_programme_redeemed", (double)all.spent);
    must_be(&money, "token_programme_expired", (double)all.expired);
    must_be(&money, "token_programme_breakage", (double)all.expired / (double)all.issued);
    must_be(&money, "token_programme_burn", (double)all.spent / (double)all.issued);
    must_be(&money, "token_programme_days", (double)money.run->days);
    must_be(&money, "token_programme_outstanding_days", outstanding_days);
    must_be(&money, "token_programme_velocity", 365 * (double)all.spent / outstanding_days);
    must_be(&money, "token_programme_liability", outstanding_days * (1 - breakage) / (double)money.run->days);
    must_be(&money, "token_programme_data_earnings", earned_by_who_asked(&money));
    double made_good = paid(&money, "tokens made good"), by_partners = paid(&money, "rewards funded");
    must_be(&money, "token_programme_made_good", made_good);
    must_be(&money, "token_programme_funded", by_partners);
    must_be(&money, "token_programme_cost", made_good - by_partners);
    free(days);
    money_drop(&money);
}

// ---- What tokens hold ------------------------------------------------------------------------------------

// The first posting of every product in place of one whose life was over; the run's number of postings: none
// more.
static size_t next_replacement(const struct money *money, size_t from) {
    const struct run_postings *postings = &money->run->postings;
    for (size_t i = from; i < postings->count; i++)
        if (postings->cause[i] && (i == 0 || postings->cause[i] != postings->cause[i - 1]) &&
            !strcmp(money_after(money, i), "appliance sold"))
            return i;
    return postings->count;
}

static double chance(double advantage) {
    return 1 / (1 + exp(-advantage));
}

// All but one in ten thousand stay, here everybody, so that every end of a life is a sale. The price could be
// higher by what habit is worth, s P / a, and by what the tokens of the moment are felt to pay of it; and
// they would be fewer without the tokens, at equal prices and trust.
static void habit_and_tokens_are_worth_a_part_of_the_price(void **state) {
    (void)state;
    struct money money = money_live(
        "scenarios/loyalty.lua", "tokens",
        (const char *const[]){"homes.count=500", "homes.districts=2", "scenario.days=400",
                              "vacuum_shop.rebuys=0.9999", "vacuum_shop.life_years=3", "vacuum_shop.p=0.0001",
                              "vacuum_shop.q=0", "families.never_gives=0", NULL});
    double habit = log(0.9999 / (1 - 0.9999)), rent = 0, held = 0, ends = 0, with_tokens = 0;
    double won = money_setting(&money, "vacuum_shop.rival_price_won") /
                 money_setting(&money, "vacuum_shop.price_weight");
    double price = money_setting(&money, "vacuum_shop.price_won");
    for (size_t i = 0; (i = next_replacement(&money, i)) < money.run->postings.count; i++) {
        double tokens = (double)all_it_has(&money, i);
        double felt = money_setting(&money, "token_programme.felt_worth") * fmin(tokens, price);
        double pull = felt / won;
        rent += won * (habit + pull);
        held += chance(habit + pull) - chance(habit);
        ends++;
        with_tokens += tokens > 0;
    }
    print_message("%.0f replaced, %.0f by families with tokens\n", ends, with_tokens);
    assert_true(with_tokens > 10 && with_tokens < ends);
    assert_true(recorded_world_metric(&money.lived, "vacuum_shop_first_sales") == 0);
    must_be(&money, "vacuum_shop_ended", ends);
    must_be(&money, "vacuum_shop_switching_rent", rent / ends);
    must_be(&money, "vacuum_shop_lock_in", held / ends);
    money_drop(&money);
}

// ---- Who pays --------------------------------------------------------------------------------------------

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
    double rewards = paid(&money, "reward for data");
    must_be(&money, "token_programme_won_rewards", rewards);
    must_be(&money, "token_programme_cost", rewards - paid(&money, "rewards funded"));
    money_drop(&money);
}

// ---- Who farms rewards ---------------------------------------------------------------------------------

static bool knows(const struct money *money, uint32_t home) {
    const struct world *world = money->world;
    const struct party *programme = token_programme_find(world, world_maker((struct world *)world));
    struct random_sequence luck = luck_with_party(world, programme, home, "token_programme.knows tricks", 0);
    return random_next_uniform(&luck) < money_setting(money, "token_programme.knows_tricks");
}

// The postings of the reason to homes that know how to game it, added up.
static double paid_to_knowing(const struct money *money, const char *reason) {
    double sum = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        if (money_is_for(money, i, reason) && knows(money, (uint32_t)money->run->postings.home[i]))
            sum += (double)money->run->postings.amount[i];
    return sum;
}

// Tokens of the posting's home before it; here none expire.
static int64_t tokens_before(const struct money *money, size_t posting) {
    int64_t held = 0;
    for (size_t i = 0; i < posting; i++) {
        if (money->run->postings.home[i] != money->run->postings.home[posting]) continue;
        if (money_is_for(money, i, "reward for data") || money_is_for(money, i, "reward for a false account"))
            held += money->run->postings.amount[i];
        if (money_is_for(money, i, "tokens spent") || money_is_for(money, i, "tokens forfeited"))
            held -= money->run->postings.amount[i];
    }
    return held;
}

static int64_t what_is_left_of_some_months(const struct money *money, size_t posting) {
    double most = money_setting(money, "token_programme.reward_food") *
                  money_setting(money, "token_programme.forfeit_months");
    int64_t left = tokens_before(money, posting);
    return left < (int64_t)most ? left : (int64_t)most;
}

// 400 (1 - 0.1 x 2) - 240 (0.1 + 30 / 730) = 286 > 2 x 125: each that knows how wants two accounts beside its
// own.
static void farms_earn_what_accounts_bring(void **state) {
    (void)state;
    struct money money = money_live(
        "scenarios/free_riders.lua", "sybils",
        (const char *const[]){"homes.count=300", "homes.districts=2", "days=200",
                              "families.reconsiders_year=0", "families.reconsiders_trust=1",
                              "statistics.reward_won=0", "token_programme.account_fee_won=240",
                              "token_programme.proof_share=0.1", "token_programme.forfeit_months=1", NULL});
    MONEY_HOLDS(
        &money, {"reward for data", "mint", "households", month, .setting = "token_programme.reward_food"},
        {"reward for a false account", "mint", "households", month, .setting = "token_programme.reward_food"},
        {"account opened", "households", "token_programme", month,
         .setting = "token_programme.account_fee_won"},
        {"proof looked at", "token_programme", "outside", month, .setting = "token_programme.proof_won"},
        {"tokens forfeited", "households", "burn", month, .amount = what_is_left_of_some_months});
    double farmed = paid(&money, "reward for a false account"),
           closed = recorded_world_metric(&money.lived, "token_programme_closed"),
           accounts = recorded_world_metric(&money.lived, "token_programme_false_accounts"),
           homes = recorded_world_metric(&money.lived, "token_programme_homes_rewarded");
    double wanted = 2 * paid_to_knowing(&money, "reward for data") / 500;
    assert_true(farmed > 0 && paid_to_knowing(&money, "reward for a false account") == farmed);
    must_be(&money, "token_programme_farmed", farmed);
    must_be(&money, "token_programme_false_accounts", farmed / 500);
    assert_float_equal(accounts + closed, wanted, 0);
    assert_true(fabs(closed - 0.1 * wanted) < 3 * sqrt(0.09 * wanted));
    must_be(&money, "token_programme_proofs", paid(&money, "proof looked at") / 500);
    double proofs = recorded_world_metric(&money.lived, "token_programme_proofs"), asked = homes + wanted;
    assert_true(fabs(proofs - 0.1 * asked) < 3 * sqrt(0.09 * asked));
    must_be(&money, "token_programme_fees", paid(&money, "account opened"));
    must_be(&money, "token_programme_forfeited", paid(&money, "tokens forfeited"));
    must_be(&money, "token_programme_redeemed", paid(&money, "tokens spent"));
    double cost =
        paid(&money, "tokens made good") + paid(&money, "proof looked at") - paid(&money, "account opened");
    must_be(&money, "token_programme_cost", cost);
    must_be(&money, "token_programme_cost_per_home", cost / homes);
    money_drop(&money);
}

// Audited so sternly that many fail who told the truth: their home gives three months' rewards back, and the
// maker pays.
static void audits_cost_and_take_back(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/free_riders.lua", "riders_audited",
                   (const char *const[]){"homes.count=200", "homes.districts=2", "days=160",
                                         "eats.audit_least=9", "statistics.reward_won=0", NULL});
    static const char checked[] = "reports checked";
    MONEY_HOLDS(
        &money,
        {"audits of reports", "hanbit", "outside", checked, .setting = "eats.audit_won", .each = true},
        {"tokens forfeited", "households", "burn", checked, .amount = what_is_left_of_some_months});
    assert_true(recorded_world_metric(&money.lived, "eats_accused") > 5);
    must_be(&money, "token_programme_forfeited", paid(&money, "tokens forfeited"));
    must_be(&money, "token_programme_redeemed", paid(&money, "tokens spent"));
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_come_and_go),
        cmocka_unit_test(rewards_in_won),
        cmocka_unit_test(the_books_are_the_postings),
        cmocka_unit_test(farms_earn_what_accounts_bring),
        cmocka_unit_test(audits_cost_and_take_back),
        cmocka_unit_test(habit_and_tokens_are_worth_a_part_of_the_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
