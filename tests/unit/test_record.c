// SPDX-License-Identifier: GPL-3.0-or-later
// The run file writer: same calls same bytes, failures told and nothing left behind, chunks without seams,
// few writes.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "sim/engine/record.h"
#include "tests/support/file_calls.h"
#include "tests/support/sample_run.h"
#include "tests/support/summer_run.h"

static bool exists(const char *path) {
    return access(path, F_OK) == 0;
}

static char *contents(const char *path, size_t *size) {
    struct stat about;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &about), 0);
    *size = (size_t)about.st_size;
    char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void assert_same_bytes(const char *one, const char *other) {
    size_t sizes[2];
    char *a = contents(one, &sizes[0]), *b = contents(other, &sizes[1]);
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(a, b, sizes[0]);
    free(a);
    free(b);
}

// What `command` prints, up to `size`.
static char *output_of(const char *command, char *text, size_t size) {
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    text[fread(text, 1, size - 1, pipe)] = '\0';
    pclose(pipe);
    return text;
}

static const struct sample usual = {.policy = "ask_first", .seed = 2018, .fee_won = 100, .cooling_kwh = 2};

static void write_sample(const char *path) {
    struct sample sample = usual;
    struct status status = {0};
    sample.path = path;
    if (!sample_write(&sample, &status)) fail_msg("%s", status.message);
}

static void same_calls_give_same_bytes(void **state) {
    (void)state;
    write_sample("record_one.h5");
    // Leave other things in the memory that the second file is made in.
    for (size_t size = 16; size < 100000; size *= 2) free(memset(malloc(size), 0x5a, size));
    write_sample("record_two.h5");
    assert_same_bytes("record_one.h5", "record_two.h5");
    assert_false(exists("record_one.h5.part"));
}

static void an_abandoned_file_leaves_nothing(void **state) {
    (void)state;
    struct sample sample = usual;
    struct status status = {0};
    sample.path = "record_abandoned.h5";
    sample.unfinished = true;
    assert_true(sample_write(&sample, &status));
    assert_false(exists("record_abandoned.h5"));
    assert_false(exists("record_abandoned.h5.part"));
}

static void a_missing_folder_is_named(void **state) {
    (void)state;
    struct status status = {0};
    assert_null(record_open("no_such_folder/run.h5", NULL, &status));
    assert_int_equal(status.code, STATUS_MACHINE);
    assert_string_equal(status.message,
                        "no_such_folder/run.h5: cannot create the file: No such file or directory");
}

static void two_runs_do_not_write_one_file(void **state) {
    (void)state;
    struct status status = {0};
    struct record *first = record_open("record_twice.h5", NULL, &status);
    assert_null(record_open("record_twice.h5", NULL, &status));
    assert_non_null(
        strstr(status.message, "record_twice.h5: another run is writing this file now (process "));
    status = (struct status){0};
    assert_true(record_close(first, &status));
}

static void a_killed_run_is_written_over(void **state) {
    (void)state;
    FILE *left = fopen("record_one.h5.part", "w");
    fputs("half a file", left);
    fclose(left);
    write_sample("record_one.h5");
    assert_false(exists("record_one.h5.part"));
}

// Exit status 0 when the file was refused for want of permission; run in a child, which gives root up.
static void refuse_without_permission(void) {
    struct status status = {0};
    if (geteuid() == 0 && setuid(65534) != 0) _exit(77);
    struct record *record = record_open("record_closed_folder/run.h5", NULL, &status);
    _exit(!record && strstr(status.message, "Permission denied") ? 0 : 1);
}

static int status_of_child(void (*body)(void)) {
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) body();
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_folder_without_permission_is_named(void **state) {
    (void)state;
    mkdir("record_closed_folder", 0555);
    int result = status_of_child(refuse_without_permission);
    if (result == 77) skip();
    assert_int_equal(result, 0);
}

// Writes under a limit on the size of files, as on a full disk. The message must name the path and the
// reason, and the file that stood there before must still stand.
static void fill_the_disk(rlim_t bytes) {
    struct sample sample = usual;
    struct status status = {0};
    sample.path = "record_full.h5";
    sample.policy = "other";
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, bytes});
    bool written = sample_write(&sample, &status);
    bool told = status.code == STATUS_MACHINE && strstr(status.message, "record_full.h5: cannot ") &&
                strstr(status.message, "File too large");
    if (!told) fprintf(stderr, "at %lu bytes: %s\n", (unsigned long)bytes, status.message);
    exit(!written && told && !exists("record_full.h5.part") ? 0
                                                            : 1);  // exit: HDF5 clears up after itself too
}

static rlim_t full_at;
static void fill_the_disk_there(void) {
    fill_the_disk(full_at);
}

static void a_full_disk_is_told_and_harms_nothing(void **state) {
    (void)state;
    write_sample("record_full.h5");
    write_sample("record_before.h5");
    struct stat about;
    assert_int_equal(stat("record_full.h5", &about), 0);
    for (full_at = 0; full_at < (rlim_t)about.st_size; full_at += 7001)
        assert_int_equal(status_of_child(fill_the_disk_there), 0);
    full_at = (rlim_t)about.st_size - 1;
    assert_int_equal(status_of_child(fill_the_disk_there), 0);
    assert_same_bytes("record_full.h5", "record_before.h5");
}

// More steps than a chunk holds, a last chunk that is not full, and texts among them.
static void steps_run_on_across_chunks(void **state) {
    (void)state;
    struct status status = {0};
    struct record *record = record_open("record_steps.h5", NULL, &status);
    assert_non_null(record);
    struct record_dimension_id day = record_dimension(record, "", "day", RECORD_INT64, RECORD_UNLIMITED, NULL,
                                                      "days since 2018-06-01", "day");
    struct record_variable_id number =
        sample_variable(record, "", "number", RECORD_INT32, "1", 1, day, day, day);
    struct record_variable_id text = sample_variable(record, "", "text", RECORD_TEXT, NULL, 1, day, day, day);
    for (int64_t i = 0; i < 600; i++) {
        char word[16];
        snprintf(word, sizeof word, "w%d", (int)i);
        record_append_coordinate(record, day, &i);
        record_append(record, number, &(int32_t){(int32_t)(i * i)});
        record_append(record, text, &(const char *){word});
        if (i % 100 == 0) record_flush(record);
    }
    assert_true(record_close(record, &status));
    if (system("ncdump -h record_steps.h5 >/dev/null 2>&1") != 0) skip();
    char shown[100];
    output_of("ncdump -v number record_steps.h5 | tr -d ' \\n' | sed 's/.*,\\(.*,.*\\);}/\\1/'", shown,
              sizeof shown);
    assert_string_equal(shown, "357604,358801");
    output_of("ncdump -v text record_steps.h5 | grep -c 'w599\" *;'", shown, sizeof shown);
    assert_string_equal(shown, "1\n");
}

static void empty_dimensions_and_long_texts_are_kept(void **state) {
    (void)state;
    struct status status = {0};
    struct record *record = record_open("record_empty.h5", NULL, &status);
    assert_non_null(record);
    struct record_dimension_id day = record_dimension(record, "", "day", RECORD_INT64, RECORD_UNLIMITED, NULL,
                                                      "days since 2018-06-01", "day");
    struct record_dimension_id none =
        record_dimension(record, "flows", "flow", RECORD_INT64, 0, NULL, NULL, "flow");
    struct record_variable_id daily =
        sample_variable(record, "flows", "by_day", RECORD_INT64, "1", 2, day, none, none);
    sample_row(record, "flows", "payer", RECORD_TEXT, NULL, none, NULL);
    record_append_coordinate(record, day, &(int64_t){0});
    record_append(record, daily, NULL);
    char *text = memset(status_allocate(200001, 1), 'x', 200000);
    record_attribute_text(record, "meta", NULL, "scenario_text", text);
    record_attribute_text(record, "", NULL, "policy", "");
    free(text);
    if (!record_close(record, &status)) fail_msg("%s", status.message);
    if (system("ncdump record_empty.h5 >/dev/null") != 0) skip();
    char shown[100];
    output_of("ncdump record_empty.h5 | wc -c", shown, sizeof shown);
    assert_true(atol(shown) > 200000);
}

// 92 days x 60 variables x 3 segments and 10,000 homes x 30 columns: what is appended is gathered and written
// in whole chunks, compressed.
static void a_summer_is_written_in_few_calls(void **state) {
    (void)state;
    file_calls_writes = 0;
    summer_write("record_summer.h5");
    long appends = SUMMER_DAYS * SUMMER_SERIES;
    size_t size, values = 8 * ((size_t)appends * SUMMER_SEGMENTS + SUMMER_HOMES * SUMMER_COLUMNS);
    free(contents("record_summer.h5", &size));
    print_message("%ld appends and %d columns: %ld writes, %zu bytes for %zu of values\n", appends,
                  SUMMER_COLUMNS, file_calls_writes, size, values);
    assert_true(file_calls_writes < 4 * (SUMMER_SERIES + SUMMER_COLUMNS));
    assert_true(size < values / 2);
    unlink("record_summer.h5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_calls_give_same_bytes),
        cmocka_unit_test(an_abandoned_file_leaves_nothing),
        cmocka_unit_test(a_missing_folder_is_named),
        cmocka_unit_test(two_runs_do_not_write_one_file),
        cmocka_unit_test(a_killed_run_is_written_over),
        cmocka_unit_test(a_folder_without_permission_is_named),
        cmocka_unit_test(a_full_disk_is_told_and_harms_nothing),
        cmocka_unit_test(steps_run_on_across_chunks),
        cmocka_unit_test(empty_dimensions_and_long_texts_are_kept),
        cmocka_unit_test(a_summer_is_written_in_few_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
