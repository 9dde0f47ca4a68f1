// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/factors.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FACTORS_MOST = 6, SUMS_MOST = 4 };

static bool refuse(lua_State *L, struct place place, const char *allowed, struct status *status) {
    char given[100];
    return place_refuse(place, status, "compare: %s: allowed is %s",
                        place_describe(L, -1, given, sizeof given), allowed);
}

bool factors_read_names(lua_State *L, struct scenario_factors *factors, struct place place,
                        struct status *status) {
    static const char allowed[] = "a list of 1 to 6 names, { \"a\", \"b\" }";
    size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    if (count < 1 || count > FACTORS_MOST) return refuse(L, place, allowed, status);
    factors->names = status_allocate(count, sizeof *factors->names);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        if (lua_type(L, -1) != LUA_TSTRING) return refuse(L, place, allowed, status);
        factors->names[factors->count++] = status_copy_text(lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    return true;
}

// One measure's weight is on top of the stack.
static bool read_term(lua_State *L, struct scenario_sum *sum, const char *measure, struct place place,
                      struct status *status) {
    if (lua_type(L, -1) != LUA_TNUMBER || !isfinite(lua_tonumber(L, -1)))
        return refuse(L, place, "a number, the measure's weight in the sum", status);
    sum->terms[sum->term_count++] =
        (struct scenario_term){status_copy_text(measure), lua_tonumber(L, -1), place_text(place)};
    return true;
}

static bool read_sum(lua_State *L, struct scenario_sum *sum, struct place place, struct status *status) {
    static const char allowed[] = "{ name = \"...\", [\"measure\"] = weight, ... }";
    if (lua_type(L, -1) != LUA_TTABLE) return refuse(L, place, allowed, status);
    int table = lua_gettop(L);
    struct place_keys keys = place_keys(L, table);
    if (keys.odd || keys.positions) {
        lua_pushvalue(L, table);
        return refuse(L, place, allowed, status);
    }
    sum->terms = status_allocate(keys.count, sizeof *sum->terms);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, table, keys.names[i]);
        bool name = !strcmp(keys.names[i], "name");
        if (name && lua_type(L, -1) == LUA_TSTRING) sum->name = status_copy_text(lua_tostring(L, -1));
        if (!name && !read_term(L, sum, keys.names[i], place_inside(place, keys.names[i]), status))
            return false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return (sum->name && sum->term_count) || refuse(L, place, allowed, status);
}

bool factors_read_sums(lua_State *L, struct scenario_factors *factors, struct place place,
                       struct status *status) {
    size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    if (count < 1 || count > SUMS_MOST)
        return refuse(L, place, "a list of 1 to 4 sums of measures, { { name = \"...\", ... } }", status);
    factors->sums = status_allocate(count, sizeof *factors->sums);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        if (!read_sum(L, &factors->sums[factors->sum_count++], place, status)) return false;
        lua_pop(L, 1);
    }
    return true;
}

bool factors_check(const struct scenario_factors *factors, size_t policies, struct place place,
                   struct status *status) {
    size_t needed = (size_t)1 << factors->count;
    if (!factors->count && !factors->sum_count) return true;
    if (!factors->count || !factors->sum_count)
        return place_refuse(place, status, "compare: factors and sums belong together: one is missing");
    if (policies == needed) return true;
    return place_refuse(place, status, "compare: %zu factors make %zu policies with the baseline, not %zu",
                        factors->count, needed, policies);
}

void factors_clear(struct scenario_factors *factors) {
    for (size_t i = 0; i < factors->count; i++) free(factors->names[i]);
    for (size_t i = 0; i < factors->sum_count; i++) {
        for (size_t k = 0; k < factors->sums[i].term_count; k++) {
            free(factors->sums[i].terms[k].measure);
            free(factors->sums[i].terms[k].where);
        }
        free(factors->sums[i].terms);
        free(factors->sums[i].name);
    }
    free(factors->names);
    free(factors->sums);
}
