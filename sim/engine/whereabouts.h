// SPDX-License-Identifier: GPL-3.0-or-later
// Where what comes with the program lies: Lua modules, example scenarios, the module for SimGrid. All of it is looked for
// from the program's own place, so that a build tree, an installed one, and one that was moved later are the same to it.
// The one other word is the environment's: MARU_PATH names the folder that holds `lua` and `scenarios`.
#ifndef MARU_SIM_ENGINE_WHEREABOUTS_H
#define MARU_SIM_ENGINE_WHEREABOUTS_H

#include <stdbool.h>

enum whereabouts {
    WHEREABOUTS_SHARED,  // the folder that holds `lua` and `scenarios`
    WHEREABOUTS_MODULES  // the folder that holds maru_simgrid.so
};

// The full path, without links, of what has this name there: "lua", "scenarios/first.lua". NULL when there is no such
// file. Owned by the caller.
char *whereabouts_find(enum whereabouts what, const char *name);

// In a message, when nothing was found: where it was looked for. Owned by the caller.
char *whereabouts_looked(enum whereabouts what);

#endif
