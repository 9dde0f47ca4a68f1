// SPDX-License-Identifier: GPL-3.0-or-later
// What Lua's own functions cost. They work in C, where no step is counted: so each of those that scripts can reach
// stands in one table with a rule that says, from what it is given, the most steps it may take, and is called only
// when the budget has them. A function without a row cannot be reached.
#ifndef MARU_LUA_CHARGES_H
#define MARU_LUA_CHARGES_H

#include <lua.h>

// Pushes a table { base = { ... }, string = { ... }, table = { ... }, math = { ... } } of Lua's functions, each of
// which charges before it works, and the constants of math. Puts those that texts have as operators ("10" + 1) into
// their metatable, which it leaves without other fields.
void charges_push_libraries(lua_State *L);

// Pushes the value at the index as a text that is the same in every run: a table is "table", wherever it lies.
const char *charges_push_text(lua_State *L, int index);

#endif
