// SPDX-License-Identifier: GPL-3.0-or-later
// The people of a home together: against a closed form, against the exact joint chain of two people, against
// each one's own chain, which must stay what it is alone, and against the active occupants of British
// dwellings (when the data are there).
#include "models/people/occupants.h"

#include "tests/support/check.h"
#include "tests/support/crest.h"
#include "tests/support/data_file.h"

enum { SLOTS = OCCUPANCY_SLOTS, STATES = PERSON_STATES };
static const struct random_key key = {2018, 1};
static struct day_kinds *days;  // from Monday, 2018-06-04, on, without holidays
static struct occupancy_settings *settings;

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static void tie_all(struct occupancy_settings *s, double common) {
    for (int day = 0; day < OCCUPANCY_DAYS; day++)
        for (int size = 2; size <= OCCUPANCY_SIZES; size++) s->together[day][size - 2] = common;
}

// ---- A home through the slots --------------------------------------------------------------------------

struct house {
    struct occupants_home home;
    struct occupants people;
    int64_t changed[OCCUPANTS_MOST];  // the slot that each member's last change led to
};

static struct house move_in(const struct occupancy_tables *tables, uint32_t number, unsigned members,
                            const enum person_type *types) {
    struct house house = {
        {tables, days, key, random_home(number), random_stream("house"), members}, {.due = {0}}, {0}};
    for (unsigned i = 0; i < members; i++) {
        uint64_t word = random_block(key, random_home(number), random_stream("midnight"), i).word[0];
        house.people.type[i] = (uint8_t)types[i];
        house.people.state[i] = (uint8_t)occupancy_at_start(tables, types[i], days->start_day, word);
    }
    occupants_begin(&house.people, &house.home, 0);
    return house;
}

// Whatever is due, of which nobody changes twice at one border of slots.
static void live_once(struct house *house, time_ms now) {
    uint8_t before[OCCUPANTS_MOST];
    memcpy(before, house->people.state, sizeof before);
    occupants_live(&house->people, &house->home, now);
    for (unsigned i = 0; i < house->home.members; i++) {
        if (house->people.state[i] == before[i]) continue;
        assert_true(occupancy_slots(now) > house->changed[i]);
        house->changed[i] = occupancy_slots(now);
    }
}

// To the middle of a slot of the run.
static void live_until(struct house *house, int64_t slot) {
    time_ms until = slot * OCCUPANCY_SLOT + OCCUPANCY_SLOT / 2, due;
    while ((due = occupants_due(&house->people, house->home.members)) < until) live_once(house, due);
}

static enum occupancy_day kind_of(int64_t slot) {
    return occupancy_day_of(days, slot / SLOTS);
}

// ---- Two people who do the same all day ----------------------------------------------------------------

// Of two alike, at constant hazards, both are away for a^2 + k a (1 - a), k = c / (2 - c). They never sleep.
// Slots of ten minutes against stays of days: continuous time, but for a percent of k.
static void a_pair_is_away_together_as_worked_out(void **unused) {
    (void)unused;
    enum { HOUSES = 12000, DAYS = 24, SKIPPED = 14 };
    static const enum person_type alike[] = {PERSON_WORKER, PERSON_WORKER};
    for (double c = 0; c < 1; c += 0.3) {
        struct occupancy_settings *s = setting_copy(occupancy_section.kind.settings, settings);
        for (int day = 0; day < OCCUPANCY_DAYS; day++) {
            s->leaves[day][PERSON_WORKER] = s->naps[day][PERSON_WORKER] = 0;
            s->outings[day][PERSON_WORKER] = 0.02;
            s->bed_h[day][PERSON_WORKER] = 1000;
        }
        s->outing_h = 20, s->first_outing_h = 4, s->last_outing_h = 28;
        tie_all(s, c);
        struct occupancy_tables *tables = occupancy_create(s);
        double away = 0.4 / 1.4, both = 0, asked = 0;
        for (uint32_t i = 0; i < HOUSES; i++) {
            struct house house = move_in(tables, i, 2, alike);
            for (int day = SKIPPED; day < DAYS; day += 3) {
                live_until(&house, (int64_t)day * SLOTS);
                both += occupants_count(&house.people, 2, PERSON_AWAY) == 2;
                asked++;
            }
        }
        double k = c / (2 - c), expected = away * away + k * away * (1 - away);
        assert_near(both / asked, expected, 3 * sqrt(expected * (1 - expected) / asked) + 0.01 * k * away);
        occupancy_free(tables);
        setting_free(occupancy_section.kind.settings, s);
    }
}

// ---- The exact joint chain of two ----------------------------------------------------------------------

// One person at one border: its chances, and the part of its hazard that is common.
struct leaver {
    double to[STATES];   // from its state, of all
    double own, common;  // chances to leave by itself, and with the others
    double common_hazard;
};

static struct leaver leaver_of(const struct occupancy_chain *chain, enum occupancy_day day, int slot,
                               int from, double c) {
    struct leaver leaver = {{0}, 0, 0, 0};
    leaver.to[from] = 1;
    occupancy_chain_step(chain, day, slot, leaver.to);
    double hazard = -log(leaver.to[from]), tied = from < (int)OCCUPANCY_TIED_STATES ? c : 0;
    leaver.common_hazard = tied * hazard;
    leaver.own = -expm1(-(1 - tied) * hazard);
    leaver.common = -expm1(-tied * hazard);
    return leaver;
}

// Where somebody goes who is known to leave, or where it is after a border without common changes.
static double leaving_to(const struct leaver *leaver, int from, int to) {
    return to == from || leaver->to[from] >= 1 ? 0 : leaver->to[to] / (1 - leaver->to[from]);
}
static double alone_to(const struct leaver *leaver, int from, int to) {
    return to == from ? 1 - leaver->own : leaver->own * leaving_to(leaver, from, to);
}

// Both by one uniform: the overlap of the parts of [0, 1] that lead the one to `a` and the other to `b`.
static double overlap(const struct leaver pair[2], int from, int a, int b) {
    double low[2] = {0, 0};
    for (int to = 0; to < a; to++) low[0] += leaving_to(&pair[0], from, to);
    for (int to = 0; to < b; to++) low[1] += leaving_to(&pair[1], from, to);
    double high = fmin(low[0] + leaving_to(&pair[0], from, a), low[1] + leaving_to(&pair[1], from, b));
    return fmax(0, high - fmax(low[0], low[1]));
}

// From the same state `from` to a and b. The common draw takes both, or only the one with the larger hazard,
// or nobody. Who was to leave by itself at the same border too does so before the others in half of all
// cases, to where its own draw says: over the moment of the common change, the mean of (1 - own_1 u)(1 -
// own_2 u).
static double from_one_state(const struct leaver pair[2], int from, int a, int b) {
    int larger = pair[1].common_hazard > pair[0].common_hazard;
    double both = fmin(pair[0].common, pair[1].common), one = pair[larger].common - both;
    double neither = 1 - both - one;
    double together = 1 - (pair[0].own + pair[1].own) / 2 + pair[0].own * pair[1].own / 3;
    double apart = leaving_to(&pair[0], from, a) * leaving_to(&pair[1], from, b);
    double first = larger == 0 ? leaving_to(&pair[0], from, a) : alone_to(&pair[0], from, a);
    double second = larger == 1 ? leaving_to(&pair[1], from, b) : alone_to(&pair[1], from, b);
    return both * (together * overlap(pair, from, a, b) + (1 - together) * apart) + one * first * second +
           neither * alone_to(&pair[0], from, a) * alone_to(&pair[1], from, b);
}

static void step_pair(const struct occupancy_chain *const chains[2], enum occupancy_day day, int slot,
                      double c, double share[STATES][STATES]) {
    double next[STATES][STATES] = {{0}};
    for (int x = 0; x < STATES; x++)
        for (int y = 0; y < STATES; y++) {
            struct leaver pair[] = {leaver_of(chains[0], day, slot, x, c),
                                    leaver_of(chains[1], day, slot, y, c)};
            for (int a = 0; a < STATES; a++)
                for (int b = 0; b < STATES; b++)
                    next[a][b] += share[x][y] *
                                  (x == y ? from_one_state(pair, x, a, b) : pair[0].to[a] * pair[1].to[b]);
        }
    memcpy(share, next, sizeof next);
}

// A worker and a homemaker, from Monday's midnight to Sunday, asked every two hours.
static void two_people_live_the_exact_joint_chain(void **unused) {
    (void)unused;
    enum { HOUSES = 12000, EVERY = SLOTS / 12, END = 7 * SLOTS };
    static const enum person_type types[] = {PERSON_WORKER, PERSON_HOMEMAKER};
    struct occupancy_tables *tables = occupancy_create(settings);
    const struct occupancy_chain *chains[] = {occupancy_chain_of(tables, types[0]),
                                              occupancy_chain_of(tables, types[1])};
    static struct house houses[HOUSES];
    double share[STATES][STATES], chi_square = 0, cells = 0;
    for (int a = 0; a < STATES; a++)
        for (int b = 0; b < STATES; b++)
            share[a][b] =
                occupancy_midnight(tables, types[0], 0)[a] * occupancy_midnight(tables, types[1], 0)[b];
    for (uint32_t i = 0; i < HOUSES; i++) houses[i] = move_in(tables, i, 2, types);
    for (int64_t slot = 0; slot < END; slot++) {
        if (slot % EVERY == EVERY - 1) {
            double counts[STATES][STATES] = {{0}};
            for (int i = 0; i < HOUSES; i++) {
                live_until(&houses[i], slot);
                counts[houses[i].people.state[0]][houses[i].people.state[1]]++;
            }
            assert_near(counts[PERSON_AWAY][PERSON_AWAY], HOUSES * share[PERSON_AWAY][PERSON_AWAY],
                        3 * sqrt(HOUSES * share[PERSON_AWAY][PERSON_AWAY]) + 1);
            for (int a = 0; a < STATES; a++)
                for (int b = 0; b < STATES; b++) {
                    double expected = HOUSES * share[a][b], variance = expected * (1 - share[a][b]);
                    assert_near(counts[a][b], expected, 4 * sqrt(variance) + 3);
                    if (expected < 5) continue;
                    chi_square += pow(counts[a][b] - expected, 2) / variance;
                    cells++;
                }
        }
        step_pair(chains, kind_of(slot), (int)(slot % SLOTS), settings->together[kind_of(slot)][0], share);
    }
    print_message("chi-square a cell, over %.0f: %.3f\n", cells, chi_square / cells);
    assert_near(chi_square / cells, 1, 0.2);
    occupancy_free(tables);
}

// ---- Each one alone ------------------------------------------------------------------------------------

// Whoever they live with, and however closely.
static void nobodys_own_day_changes(void **unused) {
    (void)unused;
    enum { HOUSES = 8000, MEMBERS = 5, EVERY = SLOTS / 8, END = 8 * SLOTS };
    static const enum person_type types[] = {PERSON_WORKER, PERSON_HOMEMAKER, PERSON_STUDENT, PERSON_CHILD,
                                             PERSON_ELDERLY};
    struct occupancy_settings *s = setting_copy(occupancy_section.kind.settings, settings);
    tie_all(s, 0.9);
    struct occupancy_tables *tables = occupancy_create(s);
    static struct house houses[HOUSES];
    double share[MEMBERS][STATES], chi_square = 0, cells = 0;
    for (int i = 0; i < MEMBERS; i++)
        memcpy(share[i], occupancy_midnight(tables, types[i], 0), sizeof share[i]);
    for (uint32_t i = 0; i < HOUSES; i++) houses[i] = move_in(tables, i, MEMBERS, types);
    for (int64_t slot = 0; slot < END; slot++) {
        if (slot % EVERY == EVERY - 1) {
            double counts[MEMBERS][STATES] = {{0}};
            for (int h = 0; h < HOUSES; h++) {
                live_until(&houses[h], slot);
                for (int i = 0; i < MEMBERS; i++) counts[i][houses[h].people.state[i]]++;
            }
            for (int i = 0; i < MEMBERS; i++)
                for (int state = 0; state < STATES; state++) {
                    double expected = HOUSES * share[i][state], variance = expected * (1 - share[i][state]);
                    assert_near(counts[i][state], expected, 4 * sqrt(variance) + 3);
                    if (expected < 5) continue;
                    chi_square += pow(counts[i][state] - expected, 2) / variance;
                    cells++;
                }
        }
        for (int i = 0; i < MEMBERS; i++)
            occupancy_chain_step(occupancy_chain_of(tables, types[i]), kind_of(slot), (int)(slot % SLOTS),
                                 share[i]);
    }
    print_message("chi-square a cell, over %.0f: %.3f\n", cells, chi_square / cells);
    assert_near(chi_square / cells, 1, 0.25);
    occupancy_free(tables);
    setting_free(occupancy_section.kind.settings, s);
}

// ---- British dwellings ---------------------------------------------------------------------------------

enum { FROM = 9 * 6, TO = 22 * 6, ASKED = TO - FROM, WEEKS = 3 };

// By slot from 9 to 22 h: mean share of the members who are up and at home, and share of the homes where
// nobody is; and of the homes where nobody is at all, at 14 h.
struct diary {
    double active[OCCUPANCY_DAYS][ASKED], nobody_active[OCCUPANCY_DAYS][ASKED];
    double nobody_home_at_14[OCCUPANCY_DAYS];
};

static void ask(struct diary *diary, const struct house *house, enum occupancy_day day, int slot,
                double weight) {
    unsigned members = house->home.members;
    unsigned active = occupants_count(&house->people, members, PERSON_ACTIVE);
    diary->active[day][slot - FROM] += weight * active / members;
    diary->nobody_active[day][slot - FROM] += active == 0 ? weight : 0;
    if (slot == 14 * 6 && occupants_count(&house->people, members, PERSON_AWAY) == members)
        diary->nobody_home_at_14[day] += weight;
}

// After a week to forget the first midnight.
static void keep_diary(const struct occupancy_settings *s, unsigned members, struct diary *diary) {
    enum { HOUSES = 1500 };
    struct occupancy_tables *tables = occupancy_create(s);
    memset(diary, 0, sizeof *diary);
    for (uint32_t i = 0; i < HOUSES; i++) {
        enum person_type types[OCCUPANCY_SIZES];
        occupancy_household_types(s, (int)members,
                                  random_block(key, random_home(i), random_stream("who"), 0).word[0], types);
        struct house house = move_in(tables, i, members, types);
        for (int64_t slot = 7 * SLOTS; slot < WEEKS * 7 * SLOTS; slot++) {
            int of_day = (int)(slot % SLOTS);
            if (of_day < FROM || of_day >= TO) continue;
            live_until(&house, slot);
            int of_week = kind_of(slot) == OCCUPANCY_WEEKDAY ? 5 : 2;
            ask(diary, &house, kind_of(slot), of_day, 1.0 / (HOUSES * (WEEKS - 1) * of_week));
        }
    }
    occupancy_free(tables);
}

// Frechet's mixture: the share k of the way from independent members, (1 - m)^n, to members who do all
// together, 1 - m. It says how closely they are tied, whatever their own days: m in Britain in 2000 is
// another one than in Korea.
static double tie_of(double active, double nobody, int members) {
    double independent = pow(1 - active, members);
    return (nobody - independent) / (1 - active - independent);
}

static void crest_ties(int size, int day, double *tie) {
    static double chances[SLOTS][CREST_STATES][CREST_STATES];
    double both[OCCUPANCY_DAYS * SLOTS][CREST_STATES][CREST_STATES], share[CREST_STATES];
    crest_chances(size, day, chances);
    memcpy(both, chances, sizeof chances);
    memcpy(both + SLOTS, chances, sizeof chances);
    struct occupancy_chain *chain = occupancy_chain_create(CREST_STATES, &both[0][0][0]);
    crest_start(size, day, share);
    for (int slot = 0; slot < TO; slot++) {
        double active = 0;
        for (int n = 0; n < CREST_STATES; n++) active += n * share[n] / size;
        if (slot >= FROM) tie[slot - FROM] = tie_of(active, share[0], size);
        occupancy_chain_step(chain, OCCUPANCY_WEEKDAY, slot, share);
    }
    occupancy_chain_free(chain);
}

// Root mean square, over the slots from 9 to 22 h, of the share of homes where nobody is active less what it
// would be at the ties of British dwellings.
static double distance(const struct diary *diary, const double *tie, int size, int day) {
    double sum = 0;
    for (int i = 0; i < ASKED; i++) {
        double up = diary->active[day][i], independent = pow(1 - up, size);
        double wanted = independent + tie[i] * (1 - up - independent);
        sum += pow(diary->nobody_active[day][i] - wanted, 2);
    }
    return sqrt(sum / ASKED);
}

static void print_hours(const struct diary *diary, const double *tie, int day, int size) {
    for (int hour = 0; hour < ASKED / 6; hour++) {
        double here = 0, there = 0;
        for (int i = hour * 6; i < hour * 6 + 6; i++) {
            here += tie_of(diary->active[day][i], diary->nobody_active[day][i], size) / 6;
            there += tie[i] / 6;
        }
        print_message(" %+.2f", here - there);
    }
    print_message("\n");
}

// The settings are where the distance is least: not so far away, on both sides, it is larger.
static void homes_are_tied_as_british_dwellings(void **unused) {
    (void)unused;
    static const double steps[] = {0, -0.15, 0.15};
    if (!data_file_there("crest_occupancy/tpm1_wd.csv")) skip();
    for (int size = 2; size <= OCCUPANCY_SIZES; size++) {
        struct diary independent, aside[3];
        struct occupancy_settings *s = setting_copy(occupancy_section.kind.settings, settings);
        tie_all(s, 0);
        keep_diary(s, (unsigned)size, &independent);
        for (int i = 0; i < 3; i++) {
            for (int day = 0; day < OCCUPANCY_DAYS; day++)
                s->together[day][size - 2] = settings->together[day][size - 2] + steps[i];
            keep_diary(s, (unsigned)size, &aside[i]);
        }
        for (int day = 0; day < OCCUPANCY_DAYS; day++) {
            double tie[ASKED];
            crest_ties(size, day, tie);
            double before = distance(&independent, tie, size, day),
                   after = distance(&aside[0], tie, size, day);
            double less = distance(&aside[1], tie, size, day), more = distance(&aside[2], tie, size, day);
            print_message(
                "%d people, %s: nobody active, RMSE 9-22 h %.3f independent, %.3f together (%.3f with "
                "0.15 less, %.3f with 0.15 more); tie less Britain's by hour:",
                size, day == OCCUPANCY_WEEKDAY ? "weekdays" : "weekends", before, after, less, more);
            print_hours(&aside[0], tie, day, size);
            assert_true(after < 0.7 * before);
            assert_true(after < 0.04);
            assert_true(after < less && after < more);
        }
        setting_free(occupancy_section.kind.settings, s);
    }
}

// Nobody at home at 14 h of a weekend: more often than independent members would (their chances multiplied,
// over who lives together), and less often than nobody was active in British dwellings of 2000 (39, 28, 25
// %), where people also slept. A measured house was empty in 17.6 % of all weekend time.
static void families_leave_their_homes_empty(void **unused) {
    (void)unused;
    static const double independent[] = {0.097, 0.034, 0.009}, british[] = {0.39, 0.28, 0.25};
    struct occupancy_settings *s = setting_copy(occupancy_section.kind.settings, settings);
    for (int size = 2; size <= 4; size++) {
        struct diary alone, together;
        tie_all(s, 0);
        keep_diary(s, (unsigned)size, &alone);
        keep_diary(settings, (unsigned)size, &together);
        double before = alone.nobody_home_at_14[OCCUPANCY_WEEKEND],
               after = together.nobody_home_at_14[OCCUPANCY_WEEKEND];
        print_message("%d people, weekends at 14 h: nobody home in %.3f of homes, independent %.3f\n", size,
                      after, before);
        assert_near(before, independent[size - 2], 0.015);
        assert_true(after > 1.8 * before && after < british[size - 2]);
    }
    setting_free(occupancy_section.kind.settings, s);
}

static int set_up(void **unused) {
    (void)unused;
    struct status status = {0};
    settings = setting_defaults(occupancy_section.kind.settings);
    days = day_kinds_create(HOLIDAYS_OF_NOBODY, 17686, 60, &status);
    return 0;
}

static int tear_down(void **unused) {
    (void)unused;
    free(days);
    setting_free(occupancy_section.kind.settings, settings);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_is_away_together_as_worked_out),
        cmocka_unit_test(two_people_live_the_exact_joint_chain),
        cmocka_unit_test(nobodys_own_day_changes),
        cmocka_unit_test(families_leave_their_homes_empty),
        cmocka_unit_test(homes_are_tied_as_british_dwellings),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
