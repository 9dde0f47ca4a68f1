// SPDX-License-Identifier: GPL-3.0-or-later
// The camera microwave: how it reports what is eaten, and what a simulator's observer may know of it.
#ifndef MARU_MODELS_FOOD_MICROWAVE_H
#define MARU_MODELS_FOOD_MICROWAVE_H

#include "models/food/food_noise.h"
#include "sim/engine/world.h"

extern const struct appliance_kind microwave_appliance;

// How the scenario's microwaves report what was eaten: with which noise, and how often food k is reported as j (without
// the noise) by a machine in a test kitchen. False: the scenario lists no microwave, or several.
struct microwave_reporting {
    struct food_noise noise;  // none: it always tells the truth
    double epsilon, delta;    // epsilon INFINITY without noise
    double name_days;         // a pseudonym's; INFINITY: it says whose it is
};
bool microwave_reporting(const struct world *world, struct microwave_reporting *reporting);
// After all appliances are prepared. reported[k][j]; rows sum to 1.
bool microwave_test_kitchen(const struct world *world, double reported[FOOD_CLASSES][FOOD_CLASSES]);

// The oven's own log of what it reported last, where somebody holds reports against it (model.meals_checked): which programme it
// took, whatever it said. Not in it: whose report it was, where it goes by names.
enum { MICROWAVE_LOGGED = 32 };
struct microwave_log {
    uint32_t count;  // so far; the latest stand at places count % MICROWAVE_LOGGED and below
    struct { uint8_t label, named; bool made_up; } report[MICROWAVE_LOGGED];  // enum food_class; bits; for measuring only
};
// NULL: nobody does. Borrowed.
const struct microwave_log *microwave_log(const struct world *world, uint32_t home);
// What the home has really heated so far, by class; NULL: it has no microwave. For measuring how wrong somebody is, never
// for deciding anything. Borrowed.
const uint32_t *microwave_eaten(const struct world *world, uint32_t home);
// What it was that the home's process, a microwave, reported as something eaten at that moment; FOOD_CLASSES: not known, where
// nobody measures it (model.observed), or because many have been since. For measuring, as above.
enum food_class microwave_heated_at(const struct world *world, uint32_t home, uint16_t process, time_ms when);

#endif
