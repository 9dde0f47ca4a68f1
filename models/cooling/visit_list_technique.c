// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/visit_list_technique.h"

#include <math.h>
#include <stdlib.h>

const struct equation visit_list_belief_equation = {
    "what a visit is believed to spare",
    "k = (w b + sum of K h spared) / (w + visits), of each kind of homes; b = spares p h f beforehand",
    "p 1 in an old person's home, else others; h 1 where nothing is reported, 0 below the limit, then half a "
    "unit more a kelvin; f 1 "
    "never visited, 1/2 found cool, 2 found hot; w visits that b counts for",
    "posterior mean of a normal of known variance (DeGroot 1970, Optimal Statistical Decisions, not read); h "
    "and f: assumption"};
const struct equation visit_list_order_equation = {
    "whom to visit", "the highest k first; alike, whoever was visited longest ago; alike, by lot", "",
    "definition"};

static size_t room_of(double room_c, double limit_c) {
    if (isnan(room_c)) return 0;
    double above = floor(room_c - limit_c) + 2;
    return (size_t)fmax(1, fmin(VISIT_LIST_ROOMS - 1, above));
}

size_t visit_list_cell(struct visit_known known, double limit_c) {
    return ((size_t)known.old * VISIT_LIST_ROOMS + room_of(known.room_c, limit_c)) * VISIT_FINDINGS +
           known.found;
}

static double believed_before(const struct visit_list_prior *prior, size_t cell) {
    static const double found[VISIT_FINDINGS] = {
        [VISIT_NEVER] = 1, [VISIT_FOUND_COOL] = 0.5, [VISIT_FOUND_HOT] = 2};
    size_t room = cell / VISIT_FINDINGS % VISIT_LIST_ROOMS;
    bool old = cell >= VISIT_LIST_CELLS / 2;
    double heat = room == 0 ? 1 : 0.5 * (double)(room - 1);
    return prior->spares_k_h * (old ? 1 : prior->others) * heat * found[cell % VISIT_FINDINGS];
}

void visit_list_saw(struct visit_list_learner *learner, size_t cell, double spared_k_h) {
    learner->cells[cell].visits++;
    learner->cells[cell].spared_k_h += spared_k_h;
}

double visit_list_believed_k_h(const struct visit_list_learner *learner, const struct visit_list_prior *prior,
                               size_t cell) {
    double before = prior->weight * believed_before(prior, cell);
    return (before + learner->cells[cell].spared_k_h) / (prior->weight + learner->cells[cell].visits);
}

static int compare_candidates(const void *a, const void *b) {
    const struct visit_candidate *one = a, *other = b;
    if (one->believed_k_h < other->believed_k_h) return 1;
    if (one->believed_k_h > other->believed_k_h) return -1;
    if (one->visited_day != other->visited_day) return one->visited_day < other->visited_day ? -1 : 1;
    if (one->luck != other->luck) return one->luck < other->luck ? -1 : 1;
    return one->home < other->home ? -1 : one->home > other->home;
}

void visit_list_order(struct visit_candidate *candidates, size_t count) {
    qsort(candidates, count, sizeof *candidates, compare_candidates);
}

const struct technique visit_list_technique = {
    .name = "visit_list",
    .summary = "says whom to visit in the heat, and learns from visits whom it was worth it to",
    .senses =
        "who is old and lives alone (a register), how hot rooms are reported to be, how visits found them",
    .trained_on = "what each visit spared, by kind of home",
    .consents = "profile for the register, telemetry for rooms' temperatures",
    .costs = "sorting the homes that are known on a hot day; two numbers for each of 48 kinds of homes",
    .scored = "recall and precision beside who was truly at risk (series of heat_watch)",
    .fails =
        "homes that nobody reports and no register has are never found; it knows kinds of homes, not each "
        "one's people",
    .equations = EQUATIONS(&visit_list_belief_equation, &visit_list_order_equation),
};
