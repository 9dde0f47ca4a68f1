// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure's file says of itself: of which run or study it is, how it was made, and that it is Maru's, so that it may be
// replaced. In SVG its <title> and <desc>, in PNG texts, in PDF title, subject and keywords, in a script its first lines.
#ifndef MARU_ANALYSIS_FIGURE_STAMP_H
#define MARU_ANALYSIS_FIGURE_STAMP_H

#include "analysis/figure.h"

// All borrowed.
struct figure_stamp {
    const char *identity;  // of the run or the study
    const char *title, *command;
};

struct figure_bytes {
    char *bytes;  // owned by whoever holds it
    size_t size;
};

// What gnuplot drew, with the stamp in it: the same bytes of the same drawing. A PDF loses its date. PNG learns its dots an inch.
struct figure_bytes figure_stamp_put(enum figure_kind kind, struct figure_bytes drawn, const struct figure_stamp *stamp);

// The identity of what a figure is about; NULL: the file is no figure of Maru's. Owned by the caller.
char *figure_stamp_identity(const char *path);

#endif
