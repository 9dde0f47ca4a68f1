// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/policy.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/data_words.h"
#include "lua/grammar.h"
#include "lua/promising.h"
#include "sim/engine/words.h"

enum { RULE_PART, FORM_PART, EPSILON_PART, EXPIRES_PART, KEPT_PART };
static const char *const rule_parts[] = {[RULE_PART] = "rule",
                                         [FORM_PART] = "form",
                                         [EPSILON_PART] = "epsilon_month",
                                         [EXPIRES_PART] = "expires_days",
                                         [KEPT_PART] = "kept_days",
                                         NULL};
static const char from_key[] = "from", every_key[] = "every";
#define RULE_FORM \
    "{ rule = \"rule\", form = \"label\", epsilon_month = 4, expires_days = 30, kept_days = 90 }"

typedef bool (*put_function)(struct values *values, struct place place, const char *key);

// Calls `put` for each key of the table at the index, with the key's value on top of the stack. `form`: what
// is allowed, for messages. What a failure leaves on the stack goes with the protected call.
static bool each_key(struct values *values, struct place place, int table, const char *form,
                     put_function put) {
    lua_State *L = values->L;
    char given[100];
    table = lua_absindex(L, table);
    if (lua_type(L, table) != LUA_TTABLE)
        return place_refuse(place, values->status, "%s = %s: allowed is %s", place.keys[place.depth - 1],
                            place_describe(L, table, given, sizeof given), form);
    struct place_keys keys = place_keys(L, table);
    if (keys.odd || keys.positions)
        return place_refuse(place, values->status, "%s takes names: %s", place.keys[place.depth - 1], form);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, table, keys.names[i]);
        if (!put(values, place_inside(place, keys.names[i]), keys.names[i])) return false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return true;
}

// consent = { pest_sighting = "ask_each_time", image = { maker = "opt_in" },
//             presence = { rule = "opt_in", expires_days = 30, kept_days = 90 },
//             from = { nara = { pest_sighting = "none" } }, every = "at_install" }

// The maker whose rules are read: consent.from.nara...; NULL: those for whoever's appliances.
static const char *maker_of(struct place place) {
    bool rules_of_one = place.depth > 2 && strcmp(place.keys[1], from_key) == 0;
    return rules_of_one ? place.keys[2] : NULL;
}

static bool refuse_rule(const struct values *values, struct place place, const char *hint) {
    char given[100], allowed[200];
    return place_refuse(place, values->status, "consent to %s = %s: allowed is %s%s",
                        place.keys[maker_of(place) ? 3 : 1],
                        place_describe(values->L, -1, given, sizeof given),
                        data_words_list(gate_rule_names, allowed, sizeof allowed), hint);
}

// The rule's name is on top of the stack.
static bool read_rule(struct values *values, struct place place, struct plan_rule *rule) {
    char hint[WORDS_HINT_SIZE];
    const char *name = lua_type(values->L, -1) == LUA_TSTRING ? lua_tostring(values->L, -1) : "";
    int number = data_words_name(gate_rule_names, name, hint);
    if (number < 0) return refuse_rule(values, place, hint);
    rule->rule = (enum consent_rule)number;
    return true;
}

static bool read_part(struct values *values, struct place place, const char *key, struct plan_rule *rule) {
    char hint[WORDS_HINT_SIZE], allowed[200];
    switch (data_words_name(rule_parts, key, hint)) {
        case RULE_PART:
            return read_rule(values, place, rule);
        case FORM_PART:
            return data_words_form(values->L, place, &rule->refused_forms, values->status);
        case EPSILON_PART:
            return data_words_epsilon(values->L, place, &rule->epsilon_month, values->status);
        case EXPIRES_PART:
            return data_words_days(values->L, place, &rule->expires_days, values->status);
        case KEPT_PART:
            return data_words_days(values->L, place, &rule->kept_days, values->status);
        default:
            return place_refuse(place, values->status, "a rule has no part '%s'%s; there are %s", key, hint,
                                data_words_list(rule_parts, allowed, sizeof allowed));
    }
}

static bool limits_make_sense(const struct values *values, struct place place, const struct plan_rule *rule) {
    const char *name = gate_rule_names[rule->rule];
    bool asks = rule->rule != RULE_NEVER && rule->rule != RULE_NONE;
    if (rule->expires_days > 0 && !asks)
        return place_refuse(place, values->status,
                            "expires_days with the rule \"%s\": nobody is asked, and no consent ends", name);
    const char *needless = rule->kept_days > 0       ? rule_parts[KEPT_PART]
                           : rule->epsilon_month > 0 ? rule_parts[EPSILON_PART]
                           : rule->refused_forms     ? rule_parts[FORM_PART]
                                                     : NULL;
    if (needless && rule->rule == RULE_NEVER)
        return place_refuse(place, values->status, "%s with the rule \"never\": nothing leaves the home",
                            needless);
    return true;
}

// { rule = ..., ... } is on top of the stack.
static bool read_limited_rule(struct values *values, struct place place, struct plan_rule *rule) {
    lua_State *L = values->L;
    struct place_keys keys = place_keys(L, lua_absindex(L, -1));
    if (keys.odd || keys.positions)
        return place_refuse(place, values->status, "a rule takes its parts by name: %s", RULE_FORM);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, -2, keys.names[i]);
        if (!read_part(values, place_inside(place, keys.names[i]), keys.names[i], rule)) return false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return limits_make_sense(values, place, rule);
}

// By its name, or as { rule = ..., ... }: on top of the stack is no table of parties.
static bool is_rule(lua_State *L) {
    if (lua_type(L, -1) != LUA_TTABLE) return true;
    bool says = lua_getfield(L, -1, rule_parts[RULE_PART]) != LUA_TNIL;
    lua_pop(L, 1);
    return says;
}

// What says it is on top of the stack. The rule has its class, its recipient and whether it is of every
// class.
static bool add_rule(struct values *values, struct place place, struct plan_rule rule) {
    if (!is_rule(values->L))
        return place_refuse(place, values->status, "a rule with limits names the rule: %s", RULE_FORM);
    bool read = lua_type(values->L, -1) == LUA_TTABLE ? read_limited_rule(values, place, &rule)
                                                      : read_rule(values, place, &rule);
    if (!read) return false;
    char *where = place_text(place);
    rule.maker = (char *)maker_of(place);
    rule.where = where;
    plan_rule_add(values->rules, &rule);
    free(where);
    return true;
}

static bool put_recipient_rule(struct values *values, struct place place, const char *recipient) {
    char hint[WORDS_HINT_SIZE];
    const char *data_class = place.keys[place.depth - 2];
    int number = data_words_name(gate_class_names, data_class, hint);
    if (!add_rule(values, place,
                  (struct plan_rule){.data_class = (enum data_class)number, .recipient = (char *)recipient}))
        return false;
    struct status inner = {0};
    return plan_check_recipient(values->plan, recipient, &inner) ||
           place_refuse(place, values->status, "%s", inner.message);
}

static bool put_class_rule(struct values *values, struct place place, const char *key) {
    char hint[WORDS_HINT_SIZE], allowed[300];
    int data_class = data_words_name(gate_class_names, key, hint);
    if (data_class < 0)
        return place_refuse(place, values->status,
                            "consent: unknown data class '%s'%s; there are %s, and every", key, hint,
                            data_words_list(gate_class_names, allowed, sizeof allowed));
    if (!is_rule(values->L))
        return each_key(values, place, -1, "{ party = \"rule\", ... } or " RULE_FORM, put_recipient_rule);
    return add_rule(values, place, (struct plan_rule){.data_class = (enum data_class)data_class});
}

// The rule of every class, which is on top of the stack, stands behind those that a class has of its own.
static bool put_every(struct values *values, struct place place) {
    for (unsigned i = 0; i < DATA_CLASSES; i++)
        if (!add_rule(values, place, (struct plan_rule){.data_class = (enum data_class)i, .of_every = true}))
            return false;
    return true;
}

static bool put_class_or_every(struct values *values, struct place place, const char *key) {
    return strcmp(key, every_key) == 0 ? put_every(values, place) : put_class_rule(values, place, key);
}

static bool put_maker_rules(struct values *values, struct place place, const char *maker) {
    struct status inner = {0};
    if (!plan_check_maker(values->plan, maker, &inner))
        return place_refuse(place, values->status, "%s", inner.message);
    return each_key(values, place, -1, "{ data_class = \"rule\", ... }", put_class_or_every);
}

static bool put_consent(struct values *values, struct place place, const char *key) {
    if (strcmp(key, from_key) == 0)
        return each_key(values, place, -1, "{ maker = { data_class = \"rule\", ... } }", put_maker_rules);
    return put_class_or_every(values, place, key);
}

// levers = { reward_tokens = { 300, 0, 3000, "tokens paid when ..." } }

static void note(struct values *values, struct place place, const char *what, const char *says, bool once) {
    char *where = place_text(place);
    decisions_add(values->decisions, what, says, where, once);
    free(where);
}

static void note_lever(struct values *values, struct place place, const char *key, const double numbers[3]) {
    char what[200], says[200];
    snprintf(what, sizeof what, "lever %s", key);
    snprintf(says, sizeof says, "%.17g, from %.17g to %.17g", numbers[0], numbers[1], numbers[2]);
    note(values, place, what, says, false);
}

// The one that a policy combined with this one has brought, or a new one.
static struct plan_lever *lever_for(struct plan *plan, struct plan_target target) {
    if (target.lever) {
        free(target.lever->meaning);
        free(target.lever->name);
        return target.lever;
    }
    plan->levers = status_reallocate(plan->levers, plan->lever_count + 1, sizeof *plan->levers);
    return &plan->levers[plan->lever_count++];
}

// The value is on top of the stack; its meaning is borrowed from it.
static bool read_lever(struct values *values, struct place place, const char *key, double numbers[3],
                       const char **meaning) {
    lua_State *L = values->L;
    bool good = lua_type(L, -1) == LUA_TTABLE && lua_rawlen(L, -1) == 4;
    for (int i = 0; i < 3 && good; i++) {
        good = lua_rawgeti(L, -1, i + 1) == LUA_TNUMBER;
        numbers[i] = lua_tonumber(L, -1);
        lua_pop(L, 1);
    }
    if (good) good = lua_rawgeti(L, -1, 4) == LUA_TSTRING;
    if (!good)
        return place_refuse(place, values->status,
                            "lever %s: allowed is { default, least, most, \"meaning\" }", key);
    *meaning = lua_tostring(L, -1);
    lua_pop(L, 1);  // the table keeps the text
    return (numbers[1] <= numbers[0] && numbers[0] <= numbers[2]) ||
           place_refuse(place, values->status,
                        "lever %s: the default %.10g does not lie in its range %.10g to %.10g", key,
                        numbers[0], numbers[1], numbers[2]);
}

static bool put_lever(struct values *values, struct place place, const char *key) {
    double numbers[3] = {0};
    const char *meaning = "";
    if (!read_lever(values, place, key, numbers, &meaning)) return false;
    struct plan *plan = values->plan;
    struct plan_target target = {0};
    struct status ignored = {0};
    if (plan_find(plan, key, &target, &ignored) && !target.lever)
        return place_refuse(place, values->status, "lever %s: the name is taken by a setting of the scenario",
                            key);
    enum { LEVERS_MOST = 100 };  // every read looks through them
    if (plan->lever_count == LEVERS_MOST && !target.lever)
        return place_refuse(place, values->status, "lever %s: a policy has at most %d levers", key,
                            LEVERS_MOST);
    *lever_for(plan, target) = (struct plan_lever){.name = status_copy_text(key),
                                                   .meaning = status_copy_text(meaning),
                                                   .value = numbers[0],
                                                   .least = numbers[1],
                                                   .most = numbers[2],
                                                   .origin = ORIGIN_POLICY};
    note_lever(values, place, key, numbers);
    return true;
}

// set = { ["air_conditioner.placement"] = "cloud" }, or the same as { air_conditioner = { placement = "cloud"
// } }

static bool put_set(struct values *values, struct place place, const char *key) {
    struct plan_entry *entry = plan_entry_named(values->plan, key);
    if (entry && lua_type(values->L, -1) == LUA_TTABLE) return values_put_table(values, place, -1, entry);
    struct plan_target target;
    struct status inner = {0};
    if (!plan_find(values->plan, key, &target, &inner))
        return place_refuse(place, values->status, "set: %s", inner.message);
    if (target.lever)
        return place_refuse(place, values->status,
                            "set: '%s' is a lever of this policy; write its value into levers", key);
    return values_put(values, place, target.entry, target.row);
}

// on_sighting = function(home, sighting, levers) ... end, or { { name = ..., when = ..., answer = ... }, ...
// }

static bool check_hook(struct values *values, struct place place, const char *key) {
    const struct hook *const *hooks = values->plan->catalogue->hooks;
    struct words_nearest nearest = words_nearest_to(key);
    char hint[WORDS_HINT_SIZE];
    bool known = false, rules_only = false;
    for (size_t i = 0; hooks[i]; i++) {
        bool meant = strcmp(hooks[i]->name, key) == 0;
        known = known || meant;
        rules_only = rules_only || (meant && hooks[i]->rules_only);
        words_consider(&nearest, hooks[i]->name);
    }
    if (!known)
        return place_refuse(place, values->status, "policy: nobody asks '%s'%s", key,
                            words_hint(&nearest, hint));
    bool function = lua_isfunction(values->L, -1) && !lua_iscfunction(values->L, -1);
    if ((function && !rules_only) || lua_istable(values->L, -1)) {  // rules are read by hooks.c
        note(values, place, key, "", true);
        return true;
    }
    char given[100];
    return place_refuse(place, values->status, "%s = %s: allowed is %s", key,
                        place_describe(values->L, -1, given, sizeof given),
                        rules_only ? "a list of rules; it is asked of many homes at once, without Lua"
                                   : "a function written in Lua, or a list of rules");
}

static bool refuse_policy_key(struct values *values, struct place place, const char *key) {
    struct words_nearest nearest = words_nearest_to(key);
    for (const struct grammar_part *part = grammar_policy; part->name; part++)
        words_consider(&nearest, part->name);
    const struct hook *const *hooks = values->plan->catalogue->hooks;
    for (size_t i = 0; hooks[i]; i++) words_consider(&nearest, hooks[i]->name);
    char hint[WORDS_HINT_SIZE];
    return place_refuse(place, values->status, "policy has no part '%s'%s", key, words_hint(&nearest, hint));
}

static bool put_part(struct values *values, struct place place, const char *key) {
    if (strcmp(key, "name") == 0 || strcmp(key, "title") == 0) return true;      // read by build_text
    if (strcmp(key, "combines") == 0 || strcmp(key, "order") == 0) return true;  // by combining.c
    if (strcmp(key, "promises") == 0) return promising_list(values, place);
    if (strcmp(key, "consent") == 0)
        return each_key(values, place, -1, "{ data_class = \"rule\", ... }", put_consent);
    if (strcmp(key, "levers") == 0)
        return each_key(values, place, -1, "{ name = { default, least, most, \"meaning\" }, ... }",
                        put_lever);
    if (strcmp(key, "set") == 0)
        return each_key(values, place, -1, "{ [\"entry.setting\"] = value, ... }", put_set);
    if (strncmp(key, "on_", 3) == 0) return check_hook(values, place, key);
    return refuse_policy_key(values, place, key);
}

bool policy_put(struct values *values, const struct declaration *policy, int table) {
    lua_State *L = values->L;
    struct place place = place_of(policy);
    struct place_keys keys = place_keys(L, table);
    if (keys.odd || keys.positions)
        return place_refuse(
            place, values->status,
            "policy { ... } takes its parts by name: { name = \"...\", consent = { ... }, ... }");
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, table, keys.names[i]);
        if (!put_part(values, place_inside(place, keys.names[i]), keys.names[i])) return false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return true;
}
