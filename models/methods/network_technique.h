// SPDX-License-Identifier: GPL-3.0-or-later
// A small feed-forward network: one hidden layer of rectifiers, softmax, cross-entropy, trained by stochastic gradient
// descent with momentum (network_equation). Its weights are plain doubles that belong to the caller, so that they can be
// kept, sent and averaged: of each hidden unit those of the features and its bias, then of each class those of the hidden
// units and its bias.
//
// Same samples, same luck, same bytes: batches are drawn by counter-based luck, sums are added up in the order of the
// samples on one thread, and nothing hangs on the clock. FANN (libfann-dev 2.2) was tried for it and left: fann_create_*
// seeds rand() anew by itself from the clock or /dev/urandom, so that one program came to 0.869 and 0.958 on the same data,
// and its weights are of one process's global generator.
#ifndef MARU_MODELS_METHODS_NETWORK_TECHNIQUE_H
#define MARU_MODELS_METHODS_NETWORK_TECHNIQUE_H

#include <stdbool.h>

#include "models/methods/samples.h"
#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation network_equation;
extern const struct technique network_technique;

enum { NETWORK_HIDDEN_MOST = 64 };

struct network_shape {
    unsigned features, hidden, classes;  // at most SAMPLE_FEATURES_MOST, NETWORK_HIDDEN_MOST, SAMPLE_CLASSES_MOST
};

// How it is trained. Rates fall along a straight line to 0 at the last step.
struct network_lesson {
    unsigned steps, batch;
    double rate, momentum;
    double decay;   // of weights, a step and rate
    bool balanced;  // every class there is is drawn equally often, however rare it is
};

size_t network_parameters(struct network_shape shape);
size_t network_bytes(struct network_shape shape);          // sent in single precision
double network_answer_flops(struct network_shape shape);   // of one answer
double network_lesson_flops(struct network_shape shape, const struct network_lesson *lesson);

// Weights before anything is learnt.
void network_begin(struct network_shape shape, struct random_sequence luck, double *weights);
// Moves the weights on by the lesson; without samples nothing happens. Returns its floating-point operations.
double network_train(struct network_shape shape, const struct samples *samples, const struct network_lesson *lesson,
                     struct random_sequence luck, double *weights);
// Begins anew and trains on features brought to mean 0 and spread 1; that scale is then folded into the weights.
double network_train_anew(struct network_shape shape, const struct samples *samples, const struct network_lesson *lesson,
                          struct random_sequence luck, double *weights);
struct sample_answer network_answer(struct network_shape shape, const double *weights, const double *x);

// Mean cross-entropy over the samples, and its gradient.
double network_loss(struct network_shape shape, const double *weights, const struct samples *samples);
void network_gradient(struct network_shape shape, const double *weights, const struct samples *samples, double *gradient);

#endif
