// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a run file's place where a run came to no end: taken only when it is of that run and says
// why.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/study/failure.h"
#include "tests/support/check.h"

static bool reads(const char *text, size_t run, struct failure *failure) {
    char path[] = "failed_XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    close(descriptor);
    bool read = failure_read(path, run, failure);
    unlink(path);
    return read;
}

static void test_why_and_by_which_luck(void **state) {
    (void)state;
    struct failure failure;
    assert_true(reads("{\"run\": 3, \"seed\": 7, \"message\": \"no memory\"}", 3, &failure));
    assert_string_equal(failure.message, "no memory");
    assert_int_equal(failure.seed, 7);
    free(failure.message);
}

static void test_what_is_none_of_the_run(void **state) {
    (void)state;
    struct failure failure;
    assert_false(reads("{\"run\": 4, \"seed\": 7, \"message\": \"no memory\"}", 3, &failure));
    assert_false(reads("{\"run\": 3, \"seed\": 7}", 3, &failure));
    assert_false(reads("{\"seed\": 7, \"message\": \"no memory\"}", 0, &failure));
    assert_false(reads("{\"run\": 3, \"mess", 3, &failure));
    assert_false(reads("", 0, &failure));
    assert_false(failure_read("there_is_none.failed.json", 0, &failure));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_why_and_by_which_luck),
        cmocka_unit_test(test_what_is_none_of_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
