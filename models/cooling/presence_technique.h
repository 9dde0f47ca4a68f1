// SPDX-License-Identifier: GPL-3.0-or-later
// A presence detector decides at fixed moments (once a minute, say) whether somebody is there. What matters is
// the first *run* of equal decisions (presence_equation): so many misses in a row mean "nobody here", so many
// detections in a row mean "somebody here".
//
// The run is found without looking at every decision, by geometric jumps. To reach `length`, decision
// `broken + length` must belong to the run: from there one jump leads back to the last decision that breaks
// it, and everything before need never be known (as in string search: Boyer & Moore 1977, CACM 20:762).
// Where most decisions break the run, another jump finds how many decisions, `length` apart, break it one
// after the other. What has not been looked at is still independent of what has, so the law is exact, also
// when the chance changes on the way because somebody leaves.
#ifndef MARU_MODELS_COOLING_PRESENCE_TECHNIQUE_H
#define MARU_MODELS_COOLING_PRESENCE_TECHNIQUE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation presence_equation;
extern const struct technique presence_technique;

#define PRESENCE_NEVER INT64_MAX

// The chance of each decision to break the run, and the logarithms of what jumps are made by, which is looked up far more
// often than it changes.
struct presence_chance {
    double breaks;                  // 0 ... 1
    double log_belongs, log_breaks;  // of 1 - breaks and of breaks
};
struct presence_chance presence_chance(double breaks);

// What is known of the current run. Decisions are numbered by their moment.
struct presence_run {
    int64_t broken;  // the last decision known to break the run
    int64_t clear;   // decisions broken + 1 ... clear are known to belong to it; nothing later is known
};

// The first decision, up to and including `until`, at which `length` decisions in a row belong to the run,
// or PRESENCE_NEVER. `luck` gives each decision its own
// draw, by number: the same search gives the same answer, however it is cut into pieces.
int64_t presence_run_search(struct presence_run *run, const struct presence_chance *chance, int64_t length, int64_t until,
                            struct random_sequence luck);

// After a search for `length` up to `until` that found nothing: makes everything up to and including `until`
// known, because the chance is about to change.
void presence_run_reveal(struct presence_run *run, const struct presence_chance *chance, int64_t length, int64_t until,
                         struct random_sequence luck);

// Somebody who waits for a run, and may look ahead as if nothing were to change.
struct presence_watch {
    int64_t length;             // of the run that is waited for; 0: nothing is
    const struct presence_chance *chance;  // as things are now; borrowed while it is waited
    struct presence_run known;  // when the chance last changed
    struct presence_run ahead;  // searched from there ...
    int64_t searched, found;    // ... up to this decision, and what was found: PRESENCE_NEVER, nothing yet
};

// Waits anew from decision `at` on, of which the last `in_run` (0: none) already belong to the run.
void presence_watch_begin(struct presence_watch *watch, int64_t length, const struct presence_chance *chance,
                          int64_t at, int64_t in_run);

// The chance is another one after decision `before`, at which the run was not complete.
void presence_watch_change(struct presence_watch *watch, const struct presence_chance *chance, int64_t before,
                           struct random_sequence luck);

// The decision, up to `until`, that completes the run if nothing changes; PRESENCE_NEVER: none.
int64_t presence_watch_next(struct presence_watch *watch, int64_t until, struct random_sequence luck);

// Mean number of decisions until a run of `length`, from its start.
double presence_run_mean(double break_chance, int64_t length);

#endif
