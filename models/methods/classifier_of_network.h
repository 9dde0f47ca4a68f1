// SPDX-License-Identifier: GPL-3.0-or-later
// A classifier that is a network of so many hidden units (network_technique.h), taught as much of each class: what the techniques
// that fill the role so (classifier_network, classifier_small) have in common.
#ifndef MARU_MODELS_METHODS_CLASSIFIER_OF_NETWORK_H
#define MARU_MODELS_METHODS_CLASSIFIER_OF_NETWORK_H

#include "models/methods/classifier.h"
#include "models/methods/network_technique.h"

// Defines `role`, of the file that says it: CLASSIFIER_OF_NETWORK(16);
#define CLASSIFIER_OF_NETWORK(hidden_units) \
    static const struct network_lesson anew = {                                                      \
        .steps = 200, .batch = 20, .rate = 0.03, .momentum = 0.9, .decay = 1e-3, .balanced = true};  \
    static const struct network_lesson at_home = {                                                   \
        .steps = 4, .batch = 8, .rate = 0.1, .momentum = 0, .decay = 0, .balanced = true};           \
                                                                                                     \
    static struct network_shape shape_of(unsigned features, unsigned classes) {                      \
        return (struct network_shape){features, hidden_units, classes};                              \
    }                                                                                                \
                                                                                                     \
    static size_t parameters(unsigned features, unsigned classes) {                                  \
        return network_parameters(shape_of(features, classes));                                      \
    }                                                                                                \
                                                                                                     \
    static double answer_flops(unsigned features, unsigned classes) {                                \
        return network_answer_flops(shape_of(features, classes));                                    \
    }                                                                                                \
                                                                                                     \
    static double train(const struct samples *samples, struct random_sequence luck, double *model) { \
        return network_train_anew(shape_of(samples->features, samples->classes), samples, &anew, luck, model); \
    }                                                                                                \
                                                                                                     \
    static double train_locally(const struct samples *samples, struct random_sequence luck, double *model) { \
        return network_train(shape_of(samples->features, samples->classes), samples, &at_home, luck, model); \
    }                                                                                                \
                                                                                                     \
    static struct sample_answer answer(unsigned features, unsigned classes, const double *model,     \
                                       const double *x) {                                            \
        return network_answer(shape_of(features, classes), model, x);                                \
    }                                                                                                \
                                                                                                     \
    static const struct classifier role = {parameters, answer_flops, train, answer, train_locally}

#endif
