// SPDX-License-Identifier: GPL-3.0-or-later
// promise { ... } and a policy's promises = { { ... }, ... }.
#ifndef MARU_LUA_PROMISING_H
#define MARU_LUA_PROMISING_H

#include "lua/values.h"

// The declaration's promise, which holds under every policy, into the plan. Part of a protected call.
bool promising_put(struct values *values, const struct declaration *promise);
// A policy's own, in the list on top of the stack; pops nothing.
bool promising_list(struct values *values, struct place place);

#endif
