// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/comparing.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/choose.h"
#include "lua/factors.h"
#include "lua/grammar.h"
#include "lua/place.h"

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
    const char **policies;
    size_t count;
    struct compare_settings settings;
    struct scenario_factors factors;
    struct status *status;
};

static struct choosing choosing_of(const struct reading *reading, struct place place) {
    return (struct choosing){place, reading->known, reading->known_count, reading->status};
}

// The list is on top of the stack.
static bool read_policies(lua_State *L, struct reading *reading, struct place place) {
    struct choosing choosing = choosing_of(reading, place);
    return choose_policies(L, &choosing, &reading->policies, &reading->count);
}

static bool read_baseline(lua_State *L, struct reading *reading, struct place place) {
    struct choosing choosing = choosing_of(reading, place);
    return (reading->baseline = choose_policy(L, &choosing)) != NULL;
}

static bool read_part(lua_State *L, void *argument, struct place place, const char *key) {
    struct reading *reading = argument;
    if (strcmp(key, "baseline") == 0) return read_baseline(L, reading, place);
    if (strcmp(key, "policies") == 0) return read_policies(L, reading, place);
    if (strcmp(key, "replications") == 0)
        return place_read_number(place, L, compare_rows, &reading->settings, reading->status);
    if (strcmp(key, "factors") == 0) return factors_read_names(L, &reading->factors, place, reading->status);
    if (strcmp(key, "sums") == 0) return factors_read_sums(L, &reading->factors, place, reading->status);
    return place_refuse_part(place, grammar_compare, key, reading->status);
}

static bool check(struct reading *reading, struct place place) {
    if (!reading->baseline)
        return place_refuse(place, reading->status, "compare needs baseline = \"a policy's name\"");
    for (size_t i = 0; i < reading->count; i++)
        if (strcmp(reading->policies[i], reading->baseline) == 0)
            return place_refuse(place_inside(place, "policies"), reading->status,
                                "compare: policy \"%s\" is named twice", reading->baseline);
    return factors_check(&reading->factors, reading->count + 1, place, reading->status);
}

static int read_in_lua(lua_State *L) {
    struct reading *reading = lua_touserdata(L, 1);
    if (!place_read_parts(L, reading->declaration, "baseline, policies, replications, factors and sums",
                          read_part, reading, reading->status))
        return 0;
    check(reading, place_of(reading->declaration));
    return 0;
}

// Without a list: all policies but the baseline, which is the first unless it was named.
static void fill_in(struct reading *reading) {
    if (!reading->baseline && reading->known_count) reading->baseline = reading->known[0].name;
    reading->policies = status_allocate(reading->known_count, sizeof *reading->policies);
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
