// SPDX-License-Identifier: GPL-3.0-or-later
// One execution of a scenario file: what it declared, as Lua tables with the places they stand at. The words
// scenario, policy, compare, branch, sweep and the kinds' names only note what they are given; build.c makes a plan of it.
#ifndef MARU_LUA_SCRIPT_H
#define MARU_LUA_SCRIPT_H

#include "lua/sandbox.h"
#include "sim/engine/kind.h"

// A call of a word with a table.
struct declaration {
    const char *word;  // "scenario", "robot_vacuum"; static, or the kind's name
    const struct kind *kind;  // of an appliance or a party, else NULL
    struct site site;
    int table;         // registry reference; LUA_NOREF: not declared
};

struct script {
    struct sandbox *sandbox;
    const struct catalogue *catalogue;
    struct declaration scenario, compare, sweep;
    struct declaration *policies;
    size_t policy_count;
    struct declaration *branches;
    size_t branch_count;
    struct declaration *promises;
    size_t promise_count;
    size_t declared;   // calls of words with a table
    bool loaded;       // declarations are refused from now on
};

// Runs the text. NULL with a status. Owned by the caller. The catalogue is borrowed.
struct script *script_run(const char *path, const char *text, const char *library,
                          const struct supplies *supplies, const struct catalogue *catalogue,
                          struct status *status);
void script_free(struct script *script);

// The declaration of an appliance or party that stands at the index, or NULL for any other value.
const struct declaration *script_kind_at(lua_State *L, int index);

#endif
