// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of a comparison is told, branch by branch, of rows whose numbers can be worked out by hand.
// The comparisons are put together in memory; that run files become such rows is test_analysis's.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "analysis/comparison_details.h"
#include "analysis/comparison_means.h"
#include "analysis/comparison_short.h"
#include "analysis/precision.h"
#include "analysis/winners.h"

#define ROW(...) ((const double[]){__VA_ARGS__})

static const char *const policies[] = {"before", "after"};

// Two policies; a row's values are the baseline's replications, then the other's.
static struct comparison *comparison_of(size_t replications) {
    return comparison_create(policies, 2, replications);
}

static const struct comparison_row *add(struct comparison *comparison, enum measure_group group,
                                        const char *entry, const char *name, const char *unit,
                                        const double *values) {
    size_t cells = comparison->policy_count * comparison->replications;
    const struct measure measure = {.group = group,
                                    .subject = (char *)(group == MEASURE_PRIVACY ? measure_all_flows : ""),
                                    .name = (char *)name,
                                    .unit = (char *)unit,
                                    .entry = (char *)entry,
                                    .meaning = (char *)""};
    comparison->rows =
        fault_reallocate(comparison->rows, comparison->row_count + 1, sizeof *comparison->rows);
    struct comparison_row *row = &comparison->rows[comparison->row_count++];
    *row = (struct comparison_row){measure_copy(&measure), fault_allocate(cells, sizeof *values), NULL};
    memcpy(row->values, values, cells * sizeof *values);
    return row;
}

static void money(struct comparison *comparison, const char *party, const double *values) {
    add(comparison, MEASURE_MONEY, "", party, "won", values);
}

static void result(struct comparison *comparison, const char *entry, const char *name, const double *values) {
    add(comparison, MEASURE_RESULT, entry, name, "1", values);
}

typedef void print_function(const struct comparison *comparison, FILE *out);

static char *printed(print_function *print, struct comparison *comparison) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    comparison_judge(comparison);
    print(comparison, out);
    fclose(out);
    return text;
}

// Frees the comparison.
static void assert_prints(struct comparison *comparison, print_function *print, const char *expected) {
    char *text = printed(print, comparison);
    assert_string_equal(text, expected);
    free(text);
    comparison_free(comparison);
}

static void assert_holds(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("no '%s' in\n%s", part, text);
}

static void assert_near(double value, double expected) {
    if (!(fabs(value - expected) <= 1e-12)) fail_msg("%.17g is not %.17g", value, expected);
}

// ---- What a row says ----------------------------------------------------------------------------------

static double relative_of(double baseline, double value) {
    struct comparison *comparison = comparison_of(1);
    double relative = comparison_relative(
        comparison, add(comparison, MEASURE_MONEY, "", "p", "won", ROW(baseline, value)), 1);
    comparison_free(comparison);
    return relative;
}

// Whichever of the two it is: a difference from nothing is 1, and none is larger than 2.
static void a_difference_is_measured_by_the_larger_mean(void **state) {
    (void)state;
    assert_near(relative_of(20, 30), 10.0 / 30);
    assert_near(relative_of(30, 20), 10.0 / 30);
    assert_near(relative_of(-40, -30), 10.0 / 40);
    assert_near(relative_of(0, 5), 1);
    assert_near(relative_of(5, 0), 1);
    assert_near(relative_of(-10, 10), 2);
    assert_near(relative_of(7, 7), 0);
    assert_near(relative_of(0, 0), 0);
}

static bool tells(size_t replications, const double *values) {
    struct comparison *comparison = comparison_of(replications);
    const struct comparison_row *row = add(comparison, MEASURE_MONEY, "", "p", "won", values);
    comparison_judge(comparison);
    bool told = comparison_tells(comparison, row, 1);
    comparison_free(comparison);
    return told;
}

// t(0.975; 2) = 4.30265: of three differences with mean m and deviation d the interval is m +- 2.4841 d. It
// holds 0 when they are 1, 2, 3 (2 +- 2.48) and does not when they are 12, 12.5, 13 (12.5 +- 1.24), whichever
// sign they have. Where they are all alike their signs judge: three agree by luck once in 4 times, six once
// in 32.
static void the_interval_tells_of_three_runs_and_of_fewer_the_number(void **state) {
    (void)state;
    assert_false(tells(3, ROW(0, 0, 0, 1, 2, 3)));
    assert_true(tells(3, ROW(0, 0, 0, 12, 12.5, 13)));
    assert_true(tells(3, ROW(12, 12.5, 13, 0, 0, 0)));
    assert_false(tells(3, ROW(5, 9, 7, 6, 10, 8)));
    assert_false(tells(5, ROW(5, 9, 7, 4, 6, 6, 10, 8, 5, 7)));
    assert_true(tells(6, ROW(5, 9, 7, 4, 6, 0, 6, 10, 8, 5, 7, 1)));
    assert_false(tells(3, ROW(5, 9, 7, 5, 9, 7)));
    assert_false(tells(3, ROW(5, 5, 5, NAN, 6, 6)));
    assert_true(tells(2, ROW(0, 0, 1, 3)));
    assert_false(tells(2, ROW(5, 9, 9, 5)));
    assert_true(tells(1, ROW(5, 5.5)));
    assert_false(tells(1, ROW(5, 5)));
    assert_false(tells(1, ROW(5, NAN)));
}

static void same_is_equal_run_by_run(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(2);
    add(comparison, MEASURE_RESULT, "a", "same", "1", ROW(3, 8, 3, 8));
    add(comparison, MEASURE_RESULT, "a", "swapped", "1", ROW(3, 8, 8, 3));
    add(comparison, MEASURE_RESULT, "a", "unknown", "1", ROW(NAN, 8, NAN, 8));
    add(comparison, MEASURE_RESULT, "a", "lost", "1", ROW(3, 8, 3, NAN));
    add(comparison, MEASURE_RESULT, "a", "nothing", "1", ROW(0, 0, NAN, 0));
    const struct comparison_row *rows = comparison->rows;
    assert_true(comparison_same(comparison, &rows[0]));
    assert_false(comparison_same(comparison, &rows[1]));
    assert_true(comparison_same(comparison, &rows[2]));
    assert_false(comparison_same(comparison, &rows[3]));
    for (int i = 0; i < 5; i++) assert_int_equal(comparison_empty(comparison, &rows[i]), i == 4);
    comparison_free(comparison);
}

static void means_and_differences_are_the_policys_own(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(2);
    const struct comparison_row *row = add(comparison, MEASURE_MONEY, "", "p", "won", ROW(1, 2, 10, 31));
    assert_near(comparison_mean(comparison, row, 0), 1.5);
    assert_near(comparison_mean(comparison, row, 1), 20.5);
    struct statistics_estimate difference;
    assert_true(comparison_difference(comparison, 1, MEASURE_MONEY, "", "p", &difference));
    assert_near(difference.mean, (9 + 29) / 2.0);
    assert_near(difference.sd, 20 / sqrt(2));
    assert_false(comparison_difference(comparison, 1, MEASURE_TOKENS, "", "p", &difference));
    comparison_free(comparison);
}

// ---- In sentences -------------------------------------------------------------------------------------

#define HEAD                                                                                         \
    "\nIn short: what differs. Of 1 replication nothing is told from luck; take 3 or more.\nafter, " \
    "compared with before:\n"
#define NO_DATA    "  Data that left the homes: nothing without consent, nothing with consent.\n"
#define NO_RESULTS "  Key results: no difference told from luck by 1 replication.\n"

// Who has more of it earns more, or pays less. The currency and the verb are said once for the firms.
static void winners_and_losers_are_told_by_their_sign(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    money(comparison, "first", ROW(100, 160));
    money(comparison, "second", ROW(100, 70));
    money(comparison, "households", ROW(-500, -540));
    money(comparison, "outside", ROW(0, 10));
    money(comparison, "third", ROW(5, 5));
    assert_prints(
        comparison, comparison_print_short,
        HEAD "  first earns 60 won more, second 30 less, households pay 40 won more.\n" NO_DATA NO_RESULTS);
    comparison = comparison_of(1);
    money(comparison, "households", ROW(-540, -500));
    money(comparison, "first", ROW(160, 100));
    assert_prints(comparison, comparison_print_short,
                  HEAD "  households pay 40 won less, first earns 60 won less.\n" NO_DATA NO_RESULTS);
}

static void nobody_may_gain_or_lose(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    money(comparison, "first", ROW(100, 100));
    money(comparison, "outside", ROW(0, 10));
    assert_prints(comparison, comparison_print_short,
                  HEAD "  Money: no difference seen in 1 replication.\n" NO_DATA NO_RESULTS);
}

// Of three policies the last did what the second did, and each of its figures is the second's.
static void twins_are_told(void **state) {
    (void)state;
    static const char *const names[] = {"none", "one", "other"};
    struct comparison *comparison = comparison_create(names, 3, 2);
    money(comparison, "first", ROW(1, 2, 3, 4, 3, 4));
    money(comparison, "second", ROW(1, 2, 1, 2, 1, 2));
    for (size_t policy = 0; policy < 3; policy++)
        assert_int_equal(comparison_twin(comparison, policy), policy < 2 ? policy : 1);
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text,
                 "other, compared with none:\n  Turned out the same as one: not one figure differs in 2 "
                 "replications.\n");
    free(text);
    comparison_free(comparison);
}

// Differences of 1,000, 1,005 and 1,010: 1,005 +- 2.4841 * 5 = 12.4. Two are open, so that either is asked
// for 1 - 0.05 / 2: of -3, 1, 5 (1, deviation 4) t(0.9875; 83) * 4 / sqrt(84) = 0.996; without spread,
// 2^(1-7) = 0.016.
static void intervals_are_said_where_there_is_spread(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    money(comparison, "steady", ROW(0, 0, 0, 50, 50, 50));
    money(comparison, "first", ROW(0, 0, 0, -1000, -1005, -1010));
    money(comparison, "unsure", ROW(0, 0, 0, -3, 1, 5));
    money(comparison, "still", ROW(1, 2, 3, 1, 2, 3));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text,
                 "\nIn short: what differs, in means of 3 replications. Each interval is the 95 % one of the "
                 "mean paired\n"
                 "  difference over them: it holds luck only, not how uncertain the settings are.\n");
    assert_holds(text,
                 "  first earns 1,010 won less (95 % interval 993 to 1,020); money of steady (about 7), "
                 "unsure (about\n"
                 "    84): no difference told from luck by 3 replications (in brackets: how many would).\n");
    assert_null(strstr(text, "still"));
    free(text);
    comparison_free(comparison);
}

static void the_first_interval_is_named(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    money(comparison, "first", ROW(0, 0, 0, 1000, 1005, 1010));
    money(comparison, "second", ROW(0, 0, 0, 1000, 1005, 1010));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text, "first earns 1,010 won more (95 % interval 993 to 1,020), second 1,010 more (993 to");
    free(text);
    comparison_free(comparison);
}

// Two runs may differ by the same by chance alone: no interval, no star.
static void two_replications_tell_nothing_from_luck(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(2);
    money(comparison, "first", ROW(0, 0, 1000, 1000));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text, "Of 2 replications nothing is told from luck; take 3 or more.\n");
    assert_holds(text, "first earns 1,000 won more.\n");
    free(text);
    text = printed(comparison_print_means, comparison);
    assert_null(strstr(text, "*"));
    free(text);
    text = printed(comparison_print_details, comparison);
    assert_holds(text, "take at least 3");
    assert_null(strstr(text, "gains"));
    free(text);
    comparison_free(comparison);
}

static void data(struct comparison *comparison, const char *name, const double *values) {
    add(comparison, MEASURE_PRIVACY, "", name, "1", values);
}

// 2 and 2 are the same mean of 1, 3 and 3, 1: no luck is suspected where there is no difference. Of 11 with a
// deviation of 9, when three are open: t(0.99167; 7) * 9 / sqrt(8) = 9.96 < 11; of 3 with 3: t(0.99167; 10) *
// 3 / sqrt(10) = 2.78.
static void data_is_told_with_what_it_was_before(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    data(comparison, measure_without_consent, ROW(2, 11, 20, 0, 0, 0));
    data(comparison, measure_with_consent, ROW(1, 2, 3, 3, 2, 1));
    data(comparison, measure_images, ROW(5, 5, 5, 5, 8, 11));
    data(comparison, measure_widest_flow, ROW(0, 0, 0, 0, 0, 0));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(
        text,
        "  Data that left the homes: 0 transfers without consent instead of 11 (may be luck; about 8\n"
        "    replications would tell), 2 transfers with consent under both, 8 images instead of 5 (may be\n"
        "    luck; about 10 replications would tell).\n");
    free(text);
    comparison_free(comparison);
}

static void what_is_told_for_sure_is_not_called_luck(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    data(comparison, measure_without_consent, ROW(10, 10, 10, 0, 0, 0));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text, "0 transfers without consent instead of 10, nothing with consent.\n");
    free(text);
    comparison_free(comparison);
}

// Relative sizes: a's 1/2, 1/4, 1/5, b's 1/10, c's 1/3, d's 1/20, e's 1/100. Five are told: each entry's
// largest first (a, c, b, d, e), so that a's second, larger than most, is not; in the order of the rows.
static void each_entry_has_its_say(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    result(comparison, "e", "e_of_100", ROW(100, 99));
    result(comparison, "a", "a_of_4", ROW(4, 3));
    result(comparison, "a", "a_of_2", ROW(1, 2));
    result(comparison, "a", "a_of_5", ROW(5, 4));
    result(comparison, "b", "b_of_10", ROW(9, 10));
    result(comparison, "c", "c_of_3", ROW(3, 2));
    result(comparison, "d", "d_of_20", ROW(20, 19));
    result(comparison, "", "nobodys", ROW(1000, 1000));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(
        text, NO_DATA
        "  e - of_100: 99 instead of 100.\n  a - of_2: 2 instead of 1.\n  b - of_10: 10 instead of 9.\n"
        "  c - of_3: 2 instead of 3.\n  d - of_20: 19 instead of 20.\n");
    assert_null(strstr(text, "of_4"));
    assert_null(strstr(text, "of_5"));
    free(text);
    comparison_free(comparison);
}

// Six alike of one entry: the last is not told. An entry's results stand in one paragraph.
static void of_equals_the_earlier_are_told(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    static const char *const names[] = {"a_1", "a_2", "a_3", "a_4", "a_5", "a_6"};
    for (int i = 0; i < 6; i++) result(comparison, "a", names[i], ROW(1, 2));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text,
                 "  a - 1: 2 instead of 1; 2: 2 instead of 1; 3: 2 instead of 1; 4: 2 instead of 1; 5: 2 "
                 "instead of 1.\n");
    free(text);
    comparison_free(comparison);
}

// Six entries with one difference each, all alike: of these, too, the last is not told.
static void of_equal_entries_the_earlier_are_told(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    static const char *const names[] = {"f", "e", "d", "c", "b", "a"};
    for (int i = 0; i < 6; i++) result(comparison, names[i], names[i], ROW(1, 2));
    char *text = printed(comparison_print_short, comparison);
    for (int i = 0; i < 5; i++) {
        char line[40];
        snprintf(line, sizeof line, "  %s - %s: 2 instead of 1.\n", names[i], names[i]);
        assert_holds(text, line);
    }
    assert_null(strstr(text, "a - a"));
    free(text);
    comparison_free(comparison);
}

static void a_result_that_only_repeats_the_images_is_passed_over(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    data(comparison, measure_images, ROW(4, 8));
    result(comparison, "robot", "robot_pictures", ROW(4, 8));
    result(comparison, "robot", "robot_runs", ROW(4, 9));
    char *text = printed(comparison_print_short, comparison);
    assert_holds(text, "  robot - runs: 9 instead of 4.\n");
    assert_null(strstr(text, "pictures"));
    free(text);
    text = printed(comparison_print_means, comparison);
    assert_null(strstr(text, "pictures"));
    assert_holds(text, "robot: runs");
    free(text);
    comparison_free(comparison);
}

// ---- The table of means -------------------------------------------------------------------------------

// Won and tokens to the whole, half up; other means have four digits.
static void means_are_rounded_as_their_kind_is(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    money(comparison, "first", ROW(1234.5, 12345.49));
    add(comparison, MEASURE_TOKENS, "", "issued", "token", ROW(0, 0.5));
    result(comparison, "bugbye", "bugbye_wait_long", ROW(1.23456, 12345.6));
    assert_prints(comparison, comparison_print_means,
                  "\nMeans               before   after\n"
                  "------------------------------------\n"
                  "money: first [won]   1,235  12,345\n"
                  "tokens: issued           0       1\n"
                  "bugbye: wait long    1.235  12,346\n"
                  "money: received less paid; widest flow: the one that tells of most homes.\n");
}

// Only what differs beyond luck has a star; money and data have a row all the same, results have not.
static void stars_and_names_say_what_is_told(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    money(comparison, "sure", ROW(0, 0, 0, 12, 12.5, 13));
    money(comparison, "unsure", ROW(0, 0, 0, 1, 2, 3));
    money(comparison, "still", ROW(1, 1.5, 2, 1, 1.5, 2));
    money(comparison, "empty", ROW(0, 0, 0, 0, 0, 0));
    money(comparison, "outside", ROW(0, 0, 0, 12, 12.5, 13));
    result(comparison, "robot", "robot_runs", ROW(0, 0, 0, 1, 2, 3));
    result(comparison, "robot", "robot_stops", ROW(0, 0, 0, 1, 2.5, 4));
    result(comparison, "robot", "robot_share", ROW(NAN, 0.5, 0.5, 0.5, 0.6, 0.7));
    result(comparison, "fridge", "fridge_lack", ROW(0, 0, 0, 1, 2.5, 4));
    result(comparison, "", "free", ROW(7, 7.5, 8, 7, 7.5, 8));
    add(comparison, MEASURE_SEGMENT_MONEY, "", "pragmatist", "won", ROW(0, 0, 0, 12, 12.5, 13));
    char *text = printed(comparison_print_means, comparison);
    assert_holds(text,
                 "\nmoney: sure [won]         0     13 *\nmoney: unsure [won]       0      2\n"
                 "* differs from before by more than luck: the 5 differences seen here are tested together");
    assert_holds(
        text,
        "\nNot told apart from luck (in brackets about how many replications would tell): robot: runs (7),\n"
        "  stops (6); fridge: lack (6).\n");
    assert_holds(text, "\nNot known in every replication: robot: share.\n");
    assert_holds(text,
                 "\nNo difference seen in 3 replications (95 % sure: fewer than 64 % of them differ): money: "
                 "still;\n  free.\n");
    assert_null(strstr(text, "empty"));
    assert_null(strstr(text, "outside"));
    assert_null(strstr(text, "pragmatist"));
    assert_null(strstr(text, "Also different"));
    free(text);
    comparison_free(comparison);
}

// Twelve results, each twice as far from the baseline's 100 as the one before it stands behind 10 rows and
// two names.
static void ten_results_have_rows_and_the_smallest_only_names(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    static const char *const names[] = {"r_0", "r_1", "r_2", "r_3", "r_4",  "r_5",
                                        "r_6", "r_7", "r_8", "r_9", "r_10", "r_11"};
    for (int i = 0; i < 12; i++) result(comparison, "r", names[i], ROW(100, 101 + (i * 5) % 12));
    char *text = printed(comparison_print_means, comparison);
    assert_holds(text, "\nAlso different: r: 0, 5.\n");  // 101 and 102
    assert_null(strstr(text, "r: 0 "));
    assert_null(strstr(text, "r: 5 "));
    assert_holds(text, "r: 10 ");
    assert_holds(text, "r: 7 ");
    free(text);
    comparison_free(comparison);
}

// ---- The details --------------------------------------------------------------------------------------

// A row of the differences, its cells one behind the other whatever the widths.
static void assert_row(const char *text, const char *label, const char *mean, const char *half_width,
                       const char *verdict, const char *more) {
    char start[100], expected[200], found[200] = "";
    snprintf(start, sizeof start, "\n  %s ", label);
    snprintf(expected, sizeof expected, "%s|%s|%s|%s", mean, half_width, verdict, more);
    const char *differences = strstr(text, "What changes with after, compared with before"),
               *row = differences ? strstr(differences, start) : NULL;
    if (!row) fail_msg("no row %s in\n%s", label, text);
    char *line = strndup(row + strlen(start), strcspn(row + strlen(start), "\n"));
    char cells[4][40] = {""};
    char *rest = line;
    for (int i = 0; i < 4 && *rest; i++) {
        rest += strspn(rest, " ");
        char *end = strstr(rest, "  ");
        size_t length = end ? (size_t)(end - rest) : strlen(rest);
        snprintf(cells[i], sizeof cells[i], "%.*s", (int)length, rest);
        rest += length;
    }
    snprintf(found, sizeof found, "%s|%s|%s|%s", cells[0], cells[1], cells[2], cells[3]);
    assert_string_equal(found, expected);
    free(line);
}

// Of two degrees of freedom luck is at least as far off as t with the chance 1 - t / sqrt(t^2 + 2): 12.5
// +- 1.24 is 0.00053, 5 with a deviation of 1.5 is 0.0287, and the third last of seven, three times that.
// Three are open: t(0.99167; 3) * 1.5 / 2 = 3.64 < 5, and of differences 1, 2, 3 (mean 2, deviation 1)
// t(0.99167; 4) / sqrt(5) = 1.76 < 2 < t(0.99167; 3) / 2 = 2.43.
static void every_verdict_is_given(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    money(comparison, "winner", ROW(0, 0, 0, 12, 12.5, 13));
    money(comparison, "loser", ROW(12, 12.5, 13, 0, 0, 0));
    money(comparison, "open", ROW(0, 0, 0, 1, 2, 3));
    money(comparison, "alone", ROW(0, 0, 0, 3.5, 5, 6.5));
    money(comparison, "even", ROW(1, 1.5, 2, 1, 1.5, 2));
    money(comparison, "nobody", ROW(0, 0, 0, 0, 0, 0));
    result(comparison, "a", "a_up", ROW(0, 0, 0, 12, 12.5, 13));
    result(comparison, "a", "a_down", ROW(12, 12.5, 13, 0, 0, 0));
    result(comparison, "a", "a_never", ROW(0, 0, 0, -1, 0, 1));
    result(comparison, "a", "a_zero", ROW(0, 0, 0, 0, 0, 0));
    result(comparison, "a", "a_unknown", ROW(0, 0, 0, NAN, 1, 1));
    add(comparison, MEASURE_SEGMENT_MONEY, "", "pragmatist", "won", ROW(0, 0, 0, 12, 12.5, 13));
    char *text = printed(comparison_print_details, comparison);
    assert_row(text, "winner [won]", "12.50", "1.242", "gains", "");
    assert_row(text, "loser [won]", "-12.50", "1.242", "loses", "");
    assert_row(text, "open [won]", "2", "2.484", "open", "5");
    assert_row(text, "alone [won]", "5", "3.726", "only by itself", "4");
    assert_row(text, "even [won]", "0", "-", "none seen", "");
    assert_row(text, "a_up", "12.50", "1.242", "higher", "");
    assert_row(text, "a_down", "-12.50", "1.242", "lower", "");
    assert_row(text, "a_never", "0", "2.484", "open", "over 10,000");
    assert_row(text, "a_zero", "0", "-", "none seen", "");
    assert_row(text, "a_unknown", "-", "-", "-", "");
    assert_row(text, "pragmatist [won]", "12.50", "1.242", "gains", "");
    assert_null(strstr(text, "nobody"));
    assert_holds(
        text,
        "\ngains, loses, higher, lower: told from luck when all differences seen are tested together "
        "(Holm):\n"
        "  the 7 of the first table, and for themselves the 1 of single data flows, segments and the rest;");
    free(text);
    comparison_free(comparison);
}

static void tokens_that_nobody_holds_are_left_out_of_the_details(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    add(comparison, MEASURE_TOKENS, "", "issued", "token", ROW(0, 0));
    add(comparison, MEASURE_TOKENS, "", "redeemed", "token", ROW(0, 1));
    char *text = printed(comparison_print_details, comparison);
    assert_null(strstr(text, "issued"));
    assert_holds(text, "\n  redeemed [token]");
    assert_holds(text, "\nWhat differs here may be luck: take at least 3");
    free(text);
    comparison_free(comparison);
}

// ---- Known well enough --------------------------------------------------------------------------------

#define TEN(a, b) a, b, a, b, a, b, a, b, a, b

// Of 100 on both sides, and of +- 10: t(0.975; 9) * 10.541 / sqrt(10) = 7.54, and 5 with 20 of them
// (19: 5.08), 6 with 15 (14: 6.09). What is of the rest of the economy, and what is no money, nobody waits
// for unless it is named.
static void what_is_not_known_well_enough_asks_for_more(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(10);
    money(comparison, "steady", ROW(TEN(50, 50), TEN(70, 70)));
    money(comparison, "first", ROW(TEN(100, 100), TEN(90, 110)));
    money(comparison, "outside", ROW(TEN(1, 1), TEN(-5, 5)));
    result(comparison, "robot", "robot_runs", ROW(TEN(1.5, 1.5), TEN(-5, 5)));
    struct precision_goal goal = {.share = 0.06};
    struct precision precision = precision_of(&goal, comparison);
    assert_string_equal(precision.row->measure.name, "first");
    assert_int_equal(precision.policy, 1);
    assert_near(round(precision.share * 1e4), 754);
    assert_int_equal(precision.next, 15);
    goal.share = 0.05;
    assert_int_equal(precision_of(&goal, comparison).next, 20);
    goal.share = 0.01;
    assert_int_equal(precision_of(&goal, comparison).next, 20);
    goal.share = 0.08;
    assert_int_equal(precision_of(&goal, comparison).next, 0);
    goal.measures = (const char *const[]){"money: steady", "robot: runs"};
    goal.measure_count = 1;
    precision = precision_of(&goal, comparison);
    assert_near(precision.share, 0);
    assert_int_equal(precision.next, 0);
    goal.measure_count = 2;
    precision = precision_of(&goal, comparison);
    assert_string_equal(precision.row->measure.name, "robot_runs");
    assert_int_equal(precision.next, 20);
    comparison_free(comparison);
}

// One that is 0 under both, and one that some replication does not know, are known at no share.
static void what_cannot_be_known_asks_for_ever_more(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(10);
    struct precision_goal goal = {0.9, (const char *const[]){"a: zero", "a: hole"}, 1};
    result(comparison, "a", "a_zero", ROW(TEN(-1, 1), TEN(1, -1)));
    result(comparison, "a", "a_hole", ROW(TEN(1, 1), TEN(NAN, 1)));
    for (int i = 0; i < 2; i++, goal.measures++) {
        struct precision precision = precision_of(&goal, comparison);
        assert_true(isinf(precision.share));
        assert_int_equal(precision.next, 20);
    }
    comparison_free(comparison);
}

// ---- Labels -------------------------------------------------------------------------------------------

static void assert_label(const struct measure measure, bool with_unit, const char *expected) {
    char *label = measure_label(&measure, with_unit);
    assert_string_equal(label, expected);
    free(label);
}

static void labels_say_whose_what_and_in_which_unit(void **state) {
    (void)state;
    char bugbye[] = "bugbye", wait[] = "bugbye_wait_long", h[] = "h", one[] = "1", none[] = "",
         party[] = "my_firm", won[] = "won", token[] = "token", issued[] = "issued";
    const struct measure result_h = {.group = MEASURE_RESULT, .name = wait, .unit = h, .entry = bugbye};
    const struct measure result_1 = {.group = MEASURE_RESULT, .name = wait, .unit = one, .entry = bugbye};
    const struct measure nobodys = {.group = MEASURE_RESULT, .name = wait, .unit = none, .entry = none};
    const struct measure firm = {.group = MEASURE_MONEY, .name = party, .unit = won, .entry = none};
    const struct measure tokens = {.group = MEASURE_TOKENS, .name = issued, .unit = token, .entry = none};
    assert_label(result_h, true, "bugbye: wait long [h]");
    assert_label(result_h, false, "bugbye: wait long");
    assert_label(result_1, true, "bugbye: wait long");
    assert_label(nobodys, true, "bugbye wait long");
    assert_label(firm, true, "money: my_firm [won]");  // a name that somebody chose
    assert_label(tokens, true, "tokens: issued");
    assert_string_equal(measure_own_name("bugbye_wait", "bug"), "bugbye_wait");
    assert_string_equal(measure_own_name("bugbye", "bugbye"), "bugbye");
}

// Half a won is no difference.
static void a_family_gains_loses_or_is_as_before(void **state) {
    (void)state;
    static const double before[] = {10, 10, 10, 10, 10, 10}, after[] = {11, 10.5, 10, 9.5, 9.25, -10};
    struct comparison_winners winners = {0};
    winners_count(before, after, 6, 0.5, &winners);
    assert_float_equal(winners.better, 0.5, 0);
    assert_float_equal(winners.same, 1.5, 0);
    assert_float_equal(winners.worse, 1, 0);
}

int main(void) {
    setenv("COLUMNS", "100", true);  // how texts are broken, test_table.c tests
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_difference_is_measured_by_the_larger_mean),
        cmocka_unit_test(the_interval_tells_of_three_runs_and_of_fewer_the_number),
        cmocka_unit_test(same_is_equal_run_by_run),
        cmocka_unit_test(means_and_differences_are_the_policys_own),
        cmocka_unit_test(winners_and_losers_are_told_by_their_sign),
        cmocka_unit_test(nobody_may_gain_or_lose),
        cmocka_unit_test(a_family_gains_loses_or_is_as_before),
        cmocka_unit_test(twins_are_told),
        cmocka_unit_test(intervals_are_said_where_there_is_spread),
        cmocka_unit_test(the_first_interval_is_named),
        cmocka_unit_test(two_replications_tell_nothing_from_luck),
        cmocka_unit_test(data_is_told_with_what_it_was_before),
        cmocka_unit_test(what_is_told_for_sure_is_not_called_luck),
        cmocka_unit_test(each_entry_has_its_say),
        cmocka_unit_test(of_equals_the_earlier_are_told),
        cmocka_unit_test(of_equal_entries_the_earlier_are_told),
        cmocka_unit_test(a_result_that_only_repeats_the_images_is_passed_over),
        cmocka_unit_test(means_are_rounded_as_their_kind_is),
        cmocka_unit_test(stars_and_names_say_what_is_told),
        cmocka_unit_test(ten_results_have_rows_and_the_smallest_only_names),
        cmocka_unit_test(every_verdict_is_given),
        cmocka_unit_test(tokens_that_nobody_holds_are_left_out_of_the_details),
        cmocka_unit_test(what_is_not_known_well_enough_asks_for_more),
        cmocka_unit_test(what_cannot_be_known_asks_for_ever_more),
        cmocka_unit_test(labels_say_whose_what_and_in_which_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
