// SPDX-License-Identifier: GPL-3.0-or-later
// A round of a building: what is known of its flats, which of them one would visit by that, and who brought what to it. Numbers alone, without
// a word about homes: building_care_party.c fills them in and acts on them.
//
// Three rules are held beside each other. Told nothing, one goes by what is believed of any building. Alone, each flat goes by what
// its own robot saw. Together, flats that tell go by what all of them told, and so does whoever looks after the others; who has
// a robot and tells nothing still goes by its own as well.
//
// What telling adds is the worth of the third rule above the second, as it is believed when all is told: nobody knows the truth who
// has to pay by it. A set of flats is worth what would be done if they alone told; each gets its Shapley share (shapley_law.h).
#ifndef MARU_MODELS_PESTS_BUILDING_ROUND_H
#define MARU_MODELS_PESTS_BUILDING_ROUND_H

#include "models/pests/building_belief_technique.h"
#include "sim/engine/random.h"

extern const struct equation building_round_visit_equation, building_round_value_equation;

// What a visit costs; how often it finds an infestation that is there and ends it, which costs treat_won more and is worth rid_won
// to the flat; and what it costs the flat when it finds none. Won.
struct building_terms {
    double look_won, treat_won, cures, rid_won, vain_won;
};
// What a visit to a flat is worth, expected, that is infested with that chance.
double building_round_gain_won(const struct building_terms *terms, double chance);

enum building_rule { BUILDING_PRIOR, BUILDING_ALONE, BUILDING_TOGETHER, BUILDING_RULES };

struct building_round {
    // Filled in by the caller, of each flat.
    unsigned flats;                      // up to BUILDINGS_FLATS_MOST
    double known[BUILDINGS_FLATS_MOST];  // evidence that everybody has: visits
    double own[BUILDINGS_FLATS_MOST];    // evidence of its own robot; 0: it has none
    double told[BUILDINGS_FLATS_MOST];   // as much of it as it told
    bool tells[BUILDINGS_FLATS_MOST];
    // By building_round_believe.
    double weights[BUILDINGS_FLATS_MOST + 1];
    double chances[BUILDING_RULES][BUILDINGS_FLATS_MOST];
    bool visits[BUILDING_RULES][BUILDINGS_FLATS_MOST];
};

void building_round_believe(struct building_round *round, struct building_prior prior, const struct building_terms *terms);
// Whether whoever looks after the building would visit the flat by what all told, whatever the flat does by itself.
bool building_round_is_believed(const struct building_round *round, const struct building_terms *terms, unsigned flat);

// After believing: shares_won[flats], 0 of flats that told nothing; they add up to what telling adds, which is returned. Exact where
// that is no more work than `orders` (>= 2) drawn orders.
double building_round_split(const struct building_round *round, const struct building_terms *terms, unsigned orders,
                            struct random_sequence luck, double *shares_won);

#endif
