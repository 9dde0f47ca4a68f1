// SPDX-License-Identifier: GPL-3.0-or-later
// What compare { ... } says of a full factorial:
//   factors = { "ai", "iot" }                                            2^2 policies, the baseline among them
//   sums = { { name = "firms [won]", ["money: hanbit"] = 1, ... }, ... }   weight of each measure
#ifndef MARU_LUA_FACTORS_H
#define MARU_LUA_FACTORS_H

#include "lua/place.h"
#include "lua/asked.h"

// The value is on top of the stack. Texts are copied; free with factors_clear. False with a status.
bool factors_read_names(lua_State *L, struct scenario_factors *factors, struct place place, struct status *status);
bool factors_read_sums(lua_State *L, struct scenario_factors *factors, struct place place, struct status *status);
// Do the parts fit each other and the number of policies?
bool factors_check(const struct scenario_factors *factors, size_t policies, struct place place, struct status *status);
void factors_clear(struct scenario_factors *factors);

#endif
