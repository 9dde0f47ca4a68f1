// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/sandbox.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lua/charges.h"
#include "sim/engine/text_file.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

enum {
    LETTERS_PER_STEP = 2,   // of a file that is read and understood
    STEPS_PER_FILE = 1000,  // of looking for one
    STEPS_PER_LINE = 100,   // of printing one
    STEPS_PER_NAME = 1000,  // of looking for one like a name that nobody knows
};

struct sandbox *sandbox_of(lua_State *L) {
    return *(struct sandbox **)lua_getextraspace(L);
}

struct site sandbox_site(lua_State *L) {
    return source_site(&sandbox_of(L)->sources, L, 0);
}

// Calls from C into Lua, and their errors.

static int handle_error(lua_State *L) {
    source_place_message(&sandbox_of(L)->sources, L);
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
        const char *message = lua_isstring(L, -1) ? lua_tostring(L, -1) : "an error without a message";
        // Not every error is shown to the handler: not that of missing memory, and not its own.
        const struct site *base = &sandbox->sources.base;
        if (result != LUA_ERRRUN && base->source)
            status_fail(status, STATUS_SCENARIO, "%s:%d: %s", base->source->path, base->line, message);
        status_fail(status, STATUS_SCENARIO, "%s", message);
    }
    lua_settop(L, handler - 1);
    return result == LUA_OK;
}

// Files.

// The function on top of the stack gets the scripts' global names.
static void set_globals(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->globals);
    lua_setupvalue(L, -2, 1);  // _ENV
}

// A mistake in the file itself is told at its own line: nothing of it runs yet whose line could be told.
static int run_source(lua_State *L) {
    const struct source *source = lua_touserdata(L, 1);
    if (source_load(L, source) != LUA_OK) {
        lua_pushstring(L, source_mistake(source, lua_tostring(L, -1), &sandbox_of(L)->sources.base.line));
        return lua_error(L);
    }
    set_globals(L);
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

bool sandbox_run(struct sandbox *sandbox, const char *path, const char *text, struct status *status) {
    const struct source *source = source_add(&sandbox->sources, path, "the scenario", text, false);
    sandbox->sources.base = (struct site){source, last_line(text)};
    budget_allow(&sandbox->budget, SANDBOX_LOAD_STEPS);
    return sandbox_protect(sandbox, run_source, (void *)source, false, status);
}

// Names.

// The name's letters that a message shows.
#define NAME_SHOWN 61

static void show_name(lua_State *L, int index, char *shown) {
    bool text = lua_type(L, index) == LUA_TSTRING;
    snprintf(shown, NAME_SHOWN, "%s", text ? lua_tostring(L, index) : luaL_typename(L, index));
}

// A name that nobody knows was read: of the words, or of a library, whose table and "name." are the upvalues.
static int refuse_unknown(lua_State *L) {
    char shown[NAME_SHOWN], hint[WORDS_HINT_SIZE];
    const char *library = luaL_optstring(L, lua_upvalueindex(2), "");
    budget_charge(L, STEPS_PER_NAME, NULL);
    show_name(L, 2, shown);
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->left_out);
    const char *full = lua_pushfstring(L, "%s%s", library, shown);
    if (lua_getfield(L, -2, full) == LUA_TSTRING)
        return luaL_error(L, "unknown name '%s': %s", full, lua_tostring(L, -1));
    struct words_nearest nearest = words_nearest_to(shown);
    lua_pushvalue(L, lua_upvalueindex(1));
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING) words_consider(&nearest, lua_tostring(L, -2));
    return luaL_error(L, "unknown name '%s'%s", full, words_hint(&nearest, hint));
}

// Whoever reads a name that the table on top of the stack has not is told so. `library`: what the table is,
// or "".
static void refuse_others(lua_State *L, const char *library) {
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, -2);
    lua_pushfstring(L, "%s%s", library, *library ? "." : "");
    lua_pushcclosure(L, refuse_unknown, 2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

// Modules.

// Pushes what `require` has loaded under that path: nil, false while it is being loaded, or its value.
static int push_loaded(lua_State *L, const char *path) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->modules);
    int type = lua_getfield(L, -1, path);
    lua_remove(L, -2);
    return type;
}

static void set_loaded(lua_State *L, const char *path, int value) {
    value = lua_absindex(L, value);
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->modules);
    lua_pushvalue(L, value);
    lua_setfield(L, -2, path);
    lua_pop(L, 1);
}

struct module {
    char file[SOURCE_NAME_MOST + 1];  // "prices.lua", "policies/edge_only.lua"
    const char *path;
    bool library;
};

// The module's text among the supplies; NULL: it is not there.
static const char *supplied(const struct sandbox *sandbox, const struct module *module) {
    enum supply_sort sort = module->library ? SUPPLY_LIBRARY : SUPPLY_MODULE;
    const struct supply *supply = supplies_find(sandbox->supplies, sort, module->file);
    return supply ? supply->text : NULL;
}

static bool is_there(const struct sandbox *sandbox, const struct module *module) {
    return sandbox->supplies ? supplied(sandbox, module) != NULL : access(module->path, R_OK) == 0;
}

// Owned by the caller. NULL with a status.
static char *read_module(const struct sandbox *sandbox, const struct module *module, struct status *status) {
    if (sandbox->supplies) return status_copy_text(supplied(sandbox, module));
    return text_file_read(module->path, module->file, SANDBOX_FILE_MOST, status);
}

// Of a file, or of a file in a folder: one slash between two names.
static bool is_module_name(const char *name) {
    int slashes = 0;
    for (const char *c = name; *c; c++) {
        bool slash = *c == '/' && c > name && c[1] != '\0';
        slashes += slash;
        if (!slash && !islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_') return false;
    }
    return slashes <= 1;
}

// Finds the module beside the scenario, else in the library or among the scenarios that come with the
// program, and pushes its path.
static struct module find_module(lua_State *L, const char *name) {
    const struct sandbox *sandbox = sandbox_of(L);
    struct module module = {.library = false};
    if (!is_module_name(name))
        luaL_error(L, "require \"%s\": allowed are small letters, digits and _, and one folder: a/b", name);
    if (strlen(name) > SOURCE_NAME_MOST - strlen(".lua"))
        luaL_error(L, "require \"%s\": allowed are up to %d letters", name,
                   SOURCE_NAME_MOST - (int)strlen(".lua"));
    snprintf(module.file, sizeof module.file, "%s.lua", name);
    const char *folders[][2] = {
        {sandbox->folder, ""}, {sandbox->library, ""}, {sandbox->library, "/../scenarios"}};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        module.path = lua_pushfstring(L, "%s%s/%s", folders[i][0], folders[i][1], module.file);
        module.library = i > 0;
        if (is_there(sandbox, &module)) return module;
        lua_pop(L, 1);
    }
    luaL_error(L, "require \"%s\": there is no %s.lua beside the scenario or in the library", name, name);
    return module;
}

// Reads the module and pushes it as a function. Messages are without the path, which a script must not see:
// it is another by how the scenario's was typed.
static void load_module(lua_State *L, const char *name, const struct module *module) {
    struct sandbox *sandbox = sandbox_of(L);
    struct status status = {0};
    char *text = read_module(sandbox, module, &status);
    if (!text) luaL_error(L, "require \"%s\": %s", name, status.message);
    const struct source *source =
        source_add(&sandbox->sources, module->path, module->file, text, module->library);
    free(text);
    budget_charge(L, (double)strlen(source->text) / LETTERS_PER_STEP, "require");
    if (source_load(L, source) != LUA_OK) lua_error(L);
    set_globals(L);
}

static int require_module(lua_State *L) {
    const char *name = luaL_checkstring(L, 1);
    budget_charge(L, STEPS_PER_FILE + (double)strlen(name), "require");
    struct module module = find_module(L, name);
    int loaded = push_loaded(L, module.path);
    if (loaded == LUA_TBOOLEAN && !lua_toboolean(L, -1))
        return luaL_error(L, "require \"%s\": the file requires itself, or it failed before", name);
    if (loaded != LUA_TNIL) return 1;
    lua_pushboolean(L, false);
    set_loaded(L, module.path, -1);
    load_module(L, name, &module);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) lua_pushboolean(L, true);
    if (module.library && lua_istable(L, -1)) refuse_others(L, name);
    set_loaded(L, module.path, -1);
    return 1;
}

// Words of ours.

// Whatever its bytes are. Through a block of Lua's, which a failure does not leak.
static void show(lua_State *L, const char *text, size_t length) {
    size_t room = 4 * length + 8;
    char *shown = lua_newuserdatauv(L, room, 0);
    fputs(utf8_show(text, length, "\n\t", shown, room), stderr);
    lua_pop(L, 1);
}

// print(...): to the person at the terminal, who is told once when it was enough.
static int print_line(lua_State *L) {
    struct sandbox *sandbox = sandbox_of(L);
    int count = lua_gettop(L);
    luaL_Buffer line;
    double length = STEPS_PER_LINE;
    for (int i = 1; i <= count; i++) length += lua_type(L, i) == LUA_TSTRING ? (double)lua_rawlen(L, i) : 1;
    budget_charge(L, length, "print");
    if (sandbox->printed > SANDBOX_PRINT_MOST) return 0;
    luaL_buffinit(L, &line);
    for (int i = 1; i <= count; i++) {
        if (i > 1) luaL_addchar(&line, '\t');
        charges_push_text(L, i);
        luaL_addvalue(&line);
    }
    luaL_addchar(&line, '\n');
    size_t room = SANDBOX_PRINT_MOST - sandbox->printed, size = luaL_bufflen(&line);
    show(L, luaL_buffaddr(&line), size < room ? size : room);
    sandbox->printed += size;
    if (size > room)
        fprintf(stderr, "\nprint: the rest is left out; a script prints at most %d characters\n",
                SANDBOX_PRINT_MOST);
    return 0;
}

// As Lua's, but drawn from the run's own chance. A double has 2^53 steps between 0 and 1.
static int draw(lua_State *L) {
    struct sandbox *sandbox = sandbox_of(L);
    int count = lua_gettop(L);
    if (!sandbox->chance)
        return luaL_error(
            L, "math.random: only the hooks of a policy may draw; a scenario is the same every time");
    lua_Integer least = count > 1 ? luaL_checkinteger(L, 1) : 1;
    lua_Integer most = count > 0 ? luaL_checkinteger(L, count > 1 ? 2 : 1) : 1;
    double wide = (double)most - (double)least + 1;
    if (least > most) return luaL_error(L, "math.random: the interval is empty");
    if (wide > 0x1p53) return luaL_error(L, "math.random: the interval holds more than 2^53 numbers");
    double drawn = random_next_uniform(sandbox->chance);
    if (count == 0)
        lua_pushnumber(L, drawn);
    else
        lua_pushinteger(L, least + (lua_Integer)(drawn * wide));
    return 1;
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

// Runs sandbox.lua with Lua's own libraries; what it returns becomes the scripts' words.
static void make_words(lua_State *L, struct sandbox *sandbox, const struct source *own) {
    if (source_load(L, own) != LUA_OK) lua_error(L);
    charges_push_libraries(L);
    lua_call(L, 1, 2);
    sandbox->left_out = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushvalue(L, -1);
    sandbox->words = luaL_ref(L, LUA_REGISTRYINDEX);
    refuse_others(L, "");
    for (const char *const *library = (const char *const[]){"string", "table", "math", NULL}; *library;
         library++) {
        lua_getfield(L, -1, *library);
        refuse_others(L, *library);
        lua_pop(L, 1);
    }
    lua_getfield(L, -1, "math");
    lua_pushcfunction(L, draw);
    lua_setfield(L, -2, "random");
    lua_pop(L, 2);
    lua_pushcfunction(L, require_module);
    sandbox_add_word(sandbox, "require");
    lua_pushcfunction(L, print_line);
    sandbox_add_word(sandbox, "print");
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
    lua_getfield(L, -1, "string");
    lua_setfield(L, -3, "__index");
    lua_pop(L, 1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

static int set_up(lua_State *L) {
    struct sandbox *sandbox = sandbox_of(L);
    lua_newtable(L);
    sandbox->modules = luaL_ref(L, LUA_REGISTRYINDEX);
    make_words(L, sandbox, lua_touserdata(L, 1));
    make_globals(L, sandbox);
    protect_strings(L, sandbox);
    return 0;
}

struct sandbox *sandbox_create(const char *folder, const char *library, struct status *status) {
    struct sandbox *sandbox = status_allocate(1, sizeof *sandbox);
    sandbox->folder = status_copy_text(folder);
    sandbox->library = status_copy_text(library);
    sandbox->words = sandbox->left_out = sandbox->globals = sandbox->modules = LUA_NOREF;
    sandbox->L = sandbox->budget.L = lua_newstate(budget_allocate, &sandbox->budget);
    char *path = NULL, *text = NULL;
    bool good = sandbox->L && asprintf(&path, "%s/sandbox.lua", library) >= 0;
    if (good) {
        *(struct sandbox **)lua_getextraspace(sandbox->L) = sandbox;
        budget_allow(&sandbox->budget, SANDBOX_LOAD_STEPS);
        text = text_file_read(path, path, SANDBOX_FILE_MOST, status);
    }
    good = text && sandbox_protect(sandbox, set_up,
                                   (void *)source_add(&sandbox->sources, path, "the sandbox", text, true),
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
    source_free_all(&sandbox->sources);
    free(sandbox->folder);
    free(sandbox->library);
    free(sandbox);
}
