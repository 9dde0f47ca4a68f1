// SPDX-License-Identifier: GPL-3.0-or-later
// Learns nothing: what the others are measured by.
#include "models/methods/chooser.h"

static const struct equation always = {"taking what is set", "the usual arm", "arm: what can be taken",
                                       "definition"};

static size_t choose(const struct chooser_arms *arms, struct random_sequence luck) {
    (void)luck;
    return arms->usual;
}

static const struct chooser chooser = {choose};

const struct technique chooser_fixed_technique = {
    .name = "chooser_fixed",
    .summary = "takes what is set, every time",
    .senses = "nothing",
    .trained_on = "nothing",
    .consents = "none: it learns of nobody",
    .costs = "nothing to try; what a better arm would bring, every round",
    .scored = "what it earns, against choosers under the same luck (maru compare)",
    .fails = "where what is set is not the best, for good",
    .equations = EQUATIONS(&always),
    .chooser = &chooser,
};
