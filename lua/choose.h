// SPDX-License-Identifier: GPL-3.0-or-later
// Policies of the file that a declaration names. Parts of a protected call.
#ifndef MARU_LUA_CHOOSE_H
#define MARU_LUA_CHOOSE_H

#include "lua/asked.h"
#include "lua/place.h"

struct choosing {
    struct place place;
    const struct scenario_policy *known;
    size_t known_count;
    struct status *status;
};

// The policy whose name is on top of the stack, borrowed from `known`. NULL with a status that names the nearest.
const char *choose_policy(lua_State *L, const struct choosing *choosing);
// The list of names on top of the stack, at least one and none twice, added to `policies`, which is freed with free().
// False with a status.
bool choose_policies(lua_State *L, const struct choosing *choosing, const char ***policies, size_t *count);

#endif
