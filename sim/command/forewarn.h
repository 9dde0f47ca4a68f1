// SPDX-License-Identifier: GPL-3.0-or-later
// What a user should know before anything runs, on standard error, a line each: rules and functions of a policy that can
// have no effect (sim/engine/foresight.h), settings of the command line that overrule what policies set, policies that are
// the same.
#ifndef MARU_SIM_COMMAND_FOREWARN_H
#define MARU_SIM_COMMAND_FOREWARN_H

#include "sim/command/options.h"

struct world;

// Of the one world that is about to live.
void forewarn_of_run(const struct options *options, struct scenario_file *file, const struct world *world);
// Of all policies that will run. Their plans are known to be good.
void forewarn_of_study(const struct options *options, struct scenario_file *file, const char *const *policies,
                       size_t count);

#endif
