// SPDX-License-Identifier: GPL-3.0-or-later
// The line a wrong value stands in. Lua tells the line of a call such as `robot_vacuum { ... }`; the key
// inside the braces is looked up in the text itself.
#ifndef MARU_LUA_LINES_H
#define MARU_LUA_LINES_H

#include <stddef.h>

// The line of `keys[0]` within the braces that follow the word `opener`, at or after `line`; then of `keys[1]`
// within the braces that follow keys[0], and so on. The line of the last key that is found, else `line`.
int lines_of_key(const char *text, int line, const char *opener, const char *const *keys, size_t count);

#endif
