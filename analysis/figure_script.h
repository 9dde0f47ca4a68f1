// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a script of gnuplot's with its data in it: nothing else is needed to draw it.
#ifndef MARU_ANALYSIS_FIGURE_SCRIPT_H
#define MARU_ANALYSIS_FIGURE_SCRIPT_H

#include <stdio.h>

#include "analysis/figure.h"

struct figure_paper {
    enum figure_kind kind;
    double width_cm;  // of all but text
    size_t columns;   // of text: characters a line
    const char *out;  // where gnuplot writes; NULL: to its standard output. A script draws SVG.
};

enum { FIGURE_DPI = 300 };  // dots an inch, of PNG

// For print: letters of 8 points, colours that colour-blind eyes tell apart, dashes and shapes that do it in black and white. Every
// text stands within quotes that gnuplot reads nothing in.
void figure_script_write(const struct figure *figure, const struct figure_paper *paper, FILE *out);

#endif
