// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/values.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/words.h"

// A policy decides levers; what the world is like must be the same under every policy.
static bool may_decide(struct values *values, struct place place, const struct plan_entry *entry,
                       const struct setting *row) {
    if (values->origin != ORIGIN_POLICY || row->role == ROLE_LEVER) return true;
    return place_refuse(
        place, values->status,
        "%s.%s describes %s and is no lever, so a policy cannot set it; put it into scenario { ... }",
        entry->name, row->name, row->role == ROLE_WORLD ? "the world" : "what nobody decides");
}

// An array of numbers at the index. Not longer than any series, so that the copy fits.
static bool put_array(lua_State *L, int index, const struct setting *row, void *block,
                      struct status *status) {
    enum { LONGEST = 1000 };
    double numbers[LONGEST];
    size_t count = lua_rawlen(L, index);
    if (row->type != SETTING_SERIES || count > LONGEST) return setting_refuse(row, "a table", status);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, index, (lua_Integer)i + 1);
        bool number = lua_type(L, -1) == LUA_TNUMBER;
        numbers[i] = lua_tonumber(L, -1);
        lua_pop(L, 1);
        if (!number) return setting_refuse(row, "a table that holds not only numbers", status);
    }
    return setting_put_series(row, block, numbers, count, status);
}

static bool put_by_type(lua_State *L, const struct setting *row, void *block, struct status *status) {
    char given[100];
    switch (lua_type(L, -1)) {
        case LUA_TNUMBER:
            return setting_put_number(row, block, lua_tonumber(L, -1), status);
        case LUA_TBOOLEAN:
            return setting_put_flag(row, block, lua_toboolean(L, -1), status);
        case LUA_TSTRING:
            return setting_put_text(row, block, lua_tostring(L, -1), status);
        case LUA_TTABLE:
            return put_array(L, lua_gettop(L), row, block, status);
        default:
            return setting_refuse(row, place_describe(L, -1, given, sizeof given), status);
    }
}

// What the policy has now set.
static void note(struct values *values, struct place place, const struct plan_entry *entry,
                 const struct setting *row) {
    if (!values->decisions) return;
    bool words = row->type == SETTING_TEXT || row->type == SETTING_FILE;  // however long
    char what[200], says[1000];
    snprintf(what, sizeof what, "%s.%s", entry->name, row->name);
    setting_print(row, entry->settings, says, sizeof says);
    char *where = place_text(place);
    decisions_add(values->decisions, what, words ? setting_words(row, entry->settings) : says, where, false);
    free(where);
}

bool values_put(struct values *values, struct place place, struct plan_entry *entry,
                const struct setting *row) {
    struct status inner = {0};
    if (!may_decide(values, place, entry, row)) return false;
    if (!put_by_type(values->L, row, entry->settings, &inner))
        return place_refuse(place, values->status, "%s.%s", entry->name, inner.message);
    plan_mark(entry, row, values->origin);
    note(values, place, entry, row);
    if (plan_check_file(values->plan, entry, row, &inner)) return true;
    return place_refuse(place, values->status, "%s", inner.message);
}

// A key that is no setting of the kind.
static bool refuse_key(struct values *values, struct place place, const struct plan_entry *entry,
                       const char *key) {
    struct setting_table table = entry->kind->settings;
    struct words_nearest nearest = words_nearest_to(key);
    for (size_t i = 0; i < table.count; i++) words_consider(&nearest, table.rows[i].name);
    char hint[WORDS_HINT_SIZE];
    words_hint(&nearest, hint);
    if (!hint[0]) snprintf(hint, sizeof hint, "; see 'maru list %s'", entry->kind->name);
    return place_refuse(place, values->status, "%s has no setting '%s'%s", entry->kind->name, key, hint);
}

static bool put_key(struct values *values, struct place place, int table, struct plan_entry *entry,
                    const char *key) {
    const struct setting *row = setting_find(entry->kind->settings, key);
    struct place inside = place_inside(place, key);
    if (!row) return strcmp(key, "name") == 0 || refuse_key(values, inside, entry, key);
    lua_getfield(values->L, table, key);
    bool good = values_put(values, inside, entry, row);
    lua_pop(values->L, 1);
    return good;
}

bool values_put_table(struct values *values, struct place place, int table, struct plan_entry *entry) {
    table = lua_absindex(values->L, table);
    struct place_keys keys = place_keys(values->L, table);
    bool good = true;
    if (keys.odd || keys.positions)
        good = place_refuse(place, values->status, "%s takes settings by name: { setting = value, ... }",
                            entry->name);
    for (size_t i = 0; good && i < keys.count; i++)
        good = put_key(values, place, table, entry, keys.names[i]);
    lua_pop(values->L, 1);
    return good;
}
