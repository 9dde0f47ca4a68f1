// SPDX-License-Identifier: GPL-3.0-or-later
// The third ledger's books: what is posted is kept by home, source and day, and payments change nothing in
// all.
#include "sim/engine/welfare.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

static const char *const names[] = {"maker", "bugbye"};
enum { HOMES = 3, PARTIES = 2 };

static const struct welfare_source visits = {"visits", WELFARE_SURPLUS, "a test's"},
                                   calls = {"calls", WELFARE_REALISED, "a test's"},
                                   unknown = {"unknown", WELFARE_USE, "nobody names it"};

struct books {
    struct journal *journal;
    struct ledger *ledger;
    struct welfare *welfare;
};

static int open_books(void **state) {
    struct books *books = calloc(1, sizeof *books);
    books->journal = journal_create();
    journal_begin(books->journal, (struct journal_moment){.when = 60000, .what = "visit", .home = HOME_NONE});
    books->ledger = ledger_create(names, PARTIES, HOMES, books->journal, LEDGER_KEEPS_ALL);
    books->welfare = welfare_create(books->ledger, books->journal, HOMES);
    welfare_declare(books->welfare, (const struct welfare_source *const[]){&visits, &calls, NULL});
    welfare_declare(books->welfare, (const struct welfare_source *const[]){&calls, NULL});
    welfare_seal(books->welfare);
    *state = books;
    return 0;
}
static int close_books(void **state) {
    struct books *books = *state;
    welfare_free(books->welfare);
    ledger_free(books->ledger);
    journal_free(books->journal);
    free(books);
    return 0;
}

static size_t place_of(const struct welfare *welfare, const struct welfare_source *source) {
    size_t place = 0;
    while (welfare_source_at(welfare, place) != source) place++;
    return place;
}

static void each_source_stands_once_and_what_is_bought_is_always_one(void **state) {
    const struct books *books = *state;
    assert_int_equal(welfare_source_count(books->welfare), 3);
    assert_ptr_equal(welfare_source_at(books->welfare, 0), &welfare_price);
}

static void worth_is_kept_by_home_and_source(void **state) {
    struct books *books = *state;
    struct welfare *welfare = books->welfare;
    size_t bought = place_of(welfare, &welfare_price), surplus = place_of(welfare, &visits);
    welfare_purchase(welfare, 1, &visits, 150000, 42857.1428, 0);
    welfare_post(welfare, 1, &visits, -0.0006, 0);
    welfare_live(welfare, 2, &calls, -3000);
    assert_int_equal(welfare_of_home(welfare, 1, bought), 150000000);
    assert_int_equal(welfare_of_home(welfare, 1, surplus), 42857142);
    assert_int_equal(welfare_of_home(welfare, 0, surplus), 0);
    assert_int_equal(welfare_total(welfare, place_of(welfare, &calls)), -3000000);
}

static void a_day_has_what_was_posted_since_the_last(void **state) {
    struct books *books = *state;
    int64_t today[3];
    welfare_post(books->welfare, 0, &visits, 5, 0);
    welfare_post(books->welfare, 2, &visits, 6, 0);
    welfare_new_day(books->welfare, today);
    assert_int_equal(today[place_of(books->welfare, &visits)], 11000);
    welfare_live(books->welfare, 2, &visits, -1);
    welfare_new_day(books->welfare, today);
    assert_int_equal(today[place_of(books->welfare, &visits)], -1000);
}

// Whoever does not say why follows from the moment it acts in. Of nothing there is no posting.
static void every_posting_has_its_moment_and_cause(void **state) {
    struct books *books = *state;
    journal_cause lead =
        journal_write(books->journal, (struct journal_line){.when = 50000, .what = "lead", .home = 2});
    welfare_post(books->welfare, 2, &visits, 7, lead);
    welfare_post(books->welfare, 1, &visits, 8, 0);
    welfare_post(books->welfare, 1, &visits, 0, 0);
    assert_int_equal(welfare_posting_count(books->welfare), 2);
    const struct welfare_posting *first = welfare_posting_at(books->welfare, 0),
                                 *second = welfare_posting_at(books->welfare, 1);
    assert_int_equal(first->cause, journal_number(lead));
    assert_int_equal(first->home, 2);
    assert_int_equal(first->when, 60000);
    assert_string_equal(journal_at(books->journal, second->cause)->what, "visit");
    welfare_forget(books->welfare);
    assert_int_equal(welfare_posting_count(books->welfare), 0);
}

// Families, firms and worth: what all have, of whom nothing is outside.
static int64_t all_of(const struct books *books) {
    int64_t won = 0, worth = 0;
    for (uint16_t party = 0; party < PARTIES; party++)
        won += ledger_balance(books->ledger, ledger_party(books->ledger, party), WON);
    for (uint32_t home = 0; home < HOMES; home++)
        won += ledger_balance(books->ledger, ledger_household(books->ledger, home), WON);
    for (size_t source = 0; source < 3; source++) worth += welfare_total(books->welfare, source);
    return won * WELFARE_WON + worth;
}

static account some_account(const struct books *books, struct random_sequence *luck) {
    uint32_t any = (uint32_t)(random_next_uniform(luck) * (PARTIES + HOMES));
    return any < PARTIES ? ledger_party(books->ledger, (uint16_t)any)
                         : ledger_household(books->ledger, any - PARTIES);
}

static void payments_cancel_and_resources_cost(void **state) {
    struct books *books = *state;
    struct random_sequence luck = {{1, 0}, random_home(0), random_stream("test"), 0};
    uint16_t any = ledger_reason(books->ledger, "any");
    welfare_purchase(books->welfare, 0, &visits, 1000, 500, 0);
    for (int i = 0; i < 1000; i++)
        ledger_post(books->ledger, some_account(books, &luck), some_account(books, &luck),
                    (int64_t)(1e6 * random_next_uniform(&luck)), WON, any, 0);
    assert_int_equal(all_of(books), 1500 * WELFARE_WON);
    ledger_post(books->ledger, ledger_party(books->ledger, 1), ledger_outside(books->ledger), 1200, WON, any,
                0);
    assert_int_equal(all_of(books), 300 * WELFARE_WON);
}

// Families of willingness a - b q for the q-th buy where it is no less than the price; each costs c to make.
// Summed over all, less what resources cost.
static double welfare_at(double price, double a, double b, double cost) {
    void *state;
    open_books(&state);
    struct books *books = state;
    uint16_t any = ledger_reason(books->ledger, "any");
    account firm = ledger_party(books->ledger, 0), outside = ledger_outside(books->ledger);
    for (double q = 0.5; a - b * q >= price; q++) {
        uint32_t home = (uint32_t)q % HOMES;
        ledger_post(books->ledger, ledger_household(books->ledger, home), firm, (int64_t)price, WON, any, 0);
        ledger_post(books->ledger, firm, outside, (int64_t)cost, WON, any, 0);
        welfare_purchase(books->welfare, home, &visits, price, a - b * q - price, 0);
    }
    double all = (double)all_of(books) / WELFARE_WON;
    close_books(&state);
    return all;
}

// Against the price at cost, the monopolist's price (a + c) / 2 loses (a - c)^2 / 8b.
static void a_monopoly_of_linear_demand_loses_its_triangle(void **state) {
    (void)state;
    const double a = 10000, b = 4, cost = 2000;
    double lost = welfare_at(cost, a, b, cost) - welfare_at((a + cost) / 2, a, b, cost);
    double triangle = (a - cost) * (a - cost) / (8 * b);
    assert_true(fabs(lost - triangle) < 1e-3 * triangle);
}

static void post_what_nobody_names(void *argument) {
    welfare_live(((struct books *)argument)->welfare, 0, &unknown, 1);
}
static void post_to_nobody(void *argument) {
    welfare_live(((struct books *)argument)->welfare, HOMES, &visits, 1);
}
static void post_no_number(void *argument) {
    welfare_live(((struct books *)argument)->welfare, 0, &visits, NAN);
}
static void name_one_too_late(void *argument) {
    welfare_declare(((struct books *)argument)->welfare,
                    (const struct welfare_source *const[]){&unknown, NULL});
}

static void the_door_is_narrow(void **state) {
    assert_true(check_breaks_promise(post_what_nobody_names, *state));
    assert_true(check_breaks_promise(post_to_nobody, *state));
    assert_true(check_breaks_promise(post_no_number, *state));
    assert_true(check_breaks_promise(name_one_too_late, *state));
}

#define WITH_BOOKS(test) cmocka_unit_test_setup_teardown(test, open_books, close_books)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_BOOKS(each_source_stands_once_and_what_is_bought_is_always_one),
        WITH_BOOKS(worth_is_kept_by_home_and_source),
        WITH_BOOKS(a_day_has_what_was_posted_since_the_last),
        WITH_BOOKS(every_posting_has_its_moment_and_cause),
        WITH_BOOKS(payments_cancel_and_resources_cost),
        cmocka_unit_test(a_monopoly_of_linear_demand_loses_its_triangle),
        WITH_BOOKS(the_door_is_narrow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
