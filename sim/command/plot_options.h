// SPDX-License-Identifier: GPL-3.0-or-later
// What `maru plot` is told on the command line.
#ifndef MARU_SIM_COMMAND_PLOT_OPTIONS_H
#define MARU_SIM_COMMAND_PLOT_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "analysis/figure.h"

struct plot_options {
    const char *path;     // RUN or STUDY
    const char **names;   // what to draw; owned
    size_t name_count;
    const char *out;      // NULL: onto the terminal
    enum figure_kind kind;
    double width_cm;
    const char *against;  // a setting; NULL: the first that varies
    bool cumulative, bars, difference, force, quiet;
};

extern const struct argp plot_argp;

// Takes argv; ends the program with a message and exit status 2 on wrong usage. Free the names.
void plot_options_take(int argc, char **argv, struct plot_options *options);

#endif
