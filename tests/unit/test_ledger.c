// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/ledger.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

static const char *const names[] = {"maker", "bugbye"};
enum { HOMES = 3 };

static struct journal *journal;

static int make_ledger(void **state) {
    journal = journal_create();
    journal_begin(journal, (struct journal_moment){.when = 60000, .what = "bills", .home = HOME_NONE});
    *state = ledger_create(names, 2, HOMES, journal, LEDGER_KEEPS_ALL);
    return 0;
}
static int drop_ledger(void **state) {
    ledger_free(*state);
    journal_free(journal);
    return 0;
}

static void test_value_moves_and_the_matrix_says_who_paid_whom(void **state) {
    struct ledger *ledger = *state;
    uint16_t visit = ledger_reason(ledger, "visit");
    assert_int_equal(visit, ledger_reason(ledger, "visit"));
    ledger_post(ledger, ledger_household(ledger, 0), ledger_party(ledger, 1), 150000, WON, visit, 0);
    ledger_post(ledger, ledger_household(ledger, 2), ledger_party(ledger, 1), 150000, WON, visit, 0);
    ledger_settle(ledger);
    assert_int_equal(ledger_balance(ledger, ledger_party(ledger, 1), WON), 300000);
    assert_int_equal(ledger_balance(ledger, ledger_household(ledger, 0), WON), -150000);
    assert_int_equal(ledger_flow_count(ledger), 1);
    const struct ledger_flow *flow = ledger_flow_at(ledger, 0);
    assert_string_equal(flow->payer, "households");
    assert_string_equal(flow->payee, "bugbye");
    assert_int_equal(flow->amount, 300000);
    assert_int_equal(flow->postings, 2);
    ledger_new_day(ledger);
    assert_int_equal(flow->today, 0);
}

// Whoever forgets to say why is given the moment it acts in, whose line is written once.
static void test_every_posting_has_its_time_home_and_cause(void **state) {
    struct ledger *ledger = *state;
    uint16_t fee = ledger_reason(ledger, "fee");
    journal_cause lead =
        journal_write(journal, (struct journal_line){.when = 50000, .what = "lead", .home = 2});
    account maker = ledger_party(ledger, 0), firm = ledger_party(ledger, 1);
    ledger_post(ledger, firm, maker, 1, WON, fee, lead);
    ledger_post(ledger, firm, maker, 2, WON, fee, 0);
    ledger_post(ledger, ledger_household(ledger, 1), maker, 3, WON, fee, 0);
    ledger_post(ledger, maker, ledger_household(ledger, 0), 4, WON, fee, lead);
    static const struct {
        uint64_t cause;
        uint32_t home;
    } expected[] = {{1, 2}, {2, HOME_NONE}, {2, 1}, {1, 0}};
    assert_int_equal(ledger_posting_count(ledger), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct posting *posting = ledger_posting_at(ledger, i);
        assert_int_equal(posting->when, 60000);
        assert_int_equal(posting->amount, i + 1);
        assert_int_equal(posting->cause, expected[i].cause);
        assert_int_equal(posting->home, expected[i].home);
        assert_string_equal(ledger_flow_at(ledger, posting->flow)->reason, "fee");
    }
    assert_int_equal(journal_count(journal), 2);
    assert_string_equal(journal_at(journal, 2)->what, "bills");
    ledger_forget(ledger);
    assert_int_equal(ledger_posting_count(ledger), 0);
}

// "caused" leaves out what nothing but the calendar brought, "none" everything; the sums are the same.
static void test_what_is_kept_is_chosen(void **state) {
    (void)state;
    static const size_t kept[] = {[LEDGER_KEEPS_ALL] = 2, [LEDGER_KEEPS_CAUSED] = 1, [LEDGER_KEEPS_NONE] = 0};
    for (int keeping = LEDGER_KEEPS_ALL; keeping <= LEDGER_KEEPS_NONE; keeping++) {
        struct journal *lines = journal_create();
        struct ledger *ledger = ledger_create(names, 2, HOMES, lines, (enum ledger_keeping)keeping);
        uint16_t fee = ledger_reason(ledger, "fee");
        journal_begin(lines, (struct journal_moment){.what = "lead", .home = 1});
        ledger_post(ledger, 0, 1, 10, WON, fee, 0);
        journal_begin(lines,
                      (struct journal_moment){.what = "bills", .home = HOME_NONE, .by_calendar = true});
        ledger_post(ledger, 0, 1, 20, WON, fee, 0);
        assert_int_equal(ledger_posting_count(ledger), kept[keeping]);
        assert_int_equal(ledger_flow_at(ledger, 0)->amount, 30);
        ledger_free(ledger);
        journal_free(lines);
    }
}

static void test_orders_are_paid_or_given_back(void **state) {
    struct ledger *ledger = *state;
    uint16_t visit = ledger_reason(ledger, "visit");
    account home = ledger_household(ledger, 1);
    reservation paid = ledger_reserve(ledger, home, 100, WON),
                dropped = ledger_reserve(ledger, home, 50, WON);
    assert_int_equal(ledger_reserved(ledger, home, WON), 150);
    assert_int_equal(ledger_balance(ledger, home, WON), 0);
    ledger_commit(ledger, paid, ledger_party(ledger, 1), visit, 0);
    ledger_release(ledger, dropped);
    assert_int_equal(ledger_reserved(ledger, home, WON), 0);
    assert_int_equal(ledger_balance(ledger, home, WON), -100);
}

static void commit_first(void *ledger) {
    ledger_commit(ledger, 0, ledger_party(ledger, 0), 0, 0);
}
static void post_backwards(void *ledger) {
    ledger_post(ledger, 0, 1, -1, WON, ledger_reason(ledger, "theft"), 0);
}
static void spend_what_is_not_there(void *ledger) {
    ledger_post(ledger, ledger_household(ledger, 0), 0, 1, TOKEN, ledger_reason(ledger, "reward"), 0);
}

static void post_between_moments(void *ledger) {
    journal_end(journal);
    ledger_post(ledger, 0, 1, 1, WON, ledger_reason(ledger, "fee"), 0);
}

static void test_promises(void **state) {
    struct ledger *ledger = *state;
    assert_true(check_breaks_promise(post_between_moments, ledger));
    ledger_release(ledger, ledger_reserve(ledger, ledger_household(ledger, 1), 100, WON));
    assert_true(check_breaks_promise(commit_first, ledger));
    assert_true(check_breaks_promise(post_backwards, ledger));
    assert_true(check_breaks_promise(spend_what_is_not_there, ledger));
}

static void test_splits_lose_nothing(void **state) {
    (void)state;
    int64_t parts[3];
    ledger_split(100, (const int64_t[]){1, 1, 1}, 3, parts);
    assert_true(parts[0] == 34 && parts[1] == 33 && parts[2] == 33);
    ledger_split(7, (const int64_t[]){5, 0, 2}, 3, parts);
    assert_true(parts[0] == 5 && parts[1] == 0 && parts[2] == 2);
    for (int64_t amount = 0; amount < 1000; amount++) {
        ledger_split(amount, (const int64_t[]){3, 14, 159}, 3, parts);
        assert_int_equal(parts[0] + parts[1] + parts[2], amount);
    }
    ledger_split(INT64_MAX, (const int64_t[]){INT32_MAX, 1, INT32_MAX}, 3, parts);
    assert_true(parts[0] + parts[1] + parts[2] == INT64_MAX);
}

static void test_tokens_are_redeemed_oldest_first_and_expire(void **state) {
    struct ledger *ledger = *state;
    uint16_t reward = ledger_reason(ledger, "reward");
    ledger_issue_tokens(ledger, (struct ledger_holder){0, 1}, 300, 0, CLOCK_DAY, reward, 0);
    ledger_issue_tokens(ledger, (struct ledger_holder){0, 1}, 200, 10, 10 + CLOCK_DAY, reward, 0);
    assert_int_equal(ledger_redeem_tokens(ledger, (struct ledger_holder){0, 1}, 350, reward, 0), 350);
    ledger_expire_tokens(ledger, CLOCK_DAY);  // what was left of the first batch is nothing
    assert_int_equal(ledger_balance(ledger, ledger_household(ledger, 1), TOKEN), 150);
    ledger_expire_tokens(ledger, CLOCK_DAY + 10);
    assert_int_equal(ledger_balance(ledger, ledger_household(ledger, 1), TOKEN), 0);
    assert_int_equal(ledger_redeem_tokens(ledger, (struct ledger_holder){0, 1}, 1, reward, 0), 0);
    struct ledger_tokens tokens = ledger_tokens(ledger);
    assert_true(tokens.issued == 500 && tokens.redeemed == 350 && tokens.expired == 150 &&
                tokens.outstanding == 0);
    ledger_settle(ledger);
}

// Steady state of a reward programme: issue i a month, redemption hazard r, term T: breakage e^{-rT},
// liability (i/r)(1 - e^{-rT}), velocity r. Known answers for r = 0.1/month, T = 24 months: 0.0907, 9.093
// months, 1.2 a year.
static void test_token_programme_reaches_its_steady_state(void **state) {
    (void)state;
    enum { PEOPLE = 2000, MONTHS = 120, DAYS_IN_MONTH = 30, TERM = 24, WARM = 48 };
    struct journal *lines = journal_create();
    journal_begin(lines, (struct journal_moment){.what = "month", .home = HOME_NONE});
    struct ledger *ledger = ledger_create(names, 2, PEOPLE, lines, LEDGER_KEEPS_NONE);
    uint16_t reward = ledger_reason(ledger, "reward");
    double hazard = 0.1, liability = 0;
    struct ledger_tokens before = {0};
    struct random_sequence luck = {{5, 0}, random_home(0), random_stream("tokens"), 0};
    for (int month = 0; month < MONTHS; month++) {
        time_ms now = (time_ms)month * DAYS_IN_MONTH * CLOCK_DAY;
        if (month == WARM) before = ledger_tokens(ledger);
        ledger_expire_tokens(ledger, now);
        for (uint32_t home = 0; home < PEOPLE; home++) {
            int64_t held = ledger_balance(ledger, ledger_household(ledger, home), TOKEN), spent = 0;
            for (int64_t token = 0; token < held; token++)
                spent += random_next_uniform(&luck) < 1 - exp(-hazard);
            ledger_redeem_tokens(ledger, (struct ledger_holder){0, home}, spent, reward, 0);
            ledger_issue_tokens(ledger, (struct ledger_holder){0, home}, 10, now,
                                now + TERM * DAYS_IN_MONTH * CLOCK_DAY, reward, 0);
        }
        if (month >= WARM)
            liability += (double)ledger_tokens(ledger).outstanding / (PEOPLE * 10.0) / (MONTHS - WARM);
    }
    struct ledger_tokens after = ledger_tokens(ledger);
    double redeemed = (double)(after.redeemed - before.redeemed), months = MONTHS - WARM;
    // Redeeming the oldest first instead of any token makes fewer expire: breakage lies below e^{-rT}.
    double breakage = (double)(after.expired - before.expired) / (PEOPLE * 10.0 * months);
    assert_true(breakage < 0.0907);
    // What is issued is redeemed or expires (flows balance), and velocity = redeemed / liability = r,
    // whatever expires.
    assert_true(fabs(redeemed / (PEOPLE * 10.0 * months) + breakage - 1) < 0.02);
    assert_true(fabs(redeemed / months * 12 / (liability * PEOPLE * 10.0) - 1.2) < 0.12);
    ledger_settle(ledger);
    ledger_free(ledger);
    journal_free(lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_value_moves_and_the_matrix_says_who_paid_whom, make_ledger,
                                        drop_ledger),
        cmocka_unit_test_setup_teardown(test_every_posting_has_its_time_home_and_cause, make_ledger,
                                        drop_ledger),
        cmocka_unit_test(test_what_is_kept_is_chosen),
        cmocka_unit_test_setup_teardown(test_orders_are_paid_or_given_back, make_ledger, drop_ledger),
        cmocka_unit_test_setup_teardown(test_promises, make_ledger, drop_ledger),
        cmocka_unit_test(test_splits_lose_nothing),
        cmocka_unit_test_setup_teardown(test_tokens_are_redeemed_oldest_first_and_expire, make_ledger,
                                        drop_ledger),
        cmocka_unit_test(test_token_programme_reaches_its_steady_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
