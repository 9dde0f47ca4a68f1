// SPDX-License-Identifier: GPL-3.0-or-later
// What lies on floors, as a robot's camera and the lower layers of its network show it: so many features of each thing. A
// class of things has a prototype, messes, clothing and spills alike, toys and cables alike; it looks in several ways, some of
// them rare; and each home has a style of its own, by light, floor and pet, which shifts all that is seen there
// (floor_things_equation). Whoever has seen many homes knows what is common to all, whoever has seen few does not.
//
// What things look like may wander in time, all of them alike, as light, floors and lenses change
// (floor_things_wander_equation): that makes them no easier and no harder to tell apart. Where nothing wanders, time does not
// matter.
//
// A simulated home stands for others of the maker's fleet; each of them (stand_in 1, 2, ...) has a style and messes of its own.
#ifndef MARU_MODELS_PESTS_FLOOR_THINGS_H
#define MARU_MODELS_PESTS_FLOOR_THINGS_H

#include "sim/engine/clock.h"
#include "sim/engine/luck.h"
#include "sim/engine/submodel.h"

extern const struct equation floor_things_equation, floor_things_wander_equation;

enum floor_thing { FLOOR_MESS, FLOOR_CLOTHING, FLOOR_TOY, FLOOR_CABLE, FLOOR_SPILL, FLOOR_THINGS_MOST };
enum { FLOOR_THINGS = FLOOR_SPILL };  // that a recogniser knows which knows no spills
enum { FLOOR_FEATURES = 8, LOOKS_OF_A_THING = 12 };

// All in standard deviations of what one thing shows from one moment to the next.
struct floor_distances {
    double things_differ;  // prototypes of different groups: sqrt(2) that
    double likeness;       // of prototypes of one group, 0 ... 1 (exclusive)
    double looks_differ;   // of one class
    double homes_differ;
};

struct floor_things {
    struct floor_distances distances;
    double look[FLOOR_THINGS_MOST][LOOKS_OF_A_THING][FLOOR_FEATURES];
    double *moved;  // [weeks x FLOOR_FEATURES]: how far all has wandered; NULL: it stays
    size_t weeks;
};

struct floor_style {
    double shift[FLOOR_FEATURES];
    unsigned look;  // of its pet's messes
    size_t week;    // in which it is looked at
};

// The same looks in every run.
struct floor_things floor_things_make(struct floor_distances distances);
// From now on all things wander by so much in a year, in each feature (standard deviation; steps of a week, for so many
// weeks, then no more). Freed by floor_things_free.
void floor_things_wander(struct floor_things *things, double a_year, size_t weeks, struct random_sequence luck);
void floor_things_free(struct floor_things *things);
// Of a home (stand_in 0) or one that it stands for, as things look then.
struct floor_style floor_things_style(const struct floor_things *things, const struct world *world, uint32_t home,
                                      uint32_t stand_in, time_ms when);
// Of a home outside the simulation, before it begins. `luck` moves on.
struct floor_style floor_things_new_style(const struct floor_things *things, struct random_sequence *luck);
// What a thing in a home of that style shows. `luck` moves on.
void floor_things_see(const struct floor_things *things, const struct floor_style *style, enum floor_thing thing,
                      struct random_sequence *luck, double x[FLOOR_FEATURES]);
// The home's n-th mess, n < 65,536, as it looks then: otherwise always the same.
void floor_things_mess(const struct floor_things *things, const struct world *world, uint32_t home, uint32_t stand_in,
                       uint32_t n, time_ms when, double x[FLOOR_FEATURES]);
// Mean of all messes everywhere, before anything wandered.
void floor_things_mean_mess(const struct floor_things *things, double x[FLOOR_FEATURES]);

#endif
