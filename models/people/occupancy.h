// SPDX-License-Identifier: GPL-3.0-or-later
// When the members of a family are away, up and about at home, or asleep at home, by the kind of person;
// which kinds live together; and when the whole family goes on a trip.
//
// Each kind of person has, for weekdays and for weekends, a few figures in words of daily life (settings,
// section `occupancy`): when it gets up, goes to bed, leaves for work or school and is back, how often it
// goes out or naps. From them come the chances of occupancy_chain.h; the equations stand in occupancy_section.c.
// The day of these figures runs from 4 in the morning to 4 in the morning.
#ifndef MARU_MODELS_PEOPLE_OCCUPANCY_H
#define MARU_MODELS_PEOPLE_OCCUPANCY_H

#include "models/people/occupancy_together.h"
#include "sim/engine/kind.h"
#include "sim/engine/random.h"

enum { OCCUPANCY_SIZES = 5 };  // households of five and more count as five

enum person_state { PERSON_AWAY, PERSON_ACTIVE, PERSON_ASLEEP, PERSON_STATES };
// People come home, go out and go to bed together; each gets up by itself.
enum { OCCUPANCY_TIED_STATES = PERSON_ASLEEP };
enum person_type {
    PERSON_WORKER,     // has a job
    PERSON_HOMEMAKER,  // adult without one, below 65
    PERSON_STUDENT,    // from about 10 years on
    PERSON_CHILD,      // below
    PERSON_ELDERLY,    // 65 and above, retired
    PERSON_TYPES
};
extern const char *const person_type_names[];  // "worker", ...; NULL-terminated

// Section `occupancy`. Series hold one number per person type, in the order of enum person_type, for weekdays
// and then for weekends. Hours of the clock; 24 is midnight.
typedef double occupancy_figures[OCCUPANCY_DAYS][PERSON_TYPES];
struct occupancy_settings {
    occupancy_figures up_h, bed_h;      // half are up, in bed, by then
    occupancy_figures leaves;           // share that has work or school
    occupancy_figures leave_h, back_h;  // half of these have left, are back, by then
    occupancy_figures outings;  // others, per hour at home and awake, from first_outing_h to last_outing_h
    occupancy_figures naps;     // per hour at home and awake, from first_nap_h to last_nap_h
    double spread_h;            // of getting up and leaving: logistic scale
    double evening_spread_h;    // of going to bed and coming back
    double outing_h, nap_h;     // mean lengths
    double first_outing_h, last_outing_h, first_nap_h, last_nap_h;
    // How much of the members' hazards is common to them (occupancy_together.h), in households of 2, 3, 4, 5 and more.
    double together[OCCUPANCY_DAYS][OCCUPANCY_SIZES - 1];
    // Who lives together: shares of the person types.
    double alone[PERSON_TYPES];                        // of those who live alone
    double first[PERSON_TYPES], second[PERSON_TYPES];  // of the two adults of a larger household
    double further[PERSON_TYPES];                      // of all others
    double elderly_couple;                             // share of two-person households
};
extern const struct section_kind occupancy_section;

struct occupancy_tables;

// The chains of all types, read-only afterwards. Owned by the caller, free with occupancy_free.
struct occupancy_tables *occupancy_create(const struct occupancy_settings *settings);
void occupancy_free(struct occupancy_tables *tables);

const struct occupancy_chain *occupancy_chain_of(const struct occupancy_tables *tables, enum person_type type);

// Somebody's state at the scenario's first midnight, from the long-run shares of that weekday, holiday or not.
enum person_state occupancy_at_start(const struct occupancy_tables *tables, enum person_type type,
                                     int64_t start_day, uint64_t word);
// The moment (> now) at which somebody in state `from`, in a household of `size`, next changes by itself, and the state
// it changes to. Draws as in occupancy_chain_next.
time_ms occupancy_next(const struct occupancy_tables *tables, enum person_type type, int size, enum person_state from,
                       time_ms now, const struct day_kinds *days, uint64_t word_time, uint64_t word_to,
                       enum person_state *to);
// What members of a household change together: as together_next and together_target. Nothing where occupancy_ties is
// false.
bool occupancy_ties(const struct occupancy_tables *tables, int size);
struct together_change occupancy_next_together(const struct occupancy_tables *tables, int size, enum person_state state,
                                               unsigned types, int64_t slots, const struct day_kinds *days,
                                               struct random_block luck);
enum person_state occupancy_target(const struct occupancy_tables *tables, enum person_type type, enum person_state state,
                                   const struct together_change *change, const struct day_kinds *days);

// Its long-run shares at a midnight, 0 = Monday.
const double *occupancy_midnight(const struct occupancy_tables *tables, enum person_type type, int weekday);

// How much of a person's time is spent at home and awake, in the long run of weeks without holidays: its share, weighted
// by the hour of the day. The weights sum to more than 0.
double occupancy_active_share(const struct occupancy_tables *tables, enum person_type type, const double hour_weight[24]);

// The persons of a household of `size` >= 1, into types[size].
void occupancy_household_types(const struct occupancy_settings *settings, int size, uint64_t word,
                               enum person_type *types);

// The mean number of persons of each type in a household of that size.
void occupancy_household_mean(const struct occupancy_settings *settings, int size, double persons[PERSON_TYPES]);

// A trip of the whole family: trips begin at random moments of the time at home (a Poisson process) and last
// 1 day plus a geometric number of days, mean_days >= 1 in all. Occasional long absences: Page et al. 2008
// (Energy and Buildings 40:83-98).
struct trip {
    time_ms departure;  // after `home_since`; CLOCK_NEVER when trips_per_year is 0
    time_ms back;
};
struct trip occupancy_trip_next(double trips_per_year, double mean_days, time_ms home_since,
                                struct random_block luck);

#endif
