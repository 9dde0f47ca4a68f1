// SPDX-License-Identifier: GPL-3.0-or-later
// What is a text and what is none, how its lines are counted, and how odd bytes are shown.
#include "sim/engine/text_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "sim/engine/utf8.h"
#include "tests/support/check.h"

static const char file_name[] = "text_file_test.txt";

static char *read_bytes(const char *bytes, size_t length, size_t most, struct status *status) {
    FILE *file = fopen(file_name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    char *text = text_file_read(file_name, "it", most, status);
    unlink(file_name);
    return text;
}
#define READ(bytes, status) read_bytes(bytes, sizeof(bytes) - 1, 1000, status)

static void read_as(const char *bytes, size_t length, const char *expected) {
    struct status status = {0};
    char *text = read_bytes(bytes, length, 1000, &status);
    if (!text) fail_msg("%s", status.message);
    assert_string_equal(text, expected);
    free(text);
}

static void texts_are_read(void **unused) {
    (void)unused;
#define READ_AS(bytes, expected) read_as(bytes, sizeof(bytes) - 1, expected)
    READ_AS("", "");
    READ_AS("\xEF\xBB\xBF", "");
    READ_AS("\xEF\xBB\xBF one\r\ntwo\rthree\n\rfour\r\r\nfive", " one\ntwo\nthree\n\nfour\n\nfive");
    READ_AS("caf\xC3\xA9 \xEB\xA7\x88\xEB\xA3\xA8\r", "caf\xC3\xA9 \xEB\xA7\x88\xEB\xA3\xA8\n");
}

static void refused(const char *bytes, size_t length, const char *message) {
    struct status status = {0};
    assert_null(read_bytes(bytes, length, 1000, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_string_equal(status.message, message);
}
#define REFUSED(bytes, message) refused(bytes, sizeof(bytes) - 1, message)

static void what_is_no_text_is_refused_with_its_line(void **unused) {
    (void)unused;
    REFUSED("one\rtwo\r\ncaf\xE9\n", "it:3: the byte \\xE9 is no UTF-8: save the file as UTF-8");
    REFUSED("\xED\xA0\x80", "it:1: the byte \\xED is no UTF-8: save the file as UTF-8");  // half a pair
    REFUSED("\xC0\xAF", "it:1: the byte \\xC0 is no UTF-8: save the file as UTF-8");  // longer than needed
    REFUSED("one\ntwo\xE2\x82", "it:2: the byte \\xE2 is no UTF-8: save the file as UTF-8");
    REFUSED("one\n\0two", "it:2: a byte \\x00: this is no text");
    REFUSED("\n\xE9", "it:2: the byte \\xE9 is no UTF-8: save the file as UTF-8");
    REFUSED("\xE9\n\0", "it:1: the byte \\xE9 is no UTF-8: save the file as UTF-8");
    REFUSED("\xFF\xFEo\0n\0e\0", "it:1: this is UTF-16: save it as UTF-8");
    REFUSED("\xFE\xFF\0o\0n\0e", "it:1: this is UTF-16: save it as UTF-8");
    REFUSED("o\0n\0e\0", "it:1: a byte \\x00: this is no text");
}

static void no_more_is_read_than_allowed(void **unused) {
    (void)unused;
    enum { MOST = 1 << 20 };
    char *bytes = status_allocate(MOST + 1, 1);
    memset(bytes, 'a', MOST + 1);
    struct status status = {0};
    char *text = read_bytes(bytes, MOST, MOST, &status);
    assert_non_null(text);
    assert_int_equal(strlen(text), MOST);
    free(text);
    assert_null(read_bytes(bytes, MOST + 1, MOST, &status));
    assert_string_equal(status.message, "it: at most 1 MB are read");
    free(bytes);
}

// Nor is anything waited for.
static void only_files_are_read(void **unused) {
    (void)unused;
    assert_int_equal(mkfifo(file_name, 0600), 0);
    const struct {
        const char *path, *message;
    } cases[] = {{file_name, "it: this is a pipe: write its text into a file first"},
                 {".", "it: this is a folder, not a file"},
                 {"/dev/zero", "it: this is a device, not a file"},
                 {"nowhere.txt", "it: No such file or directory"},
                 {"nowhere/x", "it: No such file or directory"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct status status = {0};
        assert_null(text_file_read(cases[i].path, "it", 1000, &status));
        assert_int_equal(status.code, STATUS_SCENARIO);
        assert_string_equal(status.message, cases[i].message);
    }
    unlink(file_name);
    if (getuid() == 0) return;  // whom nothing is forbidden
    fclose(fopen(file_name, "w"));
    assert_int_equal(chmod(file_name, 0), 0);
    struct status status = {0};
    assert_null(text_file_read(file_name, "it", 1000, &status));
    assert_string_equal(status.message, "it: Permission denied");
    unlink(file_name);
}

static void lines_are_counted_as_an_editor_does(void **unused) {
    (void)unused;
    struct status status = {0};
    char *text = READ("one\r\r\ntwo\rlast", &status);
    const char *const expected[] = {"one", "", "two", "last"};
    struct text_file_lines lines = {.rest = text};
    for (int i = 0; i < 4; i++) {
        assert_string_equal(text_file_line(&lines), expected[i]);
        assert_int_equal(lines.number, i + 1);
    }
    assert_null(text_file_line(&lines));
    assert_null(text_file_line(&lines));
    assert_int_equal(lines.number, 4);
    free(text);
}

static void shown(const char *text, size_t size, const char *expected) {
    char buffer[SHOWN_MOST];
    assert_string_equal(utf8_show(text, strlen(text), "\n", buffer, size), expected);
}

static void odd_bytes_are_shown_as_escapes(void **unused) {
    (void)unused;
    shown("plain \xEB\xA7\x88", 64, "plain \xEB\xA7\x88");
    shown("caf\xE9\t\x1B[31m\x7F\n", 64, "caf\\xE9\\x09\\x1B[31m\\x7F\n");
    shown(
        "\xC2\x9B"
        "2J",
        64, "\\xC2\\x9B2J");                             // a control of two bytes
    shown("\xE2\x80\xAEoof", 64, "\\xE2\\x80\\xAEoof");  // turns the direction of writing
    shown("0123456", 8, "0123456");
    shown("01234567", 8, "0123...");
    shown("012\xEB\xA7\x88", 8, "012\xEB\xA7\x88");
    shown("012\xEB\xA7\x88x\xEB", 8, "012...");
    shown("0123\xE9", 8, "0123...");
    assert_true(utf8_is_line("", 0) && utf8_is_line("a \xEB\xA7\x88", 5));
    assert_false(utf8_is_line("a\n", 2) || utf8_is_line("a\0b", 3) || utf8_is_line("\xE9", 1));
}

// Every message goes through a status: none can hold what acts on a terminal.
static void messages_can_be_printed(void **unused) {
    (void)unused;
    struct status status = {0};
    status_fail(&status, STATUS_SCENARIO, "caf%c.lua:1: one\n\ttwo%c", 0xE9, 0x1B);
    assert_string_equal(status.message, "caf\\xE9.lua:1: one\n\ttwo\\x1B");
}

// Callers return what status_fail returns: a failure after a failure is one, too, and hides nothing.
static void the_first_failure_stays(void **unused) {
    (void)unused;
    struct status status = {0};
    assert_false(status_fail(&status, STATUS_SCENARIO, "line %d is wrong", 7));
    assert_false(status_fail(&status, STATUS_MACHINE, "nothing was read"));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_string_equal(status.message, "line 7 is wrong");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(what_is_no_text_is_refused_with_its_line),
        cmocka_unit_test(no_more_is_read_than_allowed),
        cmocka_unit_test(only_files_are_read),
        cmocka_unit_test(lines_are_counted_as_an_editor_does),
        cmocka_unit_test(odd_bytes_are_shown_as_escapes),
        cmocka_unit_test(messages_can_be_printed),
        cmocka_unit_test(the_first_failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
