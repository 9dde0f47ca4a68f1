// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/occupancy.h"

#include <math.h>
#include <stdlib.h>

const char *const person_type_names[] = {"worker", "homemaker", "student", "child", "elderly", NULL};

enum { WEEKDAYS = 7 };

struct occupancy_tables {
    struct occupancy_chain *chains[PERSON_TYPES];
    struct together *together;
    // By household size: what of the hazards is each member's own, and what is common to all.
    struct occupancy_part own[OCCUPANCY_SIZES], common[OCCUPANCY_SIZES];
    bool ties[OCCUPANCY_SIZES];
    double at_midnight[PERSON_TYPES][WEEKDAYS][PERSON_STATES];  // long-run shares; 0 = Monday
};

// From figures of daily life to hazards (changes an hour, summed over a slot).

// All of this runs in hours since 4 in the morning. Naps are over, and nobody gets up again, between 8 in the
// evening and 4 in the morning; what goes on after midnight uses the figures of the new day, whose bedtimes
// differ little.
static const double DAY_BEGINS_H = 4, MORNING_ENDS_H = 12 - 4, NAPS_END_H = 20 - 4;
static const double SLOT_H = 24.0 / OCCUPANCY_SLOTS;

// Share of a logistic distribution below t, and the hazard summed from the beginning to t when only `share`
// of all will ever do it: -ln(1 - share F(t)), written so that it stays exact far from the median.
static double logistic_share(double t, double median, double scale) {
    return 1 / (1 + exp((median - t) / scale));
}
static double logistic_hazard(double t, double median, double scale, double share) {
    double growth = exp(fmin(700, (t - median) / scale));
    return log1p(growth) - log1p((1 - share) * growth);
}

// One slot's border on one kind of day, for one type of person.
struct moment {
    const struct occupancy_settings *s;
    int day, type;
    double t;  // hours since 4 in the morning
};

static double figure(const struct moment *m, const occupancy_figures figures) {
    return figures[m->day][m->type];
}

// Hazard of a logistic moment given in clock hours, summed over the slot around m->t.
static double over_slot(const struct moment *m, double median_clock_h, double scale, double share) {
    double median = median_clock_h - DAY_BEGINS_H;
    return logistic_hazard(m->t + SLOT_H / 2, median, scale, share) -
           logistic_hazard(m->t - SLOT_H / 2, median, scale, share);
}

static bool between(const struct moment *m, double first_clock_h, double last_clock_h) {
    return m->t >= first_clock_h - DAY_BEGINS_H && m->t < last_clock_h - DAY_BEGINS_H;
}

static double gets_up(const struct moment *m) {
    if (m->t < MORNING_ENDS_H) return over_slot(m, figure(m, m->s->up_h), m->s->spread_h, 1);
    return m->t < NAPS_END_H ? SLOT_H / m->s->nap_h : 0;
}

static double falls_asleep(const struct moment *m) {
    double nap = between(m, m->s->first_nap_h, m->s->last_nap_h) ? figure(m, m->s->naps) * SLOT_H : 0;
    return nap + over_slot(m, figure(m, m->s->bed_h), m->s->evening_spread_h, 1);
}

static double outing_rate(const struct moment *m) {
    return between(m, m->s->first_outing_h, m->s->last_outing_h) ? figure(m, m->s->outings) : 0;
}

static double goes_away(const struct moment *m) {
    return outing_rate(m) * SLOT_H +
           over_slot(m, figure(m, m->s->leave_h), m->s->spread_h, figure(m, m->s->leaves));
}

// Somebody away is at work or school with a chance that follows from how many should be there by now and how
// many of the others are out; the two come back at different rates.
static double comes_back(const struct moment *m) {
    double left = logistic_share(m->t, figure(m, m->s->leave_h) - DAY_BEGINS_H, m->s->spread_h);
    double back = logistic_share(m->t, figure(m, m->s->back_h) - DAY_BEGINS_H, m->s->evening_spread_h);
    double at_work = figure(m, m->s->leaves) * left * (1 - back);
    double going_out = fmax(outing_rate(m), 1e-6) * m->s->outing_h;
    double out = (1 - at_work) * going_out / (1 + going_out);
    double work_ends = over_slot(m, figure(m, m->s->back_h), m->s->evening_spread_h, 1);
    return (at_work * work_ends + out * SLOT_H / m->s->outing_h) / (at_work + out);
}

// Two competing hazards out of `from`.
static void fill_row(double *row, int from, int first, double first_hazard, int second,
                     double second_hazard) {
    double both = first_hazard + second_hazard;
    row[from] = exp(-both);
    row[first] = both > 0 ? (1 - row[from]) * first_hazard / both : 0;
    row[second] = both > 0 ? (1 - row[from]) * second_hazard / both : 0;
}

// The chances at the border between `slot` and the next.
static void fill_matrix(const struct moment *m, double (*matrix)[PERSON_STATES]) {
    fill_row(matrix[PERSON_AWAY], PERSON_AWAY, PERSON_ACTIVE, comes_back(m), PERSON_ASLEEP, 0);
    fill_row(matrix[PERSON_ACTIVE], PERSON_ACTIVE, PERSON_AWAY, goes_away(m), PERSON_ASLEEP, falls_asleep(m));
    fill_row(matrix[PERSON_ASLEEP], PERSON_ASLEEP, PERSON_ACTIVE, gets_up(m), PERSON_AWAY, 0);
}

static struct occupancy_chain *make_chain(const struct occupancy_settings *settings, int type) {
    static const size_t matrices = OCCUPANCY_DAYS * OCCUPANCY_SLOTS;
    double(*matrix)[PERSON_STATES][PERSON_STATES] = status_allocate(matrices, sizeof *matrix);
    for (int day = 0; day < OCCUPANCY_DAYS; day++)
        for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++) {
            double t = fmod((slot + 1) * SLOT_H - DAY_BEGINS_H + 24, 24);
            struct moment moment = {settings, day, type, t};
            fill_matrix(&moment, matrix[day * OCCUPANCY_SLOTS + slot]);
        }
    struct occupancy_chain *chain = occupancy_chain_create(PERSON_STATES, &matrix[0][0][0]);
    free(matrix);
    return chain;
}

// The shares at each midnight, after weeks enough to forget the beginning.
static void find_midnights(const struct occupancy_chain *chain, double (*at_midnight)[PERSON_STATES]) {
    enum { WEEKS = 3 };
    double share[PERSON_STATES] = {[PERSON_ASLEEP] = 1};
    for (int day = 0; day < WEEKS * WEEKDAYS; day++) {
        int weekday = day % WEEKDAYS;
        for (int state = 0; state < PERSON_STATES; state++) at_midnight[weekday][state] = share[state];
        for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++)
            occupancy_chain_step(chain, weekday < 5 ? OCCUPANCY_WEEKDAY : OCCUPANCY_WEEKEND, slot, share);
    }
}

static void split_hazards(struct occupancy_tables *tables, const struct occupancy_settings *settings) {
    static const double nothing = 1e-9;  // small enough, and can be divided by
    for (int size = 0; size < OCCUPANCY_SIZES; size++)
        for (int day = 0; day < OCCUPANCY_DAYS; day++) {
            double common = size == 0 ? 0 : settings->together[day][size - 1];
            tables->own[size].stretch[day] = 1 / (1 - common);
            tables->common[size].stretch[day] = 1 / fmax(common, nothing);
            tables->ties[size] |= common > 0;
        }
}

struct occupancy_tables *occupancy_create(const struct occupancy_settings *settings) {
    struct occupancy_tables *tables = status_allocate(1, sizeof *tables);
    for (int type = 0; type < PERSON_TYPES; type++) {
        tables->chains[type] = make_chain(settings, type);
        find_midnights(tables->chains[type], tables->at_midnight[type]);
    }
    tables->together = together_create(PERSON_TYPES, OCCUPANCY_TIED_STATES, tables->chains);
    split_hazards(tables, settings);
    return tables;
}

void occupancy_free(struct occupancy_tables *tables) {
    if (!tables) return;
    together_free(tables->together);
    for (int type = 0; type < PERSON_TYPES; type++) occupancy_chain_free(tables->chains[type]);
    free(tables);
}

const struct occupancy_chain *occupancy_chain_of(const struct occupancy_tables *tables,
                                                 enum person_type type) {
    return tables->chains[type];
}

const double *occupancy_midnight(const struct occupancy_tables *tables, enum person_type type, int weekday) {
    return tables->at_midnight[type][weekday];
}

// A person's day.

enum person_state occupancy_at_start(const struct occupancy_tables *tables, enum person_type type,
                                     int64_t start_day, uint64_t word) {
    int weekday = clock_civil_from_days(start_day).weekday;
    return (enum person_state)random_weighted(word, tables->at_midnight[type][weekday], PERSON_STATES);
}

static int size_class(int size) {
    return size < OCCUPANCY_SIZES ? size - 1 : OCCUPANCY_SIZES - 1;
}

time_ms occupancy_next(const struct occupancy_tables *tables, enum person_type type, int size,
                       enum person_state from, time_ms now, const struct day_kinds *days, uint64_t word_time,
                       uint64_t word_to, enum person_state *to) {
    static const struct occupancy_part whole = {{1, 1}};
    struct occupancy_part own =
        (int)from < (int)OCCUPANCY_TIED_STATES ? tables->own[size_class(size)] : whole;
    struct occupancy_change change =
        occupancy_chain_next(tables->chains[type], (int)from, own, now, days, word_time, word_to);
    *to = (enum person_state)change.to;
    return change.when;
}

bool occupancy_ties(const struct occupancy_tables *tables, int size) {
    return tables->ties[size_class(size)];
}

struct together_change occupancy_next_together(const struct occupancy_tables *tables, int size,
                                               enum person_state state, unsigned types, int64_t slots,
                                               const struct day_kinds *days, struct random_block luck) {
    return together_next(tables->together, tables->common[size_class(size)], (int)state, types, slots, days,
                         luck);
}

enum person_state occupancy_target(const struct occupancy_tables *tables, enum person_type type,
                                   enum person_state state, const struct together_change *change,
                                   const struct day_kinds *days) {
    return (enum person_state)together_target(tables->together, (int)type, (int)state, change, days);
}

// A slot lies around its moment: on the hour, half of it belongs to the hour before.
static double slot_weight(const double hour_weight[24], int slot) {
    int per_hour = OCCUPANCY_SLOTS / 24, hour = slot / per_hour;
    bool on_the_hour = slot % per_hour == 0;
    return on_the_hour ? (hour_weight[hour] + hour_weight[(hour + 23) % 24]) / 2 : hour_weight[hour];
}

double occupancy_active_share(const struct occupancy_tables *tables, enum person_type type,
                              const double hour_weight[24]) {
    double active = 0, all = 0, share[PERSON_STATES];
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        for (int i = 0; i < PERSON_STATES; i++) share[i] = tables->at_midnight[type][weekday][i];
        for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++) {
            double weight = slot_weight(hour_weight, slot);
            active += weight * share[PERSON_ACTIVE];
            all += weight;
            occupancy_chain_step(tables->chains[type], weekday < 5 ? OCCUPANCY_WEEKDAY : OCCUPANCY_WEEKEND,
                                 slot, share);
        }
    }
    return active / all;
}

// Who lives together.

// Draws an index by weight and leaves in *uniform a number that is uniform again: the place within the chosen
// share. So one draw serves a whole household.
static size_t draw_from(double *uniform, const double *weight, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += weight[i];
    double target = *uniform * sum;
    size_t chosen = 0;
    while (chosen + 1 < count && target >= weight[chosen]) target -= weight[chosen++];
    *uniform = weight[chosen] > 0 ? fmin(target / weight[chosen], 1 - 0x1p-53) : 0;
    return chosen;
}

void occupancy_household_types(const struct occupancy_settings *settings, int size, uint64_t word,
                               enum person_type *types) {
    double uniform = random_uniform(word);
    const double pair[] = {1 - settings->elderly_couple, settings->elderly_couple};
    bool elderly = size == 2 && draw_from(&uniform, pair, 2) == 1;
    for (int member = 0; member < size; member++) {
        const double *share = size == 1     ? settings->alone
                              : member == 0 ? settings->first
                              : member == 1 ? settings->second
                                            : settings->further;
        types[member] = elderly ? PERSON_ELDERLY : (enum person_type)draw_from(&uniform, share, PERSON_TYPES);
    }
}

static void add_person(double persons[PERSON_TYPES], const double share[PERSON_TYPES], double weight) {
    double sum = 0;
    for (int type = 0; type < PERSON_TYPES; type++) sum += share[type];
    for (int type = 0; type < PERSON_TYPES; type++) persons[type] += weight * share[type] / sum;
}

void occupancy_household_mean(const struct occupancy_settings *settings, int size,
                              double persons[PERSON_TYPES]) {
    for (int type = 0; type < PERSON_TYPES; type++) persons[type] = 0;
    double couple = size == 2 ? settings->elderly_couple : 0;
    persons[PERSON_ELDERLY] = 2 * couple;
    for (int member = 0; member < size; member++)
        add_person(persons,
                   size == 1     ? settings->alone
                   : member == 0 ? settings->first
                   : member == 1 ? settings->second
                                 : settings->further,
                   1 - couple);
}

struct trip occupancy_trip_next(double trips_per_year, double mean_days, time_ms home_since,
                                struct random_block luck) {
    static const double year_days = 365.25;
    if (trips_per_year <= 0) return (struct trip){CLOCK_NEVER, CLOCK_NEVER};
    double wait_days = random_exponential(luck.word[0]) * year_days / trips_per_year;
    time_ms departure = home_since + 1 + (time_ms)(wait_days * (double)CLOCK_DAY);
    double more_days = mean_days > 1 ? floor(log(random_uniform(luck.word[1])) / log(1 - 1 / mean_days)) : 0;
    return (struct trip){departure, departure + (1 + (time_ms)more_days) * CLOCK_DAY};
}
