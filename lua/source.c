// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/source.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const struct source *source_add(struct sources *sources, const char *path, const char *name, const char *text,
                                bool library) {
    struct source *source = status_allocate(1, sizeof *source);
    *source =
        (struct source){status_copy_text(path), status_copy_text(name), status_copy_text(text), library};
    sources->items = status_reallocate(sources->items, sources->count + 1, sizeof *sources->items);
    sources->items[sources->count++] = source;
    return source;
}

void source_free_all(struct sources *sources) {
    for (size_t i = 0; i < sources->count; i++) {
        free(sources->items[i]->path);
        free(sources->items[i]->name);
        free(sources->items[i]->text);
        free(sources->items[i]);
    }
    free(sources->items);
}

const struct source *source_of(const struct sources *sources, const char *chunk_name) {
    for (size_t i = 0; chunk_name[0] == '=' && i < sources->count; i++)
        if (strcmp(sources->items[i]->name, chunk_name + 1) == 0) return sources->items[i];
    return NULL;
}

struct site source_site(const struct sources *sources, lua_State *L, int level) {
    lua_Debug activation;
    for (; lua_getstack(L, level, &activation); level++) {
        lua_getinfo(L, "Sl", &activation);
        const struct source *source = source_of(sources, activation.source);
        if (source && !source->library) return (struct site){source, activation.currentline};
    }
    return sources->base;
}

// Text only, never byte code.
int source_load(lua_State *L, const struct source *source) {
    const char *name = lua_pushfstring(L, "=%s", source->name);
    int result = luaL_loadbufferx(L, source->text, strlen(source->text), name, "t");
    lua_remove(L, -2);
    return result;
}

const char *source_mistake(const struct source *source, const char *message, int *line) {
    size_t length = strlen(source->name);
    if (strncmp(message, source->name, length) != 0 || message[length] != ':') return message;
    char *end;
    *line = (int)strtol(message + length + 1, &end, 10);
    return strncmp(end, ": ", 2) == 0 ? end + 2 : message;
}

// How much of the message is the place that Lua put before it: that of the function at this level.
static size_t place_length(lua_State *L, int level, const char *message) {
    luaL_where(L, level);
    size_t length;
    const char *where = lua_tolstring(L, -1, &length);
    bool same = strncmp(message, where, length) == 0;
    lua_pop(L, 1);
    return same ? length : 0;
}

// A message may have no place yet: error(text, 0), the budget's end. It gets that of the innermost line.
void source_place_message(const struct sources *sources, lua_State *L) {
    if (!lua_isstring(L, 1)) {
        lua_pushfstring(L, "the script raised a %s instead of a message", luaL_typename(L, 1));
        lua_replace(L, 1);
    }
    const char *message = lua_tostring(L, 1);
    lua_Debug activation;
    size_t length = 0;
    int level = 0;
    while (!length && lua_getstack(L, ++level, &activation)) length = place_length(L, level, message);
    struct site site = source_site(sources, L, length ? level : 1);
    if (!site.source) return;
    lua_pushfstring(L, "%s:%d: %s", site.source->path, site.line, message + length);
    lua_replace(L, 1);
}

char *source_stem(const char *path) {
    const char *slash = strrchr(path, '/');
    char *stem = status_copy_text(slash ? slash + 1 : path);
    size_t length = strlen(stem);
    if (length > 4 && strcmp(stem + length - 4, ".lua") == 0) stem[length - 4] = '\0';
    return stem;
}
