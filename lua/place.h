// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the scenario a value stands, for messages; and tables read in a fixed order.
#ifndef MARU_LUA_PLACE_H
#define MARU_LUA_PLACE_H

#include "lua/grammar.h"
#include "lua/script.h"

#define PLACE_DEPTH 6

// A key within a key ... within a declaration: scenario { homes = { count = 10 } } is (scenario; homes, count).
struct place {
    const struct declaration *declaration;
    const char *keys[PLACE_DEPTH];  // borrowed
    size_t depth;
};

struct place place_of(const struct declaration *declaration);
struct place place_inside(struct place place, const char *key);

char *place_text(struct place place);  // "FILE:LINE"; owned by the caller

// Fails with "FILE:LINE: message"; returns false.
bool place_refuse(struct place place, struct status *status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The declaration has no part of that name: "sweep has no part 'runz'; did you mean 'runs'?". The parts end with one
// without a name. Returns false.
bool place_refuse_part(struct place place, const struct grammar_part *parts, const char *key, struct status *status);
// The number on top of the stack, as the row has it, into the settings. False with a status.
bool place_read_number(struct place place, lua_State *L, const struct setting *row, void *settings,
                       struct status *status);

// Reads a declaration whose table takes parts by name: each key, in alphabetical order, with its value on top of the stack.
// `takes`: the names, for messages. Part of a protected call. False with a status.
typedef bool (*place_part)(lua_State *L, void *reading, struct place place, const char *key);
bool place_read_parts(lua_State *L, const struct declaration *declaration, const char *takes, place_part read,
                      void *reading, struct status *status);

// Names of scenarios and policies become part of file names: letters, digits, _ and -.
bool place_check_name(struct place place, const char *name, struct status *status);

// Whatever texts the value at the index holds, as keys or values, go into messages, tables and the run file: each is UTF-8
// in one line. False with a status that names the line of the first that is not. Part of a protected call.
bool place_check_texts(struct place place, lua_State *L, int index, struct status *status);

// The text keys of a table in alphabetical order, and how many values it holds by position (1, 2, ...).
struct place_keys {
    const char **names;  // borrowed from the table; the array lives in a userdata
    size_t count;
    size_t positions;
    const char *odd;     // what a key is that is neither a text nor a position; NULL: none
};
// Pushes one value (the userdata); the caller pops it.
struct place_keys place_keys(lua_State *L, int table);

// What the value at the index is, in a message: "12", "\"cloud\"", "a table". Written to `buffer`, of at
// least 20 bytes; returns it.
char *place_describe(lua_State *L, int index, char *buffer, size_t size);

#endif
