// SPDX-License-Identifier: GPL-3.0-or-later
// Values of a Lua table put into the settings of a plan's entry, checked against its table of settings.
#ifndef MARU_LUA_VALUES_H
#define MARU_LUA_VALUES_H

#include "lua/decisions.h"
#include "lua/place.h"
#include "sim/engine/plan.h"

// Who puts values where, and where a failure is told.
struct values {
    lua_State *L;
    struct plan *plan;
    enum origin origin;
    struct status *status;
    // Of a policy: where its rules go, and what else it decides.
    struct plan_rules *rules;
    struct decisions *decisions;
};

// The value on top of the stack; pops nothing. `place` is the value's own.
bool values_put(struct values *values, struct place place, struct plan_entry *entry, const struct setting *row);
// Every key of the table at the index, except `name` when the kind has no such setting.
bool values_put_table(struct values *values, struct place place, int table, struct plan_entry *entry);

#endif
