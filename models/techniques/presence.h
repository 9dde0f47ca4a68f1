// SPDX-License-Identifier: GPL-3.0-or-later
// A presence detector decides at fixed moments (once a minute, say) whether somebody is there. Given the
// truth, the decisions are independent: it detects with a chance that depends on whether people are up,
// asleep or away. What matters is the first *run* of equal decisions: so many misses in a row mean
// "nobody here", so many detections in a row mean "somebody here".
//
// The run is found without looking at every decision. To reach `length`, decision `broken + length` must
// belong to the run: from there the law looks back to the last decision that breaks the run, one geometric
// jump, and everything before it need never be known (as in string search: Boyer & Moore 1977, CACM 20:762).
// What has not been looked at is still independent of what has, so the law is exact, also when the chance
// changes on the way because somebody leaves.
#ifndef MARU_MODELS_TECHNIQUES_PRESENCE_H
#define MARU_MODELS_TECHNIQUES_PRESENCE_H

#include <stdint.h>

#include "sim/engine/random.h"

#define PRESENCE_NEVER INT64_MAX

// What is known of the current run. Decisions are numbered by their moment.
struct presence_run {
    int64_t broken;  // the last decision known to break the run: it is at most one decision long after it
    int64_t clear;   // decisions broken + 1 ... clear are known to belong to the run; nothing later is known
};

// A run that starts anew after decision `at`.
static inline struct presence_run presence_run_from(int64_t at) {
    return (struct presence_run){at, at};
}

// The first decision, up to and including `until`, at which `length` decisions in a row belong to the run,
// or PRESENCE_NEVER. break_chance: of each decision to break the run. `luck` gives each decision its own
// draw, by number, so asking twice gives the same answer.
int64_t presence_run_search(struct presence_run *run, double break_chance, int64_t length, int64_t until,
                            struct random_sequence luck);

// Makes everything up to and including decision `until` known, before the chance changes. Call after a
// search up to `until` that found nothing.
void presence_run_reveal(struct presence_run *run, double break_chance, int64_t until,
                         struct random_sequence luck);

// What a controller waits for: the run's length (0: nothing), and the chance to break it as things are now.
struct presence_watch {
    int64_t length;
    double break_chance;
};

// Search and reveal: everything up to and including decision `before` has happened as things were.
void presence_watch_close(struct presence_run *run, struct presence_watch watch, int64_t before,
                          struct random_sequence luck);

// The decision, up to `until`, that completes the run if things stay as they are; PRESENCE_NEVER: none. The
// run is not changed: what is looked at ahead of time counts only once it has happened.
int64_t presence_watch_ahead(const struct presence_run *run, struct presence_watch watch, int64_t until,
                             struct random_sequence luck);

// Mean number of decisions until a run of `length`, from its start: (c^-length - 1) / (1 - c) with c the
// chance to belong to the run (Feller 1968, vol. 1, XIII.7).
double presence_run_mean(double break_chance, int64_t length);

#endif
