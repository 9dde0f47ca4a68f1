// SPDX-License-Identifier: GPL-3.0-or-later
// Names in texts: lists of them with spaces between, and misspelt ones, of which the known one that was meant is told by every
// message that refuses a name.
#ifndef MARU_SIM_ENGINE_WORDS_H
#define MARU_SIM_ENGINE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

// Copies the list's first word into `word` and returns where to go on; NULL: there is none. A word longer than the room is cut.
const char *words_next(const char *list, char *word, size_t size);
// Whether the list holds the word.
bool words_has(const char *list, const char *word);

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
