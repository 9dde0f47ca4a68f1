// SPDX-License-Identifier: GPL-3.0-or-later
// The Lua files of a scenario, and where in them a message belongs.
//
// Lua knows a file under a name without its folder ("the scenario", "korea_2018.lua"), because scripts can read
// that name in a caught message, and must read the same one wherever the files lie. The path is put in its place
// only in what the user is told. Where a message belongs is found on Lua's stack, never in the message: a script
// may raise any text, so no mark in a text could be trusted.
#ifndef MARU_LUA_SOURCE_H
#define MARU_LUA_SOURCE_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

// A file that was read.
struct source {
    char *path, *name, *text;
    bool library;  // of Maru's own Lua library: an error there is shown at the caller's line
};

// A place in a script. The source is borrowed from its `sources`.
struct site {
    const struct source *source;
    int line;
};

struct sources {
    struct source **items;
    size_t count;
    struct site base;  // the place to tell when a tail call has hidden the script's own line
};

// Longer names Lua cuts off in messages, and then nobody could tell whose they are.
#define SOURCE_NAME_MOST 55

// Keeps copies of all three texts; the source is owned by `sources`.
const struct source *source_add(struct sources *sources, const char *path, const char *name, const char *text,
                                bool library);
void source_free_all(struct sources *sources);

// By the name that Lua has for a chunk, "=..."; NULL: none of ours.
const struct source *source_of(const struct sources *sources, const char *chunk_name);
// Where the script is now, from the stack's `level` outwards: the first line that is not in the library, else
// `base`.
struct site source_site(const struct sources *sources, lua_State *L, int level);

// Pushes the source as a function, or the message of its first mistake; returns what lua_load does.
int source_load(lua_State *L, const struct source *source);
// What source_load's message says behind "name:LINE: "; the line is written to `line`.
const char *source_mistake(const struct source *source, const char *message, int *line);

// For a message handler: the error at index 1 becomes "path:line: text", whatever the script raised.
void source_place_message(const struct sources *sources, lua_State *L);

// A script file's name without folder and ".lua". Owned by the caller.
char *source_stem(const char *path);

#endif
