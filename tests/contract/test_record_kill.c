// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is killed leaves no file under the final name, unless it is whole: a child writes one and is
// killed by SIGKILL at many moments from its first call to after its last.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "analysis/read_run.h"
#define SAMPLE_DAYS 700  // long enough to be killed within a chunk, between chunks and in the closing
#include "tests/support/sample_run.h"

enum { MOMENTS = 80 };

static const char path[] = "kill_run.h5", part[] = "kill_run.h5.part", whole_path[] = "kill_whole.h5";

static void write_run(const char *where) {
    struct status status = {0};
    struct sample sample = {.path = where, .policy = "killed", .seed = 1, .fee_won = 100, .cooling_kwh = 2};
    if (!sample_write(&sample, &status)) _exit(1);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// Kills a writing child after so many seconds.
static void write_and_kill(double after) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        write_run(path);
        _exit(0);
    }
    struct timespec pause = {(time_t)after, (long)((after - (double)(time_t)after) * 1e9)};
    nanosleep(&pause, NULL);
    kill(child, SIGKILL);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
}

static bool same_bytes(const char *one, const char *other) {
    char command[200];
    snprintf(command, sizeof command, "cmp -s %s %s", one, other);
    return system(command) == 0;
}

// What is left under the working name is refused, or whole: death came just before the renaming.
static void check_left(void) {
    struct fault fault = {0};
    struct run *run = run_read(part, RUN_HOMES | RUN_EVENTS, &fault);
    if (run) {
        assert_int_equal(run->days, SAMPLE_DAYS);
        assert_int_equal(run_party_total(run, run->parties.won_in, 0), 100 * SAMPLE_DAYS);
        assert_string_equal(run->events.what[1], "visit");
    } else
        assert_true(strstr(fault.message, "not finished") || strstr(fault.message, "not a whole HDF5 file"));
    run_free(run);
}

// Either nothing stands under the final name, or the whole file.
static bool check_after_kill(void) {
    bool published = access(path, F_OK) == 0;
    if (published) assert_true(same_bytes(path, whole_path));
    if (access(part, F_OK) == 0) check_left();
    unlink(path);
    return published;
}

static void no_killed_run_is_taken_for_a_whole_one(void **state) {
    (void)state;
    int published = 0;
    double start = seconds();
    write_run(whole_path);
    double whole = seconds() - start;
    unlink(path);
    for (int i = 0; i < MOMENTS; i++) {
        write_and_kill(2 * whole * i / MOMENTS);
        published += check_after_kill();
    }
    write_and_kill(20 * whole + 1);  // time enough: proves that the file does come
    assert_true(check_after_kill());
    unlink(part);
    print_message("%d of %d killed runs had already finished (%.1f ms each)\n", published, MOMENTS,
                  1e3 * whole);
    assert_true(published < MOMENTS);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_killed_run_is_taken_for_a_whole_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
