// SPDX-License-Identifier: GPL-3.0-or-later
// Federated averaging: whoever has samples keeps them, moves the common model on by what they teach, and sends the
// difference; the model moves by the mean of the differences (federated_average_equation). With noise, differences are clipped
// first, and what versions tell of one participant is bounded (federated_average_privacy_equation). Without noise nothing is: the
// update of a single sample holds its features exactly (federated_average_leak_equation).
#ifndef MARU_MODELS_METHODS_FEDERATED_AVERAGE_TECHNIQUE_H
#define MARU_MODELS_METHODS_FEDERATED_AVERAGE_TECHNIQUE_H

#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation federated_average_equation, federated_average_privacy_equation, federated_average_leak_equation;
extern const struct technique federated_average_technique;

// One round, which is being collected.
struct federated_round {
    size_t parameters;
    double *sum;       // of differences, clipped where there is noise; belongs to the caller
    unsigned updates;  // in it
    double noise;      // standard deviation of the noise on the sum, in clips; 0: none, and nothing is clipped
    double clip;       // longest difference, euclidean
};

// A participant's model, that began as `common`.
void federated_average_add(struct federated_round *round, const double *common, const double *own);
// Moves the common model by the round, and begins the next. `stand_for`: participants that each update stands for, over
// whom the noise is spread. Without updates nothing happens.
void federated_average_close(struct federated_round *round, double stand_for, struct random_sequence luck, double *common);

// What all rounds together tell of who took part in so many of them: (epsilon, delta), and by how much the best guess
// whether it took part beats a coin (true positives less false positives). INFINITY and 1 without noise.
double federated_average_epsilon(double rounds, double noise, double delta);
double federated_average_advantage(double rounds, double noise);

#endif
