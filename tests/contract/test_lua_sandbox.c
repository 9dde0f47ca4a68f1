// SPDX-License-Identifier: GPL-3.0-or-later
// That no script escapes, hangs, or brings chance, addresses or an order of its own.
#include <lauxlib.h>

#include "lua/sandbox.h"
#include "tests/support/lua_files.h"

static struct sandbox *run_alone(const char *text, struct status *status) {
    struct sandbox *sandbox = sandbox_create(folder, MARU_LUA_FOLDER, status);
    assert_non_null(sandbox);
    sandbox_run(sandbox, "alone.lua", text, status);
    return sandbox;
}

// The complaint begins so.
static void check_refusals(const struct refusal *wrongs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct status status;
        char expected[500];
        snprintf(expected, sizeof expected, "%s:%s", path, wrongs[i].complaint);
        assert_null(load(wrongs[i].text, &status));
        assert_int_equal(status.code, STATUS_SCENARIO);
        if (strncmp(status.message, expected, strlen(expected)) != 0) {
            print_error("of:\n%s\n", wrongs[i].text);
            assert_string_equal(status.message, expected);
        }
    }
}

#define RUNS_ON "the script runs on and on: "

static void test_scripts_cannot_run_on(void **state) {
    (void)state;
    static const struct refusal runaways[] = {
        {"while true do end", "1: " RUNS_ON "is there a loop without end?"},
        {"::again::\ngoto again", "2: " RUNS_ON "is there a loop without end?"},
        {"local function f()\n  return f()\nend\nf()", "2: " RUNS_ON "is there a loop without end?"},
        {"while true do pcall(function() while true do end end) end",
         "1: " RUNS_ON "is there a loop without end?"},
        {"while true do pcall(pcall, error) end", "1: " RUNS_ON},
        {"while true do local s = ('x'):rep(-1e15) end", "1: " RUNS_ON},
        {"while true do string.byte('x', 9, -9) end", "1: " RUNS_ON},
        {"local t = {}\nwhile true do local s = table.concat(t, '', 9, -9e15) end", "2: " RUNS_ON},
        {"local t = { 1 }\nwhile true do table.insert(t, 1, 1) end", "2: " RUNS_ON},
        {"local s = ('ab'):rep(400000)\nwhile true do local x = s < s .. 'x' end", "2: " RUNS_ON},
        {"local s = '0x' .. ('1'):rep(400000)\nwhile true do local x = s + 1 end", "2: " RUNS_ON},
        {"local f = ('a'):gmatch('b')\nwhile true do f() end", "2: " RUNS_ON},
        {"local function f(...) return f(1, ...) end\nf()", "1: "},
        {"local function f(n) return n, f(n + 1) end\nf(1)", "1: "},
        {"local function f() return pcall(f) end\nwhile true do f() end", "2: " RUNS_ON},
        {"local t = {}\nfor i = 1, 1e9 do t[i] = i end", "2: the script uses more than 64 MB of memory"},
        {"local s = 'x'\nwhile true do s = s .. s end", "2: the script uses more than 64 MB of memory"},
        {"local s = 'x'\nwhile true do pcall(function() s = s .. s end) end", "2: "},
    };
    check_refusals(runaways, sizeof runaways / sizeof runaways[0]);
}

// What C does is refused before it is done, from what it is given: each names the function and its steps.
static void test_work_in_c_is_charged_before_it_is_done(void **state) {
    (void)state;
    static const struct refusal works[] = {
        {"local s = (''):rep(1e12)", "1: " RUNS_ON "string.rep may take 1000000000022 steps, and "},
        {"pcall(string.rep, '', math.maxinteger)\nwhile true do end",
         "2: " RUNS_ON "string.rep may take 9.22"},
        {"local s = ('x'):rep(1e9)", "1: string.rep makes at most 1000000 characters, not 1000000000"},
        {"local s = ('x'):rep(1e6 + 1)", "1: string.rep makes at most 1000000 characters, not 1000001"},
        {"local s = (1):rep(1)", "1: "},
        {"local s = string.rep(10, 1e6)", "1: string.rep makes at most 1000000 characters, not 2000000"},
        {"local s, t = ('x'):rep(1e6), {}\nfor i = 1, 400 do t[i] = s end\nlocal u = table.concat(t)",
         "3: table.concat makes at most 1000000 characters, not 400000000"},
        {"table.concat({}, 'x', 1, 1e12)", "1: " RUNS_ON "table.concat may take 10000000000"},
        {"table.concat({}, 'x', math.mininteger, math.maxinteger)",
         "1: " RUNS_ON "table.concat may take 1.8446"},
        {"table.unpack({}, 1, 1e12)", "1: " RUNS_ON "table.unpack may take 1000000000023 steps"},
        {"table.unpack({}, math.mininteger, math.maxinteger)", "1: " RUNS_ON "table.unpack may take 1.8446"},
        {"local t = { [5] = 1 }\nfor i = 61, 0, -1 do t[1 << i] = 1 end\ntable.insert(t, 1, 1)",
         "3: " RUNS_ON "table.insert may take "},
        {"local t = { [5] = 1 }\nfor i = 61, 0, -1 do t[1 << i] = 1 end\ntable.sort(t)",
         "3: " RUNS_ON "table.move may take "},
        {"local s = ('a'):rep(1000)\nreturn s:find('.-.-.-.-b')", "2: " RUNS_ON "string.find may take "},
        {"local s = ('a'):rep(1e5)\nreturn s:match('(.-)%1b')", "2: " RUNS_ON "string.match may take "},
        {"local s = ('a'):rep(1e5)\nreturn s:gsub('(.*)b%1', '')", "2: " RUNS_ON "string.gsub may take "},
        {"local s = ('a'):rep(1e5)\nreturn s:gsub('', s)", "2: " RUNS_ON "string.gsub may take "},
        {"local s = ('('):rep(1e5)\nreturn s:gmatch('%b()')", "2: " RUNS_ON "string.gmatch may take "},
        {"local n = 12345678901234\nreturn string.find(n, '.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-b')",
         "2: " RUNS_ON "string.find may take "},
        {"local s = ('a'):rep(1e6)\nreturn s:find(('a'):rep(1e5) .. 'b', 1, true)",
         "2: " RUNS_ON "string.find"},
        {"return string.format(('%f'):rep(4e5))", "1: " RUNS_ON "string.format may take "},
    };
    check_refusals(works, sizeof works / sizeof works[0]);
}

// What a single instruction of Lua's may work on makes every step dearer, for as long as it is there.
static void test_steps_are_dearer_among_large_things(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double least, most;
    } prices[] = {
        {"local t = {} for i = 1, 1000 do t[i] = 'number ' .. i end", 1, 1},
        {"local s = ('x'):rep(100000)", 400, 2000},
        {"local t = {} for i = 1, 30000 do t['name ' .. i] = i end", 20, 100},
        {"local function f(n) if n > 0 then f(n - 1) end return n end f(20000)", 5, 200},
    };
    for (size_t i = 0; i < sizeof prices / sizeof prices[0]; i++) {
        struct status status = {0};
        struct sandbox *sandbox = run_alone(prices[i].text, &status);
        assert_string_equal(status.message, "");
        double price = budget_price(&sandbox->budget);
        if (price < prices[i].least || price > prices[i].most) print_error("%g: %s\n", price, prices[i].text);
        assert_true(price >= prices[i].least && price <= prices[i].most);
        sandbox_free(sandbox);
    }
}

// A cost that is no number, or below 0, buys nothing.
static int charge_oddly(lua_State *L) {
    budget_charge(L, *(const double *)lua_touserdata(L, 1), "odd");
    return 0;
}

static void test_no_charge_refills_the_budget(void **state) {
    (void)state;
    const double odd[] = {NAN, -1, -INFINITY, INFINITY, 1e300};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        struct status status = {0};
        struct sandbox *sandbox = run_alone("", &status);
        double before = sandbox->budget.steps_left;
        assert_false(sandbox_protect(sandbox, charge_oddly, (void *)&odd[i], false, &status));
        assert_true(sandbox->budget.steps_left < before);
        assert_true(sandbox->budget.spent);
        sandbox_free(sandbox);
    }
}

static void test_scripts_reach_nothing_outside(void **state) {
    (void)state;
    static const char *const names[] = {"io",        "os",         "debug",          "package",
                                        "load",      "loadstring", "dofile",         "loadfile",
                                        "_G",        "coroutine",  "collectgarbage", "setmetatable",
                                        "rawset",    "xpcall",     "utf8",           "getmetatable",
                                        "print.x",   "warn",       "string.dump",    "math.randomseed",
                                        "table.move"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char text[100];
        struct status status;
        snprintf(text, sizeof text, "local x = %s", names[i]);
        assert_null(load(text, &status));
        assert_non_null(strstr(status.message, ":1: "));
    }
    check_refused("setmetatable({}, { __gc = function() end })",
                  "1: unknown name 'setmetatable': tables are plain here; write a function that is given the "
                  "table");
    check_refused("string.dump(function() end)",
                  "1: unknown name 'string.dump': a scenario is text that stands in files; use require");
    check_refused("string.fromat('x')", "1: unknown name 'string.fromat'; did you mean 'format'?");
    check_refused("math.random()",
                  "1: math.random: only the hooks of a policy may draw; a scenario is the same every time");
    check_refused("print = 3",
                  "1: 'print' is a word of the scenario language; write print { ... } without '='");
    check_refused("return string.format('%p', {})", "1: string.format: %p is not available");
    check_refused("return string.format('%-20p', {})", "1: string.format: %p is not available");
}

// A message is what the script raised, behind the line that raised it; no text of a script's is read as
// anything else.
static void test_messages_hold_what_the_script_raised(void **state) {
    (void)state;
    static const struct refusal raised[] = {
        {"scenario {}\nerror('\0010', 0)", "2: \\x010"},
        {"error('\1', 0)", "1: \\x01"},
        {"error('\0010:7: x', 0)", "1: \\x010:7: x"},
        {"error('', 0)", "1: "},
        {"\nerror('the scenario', 0)", "2: the scenario"},
        {"\nerror('the scenario:7: x', 0)", "2: the scenario:7: x"},
        {"\nerror('the scenario:2:', 0)", "2: the scenario:2:"},
        {"error('100 %s %p %d')", "1: 100 %s %p %d"},
        {"local function f() error('two', 2) end\n\nf()", "3: two"},
        {"local _, e = pcall(error, 'inner')\nassert(e == 'inner')\nerror(e, 0)", "3: inner"},
        {"local _, e = pcall(function() error('inner') end)\nassert(e == 'the scenario:1: inner')\nerror(e, "
         "0)",
         "3: the scenario:1: inner"},
        {"error {}", "1: the script raised a table instead of a message"},
        {"error()", "1: the script raised a nil instead of a message"},
        {"error(print)", "1: the script raised a function instead of a message"},
        {"error(kettle {})", "1: the script raised a userdata instead of a message"},
        {"assert(false, {})", "1: the script raised a table instead of a message"},
        {"error(12)", "1: 12"},
        {"require 'broken'", "1: broken.lua:2: unexpected symbol near '='"},
    };
    char broken[200];
    snprintf(broken, sizeof broken, "%s/broken.lua", folder);
    write_file(broken, "\n= 3");
    for (size_t i = 0; i < sizeof raised / sizeof raised[0]; i++)
        check_refused(raised[i].text, raised[i].complaint);
    unlink(broken);
}

// The text, run alone, prints this; freed by the caller.
static char *printed_by(const char *text) {
    fflush(stderr);
    int real = dup(STDERR_FILENO);
    FILE *file = tmpfile();
    assert_non_null(file);
    dup2(fileno(file), STDERR_FILENO);
    struct status status = {0};
    sandbox_free(run_alone(text, &status));
    fflush(stderr);
    dup2(real, STDERR_FILENO);
    close(real);
    long size = ftell(file);
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    char *printed = calloc((size_t)size + 1, 1);
    assert_int_equal(fread(printed, 1, (size_t)size, file), size);
    fclose(file);
    assert_string_equal(status.message, "");
    return printed;
}

static void test_printing_ends(void **state) {
    (void)state;
    char *printed = printed_by("print(1, 2.5, 'x', nil, true, {}, print)");
    assert_string_equal(printed, "1\t2.5\tx\tnil\ttrue\ttable\tfunction\n");
    free(printed);
    printed = printed_by("for i = 1, 100000 do print('line', i) end");
    static const char told[] = "\nprint: the rest is left out; a script prints at most 100000 characters\n";
    assert_int_equal(strlen(printed), SANDBOX_PRINT_MOST + strlen(told));
    assert_string_equal(printed + SANDBOX_PRINT_MOST, told);
    free(printed);
}

// Every assertion of the script holds.
static void test_order_and_addresses_never_show(void **state) {
    (void)state;
    scenario_free(load_well(
        LOADS("local t, seen = { zebra = 1, apple = 2, mango = 3, [10] = 4, [2] = 5, [true] = 6 }, {}\n"
              "for k, v in pairs(t) do seen[#seen + 1] = tostring(k) .. '=' .. v end\n"
              "assert(table.concat(seen, ' ') == '2=5 10=4 apple=2 mango=3 zebra=1 true=6', "
              "table.concat(seen, ' '))\n"
              "assert(next({}) == nil and next({ b = 1, a = 2 }) == 'a')\n"
              "assert(not pcall(next, t, 'apple') and not pcall(pairs, { [{}] = 1 }))\n"
              "assert(tostring({}) == 'table' and tostring(print) == 'function')\n"
              "assert(string.format('%s %d %%p', {}, 3) == 'table 3 %p')\n"
              "local list = {}\n"
              "for i = 1, 500 do list[i] = { key = i * 7919 % 10, place = i } end\n"
              "table.sort(list, function(a, b) return a.key < b.key end)\n"
              "for i = 2, 500 do\n"
              "  local a, b = list[i - 1], list[i]\n"
              "  assert(a.key < b.key or a.key == b.key and a.place < b.place)\n"
              "end\n"
              "local words = { 'c', 'a', 'b' }; table.sort(words); assert(table.concat(words) == 'abc')\n"
              "assert(('x'):rep(3) == 'xxx' and ('abc'):upper():find('B', 1, true) == 2)\n"
              "assert(('a=1,b=2'):gsub('(%w)=(%w)', '%2%1') == '1a,2b')\n")));
}

// A list with holes has several ends; which one Lua finds hangs on when the table grew, and that on where its
// names lie.
static void test_the_end_of_a_list_with_holes_is_the_same(void **state) {
    (void)state;
    static const char text[] =
        "local ends, luck = {}, 12345\n"
        "local function draw(n) luck = (luck * 1103515245 + 12345) % 2147483648; return luck // 65536 % n "
        "end\n"
        "for trial = 1, 800 do\n"
        "  local t = {}\n"
        "  for i = 1, 30 do\n"
        "    local kind = draw(3)\n"
        "    if kind == 0 then t['name ' .. draw(1000)] = 1\n"
        "    elseif kind == 1 then t[draw(20) + 1] = 1\n"
        "    else t[draw(20) + 1] = nil end\n"
        "  end\n"
        "  ends[trial] = #t\n"
        "end\n"
        "error(table.concat(ends, ' '), 0)\n";
    struct status one = {0}, other = {0};
    struct sandbox *first = run_alone(text, &one), *second = run_alone(text, &other);
    assert_true(strlen(one.message) > 500);
    assert_string_equal(one.message, other.message);
    sandbox_free(first);
    sandbox_free(second);
}

// Whatever a hook does with tables, functions and what it is given, it answers with how many texts, results
// as well as complaints, held an address or the scenario's folder: both are others in another run of the same
// scenario.
static const char looks_for_addresses[] =
    "policy { name = 'p', levers = { reward = { 3, 0, 9, 'm' } }, on_order = function(home, order, levers)\n"
    "  local found, texts = 0, 0\n"
    "  local function look(good, ...)\n"
    "    for i = 1, select('#', ...) do\n"
    "      local text = select(i, ...)\n"
    "      if type(text) == 'string' then\n"
    "        texts = texts + 1\n"
    "        if text:find('0x', 1, true) or text:find('/tmp', 1, true) then found = found + 1; print(text) "
    "end\n"
    "      end\n"
    "    end\n"
    "  end\n"
    "  local odd = { {}, { __name = 'x' }, type, function() end, home, order, levers, 'x', "
    "2.5 }\n"
    "  local words = { assert, error, ipairs, next, pairs, pcall, select, tonumber, tostring, type, require "
    "}\n"
    "  for _, library in ipairs { string, table, math } do\n"
    "    for _, f in pairs(library) do words[#words + 1] = f end\n"
    "  end\n"
    "  local a = odd[order.buns]\n"
    "  for _, f in ipairs(words) do look(pcall(f, a)) end\n"
    "  for _, b in ipairs(odd) do\n"
    "    for _, f in ipairs(words) do\n"
    "      look(pcall(f, a, b)); look(pcall(f, '%s %s', a, b)); look(pcall(f, '%d', a))\n"
    "    end\n"
    "    look(pcall(function() return a[b] end)); look(pcall(function() a[b] = 1 end))\n"
    "    look(pcall(function() return a + b end)); look(pcall(function() return a .. b end))\n"
    "    look(pcall(function() return a < b end)); look(pcall(function() return a(b) end))\n"
    "  end\n"
    "  assert(texts > 400, 'it has looked')\n"
    "  return { reward_tokens = found }\n"
    "end }\n";
enum { ODD_VALUES = 9 };

static void test_no_text_holds_an_address_or_a_path(void **state) {
    (void)state;
    struct asked asked = open_hooks(looks_for_addresses);
    for (int value = 1; value <= ODD_VALUES; value++) {
        if (!ask(&asked, 0, value)) print_error("%s\n", asked.status.message);
        assert_int_equal(asked.status.code, STATUS_OK);
        assert_float_equal(asked.offer.reward_tokens, 0, 0);
    }
    close_hooks(&asked);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts_cannot_run_on),
        cmocka_unit_test(test_work_in_c_is_charged_before_it_is_done),
        cmocka_unit_test(test_steps_are_dearer_among_large_things),
        cmocka_unit_test(test_no_charge_refills_the_budget),
        cmocka_unit_test(test_scripts_reach_nothing_outside),
        cmocka_unit_test(test_messages_hold_what_the_script_raised),
        cmocka_unit_test(test_printing_ends),
        cmocka_unit_test(test_order_and_addresses_never_show),
        cmocka_unit_test(test_the_end_of_a_list_with_holes_is_the_same),
        cmocka_unit_test(test_no_text_holds_an_address_or_a_path),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
