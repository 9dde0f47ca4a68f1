// SPDX-License-Identifier: GPL-3.0-or-later
// Money, welfare and what can be guessed at once: which policies are on the front, where none other is at least as good in all
// three and better in one. Where a scenario has attackers (models/attacks).
#ifndef MARU_ANALYSIS_COMPARISON_FRONT_H
#define MARU_ANALYSIS_COMPARISON_FRONT_H

#include <stdio.h>

#include "analysis/comparison.h"

// What a policy comes to, means of its replications: won of all firms, won of all families, and the largest advantage of an attacker
// over guessing blindly, 0 where none of them has anything to guess by. `above`: the first policy that is better in one and worse in
// none; SIZE_MAX: on the front.
struct comparison_front_policy {
    double firms_won, families_won, guessed;
    const struct comparison_row *guess;  // the attacker's, who guesses best; NULL: none can. Borrowed from the comparison
    size_t above;
    size_t runs;  // replications in which it is on the front, by their own numbers
};

// [policies], owned by the caller; NULL: nobody guesses, or there are no totals.
struct comparison_front_policy *comparison_front(const struct comparison *comparison);
// The totals that are weighed: of "firms", of "families". NULL: there are none.
const struct comparison_row *comparison_front_won(const struct comparison *comparison, const char *side);
// Nothing where there is none.
void comparison_front_print(const struct comparison *comparison, FILE *out);

#endif
