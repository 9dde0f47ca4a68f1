// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/script.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

// Each is compared with all the others.
enum { DECLARED_MOST = 10000 };

static const char kind_metatable[] = "appliance or party";

// Upvalue 1 of every word: the script.
static struct script *script_of(lua_State *L) {
    return lua_touserdata(L, lua_upvalueindex(1));
}

// Checks the call `word { ... }` and notes where it stands.
static struct declaration declare(lua_State *L, const char *word) {
    if (script_of(L)->loaded) luaL_error(L, "%s { ... } is for the scenario itself, not for hooks", word);
    if (++script_of(L)->declared > DECLARED_MOST)
        luaL_error(L, "%s { ... }: a scenario declares at most %d things", word, DECLARED_MOST);
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TTABLE)
        luaL_error(L, "%s takes one table: %s { ... }, not %s", word, word,
                   lua_isnone(L, 1) ? "nothing" : luaL_typename(L, 1));
    struct site site = sandbox_site(L);
    lua_pushvalue(L, 1);
    return (struct declaration){.word = word, .site = site, .table = luaL_ref(L, LUA_REGISTRYINDEX)};
}

// What may stand only once in a file.
static void declare_once(lua_State *L, struct declaration *declaration, const char *word) {
    if (declaration->table != LUA_NOREF)
        luaL_error(L, "%s { ... } is given twice; the first is in line %d", word, declaration->site.line);
    *declaration = declare(L, word);
}

static int word_scenario(lua_State *L) {
    declare_once(L, &script_of(L)->scenario, "scenario");
    return 0;
}

static int word_compare(lua_State *L) {
    declare_once(L, &script_of(L)->compare, "compare");
    return 0;
}

static int word_sweep(lua_State *L) {
    declare_once(L, &script_of(L)->sweep, "sweep");
    return 0;
}

// What may stand any number of times.
static void declare_another(lua_State *L, struct declaration **all, size_t *count, const char *word) {
    struct declaration declaration = declare(L, word);
    *all = status_reallocate(*all, *count + 1, sizeof **all);
    (*all)[(*count)++] = declaration;
}

static int word_policy(lua_State *L) {
    declare_another(L, &script_of(L)->policies, &script_of(L)->policy_count, "policy");
    return 0;
}

static int word_branch(lua_State *L) {
    declare_another(L, &script_of(L)->branches, &script_of(L)->branch_count, "branch");
    return 0;
}

static int word_promise(lua_State *L) {
    declare_another(L, &script_of(L)->promises, &script_of(L)->promise_count, "promise");
    return 0;
}

// Upvalue 2: the kind. Returns a value that belongs into scenario { ... }.
static int word_kind(lua_State *L) {
    const struct kind *kind = lua_touserdata(L, lua_upvalueindex(2));
    struct declaration declaration = declare(L, kind->name);
    declaration.kind = kind;
    struct declaration *value = lua_newuserdatauv(L, sizeof *value, 0);
    *value = declaration;
    luaL_setmetatable(L, kind_metatable);
    return 1;
}

const struct declaration *script_kind_at(lua_State *L, int index) {
    return luaL_testudata(L, index, kind_metatable);
}

static void add_word(struct script *script, const char *name, lua_CFunction function,
                     const struct kind *kind) {
    lua_State *L = script->sandbox->L;
    lua_pushlightuserdata(L, script);
    lua_pushlightuserdata(L, (void *)kind);
    lua_pushcclosure(L, function, 2);
    sandbox_add_word(script->sandbox, name);
}

static int add_words(lua_State *L) {
    struct script *script = lua_touserdata(L, 1);
    luaL_newmetatable(L, kind_metatable);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    add_word(script, "scenario", word_scenario, NULL);
    add_word(script, "policy", word_policy, NULL);
    add_word(script, "compare", word_compare, NULL);
    add_word(script, "branch", word_branch, NULL);
    add_word(script, "sweep", word_sweep, NULL);
    add_word(script, "promise", word_promise, NULL);
    for (size_t i = 0; script->catalogue->appliances[i]; i++)
        add_word(script, script->catalogue->appliances[i]->kind.name, word_kind,
                 &script->catalogue->appliances[i]->kind);
    for (size_t i = 0; script->catalogue->parties[i]; i++)
        add_word(script, script->catalogue->parties[i]->kind.name, word_kind,
                 &script->catalogue->parties[i]->kind);
    return 0;
}

// The path up to its last '/'. Owned by the caller.
static char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return status_copy_text(".");
    char *folder = status_copy_text(path);
    folder[slash == path ? 1 : slash - path] = '\0';
    return folder;
}

struct script *script_run(const char *path, const char *text, const char *library,
                          const struct supplies *supplies, const struct catalogue *catalogue,
                          struct status *status) {
    struct script *script = status_allocate(1, sizeof *script);
    script->catalogue = catalogue;
    script->scenario.table = script->compare.table = LUA_NOREF;
    script->sweep.table = LUA_NOREF;
    char *folder = folder_of(path);
    script->sandbox = sandbox_create(folder, library, status);
    free(folder);
    if (script->sandbox) script->sandbox->supplies = supplies;
    bool good = script->sandbox && sandbox_protect(script->sandbox, add_words, script, false, status);
    good = good && sandbox_run(script->sandbox, path, text, status);
    if (good && script->scenario.table == LUA_NOREF)
        good = status_fail(status, STATUS_SCENARIO, "%s:1: this file has no scenario { ... }", path);
    script->loaded = true;
    if (good) return script;
    script_free(script);
    return NULL;
}

void script_free(struct script *script) {
    if (!script) return;
    sandbox_free(script->sandbox);
    free(script->policies);
    free(script->branches);
    free(script->promises);
    free(script);
}
