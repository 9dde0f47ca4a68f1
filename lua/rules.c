// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/rules.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/home.h"
#include "sim/engine/words.h"

static const char home_prefix[] = "home.", lever_prefix[] = "levers.";

struct reading {
    lua_State *L;
    struct place place;  // of the hook
    const struct hook *hook;
    const struct plan *plan;
    struct status *status;
    struct rules *rules;
    struct expert_rule *rule;  // that is read now; its name is "" before it is known
};

__attribute__((format(printf, 2, 3))) static bool refuse(const struct reading *reading, const char *format,
                                                         ...) {
    char message[sizeof reading->status->message], rule[100] = "";
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (reading->rule && reading->rule->name) snprintf(rule, sizeof rule, "rule '%s': ", reading->rule->name);
    return place_refuse(reading->place, reading->status, "%s: %s%s", reading->hook->name, rule, message);
}

// ---- Values ----

// "levers.reward" names one of the policy's; 1 when the value on top of the stack does, 0 when it is
// something else, -1 refused.
static int read_lever(const struct reading *reading, int *lever) {
    const char *text = lua_type(reading->L, -1) == LUA_TSTRING ? lua_tostring(reading->L, -1) : "";
    if (strncmp(text, lever_prefix, strlen(lever_prefix)) != 0) return 0;
    struct words_nearest nearest = words_nearest_to(text + strlen(lever_prefix));
    for (*lever = 0; (size_t)*lever < reading->plan->lever_count; ++*lever) {
        const char *name = reading->plan->levers[*lever].name;
        if (strcmp(name, text + strlen(lever_prefix)) == 0) return 1;
        words_consider(&nearest, name);
    }
    char hint[WORDS_HINT_SIZE];
    refuse(reading, "the policy has no lever '%s'%s", text + strlen(lever_prefix),
           words_hint(&nearest, hint));
    return -1;
}

// The value on top of the stack as the row has it, as a number: of a yes 1, of a choice its place.
static bool read_plain(const struct reading *reading, const struct setting_table *table,
                       const struct setting *row, double *number) {
    lua_State *L = reading->L;
    struct status inner = {0};
    void *block = setting_defaults(*table);
    bool good = false;
    char given[100];
    if (lua_type(L, -1) == LUA_TNUMBER)
        good = setting_put_number(row, block, lua_tonumber(L, -1), &inner);
    else if (lua_type(L, -1) == LUA_TBOOLEAN)
        good = setting_put_flag(row, block, lua_toboolean(L, -1), &inner);
    else if (lua_type(L, -1) == LUA_TSTRING)
        good = setting_put_text(row, block, lua_tostring(L, -1), &inner);
    else
        setting_refuse(row, place_describe(L, -1, given, sizeof given), &inner);
    *number = good ? setting_number(row, block) : NAN;
    setting_free(*table, block);
    return good || refuse(reading, "%s", inner.message);
}

static bool lever_fits(const struct reading *reading, int lever, const struct setting *row) {
    const struct plan_lever *given = &reading->plan->levers[lever];
    bool numbers = row->type == SETTING_NUMBER || row->type == SETTING_COUNT;
    if (numbers && given->least >= row->least && given->most <= row->most) return true;
    char allowed[100];
    return refuse(reading, "%s = \"levers.%s\", from %g to %g: allowed is %s", row->name, given->name,
                  given->least, given->most, setting_allowed(row, allowed, sizeof allowed));
}

static bool read_value(const struct reading *reading, const struct setting_table *table,
                       const struct setting *row, struct rules_value *value) {
    *value = (struct rules_value){.lever = -1};
    int lever, found = read_lever(reading, &lever);
    if (found == 0) return read_plain(reading, table, row, &value->number);
    if (found > 0) value->lever = lever;
    return found > 0 && lever_fits(reading, lever, row);
}

// ---- Conditions ----

static bool refuse_fact(const struct reading *reading, const char *name) {
    struct words_nearest nearest = words_nearest_to(name);
    const struct setting_table *view = &reading->hook->view;
    for (size_t i = 0; i < view->count; i++) words_consider(&nearest, view->rows[i].name);
    for (size_t i = 0; !reading->hook->rules_only && i < home_view.count; i++)
        words_consider(&nearest, home_view.rows[i].name);
    char hint[WORDS_HINT_SIZE];
    return refuse(reading, "there is no fact '%s'%s; 'maru list %s' shows them", name,
                  words_hint(&nearest, hint), reading->hook->name);
}

static bool find_fact(const struct reading *reading, const char *name, struct rules_condition *condition) {
    bool home = !reading->hook->rules_only && strncmp(name, home_prefix, strlen(home_prefix)) == 0;
    condition->table = home;
    const struct setting_table *table = reading->rules->facts[condition->table];
    const struct setting *row = setting_find(*table, home ? name + strlen(home_prefix) : name);
    if (!row || row->type == SETTING_SERIES || row->type == SETTING_TEXT || row->type == SETTING_FILE)
        return refuse_fact(reading, name);
    condition->row = (size_t)(row - table->rows);
    return true;
}

static bool read_bound(const struct reading *reading, struct rules_condition *condition, const char *word) {
    static const struct {
        const char *word;
        bool low, open;
    } words[] = {
        {"above", true, true}, {"at_least", true, false}, {"at_most", false, false}, {"below", false, true}};
    const struct setting_table *table = reading->rules->facts[condition->table];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].word, word) != 0) continue;
        *(words[i].low ? &condition->low_open : &condition->high_open) = words[i].open;
        return read_value(reading, table, &table->rows[condition->row],
                          words[i].low ? &condition->low : &condition->high);
    }
    return refuse(reading, "'%s': a fact is above, at_least, at_most or below a number, or has a value",
                  word);
}

// { above = 2 }, or a value that the fact has to have.
static bool read_interval(const struct reading *reading, struct rules_condition *condition) {
    lua_State *L = reading->L;
    const struct setting_table *table = reading->rules->facts[condition->table];
    *condition = (struct rules_condition){
        .table = condition->table, .row = condition->row, .low = {-INFINITY, -1}, .high = {INFINITY, -1}};
    if (!lua_istable(L, -1)) {
        bool good = read_value(reading, table, &table->rows[condition->row], &condition->low);
        condition->high = condition->low;
        return good;
    }
    struct place_keys keys = place_keys(L, -1);
    if (keys.odd || keys.positions || !keys.count)
        return refuse(reading, "%s = { above = 2 }, or a value", table->rows[condition->row].name);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, -2, keys.names[i]);
        if (!read_bound(reading, condition, keys.names[i])) return false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return true;
}

static bool read_condition(const struct reading *reading, const char *name) {
    struct expert_rule *rule = reading->rule;
    if (rule->condition_count == RULES_CONDITIONS_MOST)
        return refuse(reading, "more than %d conditions", RULES_CONDITIONS_MOST);
    struct rules_condition *condition = &rule->conditions[rule->condition_count++];
    return find_fact(reading, name, condition) && read_interval(reading, condition);
}

// ---- Answers ----

static bool read_answer(const struct reading *reading, const char *name) {
    struct expert_rule *rule = reading->rule;
    const struct setting_table *table = &reading->hook->proposal;
    const struct setting *row = setting_find(*table, name);
    if (!row) {
        struct words_nearest nearest = words_nearest_to(name);
        for (size_t i = 0; i < table->count; i++) words_consider(&nearest, table->rows[i].name);
        char hint[WORDS_HINT_SIZE];
        return refuse(reading, "nobody asks for '%s'%s", name, words_hint(&nearest, hint));
    }
    struct rules_answer *answer = &rule->answers[rule->answer_count++];
    answer->row = (size_t)(row - table->rows);
    return read_value(reading, table, row, &answer->value);
}

// ---- A rule ----

// Each key of the table on top of the stack, in the order of the alphabet.
static bool each_part(const struct reading *reading, const char *of,
                      bool (*read)(const struct reading *reading, const char *name)) {
    lua_State *L = reading->L;
    if (!lua_istable(L, -1)) return refuse(reading, "%s is a table: { name = value }", of);
    struct place_keys keys = place_keys(L, -1);
    if (keys.odd || keys.positions) return refuse(reading, "%s takes its parts by name", of);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(L, -2, keys.names[i]);
        if (!read(reading, keys.names[i])) return false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return true;
}

static bool read_name(const struct reading *reading) {
    lua_State *L = reading->L;
    struct expert_rule *rule = reading->rule;
    bool text = lua_getfield(L, -1, "name") == LUA_TSTRING && lua_rawlen(L, -1) > 0;
    if (!text || !place_check_name(reading->place, lua_tostring(L, -1), reading->status))
        return reading->status->code != STATUS_OK ||
               refuse(reading, "each rule has a name: name = \"at_night\"");
    char *reason;
    if (asprintf(&reason, "rule %s", lua_tostring(L, -1)) < 0) abort();
    rule->reason = reason;
    rule->name = reason + strlen("rule ");
    lua_pop(L, 1);
    return true;
}

static bool read_part(const struct reading *reading, const char *name) {
    lua_State *L = reading->L;
    if (strcmp(name, "name") == 0) return true;
    if (strcmp(name, "when") == 0) return each_part(reading, "when", read_condition);
    if (strcmp(name, "answer") == 0) return each_part(reading, "answer", read_answer);
    if (strcmp(name, "priority") != 0)
        return refuse(reading, "it has no part '%s'; there are name, when, answer and priority", name);
    if (lua_type(L, -1) != LUA_TNUMBER || !isfinite(lua_tonumber(L, -1)))
        return refuse(reading, "priority is a number");
    reading->rule->priority = lua_tonumber(L, -1);
    return true;
}

static bool read_rule(struct reading *reading) {
    if (!lua_istable(reading->L, -1))
        return refuse(reading, "a rule is a table { name = ..., when = ..., answer = ... }");
    reading->rule = &reading->rules->rules[reading->rules->count++];
    if (!read_name(reading) || reading->status->code != STATUS_OK) return false;
    if (!each_part(reading, "a rule", read_part)) return false;
    bool answers = reading->rule->answer_count > 0;
    if (!answers) return refuse(reading, "it answers nothing: answer = { ... }");
    reading->rule = NULL;
    return true;
}

static bool read_all(struct reading *reading) {
    lua_State *L = reading->L;
    struct place_keys keys = place_keys(L, -1);
    lua_pop(L, 1);
    if (keys.odd || keys.count || !keys.positions || keys.positions > RULES_MOST)
        return refuse(reading,
                      "it is answered by a function, or by a list of 1 to %d rules: { { name = ..., when = "
                      "..., answer = ... } }",
                      RULES_MOST);
    for (size_t i = 0; i < keys.positions; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        if (!read_rule(reading)) return false;
        lua_pop(L, 1);
    }
    char fault[RULES_FAULT_SIZE];
    return rules_rank(reading->rules, reading->plan, fault) || refuse(reading, "%s", fault);
}

struct rules *rules_read(lua_State *L, struct place place, const struct hook *hook, const struct plan *plan,
                         struct status *status) {
    struct rules *rules = status_allocate(1, sizeof *rules);
    *rules = (struct rules){.facts = {&hook->view, &home_view}, .proposal = &hook->proposal};
    struct reading reading = {L, place, hook, plan, status, rules, NULL};
    if (read_all(&reading)) return rules;
    rules_free(rules);
    return NULL;
}

void rules_free(struct rules *rules) {
    for (size_t i = 0; rules && i < rules->count; i++) free((char *)rules->rules[i].reason);
    free(rules);
}
