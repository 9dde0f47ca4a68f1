// SPDX-License-Identifier: GPL-3.0-or-later
// The presence law against the minute-by-minute simulation it replaces, and against Feller's mean waiting
// time for a run. Draws are fixed by their keys: the test gives the same figures each time.
#include "models/cooling/presence_technique.h"
#include "tests/support/check.h"

enum { TRIALS = 40000 };

// A day in three parts: the chance to break the run is chance[i] until decision end[i].
struct day {
    double chance[3];
    int64_t end[3];
    int64_t length;  // of the run that is waited for
};

static struct random_sequence luck_of(uint32_t trial, const char *meaning) {
    return (struct random_sequence){{2018, 1}, random_home(trial), random_stream(meaning), 0};
}

// Minute by minute.
static int64_t brute_force(const struct day *day, uint32_t trial) {
    struct random_sequence luck = luck_of(trial, "brute force");
    int64_t in_row = 0, at = 0;
    for (int part = 0; part < 3; part++) {
        while (at < day->end[part]) {
            at++;
            in_row = random_next_uniform(&luck) < day->chance[part] ? 0 : in_row + 1;
            if (in_row == day->length) return at;
        }
    }
    return PRESENCE_NEVER;
}

// By jumps. Every `every` decisions somebody looks ahead, as an appliance that acts on the hour does; a
// restless one also takes each time for a change, though the chance stays the same.
static int64_t by_jumps(const struct day *day, uint32_t trial, int64_t every, bool restless) {
    struct random_sequence luck = luck_of(trial, "jumps");
    struct presence_watch watch;
    struct presence_chance chances[3];
    for (int part = 0; part < 3; part++) chances[part] = presence_chance(day->chance[part]);
    presence_watch_begin(&watch, day->length, &chances[0], 0, 0);
    int64_t at = 0;
    for (int part = 0; part < 3; part++) {
        if (part > 0) presence_watch_change(&watch, &chances[part], at, luck);
        while (at < day->end[part]) {
            int64_t found = presence_watch_next(&watch, at + every, luck);
            at = at + every < day->end[part] ? at + every : day->end[part];
            if (found <= at) return found;
            if (restless) presence_watch_change(&watch, &chances[part], at, luck);
        }
    }
    return PRESENCE_NEVER;
}

static int by_value(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// Largest distance between the two samples' distribution functions (Kolmogorov & Smirnov).
static double distance(int64_t *a, int64_t *b) {
    qsort(a, TRIALS, sizeof *a, by_value);
    qsort(b, TRIALS, sizeof *b, by_value);
    double largest = 0;
    size_t i = 0, j = 0;
    while (i < TRIALS && j < TRIALS) {
        int64_t value = a[i] < b[j] ? a[i] : b[j];
        while (i < TRIALS && a[i] == value) i++;
        while (j < TRIALS && b[j] == value) j++;
        double gap = fabs((double)i - (double)j) / TRIALS;
        if (gap > largest) largest = gap;
    }
    return largest;
}

// Two samples of one law differ by more than this with a chance of 1 in 1,000.
static double allowed_distance(void) {
    return 1.95 * sqrt(2.0 / TRIALS);
}

static void assert_same_law(const struct day *day, int64_t every, bool restless) {
    static int64_t slow[TRIALS], quick[TRIALS];
    for (uint32_t i = 0; i < TRIALS; i++) {
        slow[i] = brute_force(day, i);
        quick[i] = by_jumps(day, i, every, restless);
    }
    double gap = distance(slow, quick);
    if (gap > allowed_distance()) fail_msg("distributions differ by %.4f > %.4f", gap, allowed_distance());
}

// Up for 40 minutes, asleep until 200, away until 1,000: when does a motion sensor switch off?
static void switch_off_time_is_exact(void **unused) {
    (void)unused;
    struct day day = {{0.30, 0.10, 0.01}, {40, 200, 1000}, 10};
    assert_same_law(&day, 1000, false);
    assert_same_law(&day, 60, false);
    assert_same_law(&day, 7, true);
}

static void sure_detector_switches_off_only_when_all_have_left(void **unused) {
    (void)unused;
    struct day day = {{0.97, 0.90, 0.02}, {300, 700, 900}, 15};
    assert_same_law(&day, 60, false);
    for (uint32_t i = 0; i < 2000; i++) {
        int64_t found = by_jumps(&day, i, 60, false);
        assert_true(found > 700);  // nobody is missed 15 times in a row by a 90 % detector
    }
}

// An empty home: false detections, two of them in a row, switch it on.
static void false_switch_on_time_is_exact(void **unused) {
    (void)unused;
    struct day day = {{0.98, 0.80, 0.03}, {400, 600, 700}, 2};
    assert_same_law(&day, 60, false);
    assert_same_law(&day, 700, false);
    assert_same_law(&day, 11, true);
}

static void mean_waiting_time_is_fellers(void **unused) {
    (void)unused;
    struct {
        double chance;
        int64_t length;
    } cases[] = {{0.5, 5}, {0.02, 10}, {0.98, 2}, {0.1, 30}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        double sum = 0, squares = 0;
        struct presence_chance chance = presence_chance(cases[c].chance);
        for (uint32_t i = 0; i < TRIALS; i++) {
            struct presence_run run = {0, 0};
            double found = (double)presence_run_search(&run, &chance, cases[c].length, PRESENCE_NEVER - 100,
                                                       luck_of(i, "mean"));
            sum += found;
            squares += found * found;
        }
        double mean = sum / TRIALS, error = sqrt((squares / TRIALS - mean * mean) / TRIALS);
        double expected = presence_run_mean(cases[c].chance, cases[c].length);
        if (fabs(mean - expected) > 4 * error)
            fail_msg("mean %.3f, expected %.3f +- %.3f", mean, expected, error);
    }
}

// How long the current run is at a moment, given that it is not complete: what a change of chance starts
// from.
static void revealed_run_length_is_exact(void **unused) {
    (void)unused;
    enum { LENGTH = 8, UNTIL = 25 };
    double jumps[LENGTH] = {0}, steps[LENGTH] = {0};
    struct presence_chance chance = presence_chance(0.3);
    for (uint32_t i = 0; i < TRIALS; i++) {
        struct presence_run run = {0, 0};
        struct random_sequence luck = luck_of(i, "reveal"), slow = luck_of(i, "slow");
        if (presence_run_search(&run, &chance, LENGTH, UNTIL, luck) == PRESENCE_NEVER) {
            presence_run_reveal(&run, &chance, LENGTH, UNTIL, luck);
            jumps[run.clear - run.broken]++;
        }
        int in_row = 0;
        for (int at = 1; at <= UNTIL && in_row < LENGTH; at++)
            in_row = random_next_uniform(&slow) < chance.breaks ? 0 : in_row + 1;
        if (in_row < LENGTH) steps[in_row]++;
    }
    for (int age = 0; age < LENGTH; age++)
        assert_true(fabs(jumps[age] - steps[age]) < 4 * sqrt(jumps[age] + steps[age]));
}

static void certain_and_blind_detectors(void **unused) {
    (void)unused;
    struct presence_run blind = {100, 100}, certain = {100, 100};
    struct presence_chance never = presence_chance(0), always = presence_chance(1);
    assert_int_equal(presence_run_search(&blind, &never, 15, 1000, luck_of(1, "blind")), 115);
    assert_true(presence_run_search(&certain, &always, 15, 1000, luck_of(1, "certain")) == PRESENCE_NEVER);
    presence_run_reveal(&certain, &always, 15, 1000, luck_of(1, "certain"));
    assert_int_equal(certain.broken, 1000);
}

// A search that is cut into pieces finds what the whole one finds.
static void pieces_do_not_matter(void **unused) {
    (void)unused;
    double chances[] = {0.2, 0.8};
    for (uint32_t i = 0; i < 1000; i++) {
        struct presence_run whole = {0, 0}, cut = {0, 0};
        struct presence_chance chance = presence_chance(chances[i % 2]);
        int64_t length = i % 2 ? 3 : 12, found = PRESENCE_NEVER;
        int64_t expected = presence_run_search(&whole, &chance, length, 5000, luck_of(i, "pieces"));
        for (int64_t until = 1; until <= 5000 && found == PRESENCE_NEVER; until += 1 + until % 17)
            found = presence_run_search(&cut, &chance, length, until, luck_of(i, "pieces"));
        if (expected <= 4900) assert_int_equal(found, expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(switch_off_time_is_exact),
        cmocka_unit_test(sure_detector_switches_off_only_when_all_have_left),
        cmocka_unit_test(false_switch_on_time_is_exact),
        cmocka_unit_test(mean_waiting_time_is_fellers),
        cmocka_unit_test(revealed_run_length_is_exact),
        cmocka_unit_test(certain_and_blind_detectors),
        cmocka_unit_test(pieces_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
