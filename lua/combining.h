// SPDX-License-Identifier: GPL-3.0-or-later
// Policies combined from others: policy { name = "both", combines = { "edge_only", "tokens" }, order = "strictest" }. What the
// combining policy says itself comes last. Hooks belong to one of them, and promises to all.
#ifndef MARU_LUA_COMBINING_H
#define MARU_LUA_COMBINING_H

#include "lua/values.h"

// What is made on the way. It is the caller's of the protected call, which a fault of Lua may end at any place. Begins zeroed.
struct combining_part;
struct combining {
    struct combining_part *parts;
};
void combining_clear(struct combining *combining);

// Puts the policy, with all it is combined from, into the plan of `values`. Part of a protected call. False with a status.
bool combining_put(struct values *values, const struct script *script, const struct declaration *policy,
                   struct combining *combining);

// The policies whose hooks a policy has: itself, and all it is combined from, which may be the same several times. Begins zeroed;
// `all` is freed by the caller of the protected call. Of a policy that was put without a fault.
struct combining_policies {
    const struct declaration **all;
    size_t count;
};
void combining_policies(lua_State *L, const struct script *script, const struct declaration *policy,
                        struct combining_policies *list);

#endif
