// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/marketing_trials.h"

const struct equation marketing_trials_belief_equation = {
    "what is believed of a group's answers",
    "taken = (taken of all prior_offers + taken so far) / (prior_offers + offers so far); that of all "
    "likewise, around believed_taken; anyway likewise, of those held out and around believed_anyway",
    "of each offer, in families and months",
    "posterior mean of a beta-binomial, twice, as of a hierarchy: Gelman et al. 2013 (Bayesian data "
    "analysis, 5.3)"};
const struct equation marketing_trials_worth_equation = {
    "what an offer is worth",
    "taken (price - cost) - anyway (set_won - cost) - contact_won; price = set_won, or set_won (1 - "
    "discount)",
    "cost = cost_share usual_won; who would have bought anyway would have paid set_won", "definition"};

void marketing_trials_add(struct marketing_seen *sum, const struct marketing_seen *more) {
    for (unsigned offer = 0; offer < MARKETING_OFFERS; offer++) {
        sum->offers[offer] += more->offers[offer];
        sum->taken[offer] += more->taken[offer];
    }
    for (unsigned set = 0; set < MARKETING_SETS; set++) {
        sum->left[set] += more->left[set];
        sum->anyway[set] += more->anyway[set];
    }
}

static double believed(double before, double weight, double times, double of) {
    return (before * weight + times) / (weight + of);
}

double marketing_trials_worth_won(const struct marketing_terms *terms, const struct marketing_seen *all,
                                  const struct marketing_seen *group, unsigned offer) {
    enum marketing_set set = marketing_set_of(offer);
    double taken = believed(terms->taken, terms->weight, all->taken[offer], all->offers[offer]);
    double anyway = believed(terms->anyway, terms->weight, all->anyway[set], all->left[set]);
    taken = believed(taken, terms->weight, group->taken[offer], group->offers[offer]);
    anyway = believed(anyway, terms->weight, group->anyway[set], group->left[set]);
    double price = terms->price_won[offer % MARKETING_PRICES];
    return taken * (price - terms->cost_won) - anyway * (terms->price_won[MARKETING_FULL] - terms->cost_won) -
           terms->contact_won;
}
