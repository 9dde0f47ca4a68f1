// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/lesson_text.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/scenario.h"
#include "lua/script.h"
#include "sim/engine/text_file.h"

// A scenario beside the lesson that plays it.
struct playing {
    char *path, *text;
};

static struct playing play(const char *path) {
    static const char beside[] = "%.*severy lever of %s";
    static const char plays[] =
        "local lesson = require \"lesson\" lesson.ends(\"%s\") json = lesson.describe(\"%s\")\n";
    const char *slash = strrchr(path, '/');
    char *name = source_stem(path);
    size_t path_size = sizeof beside + strlen(path), text_size = sizeof plays + 2 * strlen(name);
    struct playing playing = {status_allocate(path_size, 1), status_allocate(text_size, 1)};
    snprintf(playing.path, path_size, beside, slash ? (int)(slash + 1 - path) : 0, path, name);
    snprintf(playing.text, text_size, plays, name, name);
    free(name);
    return playing;
}

struct describing {
    const struct sandbox *sandbox;
    char *json;
};

static int copy_json(lua_State *L) {
    struct describing *describing = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, describing->sandbox->globals);
    lua_getfield(L, -1, "json");
    describing->json = status_copy_text(luaL_checkstring(L, -1));
    lua_pop(L, 2);
    return 0;
}

// What the text leaves in `json`.
static char *describe(const char *path, const char *text, const struct catalogue *catalogue,
                      struct status *status) {
    char *library = scenario_find_library(status);
    struct script *script = library ? script_run(path, text, library, NULL, catalogue, status) : NULL;
    struct describing describing = {.sandbox = script ? script->sandbox : NULL};
    if (script) sandbox_protect(script->sandbox, copy_json, &describing, false, status);
    script_free(script);
    free(library);
    return describing.json;
}

char *lesson_text(const char *path, const struct catalogue *catalogue, struct status *status) {
    struct playing playing = play(path);
    struct scenario_file *file = scenario_load_text(playing.path, playing.text, NULL, catalogue, status);
    char *json = file ? describe(playing.path, playing.text, catalogue, status) : NULL;
    scenario_free(file);
    free(playing.path);
    free(playing.text);
    return json;
}

char *lesson_text_decision(const char *path, const struct catalogue *catalogue, struct status *status) {
    char *text = text_file_read(path, path, SANDBOX_FILE_MOST, status);
    char *json = text ? describe(path, text, catalogue, status) : NULL;
    free(text);
    return json;
}
