// SPDX-License-Identifier: GPL-3.0-or-later
// What `maru sweep` and `maru robust` take from the command line.
#ifndef MARU_SIM_COMMAND_SWEEP_OPTIONS_H
#define MARU_SIM_COMMAND_SWEEP_OPTIONS_H

#include "sim/command/options.h"
#include "sim/command/slurm.h"
#include "sim/study/axis.h"
#include "sim/study/design.h"

enum { SWEEP_AXES_MOST = 1000, SWEEP_BLOCK_MOST = 100000 };

struct sweep_options {
    const char *command;       // "sweep", "robust"
    const char *usual_vary;    // whatever sweep{} asks, where the command line does not; NULL: sweep{} says
    struct options shared;
    struct slurm_options slurm;
    const char *folder;             // NULL: results/<scenario>-<command>-<hash>
    const char *varies[SWEEP_AXES_MOST];  // as they were typed
    size_t varies_count;
    char where[600];      // it was: "--vary", or the place of the scenario's sweep{}
    const char *policies; // "ask,take", the baseline first; NULL: those that the scenario compares
    const char *list;     // a CSV file of points
    char *list_beside;    // the same where the scenario names it; ours
    int design;           // enum design_kind; DESIGN_KINDS: not given
    size_t runs;          // in all; 0: not given
    size_t replications;  // 0: not given
    size_t block;         // 0: not given
    const char *range;    // "A:B"
    const char *index;    // "auto" or a number
    bool keeps_runs, prepares, only_merges, partial;
};

// Adds what varies, as it was typed; borrowed. Ends the program with a message when it is too much.
void sweep_options_vary(struct sweep_options *options, const char *text, const struct argp_state *state);

// A child parser, as options_argp: its input is a struct sweep_options.
extern const struct argp sweep_options_argp;

#endif
