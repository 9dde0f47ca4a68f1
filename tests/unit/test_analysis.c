// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, summing up and comparing run files whose numbers can be added up by hand
// (tests/support/sample_run.h).
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "analysis/comparison_print.h"
#include "analysis/prose.h"
#include "analysis/screen.h"
#include "analysis/summary.h"
#include "analysis/table.h"
#include "tests/support/sample_run.h"

static const struct sample usual = {.path = "analysis_run.h5",
                                    .policy = "ask_first",
                                    .seed = 2018,
                                    .replication = 4,
                                    .fee_won = 1000,
                                    .unasked = 1,
                                    .cooling_kwh = 2};

static void write_sample(const struct sample *sample) {
    struct status status = {0};
    if (!sample_write(sample, &status)) fail_msg("%s", status.message);
}

static struct run *read_sample(void) {
    struct fault fault = {0};
    write_sample(&usual);
    struct run *run = run_read(usual.path, RUN_HOMES | RUN_EVENTS, &fault);
    if (!run) fail_msg("%s", fault.message);
    return run;
}

static void a_run_is_read_as_it_was_written(void **state) {
    (void)state;
    struct run *run = read_sample();
    assert_string_equal(run->policy, "ask_first");
    assert_int_equal(run->seed, 2018);
    assert_int_equal(run->replication, 4);
    assert_int_equal(run->days, SAMPLE_DAYS);
    assert_int_equal(run->homes, 5);
    assert_string_equal(run->day_unit, "days since 2018-06-01 00:00:00");
    assert_string_equal(run->segment_names[2], "fundamentalist");
    assert_int_equal(run->series_count, 4);
    assert_string_equal(run->series[1].per, "air_conditioner_hours");
    assert_true(run->series[0].key_result && !run->series[2].key_result);
    assert_string_equal(run->parties.names[1], "벅바이");
    assert_int_equal(run_party_total(run, run->parties.won_in, 0), 3 * 1000);
    assert_string_equal(run->flows.reason[2], "visit");
    assert_int_equal(run->flows.amount_by_day[2 * 4 + 3], 7);
    assert_int_equal(run->exposures.transfers_without_consent[0], 3);
    assert_int_equal(run->exposures.transfers_by_day[1 * 2 + 1], 3000);
    assert_int_equal(run->consents.households[(2 * 2 + 0) * 6 + 2], 3);
    assert_true(run->network.cloud_kwh == 2.25);
    assert_string_equal(run->settings.source[1], "");
    assert_string_equal(run->settings.scenario_file, "pest_leads.lua");
    assert_true(run_column_named(run, "won_balance")->values[4] == -100);
    assert_int_equal(run->events.cause[1], 1);
    assert_string_equal(run->events.what[0], "sighting");
    assert_int_equal(run->postings.count, 2);
    assert_string_equal(run->flows.reason[run->postings.flow[0]], "visit");
    assert_int_equal(run->postings.home[1], -1);
    assert_string_equal(run->events.what[run->postings.cause[1] - 1], "visit");
    run_free(run);
}

static void assert_refused(const char *path, const char *why) {
    struct fault fault = {0};
    assert_null(run_read(path, RUN_TABLES, &fault));
    if (!strstr(fault.message, path) || !strstr(fault.message, why)) fail_msg("%s", fault.message);
}

static void what_is_no_whole_run_is_refused(void **state) {
    (void)state;
    struct status status = {0};
    assert_refused("no_such_run.h5", "No such file");
    FILE *text = fopen("analysis_text.h5", "w");
    fputs("not a run\n", text);
    fclose(text);
    assert_refused("analysis_text.h5", "not a whole HDF5 file");
    struct record *record = record_open("analysis_other.h5", NULL, &status);
    assert_true(record_close(record, &status));
    assert_refused("analysis_other.h5", "not a run file");
}

// What a killed run leaves behind, given the final name by hand.
static void an_unfinished_file_is_refused(void **state) {
    (void)state;
    struct status status = {0};
    struct record *record = record_open("analysis_half.h5", NULL, &status);
    record_attribute_text(record, "", NULL, "title", "half");
    record_flush(record);
    assert_int_equal(system("cp analysis_half.h5.part-* analysis_cut.h5"), 0);
    assert_refused("analysis_cut.h5", "was not finished");
    record_abandon(record);
}

static void the_files_open_in_other_programs(void **state) {
    (void)state;
    char command[600];
    write_sample(&usual);
    snprintf(command, sizeof command, "/usr/bin/python3 %s/tests/contract/test_netcdf.py - %s %s",
             MARU_SOURCE_FOLDER, MARU_SOURCE_FOLDER, usual.path);
    int status = system(command);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) skip();
    assert_int_equal(status, 0);
}

// ---- The printed tables ----

static char *printed(void (*print)(FILE *out, void *argument), void *argument) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    print(out, argument);
    fclose(out);
    char *copy = status_copy_text(text);
    free(text);
    return copy;
}

static void assert_has_line(const char *text, const char *line) {
    size_t length = strlen(line);
    for (const char *at = strstr(text, line); at; at = strstr(at + 1, line))
        if ((at == text || at[-1] == '\n') && at[length] == '\n') return;
    fail_msg("no line '%s' in\n%s", line, text);
}

static void assert_lines_fit(const char *text, size_t width) {
    char *copy = status_copy_text(text), *rest = copy, *line;
    while ((line = strsep(&rest, "\n")))
        if (screen_text_width(line) > width) fail_msg("too wide: %s", line);
    free(copy);
}

static void print_summary(FILE *out, void *run) {
    assert_true(summary_print(run, out));
}

static void the_summary_adds_up(void **state) {
    (void)state;
    struct run *run = read_sample();
    char *text = printed(print_summary, run);
    assert_has_line(text, "Does asking first pay?");
    assert_has_line(text, "policy ask_first, 5 homes, 3 days from 2018-06-01, seed 2018, replication 4");
    assert_has_line(text, "Hanbit       3,000      120    2,880          0           0");
    assert_has_line(text, "벅바이       1,500    3,000   -1,500          0           0");
    assert_has_line(text, "벅바이      Hanbit      lead fee   3,000  won        6");
    assert_has_line(text, "pest_sighting -> 벅바이         30        3        2       0  15.4 kB      4");
    assert_has_line(text, "    for lead, rule: ask_each_time");
    assert_has_line(text, "air_conditioner");
    assert_has_line(text, "  energy     18  kWh   air_conditioner_energy");
    assert_has_line(text, "  hot         2  K     air_conditioner_hot");
    assert_null(strstr(text, "not shown"));
    assert_non_null(strstr(text, "1,200 items sent, 4 retried, 1 lost; 4.52 MB up"));
    assert_lines_fit(text, 100);
    free(text);
    run_free(run);
}

static void numbers_are_written_for_people(void **state) {
    (void)state;
    assert_string_equal(table_whole(-1234567).text, "-1,234,567");
    assert_string_equal(table_whole(999).text, "999");
    assert_string_equal(table_whole(INT64_MIN).text, "-9,223,372,036,854,775,808");
    assert_string_equal(table_number(1234567.8).text, "1,234,568");
    assert_string_equal(table_number(12.3456).text, "12.35");
    assert_string_equal(table_number(-0.012345).text, "-0.01235");
    assert_string_equal(table_number(42).text, "42");
    assert_string_equal(table_number(NAN).text, "-");
    assert_string_equal(table_bytes(999).text, "999 B");
    assert_string_equal(table_bytes(999999).text, "1.00 MB");
    assert_string_equal(table_bytes(12345678901).text, "12.3 GB");
    assert_string_equal(table_bytes(INT64_MAX).text, "9223 PB");
}

static void amounts_are_written_for_sentences(void **state) {
    (void)state;
    assert_string_equal(prose_amount(3155700).text, "3.16 million");
    assert_string_equal(prose_amount(999999).text, "1 million");
    assert_string_equal(prose_amount(-12345678901.0).text, "-12.3 billion");
    assert_string_equal(prose_amount(163841).text, "164,000");
    assert_string_equal(prose_amount(60).text, "60");
    assert_string_equal(prose_amount(12.345).text, "12.3");
    assert_string_equal(prose_amount(0.012345).text, "0.0123");
    assert_string_equal(prose_amount(0).text, "0");
}

static const struct run bare_run = {.title = "t",
                                    .scenario = "s",
                                    .policy = "",
                                    .policy_since = "",
                                    .day_unit = "",
                                    .days = 1,
                                    .segments = 1};

// 16 results are many: those that are 0 are counted instead of shown. 15 are not.
static void print_zero_results(FILE *out, void *argument) {
    struct run run = bare_run;
    double values[16] = {3};
    struct run_series series[16];
    for (int i = 0; i < 16; i++)
        series[i] = (struct run_series){.name = i ? "oven_cold" : "oven_hot",
                                        .entry = "oven",
                                        .unit = "1",
                                        .meaning = "m",
                                        .per = "",
                                        .key_result = true,
                                        .values = &values[i]};
    run.series = series;
    run.series_count = *(size_t *)argument;
    assert_true(summary_print(&run, out));
}

static void many_results_of_zero_are_counted(void **state) {
    (void)state;
    char *many = printed(print_zero_results, &(size_t){16}),
         *few = printed(print_zero_results, &(size_t){15});
    assert_has_line(many, "not shown: 15 results that are 0 or means of nothing");
    assert_null(strstr(many, "cold"));
    assert_non_null(strstr(many, "oven\n  hot"));
    assert_has_line(few, "  cold      0        m");
    assert_null(strstr(few, "not shown"));
    free(many);
    free(few);
}

// Flows with nothing in them are counted when there are more than 15; one transfer is enough to be shown.
static void print_many_flows(FILE *out, void *argument) {
    struct run run = bare_run;
    static char text[] = "telemetry";
    char *texts[17];
    int64_t none[17] = {0}, transfers[17] = {[3] = 1};
    for (int i = 0; i < 17; i++) texts[i] = text;
    run.exposures = (struct run_exposures){.count = *(size_t *)argument,
                                           .data_class = texts,
                                           .recipient = texts,
                                           .purpose = texts,
                                           .rule = texts,
                                           .transfers = transfers,
                                           .transfers_without_consent = none,
                                           .refused = none,
                                           .bytes = none,
                                           .images = none,
                                           .homes_exposed = none};
    assert_true(summary_print(&run, out));
}

static size_t times_in(const char *text, const char *part) {
    size_t times = 0;
    for (; (text = strstr(text, part)); text++) times++;
    return times;
}

static void many_flows_of_nothing_are_counted(void **state) {
    (void)state;
    char *many = printed(print_many_flows, &(size_t){17}), *few = printed(print_many_flows, &(size_t){15}),
         *none = printed(print_many_flows, &(size_t){0});
    assert_has_line(many, "not shown: 16 data flows that nothing went through");
    assert_int_equal(times_in(many, "telemetry -> telemetry"), 1);
    assert_int_equal(times_in(few, "telemetry -> telemetry"), 15);
    assert_null(strstr(few, "not shown"));
    assert_has_line(none, "No data can leave the homes: nothing in this scenario shares any.");
    free(many);
    free(few);
    free(none);
}

// ---- Measures ----

static void assert_measure(const struct measure_list *list, enum measure_group group, const char *subject,
                           const char *name, double expected) {
    for (size_t i = 0; i < list->count; i++) {
        const struct measure *row = &list->rows[i];
        if (row->group != group || strcmp(row->subject, subject) != 0 || strcmp(row->name, name) != 0)
            continue;
        if (row->value != expected) fail_msg("%s %s: %g is not %g", subject, name, row->value, expected);
        return;
    }
    fail_msg("there is no measure %s %s", subject, name);
}

// Three days of tests/support/sample_run.h. Two homes are unconcerned, two pragmatists, one a fundamentalist.
static void a_run_comes_down_to_its_measures(void **state) {
    (void)state;
    struct run *run = read_sample();
    struct measure_list list = measure_list(run);
    assert_measure(&list, MEASURE_MONEY, "", "Hanbit", 3 * (1000 - 40));
    assert_measure(&list, MEASURE_MONEY, "", "벅바이", 3 * (500 - 1000));
    assert_measure(&list, MEASURE_MONEY, "", "households", -3 * 500);
    assert_measure(&list, MEASURE_MONEY, "", "outside", 3 * 40);
    assert_measure(&list, MEASURE_TOKENS, "", "issued", 3 * 7);
    assert_measure(&list, MEASURE_TOKENS, "", "redeemed or expired", 3 * 2);
    assert_measure(&list, MEASURE_TOKENS, "", "held by households at the end", 3 * (7 - 2));
    assert_measure(&list, MEASURE_PRIVACY, "pest_sighting to 벅바이, for lead", measure_with_consent, 30 - 3);
    assert_measure(&list, MEASURE_PRIVACY, "pest_sighting to 벅바이, for lead", "homes known about", 4);
    assert_measure(&list, MEASURE_PRIVACY, measure_all_flows, measure_with_consent, 30 - 3 + 9000);
    assert_measure(&list, MEASURE_PRIVACY, measure_all_flows, measure_without_consent, 3);
    assert_measure(&list, MEASURE_PRIVACY, measure_all_flows, measure_widest_flow, 5);
    assert_measure(&list, MEASURE_PRIVACY, measure_all_flows, measure_images, 12);
    assert_measure(&list, MEASURE_RESULT, "", "air_conditioner_energy", 3 * 3 * 2);
    assert_measure(&list, MEASURE_RESULT, "", "air_conditioner_hot", (6 + 3 + 9) / (4.0 + 2 + 3));
    assert_measure(&list, MEASURE_SEGMENT_MONEY, "", "unconcerned", (-500 - 300) / 2.0);
    assert_measure(&list, MEASURE_SEGMENT_MONEY, "", "pragmatist", (-400 - 200) / 2.0);
    assert_measure(&list, MEASURE_SEGMENT_MONEY, "", "fundamentalist", -100);
    assert_measure(&list, MEASURE_SEGMENT_RESULT, "air_conditioner_energy", "unconcerned", 3 * 2 / 2.0);
    assert_measure(&list, MEASURE_SEGMENT_RESULT, "air_conditioner_energy", "fundamentalist", 3 * 2);
    assert_measure(&list, MEASURE_SEGMENT_RESULT, "air_conditioner_hot", "unconcerned", 6 / 4.0);
    assert_measure(&list, MEASURE_SEGMENT_RESULT, "air_conditioner_hot", "fundamentalist", 9 / 3.0);
    // Mint and burn hold no won; what stands in the first segment only tells nothing about segments; hours
    // are no key result.
    for (size_t i = 0; i < list.count; i++) {
        const struct measure *row = &list.rows[i];
        assert_false(row->group == MEASURE_MONEY &&
                     (!strcmp(row->name, "mint") || !strcmp(row->name, "burn")));
        assert_string_not_equal(row->subject, "bugbye_visits");
        assert_string_not_equal(row->name, "air_conditioner_hours");
        bool mean = row->group >= MEASURE_SEGMENT_MONEY || !strcmp(row->name, "air_conditioner_hot");
        assert_int_equal(isnan(row->missing), mean);
    }
    measure_list_free(list);
    run_free(run);
}

// ---- Comparing ----

static const char *const policies[] = {"sell_all", "ask_first"};

static bool add_file(struct comparison *comparison, size_t policy, size_t replication, const char *path,
                     struct fault *fault) {
    return sample_compare(comparison, policies[policy], replication, path, fault);
}

// Writes the run with this policy's name and replication's luck, and adds it unless the comparison is NULL.
static void add_run(struct comparison *comparison, size_t policy, size_t replication, struct sample sample) {
    char path[64];
    struct fault fault = {0};
    snprintf(path, sizeof path, "analysis_%zu_%zu.h5", policy, replication);
    sample.path = path;
    sample.policy = policies[policy];
    sample.replication = (int64_t)replication;
    write_sample(&sample);
    if (comparison && !add_file(comparison, policy, replication, path, &fault)) fail_msg("%s", fault.message);
}

// Bugbye's fee under ask_first is 10, 20, 30 won a day higher than under sell_all, where nobody is asked:
// more than luck, or not? Only the energy of the second replication differs.
static struct sample open_sample(size_t policy, size_t replication) {
    struct sample sample = usual;
    sample.fee_won = 100 + (policy ? 10 * (int64_t)(replication + 1) : 0);
    sample.unasked = policy ? 0 : 10;
    sample.cooling_kwh = 2 + (policy && replication == 1 ? 0.5 : 0);
    return sample;
}

// The fee is 1,000,000, 1,050,000, 1,100,000 won a day higher and the energy 0.6, 0.5, 0.4 lower, of 2: no
// luck does that.
static struct sample clear_sample(size_t policy, size_t replication) {
    struct sample sample = usual;
    sample.fee_won = 100 + (policy ? 1000000 + 50000 * (int64_t)replication : 0);
    sample.unasked = policy ? 0 : 10;
    sample.cooling_kwh = policy ? 1.4 + 0.1 * (double)replication : 2;
    return sample;
}

static struct comparison *comparison_made(size_t replications, struct sample (*sample)(size_t, size_t)) {
    struct comparison *comparison = comparison_create(policies, 2, replications);
    for (size_t policy = 0; policy < 2; policy++)
        for (size_t k = 0; k < replications; k++) add_run(comparison, policy, k, sample(policy, k));
    return comparison;
}

static struct comparison *comparison_of(size_t replications) {
    return comparison_made(replications, open_sample);
}

static void print_comparison(FILE *out, void *comparison) {
    struct fault fault = {0};
    assert_true(comparison_print(comparison, NULL, true, out, &fault));
}

// Differences of 30, 60, 90 won over three days: mean 60, sd 30, t(0.975; 2) = 4.302653.
static void paired_differences_are_known(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    struct statistics_estimate difference;
    assert_true(comparison_difference(comparison, 1, MEASURE_MONEY, "", "Hanbit", &difference));
    assert_true(fabs(difference.mean - 60) < 1e-9 && fabs(difference.sd - 30) < 1e-9);
    assert_true(fabs(difference.half_width - 4.302652730 * 30 / sqrt(3)) < 1e-6);
    assert_true(comparison_difference(comparison, 1, MEASURE_PRIVACY, "pest_sighting to 벅바이, for lead",
                                      "transfers without consent", &difference));
    // 30 fewer of an event each time: as uncertain as 30 events are.
    assert_true(difference.mean == -30 && fabs(difference.sd - sqrt(30)) < 1e-12);
    assert_false(comparison_difference(comparison, 1, MEASURE_MONEY, "", "Nobody", &difference));
    comparison_free(comparison);
}

static void the_comparison_says_what_it_can_tell(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(3);
    char *text = printed(print_comparison, comparison);
    assert_has_line(text, "5 homes, 3 days, 2 policies under the same luck, 3 replications");
    assert_non_null(
        strstr(text, "\n* differs from sell_all by more than luck: the 5 differences seen here are tested"));
    assert_has_line(text,
                    "  Hanbit [won]                                   60  74.52  open                 6");
    assert_has_line(text,
                    "    transfers without consent                   -30  13.61  only by itself       4");
    assert_has_line(text,
                    "    transfers with consent                       30  13.61  only by itself       4");
    assert_has_line(text,
                    "  air_conditioner_energy [kWh]                1.500  6.454  open                24");
    assert_has_line(text, "  pragmatist [won]                                0      -  none seen");
    assert_has_line(text, "  unconcerned [won]                          -400       -400");
    assert_lines_fit(text, 100);
    free(text);
    comparison_free(comparison);
}

static void one_replication_tells_nothing(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(1);
    char *text = printed(print_comparison, comparison);
    assert_non_null(strstr(text, "What differs here may be luck: take at least 3"));
    assert_null(strstr(text, "higher"));
    assert_null(strstr(text, " *"));
    free(text);
    comparison_free(comparison);
}

static void print_answer(FILE *out, void *comparison) {
    struct fault fault = {0};
    assert_true(comparison_print(comparison, NULL, false, out, &fault));
}

// The text from `begin` to before `end`. Owned by the caller.
static char *part_of(const char *text, const char *begin, const char *end) {
    const char *from = strstr(text, begin), *to = from ? strstr(from, end) : NULL;
    if (!to) fail_msg("no '%s' before '%s' in\n%s", begin, end, text);
    return strndup(from, (size_t)(to - from));
}

static void assert_answer(struct comparison *comparison, const char *begin, const char *end,
                          const char *expected) {
    char *text = printed(print_answer, comparison), *part = part_of(text, begin, end);
    assert_string_equal(part, expected);
    assert_lines_fit(text, 100);
    free(part);
    free(text);
    comparison_free(comparison);
}

// Hanbit's differences are 3.00, 3.15, 3.30 million won: sd 0.15, half width 4.302653 * 0.15 / sqrt(3) =
// 0.3726.
static void the_answer_is_told_in_sentences(void **state) {
    (void)state;
    assert_answer(
        comparison_made(3, clear_sample), "In short", "\nMeans",
        "In short: what differs, in means of 3 replications. Each interval is the 95 % one of the mean "
        "paired\n"
        "  difference over them: it holds luck only, not how uncertain the settings are.\n"
        "ask_first, compared with sell_all:\n"
        "  Hanbit earns 3.15 million won more (95 % interval 2.78 million to 3.52 million), 벅바이 3.15\n"
        "    million less (2.78 million to 3.52 million).\n"
        "  Data that left the homes: 0 transfers without consent instead of 30, 9,030 transfers with "
        "consent\n"
        "    instead of 9,000, 12 images under both, 5 homes known through the widest flow under both.\n"
        "  air_conditioner - air_conditioner_energy: 13.50 instead of 18 kWh.\n");
}

static void the_answer_says_where_luck_may_be_all(void **state) {
    (void)state;
    assert_answer(
        comparison_of(3), "ask_first, compared", "  Data",
        "ask_first, compared with sell_all:\n"
        "  Money of Hanbit (about 6), 벅바이 (about 6): no difference told from luck by 3 replications (in\n"
        "    brackets: how many would).\n");
    assert_answer(comparison_of(3), "  Key results", "\nMeans",
                  "  Key results: no difference told from luck by 3 replications.\n");
}

static void a_single_replication_is_told_without_intervals(void **state) {
    (void)state;
    assert_answer(comparison_made(1, clear_sample), "In short", "  Data",
                  "In short: what differs. Of 1 replication nothing is told from luck; take 3 or more.\n"
                  "ask_first, compared with sell_all:\n"
                  "  Hanbit earns 3 million won more, 벅바이 3 million less.\n");
}

static void the_table_of_means_fits_the_screen(void **state) {
    (void)state;
    assert_answer(comparison_made(3, clear_sample), "Means", "* differs",
                  "Means                            sell_all   ask_first\n"
                  "-------------------------------------------------------\n"
                  "money: Hanbit [won]                   180   3,150,180 *\n"
                  "money: 벅바이 [won]                 1,200  -3,148,800 *\n"
                  "data: transfers without consent        30           0 *\n"
                  "data: transfers with consent        9,000       9,030 *\n"
                  "air_conditioner: energy [kWh]          18       13.50 *\n");
}

// Five differences are open: t(0.995; 23) * 2.598 / sqrt(24) = 1.49 < 1.5.
static void what_does_not_differ_is_named(void **state) {
    (void)state;
    assert_answer(
        comparison_of(3), "Not told apart", "No difference seen",
        "Not told apart from luck (in brackets about how many replications would tell): air_conditioner:\n"
        "  energy (24).\n");
}

static struct sample lacking_sample(size_t policy, size_t replication) {
    struct sample sample = clear_sample(policy, replication);
    sample.lacks_some = policy == 0;
    return sample;
}

// A run that does not know a sum had none of it; a mean it does not know is not known. Whichever run is read
// first.
static void what_a_run_lacks_is_nothing_or_unknown(void **state) {
    (void)state;
    struct comparison *comparison = comparison_made(2, lacking_sample);
    const struct comparison_row *visits = comparison_find(comparison, MEASURE_RESULT, "", "bugbye_visits");
    const struct comparison_row *hot = comparison_find(comparison, MEASURE_RESULT, "", "air_conditioner_hot");
    for (size_t k = 0; k < 2; k++) {
        assert_true(visits->values[k] == 0 && visits->values[2 + k] == 3 * 5);
        assert_true(isnan(hot->values[k]) && hot->values[2 + k] == 18.0 / 9);
    }
    comparison_free(comparison);
}

static void only_runs_of_equal_luck_are_compared(void **state) {
    (void)state;
    struct comparison *comparison = comparison_of(2);
    struct fault fault = {0};
    assert_false(add_file(comparison, 1, 0, "analysis_1_1.h5", &fault));
    assert_non_null(strstr(fault.message, "does not share the luck"));
    fault.there = false;
    assert_false(add_file(comparison, 1, 0, "analysis_0_0.h5", &fault));
    assert_non_null(strstr(fault.message, "holds policy 'sell_all' where 'ask_first' is wanted"));
    comparison_free(comparison);
}

static void a_missing_run_is_not_passed_over(void **state) {
    (void)state;
    struct comparison *comparison = comparison_create(policies, 2, 1);
    struct fault fault = {0};
    add_run(comparison, 0, 0, usual);
    assert_false(comparison_print(comparison, NULL, false, stdout, &fault));
    assert_string_equal(fault.message,
                        "policy ask_first, replication 0: its run is missing, nothing is compared");
    comparison_free(comparison);
}

int main(void) {
    setenv("COLUMNS", "100", true);  // how texts are broken, test_table.c tests
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_read_as_it_was_written),
        cmocka_unit_test(what_is_no_whole_run_is_refused),
        cmocka_unit_test(an_unfinished_file_is_refused),
        cmocka_unit_test(the_files_open_in_other_programs),
        cmocka_unit_test(the_summary_adds_up),
        cmocka_unit_test(numbers_are_written_for_people),
        cmocka_unit_test(amounts_are_written_for_sentences),
        cmocka_unit_test(many_results_of_zero_are_counted),
        cmocka_unit_test(many_flows_of_nothing_are_counted),
        cmocka_unit_test(a_run_comes_down_to_its_measures),
        cmocka_unit_test(paired_differences_are_known),
        cmocka_unit_test(the_comparison_says_what_it_can_tell),
        cmocka_unit_test(one_replication_tells_nothing),
        cmocka_unit_test(the_answer_is_told_in_sentences),
        cmocka_unit_test(the_answer_says_where_luck_may_be_all),
        cmocka_unit_test(a_single_replication_is_told_without_intervals),
        cmocka_unit_test(the_table_of_means_fits_the_screen),
        cmocka_unit_test(what_does_not_differ_is_named),
        cmocka_unit_test(what_a_run_lacks_is_nothing_or_unknown),
        cmocka_unit_test(only_runs_of_equal_luck_are_compared),
        cmocka_unit_test(a_missing_run_is_not_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
