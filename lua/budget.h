// SPDX-License-Identifier: GPL-3.0-or-later
// What a script may use: steps and memory. A step is about one instruction of Lua's, and what C does for a
// script is charged in steps before it is done (charges.c), so that no call runs on.
//
// Some single instructions of Lua work longer the more there is: comparing two texts, copying a thousand values,
// looking up a key among keys that fall together. A step costs more while the script holds such large things: the
// price of a step. It is 1 for a script without texts of hundreds of letters and tables of thousands of names.
#ifndef MARU_LUA_BUDGET_H
#define MARU_LUA_BUDGET_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

struct budget_block {
    void *block;  // owned by Lua
    size_t size;
};

struct budget {
    lua_State *L;       // whose steps are counted; NULL before it is made
    double steps_left;
    bool spent;         // used up: every further step fails too
    char why[100];      // for what
    bool alarm;         // look at the next step
    size_t memory;      // bytes now held by Lua
    size_t text, nodes; // bytes of the longest text, of the largest table of names, so far; within a factor 2
    size_t block;       // bytes of the largest block of any kind, likewise
    struct budget_block state;   // the first: Lua's state
    struct budget_block stack;   // what holds the values that functions work with
    struct budget_block newest;  // what Lua asked for last, of parts of something else
};

// Lua's allocator; `budget` is a struct budget, which lives as long as the state.
void *budget_allocate(void *budget, void *block, size_t old_size, size_t new_size);
struct budget *budget_of(lua_State *L);

// Fresh steps.
void budget_allow(struct budget *budget, double steps);
// Takes steps off, which are more than 0 and may be infinite; raises a Lua error when too few are left, which pcall
// in the script cannot swallow. `what` is named when it takes many at once; NULL: the script's own steps.
void budget_charge(lua_State *L, double steps, const char *what);

// How many times dearer than usual a step is.
double budget_price(const struct budget *budget);

#endif
