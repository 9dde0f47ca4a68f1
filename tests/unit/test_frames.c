// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of run files and studies: that they hold what the file holds, and what happens where a workbook
// cannot.
#include "tests/support/check.h"

#include <hdf5.h>

#include "analysis/csv_put.h"
#include "analysis/frame_csv.h"
#include "analysis/workbook.h"
#include "analysis/workbook_look.h"
#include "sim/study/study_file.h"
#include "tests/support/sample_run.h"

static const char run_name[] = "frames_run.h5", study_name[] = "frames_study.h5", book_name[] = "frames.xlsx";
static struct fault fault;  // of the file that is open

static void write_run(const char *path, const char *policy, int64_t replication, int64_t fee_won) {
    struct status status = {0};
    const struct sample sample = {.path = path,
                                  .policy = policy,
                                  .seed = 2018,
                                  .replication = replication,
                                  .fee_won = fee_won,
                                  .unasked = 1,
                                  .cooling_kwh = 0.1};
    assert_true(sample_write(&sample, &status));
}

static struct frames *open_frames(const char *path) {
    fault = (struct fault){0};
    struct frames *frames = frames_open(path, "maru compare 'my sample.lua'", &fault);
    if (!frames) fail_msg("%s", fault.message);
    return frames;
}

static struct frame *frame_named(const struct frames *frames, const char *name) {
    for (size_t i = 0; i < frames->count; i++)
        if (strcmp(frames->items[i].name, name) == 0) return &frames->items[i];
    fail_msg("no table %s", name);
    return NULL;
}

// Owned by the caller.
static char *csv_of(const struct frame *frame) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_true(frame_csv_write(frame, out));
    fclose(out);
    return text;
}

static void check_csv(const struct frames *frames, const char *name, const char *wanted) {
    char *text = csv_of(frame_named(frames, name));
    assert_string_equal(text, wanted);
    free(text);
}

static void check_holds(const struct frames *frames, const char *name, const char *line) {
    char *text = csv_of(frame_named(frames, name));
    if (!strstr(text, line)) fail_msg("%s lacks %s: %s", name, line, text);
    free(text);
}

// ---- A run ----

static void test_a_runs_tables(void **state) {
    (void)state;
    write_run(run_name, "ask_first", 2, 1000);
    struct frames *frames = open_frames(run_name);
    assert_string_equal(frames->items[0].name, "about");
    check_csv(frames, "segment", "segment,number\r\nunconcerned,0\r\npragmatist,1\r\nfundamentalist,2\r\n");
    check_csv(frames, "flows",
              "flow,payer,payee,reason,currency,amount,postings\r\n0,Hanbit,outside,wages,won,120,3\r\n"
              "1,벅바이,Hanbit,\"lead fee\",won,3000,6\r\n2,households,벅바이,visit,won,1500,3\r\n"
              "3,mint,households,reward,token,21,3\r\n");
    check_csv(
        frames, "flows_by_day",
        "day,flow,amount_by_day\r\n2018-06-01,0,40\r\n2018-06-01,1,1000\r\n2018-06-01,2,500\r\n"
        "2018-06-01,3,7\r\n2018-06-02,0,40\r\n2018-06-02,1,1000\r\n2018-06-02,2,500\r\n2018-06-02,3,7\r\n"
        "2018-06-03,0,40\r\n2018-06-03,1,1000\r\n2018-06-03,2,500\r\n2018-06-03,3,7\r\n");
    check_holds(frames, "series", "\r\n2018-06-02,pragmatist,0.1,3,2,0\r\n");
    check_csv(frames, "scenario", "line,text\r\n1,\"scenario { days = 3 }\"\r\n");
    check_holds(
        frames, "about",
        ",command,\"maru run pest_leads.lua --policy ask_first --replication 2 --set homes.count=5\"\r\n");
    check_holds(frames, "columns", "\r\nseries,air_conditioner_energy,number,kWh,air_conditioner_energy\r\n");
    check_holds(frames, "columns", "\r\nflows_by_day,day,date,,\"simulated day\"\r\n");
    frames_close(frames);
}

// ---- A study ----

// Two policies, two replications; the fee under the second is higher by 100 and by 300 won a day, for three
// days.
static void write_study(void) {
    static const int64_t fees[] = {1000, 1100, 1000, 1300};
    static const char *const paths[] = {"frames_0.h5", "frames_1.h5", "frames_2.h5", "frames_3.h5"};
    struct gathered_run runs[4];
    struct status status = {0};
    struct study_columns columns = {0};
    struct points points = points_none();
    double *by_day;
    fault = (struct fault){0};
    for (int i = 0; i < 4; i++) {
        write_run(paths[i], i % 2 ? "ask" : "sell", i / 2, fees[i]);
        runs[i] = (struct gathered_run){
            .number = i, .replication = i / 2, .policy = i % 2 ? "ask" : "sell", .path = paths[i]};
    }
    struct study_results *results = gather(runs, 4, &by_day, &fault);
    assert_non_null(results);
    assert_true(study_columns_add(&columns, results, &status));
    struct study_file *file = study_file_create(study_name, "0123", &points, NULL, &columns, &status);
    assert_non_null(file);
    study_file_append(file, results, by_day, 4);
    assert_true(study_file_close(file, &status));
    study_columns_clear(&columns);
    points_clear(&points);
    study_results_free(results);
    free(by_day);
}

static void test_a_studys_tables(void **state) {
    (void)state;
    write_study();
    struct frames *frames = open_frames(study_name);
    check_csv(frames, "design", "point\r\n0\r\n");
    assert_int_equal(frame_named(frames, "runs")->row_count, 4);
    assert_int_equal(frame_named(frames, "runs_by_day")->row_count, 4 * 3);
    // Hanbit pays 40 and gets the fee, three times; half the interval is t(1, 97.5 %) = 12.7062 standard
    // errors.
    check_holds(frames, "summary", "\r\n0,sell,\"money: Hanbit\",won,2,2880,0,2880,2880,,,,,\r\n");
    check_holds(frames, "summary", "\r\n0,ask,\"money: Hanbit\",won,2,3480,424.264068711928");
    check_holds(frames, "summary", ",2,600,424.264068711928");
    check_holds(frames, "about", ",command,\"maru compare 'my sample.lua'\"\r\n");
    frames_close(frames);
}

static void write_study_of_points(const int64_t points[4]) {
    write_study();
    hid_t file = H5Fopen(study_name, H5F_ACC_RDWR, H5P_DEFAULT),
          dataset = H5Dopen2(file, "/runs/point", H5P_DEFAULT);
    assert_true(H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, points) >= 0);
    H5Dclose(dataset);
    H5Fclose(file);
    fault = (struct fault){0};
}

// Points are counted before room is made for them: a file that says it has more is refused.
static void test_a_study_with_wrong_points(void **state) {
    (void)state;
    static const int64_t wrong_points[] = {-1, 1, 2, 5, INT32_MAX, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof wrong_points / sizeof *wrong_points; i++) {
        const int64_t point = wrong_points[i];
        write_study_of_points((const int64_t[]){0, point, 0, point});
        struct frames *frames = frames_open(study_name, NULL, &fault);
        if (point == 1) assert_non_null(frames);
        if (point != 1) assert_non_null(strstr(fault.message, "/runs/point"));
        frames_close(frames);
    }
}

// Its runs are of sell, ask, sell, ask: two points have both policies, three cannot, and four have one each.
static void test_a_study_that_lacks_runs_of_a_policy(void **state) {
    (void)state;
    static const int64_t points[][4] = {{0, 0, 1, 1}, {0, 0, 1, 2}, {0, 1, 2, 3}};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        write_study_of_points(points[i]);
        struct frames *frames = frames_open(study_name, NULL, &fault);
        if (i == 0) assert_int_equal(frame_named(frames, "design")->row_count, 2);
        if (i > 0 && (frames || !strstr(fault.message, "frames_study.h5: /runs lacks runs of some policies")))
            fail_msg("%zu: %s", i, fault.message);
        frames_close(frames);
    }
}

// ---- Workbooks ----

static void test_a_workbook_is_whole_and_knows_what_it_is_of(void **state) {
    (void)state;
    write_study();
    struct frames *frames = open_frames(study_name);
    assert_true(workbook_write(frames, book_name, book_name, WORKBOOK_ROWS_MOST, &fault));
    char *identity = workbook_look_identity(book_name);
    assert_string_equal(identity, "0123");
    free(identity);
    assert_null(workbook_look_identity(study_name));
    frames_close(frames);
}

static void test_long_tables_become_several_sheets(void **state) {
    (void)state;
    write_run(run_name, "ask_first", 0, 1000);
    struct frames *frames = open_frames(run_name);
    const size_t rows_most = 10;
    size_t rows[200], sheets = 0;
    for (size_t i = 0; i < frames->count; i++) {
        size_t count = frames->items[i].row_count;
        assert_int_equal(workbook_sheets(&frames->items[i], rows_most), count ? (count + 9) / 10 : 1);
    }
    assert_true(workbook_write(frames, book_name, book_name, rows_most, &fault));
    for (size_t i = 0; i < frames->count; i++) {
        size_t left = frames->items[i].row_count, own = 0;
        if (i == 0)  // the first sheet tells of each that is several
            for (size_t k = 0; k < frames->count; k++)
                left += workbook_sheets(&frames->items[k], rows_most) > 1;
        for (; own == 0 || left > 0; own++) {
            rows[sheets++] = 1 + (left < rows_most ? left : rows_most);
            left -= left < rows_most ? left : rows_most;
        }
    }
    assert_true(workbook_look_is_whole(book_name, rows, sheets));
    rows[1]++;
    assert_false(workbook_look_is_whole(book_name, rows, sheets));
    rows[1]--;
    assert_false(workbook_look_is_whole(book_name, rows, sheets - 1));
    assert_int_equal(truncate(book_name, 3000), 0);
    assert_false(workbook_look_is_whole(book_name, rows, sheets));
    assert_null(workbook_look_identity(book_name));
    frames_close(frames);
}

// A table with one text in it, beside those of a run.
static void check_refused(const char *name, size_t columns, const char *text, const char *why) {
    struct frame frame;
    frame_init(&frame, name, "");
    frame_keep_rows(&frame);
    for (size_t i = 0; i < columns; i++) frame_add_column(&frame, i ? "more" : "text", FRAME_TEXT, "", "");
    struct frame_value *values = calloc(columns, sizeof *values);
    values[0] = frame_text(text);
    frame_add_row(&frame, values);
    struct frames frames = {.items = &frame, .count = 1, .identity = (char *)""};
    fault = (struct fault){0};
    bool written = workbook_write(&frames, book_name, "shown.xlsx", 100, &fault);
    if (why && (written || !strstr(fault.message, why) || strncmp(fault.message, "shown.xlsx: ", 12) != 0))
        fail_msg("%s: %s", why, fault.message);
    if (!why && !written) fail_msg("%s", fault.message);
    frame_clear(&frame);
    free(values);
}

static void test_what_no_workbook_holds_is_told(void **state) {
    (void)state;
    char *text = calloc(40000, 1);
    memset(text, 'a', 32767);
    check_refused("fits", 2, text, NULL);
    text[32767] = 'a';
    check_refused("long", 2, text, "table long has in column text, row 1: a text of more than 32,767");
    check_refused("odd", 2, "\xff\xfe", "no UTF-8");
    check_refused("a_table_with_a_name_that_is_32_c", 2, "", "cannot be a sheet named");
    check_refused("a/b", 2, "", "cannot be a sheet named");
    check_refused("wide", 2000, "", NULL);
    free(text);
}

// ---- Texts ----

static void check_word(const char *word, const char *wanted) {
    char *quoted = frames_shell_word(word);
    assert_string_equal(quoted, wanted);
    free(quoted);
}

static void test_words_are_quoted_where_a_shell_needs_it(void **state) {
    (void)state;
    check_word("homes.count=5", "homes.count=5");
    check_word("my file.lua", "'my file.lua'");
    check_word("it's", "'it'\\''s'");
    check_word("$(rm -r .)", "'$(rm -r .)'");
    check_word("", "''");
    check_word("한국", "'한국'");
}

static void test_numbers_are_the_shortest_that_are_the_same(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0.1, "0.1"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {-0.0, "-0"},
                 {1e300, "1e+300"},
                 {5e-324, "4.94065645841247e-324"},
                 {1e15, "1e+15"}};
    char text[CSV_PUT_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(csv_put_format(cases[i].value, text), cases[i].text);
        assert_true(strtod(text, NULL) == cases[i].value);
    }
}

static void test_days_are_dates(void **state) {
    (void)state;
    int64_t day;
    char text[FRAME_DAY_SIZE];
    assert_true(frame_first_day("days since 1970-01-01 00:00:00", &day));
    assert_int_equal(day, 0);
    assert_true(frame_first_day("days since 2020-02-28 00:00:00", &day));
    frame_print_day(day + 2, text);
    assert_string_equal(text, "2020-03-01");
    assert_false(frame_first_day("hours since 1970-01-01", &day));
    frame_print_day(INT64_MAX / 100000, text);  // beyond all calendars
    assert_int_equal(strncmp(text, "day ", 4), 0);
}

static void test_columns_of_one_name_are_told_apart(void **state) {
    (void)state;
    struct frame frame;
    frame_init(&frame, "t", "");
    frame_add_column(&frame, "seed", FRAME_WHOLE, "1", "");
    assert_string_equal(frame_add_column(&frame, "seed", FRAME_WHOLE, "1", "")->name, "seed.2");
    assert_string_equal(frame_add_column(&frame, "seed", FRAME_WHOLE, "1", "")->name, "seed.3");
    frame_clear(&frame);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_runs_tables),
        cmocka_unit_test(test_a_studys_tables),
        cmocka_unit_test(test_a_study_with_wrong_points),
        cmocka_unit_test(test_a_study_that_lacks_runs_of_a_policy),
        cmocka_unit_test(test_a_workbook_is_whole_and_knows_what_it_is_of),
        cmocka_unit_test(test_long_tables_become_several_sheets),
        cmocka_unit_test(test_what_no_workbook_holds_is_told),
        cmocka_unit_test(test_words_are_quoted_where_a_shell_needs_it),
        cmocka_unit_test(test_numbers_are_the_shortest_that_are_the_same),
        cmocka_unit_test(test_days_are_dates),
        cmocka_unit_test(test_columns_of_one_name_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
