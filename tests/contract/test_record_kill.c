// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is killed leaves no file under the final name, unless it is whole: a child writes one and is
// killed before calls that make the file, and in the middle of writes.
#include <glob.h>

#include "analysis/read_run.h"
#include "tests/support/check.h"
#include "tests/support/file_calls.h"
#define SAMPLE_DAYS 300  // more than one chunk of a variable holds
#include "tests/support/sample_run.h"

static const char path[] = "kill_run.h5", whole_path[] = "kill_whole.h5";

// Where the killed child wrote: its own name, which nobody else has.
static char part[100];
static bool find_part(void) {
    glob_t found = {0};
    bool any = glob("kill_run.h5.part-*", 0, NULL, &found) == 0;
    if (any) snprintf(part, sizeof part, "%s", found.gl_pathv[0]);
    globfree(&found);
    return any;
}

static void write_run(const char *where) {
    struct status status = {0};
    struct sample sample = {.path = where, .policy = "killed", .seed = 1, .fee_won = 100, .cooling_kwh = 2};
    if (!sample_write(&sample, &status)) _exit(1);
}

// How a child ends that dies at the point.
static int write_and_die(long point) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        file_calls_points = 0;
        file_calls_death_at = point;
        write_run(path);
        _exit(0);
    }
    int outcome;
    assert_int_equal(waitpid(child, &outcome, 0), child);
    return outcome;
}

static bool same_bytes(const char *one, const char *other) {
    char command[200];
    snprintf(command, sizeof command, "cmp -s %s %s", one, other);
    return system(command) == 0;
}

// What is left under the working name is refused, or whole: death came just before the renaming.
static bool left_is_refused_or_whole(void) {
    struct fault fault = {0};
    struct run *run = run_read(part, RUN_HOMES | RUN_EVENTS, &fault);
    if (!run) return strstr(fault.message, "not finished") || strstr(fault.message, "not a whole HDF5 file");
    return run->days == SAMPLE_DAYS && run_party_total(run, run->parties.won_in, 0) == 100 * SAMPLE_DAYS &&
           !strcmp(run->events.what[1], "visit");
}

// In a process of its own: HDF5 1.10 forgets some memory when it refuses a torn file.
static void check_left(void) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) _exit(!left_is_refused_or_whole());
    int outcome;
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_int_equal(outcome, 0);
}

// Either nothing stands under the final name, or the whole file.
static bool check_after_death(void) {
    bool published = access(path, F_OK) == 0;
    if (published) assert_true(same_bytes(path, whole_path));
    if (find_part()) check_left();
    unlink(path);
    if (find_part()) unlink(part);
    unlink("kill_run.h5.part");
    return published;
}

// Each of the last points, around the marking as finished and the renaming; every third before, which are
// beginnings and middles of writes in turns.
enum { LAST = 24, STEP = 3 };

static void no_killed_run_is_taken_for_a_whole_one(void **state) {
    (void)state;
    file_calls_points = 0;
    write_run(whole_path);
    long points = file_calls_points, published = 0;
    assert_true(points > 100);
    unlink(path);
    for (long point = 1; point <= points; point += point < points - LAST ? STEP : 1) {
        int outcome = write_and_die(point);
        assert_true(WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGKILL);
        published += check_after_death();
    }
    // After the renaming only the folder is still synchronised: one point.
    assert_int_equal(published, 1);
    assert_int_equal(write_and_die(points + 1), 0);  // proves that the file does come
    assert_true(check_after_death());
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_killed_run_is_taken_for_a_whole_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
