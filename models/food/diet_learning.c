// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/diet_learning.h"

#include <math.h>

const struct equation diet_learning_plan_equation = {
    "what a plan leaves",
    "L = plan_won (margin M(counted_months) - referral_share M(min(referral_months, counted_months))), M(n) "
    "= "
    "(1 - (1 - c)^n) / c, c = (prior_purchases believed_given_up + given up) / (prior_purchases + months)",
    "M: expected months paid of the first n; c: believed share of plans given up in a month; months paid and "
    "given up so far, of all plans; without a maker no referral",
    "geometric life, Beta-Bernoulli"};
const struct equation diet_learning_worth_equation = {
    "what an offer is worth",
    "offer_worth = max over the sources that it rests on of max(0, (closes - anyway) L); made if that is "
    "offer_won or more, or within trials_won_quarter of the best source, else offers_not_worth",
    "closes, anyway: believed shares, of a source, of families picked that begin a plan within the month, if "
    "offered one, and if held out or passed over, beforehand believed_taken, believed_anyway; L: what a plan "
    "leaves; sources: food, stock, profile, or none of them, where nothing is known or offers go to any; "
    "picked: "
    "all that are judged so",
    "definition"};

static double months_of(double given_up, double first) {
    return given_up > 0 ? (1 - pow(1 - given_up, first)) / given_up : first;
}

double diet_learning_plan_leaves_won(const struct diet_learning *learning,
                                     const struct diet_learning_terms *terms) {
    double given_up =
        (terms->weight * terms->given_up + learning->given_up) / (terms->weight + learning->months);
    double shared = fmin(terms->referral_months, terms->counted_months);
    return terms->plan_won * (terms->margin * months_of(given_up, terms->counted_months) -
                              terms->referral_share * months_of(given_up, shared));
}

static enum diet_source best_of(const struct diet_learning *learning, const struct diet_learning_terms *terms,
                                unsigned basis, double *worth_won) {
    struct learning_buyer_prior prior = {.closes = terms->taken,
                                         .anyway = terms->anyway,
                                         .margin_won = diet_learning_plan_leaves_won(learning, terms),
                                         .weight = terms->weight};
    enum diet_source best = DIET_SOURCE_NONE;
    *worth_won = -1;
    for (int source = 0; source < DIET_SOURCES; source++) {
        double worth = basis >> source & 1 ? learning_buyer_bid(&learning->of[source], &prior, 0) : -1;
        if (worth <= *worth_won) continue;
        *worth_won = worth;
        best = (enum diet_source)source;
    }
    return best;
}

double diet_learning_worth_won(const struct diet_learning *learning, const struct diet_learning_terms *terms,
                               unsigned basis) {
    double worth_won;
    best_of(learning, terms, basis, &worth_won);
    return worth_won;
}

bool diet_learning_offers(struct diet_learning *learning, const struct diet_learning_terms *terms,
                          unsigned basis, double cost_won, int64_t day, double trials_won_quarter) {
    double worth_won;
    struct learning_buyer *best = &learning->of[best_of(learning, terms, basis, &worth_won)];
    if (cost_won <= worth_won) return true;
    if (!learning_buyer_can_try(best, day, cost_won, trials_won_quarter)) return false;
    learning_buyer_tried(best, day, cost_won);
    return true;
}

void diet_learning_saw(struct diet_learning *learning, unsigned basis, bool offered, bool took) {
    for (int source = 0; source < DIET_SOURCES; source++) {
        if (!(basis >> source & 1)) continue;
        if (offered)
            learning_buyer_bought(&learning->of[source], took);
        else
            learning_buyer_left(&learning->of[source], took);
    }
}
