// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/sweeping.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/grammar.h"
#include "lua/place.h"

struct sweep_settings {
    int64_t runs, replications;
};
// clang-format off
static const struct setting sweep_rows[] = {
    SETTING_WHOLE(ROLE_WORLD, struct sweep_settings, runs, "", 0, 1, 10000000, "runs in all", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, struct sweep_settings, replications, "", 0, 1, 10000, "lucks at each point", "assumption"),
};
// clang-format on
enum { VARIES_MOST = 1000 };

struct reading {
    const struct declaration *declaration;
    struct scenario_sweep *sweep;
    struct sweep_settings settings;
    struct status *status;
};

// The value is on top of the stack.
static bool refuse(lua_State *L, struct reading *reading, struct place place, const char *key,
                   const char *allowed) {
    char given[100];
    return place_refuse(place, reading->status, "sweep: %s = %s: allowed is %s", key,
                        place_describe(L, -1, given, sizeof given), allowed);
}

static bool read_varies(lua_State *L, struct reading *reading, struct place place) {
    static const char allowed[] = "a list of texts, { \"entry.setting=least..most\", \"uncertain\" }";
    struct scenario_sweep *sweep = reading->sweep;
    size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    if (count < 1 || count > VARIES_MOST) return refuse(L, reading, place, "vary", allowed);
    sweep->varies = status_allocate(count, sizeof *sweep->varies);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        if (lua_type(L, -1) != LUA_TSTRING) return refuse(L, reading, place, "vary", allowed);
        sweep->varies[sweep->varies_count++] = status_copy_text(lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    return true;
}

static bool read_text(lua_State *L, struct reading *reading, struct place place, const char *key,
                      char **text) {
    if (lua_type(L, -1) != LUA_TSTRING) return refuse(L, reading, place, key, "a text");
    *text = status_copy_text(lua_tostring(L, -1));
    return true;
}

static bool read_part(lua_State *L, void *argument, struct place place, const char *key) {
    struct reading *reading = argument;
    if (strcmp(key, "vary") == 0) return read_varies(L, reading, place);
    if (strcmp(key, "design") == 0) return read_text(L, reading, place, key, &reading->sweep->design);
    if (strcmp(key, "list") == 0) return read_text(L, reading, place, key, &reading->sweep->list);
    for (size_t i = 0; i < sizeof sweep_rows / sizeof *sweep_rows; i++)
        if (strcmp(key, sweep_rows[i].name) == 0)
            return place_read_number(place, L, &sweep_rows[i], &reading->settings, reading->status);
    return place_refuse_part(place, grammar_sweep, key, reading->status);
}

static int read_in_lua(lua_State *L) {
    struct reading *reading = lua_touserdata(L, 1);
    place_read_parts(L, reading->declaration, "vary, design, list, runs and replications", read_part, reading,
                     reading->status);
    return 0;
}

bool sweeping_read(struct script *script, struct scenario_sweep *sweep, struct status *status) {
    struct reading reading = {.declaration = &script->sweep, .sweep = sweep, .status = status};
    if (script->sweep.table == LUA_NOREF) return true;
    sweep->line = script->sweep.site.line;
    sandbox_protect(script->sandbox, read_in_lua, &reading, false, status);
    sweep->runs = (size_t)reading.settings.runs;
    sweep->replications = (size_t)reading.settings.replications;
    return status->code == STATUS_OK;
}

void sweeping_clear(struct scenario_sweep *sweep) {
    for (size_t i = 0; i < sweep->varies_count; i++) free(sweep->varies[i]);
    free(sweep->varies);
    free(sweep->design);
    free(sweep->list);
}
