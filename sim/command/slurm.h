// SPDX-License-Identifier: GPL-3.0-or-later
// `maru sweep --launcher slurm`: a study's blocks are lived by the tasks of a Slurm array. This process hands them in, follows
// them, and hands in again what is missing when they ended. It may end at any time: the jobs go on without it, and whoever
// says the same again follows them.
#ifndef MARU_SIM_COMMAND_SLURM_H
#define MARU_SIM_COMMAND_SLURM_H

#include <argp.h>

#include "sim/command/slurm_script.h"

// A child parser; its input is a struct slurm_options.
extern const struct argp slurm_argp;

// Tasks that may run at once, as far as was said; otherwise what a usual cluster gives.
size_t slurm_places(const struct slurm_options *options);

// Prints the scripts and what would be submitted, after it has written them.
bool slurm_show(const struct slurm_options *options, const struct block_folder *blocks, size_t at_once, struct status *status);
// True when all blocks are whole. False with a status: a job cannot be submitted, or blocks are missing after several rounds;
// the message says which, and where their tasks have said why.
bool slurm_live(const struct slurm_options *options, const struct block_folder *blocks, size_t at_once, bool quiet,
                struct status *status);

#endif
