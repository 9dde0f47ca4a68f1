// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write a file: one at a time, also where the file system knows no second names for a file.
#include "sim/engine/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "tests/support/check.h"

static const char path[] = "claimed.h5", claimed[] = "claimed.h5.part";

// Stands in for the C library's: a file system on which it fails so; 0: it does its work.
static int link_fails;
int link(const char *from, const char *to) {
    if (link_fails) {
        errno = link_fails;
        return -1;
    }
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

static bool is_claimed(void) {
    struct stat found;
    return stat(claimed, &found) == 0 && found.st_size > 0;
}

static void one_at_a_time(void) {
    struct status status = {0}, refused = {0};
    errno = ENOSYS;  // of something before: says nothing of what succeeds now
    struct claim *claim = claim_take(path, &status);
    assert_non_null(claim);
    assert_true(is_claimed());
    assert_null(claim_take(path, &refused));
    assert_non_null(strstr(refused.message, "another run is writing this file now"));
    assert_true(is_claimed());
    claim_drop(claim);
    assert_false(is_claimed());
}

static void a_file_has_one_maker_whatever_the_file_system_knows(void **state) {
    (void)state;
    static const int reasons[] = {0, EPERM, ENOTSUP, ENOSYS};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        link_fails = reasons[i];
        one_at_a_time();
    }
}

static void where_nothing_may_be_written_nothing_is(void **state) {
    (void)state;
    static const int reasons[] = {EACCES, ENOSPC, EROFS};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        struct status status = {0};
        link_fails = reasons[i];
        assert_null(claim_take(path, &status));
        assert_int_equal(status.code, STATUS_MACHINE);
        assert_non_null(strstr(status.message, strerror(reasons[i])));
        assert_int_not_equal(access(claimed, F_OK), 0);
    }
    link_fails = 0;
}

static bool take_away(const char *name) {
    return remove(name) == 0;
}

static void make(const char *name) {
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fclose(file);
}

// A name as another process of this machine would write under.
static void part_here(const char *of, long process, char name[200]) {
    char host[65] = "";
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    snprintf(name, 200, "%s.part-%.20s-%ld-1f", of, host, process);
}

static void what_gone_processes_left_is_cleared_and_nothing_else(void **state) {
    (void)state;
    enum { NO_PROCESS = 2000000000 };
    char gone[200];
    part_here("runs.csv", NO_PROCESS, gone);
    const char *goes[] = {gone, "runs.csv.part-far-away-12-3f"};
    const char *stays[] = {"notes.part-2.txt", "my.part-of-it-1-x", "runs.csv.part-far-away-12-3f-claim",
                           "runs.csv.part"};
    struct claim *mine = claim_share("summary.csv");
    make(claim_part(mine));
    for (size_t i = 0; i < sizeof goes / sizeof *goes; i++) make(goes[i]);
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) make(stays[i]);
    claim_clear(".");
    for (size_t i = 0; i < sizeof goes / sizeof *goes; i++) assert_false(take_away(goes[i]));
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) assert_true(take_away(stays[i]));
    assert_int_equal(access(claim_part(mine), F_OK), 0);
    claim_drop(mine);
}

static void who_takes_a_claim_clears_up_for_its_file_alone(void **state) {
    (void)state;
    struct status status = {0};
    char of_it[200], of_another[200];
    part_here(path, 2000000000, of_it);
    part_here("another.h5", 2000000000, of_another);
    make(of_it);
    make(of_another);
    struct claim *claim = claim_take(path, &status);
    assert_non_null(claim);
    assert_false(take_away(of_it));
    assert_true(take_away(of_another));
    claim_drop(claim);
}

static void put(const char *name, const char *text) {
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void the_claim_of_who_is_gone_is_forgotten(void **state) {
    (void)state;
    char host[65] = "", text[200];
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    snprintf(text, sizeof text, "maru writes this file: host %s, process 2000000000, started 12\n", host);
    put(claimed, text);
    claim_forget_gone(path);
    assert_int_not_equal(access(claimed, F_OK), 0);
    put(claimed, "maru writes this file: host far-away, process 2000000000, started 12\n");
    claim_forget_gone(path);
    assert_true(take_away(claimed));
    struct status status = {0};
    struct claim *claim = claim_take(path, &status);
    claim_forget_gone(path);
    assert_true(is_claimed());
    claim_drop(claim);
}

// Of another machine nobody knows whether it still works; of this one: not the gone, nor who asks.
static void who_else_shares_a_file_is_known(void **state) {
    (void)state;
    static const char shared[] = "study.json", elsewhere[] = "study.json.part-far-away-12-3f";
    char gone[200];
    part_here(shared, 2000000000, gone);
    struct claim *mine = claim_share(shared);
    make(claim_part(mine));
    make(gone);
    assert_null(claim_shared_by(shared));
    make(elsewhere);
    char *other = claim_shared_by(shared);
    assert_string_equal(other, elsewhere);
    free(other);
    assert_true(take_away(elsewhere) && take_away(gone));
    claim_drop(mine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_has_one_maker_whatever_the_file_system_knows),
        cmocka_unit_test(where_nothing_may_be_written_nothing_is),
        cmocka_unit_test(what_gone_processes_left_is_cleared_and_nothing_else),
        cmocka_unit_test(the_claim_of_who_is_gone_is_forgotten),
        cmocka_unit_test(who_else_shares_a_file_is_known),
        cmocka_unit_test(who_takes_a_claim_clears_up_for_its_file_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
