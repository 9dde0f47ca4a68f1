// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that people give, as UTF-8 (libunistring; this is its only doorway): where one stops being UTF-8, and how it is
// shown in a message, whatever its bytes are.
#ifndef MARU_SIM_ENGINE_UTF8_H
#define MARU_SIM_ENGINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

// How many bytes from the beginning are UTF-8; all of them when the result is `length`.
size_t utf8_good(const char *text, size_t length);

// UTF-8 without anything that moves a cursor, ends a line or cannot be seen: fit for a name, a title, a path.
bool utf8_is_line(const char *text, size_t length);

// The text as it can be printed anywhere: what is no UTF-8, and characters that are not seen but act (controls, directions
// of writing, ends of lines), become "\xE9", byte by byte; those in `kept` stay. What does not fit into `size` (at least 8)
// ends in "...", at a whole character. Returns `buffer`.
char *utf8_show(const char *text, size_t length, const char *kept, char *buffer, size_t size);

// The same of at most SHOWN_MOST - 1 bytes, for a printf: utf8_quote(text, (char[SHOWN_MOST]){0}).
#define SHOWN_MOST 64
const char *utf8_quote(const char *text, char buffer[SHOWN_MOST]);

#endif
