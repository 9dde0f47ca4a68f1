// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/locate.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "lua/place.h"

enum { NAME_ROOM = 80 };

struct fault_place {
    const struct declaration *scenario;
    char entry[NAME_ROOM], setting[NAME_ROOM];  // setting: "" when the message names none
    struct place place;
    bool found;
};

// Reads a name; false when none of a fit length stands there.
static bool take_name(const char **text, char name[NAME_ROOM]) {
    size_t length = 0;
    while (isalnum((unsigned char)(*text)[length]) || (*text)[length] == '_' || (*text)[length] == '-')
        length++;
    if (length == 0 || length >= NAME_ROOM) return false;
    snprintf(name, NAME_ROOM, "%.*s", (int)length, *text);
    *text += length;
    return true;
}

// "sensor.to = ...", "hanbit: ...", "rewards is ..."
static bool read_message(const char *message, struct fault_place *fault) {
    if (!take_name(&message, fault->entry)) return false;
    if (*message != '.') return *message == ':' || *message == ' ';
    message++;
    return take_name(&message, fault->setting) && *message == ' ';
}

// Is the declaration on top of the stack the entry, by the name in its table or by its kind's?
static bool is_entry(lua_State *L, const struct declaration *declaration, const char *name) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, declaration->table);
    lua_getfield(L, -1, "name");
    const char *own = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : declaration->kind->name;
    bool same = strcmp(own, name) == 0;
    lua_pop(L, 2);
    return same;
}

static void find_entry(lua_State *L, int scenario, struct fault_place *fault) {
    for (lua_Integer i = 1; !fault->found && i <= (lua_Integer)lua_rawlen(L, scenario); i++) {
        lua_rawgeti(L, scenario, i);
        const struct declaration *declaration = script_kind_at(L, -1);
        fault->found = declaration && is_entry(L, declaration, fault->entry);
        if (fault->found) fault->place = place_of(declaration);
        lua_pop(L, 1);
    }
}

static int locate_in_lua(lua_State *L) {
    struct fault_place *fault = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, fault->scenario->table);
    int scenario = lua_gettop(L);
    find_entry(L, scenario, fault);
    bool section = !fault->found && lua_getfield(L, scenario, fault->entry) != LUA_TNIL;
    if (section) {
        fault->place = place_inside(place_of(fault->scenario), fault->entry);
        fault->found = true;
    }
    return 0;
}

void locate_fault(struct script *script, struct status *status) {
    struct fault_place fault = {.scenario = &script->scenario};
    struct status inner = {0}, located = {0};
    if (status->code != STATUS_SCENARIO || !read_message(status->message, &fault)) return;
    if (!sandbox_protect(script->sandbox, locate_in_lua, &fault, false, &inner) || !fault.found) return;
    if (fault.setting[0]) fault.place = place_inside(fault.place, fault.setting);
    place_refuse(fault.place, &located, "%s", status->message);
    *status = located;
}
