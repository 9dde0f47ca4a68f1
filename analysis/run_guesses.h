// SPDX-License-Identifier: GPL-3.0-or-later
// What onlookers of a run could guess of its homes; nothing in files of runs where nobody looks on.
#ifndef MARU_ANALYSIS_RUN_GUESSES_H
#define MARU_ANALYSIS_RUN_GUESSES_H

#include "analysis/run_file.h"

struct run_guesses {
    size_t count;
    char **attacker, **watched, **technique, **question;
    // NaN: there is none.
    double *answers, *right, *right_without;
    double *advantage, *low, *high, *advantage_without, *bound;
    double *balanced, *mcc, *bits;
};

struct run_guesses run_guesses_read(struct run_file *file);
void run_guesses_free(struct run_guesses *guesses);

#endif
