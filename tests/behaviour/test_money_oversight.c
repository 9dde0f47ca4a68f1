// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom when people watch machines and a regulator watches who takes data: wages of desks, fines,
// compensation.
#include "tests/support/money.h"

static int64_t day_of_desks(const struct money *money, size_t posting) {
    (void)posting;
    double hours =
        money_setting(money, "reviewers.closes_hour") - money_setting(money, "reviewers.opens_hour");
    return money_whole(money_setting(money, "reviewers.desks") * hours *
                       money_setting(money, "reviewers.wage_won_hour"));
}

static void desks_are_paid_by_the_hour(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/supervised.lua", "review_all",
                   (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=31",
                                         "reviewers.other_pictures_h=0", NULL});
    MONEY_HOLDS(&money, {"reviewers' wages", "reviewers", "outside", "desks' day", .amount = day_of_desks,
                         .each = true});
    assert_int_equal(money_lines(&money, "desks' day"), 31);
    int64_t wages = recorded_world_paid(&money.lived, "reviewers' wages", NULL);
    assert_true(recorded_world_metric(&money.lived, "reviewers_wages") == (double)wages);
    double open = recorded_world_metric(&money.lived, "reviewers_open_hours");
    assert_true(fabs(open * money_setting(&money, "reviewers.wage_won_hour") - (double)wages) <
                1e-6 * (double)wages);
    money_drop(&money);
}

// ---- The regulator -------------------------------------------------------------------------------------

// Whom a party works for as the regulator sees it: what a desk takes is its recipient's.
static const char *owner_of(const struct money *money, const char *party) {
    const char *owner = party;
    for (size_t i = 0; i < money->world->subscription_count; i++) {
        const struct subscription *subscription = &money->world->subscriptions[i];
        if (!strcmp(money->world->parties[subscription->party].name, party))
            owner = money->world->parties[subscription->recipient].name;
    }
    return owner;
}

// What others, or one of them alone, have paid the party and its desks in won up to that posting, as a year's
// turnover.
static double turnover_won_year(const struct money *money, size_t posting, const char *party,
                                const char *payer) {
    const struct run *run = money->run;
    double sum = 0;
    for (size_t i = 0; i < posting; i++) {
        int32_t flow = run->postings.flow[i];
        const char *from = owner_of(money, run->flows.payer[flow]);
        bool counts = payer ? !strcmp(from, payer) : strcmp(from, party) != 0;
        if (counts && !strcmp(run->flows.currency[flow], "won") &&
            !strcmp(owner_of(money, run->flows.payee[flow]), party))
            sum += (double)run->postings.amount[i];
    }
    return sum * 365 / ((double)run->postings.when_ms[posting] / (double)CLOCK_DAY);
}

// So much of the turnover, at the n-th fine more, is it?
static bool is_share_of(const struct money *money, size_t posting, double turnover, double part) {
    double share = money_setting(money, "pipc.fine_share"),
           most = money_setting(money, "pipc.fine_share_most");
    for (int earlier = 0; earlier < 6; earlier++) {
        double now = fmin(share * pow(money_setting(money, "pipc.repeat_factor"), earlier), most);
        if (money_whole(part * now * turnover) == money->run->postings.amount[posting]) return true;
    }
    return false;
}

// Who takes alone: of all its turnover. Who takes from the maker's appliances: its part of the blame of its
// turnover, and the maker the other part, of what the recipient has paid it.
static int64_t fine(const struct money *money, size_t posting) {
    const char *payer = money->run->flows.payer[money->run->postings.flow[posting]];
    double makers = money_setting(money, "pipc.provider_share"),
           whole = turnover_won_year(money, posting, payer, NULL);
    bool maker = !strcmp(payer, "hanbit");
    bool right = is_share_of(money, posting, whole, maker ? 1 : 1 - makers);
    for (uint16_t i = 0; maker && !right && i < money->world->party_count; i++) {
        const char *recipient = money->world->parties[i].name;
        right = is_share_of(money, posting, turnover_won_year(money, posting, payer, recipient), makers);
    }
    return right ? money->run->postings.amount[posting] : -1;
}

// The recipient's and the maker's parts of one family's compensation are the whole of it.
static int64_t part_of_compensation(const struct money *money, size_t posting) {
    const struct run *run = money->run;
    int64_t others = 0;
    for (size_t i = 0; i < run->postings.count; i++)
        if (i != posting && money_is_for(money, i, "compensation") &&
            money_cause(money, i) == money_cause(money, posting) &&
            run->postings.home[i] == run->postings.home[posting])
            others += run->postings.amount[i];
    return money_whole(money_setting(money, "pipc.compensation_won")) - others;
}

static void who_takes_is_fined(void **state) {
    (void)state;
    struct money money = money_live(
        "scenarios/direct_sale.lua", "take_fined",
        (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=150",
                              "pipc.audits_year=12", "pipc.investigation_days=10", "pipc.claims=0.3", NULL});
    static const char taken[] = "taken without consent";
    MONEY_HOLDS(
        &money, {"fine", "hanbit", "pipc", taken, .amount = fine},
        {"fine", "dongne", "pipc", taken, .amount = fine},
        {"fine", "bugbye", "pipc", taken, .amount = fine, .rare = true},
        {"fine", "after_service", "pipc", taken, .amount = fine, .rare = true},
        {"compensation", "hanbit", "households", taken, .amount = part_of_compensation},
        {"compensation", "dongne", "households", taken, .amount = part_of_compensation},
        {"compensation", "bugbye", "households", taken, .amount = part_of_compensation, .rare = true},
        {"compensation", "after_service", "households", taken, .amount = part_of_compensation, .rare = true});
    double fines = 0;
    for (size_t day = 0; day < money.run->days; day++) fines += money_series(&money, "pipc_fines", day);
    assert_int_equal(recorded_world_paid(&money.lived, "fine", NULL), (int64_t)fines);
    assert_int_equal(recorded_world_paid(&money.lived, "compensation", NULL),
                     (int64_t)recorded_world_metric(&money.lived, "pipc_compensation"));
    assert_true(recorded_world_metric(&money.lived, "pipc_fined") == (double)money_lines(&money, taken));
    money_drop(&money);
}

// ---- A breach -------------------------------------------------------------------------------------------

static int64_t notices(const struct money *money, size_t posting) {
    (void)posting;
    double told = recorded_world_metric(&money->lived, "leak_told");
    return money_whole(told * money_setting(money, "leak.notice_won"));
}

static void whose_data_get_out_pays_for_it(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/breach.lua", "sell",
                   (const char *const[]){"homes.count=300", "homes.districts=2", "scenario.days=150",
                                         "leak.at=2018-05-01", "leak.claims=0.2", NULL});
    static const char told[] = "families told of a breach";
    MONEY_HOLDS(&money, {"breach notices", "hanbit", "outside", told, .amount = notices, .each = true},
                {"breach compensation", "hanbit", "households", told, .setting = "leak.compensation_won"});
    assert_int_equal(money_lines(&money, told), 1);
    double claimed = recorded_world_metric(&money.lived, "leak_claimed");
    assert_true(claimed > 0 && claimed < recorded_world_metric(&money.lived, "leak_told"));
    assert_int_equal(recorded_world_paid(&money.lived, "breach compensation", NULL),
                     money_whole(claimed * money_setting(&money, "leak.compensation_won")));
    assert_true(recorded_world_metric(&money.lived, "leak_notice_costs") ==
                (double)recorded_world_paid(&money.lived, "breach notices", NULL));
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whose_data_get_out_pays_for_it),
        cmocka_unit_test(desks_are_paid_by_the_hour),
        cmocka_unit_test(who_takes_is_fined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
