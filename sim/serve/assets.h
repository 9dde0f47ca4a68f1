// SPDX-License-Identifier: GPL-3.0-or-later
// Files of pages, as they lie in sim/serve/page/, analysis/charts/ and each page's own folder: part of the program, so that a page
// needs nothing else.
#ifndef MARU_SIM_SERVE_ASSETS_H
#define MARU_SIM_SERVE_ASSETS_H

#include <stddef.h>

struct asset {
    const char *name, *type;  // "decide.js", "text/javascript; charset=utf-8"
    const unsigned char *bytes;
    size_t length;
};

struct assets {
    const struct asset *all;
    size_t count;
};

// One of the page's own, or of those that all pages share. NULL: there is none. Static.
const struct asset *assets_named(const struct assets *own, const char *name);

#endif
