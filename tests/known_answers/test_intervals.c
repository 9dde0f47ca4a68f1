// SPDX-License-Identifier: GPL-3.0-or-later
// How often the 95 % intervals of paired differences hold the truth, where much happens and where hardly
// anything does: measured on differences whose mean is known. The figures stand in analysis/README.md.
#include "analysis/statistics.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { TRIALS = 20000, MOST = 30 };

// ---- What happens in a replication --------------------------------------------------------------------

typedef double draw(struct random_sequence *luck);

// Events that come one by one, with this mean.
static double poisson(struct random_sequence *luck, double mean) {
    double count = -1;
    for (double passed = 0; passed < mean; count++) passed += random_next_exponential(luck);
    return count;
}

static double none(struct random_sequence *luck) {
    (void)luck;
    return 0;
}

static double events_0_05(struct random_sequence *luck) {
    return poisson(luck, 0.05);
}

static double events_0_1(struct random_sequence *luck) {
    return poisson(luck, 0.1);
}

static double events_0_5(struct random_sequence *luck) {
    return poisson(luck, 0.5);
}

static double events_2(struct random_sequence *luck) {
    return poisson(luck, 2);
}

static double events_50(struct random_sequence *luck) {
    return poisson(luck, 50);
}

// An event of that sort comes with much at once: what is added up is no number of events.
static double sums_0_05(struct random_sequence *luck) {
    return 2500.5 * poisson(luck, 0.05);
}

static double usual(struct random_sequence *luck) {
    return random_next_normal(luck);
}

static double skewed(struct random_sequence *luck) {
    return random_next_exponential(luck);
}

// ---- Intervals of a number of replications ------------------------------------------------------------

// Shares: 0 to 1 as measured, in percent as expected.
struct measured {
    double plain;  // share of studies whose Student-t interval holds the truth, "0 +- 0" being one
    double shown;  // share in which something differs, so that there is an interval to show
    double holds;  // of those, share whose interval holds the truth
    double wrong;  // share of studies that tell a difference, although there is none or the other way round
};

static bool holds(const struct statistics_estimate *estimate, double truth) {
    return fabs(estimate->mean - truth) <= estimate->half_width + 1e-12;
}

static bool tells_wrongly(const struct statistics_estimate *estimate, double truth) {
    return statistics_excludes_zero(estimate) && estimate->mean * truth <= 0;
}

struct kind {
    const char *name;
    draw *policy, *baseline;
    double truth;
    bool counts;
};

// One study of `count` replications; true when something differs.
static bool study(const struct kind *kind, struct random_sequence *luck, size_t count,
                  struct measured *measured) {
    double values[MOST], baseline[MOST];
    bool differs = false;
    for (size_t i = 0; i < count; i++) {
        values[i] = kind->policy(luck);
        baseline[i] = kind->baseline(luck);
        differs = differs || values[i] != baseline[i];
    }
    struct statistics_estimate plain = statistics_paired(values, baseline, count, 0.95),
                               shown = kind->counts ? statistics_paired_counts(values, baseline, count, 0.95)
                                                    : plain;
    measured->plain += holds(&plain, kind->truth) / (double)TRIALS;
    measured->shown += differs / (double)TRIALS;
    measured->holds += differs && holds(&shown, kind->truth);
    measured->wrong += tells_wrongly(&shown, kind->truth) / (double)TRIALS;
    return differs;
}

static struct measured measure(const struct kind *kind, size_t count) {
    struct random_sequence luck = {{2018, (uint32_t)count}, random_home(0), random_stream(kind->name), 0};
    struct measured measured = {0};
    double differ = 0;
    for (int trial = 0; trial < TRIALS; trial++) differ += study(kind, &luck, count, &measured);
    measured.holds /= differ;
    return measured;
}

// What was measured, in percent, with 5, 10 and 30 replications.
enum { SIZES = 3 };
static const size_t sizes[SIZES] = {5, 10, 30};
// clang-format off
static const struct {
    struct kind kind;
    struct measured of[SIZES];
} kinds[] = {
    {{"0.05 events and 0.05", events_0_05, events_0_05, 0, true},
     {{100.0, 38.4, 100.0, 0.0}, {99.9, 62.0, 100.0, 0.0}, {97.5, 94.5, 99.3, 0.7}}},
    {{"0.1 events and 0.05", events_0_1, events_0_05, 0.05, true},
     {{51.9, 51.9, 100.0, 0.0}, {76.2, 76.6, 100.0, 0.0}, {93.4, 98.7, 94.6, 0.1}}},
    {{"0.05 events and none", events_0_05, none, 0.05, true},
     {{21.9, 21.9, 100.0, 0.0}, {38.5, 38.5, 100.0, 0.0}, {77.4, 77.4, 99.9, 0.0}}},
    {{"0.5 events and 0.05", events_0_5, events_0_05, 0.45, true},
     {{90.0, 92.6, 97.9, 0.0}, {94.2, 99.5, 95.4, 0.0}, {94.1, 100.0, 95.1, 0.0}}},
    {{"2 events and 0.5", events_2, events_0_5, 1.5, true},
     {{95.2, 100.0, 98.0, 0.0}, {95.0, 100.0, 96.3, 0.0}, {94.6, 100.0, 94.9, 0.0}}},
    {{"50 events and 50", events_50, events_50, 0, true},
     {{95.3, 100.0, 95.3, 4.7}, {95.0, 100.0, 95.0, 5.0}, {95.1, 100.0, 95.1, 4.9}}},
    {{"sums of 0.05 events and 0.05", sums_0_05, sums_0_05, 0, false},
     {{100.0, 39.0, 100.0, 0.0}, {99.9, 62.5, 99.9, 0.1}, {97.8, 94.6, 97.7, 2.2}}},
    {{"a normal difference", usual, none, 0, false},
     {{94.9, 100.0, 94.9, 5.1}, {95.0, 100.0, 95.0, 5.0}, {94.9, 100.0, 94.9, 5.1}}},
    {{"an exponential difference", skewed, none, 1, false},
     {{88.4, 100.0, 88.4, 0.0}, {89.8, 100.0, 89.8, 0.0}, {92.5, 100.0, 92.5, 0.0}}},
};
// clang-format on
enum { KINDS = sizeof kinds / sizeof *kinds };

static void expect(double share, double percent, double tolerance) {
    if (!(fabs(100 * share - percent) <= tolerance)) fail_msg("%.2f %%, not %.2f %%", 100 * share, percent);
}

static void expect_measured(const struct kind *kind, size_t count, const struct measured *expected) {
    struct measured found = measure(kind, count);
    print_message(
        "%s, %zu replications: plain %.1f %%, shown %.1f %%, of which hold %.1f %%, wrong %.1f %%\n",
        kind->name, count, 100 * found.plain, 100 * found.shown, 100 * found.holds, 100 * found.wrong);
    expect(found.plain, expected->plain, 1);
    expect(found.shown, expected->shown, 1);
    expect(found.holds, expected->holds, 1);
    expect(found.wrong, expected->wrong, 0.5);
    if (kind->counts) assert_true(found.holds > 0.94 && found.wrong < 0.055);
}

// Where hardly anything happens, Student's interval of what was seen is mostly "0 +- 0", and holds the truth
// of 0.05 events a fifth of the time. So nothing seen has no interval here; and of what was seen, a count
// spreads at least as events do. Only where a difference is skewed does every interval hold less than it
// says.
static void intervals_hold_what_they_say_where_hardly_anything_happens(void **state) {
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        for (size_t k = 0; k < SIZES; k++) expect_measured(&kinds[i].kind, sizes[k], &kinds[i].of[k]);
}

// ---- Many differences at once -------------------------------------------------------------------------

enum { ROWS = 50, TABLES = 4000 };

// Nothing differs, and rows that are about the same thing go together: half of each is common to all.
static void take_table(struct random_sequence *luck, size_t count, double *p) {
    double common[MOST], values[MOST];
    for (size_t i = 0; i < count; i++) common[i] = random_next_normal(luck);
    for (int row = 0; row < ROWS; row++) {
        for (size_t i = 0; i < count; i++) values[i] = common[i] + random_next_normal(luck);
        struct statistics_estimate estimate = statistics_estimate(values, count, 0.95);
        p[row] = statistics_p(&estimate);
    }
}

static bool any_told(const double *p) {
    for (int row = 0; row < ROWS; row++)
        if (p[row] < 0.05) return true;
    return false;
}

// Fifty true "no difference" in a table: most tables would have a star by luck, where each row is judged
// alone.
static void a_table_has_a_star_by_luck_once_in_twenty_times(void **state) {
    (void)state;
    static const double expected[SIZES][2] = {{70.7, 4.6}, {65.2, 4.0}, {62.7, 3.5}};
    for (size_t k = 0; k < SIZES; k++) {
        struct random_sequence luck = {{2018, (uint32_t)sizes[k]}, random_home(0), random_stream("rows"), 0};
        double p[ROWS], alone = 0, together = 0;
        for (int table = 0; table < TABLES; table++) {
            take_table(&luck, sizes[k], p);
            alone += any_told(p);
            statistics_holm(p, ROWS);
            together += any_told(p);
        }
        print_message(
            "%d rows, %zu replications: a star by luck in %.1f %% of tables alone, %.1f %% together\n", ROWS,
            sizes[k], 100 * alone / TABLES, 100 * together / TABLES);
        expect(alone / TABLES, expected[k][0], 1.5);
        expect(together / TABLES, expected[k][1], 0.7);
    }
}

// ---- As many replications as it takes -----------------------------------------------------------------

enum { LONGEST = 3000, SEQUENCES = 4000 };

struct stopped {
    double holds, replications, looks;
};

static struct statistics_estimate look(const struct kind *kind, const double *values, size_t count) {
    static const double zeros[LONGEST];
    return kind->counts ? statistics_paired_counts(values, zeros, count, 0.95)
                        : statistics_estimate(values, count, 0.95);
}

static void go_on_until(const struct kind *kind, double goal, struct random_sequence *luck,
                        struct stopped *stopped) {
    static double values[LONGEST];
    size_t count = 0, next = STATISTICS_FIRST_LOOK;
    struct statistics_estimate estimate;
    do {
        for (; count < next; count++) values[count] = kind->policy(luck) - kind->baseline(luck);
        estimate = look(kind, values, count);
        next = statistics_next_look(&estimate, goal);
        assert_true(next == 0 || next > count);
        stopped->looks++;
    } while (next > 0);
    stopped->holds += holds(&estimate, kind->truth);
    stopped->replications += (double)count;
}

static const struct kind *kind_named(const char *name) {
    size_t i = 0;
    while (strcmp(kinds[i].kind.name, name) != 0) i++;
    return &kinds[i].kind;
}

static struct stopped sequences(const struct kind *kind, double goal) {
    struct random_sequence luck = {{2018, 0}, random_home(1), random_stream(kind->name), 0};
    struct stopped stopped = {0};
    for (int i = 0; i < SEQUENCES; i++) go_on_until(kind, goal, &luck, &stopped);
    return (struct stopped){stopped.holds / SEQUENCES, stopped.replications / SEQUENCES,
                            stopped.looks / SEQUENCES};
}

// Each goal in standard deviations of a difference; how many percent hold, and after how many replications.
static void intervals_hold_a_little_less_when_it_goes_on_until_they_are_narrow(void **state) {
    (void)state;
    static const double goals[] = {0.6, 0.4, 0.2};
    // clang-format off
    static const struct { const char *name; double sd, holds[3], replications[3]; } expected[] = {
        {"0.5 events and 0.05", 0.741620, {94.7, 90.7, 93.9}, {15, 29, 105}},
        {"2 events and 0.5", 1.581139, {95.3, 94.5, 94.3}, {14, 28, 104}},
        {"50 events and 50", 10, {93.2, 92.9, 95.4}, {14, 27, 103}},
        {"a normal difference", 1, {94.6, 93.9, 94.3}, {14, 27, 103}},
        {"an exponential difference", 1, {89.2, 87.5, 89.6}, {14, 25, 99}},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        for (int k = 0; k < 3; k++) {
            struct stopped found = sequences(kind_named(expected[i].name), goals[k] * expected[i].sd);
            print_message("%s until +- %.1f sd: %.1f %% hold, %.0f replications, %.1f looks\n",
                          expected[i].name, goals[k], 100 * found.holds, found.replications, found.looks);
            expect(found.holds, expected[i].holds[k], 1);
            expect(found.replications / 100, expected[i].replications[k], 1);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_hold_what_they_say_where_hardly_anything_happens),
        cmocka_unit_test(a_table_has_a_star_by_luck_once_in_twenty_times),
        cmocka_unit_test(intervals_hold_a_little_less_when_it_goes_on_until_they_are_narrow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
