// SPDX-License-Identifier: GPL-3.0-or-later
// Where a scenario's Lua runs: without files, clock or chance of its own, with a budget of steps and of
// memory, so that a wrong or hostile script ends with a message and never hangs or harms the program.
// What the script can use is listed in sandbox.lua.
#ifndef MARU_LUA_SANDBOX_H
#define MARU_LUA_SANDBOX_H

#include <lua.h>

#include "lua/budget.h"
#include "lua/source.h"
#include "sim/engine/random.h"
#include "sim/engine/status.h"
#include "sim/engine/supplies.h"

// A step is some 100 of the processor's instructions; 4,200 with the worst that was found (make bench, steps).
#define SANDBOX_LOAD_STEPS 30000000   // loading a scenario
#define SANDBOX_HOOK_STEPS 1000000    // one call of a hook
#define SANDBOX_PRINT_MOST 100000     // characters that a script prints
#define SANDBOX_FILE_MOST (1 << 20)   // bytes of a script

struct sandbox {
    lua_State *L;
    char *folder, *library;     // where `require` looks: the scenario's folder, the library, the scenarios beside that
    const struct supplies *supplies;  // where `require` looks instead; borrowed. NULL: in the folders
    struct sources sources;
    struct budget budget;
    size_t printed;             // characters so far
    struct random_sequence *chance;  // what math.random draws from; NULL: drawing is refused
    // In the registry:
    int words;                  // the table of names that scripts can use
    int left_out;               // what is there in the place of Lua's other names: name to text
    int globals;                // the scripts' own global names, above `words`
    int modules;                // what `require` has loaded: path to value, false while it is being loaded
};

// NULL with a status when the library's sandbox.lua cannot be read. Owned by the caller.
struct sandbox *sandbox_create(const char *folder, const char *library, struct status *status);
void sandbox_free(struct sandbox *sandbox);
struct sandbox *sandbox_of(lua_State *L);

// Runs the scenario to its end within SANDBOX_LOAD_STEPS; keeps copies of path and text. False with a status that names
// file and line.
bool sandbox_run(struct sandbox *sandbox, const char *path, const char *text, struct status *status);

// Calls body(L) protected: an error inside becomes a status, with a traceback when asked for. The body finds
// `argument` as light userdata at index 1 and leaves nothing behind.
bool sandbox_protect(struct sandbox *sandbox, lua_CFunction body, void *argument, bool traceback,
                     struct status *status);

// Where the script is now: the innermost line that is not in the library, else `base`.
struct site sandbox_site(lua_State *L);

// Adds the value on top of the stack to the names that scripts can use, and pops it.
void sandbox_add_word(struct sandbox *sandbox, const char *name);

#endif
