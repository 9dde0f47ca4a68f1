// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/choose.h"

#include <lauxlib.h>
#include <string.h>

#include "sim/engine/words.h"

static const char *word_of(const struct choosing *choosing) {
    return choosing->place.declaration->word;
}

const char *choose_policy(lua_State *L, const struct choosing *choosing) {
    char given[100], hint[WORDS_HINT_SIZE];
    const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    struct words_nearest nearest = words_nearest_to(name);
    for (size_t i = 0; i < choosing->known_count; i++) {
        if (strcmp(choosing->known[i].name, name) == 0) return choosing->known[i].name;
        words_consider(&nearest, choosing->known[i].name);
    }
    place_refuse(choosing->place, choosing->status, "%s: %s is no policy of this file%s", word_of(choosing),
                 place_describe(L, -1, given, sizeof given), words_hint(&nearest, hint));
    return NULL;
}

static bool is_among(const char *name, const char *const *policies, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(policies[i], name) == 0) return true;
    return false;
}

bool choose_policies(lua_State *L, const struct choosing *choosing, const char ***policies, size_t *count) {
    char given[100];
    if (lua_type(L, -1) != LUA_TTABLE || lua_rawlen(L, -1) == 0)
        return place_refuse(choosing->place, choosing->status,
                            "policies = %s: allowed is a list of names, { \"a\", \"b\" }",
                            place_describe(L, -1, given, sizeof given));
    for (size_t i = 1; i <= lua_rawlen(L, -1); i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        const char *name = choose_policy(L, choosing);
        lua_pop(L, 1);
        if (!name) return false;
        if (is_among(name, *policies, *count))
            return place_refuse(choosing->place, choosing->status, "%s: policy \"%s\" is named twice",
                                word_of(choosing), name);
        *policies = status_reallocate(*policies, *count + 1, sizeof **policies);
        (*policies)[(*count)++] = name;
    }
    return true;
}
