// SPDX-License-Identifier: GPL-3.0-or-later
// Pseudonyms that rotate: what a home tells in one period carries the same name, and in the next another, by chance. Within a
// period it can be linked, beyond it cannot, but by what it says (pseudonym_equation). No noise, and no bound on what is
// learnt: who finds out whose a name is knows all of its period.
#ifndef MARU_MODELS_METHODS_PSEUDONYM_MECHANISM_H
#define MARU_MODELS_METHODS_PSEUDONYM_MECHANISM_H

#include "sim/engine/clock.h"
#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation pseudonym_equation;

// Of that home at that moment, by its own luck: periods begin when the run does.
uint64_t pseudonym_of(struct random_sequence luck, time_ms now, time_ms period);
// Of two reports of a home so far apart, the first at any moment of a period: the chance that they carry the same name.
double pseudonym_linked(double gap, double period);
// Homes heard of in a time of several whole periods, each heard in every one of them, by the names; and the variance, where each home
// is heard in a period with chance `heard`: names / (periods heard).
double pseudonym_homes(double names, double periods, double heard);
double pseudonym_homes_variance(double homes, double periods, double heard);

#endif
