// SPDX-License-Identifier: GPL-3.0-or-later
// Settings and levers that somebody outside the scenario decides: the command line, a point of a design.
#ifndef MARU_SIM_STUDY_OVERRULE_H
#define MARU_SIM_STUDY_OVERRULE_H

#include "sim/engine/plan.h"

struct overruled {
    char *name;          // "days", "homes.count", "air_conditioner.placement"
    const char *value;   // as it was typed; borrowed
    const char *option;  // by which it was given, for messages: "--days", "--set"
};

// In their order, a later one over an earlier one. False with a status.
bool overrule(struct plan *plan, const struct overruled *settings, size_t count, struct status *status);

#endif
