// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/price_experiment_technique.h"

#include <math.h>

const struct equation price_experiment_equation = {
    "finding a price",
    "while one was asked fewer than price_trials times, the one asked least; else that of the highest price "
    "(1 + taken) / (2 + asked)",
    "prices 1/2, 0.71, 1, 1.41 and 2 times the one in the middle; asked, taken: at that price so far",
    "expected revenue under a uniform prior; explore first, then commit (Robbins 1952, not read)"};

double price_experiment_multiple(size_t step) {
    return pow(2, (double)step / 2 - 1);
}

static double expected_revenue(const struct price_experiment *experiment, size_t step) {
    return price_experiment_multiple(step) * (1 + experiment->taken[step]) / (2 + experiment->asked[step]);
}

size_t price_experiment_next(const struct price_experiment *experiment, double trials) {
    size_t least = 0, best = 0;
    for (size_t step = 1; step < PRICE_EXPERIMENT_STEPS; step++) {
        if (experiment->asked[step] < experiment->asked[least]) least = step;
        if (expected_revenue(experiment, step) > expected_revenue(experiment, best)) best = step;
    }
    return experiment->asked[least] < trials ? least : best;
}

void price_experiment_saw(struct price_experiment *experiment, size_t step, double asked, double taken) {
    experiment->asked[step] += asked;
    experiment->taken[step] += taken;
}

const struct technique price_experiment_technique = {
    .name = "price_experiment",
    .summary = "finds a price by asking several in turn, and keeps the one that brings most",
    .senses = "whether a lead was taken at the price that was asked",
    .trained_on = "its own offers",
    .consents = "none beyond that of the lead",
    .costs = "what worse prices bring less while it asks them",
    .scored = "earnings of the maker beside those at a fixed price",
    .fails =
        "when buyers change after it has settled: it asks the others no more; at few leads it never settles",
    .equations = EQUATIONS(&price_experiment_equation),
};
