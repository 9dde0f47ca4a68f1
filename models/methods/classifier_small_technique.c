// SPDX-License-Identifier: GPL-3.0-or-later
// The classifier that fits a small chip: the network of classifier_network_technique.c with a quarter of its
// hidden units, taught in the same way.
#include "models/methods/classifier.h"
#include "models/methods/network_technique.h"

extern const struct technique classifier_small_technique;

enum { HIDDEN = 4 };
static const struct network_lesson anew = {
    .steps = 200, .batch = 20, .rate = 0.03, .momentum = 0.9, .decay = 1e-3, .balanced = true};
static const struct network_lesson at_home = {
    .steps = 4, .batch = 8, .rate = 0.1, .momentum = 0, .decay = 0, .balanced = true};

static struct network_shape shape_of(unsigned features, unsigned classes) {
    return (struct network_shape){features, HIDDEN, classes};
}

static size_t parameters(unsigned features, unsigned classes) {
    return network_parameters(shape_of(features, classes));
}

static double answer_flops(unsigned features, unsigned classes) {
    return network_answer_flops(shape_of(features, classes));
}

static double train(const struct samples *samples, struct random_sequence luck, double *model) {
    return network_train_anew(shape_of(samples->features, samples->classes), samples, &anew, luck, model);
}

static double train_locally(const struct samples *samples, struct random_sequence luck, double *model) {
    return network_train(shape_of(samples->features, samples->classes), samples, &at_home, luck, model);
}

static struct sample_answer answer(unsigned features, unsigned classes, const double *model,
                                   const double *x) {
    return network_answer(shape_of(features, classes), model, x);
}

static const struct classifier role = {parameters, answer_flops, train, answer, train_locally};

const struct technique classifier_small_technique = {
    .name = "classifier_small",
    .summary = "a network of 4 hidden units, for a device that has little memory",
    .senses = "features of one thing",
    .trained_on = "labelled samples, 200 batches of 20; at homes 4 of 8",
    .consents = "those of its samples",
    .costs = "a quarter of classifier_network, to answer, to train and over the air",
    .scored = "by whoever works with it, against what was really there",
    .fails = "as network, and sooner: four bends are few for classes that look in many ways",
    .equations = EQUATIONS(&network_equation),
    .classifier = &role,
};
