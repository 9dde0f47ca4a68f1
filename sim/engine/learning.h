// SPDX-License-Identifier: GPL-3.0-or-later
// What the parties of a run have learnt, version by version.
#ifndef MARU_SIM_ENGINE_LEARNING_H
#define MARU_SIM_ENGINE_LEARNING_H

#include "sim/engine/technique.h"
#include "sim/engine/world.h"

// One version of what a party has learnt: a row of the run file's group `learning`.
struct learnt {
    const struct technique *technique;
    const char *subject;  // what of, static: "messes", "who is at home"
    int64_t version;      // 0: before it has seen anything
    double samples;       // that this version was trained on, of the simulated homes
    double homes;         // that they came from; NAN: not known
    double score;         // NAN: there is no truth to hold it against
    const char *measure;  // what the score is, static: "share of messes recognised"
    double flops, bytes, joules, won;  // of making this version: computed, carried, used, paid
};

// In parties_decide: the party has a new version as of now.
void learning_add(struct world *world, const struct party *party, struct learnt version);

// What the run has kept of it, in order.
struct learning_row {
    time_ms when;
    uint16_t party;
    struct learnt learnt;
};
size_t learning_count(const struct world *world);
const struct learning_row *learning_at(const struct world *world, size_t row);
void learning_free(struct world *world);  // frees them

#endif
