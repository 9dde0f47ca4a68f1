// SPDX-License-Identifier: GPL-3.0-or-later
// What a robot does at what lies on the floor: as often as its chances say, and never two things that exclude
// each other. And where spills lie among the classes of a recogniser.
#include "models/pests/floor_hazards.h"
#include "models/pests/floor_things.h"
#include "tests/support/check.h"

enum { RUNS = 200000 };

static const struct floor_hazards hazards = {.met_per_run = {0.5, 0.4, 0.3, 0.2},
                                             .stops = {0.9, 0.2, 0.8, 0.1},
                                             .help_min = {3, 4, 5, 20},
                                             .breaks = {0.05, 0.1, 0.2, 0.3},
                                             .ruins = {0, 0, 0.1, 0.25},
                                             .spilt_min = 6};

struct counts {
    double met, missed, stops, breaks, ruins, mopped, help_min;
};

static struct counts live(enum floor_hazard hazard, double miss, bool mops) {
    struct counts counts = {0};
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("floor"), 0};
    for (int run = 0; run < RUNS; run++) {
        struct floor_meeting meeting = floor_hazards_meet(&hazards, hazard, miss, mops, &luck);
        assert_true(meeting.met || (!meeting.missed && meeting.help_min == 0));
        assert_true(meeting.missed || !(meeting.stops || meeting.breaks || meeting.ruins));
        assert_true(!meeting.mopped || (!meeting.missed && hazard == HAZARD_SPILL));
        assert_true(!meeting.ruins || meeting.stops);
        counts.met += meeting.met, counts.missed += meeting.missed, counts.stops += meeting.stops;
        counts.breaks += meeting.breaks, counts.ruins += meeting.ruins, counts.mopped += meeting.mopped;
        counts.help_min += meeting.help_min;
    }
    assert_true(luck.n == 3 * RUNS);
    return counts;
}

static void expect(double count, double chance, const char *what) {
    double error = sqrt(RUNS * chance * (1 - chance));
    if (!(fabs(count - RUNS * chance) <= 4 * error + 1e-9))
        fail_msg("%s: %g of %d, chance %g", what, count, RUNS, chance);
}

static void chances_are_kept(void **state) {
    (void)state;
    for (int hazard = 0; hazard < FLOOR_HAZARDS; hazard++) {
        struct counts counts = live((enum floor_hazard)hazard, 0.3, false);
        double met = -expm1(-hazards.met_per_run[hazard]), missed = 0.3 * met, ruins = hazards.ruins[hazard];
        double stops = ruins + (1 - ruins) * hazards.stops[hazard];
        expect(counts.met, met, "met");
        expect(counts.missed, missed, "missed");
        expect(counts.stops, missed * stops, "stops");
        expect(counts.breaks, missed * hazards.breaks[hazard], "breaks");
        expect(counts.ruins, missed * ruins, "ruins");
        bool spilt = hazard == HAZARD_SPILL;
        double minutes = spilt ? 20 * counts.missed + 6 * (counts.met - counts.missed)
                               : hazards.help_min[hazard] * counts.stops;
        if (fabs(counts.help_min - minutes) > 1e-6 * minutes)
            fail_msg("%g min, not %g", counts.help_min, minutes);
    }
}

// Recognised, nothing happens; and what was spilt is mopped up, which spares the family the wiping.
static void what_is_recognised_does_no_harm(void **state) {
    (void)state;
    for (int hazard = 0; hazard < FLOOR_HAZARDS; hazard++) {
        struct counts counts = live((enum floor_hazard)hazard, 0, true);
        assert_true(counts.missed == 0 && counts.help_min == 0);
        assert_true(counts.mopped == (hazard == HAZARD_SPILL ? counts.met : 0));
    }
}

// ---- What a class of its own is worth ------------------------------------------------------------------

// Spills lie beside messes and clothing, as far as these from each other: a distance of sqrt(2 (1 -
// likeness)) things_differ.
static void a_spill_has_a_place_of_its_own(void **state) {
    (void)state;
    struct floor_things made = floor_things_make((struct floor_distances){4, 0.5, 0, 0});
    static const double apart[FLOOR_THINGS_MOST] = {16, 16, 32, 32, 0};
    for (int thing = 0; thing < FLOOR_THINGS_MOST; thing++) {
        double square = 0;
        for (int j = 0; j < FLOOR_FEATURES; j++)
            square += pow(made.look[thing][0][j] - made.look[FLOOR_SPILL][0][j], 2);
        if (fabs(square - apart[thing]) > 1e-9) fail_msg("thing %d: %g, not %g", thing, square, apart[thing]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_kept),
        cmocka_unit_test(what_is_recognised_does_no_harm),
        cmocka_unit_test(a_spill_has_a_place_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
