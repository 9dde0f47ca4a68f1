// SPDX-License-Identifier: GPL-3.0-or-later
// Who games a reward, and who games families: what each earns, recomputed from postings, lines and series;
// how often an audit errs, against the binomial; and who stops where it no longer pays.
#include "models/food/microwave.h"
#include "models/food/spot_check_law.h"
#include "models/tokens/token_programme.h"
#include "sim/engine/luck.h"
#include "tests/support/money.h"

#define SCENARIO "scenarios/free_riders.lua"
#define SMALL    "homes.count=300", "homes.districts=2", "statistics.reward_won=0"
// What families think at first they think to the end.
#define SETTLED "families.reconsiders_year=0", "families.reconsiders_trust=1"

static struct money live(const char *policy, const char *const *settings) {
    return money_live(SCENARIO, policy, settings);
}

static double of(const struct money *money, const char *series) {
    return recorded_world_metric(&money->lived, series);
}

static double paid(const struct money *money, const char *reason) {
    return (double)recorded_world_paid(&money->lived, reason, NULL);
}

static void must_be(const struct money *money, const char *series, double expected) {
    double counted = of(money, series);
    print_message("%s: %.6g, expected %.6g\n", series, counted, expected);
    assert_true(fabs(counted - expected) <= 1e-9 * fabs(expected));
}

// ---- Audits ----------------------------------------------------------------------------------------------

static void is_binomial(const char *what, double seen, double tries, double chance) {
    double error = sqrt(chance * (1 - chance) / tries);
    print_message("%s: %.0f of %.0f, by the binomial %.4f +- %.4f\n", what, seen, tries, chance, error);
    assert_true(tries > 100);
    assert_true(fabs(seen / tries - chance) < 3 * error);
}

// Found out without a loss, some ride on: both errors can be seen.
static struct money audited(const char *least, const char *knows) {
    return live("riders", (const char *const[]){SMALL, SETTLED, "days=200", "eats.audits_month=0.35", least,
                                                knows, NULL});
}

static void honest_homes_fail_as_often_as_is_stated(void **state) {
    (void)state;
    struct money money = audited("eats.audit_least=8", "token_programme.knows_tricks=0.1");
    double honest = of(&money, "eats_audits") - of(&money, "eats_audits_of_made_up");
    is_binomial("accused", of(&money, "eats_accused"), honest, spot_check_fails(10, 8, 0.9));
    must_be(&money, "eats_audit_cost", paid(&money, "audits of reports"));
    must_be(&money, "eats_audits", (double)money_lines(&money, "reports checked"));
    must_be(&money, "eats_audit_cost", 2000 * of(&money, "eats_audits"));
    money_drop(&money);
}

static void free_riders_are_found_as_often_as_is_stated(void **state) {
    (void)state;
    struct money money = audited("eats.audit_least=3", "token_programme.knows_tricks=0.5");
    double caught = of(&money, "eats_excluded") - of(&money, "eats_accused");
    is_binomial("caught", caught, of(&money, "eats_audits_of_made_up"), spot_check_fails(10, 3, 1.0 / 7));
    assert_float_equal(of(&money, "eats_accused"), 0, 0);
    money_drop(&money);
}

// What is made up says each food alike.
static void what_is_made_up_says_each_food_alike(void **state) {
    (void)state;
    struct money money = live(
        "riders", (const char *const[]){SMALL, SETTLED, "days=60", "families.never_gives=0.6",
                                        "token_programme.knows_tricks=0.5", "eats.corrects=false", NULL});
    double share = of(&money, "microwave_made_up"), reports = of(&money, "microwave_reports");
    assert_true(share > 0.3);
    struct money told =
        live("nobody_games", (const char *const[]){SMALL, SETTLED, "days=60", "families.never_gives=0.6",
                                                   "eats.corrects=false", NULL});
    // The rest says what the same kind of home says that is not paid to make it up: within what homes differ
    // by.
    double pizza = of(&money, "eats_says_pizza"), true_pizza = of(&told, "eats_says_pizza");
    double expected = share / FOOD_CLASSES + (1 - share) * true_pizza;
    print_message("%.0f reports, %.3f made up: pizza %.4f, expected %.4f\n", reports, share, pizza, expected);
    assert_true(fabs(pizza - expected) < 0.02 &&
                fabs(pizza - 1.0 / FOOD_CLASSES) < fabs(true_pizza - 1.0 / FOOD_CLASSES));
    money_drop(&money);
    money_drop(&told);
}

// Refusers ride for 400 - 125 - 300 / 24 a month, as long as that is above h 400 (1 + 3): h below 0.164,
// which is an audit of 0.1654 of the homes a month.
static void nobody_rides_where_it_does_not_pay(void **state) {
    (void)state;
    static const char *const often[] = {"eats.audits_month=0.16", "eats.audits_month=0.17"};
    double riding[2];
    for (int i = 0; i < 2; i++) {
        struct money money =
            live("riders_audited", (const char *const[]){SMALL, SETTLED, "days=40", often[i], NULL});
        riding[i] = of(&money, "microwave_made_up");
        money_drop(&money);
    }
    print_message("%.4f of all reports made up, and %.4f\n", riding[0], riding[1]);
    assert_true(riding[0] > 0.02);
    assert_float_equal(riding[1], 0, 0);
}

// The price of a report, by what buyers have found out of those before.
static void buyers_pay_for_what_they_were_misled_by(void **state) {
    (void)state;
    struct money money = live("riders", (const char *const[]){SMALL, "days=211", NULL});
    double doubt = money_setting(&money, "eats.buyers_doubt"),
           learn = money_setting(&money, "eats.buyers_learn"),
           most = money_setting(&money, "eats.report_won"), misled = 0;
    size_t reports = 0;
    for (size_t i = 0; i < money.run->postings.count; i++) {
        if (!money_is_for(&money, i, "market reports")) continue;
        size_t day = money_day(&money, i);
        double stated = money_series(&money, "eats_stated_error", day) / 100,
               error = money_series(&money, "eats_error", day) / 100;
        double left = doubt * doubt / (doubt * doubt + fmax(0, stated * stated + misled));
        int64_t won = 3 * money_whole(most * left);
        assert_true(llabs(won - money.run->postings.amount[i]) <= 3);  // errors of the file's sums
        misled += learn * (error * error - stated * stated - misled);
        reports++;
    }
    print_message("%zu reports; misled by %.5f\n", reports, misled);
    assert_int_equal(reports, 7);
    assert_true(misled > 0);
    money_drop(&money);
}

// ---- Rewards ---------------------------------------------------------------------------------------------

static bool knows(const struct money *money, uint32_t home) {
    const struct world *world = money->world;
    const struct party *programme = token_programme_find(world, world_maker((struct world *)world));
    struct random_sequence luck = luck_with_party(world, programme, home, "token_programme.knows tricks", 0);
    return random_next_uniform(&luck) < money_setting(money, "token_programme.knows_tricks");
}

static bool rides(const struct money *money, uint32_t home) {
    for (uint16_t flow = 0; flow < gate_flow_count(money->world->gate); flow++)
        if (gate_entry_at(money->world->gate, home, flow)->made_up) return true;
    return false;
}

// The postings of the reason to homes of which that is true, added up.
static double paid_to(const struct money *money, const char *reason,
                      bool (*is)(const struct money *money, uint32_t home)) {
    double sum = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        if (money_is_for(money, i, reason) && (!is || is(money, (uint32_t)money->run->postings.home[i])))
            sum += (double)money->run->postings.amount[i];
    return sum;
}

static void free_riders_earn_their_rewards(void **state) {
    (void)state;
    struct money money = live("riders", (const char *const[]){SMALL, SETTLED, "days=100", NULL});
    double earned = paid_to(&money, "reward for data", rides), all = paid(&money, "reward for data");
    print_message("%.0f of %.0f tokens\n", earned, all);
    assert_true(earned > 0 && earned < all);
    must_be(&money, "token_programme_ridden", earned);
    must_be(&money, "token_programme_farmed", 0);
    for (uint32_t home = 0; home < money.world->home_count; home++)
        assert_true(!rides(&money, home) || knows(&money, home));
    double tricks = 0;
    for (size_t source = 0; source < welfare_source_count(money.world->welfare); source++)
        if (!strcmp(welfare_source_at(money.world->welfare, source)->name, "gaming rewards"))
            tricks = (double)welfare_total(money.world->welfare, source) / WELFARE_WON;
    assert_float_equal(tricks, -125 * earned / 500, 1e-6);
    money_drop(&money);
}

// Who pays only for data that came pays no account that sends none; one account an address is no false one; a
// fee or a proof that takes what an account brings leaves none.
static void each_of_four_levers_stops_farms(void **state) {
    (void)state;
    static const char *const stops[] = {"token_programme.paid_for=data", "token_programme.accounts_most=1",
                                        "token_programme.account_fee_won=6800",
                                        "token_programme.proof_share=0.175",
                                        "token_programme.proof_share=0.168"};
    enum { STOPS = sizeof stops / sizeof *stops };
    for (int i = 0; i < STOPS; i++) {
        struct money money = live("sybils", (const char *const[]){SMALL, SETTLED, "days=61", stops[i], NULL});
        double farmed = of(&money, "token_programme_farmed"),
               rewarded = of(&money, "token_programme_rewarded");
        print_message("%s: %.0f farmed, %.0f months rewarded\n", stops[i], farmed, rewarded);
        assert_true(rewarded > 50);
        assert_true((farmed > 0) == (i == STOPS - 1));  // 400 (1 - 0.168 x 4) = 131 > 125
        money_drop(&money);
    }
}

// ---- Nobody --------------------------------------------------------------------------------------------

// Where nothing is paid, or nothing can be made up, who knows how does as all others.
static void who_knows_how_does_nothing_where_it_does_not_pay(void **state) {
    (void)state;
    static const char *const knows_how[] = {"token_programme.knows_tricks=0",
                                            "token_programme.knows_tricks=0.5"};
    struct money money[2];
    for (int i = 0; i < 2; i++)
        money[i] = live("riders", (const char *const[]){SMALL, "days=91", "token_programme.reward_food=100",
                                                        knows_how[i], NULL});
    assert_int_equal(money[0].run->postings.count, money[1].run->postings.count);
    for (size_t i = 0; i < money[0].run->postings.count; i++) {
        assert_int_equal(money[0].run->postings.amount[i], money[1].run->postings.amount[i]);
        assert_int_equal(money[0].run->postings.home[i], money[1].run->postings.home[i]);
    }
    assert_float_equal(of(&money[0], "eats_reports"), of(&money[1], "eats_reports"), 0);
    assert_true(of(&money[0], "eats_reports") > 1000);
    money_drop(&money[0]);
    money_drop(&money[1]);
}

// ---- Consents that are broken --------------------------------------------------------------------------

struct taken {
    double withdrawn, stretched, without, homes;
};

static struct taken taken_in(const struct money *money) {
    struct taken taken = {0};
    const struct gate *gate = money->world->gate;
    for (uint16_t flow = 0; flow < gate_flow_count(gate); flow++) {
        const struct gate_flow *of = gate_flow_at(gate, flow);
        taken.withdrawn += (double)of->transfers_withdrawn;
        taken.stretched += (double)of->transfers_stretched;
        taken.without += (double)of->transfers_without_consent;
        for (uint32_t home = 0; home < money->world->home_count; home++) {
            const struct gate_entry *entry = gate_entry_at(gate, home, flow);
            bool took = entry->transfers && entry->last_by != CONSENT_GRANTED;
            taken.homes += took;
            if (took && of->transfers_withdrawn) assert_int_equal(entry->last_by, CONSENT_WITHDRAWN);
        }
    }
    return taken;
}

#define THINKS "families.reconsiders_year=6", "families.habit=0"

static void what_is_taken_is_told_as_what_it_is(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, THINKS, "days=151", NULL};
    struct money none = live("nobody_games", settings), ignored = live("ignored", settings),
                 stretched = live("stretched", settings);
    struct taken of_none = taken_in(&none), after = taken_in(&ignored), other = taken_in(&stretched);
    print_message("%.0f after withdrawal, of %.0f homes and flows; %.0f for another purpose\n",
                  after.withdrawn, after.homes, other.stretched);
    assert_float_equal(of_none.without, 0, 0);
    assert_true(after.withdrawn > 100 && after.withdrawn == after.without && after.stretched == 0);
    assert_true(other.stretched > 100 && other.stretched == other.without && other.withdrawn == 0);
    money_drop(&none);
    money_drop(&ignored);
    money_drop(&stretched);
}

static double fines_in(const struct money *money, const char *payer) {
    double sum = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        if (money_is_for(money, i, "fine") &&
            !strcmp(money->run->flows.payer[money->run->postings.flow[i]], payer))
            sum += (double)money->run->postings.amount[i];
    return sum;
}

static struct money audited_firm(const char *breaks, const char *heeds) {
    return live("ignored_audited", (const char *const[]){SMALL, THINKS, "days=211", "pipc.audits_year=12",
                                                         "pipc.investigation_days=10", "pipc.order=none",
                                                         "pipc.fine_least_won=10000000",
                                                         "hanbit.ignores_withdrawn=0", breaks, heeds, NULL});
}

// Audited, it is fined by the law; and where the fine to expect is more than what it earns by it, it stops
// first.
static void a_firm_that_breaks_consents_is_fined_and_one_that_weighs_it_stops(void **state) {
    (void)state;
    static const char *const breaks[] = {"hanbit.ignores_withdrawn=1", "hanbit.stretches_purpose=true"};
    for (int i = 0; i < 2; i++) {
        struct money fined = audited_firm(breaks[i], "hanbit.heeds_fines=false"),
                     heeded = audited_firm(breaks[i], "hanbit.heeds_fines=true");
        struct taken all = taken_in(&fined), less = taken_in(&heeded);
        double fines = fines_in(&fined, "hanbit");
        print_message("%s: %.0f won of fines, %.0f taken; where it weighs them: %.0f won, %.0f taken\n",
                      breaks[i], fines, all.without, fines_in(&heeded, "hanbit"), less.without);
        must_be(&fined, "pipc_fines", paid(&fined, "fine"));
        assert_true(fines >= 10e6 && of(&fined, "hanbit_stopped_taking") == 0);
        assert_true(of(&heeded, "hanbit_stopped_taking") > 0 && less.without < all.without / 2);
        money_drop(&fined);
        money_drop(&heeded);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_homes_fail_as_often_as_is_stated),
        cmocka_unit_test(free_riders_are_found_as_often_as_is_stated),
        cmocka_unit_test(what_is_made_up_says_each_food_alike),
        cmocka_unit_test(nobody_rides_where_it_does_not_pay),
        cmocka_unit_test(buyers_pay_for_what_they_were_misled_by),
        cmocka_unit_test(free_riders_earn_their_rewards),
        cmocka_unit_test(each_of_four_levers_stops_farms),
        cmocka_unit_test(who_knows_how_does_nothing_where_it_does_not_pay),
        cmocka_unit_test(what_is_taken_is_told_as_what_it_is),
        cmocka_unit_test(a_firm_that_breaks_consents_is_fined_and_one_that_weighs_it_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
