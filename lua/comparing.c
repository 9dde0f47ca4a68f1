// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/comparing.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/factors.h"
#include "lua/grammar.h"
#include "lua/place.h"
#include "sim/engine/words.h"

struct compare_settings {
    int64_t replications;
};
// clang-format off
static const struct setting compare_rows[] = {
    SETTING_WHOLE(ROLE_WORLD, struct compare_settings, replications, "", 20, 2, 10000,
                  "how often each policy is run, each time with other luck", "assumption"),
};
// clang-format on

struct reading {
    const struct declaration *declaration;
    const struct scenario_policy *known;
    size_t known_count;
    const char *baseline;
    const char **policies;  // [known_count]
    size_t count;
    struct compare_settings settings;
    struct scenario_factors factors;
    struct status *status;
};

// The policy whose name is on top of the stack; NULL with a status.
static const char *read_policy(lua_State *L, struct reading *reading, struct place place) {
    char given[100], hint[WORDS_HINT_SIZE];
    const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    struct words_nearest nearest = words_nearest_to(name);
    for (size_t i = 0; i < reading->known_count; i++) {
        if (strcmp(reading->known[i].name, name) == 0) return reading->known[i].name;
        words_consider(&nearest, reading->known[i].name);
    }
    place_refuse(place, reading->status, "compare: %s is no policy of this file%s",
                 place_describe(L, -1, given, sizeof given), words_hint(&nearest, hint));
    return NULL;
}

static bool add_policy(struct reading *reading, struct place place, const char *name) {
    bool twice = reading->baseline && strcmp(reading->baseline, name) == 0;
    for (size_t i = 0; i < reading->count; i++) twice = twice || strcmp(reading->policies[i], name) == 0;
    if (twice) return place_refuse(place, reading->status, "compare: policy \"%s\" is named twice", name);
    reading->policies[reading->count++] = name;
    return true;
}

// The list is on top of the stack.
static bool read_policies(lua_State *L, struct reading *reading, struct place place) {
    char given[100];
    if (lua_type(L, -1) != LUA_TTABLE || lua_rawlen(L, -1) == 0)
        return place_refuse(place, reading->status,
                            "policies = %s: allowed is a list of names, { \"a\", \"b\" }",
                            place_describe(L, -1, given, sizeof given));
    for (size_t i = 1; i <= lua_rawlen(L, -1); i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        const char *name = read_policy(L, reading, place);
        lua_pop(L, 1);
        if (!name || !add_policy(reading, place, name)) return false;
    }
    return true;
}

static bool read_part(lua_State *L, struct reading *reading, struct place place, const char *key) {
    if (strcmp(key, "baseline") == 0) return (reading->baseline = read_policy(L, reading, place)) != NULL;
    if (strcmp(key, "policies") == 0) return read_policies(L, reading, place);
    if (strcmp(key, "replications") == 0)
        return place_read_number(place, L, compare_rows, &reading->settings, reading->status);
    if (strcmp(key, "factors") == 0) return factors_read_names(L, &reading->factors, place, reading->status);
    if (strcmp(key, "sums") == 0) return factors_read_sums(L, &reading->factors, place, reading->status);
    return place_refuse_part(place, grammar_compare, key, reading->status);
}

static int read_in_lua(lua_State *L) {
    struct reading *reading = lua_touserdata(L, 1);
    struct place place = place_of(reading->declaration);
    lua_rawgeti(L, LUA_REGISTRYINDEX, reading->declaration->table);
    if (!place_check_texts(place, L, -1, reading->status)) return 0;
    struct place_keys keys = place_keys(L, -1);
    int table = lua_gettop(L) - 1;
    if (keys.odd || keys.positions)
        return place_refuse(
            place, reading->status,
            "compare { ... } takes baseline, policies, replications, factors and sums by name");
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, table, keys.names[i]);
        if (!read_part(L, reading, place_inside(place, keys.names[i]), keys.names[i])) return 0;
        lua_pop(L, 1);
    }
    if (!reading->baseline)
        place_refuse(place, reading->status, "compare needs baseline = \"a policy's name\"");
    else
        factors_check(&reading->factors, reading->count + 1, place, reading->status);
    return 0;
}

// Without a list: all policies but the baseline, which is the first unless it was named.
static void fill_in(struct reading *reading) {
    if (!reading->baseline && reading->known_count) reading->baseline = reading->known[0].name;
    for (size_t i = 0; i < reading->known_count; i++) {
        const char *name = reading->known[i].name;
        if (name != reading->baseline) reading->policies[reading->count++] = name;
    }
}

bool comparing_read(struct script *script, const struct scenario_policy *policies, size_t policy_count,
                    struct scenario_compare *comparison, struct status *status) {
    struct reading reading = {.declaration = &script->compare,
                              .known = policies,
                              .known_count = policy_count,
                              .policies = status_allocate(policy_count, sizeof *reading.policies),
                              .settings = {(int64_t)compare_rows[0].normal},
                              .status = status};
    if (script->compare.table != LUA_NOREF)
        sandbox_protect(script->sandbox, read_in_lua, &reading, false, status);
    if (reading.count == 0) fill_in(&reading);
    *comparison = (struct scenario_compare){.baseline = reading.baseline,
                                            .policies = reading.policies,
                                            .count = reading.count,
                                            .replications = reading.settings.replications,
                                            .factors = reading.factors};
    return status->code == STATUS_OK;
}
