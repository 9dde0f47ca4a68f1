// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/record_learning_technique.h"

#include <math.h>

const struct equation record_learning_more_equation = {
    "what records are believed to spare more",
    "more = (prior_months believed_more + n (A1 / A0 - 1)) / (prior_months + n), 1 / n = 1 / m0 + 1 / m1",
    "A: mean over the m months of what cleaning spared, by the list that costs nothing (0) and by records "
    "(1)",
    "variances of two means add up, and the fewer months decide; posterior mean of a normal of known "
    "variance "
    "(DeGroot 1970, Optimal Statistical Decisions, not read)"};
const struct equation record_learning_bid_equation = {
    "what a month's records are worth to the city", "bid = max(0, more) W",
    "W: won for cleaning, mean of the months: what sparing that share more would cost by cleaning more; "
    "beforehand it "
    "buys",
    "cost of the cheapest alternative; that cleaning more spares in proportion: assumption"};

void record_learning_saw(struct record_learning *learning, bool by_records, double spared, double won) {
    learning->months[by_records]++;
    learning->spared[by_records] += spared;
    learning->won += won;
}

double record_learning_more(const struct record_learning *learning, struct record_learning_prior prior) {
    const double *months = learning->months, *spared = learning->spared;
    if (months[0] <= 0 || months[1] <= 0 || spared[0] <= 0) return prior.more;
    double n = 1 / (1 / months[0] + 1 / months[1]);
    double seen = spared[1] / months[1] / (spared[0] / months[0]) - 1;
    return (prior.weight * prior.more + n * seen) / (prior.weight + n);
}

double record_learning_bid_won(const struct record_learning *learning, struct record_learning_prior prior) {
    double months = learning->months[0] + learning->months[1];
    if (months <= 0) return INFINITY;
    return fmax(0, record_learning_more(learning, prior)) * learning->won / months;
}

const struct technique record_learning_technique = {
    .name = "record_learning",
    .summary = "learns for a city what families' records spare beyond a list that costs nothing",
    .senses = "which list it cleaned by, and what it then measured",
    .trained_on = "its own months by either list, beside a prior",
    .consents = "air_quality to the city or to those who pool it: without records there is but one list",
    .costs = "the months in which it takes the list that it would not",
    .scored = "what cleaning spared (series of public_body)",
    .fails = "months differ by more than the lists do: it takes years to be sure",
    .equations = EQUATIONS(&record_learning_more_equation, &record_learning_bid_equation),
};
