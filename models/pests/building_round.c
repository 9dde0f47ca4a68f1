// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/building_round.h"

#include <math.h>

#include "models/methods/shapley_law.h"

const struct equation building_round_visit_equation = {
    "which flats it is worth to visit",
    "where p cures (rid_won - treat_won) > look_won + (1 - p cures) vain_won; together: a flat that told "
    "goes "
    "by p of all that was told, another by that or by p of its own robot's runs",
    "p: that it is infested", "expected worth, by whoever decides"};
const struct equation building_round_value_equation = {
    "what telling adds",
    "v(S) = sum over flats visited if S alone told of p cures (rid_won - treat_won) - look_won - (1 - p "
    "cures) "
    "vain_won; value = v(all that told) - v(nobody)",
    "p as believed when all is told", "definition"};

double building_round_gain_won(const struct building_terms *terms, double chance) {
    double ends = chance * terms->cures;
    return ends * (terms->rid_won - terms->treat_won) - terms->look_won - (1 - ends) * terms->vain_won;
}

static bool is_worth_it(const struct building_terms *terms, double chance) {
    return building_round_gain_won(terms, chance) > 0;
}

// Of one flat alone: all others might be anything.
static double chance_alone(double before, double evidence) {
    return 1 / (1 + (1 - before) / before * exp(-evidence));
}

// What is done where the flats of a set told: chances[flats] are those that follow from it.
static bool is_visited(const struct building_round *round, const struct building_terms *terms, unsigned flat,
                       bool told, double chance) {
    return is_worth_it(terms, chance) || (!told && round->visits[BUILDING_ALONE][flat]);
}

void building_round_believe(struct building_round *round, struct building_prior prior,
                            const struct building_terms *terms) {
    double all[BUILDINGS_FLATS_MOST];
    building_belief_weights(prior, round->flats, round->weights);
    double before = building_belief_before(round->weights, round->flats);
    for (unsigned i = 0; i < round->flats; i++)
        all[i] = round->known[i] + (round->tells[i] ? round->told[i] : 0);
    building_belief(round->weights, round->flats, round->known, round->chances[BUILDING_PRIOR]);
    building_belief(round->weights, round->flats, all, round->chances[BUILDING_TOGETHER]);
    for (unsigned i = 0; i < round->flats; i++) {
        double alone = round->chances[BUILDING_ALONE][i] =
            chance_alone(before, round->known[i] + round->own[i]);
        round->visits[BUILDING_PRIOR][i] = is_worth_it(terms, round->chances[BUILDING_PRIOR][i]);
        round->visits[BUILDING_ALONE][i] = is_worth_it(terms, alone);
        round->visits[BUILDING_TOGETHER][i] =
            is_visited(round, terms, i, round->tells[i], round->chances[BUILDING_TOGETHER][i]);
    }
}

bool building_round_is_believed(const struct building_round *round, const struct building_terms *terms,
                                unsigned flat) {
    return is_worth_it(terms, round->chances[BUILDING_TOGETHER][flat]);
}

// ---- Who brought what ----------------------------------------------------------------------------------

struct building_game {
    const struct building_round *round;
    const struct building_terms *terms;
    unsigned holders, flat[BUILDINGS_FLATS_MOST];  // of each holder, its flat
};

static double worth_won(shapley_set set, const void *of) {
    const struct building_game *game = of;
    const struct building_round *round = game->round;
    double evidence[BUILDINGS_FLATS_MOST], chances[BUILDINGS_FLATS_MOST], won = 0;
    bool told[BUILDINGS_FLATS_MOST] = {false};
    for (unsigned i = 0; i < round->flats; i++) evidence[i] = round->known[i];
    for (unsigned h = 0; h < game->holders; h++) {
        if (!(set >> h & 1)) continue;
        told[game->flat[h]] = true;
        evidence[game->flat[h]] += round->told[game->flat[h]];
    }
    building_belief(round->weights, round->flats, evidence, chances);
    for (unsigned i = 0; i < round->flats; i++)
        if (is_visited(round, game->terms, i, told[i], chances[i]))
            won += building_round_gain_won(game->terms, round->chances[BUILDING_TOGETHER][i]);
    return won;
}

static void split_exactly(const struct building_game *game, double *shares) {
    double worths[1 << SHAPLEY_EXACT_MOST];
    for (shapley_set set = 0; set < (shapley_set)1 << game->holders; set++)
        worths[set] = worth_won(set, game);
    shapley_split(game->holders, worths, shares);
}

static bool is_small(unsigned holders, unsigned orders) {
    return holders <= SHAPLEY_EXACT_MOST && (uint64_t)1 << holders <= (uint64_t)orders * holders;
}

double building_round_split(const struct building_round *round, const struct building_terms *terms,
                            unsigned orders, struct random_sequence luck, double *shares_won) {
    struct building_game game = {.round = round, .terms = terms};
    double shares[BUILDINGS_FLATS_MOST], errors[BUILDINGS_FLATS_MOST], value = 0;
    for (unsigned i = 0; i < round->flats; i++) {
        shares_won[i] = 0;
        if (round->tells[i]) game.flat[game.holders++] = i;
    }
    if (game.holders == 0) return 0;
    if (is_small(game.holders, orders))
        split_exactly(&game, shares);
    else
        shapley_draw(game.holders, worth_won, &game, orders, luck, shares, errors);
    for (unsigned h = 0; h < game.holders; h++) value += shares_won[game.flat[h]] = shares[h];
    return value;
}
