// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/supervision_technique.h"

#include <math.h>

#include "models/methods/normal.h"

const struct equation supervision_equation = {
    "what a reviewer says",
    "x ~ N(separation / 2, 1) of what is real, N(-separation / 2, 1) of what is not; yes if x > criterion: "
    "P(yes) = Phi(separation / 2 - criterion), Phi(-separation / 2 - criterion)",
    "x evidence; Phi the standard normal distribution; errors independent of the machine's given the truth",
    "signal detection, Green & Swets 1966 (Signal Detection Theory and Psychophysics)"};

struct detector supervision_detector(double hits, double falses) {
    double hit = normal_quantile(hits), false_yes = normal_quantile(falses);
    return (struct detector){hit - false_yes, -(hit + false_yes) / 2};
}

double supervision_hits(struct detector detector) {
    return normal_below(detector.separation / 2 - detector.criterion);
}
double supervision_falses(struct detector detector) {
    return normal_below(-detector.separation / 2 - detector.criterion);
}

// The upper tail beyond c holds P(yes); the luck is a place in it.
double supervision_evidence(struct detector detector, bool there, double uniform) {
    double mean = there ? detector.separation / 2 : -detector.separation / 2;
    double tail = there ? supervision_hits(detector) : supervision_falses(detector);
    return mean - normal_quantile(uniform * tail);
}

double supervision_yes_ratio(struct detector detector, double met, double evidence) {
    return met * exp(fmin(detector.separation * evidence, 700)) + 1 - met;
}

double supervision_no_ratio(struct detector detector, double met) {
    return met * (1 - supervision_hits(detector)) / (1 - supervision_falses(detector)) + 1 - met;
}

double supervision_posterior(double prior, double ratio) {
    double odds = prior / (1 - prior) * ratio;
    return isinf(odds) ? 1 : odds / (1 + odds);
}

double supervision_precision(double prior, double hits, double falses) {
    return prior * hits / (prior * hits + (1 - prior) * falses);
}

double supervision_ever(double chance, double times) {
    return -expm1(times * log1p(-chance));
}

// Through the recursion of Erlang's B (Gross, Shortle, Thompson & Harris, Fundamentals of Queueing
// Theory, 3.3).
double supervision_wait(double rate, double service, int desks) {
    double load = rate * service, b = 1;
    if (load >= desks) return INFINITY;
    for (int n = 1; n <= desks; n++) b = load * b / (n + load * b);
    double waits = b / (1 - load / desks * (1 - b));
    return waits * service / (desks - load);
}

int supervision_desks(double rate, double service, double longest) {
    int desks = (int)(rate * service) + 1;
    while (supervision_wait(rate, service, desks) > longest) desks++;
    return desks;
}

const struct technique supervision_technique = {
    .name = "supervision",
    .summary = "says how often a detector and a person behind it err, and how sure one yes is",
    .senses = "a yes or no of a machine, and what a reviewer sees of the same",
    .trained_on = "nothing: given shares of hits and false alarms",
    .consents = "image to the reviewers: without it nobody looks twice",
    .costs = "a reviewer's seconds at wage_won_hour a case (reviewers)",
    .scored = "true and false alarms against what was there (series of reviewers and robot_vacuum)",
    .fails = "where person and machine err alike: it takes their errors for independent given the truth",
    .equations = EQUATIONS(&supervision_equation),
};
