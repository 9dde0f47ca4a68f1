// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/charges.h"

#include <lauxlib.h>
#include <lualib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lua/budget.h"
#include "lua/pattern.h"

// Steps, each worth some hundred of the processor's instructions (tests/bench/steps.lua).
enum {
    LETTERS_PER_STEP = 8,       // of a text that is read letter by letter
    COPIED_PER_STEP = 64,       // of one that is copied
    STEPS_PER_DIRECTIVE = 300,  // of string.format: "%.99f" of 1e308
    STEPS_PER_QUOTED = 4,       // a letter that "%q" may have to write as a number
    STEPS_PER_CALL = 20,        // of a function, by a script or for a match
    TEXT_MOST = 1000000,        // letters that a function makes
    NUMBER_MOST = 24,           // of a number
    PAIRS_PER_STEP = 64,        // bytes of a table that is walked through
};

// One function. `cost` is asked with the call's arguments; it may refuse them.
struct charge {
    const char *name;  // "string.rep"
    double (*cost)(lua_State *L);
    lua_CFunction instead;  // of Lua's own, which it finds by `original`; NULL: Lua's own itself
};

// Arguments.

static double letters(lua_State *L, int index) {
    return lua_type(L, index) == LUA_TSTRING ? (double)lua_rawlen(L, index) : 0;
}

// Where a text is wanted, a number is one: it becomes it here, as it would in Lua's function.
static const char *text_at(lua_State *L, int index, size_t *length) {
    *length = 0;
    const char *text = lua_isstring(L, index) ? lua_tolstring(L, index, length) : "";
    return text;
}

static double text_length(lua_State *L, int index) {
    size_t length;
    text_at(L, index, &length);
    return (double)length;
}

static double cost_values(lua_State *L) {
    return STEPS_PER_CALL + lua_gettop(L);
}

// What fails inside makes a message, and unwinds.
static double cost_pcall(lua_State *L) {
    return 5 * STEPS_PER_CALL + cost_values(L);
}

// Whatever text a function is given it may read, be it for a number in it.
static double cost_from(lua_State *L, int first) {
    double read = 0;
    for (int i = first; i <= lua_gettop(L); i++) read += letters(L, i);
    return cost_values(L) + read / LETTERS_PER_STEP;
}

static double cost_texts(lua_State *L) {
    return cost_from(L, 1);
}

static double whole(lua_State *L, int index, double otherwise) {
    int good;
    lua_Integer value = lua_tointegerx(L, index, &good);
    return good ? (double)value : otherwise;
}

// How many there are from the one to the other: never below 0, and no sum of whole numbers that could turn
// over.
static double count_between(double first, double last) {
    return fmax(last - first + 1, 0);
}

static double check_made(lua_State *L, const char *name, double made) {
    char given[30];
    snprintf(given, sizeof given, "%.15g", made);
    if (made > TEXT_MOST) luaL_error(L, "%s makes at most %d characters, not %s", name, TEXT_MOST, given);
    return made / COPIED_PER_STEP;
}

// Texts.

static double cost_sub(lua_State *L) {
    return cost_from(L, 2) + text_length(L, 1) / COPIED_PER_STEP;
}

// As many numbers as letters; a place below 0 counts from the end.
static double cost_byte(lua_State *L) {
    double length = text_length(L, 1), first = whole(L, 2, 1), last = whole(L, 3, first);
    if (first < 0) first += length + 1;
    if (last < 0) last += length + 1;
    return cost_from(L, 2) + fmin(count_between(first, last), length);
}

// Each repetition is work, even of nothing.
static double cost_rep(lua_State *L) {
    double count = fmax(whole(L, 2, 0), 0), made = count * (text_length(L, 1) + text_length(L, 3));
    return cost_texts(L) + count + check_made(L, "string.rep", made);
}

static double cost_format(lua_State *L) {
    size_t length;
    const char *format = text_at(L, 1, &length);
    double directives = 0, quoted = 0;
    for (size_t i = 0; i < length; i++) directives += format[i] == '%';
    for (int i = 2; i <= lua_gettop(L) && memchr(format, 'q', length); i++) quoted += letters(L, i);
    return cost_texts(L) + STEPS_PER_DIRECTIVE * directives + STEPS_PER_QUOTED * quoted;
}

static double cost_pattern(lua_State *L, bool search) {
    size_t length;
    const char *pattern = text_at(L, 2, &length);
    return cost_texts(L) + pattern_steps(pattern, length, text_length(L, 1), search);
}

static double cost_match(lua_State *L) {
    return cost_pattern(L, false);
}

static double cost_find(lua_State *L) {
    size_t length;
    const char *pattern = text_at(L, 2, &length);
    if (!lua_toboolean(L, 4) && pattern_is_one(pattern, length)) return cost_pattern(L, false);
    return cost_texts(L) + (text_length(L, 1) + 1) * (1 + (double)length / COPIED_PER_STEP);
}

// The iterator goes on where the last match ended, so all its calls together try every place at most twice.
static double cost_gmatch(lua_State *L) {
    return 2 * cost_pattern(L, true);
}

// Between any two letters there may be a match; each puts in the text, with all that was matched in the place
// of every %1, or asks the table or function.
static double cost_gsub(lua_State *L) {
    double each = text_length(L, 3) + 1, matches = text_length(L, 1) + 1;
    if (lua_type(L, 3) == LUA_TTABLE || lua_type(L, 3) == LUA_TFUNCTION) each = 5 * STEPS_PER_CALL;
    return cost_pattern(L, false) + matches * each;
}

// Tables. In all of them are plain ones: scripts have no setmetatable.

// Looking up a name is a part of the work, and is dearer in large tables.
static double cost_items(lua_State *L, double count) {
    return cost_texts(L) + count * budget_price(budget_of(L));
}

static double length_of(lua_State *L) {
    return lua_type(L, 1) == LUA_TTABLE ? (double)lua_rawlen(L, 1) : 0;
}

// With a place: all behind it move.
static double cost_insert(lua_State *L) {
    return cost_items(L, lua_gettop(L) > 2 ? length_of(L) : 0);
}

static double cost_remove(lua_State *L) {
    return cost_items(L, lua_gettop(L) > 1 ? length_of(L) : 0);
}

static double cost_unpack(lua_State *L) {
    return cost_items(L, count_between(whole(L, 2, 1), whole(L, 3, length_of(L))));
}

static double cost_move(lua_State *L) {
    return cost_items(L, count_between(whole(L, 2, 1), whole(L, 3, 0)));
}

// How long the texts and numbers of the list are together, up to the first other value: where Lua stops, too.
static double letters_of_items(lua_State *L, lua_Integer first, double count) {
    double made = 0;
    for (lua_Unsigned i = 0; (double)i < count; i++) {
        int type = lua_rawgeti(L, 1, (lua_Integer)((lua_Unsigned)first + i));
        made += type == LUA_TSTRING ? letters(L, -1) : NUMBER_MOST;
        lua_pop(L, 1);
        if (type != LUA_TSTRING && type != LUA_TNUMBER) break;
    }
    return made;
}

// Charged in two parts: for looking at the items, then for copying them.
static double cost_concat(lua_State *L) {
    double count = count_between(whole(L, 3, 1), whole(L, 4, length_of(L)));
    budget_charge(L, cost_items(L, count), "table.concat");
    if (lua_type(L, 1) != LUA_TTABLE) return 0;
    double made = letters_of_items(L, luaL_optinteger(L, 3, 1), count) + count * text_length(L, 2);
    return check_made(L, "table.concat", made);
}

// The next pair may lie behind as many empty places as a table can have.
static double cost_next(lua_State *L) {
    bool first = lua_isnoneornil(L, 2);
    return cost_values(L) + (first ? (double)budget_of(L)->block / PAIRS_PER_STEP : 0);
}

// Functions of ours in the place of Lua's.

static int call_original(lua_State *L) {
    return lua_tocfunction(L, lua_upvalueindex(2))(L);
}

const char *charges_push_text(lua_State *L, int index) {
    switch (lua_type(L, index)) {
        case LUA_TNIL:
        case LUA_TBOOLEAN:
        case LUA_TNUMBER:
        case LUA_TSTRING:
            return luaL_tolstring(L, index, NULL);
        default:
            return lua_pushstring(L, luaL_typename(L, index));
    }
}

static int text_of(lua_State *L) {
    luaL_checkany(L, 1);
    charges_push_text(L, 1);
    return 1;
}

// %s of a table would be its address; %p always is.
static int format_text(lua_State *L) {
    int argument = 1;
    for (const char *at = luaL_checkstring(L, 1); (at = strchr(at, '%')); at++) {
        if (*++at == '%') continue;
        at += strspn(at, "-+ #0123456789.");
        if (*at == 'p') return luaL_error(L, "string.format: %%p is not available");
        if (*at == '\0') break;
        if (++argument > lua_gettop(L) || *at != 's') continue;
        charges_push_text(L, argument);
        lua_replace(L, argument);
    }
    return call_original(L);
}

// Upvalues: Lua's iterator, and whether it has come to its end, from where it would search again and again.
static int next_match(lua_State *L) {
    if (lua_toboolean(L, lua_upvalueindex(2))) return 0;
    lua_pushboolean(L, true);
    lua_replace(L, lua_upvalueindex(2));
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_call(L, 0, LUA_MULTRET);
    lua_pushboolean(L, lua_isnoneornil(L, 1));
    lua_replace(L, lua_upvalueindex(2));
    return lua_gettop(L);
}

static int matches(lua_State *L) {
    call_original(L);
    lua_pushboolean(L, false);
    lua_pushcclosure(L, next_match, 2);
    return 1;
}

// The table.

static const struct charge charges[] = {
    {"base.assert", cost_values, NULL},
    {"base.error", cost_values, NULL},
    {"base.ipairs", cost_values, NULL},
    {"base.next", cost_next, NULL},
    {"base.pcall", cost_pcall, NULL},
    {"base.select", cost_texts, NULL},
    {"base.tonumber", cost_texts, NULL},
    {"base.tostring", cost_values, text_of},
    {"base.type", cost_values, NULL},
    {"string.byte", cost_byte, NULL},
    {"string.char", cost_texts, NULL},
    {"string.find", cost_find, NULL},
    {"string.format", cost_format, format_text},
    {"string.gmatch", cost_gmatch, matches},
    {"string.gsub", cost_gsub, NULL},
    {"string.len", cost_values, NULL},
    {"string.lower", cost_texts, NULL},
    {"string.match", cost_match, NULL},
    {"string.rep", cost_rep, NULL},
    {"string.reverse", cost_texts, NULL},
    {"string.sub", cost_sub, NULL},
    {"string.upper", cost_texts, NULL},
    {"table.concat", cost_concat, NULL},
    {"table.insert", cost_insert, NULL},
    {"table.move", cost_move, NULL},
    {"table.pack", cost_values, NULL},
    {"table.remove", cost_remove, NULL},
    {"table.unpack", cost_unpack, NULL},
    {"math.abs", cost_texts, NULL},
    {"math.acos", cost_texts, NULL},
    {"math.asin", cost_texts, NULL},
    {"math.atan", cost_texts, NULL},
    {"math.ceil", cost_texts, NULL},
    {"math.cos", cost_texts, NULL},
    {"math.deg", cost_texts, NULL},
    {"math.exp", cost_texts, NULL},
    {"math.floor", cost_texts, NULL},
    {"math.fmod", cost_texts, NULL},
    {"math.log", cost_texts, NULL},
    {"math.max", cost_texts, NULL},
    {"math.min", cost_texts, NULL},
    {"math.modf", cost_texts, NULL},
    {"math.rad", cost_texts, NULL},
    {"math.sin", cost_texts, NULL},
    {"math.sqrt", cost_texts, NULL},
    {"math.tan", cost_texts, NULL},
    {"math.tointeger", cost_texts, NULL},
    {"math.type", cost_values, NULL},
    {"math.ult", cost_texts, NULL},
};
static const char *const constants[] = {"huge", "maxinteger", "mininteger", "pi"};
// What + and so on do with a text is a function of C's, too.
static const struct charge operators[] = {
    {"__add", cost_texts, NULL},  {"__sub", cost_texts, NULL}, {"__mul", cost_texts, NULL},
    {"__mod", cost_texts, NULL},  {"__pow", cost_texts, NULL}, {"__div", cost_texts, NULL},
    {"__idiv", cost_texts, NULL}, {"__unm", cost_texts, NULL},
};

// Upvalues: the row, Lua's own function.
static int call_charged(lua_State *L) {
    const struct charge *row = lua_touserdata(L, lua_upvalueindex(1));
    budget_charge(L, row->cost(L), row->name);
    return row->instead ? row->instead(L) : call_original(L);
}

// Lua's own function is on top of the stack; the one that charges takes its place.
static void push_charged(lua_State *L, const struct charge *row) {
    lua_pushlightuserdata(L, (void *)row);
    lua_insert(L, -2);
    lua_pushcclosure(L, call_charged, 2);
}

// Puts the functions of one library of Lua's, on top of the stack, into the table below it; pops the former.
static void charge_library(lua_State *L, const char *library) {
    size_t length = strlen(library);
    lua_newtable(L);
    for (size_t i = 0; i < sizeof charges / sizeof charges[0]; i++) {
        if (strncmp(charges[i].name, library, length) != 0 || charges[i].name[length] != '.') continue;
        lua_getfield(L, -2, charges[i].name + length + 1);
        push_charged(L, &charges[i]);
        lua_setfield(L, -2, charges[i].name + length + 1);
    }
    lua_remove(L, -2);
    lua_setfield(L, -2, library);
}

static void add_constants(lua_State *L) {
    lua_getfield(L, -1, LUA_MATHLIBNAME);
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 0);
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++) {
        lua_getfield(L, -1, constants[i]);
        lua_setfield(L, -3, constants[i]);
    }
    lua_pop(L, 2);
}

static void charge_operators(lua_State *L) {
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        lua_getfield(L, -1, operators[i].name);
        push_charged(L, &operators[i]);
        lua_setfield(L, -2, operators[i].name);
    }
    lua_pop(L, 2);
}

void charges_push_libraries(lua_State *L) {
    static const luaL_Reg libraries[] = {
        {LUA_STRLIBNAME, luaopen_string}, {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math}};
    lua_newtable(L);
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    charge_library(L, "base");
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 0);
        charge_library(L, libraries[i].name);
    }
    add_constants(L);
    charge_operators(L);
    // Lua looks here for the names of functions in its messages, in an order that differs from run to run.
    lua_newtable(L);
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}
