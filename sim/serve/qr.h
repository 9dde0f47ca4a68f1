// SPDX-License-Identifier: GPL-3.0-or-later
// A link as a QR code: for a terminal, and for a page.
#ifndef MARU_SIM_SERVE_QR_H
#define MARU_SIM_SERVE_QR_H

#include <stdbool.h>
#include <stdio.h>

// Two rows of squares to a line of half blocks, dark on light whatever the terminal's colours are.
bool qr_print(const char *text, FILE *out);
// A whole SVG, one unit a square, with the quiet border of four that readers want. Owned by the caller; NULL when the text is
// too long for a code.
char *qr_svg(const char *text);

#endif
