// SPDX-License-Identifier: GPL-3.0-or-later
// Money, welfare and what can be guessed at once: which policies are on the front, where none other is at least as good in all
// three and better in one. Where a scenario has attackers (models/attacks).
#ifndef MARU_ANALYSIS_COMPARISON_FRONT_H
#define MARU_ANALYSIS_COMPARISON_FRONT_H

#include <stdio.h>

#include "analysis/comparison.h"

// What a policy comes to, means of its replications: won of all firms, won of all families, and the largest advantage of an attacker
// over guessing blindly. `above`: the first policy that is better in one and worse in none; SIZE_MAX: on the front.
struct comparison_front_policy {
    double firms_won, families_won, guessed;
    size_t above;
};

// [policies], owned by the caller; NULL: nobody guesses, or there are no totals.
struct comparison_front_policy *comparison_front(const struct comparison *comparison);
// Nothing where there is none.
void comparison_front_print(const struct comparison *comparison, FILE *out);

#endif
