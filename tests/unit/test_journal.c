// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/journal.h"

#include "tests/support/check.h"

static int make_journal(void **state) {
    *state = journal_create();
    return 0;
}
static int drop_journal(void **state) {
    journal_free(*state);
    return 0;
}

static struct journal_line line(journal_cause cause, const char *what, uint32_t home) {
    return (struct journal_line){
        .when = 1000, .cause = cause, .what = what, .home = home, .party = PARTY_HOME};
}

static void a_cause_knows_its_line_and_its_household(void **state) {
    static const uint32_t homes[] = {0, 1, 7, 999999, HOME_NONE};
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        journal_cause cause = journal_write(*state, line(0, "sighting", homes[i]));
        assert_int_equal(journal_number(cause), i + 1);
        assert_int_equal(journal_home(cause), homes[i]);
        assert_false(journal_by_calendar(cause));
    }
    assert_int_equal(journal_home(0), HOME_NONE);
}

static void causes_are_numbers_in_the_lines(void **state) {
    journal_cause sighting = journal_write(*state, line(0, "sighting", 3));
    journal_cause lead = journal_write(*state, line(sighting, "lead", 3));
    assert_int_equal(journal_at(*state, journal_number(lead))->cause, 1);
    assert_int_equal(journal_at(*state, 1)->cause, 0);
}

static void a_moment_that_follows_from_something_writes_no_line(void **state) {
    journal_cause lead = journal_write(*state, line(0, "lead", 3));
    journal_begin(*state, (struct journal_moment){.when = 2000, .cause = lead, .what = "message", .home = 3});
    assert_true(journal_why(*state) == lead);
    assert_int_equal(journal_now(*state), 2000);
    assert_int_equal(journal_count(*state), 1);
}

static void a_moment_that_begins_something_writes_its_line_once(void **state) {
    const struct journal_moment midnight = {
        .when = 2000, .what = "bills", .home = HOME_NONE, .by_calendar = true};
    journal_begin(*state, midnight);
    assert_int_equal(journal_count(*state), 0);  // nothing followed from it yet
    journal_cause first = journal_why(*state);
    assert_true(journal_why(*state) == first && journal_by_calendar(first));
    assert_int_equal(journal_count(*state), 1);
    assert_string_equal(journal_at(*state, 1)->what, "bills");
    journal_begin(*state, midnight);
    assert_int_equal(journal_number(journal_why(*state)), 2);
}

static void forgotten_lines_keep_their_numbers(void **state) {
    journal_cause old = journal_write(*state, line(0, "sighting", 3));
    journal_forget(*state);
    assert_null(journal_at(*state, 1));
    assert_int_equal(journal_count(*state), 1);
    journal_cause lead = journal_write(*state, line(old, "lead", 3));
    assert_int_equal(journal_number(lead), 2);
    assert_int_equal(journal_at(*state, 2)->cause, 1);
    assert_null(journal_at(*state, 3));
}

static void ask_outside(void *journal) {
    journal_why(journal);
}
static void follow_from_the_future(void *journal) {
    journal_write(journal, line(5, "lead", 3));
}

static void promises(void **state) {
    assert_true(check_breaks_promise(ask_outside, *state));
    assert_true(check_breaks_promise(follow_from_the_future, *state));
    journal_begin(*state, (struct journal_moment){.what = "bills"});
    journal_end(*state);
    assert_true(check_breaks_promise(ask_outside, *state));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cause_knows_its_line_and_its_household, make_journal, drop_journal),
        cmocka_unit_test_setup_teardown(causes_are_numbers_in_the_lines, make_journal, drop_journal),
        cmocka_unit_test_setup_teardown(a_moment_that_follows_from_something_writes_no_line, make_journal,
                                        drop_journal),
        cmocka_unit_test_setup_teardown(a_moment_that_begins_something_writes_its_line_once, make_journal,
                                        drop_journal),
        cmocka_unit_test_setup_teardown(forgotten_lines_keep_their_numbers, make_journal, drop_journal),
        cmocka_unit_test_setup_teardown(promises, make_journal, drop_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
