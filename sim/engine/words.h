// SPDX-License-Identifier: GPL-3.0-or-later
// Misspelt names: which known one was meant. Used by every message that refuses a name.
#ifndef MARU_SIM_ENGINE_WORDS_H
#define MARU_SIM_ENGINE_WORDS_H

#include <stddef.h>

// The search as it stands: offer the known names one by one, then read `name`.
struct words_nearest {
    const char *given;  // borrowed
    const char *name;   // the nearest so far, borrowed; NULL: none is near
    size_t edits;       // between the two
};

struct words_nearest words_nearest_to(const char *given);
// Of equally near names the alphabet's first stays, in whatever order they are offered.
void words_consider(struct words_nearest *nearest, const char *known);

#define WORDS_HINT_SIZE 120
// "; did you mean 'robot_vacuum'?" or "" when none is near; written to `buffer` of WORDS_HINT_SIZE; returns it.
const char *words_hint(const struct words_nearest *nearest, char *buffer);

#endif
