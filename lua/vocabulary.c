// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/vocabulary.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/sandbox.h"

struct name {
    char *name, *instead;  // owned; instead may be NULL
};

struct names {
    struct name *names;
    size_t count;
};

static void add(struct names *names, char *name, const char *instead) {
    names->names = status_reallocate(names->names, names->count + 1, sizeof *names->names);
    names->names[names->count++] = (struct name){name, instead ? status_copy_text(instead) : NULL};
}

static char *join(const char *before, const char *name) {
    char *joined;
    if (asprintf(&joined, "%s%s", before, name) < 0) abort();
    return joined;
}

// The names in the table on top of the stack; a library's own stand behind its name and a dot.
static void collect(lua_State *L, struct names *names, const char *before) {
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING) continue;
        char *name = join(before, lua_tostring(L, -2));
        if (lua_type(L, -1) != LUA_TTABLE) {
            add(names, name, lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL);
            continue;
        }
        char *library = join(name, ".");
        collect(L, names, library);
        free(library);
        free(name);
    }
}

static int collect_all(lua_State *L) {
    struct names *names = lua_touserdata(L, 1);
    luaL_checkstack(L, 20, NULL);
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->words);
    collect(L, names, "");
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox_of(L)->left_out);
    collect(L, names, "");
    return 0;
}

static int compare_names(const void *a, const void *b) {
    const struct name *one = a, *other = b;
    if (!one->instead != !other->instead) return one->instead ? 1 : -1;
    bool in_library = strchr(one->name, '.'), other_in_library = strchr(other->name, '.');
    if (in_library != other_in_library) return in_library ? 1 : -1;
    return strcmp(one->name, other->name);
}

bool vocabulary_each(const char *library, vocabulary_taker *take, void *to, struct status *status) {
    struct names names = {0};
    struct sandbox *sandbox = sandbox_create(".", library, status);
    bool good = sandbox && sandbox_protect(sandbox, collect_all, &names, false, status);
    if (good) qsort(names.names, names.count, sizeof *names.names, compare_names);
    for (size_t i = 0; i < names.count; i++) {
        if (good) take(to, names.names[i].name, names.names[i].instead);
        free(names.names[i].name);
        free(names.names[i].instead);
    }
    free(names.names);
    sandbox_free(sandbox);
    return good;
}
