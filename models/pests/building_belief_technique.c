// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/building_belief_technique.h"

#include <math.h>

#include "sim/engine/status.h"

const struct equation building_belief_prior_equation = {
    "a building before anything is known of it",
    "P(state) in proportion to w(m), m its infested flats; w(0) = 1, w(m + 1) = w(m) (a + believed_follows "
    "m), a = believed_alone / (1 - believed_alone)",
    "a: onset from outside beside being rid of it",
    "the stationary law of flats that are infested at rate a + believed_follows m and rid of it at rate 1: "
    "in "
    "detail balanced (a contact process on the complete graph, with immigration); derived here"};
const struct equation building_belief_equation = {
    "which flats are infested",
    "P(i infested) = sum over states with i infested of w(m) product of L / sum over all states",
    "L of each infested flat of the state: how much likelier what is known of it is if it is infested",
    "Bayes' rule, summed by counts forward and backward along the flats"};
const struct equation building_belief_evidence_equation = {
    "what a report says",
    "L = believed_hidden + (1 - believed_hidden) R; R = product over runs of believed_seen / "
    "believed_imagined "
    "where one was reported, (1 - believed_seen) / (1 - believed_imagined) where none was; ln R times keeps "
    "each round; after a visit R = 1, and L times 1 - cures, whose ln fades likewise",
    "R: how much likelier the runs are where there are enough to be met",
    "Bayes' rule; that older reports count for less: a power prior (Ibrahim & Chen 2000, not read)"};

void building_belief_weights(struct building_prior prior, unsigned flats, double *weights) {
    PROMISE(prior.alone > 0 && prior.alone < 1 && prior.follows >= 0 && flats <= BUILDINGS_FLATS_MOST,
            "a building's prior");
    double outside = prior.alone / (1 - prior.alone);
    weights[0] = 1;
    for (unsigned m = 0; m < flats; m++) weights[m + 1] = weights[m] * (outside + prior.follows * m);
}

double building_belief_before(const double *weights, unsigned flats) {
    double nothing[BUILDINGS_FLATS_MOST] = {0}, chances[BUILDINGS_FLATS_MOST] = {0};
    building_belief(weights, flats, nothing, chances);
    return chances[0];
}

// before[m]: of the flats so far, the odds' share that m of them are infested; one flat more.
static void count_in(double *before, unsigned so_far, double infested) {
    before[so_far + 1] = 0;
    for (unsigned m = so_far + 1; m > 0; m--)
        before[m] = before[m] * (1 - infested) + before[m - 1] * infested;
    before[0] *= 1 - infested;
}

void building_belief(const double *weights, unsigned flats, const double *evidence, double *chances) {
    enum { COUNTS = BUILDINGS_FLATS_MOST + 1 };
    double infested[BUILDINGS_FLATS_MOST], before[COUNTS] = {1}, after[COUNTS][COUNTS];
    for (unsigned i = 0; i < flats; i++) infested[i] = 1 / (1 + exp(-evidence[i]));
    // after[i][m]: weight of all that flats i, i + 1 ... can be, where m before them are infested.
    for (unsigned m = 0; m <= flats; m++) after[flats][m] = weights[m];
    for (unsigned i = flats; i-- > 0;)
        for (unsigned m = 0; m <= i; m++)
            after[i][m] = (1 - infested[i]) * after[i + 1][m] + infested[i] * after[i + 1][m + 1];
    for (unsigned i = 0; i < flats; i++) {
        double with = 0;
        for (unsigned m = 0; m <= i; m++) with += before[m] * after[i + 1][m + 1];
        chances[i] = infested[i] * with / after[0][0];
        count_in(before, i, infested[i]);
    }
}

double building_belief_evidence(bool reported, double seen, double imagined) {
    return reported ? log(seen / imagined) : log((1 - seen) / (1 - imagined));
}

double building_belief_of_hidden(double evidence, double hidden) {
    return log(hidden + (1 - hidden) * exp(evidence));
}

const struct technique building_belief_technique = {
    .name = "building_belief",
    .summary = "says which flats of a building are infested, by what robots in some of them reported",
    .senses = "of each run of a robot whether it reported a cockroach, and which flats were visited",
    .trained_on =
        "nothing: how often flats infest each other and robots see or imagine one is believed beforehand",
    .consents = "pest_sighting to whoever puts the reports together; none for a flat's own robot alone",
    .costs = "some 4 flats^2 multiplications a building and round, as many for each step of a drawn split",
    .scored = "mean square error (Brier 1950) and missed flats beside what is true (series of building_care)",
    .fails =
        "an infestation that has just begun is seen by nobody; it takes flats to be alike near and ripe "
        "at once; its beliefs of rates are not corrected by what visits find, nor what a visit found told of "
        "the flats around",
    .equations = EQUATIONS(&building_belief_prior_equation, &building_belief_equation,
                           &building_belief_evidence_equation),
};
