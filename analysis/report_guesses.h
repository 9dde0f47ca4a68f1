// SPDX-License-Identifier: GPL-3.0-or-later
// What could be guessed of the homes by whoever overhears a party: for each attacker its advantage under each policy, with its interval
// and the bound that theory sets to it. For a page.
#ifndef MARU_ANALYSIS_REPORT_GUESSES_H
#define MARU_ANALYSIS_REPORT_GUESSES_H

#include "analysis/json.h"
#include "analysis/read_run.h"
#include "analysis/statistics.h"

enum {
    GUESSED_ADVANTAGE, GUESSED_LOW, GUESSED_HIGH, GUESSED_BOUND, GUESSED_ADVANTAGE_WITHOUT, GUESSED_RIGHT, GUESSED_RIGHT_WITHOUT,
    GUESSED_ANSWERS, GUESSED_BALANCED, GUESSED_MCC, GUESSED_BITS, GUESSED_NUMBERS
};

// An attacker and its question.
struct report_guessed {
    char *attacker, *watched, *technique, *question;
    bool *there;                                              // [policies]
    struct statistics_running (*numbers)[GUESSED_NUMBERS];    // [policies], over replications
};

// Begins with policy_count alone.
struct report_guesses {
    size_t policy_count;
    struct report_guessed *all;
    size_t count;
};

void report_guesses_add(struct report_guesses *guesses, size_t policy, const struct run *run);
void report_guesses_clear(struct report_guesses *guesses);

// What theory sets to the attacker's advantage under the policy: mean of its runs; NAN where there is none.
double report_guesses_bound(const struct report_guesses *guesses, const char *attacker, size_t policy);

// [{"attacker", "watched", "technique", "question", "numbers": [{"advantage", "low", "high", "bound", "advantage_without", "right",
//   "right_without", "answers", "balanced", "mcc", "bits"} of a policy, null: not there]}, ...]
// Means over replications; low and high are the 95 % interval over replications, of one replication its own. A number that there is
// not is null.
void report_guesses_put(struct json *json, const struct report_guesses *guesses);

#endif
