// SPDX-License-Identifier: GPL-3.0-or-later
// Promises (plan_promise.h) held against what happens. The gate tells of each pass on flows that a promise is about; what is kept
// too long is looked for at midnights; parties say when they tell on. A break is counted by home: how often, and on how many days; and the first of all is
// located: moment, home, data flow, and a line of the journal. A fatal one ends the run, with nothing left of its file.
#ifndef MARU_SIM_ENGINE_PROMISES_H
#define MARU_SIM_ENGINE_PROMISES_H

#include "sim/engine/plan_promise.h"
#include "sim/engine/world.h"

// For the loop. Of the policy in force: when the world is made, and where policies turn.
void promises_turn(struct world *world);
void promises_day(struct world *world, time_ms midnight);  // before what parties do at midnight
void promises_locate(struct world *world);                 // what was broken in the window
// A party has told on (party_tells_on) of so many homes together, this one among them.
void promises_told_on(struct world *world, uint16_t flow, uint32_t home, double homes);
void promises_free(struct promises *promises);

// What came of one. Of the homes that it is about, and the days on which it was in force.
struct promise_outcome {
    const struct plan_promise *promise;
    int64_t homes;  // that it is about
    int64_t home_days_held, home_days_broken, times;
    // The first break; -1: none. `event`: number of its line in the journal, from 1; 0: none.
    time_ms when;
    int64_t home, flow;
    uint64_t event;
};
size_t promises_count(const struct world *world);
struct promise_outcome promises_outcome(const struct world *world, size_t number);

// Whether some of them are about homes with minors only.
bool promises_about_minors(const struct world *world);

// Whether anybody whom the flow reaches is of a kind that tells on.
bool promises_may_tell_on(const struct world *world, const struct gate_flow *flow);
// Whether it is about what goes through the flow.
bool promises_concern(const struct world *world, const struct plan_promise *promise, const struct gate_flow *flow);

#endif
