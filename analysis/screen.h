// SPDX-License-Identifier: GPL-3.0-or-later
// What people read fits the width of what they read it on, broken between words.
#ifndef MARU_ANALYSIS_SCREEN_H
#define MARU_ANALYSIS_SCREEN_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

enum { SCREEN_USUAL = 80, SCREEN_NARROWEST = 40 };  // columns
#define SCREEN_ENDLESS ((size_t)1 << 30)

// As many columns as the environment's COLUMNS says, else as the terminal has. Of what is no terminal nobody knows:
// there tables and paragraphs take the usual 80, which every terminal, mail and page bears, and which are the same bytes
// wherever a test compares them.
size_t screen_width(FILE *out);
// For messages: the same, but endless where it is no terminal. Each stays one line, as editors and scripts read them.
size_t screen_width_of_messages(FILE *out);

// Columns that a text takes: Korean, Chinese and Japanese characters take two, combining ones none.
size_t screen_text_width(const char *text);

// Where a word that is wider than the line may be broken: not at all, so that it sticks out (paths); behind the commas of a
// list; behind the joints of a name (sell_sightings, hanbit.reward), or else anywhere.
enum screen_breaks { SCREEN_BREAKS_NOTHING, SCREEN_BREAKS_LISTS, SCREEN_BREAKS_NAMES };

// How many bytes of the text, which may begin with spaces, go onto its next line: up to a line break, or to the last space
// that leaves it within `width`.
size_t screen_line(const char *text, size_t width, enum screen_breaks breaks);

// Prints the text as paragraphs, the first line of each set in by `indent`, its others by `more`; each ends with a line
// break. Words stay whole, but for lists joined by commas.
void screen_print(const char *text, size_t indent, size_t more, size_t width, FILE *out);
void screen_print_format(size_t indent, size_t more, size_t width, FILE *out, const char *format, va_list arguments);
// The same, as wide as the screen, set in by 2 from the second line on.
void screen_say(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
