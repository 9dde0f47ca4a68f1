// SPDX-License-Identifier: GPL-3.0-or-later
// The classifier that is a small network (network_technique.h).
#include "models/methods/classifier.h"
#include "models/methods/network_technique.h"

extern const struct technique classifier_network_technique;

enum { HIDDEN = 16 };
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

const struct technique classifier_network_technique = {
    .name = "classifier_network",
    .summary = "a network of 16 hidden units, taught as much of each class",
    .senses = "features of one thing",
    .trained_on = "labelled samples, 200 batches of 20; at homes 4 of 8",
    .consents = "those of its samples",
    .costs = "as network; a version takes 200 batches, however many samples there are",
    .scored = "by whoever works with it, against what was really there",
    .fails = "as network",
    .equations = EQUATIONS(&network_equation),
    .classifier = &role,
};
