// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to watch a machine that says yes or no: how often it errs, how sure it is of one yes, what a second pair
// of eyes changes, and how many people that needs.
//
// Signal detection (supervision_equation): what is looked at leaves an evidence, on which yes or no is said. Machine and
// person are both such detectors. ln of the likelihood ratio of x is d x.
//
// Base rates (Bayes): of all yes the share that is true is  prior hits / (prior hits + (1 - prior) falses).  A machine
// that errs with chance p a time errs at least once in n times with chance 1 - (1 - p)^n.
// Two detectors in series, whose errors are independent given the truth: the chances of a yes multiply.
#ifndef MARU_MODELS_OVERSIGHT_SUPERVISION_TECHNIQUE_H
#define MARU_MODELS_OVERSIGHT_SUPERVISION_TECHNIQUE_H

#include <stdbool.h>

#include "sim/engine/technique.h"

extern const struct equation supervision_equation;
extern const struct technique supervision_technique;

struct detector {
    double separation, criterion;  // d, c
};

// The detector with these chances of a yes, each in (0, 1).
struct detector supervision_detector(double hits, double falses);
double supervision_hits(struct detector detector);
double supervision_falses(struct detector detector);

// The evidence behind a yes: x given x > c. `uniform` in (0, 1) is the luck.
double supervision_evidence(struct detector detector, bool there, double uniform);
// A place where the thing shows itself with chance `met` each time against one where it never does: likelihood ratio of a
// yes with evidence x, and of a no.
double supervision_yes_ratio(struct detector detector, double met, double evidence);
double supervision_no_ratio(struct detector detector, double met);
// Chance, given the prior chance and the ratio.
double supervision_posterior(double prior, double ratio);

double supervision_precision(double prior, double hits, double falses);
double supervision_ever(double chance, double times);

// Mean wait in M/M/c (Erlang's C formula), INFINITY when they cannot keep up; and how few desks keep the mean wait below
// `longest`. Rate and times in one unit.
double supervision_wait(double rate, double service, int desks);
int supervision_desks(double rate, double service, double longest);

#endif
