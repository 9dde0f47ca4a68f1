// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/combining.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/data_words.h"
#include "lua/policy.h"
#include "lua/rule_joining.h"
#include "sim/engine/words.h"

static const char combines_key[] = "combines", order_key[] = "order";

// What a policy comes to, itself or combined.
struct combining_part {
    struct plan_rules rules;
    struct decisions decisions;
    struct combining_part *after;  // that it is combined with
    struct combining_part *next;   // of all that were made
};

// A policy that is being read, and within which other.
struct reading {
    struct values *values;
    const struct script *script;
    const struct declaration *policy;
    const struct reading *within;  // NULL: within none
    struct combining *combining;
};

static struct combining_part *new_part(struct combining *combining) {
    struct combining_part *part = status_allocate(1, sizeof *part);
    part->next = combining->parts;
    return combining->parts = part;
}

void combining_clear(struct combining *combining) {
    for (struct combining_part *part = combining->parts, *next; part; part = next) {
        next = part->next;
        plan_rule_free(&part->rules);
        decisions_clear(&part->decisions);
        free(part);
    }
    *combining = (struct combining){0};
}

// ---- Names ----

// Pushes the policy's table.
static void push_table(lua_State *L, const struct declaration *policy) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, policy->table);
}

// Borrowed from the policy's table.
static const char *name_of(lua_State *L, const struct declaration *policy) {
    push_table(L, policy);
    const char *name = lua_getfield(L, -1, "name") == LUA_TSTRING ? lua_tostring(L, -1) : "";
    lua_pop(L, 2);
    return name;
}

static const struct declaration *find(lua_State *L, const struct script *script, const char *name) {
    for (size_t i = 0; i < script->policy_count; i++)
        if (strcmp(name_of(L, &script->policies[i]), name) == 0) return &script->policies[i];
    return NULL;
}

static struct place place_of_list(const struct reading *reading) {
    return place_inside(place_of(reading->policy), combines_key);
}

static bool refuse_unknown(const struct reading *reading, const char *name) {
    struct words_nearest nearest = words_nearest_to(name);
    for (size_t i = 0; i < reading->script->policy_count; i++)
        words_consider(&nearest, name_of(reading->values->L, &reading->script->policies[i]));
    char hint[WORDS_HINT_SIZE];
    return place_refuse(place_of_list(reading), reading->values->status,
                        "combines: there is no policy '%s'%s", name, words_hint(&nearest, hint));
}

static bool is_within(const struct reading *reading, const struct declaration *policy) {
    for (; reading; reading = reading->within)
        if (reading->policy == policy) return true;
    return false;
}

// Whether the name on top of the stack, the list's i-th, may be combined.
static bool check_name(const struct reading *reading, size_t i) {
    struct values *values = reading->values;
    lua_State *L = values->L;
    char given[100];
    if (lua_type(L, -1) != LUA_TSTRING)
        return place_refuse(place_of_list(reading), values->status,
                            "combines holds %s: allowed are names of policies, { \"sell\", \"ask\" }",
                            place_describe(L, -1, given, sizeof given));
    const char *name = lua_tostring(L, -1);
    const struct declaration *policy = find(L, reading->script, name);
    if (!policy) return refuse_unknown(reading, name);
    if (is_within(reading, policy))
        return place_refuse(place_of_list(reading), values->status,
                            "combines: policy \"%s\" would be a part of itself", name);
    for (size_t k = 1; k < i; k++) {
        lua_rawgeti(L, -2, (lua_Integer)k);
        bool twice = strcmp(lua_tostring(L, -1), name) == 0;
        lua_pop(L, 1);
        if (twice)
            return place_refuse(place_of_list(reading), values->status, "combines names \"%s\" twice", name);
    }
    return true;
}

// The list is on top of the stack.
static bool check_list(const struct reading *reading, size_t *count) {
    lua_State *L = reading->values->L;
    char given[100];
    *count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    if (*count == 0)
        return place_refuse(place_of_list(reading), reading->values->status,
                            "combines = %s: allowed is a list of policies, { \"sell\", \"ask\" }",
                            place_describe(L, -1, given, sizeof given));
    for (size_t i = 1; i <= *count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        if (!check_name(reading, i)) return false;
        lua_pop(L, 1);
    }
    return true;
}

// The policy's table is on top of the stack.
static bool read_order(const struct reading *reading, bool combined, enum joining_order *order) {
    lua_State *L = reading->values->L;
    struct place place = place_inside(place_of(reading->policy), order_key);
    char given[100], hint[WORDS_HINT_SIZE] = "";
    int type = lua_getfield(L, -1, order_key);
    *order = JOINING_AGREED;
    if (type != LUA_TNIL && !combined)
        return place_refuse(place, reading->values->status,
                            "order says how policies are combined, and this one combines none");
    int found = type == LUA_TSTRING
                    ? data_words_name(rule_joining_orders + JOINING_LAST, lua_tostring(L, -1), hint)
                    : -1;
    if (found >= 0) *order = (enum joining_order)(JOINING_LAST + found);
    if (type != LUA_TNIL && found < 0)
        return place_refuse(
            place, reading->values->status,
            "order = %s: allowed is \"last\", where later ones overrule earlier ones, or \"strictest\"%s",
            place_describe(L, -1, given, sizeof given), hint);
    lua_pop(L, 1);
    return true;
}

// ---- Joining ----

static bool refuse_decisions(const struct reading *reading, enum joining_order order,
                             const struct decided *before, const struct decided *later) {
    const char *instead = order == JOINING_STRICTEST ? "; which is the stricter, nobody can tell"
                                                     : "; say order = \"last\" or make them the same";
    if (before->once)
        return place_refuse(place_of_list(reading), reading->values->status,
                            "two of the policies answer %s: in %s and in %s; only one may", before->what,
                            before->where, later->where);
    return place_refuse(place_of_list(reading), reading->values->status,
                        "the policies differ in %s: %s (%s) and %s (%s)%s", before->what, before->says,
                        before->where, later->says, later->where, instead);
}

static bool refuse_rules(const struct reading *reading, const struct plan_rule *before,
                         const struct plan_rule *later) {
    char one[200], other[200];
    const struct plan_rules first = {(struct plan_rule *)before, 1}, second = {(struct plan_rule *)later, 1};
    struct plan_rule_case of_first = {before->data_class, before->recipient ? before->recipient : "", "",
                                      before->maker},
                          of_second = {later->data_class, later->recipient ? later->recipient : "", "",
                                       later->maker};
    return place_refuse(
        place_of_list(reading), reading->values->status,
        "the policies differ in consent to %s: \"%s\" (%s) and \"%s\" (%s); say order = \"strictest\" or "
        "\"last\"",
        gate_class_names[before->data_class],
        gate_say_rule(before->rule, plan_rule_limits(&first, of_first), one, sizeof one), before->where,
        gate_say_rule(later->rule, plan_rule_limits(&second, of_second), other, sizeof other), later->where);
}

static bool join_rules(const struct reading *reading, const struct combining_part *parts, size_t count,
                       enum joining_order order, struct combining_part *all) {
    const struct plan_rule *before, *later;
    struct plan_rules *rules = status_allocate(count, sizeof *rules);
    for (size_t i = 0; parts; parts = parts->after) rules[i++] = parts->rules;
    bool good = rule_joining(reading->values->plan, rules, count, order, &all->rules, &before, &later);
    free(rules);
    return good || refuse_rules(reading, before, later);
}

static bool join(const struct reading *reading, const struct combining_part *parts, enum joining_order order,
                 struct combining_part *all) {
    const struct decided *before, *later;
    size_t count = 0;
    for (const struct combining_part *part = parts; part; part = part->after, count++)
        if (!decisions_join(&all->decisions, &part->decisions, order == JOINING_LAST, &before, &later))
            return refuse_decisions(reading, order, before, later);
    return join_rules(reading, parts, count, order, all);
}

// ---- Reading ----

static bool read_part(const struct reading *reading, struct combining_part *part);

// The table is on top of the stack.
static bool read_own(const struct reading *reading, struct combining_part *part) {
    struct values *values = reading->values;
    values->rules = &part->rules;
    values->decisions = &part->decisions;
    return policy_put(values, reading->policy, lua_gettop(values->L));
}

// The list is on top of the stack, its policy's table below it. The policy's own come last.
static bool read_parts(const struct reading *reading, size_t count, struct combining_part *first) {
    lua_State *L = reading->values->L;
    struct combining_part *part = first;
    luaL_checkstack(L, 20, NULL);
    for (size_t i = 1; i <= count; i++, part = part->after) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        struct reading inner = *reading;
        inner.policy = find(L, reading->script, lua_tostring(L, -1));
        inner.within = reading;
        lua_pop(L, 1);
        if (!read_part(&inner, part)) return false;
        part->after = new_part(reading->combining);
    }
    lua_pop(L, 1);
    return read_own(reading, part);
}

static bool read_combined(const struct reading *reading, struct combining_part *all) {
    size_t count;
    enum joining_order order;
    lua_State *L = reading->values->L;
    if (!check_list(reading, &count)) return false;
    lua_insert(L, -2);
    if (!read_order(reading, true, &order)) return false;
    lua_insert(L, -2);
    struct combining_part *first = new_part(reading->combining);
    return read_parts(reading, count, first) && join(reading, first, order, all);
}

static bool read_part(const struct reading *reading, struct combining_part *part) {
    lua_State *L = reading->values->L;
    enum joining_order none;
    push_table(L, reading->policy);
    if (!place_check_texts(place_of(reading->policy), L, lua_gettop(L), reading->values->status))
        return false;
    bool combined = lua_getfield(L, -1, combines_key) != LUA_TNIL;
    bool good = combined && read_combined(reading, part);
    if (!combined) lua_pop(L, 1);
    if (!combined) good = read_order(reading, false, &none) && read_own(reading, part);
    if (good) lua_pop(L, 1);
    return good;
}

// ---- What is read ----

static bool is_noised(const struct plan *plan, enum data_class data_class) {
    for (size_t i = 0; i < plan->appliances.count; i++) {
        const struct plan_entry *entry = &plan->appliances.entries[i];
        const struct appliance_kind *kind = (const struct appliance_kind *)entry->kind;
        if (kind->noises && kind->noises(entry->settings) >> data_class & 1) return true;
    }
    return false;
}

// A cap on what noise hides, where nothing hides by noise.
static bool check_caps(const struct values *values, const struct plan_rules *rules) {
    for (size_t i = 0; i < rules->count; i++) {
        const struct plan_rule *rule = &rules->all[i];
        if (rule->epsilon_month > 0 && !is_noised(values->plan, rule->data_class))
            return status_fail(
                values->status, STATUS_SCENARIO,
                "%s: epsilon_month = %g on %s: it caps what noised labels tell, and nothing here is noised",
                rule->where, rule->epsilon_month, gate_class_names[rule->data_class]);
    }
    return true;
}

bool combining_put(struct values *values, const struct script *script, const struct declaration *policy,
                   struct combining *combining) {
    struct reading reading = {values, script, policy, NULL, combining};
    struct combining_part *all = new_part(combining);
    if (!read_part(&reading, all) || !check_caps(values, &all->rules)) return false;
    values->plan->rules = all->rules;
    all->rules = (struct plan_rules){0};
    return true;
}

// ---- Hooks ----

void combining_policies(lua_State *L, const struct script *script, const struct declaration *policy,
                        struct combining_policies *list) {
    list->all = status_reallocate(list->all, list->count + 1, sizeof *list->all);
    list->all[list->count++] = policy;
    luaL_checkstack(L, 20, NULL);
    push_table(L, policy);
    lua_getfield(L, -1, combines_key);
    size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        combining_policies(L, script, find(L, script, lua_tostring(L, -1)), list);
        lua_pop(L, 1);
    }
    lua_pop(L, 2);
}
