// SPDX-License-Identifier: GPL-3.0-or-later
// The classifier that fits a small chip: the network of classifier_network_technique.c with a quarter of its
// hidden units, taught in the same way.
#include "models/methods/classifier_of_network.h"

extern const struct technique classifier_small_technique;

CLASSIFIER_OF_NETWORK(4);

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
