// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/lesson_text.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lua/script.h"
#include "models/catalogue.h"
#include "sim/engine/whereabouts.h"

static char *heard;  // what the lesson says of itself

static int word_says(lua_State *L) {
    free(heard);
    heard = status_copy_text(luaL_checkstring(L, 1));
    return 0;
}

static int add_word(lua_State *L) {
    struct sandbox *sandbox = lua_touserdata(L, 1);
    lua_pushcfunction(L, word_says);
    sandbox_add_word(sandbox, "lesson_says");
    return 0;
}

// The file's name without folder and ".lua": the module's. Owned by the caller; NULL: it has no such name.
static char *module_of(const char *path) {
    static const char ending[] = ".lua";
    const char *slash = strrchr(path, '/');
    char *name = status_copy_text(slash ? slash + 1 : path);
    size_t length = strlen(name), cut = sizeof ending - 1;
    if (length > cut && !strcmp(name + length - cut, ending)) {
        name[length - cut] = 0;
        return name;
    }
    free(name);
    return NULL;
}

static bool describe(struct script *script, const char *path, const char *module, struct status *status) {
    char text[300];
    snprintf(text, sizeof text, "lesson_says(require(\"lesson\").describe(\"%.200s\"))", module);
    return sandbox_protect(script->sandbox, add_word, script->sandbox, false, status) &&
           sandbox_run(script->sandbox, path, text, status);
}

char *lesson_text(const char *path, struct status *status) {
    char *library = whereabouts_find(WHEREABOUTS_SHARED, "lua"), *module = module_of(path);
    heard = NULL;
    if (!module || !library || access(path, R_OK) < 0)
        status_fail(status, STATUS_SCENARIO,
                    "%s: a lesson is a file that ends with .lua, as those in scenarios/lessons", path);
    else {
        struct script *script = script_open(path, library, NULL, models_catalogue(), status);
        if (script) describe(script, path, module, status);
        script_free(script);
    }
    free(module);
    free(library);
    return status->code == STATUS_OK ? heard : NULL;
}
