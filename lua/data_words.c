// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/data_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/engine/gate.h"
#include "sim/engine/words.h"

enum { DAYS_LEAST = 1, DAYS_MOST = 36500, EPSILON_MOST = 1000, HOMES_LEAST = 2, HOMES_MOST = 1000000 };

int data_words_name(const char *const *names, const char *given, char *hint) {
    struct words_nearest nearest = words_nearest_to(given);
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], given) == 0) return i;
        words_consider(&nearest, names[i]);
    }
    words_hint(&nearest, hint);
    return -1;
}

const char *data_words_list(const char *const *names, char *buffer, size_t size) {
    size_t used = 0;
    for (int i = 0; names[i] && used < size; i++)
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", i ? ", " : "", names[i]);
    return buffer;
}

static const char *key_of(struct place place) {
    return place.keys[place.depth - 1];
}

static double number_at(lua_State *L) {
    return lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : 0;
}

bool data_words_days(lua_State *L, struct place place, double *days, struct status *status) {
    char given[100];
    *days = number_at(L);
    if (*days >= DAYS_LEAST && *days <= DAYS_MOST && *days == floor(*days)) return true;
    return place_refuse(place, status, "%s = %s: allowed is a whole number of days, %d to %d", key_of(place),
                        place_describe(L, -1, given, sizeof given), DAYS_LEAST, DAYS_MOST);
}

bool data_words_homes(lua_State *L, struct place place, double *homes, struct status *status) {
    char given[100];
    *homes = number_at(L);
    if (*homes >= HOMES_LEAST && *homes <= HOMES_MOST && *homes == floor(*homes)) return true;
    return place_refuse(place, status, "%s = %s: allowed is a whole number of homes, %d to %d", key_of(place),
                        place_describe(L, -1, given, sizeof given), HOMES_LEAST, HOMES_MOST);
}

bool data_words_epsilon(lua_State *L, struct place place, double *epsilon, struct status *status) {
    char given[100];
    *epsilon = number_at(L);
    if (*epsilon > 0 && *epsilon <= EPSILON_MOST) return true;
    return place_refuse(place, status, "%s = %s: allowed is a number above 0, up to %d", key_of(place),
                        place_describe(L, -1, given, sizeof given), EPSILON_MOST);
}

bool data_words_form(lua_State *L, struct place place, unsigned *refused_forms, struct status *status) {
    char hint[WORDS_HINT_SIZE], given[100], allowed[200];
    const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    int form = data_words_name(gate_form_names, name, hint);
    if (form >= 0) {
        *refused_forms = gate_forms_above((enum data_form)form);
        return true;
    }
    return place_refuse(place, status, "%s = %s: allowed is %s%s", key_of(place),
                        place_describe(L, -1, given, sizeof given),
                        data_words_list(gate_form_names, allowed, sizeof allowed), hint);
}
