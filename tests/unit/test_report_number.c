// SPDX-License-Identifier: GPL-3.0-or-later
// How a page's numbers and texts are written: amounts as Korean counts, zeros at an end, and JSON that can
// stand in a page.
#include "analysis/report_number.h"

#include <math.h>
#include <stdlib.h>

#include "tests/support/check.h"

// What `put` writes of the value.
static char *written(void (*put)(struct json *, double), double value) {
    char *text = NULL;
    size_t size;
    struct json json = {.out = open_memstream(&text, &size), .depth = 2};
    put(&json, value);
    fclose(json.out);
    return text;
}

static void is_written(void (*put)(struct json *, double), double value, const char *wanted) {
    char *text = written(put, value);
    assert_string_equal(text, wanted);
    free(text);
}

static void test_korean(void **state) {
    (void)state;
    static const struct {
        double amount;
        const char *text;
    } cases[] = {{0, "0"},
                 {99420, "99,400"},
                 {99950, "10만"},
                 {398000, "39.8만"},
                 {999900, "100만"},
                 {3228250, "323만"},
                 {99990000, "1억"},
                 {135400000, "1억 3,500만"},
                 {1110690953, "11억 1,000만"},
                 {1234567890123, "12,300억"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(report_amount_korean(cases[i].amount).text, cases[i].text);
}

static void test_numbers(void **state) {
    (void)state;
    is_written(report_put_number, 9.5, "[\"9.5\",9.5]");
    is_written(report_put_number, 1200, "[\"1,200\",1200]");
    is_written(report_put_number, -0.25, "[\"-0.25\",-0.25]");
    is_written(report_put_number, NAN, "null");
    is_written(report_put_said, 19.75, "[\"20\",19.75]");
    is_written(report_put_said, 9.5, "[\"9.5\",9.5]");
    is_written(report_put_share, 0.925, "[\"92 %\",0.925]");
    is_written(report_put_money, -3228250, "[\"-3,228,250\",-3228250,\"3.23 million\",\"323만\"]");
}

// A scenario's text may hold anything: nothing of it ends the block, the page or a line.
static void test_json(void **state) {
    (void)state;
    char *text = NULL;
    size_t size;
    struct json json = {.out = open_memstream(&text, &size)};
    json_open(&json, '{');
    json_key_text(&json, "a", "</script>\"\\\n\x01");
    json_key(&json, "b");
    json_open(&json, '[');
    json_whole(&json, -3);
    json_text(&json, NULL);
    json_yes(&json, true);
    json_number(&json, -INFINITY, 6);
    json_number(&json, -0.0, 6);
    json_close(&json, ']');
    json_key_whole(&json, "c", 1);
    json_close(&json, '}');
    fclose(json.out);
    assert_string_equal(
        text, "{\"a\":\"\\u003c/script>\\\"\\\\\\u000a\\u0001\",\n\"b\":[-3,null,true,null,0],\n\"c\":1}");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_korean), cmocka_unit_test(test_numbers),
                                       cmocka_unit_test(test_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
