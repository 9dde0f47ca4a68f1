// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/sandbox.h"

#include <ctype.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/engine/text_file.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

// Chunks are named by this mark and the source's number; messages get the path in its place.
#define MARK '\1'

enum {
    STEPS_BETWEEN_CHECKS = 1000,
    MEMORY_SOFT = 64 << 20,   // bytes; above it the script is stopped at its next step, with its line
    MEMORY_HARD = 256 << 20,  // above it Lua gets no memory at all
    BYTES_PER_STEP = 64,      // what a large block of memory costs
    LARGE_BLOCK = 4096,
};

struct sandbox *sandbox_of(lua_State *L) {
    return *(struct sandbox **)lua_getextraspace(L);
}

// Budgets.

static void check_budget(lua_State *L, lua_Debug *activation) {
    (void)activation;
    sandbox_charge(L, STEPS_BETWEEN_CHECKS);
}

static void check_at_next_step(lua_State *L) {
    lua_sethook(L, check_budget, LUA_MASKCOUNT, 1);
}

void sandbox_allow(struct sandbox *sandbox, double steps) {
    sandbox->steps_left = steps;
    if (!sandbox->spent && lua_gethookcount(sandbox->L) == STEPS_BETWEEN_CHECKS) return;
    sandbox->spent = false;
    lua_sethook(sandbox->L, check_budget, LUA_MASKCOUNT, STEPS_BETWEEN_CHECKS);
}

static _Noreturn void raise_here(lua_State *L, const char *message) {
    struct site site = sandbox_site(L);
    const struct sandbox *sandbox = sandbox_of(L);
    int number = 0;
    while (site.source && sandbox->sources[number] != site.source) number++;
    if (site.source)
        lua_pushfstring(L, "%c%d:%d: %s", MARK, number, site.line, message);
    else
        lua_pushstring(L, message);
    lua_error(L);
    abort();  // lua_error does not return
}

// Throws away what the script no longer uses; what is left must fit.
static void check_memory(lua_State *L, struct sandbox *sandbox) {
    if (sandbox->memory <= MEMORY_SOFT) return;
    sandbox->steps_left -= (double)sandbox->memory / BYTES_PER_STEP;
    lua_gc(L, LUA_GCCOLLECT);
    if (sandbox->memory > MEMORY_SOFT) raise_here(L, "the script uses more than 64 MB of memory");
    if (!sandbox->spent) lua_sethook(L, check_budget, LUA_MASKCOUNT, STEPS_BETWEEN_CHECKS);
}

void sandbox_charge(lua_State *L, double steps) {
    struct sandbox *sandbox = sandbox_of(L);
    sandbox->steps_left -= steps;
    check_memory(L, sandbox);
    if (sandbox->steps_left >= 0) return;
    // From now on every step fails: pcall in the script cannot swallow this.
    sandbox->spent = true;
    check_at_next_step(L);
    raise_here(L, "the script runs on and on: is there a loop without end?");
}

static void *allocate(void *user, void *block, size_t old_size, size_t new_size) {
    struct sandbox *sandbox = user;
    size_t held = block ? old_size : 0;
    if (new_size == 0) {
        free(block);
        sandbox->memory -= held;
        return NULL;
    }
    size_t memory = sandbox->memory - held + new_size;
    if (memory > MEMORY_HARD && new_size > held) return NULL;
    void *moved = realloc(block, new_size);
    if (!moved) return NULL;
    if (new_size > LARGE_BLOCK) sandbox->steps_left -= (double)new_size / BYTES_PER_STEP;
    if (memory > MEMORY_SOFT && sandbox->memory <= MEMORY_SOFT && sandbox->L) check_at_next_step(sandbox->L);
    sandbox->memory = memory;
    return moved;
}

// Sites and messages.

const struct source *sandbox_source_of(const struct sandbox *sandbox, const char *chunk_name) {
    if (chunk_name[0] != '=' || chunk_name[1] != MARK) return NULL;
    size_t number = strtoul(chunk_name + 2, NULL, 10);
    return number < sandbox->source_count ? sandbox->sources[number] : NULL;
}

struct site sandbox_site(lua_State *L) {
    lua_Debug activation;
    for (int level = 0; lua_getstack(L, level, &activation); level++) {
        lua_getinfo(L, "Sl", &activation);
        const struct source *source = sandbox_source_of(sandbox_of(L), activation.source);
        if (source && !source->library) return (struct site){source, activation.currentline};
    }
    return sandbox_of(L)->base;
}

// Reads "<mark>number"; NULL when there is none. `*end` is behind the number.
static const struct source *marked_source(const struct sandbox *sandbox, const char *text, const char **end) {
    if (*text != MARK) return NULL;
    char *behind;
    size_t number = strtoul(text + 1, &behind, 10);
    *end = behind;
    return number < sandbox->source_count ? sandbox->sources[number] : NULL;
}

// The message with paths in the place of marks, cut to `size`.
static void expand_marks(const struct sandbox *sandbox, const char *message, char *out, size_t size) {
    size_t used = 0;
    while (*message && used + 1 < size) {
        const char *end;
        const struct source *source = marked_source(sandbox, message, &end);
        if (source) {
            used += (size_t)snprintf(out + used, size - used, "%s", source->path);
            message = end;
        } else {
            out[used++] = *message++;
        }
    }
    out[used < size ? used : size - 1] = '\0';
}

// Every message starts with a place in the script: one inside the library is replaced by the line that called
// it, one that is missing (error(text, 0), a tail call) is added.
static void set_place(lua_State *L) {
    const char *message = lua_tostring(L, 1), *rest;
    const struct source *source = marked_source(sandbox_of(L), message, &rest);
    struct site site = sandbox_site(L);
    if (!site.source || (source && !source->library)) return;
    if (source) message = rest + 1 + strspn(rest + 1, "0123456789") + strlen(": ");
    lua_pushfstring(L, "%s:%d: %s", site.source->path, site.line, message);
    lua_replace(L, 1);
}

static int handle_error(lua_State *L) {
    if (!lua_tostring(L, 1)) {
        lua_pushfstring(L, "the script raised a %s instead of a message", luaL_typename(L, 1));
        lua_replace(L, 1);
    }
    set_place(L);
    lua_settop(L, 1);
    return 1;
}

static int handle_error_with_traceback(lua_State *L) {
    handle_error(L);
    luaL_traceback(L, L, lua_tostring(L, 1), 1);
    return 1;
}

bool sandbox_protect(struct sandbox *sandbox, lua_CFunction body, void *argument, bool traceback,
                     struct status *status) {
    lua_State *L = sandbox->L;
    lua_pushcfunction(L, traceback ? handle_error_with_traceback : handle_error);
    int handler = lua_gettop(L);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, argument);
    int result = lua_pcall(L, 1, 0, handler);
    if (result != LUA_OK) {
        char message[sizeof status->message];
        expand_marks(sandbox, lua_tostring(L, -1), message, sizeof message);
        // The one error that Lua does not show to the handler.
        const struct site *base = &sandbox->base;
        if (result == LUA_ERRMEM && base->source)
            status_fail(status, STATUS_SCENARIO, "%s:%d: %s", base->source->path, base->line, message);
        status_fail(status, STATUS_SCENARIO, "%s", message);
    }
    lua_settop(L, handler - 1);
    return result == LUA_OK;
}

// Files.

const struct source *sandbox_add_source(struct sandbox *sandbox, const char *path, const char *text,
                                        bool library) {
    struct source *source = status_allocate(1, sizeof *source);
    *source = (struct source){status_copy_text(path), status_copy_text(text), library};
    sandbox->sources =
        status_reallocate(sandbox->sources, sandbox->source_count + 1, sizeof *sandbox->sources);
    sandbox->sources[sandbox->source_count++] = source;
    return source;
}

// Pushes the source as a function; raises its syntax errors. Text only, never byte code.
static void load_source(lua_State *L, const struct source *source) {
    const struct sandbox *sandbox = sandbox_of(L);
    int number = 0;
    while (sandbox->sources[number] != source) number++;
    const char *name = lua_pushfstring(L, "=%c%d", MARK, number);
    if (luaL_loadbufferx(L, source->text, strlen(source->text), name, "t") != LUA_OK) lua_error(L);
    lua_remove(L, -2);
    if (sandbox->globals == LUA_NOREF) return;
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox->globals);
    lua_setupvalue(L, -2, 1);  // _ENV
}

static int run_source(lua_State *L) {
    load_source(L, lua_touserdata(L, 1));
    lua_call(L, 0, 0);
    return 0;
}

// The line of the last thing in the text: of its `return`, if it has one.
static int last_line(const char *text) {
    int line = 1, last = 1;
    for (; *text; text++) {
        if (*text == '\n') line++;
        if (!isspace((unsigned char)*text)) last = line;
    }
    return last;
}

bool sandbox_run(struct sandbox *sandbox, const struct source *source, struct status *status) {
    sandbox->base = (struct site){source, last_line(source->text)};
    sandbox_allow(sandbox, SANDBOX_LOAD_STEPS);
    return sandbox_protect(sandbox, run_source, (void *)source, false, status);
}

// Pushes what `require` has loaded under that path: nil, false while it is being loaded, or its value.
static int push_loaded(lua_State *L, const char *path) {
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    int type = lua_getfield(L, -1, path);
    lua_remove(L, -2);
    return type;
}

static void set_loaded(lua_State *L, const char *path, int value) {
    value = lua_absindex(L, value);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushvalue(L, value);
    lua_setfield(L, -2, path);
    lua_pop(L, 1);
}

// Pushes the path of the module: beside the scenario, else in the library.
static const char *push_module_path(lua_State *L, const char *name, bool *library) {
    const struct sandbox *sandbox = sandbox_of(L);
    for (const char *c = name; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
            luaL_error(L, "require \"%s\": allowed are small letters, digits and _", name);
    const char *folders[] = {sandbox->folder, sandbox->library};
    for (int i = 0; i < 2; i++) {
        const char *path = lua_pushfstring(L, "%s/%s.lua", folders[i], name);
        *library = i == 1;
        if (access(path, R_OK) == 0) return path;
        lua_pop(L, 1);
    }
    luaL_error(L, "require \"%s\": there is no %s.lua beside the scenario or in the library", name, name);
    return NULL;
}

static int require_module(lua_State *L) {
    bool library;
    const char *path = push_module_path(L, luaL_checkstring(L, 1), &library);
    int loaded = push_loaded(L, path);
    if (loaded == LUA_TBOOLEAN && !lua_toboolean(L, -1))
        return luaL_error(L, "require \"%s\": the file requires itself", lua_tostring(L, 1));
    if (loaded != LUA_TNIL) return 1;
    struct status status = {0};
    // Without the folder, which a script must not see: it is another by how the scenario's was typed.
    char *text = text_file_read(path, strrchr(path, '/') + 1, SANDBOX_FILE_MOST, &status);
    if (!text) return luaL_error(L, "require \"%s\": %s", lua_tostring(L, 1), status.message);
    const struct source *source = sandbox_add_source(sandbox_of(L), path, text, library);
    free(text);
    lua_pushboolean(L, false);
    set_loaded(L, path, -1);
    load_source(L, source);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) lua_pushboolean(L, true);
    set_loaded(L, path, -1);
    return 1;
}

// What sandbox.lua is given from C.

static int machine_charge(lua_State *L) {
    sandbox_charge(L, luaL_checknumber(L, 1));
    return 0;
}

// Through a buffer of Lua's, which a failure does not leak.
static int machine_write(lua_State *L) {
    size_t length, room;
    const char *text = luaL_checklstring(L, 1, &length);
    char *shown = lua_newuserdatauv(L, room = 4 * length + 8, 0);
    fputs(utf8_show(text, length, "\n\t", shown, room), stderr);
    return 0;
}

static int machine_random(lua_State *L) {
    struct sandbox *sandbox = sandbox_of(L);
    if (!sandbox->chance)
        raise_here(L, "math.random: only the hooks of a policy may draw; a scenario is the same every time");
    lua_pushnumber(L, random_next_uniform(sandbox->chance));
    return 1;
}

// Names.

// A name that nobody knows was read.
static int refuse_unknown(lua_State *L) {
    const char *name = lua_tostring(L, 2);
    struct words_nearest nearest = words_nearest_to(name ? name : "");
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->words);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING) words_consider(&nearest, lua_tostring(L, -2));
    char hint[WORDS_HINT_SIZE];
    return luaL_error(L, "unknown name '%s'%s", name ? name : luaL_typename(L, 2),
                      words_hint(&nearest, hint));
}

// A word of the language was assigned to; other names become the script's own.
static int assign_global(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->words);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL)
        return luaL_error(L, "'%s' is a word of the scenario language; write %s { ... } without '='",
                          lua_tostring(L, 2), lua_tostring(L, 2));
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 0;
}

void sandbox_add_word(struct sandbox *sandbox, const char *name) {
    lua_State *L = sandbox->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox->words);
    lua_insert(L, -2);
    lua_setfield(L, -2, name);
    lua_pop(L, 1);
}

// Setting up.

static void open_libraries(lua_State *L) {
    static const luaL_Reg libraries[] = {{LUA_STRLIBNAME, luaopen_string},
                                         {LUA_TABLIBNAME, luaopen_table},
                                         {LUA_MATHLIBNAME, luaopen_math},
                                         {NULL, NULL}};
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    for (const luaL_Reg *library = libraries; library->name; library++) {
        luaL_requiref(L, library->name, library->func, 0);
        lua_setfield(L, -2, library->name);
    }
}

// Runs sandbox.lua with Lua's own libraries and the functions above; its table becomes the scripts' words.
static void make_words(lua_State *L, struct sandbox *sandbox, const struct source *library_source) {
    static const luaL_Reg machine[] = {
        {"charge", machine_charge}, {"write", machine_write}, {"random", machine_random}, {NULL, NULL}};
    load_source(L, library_source);
    open_libraries(L);
    luaL_newlib(L, machine);
    lua_call(L, 2, 1);
    lua_pushvalue(L, -1);
    sandbox->words = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, refuse_unknown);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
    lua_pushcfunction(L, require_module);
    sandbox_add_word(sandbox, "require");
}

// The scripts' global table: their own names, above the words, which cannot be replaced.
static void make_globals(lua_State *L, struct sandbox *sandbox) {
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox->words);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, assign_global);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    sandbox->globals = luaL_ref(L, LUA_REGISTRYINDEX);
}

// ("text"):upper() goes to the sandbox's string functions, and nobody changes that.
static void protect_strings(lua_State *L, const struct sandbox *sandbox) {
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox->words);
    lua_getfield(L, -1, LUA_STRLIBNAME);
    lua_setfield(L, -3, "__index");
    lua_pop(L, 1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

static int set_up(lua_State *L) {
    struct sandbox *sandbox = sandbox_of(L);
    make_words(L, sandbox, lua_touserdata(L, 1));
    make_globals(L, sandbox);
    protect_strings(L, sandbox);
    return 0;
}

struct sandbox *sandbox_create(const char *folder, const char *library, struct status *status) {
    struct sandbox *sandbox = status_allocate(1, sizeof *sandbox);
    sandbox->folder = status_copy_text(folder);
    sandbox->library = status_copy_text(library);
    sandbox->words = sandbox->globals = LUA_NOREF;
    sandbox->L = lua_newstate(allocate, sandbox);
    char *path = NULL, *text = NULL;
    bool good = sandbox->L && asprintf(&path, "%s/sandbox.lua", library) >= 0;
    if (good) {
        *(struct sandbox **)lua_getextraspace(sandbox->L) = sandbox;
        sandbox_allow(sandbox, SANDBOX_LOAD_STEPS);
        text = text_file_read(path, path, SANDBOX_FILE_MOST, status);
    }
    good = text && sandbox_protect(sandbox, set_up, (void *)sandbox_add_source(sandbox, path, text, true),
                                   false, status);
    free(path);
    free(text);
    if (good) return sandbox;
    status_fail(status, STATUS_MACHINE, "no memory for Lua");
    status->code = STATUS_MACHINE;  // the library is ours, not the scenario's
    sandbox_free(sandbox);
    return NULL;
}

void sandbox_free(struct sandbox *sandbox) {
    if (!sandbox) return;
    if (sandbox->L) lua_close(sandbox->L);
    for (size_t i = 0; i < sandbox->source_count; i++) {
        free(sandbox->sources[i]->path);
        free(sandbox->sources[i]->text);
        free(sandbox->sources[i]);
    }
    free(sandbox->sources);
    free(sandbox->folder);
    free(sandbox->library);
    free(sandbox);
}
