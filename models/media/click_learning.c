// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/click_learning.h"

const struct equation click_learning_worth_equation = {
    "worth of a click",
    "worth = max(0, (closes - anyway) m); beforehand anyway = 1 - exp(-believed_by_itself_year r claims_days "
    "/ "
    "365), closes = b + (1 - b) anyway; prior_clicks of each",
    "closes: share of families that bought within claims_days of a click; anyway: of families held out and "
    "no "
    "customers, in as many days; both believed as in what a buyer learns; m: worth of a customer; b: "
    "believed_buys at its price; r: demand against that at the usual price; click_worth: mean of the days",
    "difference of two groups' means, as in a trial; assumption"};
const struct equation click_learning_rate_equation = {
    "what a place brings an o2o firm",
    "worth = p worth of a click (prior_clicks + clicks) / (prior_clicks + told)",
    "p: chance of a click that the medium lets it expect; clicks on its places so far, told: sum of p over "
    "them",
    "posterior mean of a gamma-Poisson (DeGroot 1970, Optimal Statistical Decisions, not read)"};

double click_learning_worth_won(const struct click_learning *learning,
                                const struct click_learning_prior *prior) {
    struct learning_buyer_prior of_clicks = {.closes = prior->buys + (1 - prior->buys) * prior->anyway,
                                             .anyway = prior->anyway,
                                             .margin_won = prior->customer_won,
                                             .weight = prior->weight};
    return learning_buyer_bid(&learning->clicks, &of_clicks, 0);
}

double click_learning_rate(const struct click_learning *learning, double weight) {
    return (weight + learning->seen) / (weight + learning->told);
}

void click_learning_shown(struct click_learning *learning, double told, bool clicked) {
    learning->seen += clicked;
    learning->told += told;
}
