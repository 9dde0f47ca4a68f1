// SPDX-License-Identifier: GPL-3.0-or-later
// Where a scenario's Lua runs: without files, clock or chance of its own, with a budget of steps and of
// memory, so that a wrong or hostile script ends with a message and never hangs or harms the program.
// What the script can use is listed in sandbox.lua.
#ifndef MARU_LUA_SANDBOX_H
#define MARU_LUA_SANDBOX_H

#include <lua.h>

#include "sim/engine/random.h"
#include "sim/engine/status.h"

// Steps are about one Lua instruction each; see sandbox_charge for what C code costs.
#define SANDBOX_LOAD_STEPS 100000000  // loading a scenario: about a second
#define SANDBOX_HOOK_STEPS 1000000    // one call of a hook: about 10 ms
#define SANDBOX_FILE_MOST (1 << 20)   // bytes of a script

// A file that was read. The chunk's name in Lua is its number, so that messages never cut off a long path.
struct source {
    char *path, *text;
    bool library;  // of Maru's own Lua library: an error there is shown at the caller's line
};

// A place in a script. The source is borrowed from the sandbox.
struct site {
    const struct source *source;
    int line;
};

struct sandbox {
    lua_State *L;
    char *folder, *library;     // where `require` looks: the scenario's folder, then the library
    struct source **sources;
    size_t source_count;
    size_t memory;              // bytes now held by Lua
    struct site base;           // the place to tell when a tail call has hidden the script's own line
    double steps_left;
    bool spent;                 // the budget is used up: every further step fails too
    struct random_sequence *chance;  // what math.random draws from; NULL: drawing is refused
    int words;                  // registry: the table of names that scripts can use
    int globals;                // registry: the scripts' own global names, above `words`
};

// NULL with a status when the library's sandbox.lua cannot be read. Owned by the caller.
struct sandbox *sandbox_create(const char *folder, const char *library, struct status *status);
void sandbox_free(struct sandbox *sandbox);
struct sandbox *sandbox_of(lua_State *L);

// Keeps copies of path and text; the source is owned by the sandbox.
const struct source *sandbox_add_source(struct sandbox *sandbox, const char *path, const char *text, bool library);
// Runs the source to its end within SANDBOX_LOAD_STEPS. False with a status that names file and line.
bool sandbox_run(struct sandbox *sandbox, const struct source *source, struct status *status);

// Calls body(L) protected: an error inside becomes a status, with a traceback when asked for. The body finds
// `argument` as light userdata at index 1 and leaves nothing behind.
bool sandbox_protect(struct sandbox *sandbox, lua_CFunction body, void *argument, bool traceback,
                     struct status *status);

// A fresh budget.
void sandbox_allow(struct sandbox *sandbox, double steps);
// Takes steps off the budget; raises a Lua error when it is used up.
void sandbox_charge(lua_State *L, double steps);

// The source of a chunk by the name Lua knows it under; NULL: none of ours.
const struct source *sandbox_source_of(const struct sandbox *sandbox, const char *chunk_name);

// Where the script is now: the innermost line that is not in the library, else `base`.
struct site sandbox_site(lua_State *L);

// Adds the value on top of the stack to the names that scripts can use, and pops it.
void sandbox_add_word(struct sandbox *sandbox, const char *name);

#endif
