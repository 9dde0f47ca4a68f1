// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/hooks.h"

#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/charges.h"
#include "lua/combining.h"
#include "lua/rules.h"
#include "sim/engine/home.h"
#include "sim/engine/words.h"

// What a function sees of a struct of the engine's: a userdata made once, pointed at the struct for the
// length of a call. A script that keeps it finds it empty afterwards.
struct view {
    const struct setting_table *table;
    const void *block;  // NULL between calls
};

// One function of the policy, or its rules.
struct bound {
    const struct hook *hook;
    struct rules *rules;  // NULL: a function
    int function;         // registry references
    int view_value;
    struct view *view;  // in view_value
    struct site site;   // where the function starts
    uint32_t stream;    // of its chance
    uint32_t *drawn;    // [rooms]: blocks of chance drawn so far, per home
    size_t rooms;
};

struct hooks {
    struct script *script;
    struct plan *plan;
    int home_value, levers_value;  // registry references
    struct view *home;             // in home_value
    struct bound *bounds;
    size_t count;
};

// Views. Upvalue 1 of their __index: a table from field name to row number.

static int push_field(lua_State *L, const struct setting *row, const void *block) {
    switch (row->type) {
        case SETTING_NUMBER:
            lua_pushnumber(L, setting_number(row, block));
            break;
        case SETTING_COUNT:
            lua_pushinteger(L, (lua_Integer)setting_number(row, block));
            break;
        case SETTING_FLAG:
            lua_pushboolean(L, setting_number(row, block) != 0);
            break;
        case SETTING_CHOICE:
        case SETTING_TEXT:
        case SETTING_FILE:
            lua_pushstring(L, setting_words(row, block));
            break;
        case SETTING_SERIES:
            return luaL_error(L, "'%s' is a series and cannot be read here", row->name);
    }
    return 1;
}

// A key as a message shows it: never the address of a table or a function, which is another in every run, and
// not more of it than anybody reads. Looking for a name like it is work, even if the script only wants the
// message.
enum { KEY_SHOWN = 61, STEPS_PER_KEY = 1000 };

static void show_key(lua_State *L, int index, char *shown) {
    budget_charge(L, STEPS_PER_KEY, NULL);
    snprintf(shown, KEY_SHOWN, "%s", charges_push_text(L, index));
    lua_pop(L, 1);
}

static int refuse_field(lua_State *L, const struct view *view) {
    char given[KEY_SHOWN];
    show_key(L, 2, given);
    const char *nearest = setting_nearest_row(*view->table, given);
    return luaL_error(L, "there is no field '%s'%s%s%s", given, nearest ? "; did you mean '" : "",
                      nearest ? nearest : "", nearest ? "'?" : "");
}

static int read_view(lua_State *L) {
    const struct view *view = lua_touserdata(L, 1);
    if (!view->block)
        return luaL_error(L, "this can be read only while the hook runs; copy what you want to keep");
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNUMBER) return refuse_field(L, view);
    return push_field(L, &view->table->rows[lua_tointeger(L, -1)], view->block);
}

static int refuse_write(lua_State *L) {
    return luaL_error(L, "what a hook is given can be read, not changed");
}

// Gives the userdata on top of the stack a metatable with the reading function on top of it; pops the
// function.
static void make_readable(lua_State *L) {
    lua_createtable(L, 0, 3);
    lua_insert(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

static struct view *make_view(lua_State *L, const struct setting_table *table, int *reference) {
    struct view *view = lua_newuserdatauv(L, sizeof *view, 0);
    *view = (struct view){.table = table};
    lua_createtable(L, 0, (int)table->count);
    for (size_t i = 0; i < table->count; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_setfield(L, -2, table->rows[i].name);
    }
    lua_pushcclosure(L, read_view, 1);
    make_readable(L);
    *reference = luaL_ref(L, LUA_REGISTRYINDEX);
    return view;
}

// Levers: read from the plan at the moment of the call, because the command line may have changed them.

static int refuse_lever(lua_State *L, const struct plan *plan) {
    char given[KEY_SHOWN], hint[WORDS_HINT_SIZE];
    show_key(L, 2, given);
    struct words_nearest nearest = words_nearest_to(given);
    for (size_t i = 0; i < plan->lever_count; i++) words_consider(&nearest, plan->levers[i].name);
    return luaL_error(L, "the policy has no lever '%s'%s", given, words_hint(&nearest, hint));
}

static int read_lever(lua_State *L) {
    const struct plan *plan = *(const struct plan **)lua_touserdata(L, 1);
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
    for (size_t i = 0; i < plan->lever_count; i++) {
        if (strcmp(plan->levers[i].name, name) != 0) continue;
        lua_pushnumber(L, plan->levers[i].value);
        return 1;
    }
    return refuse_lever(L, plan);
}

static int make_levers(lua_State *L, struct plan *plan) {
    *(struct plan **)lua_newuserdatauv(L, sizeof plan, 0) = plan;
    lua_pushcfunction(L, read_lever);
    make_readable(L);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

// Binding.

// The function is on top of the stack; pops it.
static void bind_function(lua_State *L, struct hooks *hooks, const struct hook *hook) {
    lua_Debug where;
    struct bound *bound = &hooks->bounds[hooks->count++];
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &where);
    *bound =
        (struct bound){.hook = hook,
                       .function = luaL_ref(L, LUA_REGISTRYINDEX),
                       .site = {source_of(&hooks->script->sandbox->sources, where.source), where.linedefined},
                       .stream = random_stream(hook->name)};
    bound->view = make_view(L, &hook->view, &bound->view_value);
}

// The table is on top of the stack; pops it.
static bool bind_rules(lua_State *L, struct hooks *hooks, const struct hook *hook, struct place place,
                       struct status *status) {
    struct rules *rules = rules_read(L, place_inside(place, hook->name), hook, hooks->plan, status);
    if (!rules) return false;
    lua_pop(L, 1);
    hooks->bounds[hooks->count++] = (struct bound){.hook = hook, .rules = rules};
    return true;
}

struct binding {
    struct hooks *hooks;
    const struct declaration *policy;
    struct status *status;
    struct combining_policies policies;
};

static struct bound *find_bound(const struct hooks *hooks, const struct hook *hook) {
    for (size_t i = 0; i < hooks->count; i++)
        if (hooks->bounds[i].hook == hook) return &hooks->bounds[i];
    return NULL;
}

// Those of one policy, but for what is bound already: the same policy, come by another way.
static bool bind_policy(lua_State *L, const struct binding *binding, const struct declaration *policy) {
    struct hooks *hooks = binding->hooks;
    lua_rawgeti(L, LUA_REGISTRYINDEX, policy->table);
    for (size_t i = 0; hooks->plan->catalogue->hooks[i]; i++) {
        const struct hook *hook = hooks->plan->catalogue->hooks[i];
        if (find_bound(hooks, hook)) continue;
        int type = lua_getfield(L, -1, hook->name);
        if (type == LUA_TFUNCTION)
            bind_function(L, hooks, hook);
        else if (type != LUA_TTABLE)
            lua_pop(L, 1);
        else if (!bind_rules(L, hooks, hook, place_of(policy), binding->status))
            return false;
    }
    lua_pop(L, 1);
    return true;
}

static int bind_in_lua(lua_State *L) {
    struct binding *binding = lua_touserdata(L, 1);
    struct hooks *hooks = binding->hooks;
    hooks->home = make_view(L, &home_view, &hooks->home_value);
    hooks->levers_value = make_levers(L, hooks->plan);
    combining_policies(L, hooks->script, binding->policy, &binding->policies);
    for (size_t i = 0; i < binding->policies.count; i++)
        if (!bind_policy(L, binding, binding->policies.all[i])) return 0;
    return 0;
}

static bool has_hook(void *owner, const struct hook *hook) {
    return find_bound(owner, hook) != NULL;
}

// Rules.

static int decide(const void *owner, const struct hook *hook, const struct home_facts *home, const void *view,
                  void *proposal) {
    const struct hooks *hooks = owner;
    const struct bound *bound = find_bound(hooks, hook);
    if (!bound || !bound->rules) return PLAN_NO_RULES;
    const void *blocks[] = {view, home};
    const struct expert_rule *rule = rules_decide(bound->rules, hooks->plan, blocks, proposal);
    return rule ? (int)(rule - bound->rules->rules) + 1 : 0;
}

static const char *reason_of(const void *owner, const struct hook *hook, int rule) {
    return find_bound(owner, hook)->rules->rules[rule - 1].reason;
}

// Calling.

struct call {
    struct hooks *hooks;
    struct bound *bound;
    void *proposal;
    struct status *status;
};

// "FILE:LINE: on_sighting: it answered ..."; returns false.
__attribute__((format(printf, 2, 3))) static bool refuse_answer(const struct call *call, const char *format,
                                                                ...) {
    char message[sizeof call->status->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return status_fail(call->status, STATUS_SCENARIO, "%s:%d: %s: it %s", call->bound->site.source->path,
                       call->bound->site.line, call->bound->hook->name, message);
}

// The value on top of the stack answers the row.
static bool put_answer(lua_State *L, const struct call *call, const struct setting *row) {
    struct status inner = {0};
    bool good = false;
    switch (lua_type(L, -1)) {
        case LUA_TNUMBER:
            good = setting_put_number(row, call->proposal, lua_tonumber(L, -1), &inner);
            break;
        case LUA_TBOOLEAN:
            good = setting_put_flag(row, call->proposal, lua_toboolean(L, -1), &inner);
            break;
        case LUA_TSTRING:
            good = setting_put_text(row, call->proposal, lua_tostring(L, -1), &inner);
            break;
        default:
            setting_refuse(row, luaL_typename(L, -1), &inner);
    }
    return good || refuse_answer(call, "answered %s", inner.message);
}

// A key of the answer that the hook does not know; of several, the alphabet's first.
static bool refuse_unknown_answer(lua_State *L, const struct call *call) {
    const struct setting_table *table = &call->bound->hook->proposal;
    const char *unknown = NULL;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "a list";
        if (!setting_find(*table, key) && (!unknown || strcmp(key, unknown) < 0)) unknown = key;
    }
    struct words_nearest nearest = words_nearest_to(unknown);
    for (size_t i = 0; i < table->count; i++) words_consider(&nearest, table->rows[i].name);
    char hint[WORDS_HINT_SIZE];
    return refuse_answer(call, "answered something unknown: %s%s", unknown, words_hint(&nearest, hint));
}

// The function's answer is on top of the stack.
static bool read_answer(lua_State *L, const struct call *call) {
    const struct setting_table *table = &call->bound->hook->proposal;
    if (lua_isnil(L, -1)) return true;
    if (table->count == 0) return refuse_answer(call, "must answer nothing: it is only told something");
    if (lua_type(L, -1) != LUA_TTABLE)
        return refuse_answer(call, "must answer with a table { ... } or nothing, not with a %s",
                             luaL_typename(L, -1));
    size_t known = 0, given = 0;
    for (size_t i = 0; i < table->count; i++) {
        lua_pushstring(L, table->rows[i].name);
        if (lua_rawget(L, -2) != LUA_TNIL) {
            known++;
            if (!put_answer(L, call, &table->rows[i])) return false;
        }
        lua_pop(L, 1);
    }
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) given++;
    return given == known || refuse_unknown_answer(L, call);
}

static int call_in_lua(lua_State *L) {
    struct call *call = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, call->bound->function);
    lua_rawgeti(L, LUA_REGISTRYINDEX, call->hooks->home_value);
    lua_rawgeti(L, LUA_REGISTRYINDEX, call->bound->view_value);
    lua_rawgeti(L, LUA_REGISTRYINDEX, call->hooks->levers_value);
    lua_call(L, 3, 1);
    read_answer(L, call);
    return 0;
}

// Chance of its own for each function and home: what one home draws never moves what another draws.
static struct random_sequence open_chance(const struct hooks *hooks, struct bound *bound, uint32_t home) {
    if (home >= bound->rooms) {
        size_t rooms = (size_t)home + 1 + home / 2;
        bound->drawn = status_reallocate(bound->drawn, rooms, sizeof *bound->drawn);
        memset(bound->drawn + bound->rooms, 0, (rooms - bound->rooms) * sizeof *bound->drawn);
        bound->rooms = rooms;
    }
    const struct scenario_settings *frame = plan_section(hooks->plan, &scenario_section);
    return (struct random_sequence){.key = {(uint32_t)frame->seed, hooks->plan->replication},
                                    .entity = random_home(home),
                                    .stream = bound->stream,
                                    .n = bound->drawn[home]};
}

static bool call_hook(void *owner, const struct hook *hook, const struct home_facts *home, const void *view,
                      void *proposal, struct status *status) {
    struct hooks *hooks = owner;
    struct bound *bound = find_bound(hooks, hook);
    struct sandbox *sandbox = hooks->script->sandbox;
    struct random_sequence chance = open_chance(hooks, bound, (uint32_t)home->number);
    struct call call = {hooks, bound, proposal, status};
    hooks->home->block = home;
    bound->view->block = view;
    sandbox->chance = &chance;
    sandbox->sources.base = bound->site;
    budget_allow(&sandbox->budget, SANDBOX_HOOK_STEPS);
    bool good = sandbox_protect(sandbox, call_in_lua, &call, true, status) && status->code == STATUS_OK;
    sandbox->chance = NULL;
    hooks->home->block = bound->view->block = NULL;
    bound->drawn[home->number] = (uint32_t)chance.n;
    return good;
}

struct hooks *hooks_create(struct script *script, const struct declaration *policy, struct plan *plan,
                           struct status *status) {
    struct hooks *hooks = status_allocate(1, sizeof *hooks);
    size_t most = 0;
    while (plan->catalogue->hooks[most]) most++;
    *hooks = (struct hooks){
        .script = script, .plan = plan, .bounds = status_allocate(most, sizeof *hooks->bounds)};
    struct binding binding = {.hooks = hooks, .policy = policy, .status = status};
    bool bound = sandbox_protect(script->sandbox, bind_in_lua, &binding, false, status);
    free(binding.policies.all);
    if (bound && status->code == STATUS_OK) {
        plan->hooks = (struct plan_hooks){
            .owner = hooks, .has = has_hook, .call = call_hook, .decide = decide, .reason = reason_of};
        return hooks;
    }
    hooks_free(hooks);
    return NULL;
}

void hooks_free(struct hooks *hooks) {
    if (!hooks) return;
    for (size_t i = 0; i < hooks->count; i++) {
        free(hooks->bounds[i].drawn);
        rules_free(hooks->bounds[i].rules);
    }
    free(hooks->bounds);
    free(hooks);
}
