// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that trains the robots' recogniser of pet messes: what robots know of it.
#ifndef MARU_MODELS_PESTS_RECOGNISER_TRAINING_H
#define MARU_MODELS_PESTS_RECOGNISER_TRAINING_H

#include "models/pests/learning_curve_technique.h"
#include "models/pests/mess_recogniser.h"
#include "sim/engine/world.h"

extern const struct party_kind recogniser_training_party;

// Reported by a robot that is allowed to: what it took on a run.
extern const struct topic recogniser_training_examples;
struct training_examples {
    uint32_t count;
    uint16_t messes_before;  // that the robot had met
    bool mess;               // is among them
};
TOPICS_CARRY(training_examples, struct training_examples, &recogniser_training_examples);

// Reported by a robot that asks the cloud what lies in its way: item.value pictures.
extern const struct topic recogniser_training_looks;

// What leaves the home for it.
enum training_material {
    TRAINING_PICTURES,  // of things the recogniser is unsure of; people at the maker say what they are
    TRAINING_UPDATES    // of the recogniser, worked out at home from what the family says they are
};

// Read by homes; changed in parties_decide only.
struct trained_recogniser {
    struct learning_curve curve;
    const struct mess_recogniser *learner;  // that it is, where it really learns; NULL: the curve says how good it is
    const double *errors;  // share of messes missed, of each version of the learner
    const struct mess_score *scores;  // of each version of the learner
    bool knows_spills;     // the learner has a class for them
    unsigned version;      // the latest one
    double examples;       // that it was trained on, beyond the first ones
    double own_worth;      // of an example that a robot met itself, in examples of others
    enum training_material material;
    double unsure_per_run; // things on a run that the first version is unsure of
    uint32_t bytes;        // of a picture, or of an update
    uint32_t version_bytes;  // over the air, to each robot; 0: not counted
    double worth_won;      // a month of better recognition, to a family that is asked
    uint16_t party, flow;
    // Where what lies in the way is recognised (mess_cloud.h).
    double asks_below;             // of confidence; 0: the cloud is never asked
    double things_per_run;
    double device_j, picture_j;    // of recognising a thing on the robot, and of sending a picture
    double cloud_gflop;            // a picture
    uint32_t picture_bytes;
    uint16_t cloud_flow;           // GATE_NO_FLOW: the cloud is never asked
};

// Of that maker's training desk, or NULL. Borrowed.
const struct trained_recogniser *recogniser_training_find(struct world *world, const struct party *maker);

// Its learner; NULL: the curve. Borrowed, to look at.
struct mess_recogniser *recogniser_training_learner(struct world *world, const struct party *maker);

// The first version's.
static inline double recogniser_training_first_error(const struct trained_recogniser *recogniser) {
    return recogniser->learner ? recogniser->errors[0] : recogniser->curve.first_error;
}
// By the curve: chance that a version trained on so many examples misses a mess, in a home that has met `own` itself.
static inline double recogniser_training_error(const struct trained_recogniser *recogniser, double examples, double own) {
    return learning_curve_error(&recogniser->curve, examples + recogniser->own_worth * own);
}

#endif
