// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/promising.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/data_words.h"
#include "sim/engine/words.h"

enum { CLASS, EPSILON, FATAL, FORM, KEPT, LEAST_CELL, MINORS, NEVER, RECIPIENT, WITH_CONSENT };
static const char *const parts[] = {[CLASS] = "class",
                                    [EPSILON] = "epsilon_month",
                                    [FATAL] = "fatal",
                                    [FORM] = "form",
                                    [KEPT] = "kept_days",
                                    [LEAST_CELL] = "least_cell",
                                    [MINORS] = "minors",
                                    [NEVER] = "never",
                                    [RECIPIENT] = "recipient",
                                    [WITH_CONSENT] = "with_consent",
                                    NULL};
#define PROMISE_FORM "{ \"what is promised\", class = \"image\", never = true }"
enum { NAME_MOST = 120 };

// ---- Parts: the value is on top of the stack ----

static bool read_one_class(struct values *values, struct place place, unsigned *classes) {
    char hint[WORDS_HINT_SIZE] = "", given[100], allowed[300];
    bool text = lua_type(values->L, -1) == LUA_TSTRING;
    int data_class = text ? data_words_name(gate_class_names, lua_tostring(values->L, -1), hint) : -1;
    if (data_class >= 0) {
        *classes |= 1u << data_class;
        return true;
    }
    return place_refuse(place, values->status, "class = %s: there is no such data class%s; there are %s",
                        place_describe(values->L, -1, given, sizeof given), hint,
                        data_words_list(gate_class_names, allowed, sizeof allowed));
}

static bool read_classes(struct values *values, struct place place, unsigned *classes) {
    lua_State *L = values->L;
    *classes = 0;
    if (lua_type(L, -1) != LUA_TTABLE) return read_one_class(values, place, classes);
    size_t count = lua_rawlen(L, -1);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        if (!read_one_class(values, place, classes)) return false;
        lua_pop(L, 1);
    }
    return count > 0 ||
           place_refuse(place, values->status, "class = {}: allowed is a data class, or a list of some");
}

static bool read_recipient(struct values *values, struct place place, struct plan_promise *promise) {
    struct status inner = {0};
    char given[100];
    if (lua_type(values->L, -1) != LUA_TSTRING)
        return place_refuse(place, values->status,
                            "recipient = %s: allowed is the name of a party, or of a kind",
                            place_describe(values->L, -1, given, sizeof given));
    promise->recipient = (char *)lua_tostring(values->L, -1);
    return plan_check_party(values->plan, "promise", promise->recipient, &inner) ||
           place_refuse(place, values->status, "%s", inner.message);
}

static bool read_flag(struct values *values, struct place place, const char *key, bool *flag) {
    char given[100];
    *flag = lua_isboolean(values->L, -1) && lua_toboolean(values->L, -1);
    return *flag || place_refuse(place, values->status, "%s = %s: allowed is true, or to leave it out", key,
                                 place_describe(values->L, -1, given, sizeof given));
}

static bool refuse_part(struct values *values, struct place place, const char *key, const char *hint) {
    char allowed[200];
    return place_refuse(place, values->status, "a promise has no part '%s'%s; there are %s", key, hint,
                        data_words_list(parts, allowed, sizeof allowed));
}

static bool read_part(struct values *values, struct place place, const char *key,
                      struct plan_promise *promise) {
    char hint[WORDS_HINT_SIZE];
    switch (data_words_name(parts, key, hint)) {
        case CLASS:
            return read_classes(values, place, &promise->classes);
        case RECIPIENT:
            return read_recipient(values, place, promise);
        case MINORS:
            return read_flag(values, place, key, &promise->minors);
        case NEVER:
            return read_flag(values, place, key, &promise->never);
        case WITH_CONSENT:
            return read_flag(values, place, key, &promise->with_consent);
        case FORM:
            return data_words_form(values->L, place, &promise->refused_forms, values->status);
        case KEPT:
            return data_words_days(values->L, place, &promise->kept_days, values->status);
        case EPSILON:
            return data_words_epsilon(values->L, place, &promise->epsilon_month, values->status);
        case LEAST_CELL:
            return data_words_homes(values->L, place, &promise->least_cell, values->status);
        case FATAL:
            return read_flag(values, place, key, &promise->fatal);
        default:
            return refuse_part(values, place, key, hint);
    }
}

// ---- A promise ----

static bool read_name(struct values *values, struct place place, int table, struct plan_promise *promise) {
    char given[100];
    lua_rawgeti(values->L, table, 1);
    promise->name = lua_type(values->L, -1) == LUA_TSTRING ? (char *)lua_tostring(values->L, -1) : NULL;
    bool good = promise->name && promise->name[0] && strlen(promise->name) <= NAME_MOST;
    if (!good)
        place_refuse(place, values->status,
                     "a promise begins with what it promises, a text of up to %d bytes: " PROMISE_FORM
                     ", not %s",
                     NAME_MOST, place_describe(values->L, -1, given, sizeof given));
    lua_pop(values->L, 1);  // the table keeps the text
    return good;
}

// What it says at all, and not twice.
static bool makes_sense(struct values *values, struct place place, const struct plan_promise *promise) {
    struct plan_promise rest = *promise;
    rest.never = false;
    if (!plan_promise_says(promise))
        return place_refuse(place, values->status,
                            "the promise \"%s\" promises nothing: say never, with_consent, form, kept_days, "
                            "epsilon_month or least_cell",
                            promise->name);
    if (promise->never && plan_promise_says(&rest))
        return place_refuse(place, values->status,
                            "the promise \"%s\": what never leaves needs no other limit", promise->name);
    return true;
}

// One of the same name is refused, unless it is the same, come by another way.
static bool add(struct values *values, struct place place, const struct plan_promise *promise) {
    struct plan_promises *promises = &values->plan->promises;
    for (size_t i = 0; i < promises->count; i++) {
        if (strcmp(promises->all[i].name, promise->name) != 0) continue;
        return strcmp(promises->all[i].where, promise->where) == 0 ||
               place_refuse(place, values->status, "there are two promises \"%s\"; the first is in %s",
                            promise->name, promises->all[i].where);
    }
    if (promises->count == PLAN_PROMISES_MOST)
        return place_refuse(place, values->status, "a scenario has at most %d promises", PLAN_PROMISES_MOST);
    plan_promise_add(promises, promise);
    return true;
}

static bool read_parts(struct values *values, struct place place, int table, struct place_keys keys,
                       struct plan_promise *promise) {
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(values->L, table, keys.names[i]);
        if (!read_part(values, place_inside(place, keys.names[i]), keys.names[i], promise)) return false;
        lua_pop(values->L, 1);  // the table keeps the text
    }
    return makes_sense(values, place, promise);
}

// The table is on top of the stack.
static bool read_promise(struct values *values, struct place place, const char *policy) {
    int table = lua_gettop(values->L);
    struct plan_promise promise = {.classes = (1u << DATA_CLASSES) - 1, .policy = (char *)policy};
    if (lua_type(values->L, table) != LUA_TTABLE)
        return place_refuse(place, values->status, "a promise is a table: " PROMISE_FORM);
    if (!read_name(values, place, table, &promise)) return false;
    struct place_keys keys = place_keys(values->L, table);
    if (keys.odd || keys.positions > 1)
        return place_refuse(place, values->status,
                            "behind its text a promise takes parts by name: " PROMISE_FORM);
    if (!read_parts(values, place, table, keys, &promise)) return false;
    lua_pop(values->L, 1);
    promise.where = place_text(place);
    bool good = add(values, place, &promise);
    free(promise.where);
    return good;
}

bool promising_put(struct values *values, const struct declaration *promise) {
    struct place place = place_of(promise);
    lua_rawgeti(values->L, LUA_REGISTRYINDEX, promise->table);
    bool good = place_check_texts(place, values->L, -1, values->status) && read_promise(values, place, "");
    lua_pop(values->L, 1);
    return good;
}

bool promising_list(struct values *values, struct place place) {
    lua_State *L = values->L;
    size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    if (count == 0)
        return place_refuse(place, values->status, "promises: allowed is a list, { " PROMISE_FORM ", ... }");
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        if (!read_promise(values, place, values->plan->policy)) return false;
        lua_pop(L, 1);
    }
    return true;
}
