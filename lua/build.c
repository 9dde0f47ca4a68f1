// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/build.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/combining.h"
#include "lua/grammar.h"
#include "lua/promising.h"
#include "lua/values.h"
#include "sim/engine/words.h"

// Arguments and result of a build inside a protected call.
struct build {
    struct script *script;
    const struct declaration *declaration;
    struct plan *plan;
    struct status *status;
    struct combining combining;
};

static void push_table(lua_State *L, const struct declaration *declaration) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, declaration->table);
}

// scenario { ... }

static bool put_name(struct values *values, struct place place, char **name) {
    if (lua_type(values->L, -1) != LUA_TSTRING) {
        char given[100];
        return place_refuse(place, values->status, "%s = %s: allowed is a text", place.keys[place.depth - 1],
                            place_describe(values->L, -1, given, sizeof given));
    }
    free(*name);
    *name = status_copy_text(lua_tostring(values->L, -1));
    return true;
}

// A section: its settings in a table, or a plain value for its first setting.
static bool put_section(struct values *values, struct place place, struct plan_entry *entry) {
    const struct setting *first = entry->kind->settings.rows;
    bool settings =
        lua_istable(values->L, -1) && (lua_rawlen(values->L, -1) == 0 || first->type != SETTING_SERIES);
    return settings ? values_put_table(values, place, -1, entry) : values_put(values, place, entry, first);
}

static bool refuse_scenario_key(struct values *values, struct place place, const char *key) {
    struct words_nearest nearest = words_nearest_to(key);
    for (const struct grammar_part *part = grammar_scenario; part->name; part++)
        words_consider(&nearest, part->name);
    for (size_t i = 0; i < values->plan->sections.count; i++)
        words_consider(&nearest, values->plan->sections.entries[i].name);
    for (size_t i = 0; i < scenario_section.kind.settings.count; i++)
        words_consider(&nearest, scenario_section.kind.settings.rows[i].name);
    char hint[WORDS_HINT_SIZE];
    return place_refuse(place, values->status, "scenario has no setting or section '%s'%s", key,
                        words_hint(&nearest, hint));
}

// The value of the key is on top of the stack.
static bool put_scenario_key(struct values *values, struct place place, const char *key) {
    struct plan *plan = values->plan;
    if (strcmp(key, "name") == 0)
        return put_name(values, place, &plan->name) && place_check_name(place, plan->name, values->status);
    if (strcmp(key, "title") == 0) return put_name(values, place, &plan->title);
    const struct setting *row = setting_find(scenario_section.kind.settings, key);
    if (row) return values_put(values, place, plan_entry_named(plan, scenario_section.kind.name), row);
    struct plan_entry *entry = plan_entry_named(plan, key);
    return entry ? put_section(values, place, entry) : refuse_scenario_key(values, place, key);
}

// The name an entry is given in its own table; NULL: none. Borrowed from Lua, which keeps it in the table.
static bool entry_name(struct values *values, struct place place, int table, const struct kind *kind,
                       const char **name) {
    *name = NULL;
    int type = lua_getfield(values->L, table, "name");
    *name = type == LUA_TSTRING ? lua_tostring(values->L, -1) : NULL;
    lua_pop(values->L, 1);
    bool good = type == LUA_TSTRING || type == LUA_TNIL || setting_find(kind->settings, "name");
    if (!good)
        return place_refuse(place_inside(place, "name"), values->status, "%s: name must be a text",
                            kind->name);
    return !*name || place_check_name(place_inside(place, "name"), *name, values->status);
}

static bool put_entry(struct values *values, const struct declaration *declaration, const struct kind *kind) {
    struct place place = place_of(declaration);
    struct status inner = {0};
    struct plan_entry *entry;
    const char *name;
    push_table(values->L, declaration);
    int table = lua_gettop(values->L);
    bool good = place_check_texts(place, values->L, table, values->status) &&
                entry_name(values, place, table, kind, &name);
    if (good && !plan_add(values->plan, kind->name, name, &inner, &entry))
        good = place_refuse(name ? place_inside(place, "name") : place, values->status, "%s", inner.message);
    good = good && values_put_table(values, place, table, entry);
    lua_pop(values->L, 1);
    return good;
}

// Appliances and parties, in the order they are listed.
static bool put_entries(struct values *values, struct place place, int table, size_t count) {
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(values->L, table, (lua_Integer)i);
        const struct declaration *declaration = script_kind_at(values->L, -1);
        char given[100];
        if (!declaration)
            return place_refuse(place, values->status,
                                "number %zu of the scenario's list is %s: allowed are appliances and "
                                "parties, like maker { ... }",
                                i, place_describe(values->L, -1, given, sizeof given));
        if (!put_entry(values, declaration, declaration->kind)) return false;
        lua_pop(values->L, 1);
    }
    return true;
}

static bool put_scenario(struct values *values, const struct declaration *scenario) {
    struct place place = place_of(scenario);
    push_table(values->L, scenario);
    int table = lua_gettop(values->L);
    if (!place_check_texts(place, values->L, table, values->status)) return false;
    struct place_keys keys = place_keys(values->L, table);
    if (keys.odd)
        return place_refuse(place, values->status,
                            "scenario { ... } holds a key that is %s: allowed are names and a list",
                            keys.odd);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(values->L, table, keys.names[i]);
        if (!put_scenario_key(values, place_inside(place, keys.names[i]), keys.names[i])) return false;
        lua_pop(values->L, 1);
    }
    return put_entries(values, place, table, keys.positions);
}

// Which key of scenario { ... } plan_check complains about, so that its line can be told.
static struct place place_of_complaint(const struct declaration *scenario, const char *message) {
    struct place place = place_of(scenario);
    if (strncmp(message, "start", 5) == 0) return place_inside(place, "start");
    if (strncmp(message, "window_min", 10) == 0) return place_inside(place, "window_min");
    if (strncmp(message, "homes", 5) == 0) return place_inside(place, "homes");
    return place;
}

static int build_in_lua(lua_State *L) {
    struct build *build = lua_touserdata(L, 1);
    struct script *script = build->script;
    struct values values = {.L = L, .plan = build->plan, .origin = ORIGIN_SCENARIO, .status = build->status};
    luaL_checkstack(L, 40, NULL);
    if (!put_scenario(&values, &script->scenario)) return 0;
    for (size_t i = 0; i < script->promise_count; i++)
        if (!promising_put(&values, &script->promises[i])) return 0;
    if (build->declaration) {
        values.origin = ORIGIN_POLICY;
        if (!combining_put(&values, script, build->declaration, &build->combining)) return 0;
    }
    struct status inner = {0};
    if (!plan_check(build->plan, &inner))
        place_refuse(place_of_complaint(&script->scenario, inner.message), build->status, "%s",
                     inner.message);
    return 0;
}

bool build_plan(struct script *script, const struct declaration *policy, struct plan *plan,
                struct status *status) {
    struct build build = {.script = script, .declaration = policy, .plan = plan, .status = status};
    bool good = sandbox_protect(script->sandbox, build_in_lua, &build, false, status);
    combining_clear(&build.combining);
    return good && status->code == STATUS_OK;
}

// Single texts.

struct text_request {
    const struct declaration *declaration;
    const char *key;
    char *text;
    struct status *status;
};

static int text_in_lua(lua_State *L) {
    struct text_request *request = lua_touserdata(L, 1);
    push_table(L, request->declaration);
    int type = lua_getfield(L, -1, request->key);
    char given[100];
    if (type == LUA_TSTRING || type == LUA_TNIL)
        request->text = status_copy_text(type == LUA_TNIL ? "" : lua_tostring(L, -1));
    else
        place_refuse(place_inside(place_of(request->declaration), request->key), request->status,
                     "%s = %s: allowed is a text", request->key, place_describe(L, -1, given, sizeof given));
    return 0;
}

char *build_text(struct script *script, const struct declaration *declaration, const char *key,
                 struct status *status) {
    struct text_request request = {declaration, key, NULL, status};
    sandbox_protect(script->sandbox, text_in_lua, &request, false, status);
    return request.text;
}
