// SPDX-License-Identifier: GPL-3.0-or-later
// How long Lua's patterns may take.
//
// The matcher tries: each of * + - may take any number of letters, and what follows is tried for each. So the work
// is the sum over the pattern's items of in how many ways those before it can divide the text, which can be told
// before: n letters among q repetitions, C(n + q, q), where not being tied to the beginning is a repetition, too. A
// text of 60 letters is trimmed by "^%s*(.-)%s*$" in at most 85,000 steps; "(.-)(.-)(.-)x" in 1,000 letters could
// take 130 thousand million, and is refused. A matcher of our own that counts as it goes would let through what
// happens to end early, for 200 lines more.
#ifndef MARU_LUA_PATTERN_H
#define MARU_LUA_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

// The most steps of looking for the pattern in a text of so many letters. `search`: "^" is a letter like others.
double pattern_steps(const char *pattern, size_t length, double letters, bool search);
// False for a plain text, which is found without trying.
bool pattern_is_one(const char *pattern, size_t length);

#endif
