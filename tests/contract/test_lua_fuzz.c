// SPDX-License-Identifier: GPL-3.0-or-later
// Every function and operator that scripts can reach, given whatever does not belong there: huge, negative,
// no number, texts that are patterns and formats, lists with holes, functions that fail; directly, caught,
// and from inside another function. Each call has a hook's budget. It must end within a bounded number of the
// processor's instructions and within Lua's memory, print no address, and say the same when all is done once
// more.
//
// test_lua_fuzz [--rounds N] [--seed N] [--calls N]: `make test` does one round, `make soak` many.
#include <inttypes.h>
#include <lauxlib.h>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include "lua/sandbox.h"
#include "sim/engine/text_file.h"
#include "tests/support/lua_files.h"

enum {
    CALLS_EACH = 50,  // of a sandbox: what one leaves behind the next finds
    FUNCTIONS_MOST = 200,
    MEMORY_MOST = 256 << 20,
};
// A step is some 30, with the worst that was found 2,000 (sandbox.h).
static const double instructions_most = 3e9;

static uint64_t first_seed = 2018, rounds = 1, calls = 1500;

// What of a round is told.
struct tally {
    uint64_t digest;
    size_t calls, errors, refused;
    double worst;  // instructions of a call
    char worst_call[100];
};

struct fuzz {
    uint64_t luck;
    struct sandbox *sandbox;
    int functions[FUNCTIONS_MOST];  // registry references
    char names[FUNCTIONS_MOST][48];
    size_t count, values;
    int counter;      // of instructions; -1: the machine does not let us
    char text[2000];  // what the call came to
};

// splitmix64.
static uint64_t draw(struct fuzz *fuzz, uint64_t below) {
    uint64_t z = fuzz->luck += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return (z ^ z >> 31) % below;
}

// ---- What there is to call ----

// The function is on top of the stack; pops it. Sorted by name: Lua's tables have another order in every run.
static void add_function(struct fuzz *fuzz, lua_State *L, const char *library, const char *name) {
    assert_true(fuzz->count < FUNCTIONS_MOST);
    char whole[48];
    snprintf(whole, sizeof whole, "%.20s.%.20s", library, name);
    size_t at = fuzz->count++;
    for (; at > 0 && strcmp(fuzz->names[at - 1], whole) > 0; at--) {
        fuzz->functions[at] = fuzz->functions[at - 1];
        memcpy(fuzz->names[at], fuzz->names[at - 1], sizeof whole);
    }
    memcpy(fuzz->names[at], whole, sizeof whole);
    fuzz->functions[at] = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void add_table(struct fuzz *fuzz, lua_State *L, const char *library) {
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        char name[24];
        lua_pushvalue(L, -2);
        snprintf(name, sizeof name, "%s", lua_tostring(L, -1));
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        if (lua_isfunction(L, -1))
            add_function(fuzz, L, library, name);
        else if (lua_istable(L, -1))
            add_table(fuzz, L, name), lua_pop(L, 1);
        else
            lua_pop(L, 1);
    }
}

static void push_global(struct fuzz *fuzz, lua_State *L, const char *name) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, fuzz->sandbox->globals);
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
}

static int find_functions(lua_State *L) {
    struct fuzz *fuzz = lua_touserdata(L, 1);
    fuzz->count = 0;
    lua_rawgeti(L, LUA_REGISTRYINDEX, fuzz->sandbox->words);
    add_table(fuzz, L, "");
    push_global(fuzz, L, "operators");
    add_table(fuzz, L, "operator");
    push_global(fuzz, L, "values");
    lua_getfield(L, -1, "n");
    fuzz->values = (size_t)lua_tointeger(L, -1);
    return 0;
}

static void open_sandbox(struct fuzz *fuzz) {
    struct status status = {0};
    static const char script[] = MARU_SOURCE_FOLDER "/tests/support/lua_fuzz.lua";
    char *text = text_file_read(script, script, SANDBOX_FILE_MOST, &status), *whole = NULL;
    assert_non_null(text);
    assert_true(asprintf(&whole, "local large = %s\n%s", draw(fuzz, 3) ? "false" : "true", text) > 0);
    fuzz->sandbox = sandbox_create(folder, MARU_LUA_FOLDER, &status);
    assert_non_null(fuzz->sandbox);
    bool good = sandbox_run(fuzz->sandbox, "fuzz.lua", whole, &status) &&
                sandbox_protect(fuzz->sandbox, find_functions, fuzz, false, &status);
    if (!good) print_error("%s\n", status.message);
    assert_true(good);
    fuzz->sandbox->printed = SANDBOX_PRINT_MOST + 1;  // nobody reads it
    free(whole);
    free(text);
}

// ---- Instructions ----

static int open_counter(void) {
    struct perf_event_attr what = {.type = PERF_TYPE_HARDWARE,
                                   .size = sizeof what,
                                   .config = PERF_COUNT_HW_INSTRUCTIONS,
                                   .exclude_kernel = 1,
                                   .exclude_hv = 1};
    return (int)syscall(SYS_perf_event_open, &what, 0, -1, -1, 0);
}

static double read_counter(int counter) {
    uint64_t instructions = 0;
    if (counter < 0 || read(counter, &instructions, sizeof instructions) != sizeof instructions) return 0;
    return (double)instructions;
}

// ---- Calls ----

struct attempt {
    struct fuzz *fuzz;
    size_t function;
    lua_Integer way, arguments, values[4];
};

static int call_attempt(lua_State *L) {
    struct attempt *attempt = lua_touserdata(L, 1);
    struct fuzz *fuzz = attempt->fuzz;
    push_global(fuzz, L, "attempt");
    lua_rawgeti(L, LUA_REGISTRYINDEX, fuzz->functions[attempt->function]);
    lua_pushinteger(L, attempt->way);
    lua_pushinteger(L, attempt->arguments);
    for (int i = 0; i < 4; i++) lua_pushinteger(L, attempt->values[i]);
    lua_call(L, 7, 1);
    snprintf(fuzz->text, sizeof fuzz->text, "%s", lua_tostring(L, -1));
    return 0;
}

// An address is "0x" and many digits, of which those of ours are all 1.
static bool shows_address(const char *text) {
    for (const char *at = text; (at = strstr(at, "0x")); at += 2)
        if (strspn(at + 2, "0123456789abcdef") >= 8 && strspn(at + 2, "1") < 8) return true;
    return false;
}

static void note(struct tally *tally, const struct fuzz *fuzz, const struct status *status) {
    const char *told = status->code == STATUS_OK ? fuzz->text : status->message;
    tally->calls++;
    tally->errors += status->code != STATUS_OK;
    tally->refused += strstr(told, "runs on and on") || strstr(told, "64 MB");
    for (const char *c = told; *c; c++) tally->digest = (tally->digest ^ (unsigned char)*c) * 0x100000001b3;
}

static void call_once(struct fuzz *fuzz, struct tally *tally) {
    struct status status = {0};
    struct attempt attempt = {
        fuzz, draw(fuzz, fuzz->count), (lua_Integer)draw(fuzz, 7), (lua_Integer)draw(fuzz, 5), {0}};
    for (int i = 0; i < 4; i++) attempt.values[i] = (lua_Integer)draw(fuzz, fuzz->values) + 1;
    char call[100];
    snprintf(call, sizeof call, "%.45s way %d, %d of %d %d %d %d", fuzz->names[attempt.function],
             (int)attempt.way, (int)attempt.arguments, (int)attempt.values[0], (int)attempt.values[1],
             (int)attempt.values[2], (int)attempt.values[3]);
    double before = read_counter(fuzz->counter);
    budget_allow(&fuzz->sandbox->budget, SANDBOX_HOOK_STEPS);
    sandbox_protect(fuzz->sandbox, call_attempt, &attempt, true, &status);
    double taken = read_counter(fuzz->counter) - before;
    const char *told = status.code == STATUS_OK ? fuzz->text : status.message;
    if (shows_address(told) || taken > instructions_most)
        print_error("%s: %.3g instructions: %s\n", call, taken, told);
    assert_false(shows_address(told));
    assert_true(taken <= instructions_most);
    assert_true(fuzz->sandbox->budget.memory <= MEMORY_MOST);
    note(tally, fuzz, &status);
    if (taken > tally->worst) {
        tally->worst = taken;
        memcpy(tally->worst_call, call, sizeof call);
    }
}

static struct tally do_round(uint64_t seed, int counter) {
    struct tally tally = {.digest = 0xcbf29ce484222325};
    struct fuzz *fuzz = calloc(1, sizeof *fuzz);
    fuzz->luck = seed;
    fuzz->counter = counter;
    for (uint64_t i = 0; i < calls; i++) {
        if (i % CALLS_EACH == 0) open_sandbox(fuzz);
        call_once(fuzz, &tally);
        if (i % CALLS_EACH == CALLS_EACH - 1 || i == calls - 1) sandbox_free(fuzz->sandbox);
    }
    free(fuzz);
    return tally;
}

static void test_every_call_ends_and_is_repeated(void **state) {
    (void)state;
    int counter = open_counter();
    if (counter < 0)
        print_message("this machine lets nobody count instructions: that bound is not checked\n");
    for (uint64_t round = 0; round < rounds; round++) {
        struct tally once = do_round(first_seed + round, counter),
                     again = do_round(first_seed + round, counter);
        print_message("seed %" PRIu64 ": %zu calls, %zu errors, %zu refused, %016" PRIx64, first_seed + round,
                      once.calls, once.errors, once.refused, once.digest);
        if (counter >= 0) print_message("; at most %.3g instructions: %s", once.worst, once.worst_call);
        print_message("\n");
        assert_true(once.digest == again.digest);
        // It has done what it is for: some calls go well, some fail, some would run on.
        assert_true(once.errors < once.calls && once.errors > once.refused / 2 && once.refused > 0);
    }
    if (counter >= 0) close(counter);
}

int main(int count, char **words) {
    for (int i = 1; i + 1 < count; i += 2) {
        if (strcmp(words[i], "--rounds") == 0) rounds = strtoull(words[i + 1], NULL, 10);
        if (strcmp(words[i], "--calls") == 0) calls = strtoull(words[i + 1], NULL, 10);
        if (strcmp(words[i], "--seed") == 0) first_seed = strtoull(words[i + 1], NULL, 10);
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_call_ends_and_is_repeated)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
