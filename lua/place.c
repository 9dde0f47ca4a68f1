// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/place.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/budget.h"
#include "lua/lines.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

struct place place_of(const struct declaration *declaration) {
    return (struct place){.declaration = declaration};
}

struct place place_inside(struct place place, const char *key) {
    if (place.depth < PLACE_DEPTH) place.keys[place.depth++] = key;
    return place;
}

char *place_text(struct place place) {
    const struct declaration *declaration = place.declaration;
    int line = lines_of_key(declaration->site.source->text, declaration->site.line, declaration->word,
                            place.keys, place.depth);
    char *text;
    if (asprintf(&text, "%s:%d", declaration->site.source->path, line) < 0) abort();
    return text;
}

bool place_refuse(struct place place, struct status *status, const char *format, ...) {
    char message[sizeof status->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    char *where = place_text(place);
    status_fail(status, STATUS_SCENARIO, "%s: %s", where, message);
    free(where);
    return false;
}

bool place_refuse_part(struct place place, const struct grammar_part *parts, const char *key,
                       struct status *status) {
    struct words_nearest nearest = words_nearest_to(key);
    for (; parts->name; parts++) words_consider(&nearest, parts->name);
    char hint[WORDS_HINT_SIZE];
    return place_refuse(place, status, "%s has no part '%s'%s", place.declaration->word, key,
                        words_hint(&nearest, hint));
}

bool place_read_number(struct place place, lua_State *L, const struct setting *row, void *settings,
                       struct status *status) {
    struct status inner = {0};
    char given[100];
    bool number = lua_type(L, -1) == LUA_TNUMBER;
    if (number ? setting_put_number(row, settings, lua_tonumber(L, -1), &inner)
               : setting_refuse(row, place_describe(L, -1, given, sizeof given), &inner))
        return true;
    return place_refuse(place, status, "%s: %s", place.declaration->word, inner.message);
}

bool place_check_name(struct place place, const char *name, struct status *status) {
    bool good = *name != '\0';
    for (const char *c = name; *c; c++) good = good && (isalnum((unsigned char)*c) || *c == '_' || *c == '-');
    enum { LETTERS_MOST = 60, SHOWN = 24 };  // run files put more behind it
    char shown[SHOWN];
    utf8_show(name, strlen(name), "", shown, sizeof shown);
    if (strlen(name) > LETTERS_MOST)
        return place_refuse(place, status, "name = \"%s\": allowed are up to %d letters", shown,
                            LETTERS_MOST);
    return good || place_refuse(place, status, "name = \"%s\": allowed are letters, digits, _ and -", shown);
}

static bool check_text(lua_State *L, int index, struct place place, struct status *status) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    if (utf8_is_line(text, length)) return true;
    char shown[SHOWN_MOST];
    return place_refuse(place, status, "%s = \"%s\": a text is UTF-8 in one line, without controls",
                        place.depth ? place.keys[place.depth - 1] : place.declaration->word,
                        utf8_show(text, length, "", shown, sizeof shown));
}

static bool check_table(lua_State *L, int table, struct place place, struct status *status) {
    luaL_checkstack(L, 4, NULL);
    struct place_keys keys = place_keys(L, table);
    bool good = true;
    for (size_t i = 0; good && i < keys.count; i++) {
        lua_pushstring(L, keys.names[i]);
        good = check_text(L, -1, place, status);
        lua_rawget(L, table);
        good = good && place_check_texts(place_inside(place, keys.names[i]), L, -1, status);
        lua_pop(L, 1);
    }
    for (size_t i = 0; good && i < keys.positions; i++) {
        lua_rawgeti(L, table, (lua_Integer)i + 1);
        good = place_check_texts(place, L, -1, status);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return good;
}

// Deeper than the places go nobody looks for texts. A table that holds itself costs steps as any loop does.
bool place_check_texts(struct place place, lua_State *L, int index, struct status *status) {
    budget_charge(L, 1, NULL);
    if (lua_type(L, index) == LUA_TSTRING) return check_text(L, index, place, status);
    if (lua_type(L, index) != LUA_TTABLE || place.depth >= PLACE_DEPTH) return true;
    return check_table(L, lua_absindex(L, index), place, status);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t count_fields(lua_State *L, int table) {
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) count++;
    return count;
}

struct place_keys place_keys(lua_State *L, int table) {
    table = lua_absindex(L, table);
    size_t fields = count_fields(L, table);
    struct place_keys keys = {.positions = lua_rawlen(L, table)};
    keys.names = lua_newuserdatauv(L, (fields + 1) * sizeof *keys.names, 0);
    size_t positions = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        bool text = lua_type(L, -2) == LUA_TSTRING;
        if (text && strlen(lua_tostring(L, -2)) != lua_rawlen(L, -2))
            keys.odd = "text with a byte 0";
        else if (text)
            keys.names[keys.count++] = lua_tostring(L, -2);
        else if (lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 &&
                 (size_t)lua_tointeger(L, -2) <= keys.positions)
            positions++;
        else if (!keys.odd || strcmp(luaL_typename(L, -2), keys.odd) < 0)
            keys.odd = luaL_typename(L, -2);  // of several the alphabet's first: Lua's order is none
    }
    if (positions != keys.positions) keys.odd = "missing";  // a hole: { 1, nil, 3 }
    qsort(keys.names, keys.count, sizeof *keys.names, compare_names);
    return keys;
}

// Cut, if need be, within the quotes.
static void describe_text(lua_State *L, int index, char *buffer, size_t size) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    size_t used = strlen(utf8_show(text, length, "", buffer + 1, size - 2)) + 1;
    buffer[0] = buffer[used] = '"';
    buffer[used + 1] = '\0';
}

char *place_describe(lua_State *L, int index, char *buffer, size_t size) {
    const struct declaration *declaration = script_kind_at(L, index);
    if (declaration)
        snprintf(buffer, size, "%s { ... }", declaration->word);
    else if (lua_type(L, index) == LUA_TNUMBER)
        snprintf(buffer, size, "%.10g", lua_tonumber(L, index));
    else if (lua_type(L, index) == LUA_TSTRING)
        describe_text(L, index, buffer, size);
    else if (lua_isboolean(L, index))
        snprintf(buffer, size, "%s", lua_toboolean(L, index) ? "true" : "false");
    else
        snprintf(buffer, size, "a %s", luaL_typename(L, index));
    return buffer;
}

bool place_read_parts(lua_State *L, const struct declaration *declaration, const char *takes, place_part read,
                      void *reading, struct status *status) {
    struct place place = place_of(declaration);
    lua_rawgeti(L, LUA_REGISTRYINDEX, declaration->table);
    if (!place_check_texts(place, L, -1, status)) return false;
    struct place_keys keys = place_keys(L, -1);
    int table = lua_gettop(L) - 1;
    if (keys.odd || keys.positions)
        return place_refuse(place, status, "%s { ... } takes %s by name", declaration->word, takes);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, table, keys.names[i]);
        if (!read(L, reading, place_inside(place, keys.names[i]), keys.names[i])) return false;
        lua_pop(L, 1);
    }
    return true;
}
