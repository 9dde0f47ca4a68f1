// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a script spend all its steps on one thing, so that valgrind can count what a step costs the processor:
// steps.lua says on what. Nothing of the machine's speed is in that number.
//
// bench_steps WHAT
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>

#include "lua/sandbox.h"
#include "sim/engine/text_file.h"

enum { STEPS = 200000 };  // many times what a call of steps.lua is charged

static int call_spend(lua_State *L) {
    const struct sandbox *sandbox = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, sandbox->globals);
    lua_getfield(L, -1, "spend");
    lua_call(L, 0, 0);
    return 0;
}

// What is counted: the name is known to bench.py.
__attribute__((noinline)) void steps_spend(struct sandbox *sandbox, struct status *status);
void steps_spend(struct sandbox *sandbox, struct status *status) {
    budget_allow(&sandbox->budget, STEPS);
    sandbox_protect(sandbox, call_spend, sandbox, false, status);
}

static char *script_for(const char *what, struct status *status) {
    static const char path[] = MARU_SOURCE_FOLDER "/tests/bench/steps.lua";
    char *text = text_file_read(path, path, SANDBOX_FILE_MOST, status), *whole = NULL;
    if (text && asprintf(&whole, "local wanted = \"%s\"\n%s", what, text) < 0) abort();
    free(text);
    return whole;
}

int main(int count, char **words) {
    struct status status = {0}, spent = {0};
    if (count != 2) return 2;
    char *script = script_for(words[1], &status);
    struct sandbox *sandbox = script ? sandbox_create(".", MARU_LUA_FOLDER, &status) : NULL;
    if (sandbox && sandbox_run(sandbox, "steps.lua", script, &status)) steps_spend(sandbox, &spent);
    printf("steps=%d %s%s\n", STEPS, status.message, spent.message);
    if (sandbox) sandbox_free(sandbox);
    free(script);
    return status.code != STATUS_OK || spent.code != STATUS_SCENARIO;
}
