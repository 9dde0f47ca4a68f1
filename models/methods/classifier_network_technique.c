// SPDX-License-Identifier: GPL-3.0-or-later
// The classifier that is a small network (network_technique.h).
#include "models/methods/classifier_of_network.h"

extern const struct technique classifier_network_technique;

CLASSIFIER_OF_NETWORK(16);

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
