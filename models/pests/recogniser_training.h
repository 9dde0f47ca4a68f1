// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that trains the robots' recogniser of pet messes: what robots know of it.
#ifndef MARU_MODELS_PESTS_RECOGNISER_TRAINING_H
#define MARU_MODELS_PESTS_RECOGNISER_TRAINING_H

#include "models/pests/learning_curve_technique.h"
#include "sim/engine/world.h"

extern const struct party_kind recogniser_training_party;

// Reported by a robot that is allowed to: what it took on a run.
extern const struct topic recogniser_training_examples;
struct training_examples {
    uint32_t count;
    bool mess;  // is among them
};
TOPICS_CARRY(training_examples, struct training_examples, &recogniser_training_examples);

// What leaves the home for it.
enum training_material {
    TRAINING_PICTURES,  // of things the recogniser is unsure of; people at the maker say what they are
    TRAINING_UPDATES    // of the recogniser, worked out at home from what the family says they are
};

// Read by homes; changed in parties_decide only.
struct trained_recogniser {
    struct learning_curve curve;
    double examples;       // that the latest version was trained on, beyond the first ones
    double own_worth;      // of an example that a robot met itself, in examples of others
    enum training_material material;
    double unsure_per_run; // things on a run that the first version is unsure of
    uint32_t bytes;        // of a picture, or of an update
    double worth_won;      // a month of better recognition, to a family that is asked
    uint16_t party, flow;
};

// Of that maker's training desk, or NULL. Borrowed.
const struct trained_recogniser *recogniser_training_find(struct world *world, const struct party *maker);

// Chance that a version trained on so many examples misses a mess, in a home that has met `own` itself.
static inline double recogniser_training_error(const struct trained_recogniser *recogniser, double examples, double own) {
    return learning_curve_error(&recogniser->curve, examples + recogniser->own_worth * own);
}

#endif
