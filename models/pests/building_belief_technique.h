// SPDX-License-Identifier: GPL-3.0-or-later
// Which flats of a building are infested, by what is known of each, where they infest each other: Bayes over all states of the
// building at once.
//
// Beforehand the building is as a building is found whose flats are infested from outside, from each other, and rid of it again, each
// at its rate (building_belief_prior_equation): more likely none or many than as many that had nothing to do with each other. All
// flats are alike beforehand, so a state's chance hangs on how many of it are infested, and the sum over 2^flats states is one
// over counts, forward and backward along the flats: flats^2 steps, of positive numbers alone.
#ifndef MARU_MODELS_PESTS_BUILDING_BELIEF_TECHNIQUE_H
#define MARU_MODELS_PESTS_BUILDING_BELIEF_TECHNIQUE_H

#include <stdbool.h>

#include "models/people/buildings.h"
#include "sim/engine/technique.h"

extern const struct technique building_belief_technique;
extern const struct equation building_belief_prior_equation, building_belief_equation, building_belief_evidence_equation;

struct building_prior {
    double alone;    // share of flats that would be infested if none infested another, above 0 and below 1
    double follows;  // how often an infested flat infests another given one before it is rid of it, 0 or more
};

// weights[flats + 1]: of a state, by how many flats of it are infested, but for a factor that all have. flats <= BUILDINGS_FLATS_MOST.
void building_belief_weights(struct building_prior prior, unsigned flats, double *weights);
// The chance that any flat is infested of which, as of the others, nothing is known.
double building_belief_before(const double *weights, unsigned flats);
// chances[flats]: that each is infested. evidence[flats]: ln of how much likelier what is known of it is if it is than if it is not.
void building_belief(const double *weights, unsigned flats, const double *evidence, double *chances);

// ln of how much likelier a run's report is in an infested flat, where such runs report one with chance `seen`, than in another,
// where they do with `imagined`.
double building_belief_evidence(bool reported, double seen, double imagined);
// What evidence is left of it where a share `hidden` of infested flats has so few that its runs are as in another flat.
double building_belief_of_hidden(double evidence, double hidden);

#endif
