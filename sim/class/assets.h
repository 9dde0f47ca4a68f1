// SPDX-License-Identifier: GPL-3.0-or-later
// The page's files, as they lie in sim/class/page/ and analysis/charts/: part of the program, so that a class needs nothing else.
#ifndef MARU_SIM_CLASS_ASSETS_H
#define MARU_SIM_CLASS_ASSETS_H

#include <stddef.h>

struct asset {
    const char *name, *type;  // "decide.js", "text/javascript; charset=utf-8"
    const unsigned char *bytes;
    size_t length;
};

// NULL: there is none. Static.
const struct asset *assets_named(const char *name);

#endif
