// SPDX-License-Identifier: GPL-3.0-or-later
// A text in Markdown as a page for a browser. The doorway of md4c.
#ifndef MARU_SIM_COMMAND_MARKDOWN_PAGE_H
#define MARU_SIM_COMMAND_MARKDOWN_PAGE_H

#include <stdbool.h>
#include <stdio.h>

// With tables. False when it cannot be written.
bool markdown_page(const char *markdown, size_t size, FILE *out);

#endif
