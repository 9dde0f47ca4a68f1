// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/branching.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/choose.h"
#include "lua/grammar.h"
#include "lua/place.h"
#include "sim/engine/clock.h"

struct reading {
    const struct declaration *declaration;
    const struct scenario_policy *known;
    size_t known_count;
    struct scenario_branch *branch;
    bool dated;
    struct status *status;
};

// The date is on top of the stack.
static bool read_date(lua_State *L, struct reading *reading, struct place place) {
    char given[100];
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    reading->dated = clock_parse_date(text, &reading->branch->at_day);
    return reading->dated ||
           place_refuse(place, reading->status, "branch: at = %s: allowed is a date written YYYY-MM-DD",
                        place_describe(L, -1, given, sizeof given));
}

static struct choosing choosing_of(const struct reading *reading, struct place place) {
    return (struct choosing){place, reading->known, reading->known_count, reading->status};
}

// The list is on top of the stack.
static bool read_futures(lua_State *L, struct reading *reading, struct place place) {
    struct choosing choosing = choosing_of(reading, place);
    struct scenario_branch *branch = reading->branch;
    return choose_policies(L, &choosing, &branch->policies, &branch->count);
}

static bool read_part(lua_State *L, void *argument, struct place place, const char *key) {
    struct reading *reading = argument;
    struct choosing choosing = choosing_of(reading, place);
    if (strcmp(key, "at") == 0) return read_date(L, reading, place);
    if (strcmp(key, "from") == 0) return (reading->branch->from = choose_policy(L, &choosing)) != NULL;
    if (strcmp(key, "policies") == 0) return read_futures(L, reading, place);
    return place_refuse_part(place, grammar_branch, key, reading->status);
}

// Without a list: all policies but the one that is lived first, which is the file's first unless it was
// named.
static void fill_in(struct reading *reading) {
    struct scenario_branch *branch = reading->branch;
    if (!branch->from && reading->known_count) branch->from = reading->known[0].name;
    if (branch->count) return;
    branch->policies = status_allocate(reading->known_count, sizeof *branch->policies);
    for (size_t i = 0; i < reading->known_count; i++)
        if (reading->known[i].name != branch->from)
            branch->policies[branch->count++] = reading->known[i].name;
}

static bool check(const struct reading *reading, struct place place) {
    const struct scenario_branch *branch = reading->branch;
    if (!reading->dated)
        return place_refuse(place, reading->status,
                            "branch needs at = \"YYYY-MM-DD\", the day on which policies change");
    if (branch->count == 0)
        return place_refuse(
            place, reading->status,
            "branch needs two policies or more: the one that is lived first, and those that follow");
    if (branching_is_future(branch, branch->from))
        return place_refuse(place_inside(place, "policies"), reading->status,
                            "branch: policy \"%s\" is lived from the start, and cannot follow on itself",
                            branch->from);
    return true;
}

static int read_in_lua(lua_State *L) {
    struct reading *reading = lua_touserdata(L, 1);
    if (!place_read_parts(L, reading->declaration, "at, from and policies", read_part, reading,
                          reading->status))
        return 0;
    fill_in(reading);
    check(reading, place_of(reading->declaration));
    return 0;
}

bool branching_read(struct script *script, const struct scenario_policy *policies, size_t policy_count,
                    struct scenario_branch *branch, struct status *status) {
    struct reading reading = {.declaration = &script->branch,
                              .known = policies,
                              .known_count = policy_count,
                              .branch = branch,
                              .status = status};
    if (script->branch.table == LUA_NOREF) return true;
    branch->line = script->branch.site.line;
    sandbox_protect(script->sandbox, read_in_lua, &reading, false, status);
    return status->code == STATUS_OK;
}

void branching_clear(struct scenario_branch *branch) {
    free((void *)branch->policies);
    *branch = (struct scenario_branch){0};
}

bool branching_is_future(const struct scenario_branch *branch, const char *policy) {
    for (size_t i = 0; i < branch->count; i++)
        if (strcmp(branch->policies[i], policy) == 0) return true;
    return false;
}
