// SPDX-License-Identifier: GPL-3.0-or-later
// Has this home had cockroaches? Whoever overhears a pest-control firm, or a manager who is told what robots
// see, knows it of those it hears of; and of their neighbours, who told nothing, it knows more than before.
// On which floors of which buildings cockroaches are common everybody knows.
#include <stdlib.h>

#include "models/attacks/attack.h"
#include "models/maker/maker.h"
#include "models/model.h"
#include "models/people/buildings.h"
#include "models/pests/infestation.h"
#include "models/pests/pest_control.h"
#include "models/pests/robot_vacuum.h"

enum { STEPS = 40 };

const struct equation attack_pest_equation = {
    "has a home had cockroaches",
    "P_i = o / (1 + o), o = p_i' / (1 - p_i') (q1 / q0)^r ((1 - "
    "q1) / (1 - q0))^(n - r), 1 where a sighting, a lead or a call came; "
    "p_i' = p_i (prior + sum P_j) / (prior + sum p_j) over the "
    "other flats of its building that told something; q0, q1 by "
    "EM over all homes heard of, 40 steps from half and five times "
    "the mean; guess: P_i > mean of p; without: p_i > mean "
    "of p; p_i = 1 - exp(ln(1 - cockroaches.prevalence) (at_start "
    "+ (1 - at_start) d / 365) risk / mean risk)",
    "r of n runs of its robot reported a cockroach, a share q1 of "
    "them at homes that have had some, q0 elsewhere; d days; risk "
    "by floor and age of the building, as public surveys tell it; "
    "of neighbours with by_neighbours, where families.flats has "
    "buildings",
    "mixture of two binomials by EM (Dempster, Laird & Rubin "
    "1977), shrinkage as of a gamma-Poisson rate (Clayton & Kaldor "
    "1987, Biometrics 43:671); neither read"};

struct pest_attack {
    uint32_t *runs, *reported, *sightings;  // [homes]
    bool *had;                              // [homes] the truth
    double *usual, *believed;               // [homes] p_i, P_i
    double usual_mean, imagined, seen;      // q0, q1
};

static void begin(struct attack_case *attack) {
    struct pest_attack *state = attack->state;
    size_t homes = attack->world->home_count;
    if (!attack->world->model->infestations_matter)
        status_fail(&attack->world->status, STATUS_SCENARIO,
                    "%s: attack = \"pest\" is on homes where cockroaches matter; the scenario has no robot "
                    "that sees them, "
                    "and no pest_control",
                    attack->attacker->name);
    state->runs = status_allocate(homes, sizeof *state->runs);
    state->reported = status_allocate(homes, sizeof *state->reported);
    state->sightings = status_allocate(homes, sizeof *state->sightings);
    state->had = status_allocate(homes, sizeof *state->had);
    state->usual = status_allocate(homes, sizeof *state->usual);
    state->believed = status_allocate(homes, sizeof *state->believed);
}

static void end(struct attack_case *attack) {
    struct pest_attack *state = attack->state;
    free(state->runs);
    free(state->reported);
    free(state->sightings);
    free(state->had);
    free(state->usual);
    free(state->believed);
}

// ---- What it hears ---------------------------------------------------------------------------------------

static bool is_sighting(const struct item *item) {
    return item->topic == &maker_shared_sighting || item->topic == &maker_sold_sighting ||
           item->topic == &pest_control_exclusive_lead || item->topic == &pest_control_shared_lead ||
           item->topic == &pest_control_call;
}

static bool notices(struct attack_case *attack, const struct item *item) {
    (void)attack;
    return item->topic == &robot_vacuum_run || is_sighting(item);
}

static void learns(struct attack_case *attack, const struct item *item, int sign) {
    struct pest_attack *state = attack->state;
    if (is_sighting(item)) {
        state->sightings[item->home] += (uint32_t)sign;
        return;
    }
    state->runs[item->home] += (uint32_t)sign;
    if (item->value) state->reported[item->home] += (uint32_t)sign;
}

// Whether it has them is looked at once a day.
static void midnight(struct attack_case *attack) {
    struct pest_attack *state = attack->state;
    const struct infestation *infestations = attack->world->model->infestations;
    for (uint32_t home = 0; home < attack->world->home_count; home++)
        state->had[home] |= infestation_lives(&infestations[home], attack->world->now);
}

// ---- What everybody knows --------------------------------------------------------------------------------

static double within(double share) {
    return fmin(0.999, fmax(1e-6, share));
}

static void find_usual(const struct attack_case *attack) {
    struct pest_attack *state = attack->state;
    const struct world *world = attack->world;
    const struct cockroaches_settings *s = world->model->cockroaches;
    double days = (double)clock_day(world->now), risks = 0;
    double hazard = -log(1 - s->prevalence) * (s->at_start + (1 - s->at_start) * days / 365);
    for (uint32_t home = 0; home < world->home_count; home++)
        risks += state->usual[home] =
            infestation_risk(s, world->homes[home].floor, world->homes[home].building_age);
    state->usual_mean = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double risk = risks > 0 ? state->usual[home] * world->home_count / risks : 1;
        state->usual[home] = within(1 - exp(-hazard * risk));
        state->usual_mean += state->usual[home] / world->home_count;
    }
}

// ---- What it believes of a home --------------------------------------------------------------------------

// By its own runs and what is believed of it before.
static double after_runs(const struct pest_attack *state, uint32_t home, double before) {
    if (state->sightings[home]) return 1;
    if (!state->runs[home] || state->seen <= state->imagined) return before;
    double reported = state->reported[home], silent = state->runs[home] - reported;
    double log_odds = log(before / (1 - before)) + reported * log(state->seen / state->imagined) +
                      silent * log((1 - state->seen) / (1 - state->imagined));
    return 1 / (1 + exp(-log_odds));
}

// One step of EM: how often runs report one where there have been some, and elsewhere.
static void learn_rates(struct pest_attack *state, uint32_t homes) {
    double runs[2] = {0}, reported[2] = {0};
    for (uint32_t home = 0; home < homes; home++) {
        if (!state->runs[home]) continue;
        double had = after_runs(state, home, state->usual[home]);
        runs[0] += (1 - had) * state->runs[home];
        runs[1] += had * state->runs[home];
        reported[0] += (1 - had) * state->reported[home];
        reported[1] += had * state->reported[home];
    }
    state->imagined = within(runs[0] > 0 ? reported[0] / runs[0] : 0);
    state->seen = within(runs[1] > 0 ? reported[1] / runs[1] : 0);
}

static void find_rates(struct pest_attack *state, uint32_t homes) {
    double runs = 0, reported = 0;
    for (uint32_t home = 0; home < homes; home++) {
        runs += state->runs[home];
        reported += state->reported[home];
    }
    double mean = runs > 0 ? reported / runs : 0;
    state->imagined = within(mean / 2);
    state->seen = within(fmin(0.5, 5 * mean));
    for (int i = 0; i < STEPS && mean > 0; i++) learn_rates(state, homes);
}

static bool told(const struct pest_attack *state, uint32_t home) {
    return state->runs[home] || state->sightings[home];
}

// How much commoner they seem to be in the rest of the building than they would be by what everybody knows.
static double around(const struct attack_case *attack, uint32_t home) {
    const struct pest_attack *state = attack->state;
    const struct buildings *buildings = attack->world->model->buildings;
    double expected = attack->settings->prior, seen = expected;
    uint32_t building = buildings ? buildings->of[home] : BUILDINGS_NONE;
    if (building == BUILDINGS_NONE || !attack->settings->by_neighbours) return 1;
    for (uint32_t i = buildings->first[building]; i < buildings->first[building + 1]; i++) {
        uint32_t flat = buildings->flat[i];
        if (flat == home || !told(state, flat)) continue;
        seen += after_runs(state, flat, state->usual[flat]);
        expected += state->usual[flat];
    }
    return seen / expected;
}

static void ready(struct attack_case *attack) {
    struct pest_attack *state = attack->state;
    find_usual(attack);
    find_rates(state, attack->world->home_count);
    for (uint32_t home = 0; home < attack->world->home_count; home++)
        state->believed[home] = after_runs(state, home, within(state->usual[home] * around(attack, home)));
}

// ---- Questions -------------------------------------------------------------------------------------------

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    const struct pest_attack *state = attack->state;
    return state->believed[question->home] > state->usual_mean;
}

static int without(const struct attack_case *attack, const struct attack_question *question) {
    const struct pest_attack *state = attack->state;
    return state->usual[question->home] > state->usual_mean;
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    const struct pest_attack *state = attack->state;
    if (attack->world->homes[question->home].members == 0) return ATTACK_UNKNOWN;
    return state->had[question->home];
}

static const struct attack attack = {
    .question = "has this home had cockroaches?",
    .moment = ATTACK_AT_END,
    .answers = 2,
    .state_size = sizeof(struct pest_attack),
    .begin = begin,
    .notices = notices,
    .learns = learns,
    .midnight = midnight,
    .ready = ready,
    .guess = guess,
    .without = without,
    .truth = truth,
    .end = end,
};

const struct technique attack_pest_technique = {
    .name = "attack_pest",
    .summary = "guesses which homes have had cockroaches, by sightings, leads, calls and what robots tell",
    .senses =
        "sightings that reach a maker; leads and calls that reach a pest-control firm; each run that a robot "
        "tells of; who shares a "
        "building",
    .trained_on = "the runs themselves; public surveys of where cockroaches are common",
    .consents =
        "none: it overhears a firm that may have them; the flats around those who tell gave none at all",
    .costs = "some hundreds of sums a home, once",
    .scored =
        "whether cockroaches lived there at a midnight of the run (group guesses of the run file), beside "
        "floor and "
        "age of the building alone",
    .fails =
        "on sightings that were imagined, and on infestations that ended before a robot ran: no bound holds",
    .equations = EQUATIONS(&attack_pest_equation),
    .attack = &attack,
};
