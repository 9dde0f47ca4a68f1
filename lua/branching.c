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
    bool dated, alone;  // alone: the file has no other branch
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
    if (branch->count || !reading->alone) return;
    branch->policies = status_allocate(reading->known_count, sizeof *branch->policies);
    for (size_t i = 0; i < reading->known_count; i++)
        if (reading->known[i].name != branch->from)
            branch->policies[branch->count++] = reading->known[i].name;
}

static bool is_future(const struct scenario_branch *branch, const char *policy) {
    for (size_t i = 0; i < branch->count; i++)
        if (strcmp(branch->policies[i], policy) == 0) return true;
    return false;
}

static bool check(const struct reading *reading, struct place place) {
    const struct scenario_branch *branch = reading->branch;
    if (!reading->dated)
        return place_refuse(place, reading->status,
                            "branch needs at = \"YYYY-MM-DD\", the day on which policies change");
    if (branch->count == 0 && !reading->alone)
        return place_refuse(
            place, reading->status,
            "branch needs policies = { \"...\" }: where there are several, each names those that "
            "follow");
    if (branch->count == 0)
        return place_refuse(
            place, reading->status,
            "branch needs two policies or more: the one that is lived first, and those that follow");
    if (is_future(branch, branch->from))
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

// ---- Several ----

static bool read_one(struct script *script, size_t number, struct reading *reading) {
    reading->declaration = &script->branches[number];
    reading->branch->line = reading->declaration->site.line;
    sandbox_protect(script->sandbox, read_in_lua, reading, false, reading->status);
    return reading->status->code == STATUS_OK;
}

const struct scenario_branch *branching_into(const struct scenario_branches *branches, const char *policy) {
    for (size_t i = 0; i < branches->count; i++)
        if (is_future(&branches->all[i], policy)) return &branches->all[i];
    return NULL;
}

static bool check_once(const struct scenario_branches *branches, size_t number, struct place place,
                       struct status *status) {
    const struct scenario_branch *branch = &branches->all[number];
    for (size_t i = 0; i < branch->count; i++) {
        const struct scenario_branch *first = branching_into(branches, branch->policies[i]);
        if (first != branch)
            return place_refuse(place_inside(place, "policies"), status,
                                "branch: policy \"%s\" follows twice; first on \"%s\", in line %d",
                                branch->policies[i], first->from, first->line);
    }
    return true;
}

// Of the policies that come before one another there are at most as many as branches.
static bool is_in_circle(const struct scenario_branches *branches, const struct scenario_branch *branch) {
    const struct scenario_branch *before = branching_into(branches, branch->from);
    for (size_t i = 0; before && i < branches->count; i++) {
        if (before == branch) return true;
        before = branching_into(branches, before->from);
    }
    return false;
}

static bool check_chain(const struct scenario_branches *branches, size_t number, struct place place,
                        struct status *status) {
    const struct scenario_branch *branch = &branches->all[number];
    const struct scenario_branch *before = branching_into(branches, branch->from);
    if (!before) return true;
    if (is_in_circle(branches, branch))
        return place_refuse(
            place_inside(place, "from"), status,
            "branch: what follows on policy \"%s\" comes before it, too: in a circle none is the first",
            branch->from);
    struct clock_date least = clock_civil_from_days(before->at_day + 1);
    return branch->at_day > before->at_day ||
           place_refuse(place_inside(place, "at"), status,
                        "branch: policy \"%s\" itself follows in line %d; allowed is a day after that, from "
                        "%04d-%02d-%02d on",
                        branch->from, before->line, least.year, least.month, least.day);
}

static bool check_all(const struct script *script, const struct scenario_branches *branches,
                      struct status *status) {
    for (size_t i = 0; i < branches->count; i++)
        if (!check_once(branches, i, place_of(&script->branches[i]), status)) return false;
    for (size_t i = 0; i < branches->count; i++)
        if (!check_chain(branches, i, place_of(&script->branches[i]), status)) return false;
    return true;
}

bool branching_read(struct script *script, const struct scenario_policy *policies, size_t policy_count,
                    struct scenario_branches *branches, struct status *status) {
    branches->all = status_allocate(script->branch_count, sizeof *branches->all);
    for (size_t i = 0; i < script->branch_count; i++) {
        struct reading reading = {.known = policies,
                                  .known_count = policy_count,
                                  .branch = &branches->all[branches->count++],
                                  .alone = script->branch_count == 1,
                                  .status = status};
        if (!read_one(script, i, &reading)) return false;
    }
    return check_all(script, branches, status);
}

void branching_clear(struct scenario_branches *branches) {
    for (size_t i = 0; i < branches->count; i++) free((void *)branches->all[i].policies);
    free(branches->all);
    *branches = (struct scenario_branches){0};
}
