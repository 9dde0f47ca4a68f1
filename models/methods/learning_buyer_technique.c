// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/learning_buyer_technique.h"

#include <math.h>

const struct equation learning_buyer_belief_equation = {
    "what a buyer learns",
    "believed = (weight prior + seen) / (weight + n): of the share of purchases that close, of the share of "
    "offers left that "
    "become customers all the same, and of a customer's margin",
    "seen: how many of n did, or what n customers left, won; weight: prior_purchases",
    "posterior mean of a Beta-Bernoulli and of a normal of known variance (DeGroot 1970, Optimal Statistical "
    "Decisions, not read)"};
const struct equation learning_buyer_bid_equation = {
    "what a buyer bids", "bid = max(0, (closes - anyway) margin - effort)",
    "closes, anyway: believed shares; margin: believed, of a customer, won; effort: what a purchase costs "
    "beside its price, won",
    "definition"};
const struct equation learning_buyer_trials_equation = {
    "what a buyer tries", "it buys at price <= bid, and else while tried + price <= trials_won_quarter",
    "tried: spent so in this quarter of 91 days, won", "assumption"};

void learning_buyer_bought(struct learning_buyer *buyer, bool closed) {
    buyer->bought++;
    buyer->closed += closed;
}

void learning_buyer_earned_of(struct learning_buyer *buyer, double customers, double margin_won) {
    buyer->customers += customers;
    buyer->margin_won += margin_won;
}

void learning_buyer_earned(struct learning_buyer *buyer, double margin_won) {
    learning_buyer_earned_of(buyer, 1, margin_won);
}

void learning_buyer_left(struct learning_buyer *buyer, bool came_anyway) {
    buyer->left++;
    buyer->came_anyway += came_anyway;
}

static double believed(double prior, double weight, double seen, double count) {
    return (weight * prior + seen) / (weight + count);
}

double learning_buyer_closes(const struct learning_buyer *buyer, const struct learning_buyer_prior *prior) {
    return believed(prior->closes, prior->weight, buyer->closed, buyer->bought);
}

double learning_buyer_anyway(const struct learning_buyer *buyer, const struct learning_buyer_prior *prior) {
    return believed(prior->anyway, prior->weight, buyer->came_anyway, buyer->left);
}

double learning_buyer_margin_won(const struct learning_buyer *buyer,
                                 const struct learning_buyer_prior *prior) {
    return believed(prior->margin_won, prior->weight, buyer->margin_won, buyer->customers);
}

double learning_buyer_bid(const struct learning_buyer *buyer, const struct learning_buyer_prior *prior,
                          double effort_won) {
    double more = learning_buyer_closes(buyer, prior) - learning_buyer_anyway(buyer, prior);
    return fmax(0, more * learning_buyer_margin_won(buyer, prior) - effort_won);
}

enum { QUARTER_DAYS = 91 };

static double tried_in_quarter_of(const struct learning_buyer *buyer, int64_t day) {
    return buyer->quarter == day / QUARTER_DAYS ? buyer->tried_won : 0;
}

bool learning_buyer_can_try(const struct learning_buyer *buyer, int64_t day, double won, double most_won) {
    return tried_in_quarter_of(buyer, day) + won <= most_won;
}

void learning_buyer_tried(struct learning_buyer *buyer, int64_t day, double won) {
    buyer->tried_won = tried_in_quarter_of(buyer, day) + won;
    buyer->quarter = day / QUARTER_DAYS;
}

const struct technique learning_buyer_technique = {
    .name = "learning_buyer",
    .summary = "learns what a thing bought again and again brings, and bids what one more is worth",
    .senses =
        "of each purchase whether a customer came of it and what was left; of each offer not bought whether "
        "it came all the same",
    .trained_on = "its own purchases, beside a prior that counts for prior_purchases of them",
    .consents = "none beyond those of the leads, profiles or reach that it buys",
    .costs = "trials_won_quarter won a quarter for what seems too dear",
    .scored =
        "bought, customers and what they left, against what it bid (series of pest_control, diet_seller, "
        "advertiser, data_market, service)",
    .fails =
        "without trials it stays wrong for good (incomplete learning); what changes with the season it takes "
        "for luck",
    .equations = EQUATIONS(&learning_buyer_belief_equation, &learning_buyer_bid_equation,
                           &learning_buyer_trials_equation),
};
