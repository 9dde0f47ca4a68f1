// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/luals.h"

#include <stdio.h>
#include <string.h>

#include "lua/grammar.h"
#include "models/catalogue.h"
#include "sim/engine/gate.h"
#include "sim/engine/home.h"
#include "sim/engine/plan.h"

enum { TEXT_MOST = 2000 };

// A choice of words: "a"|"b".
static void put_words(const char *const *words) {
    for (int i = 0; words[i]; i++) printf("%s\"%s\"", i ? "|" : "", words[i]);
}

static void put_type(const struct setting *row) {
    static const char *const types[] = {
        [SETTING_NUMBER] = "number", [SETTING_COUNT] = "integer", [SETTING_FLAG] = "boolean",
        [SETTING_TEXT] = "string",   [SETTING_FILE] = "string",   [SETTING_SERIES] = "number[]"};
    if (row->type == SETTING_CHOICE)
        put_words(row->choices);
    else
        printf("%s", types[row->type]);
}

// `optional`: what may be left out, and then has its default.
static void put_field(const struct setting *row, const struct setting_table *table, bool optional) {
    printf("---@field %s%s ", row->name, optional ? "?" : "");
    put_type(row);
    const char *unit = setting_unit(row);
    printf(" %s%s%s%s", row->meaning, unit[0] ? " (" : "", unit, unit[0] ? ")" : "");
    if (optional) {
        char text[TEXT_MOST], allowed[TEXT_MOST];
        void *block = setting_defaults(*table);
        printf("; default %s", setting_print(row, block, text, sizeof text));
        setting_free(*table, block);
        printf(", allowed %s", setting_allowed(row, allowed, sizeof allowed));
    }
    printf("\n");
}

static void put_fields(const struct setting_table *table, bool optional) {
    for (size_t i = 0; i < table->count; i++) put_field(&table->rows[i], table, optional);
}

static void put_parts(const struct grammar_part *parts) {
    for (; parts->name; parts++)
        if (parts->luals) printf("---@field %s? %s %s\n", parts->name, parts->luals, parts->meaning);
}

static void put_section(const struct kind *kind) {
    printf("\n---%s\n---@class (exact) maru.%s\n", kind->summary, kind->name);
    put_fields(&kind->settings, true);
}

// A kind of appliance or party is a function of its settings; its own name may be among them.
static void put_kind(const struct kind *kind) {
    put_section(kind);
    if (!setting_find(kind->settings, "name")) printf("---@field name? string what this scenario calls it\n");
    printf("\n---%s\n---@param settings maru.%s\n---@return maru.entry\nfunction %s(settings) end\n",
           kind->summary, kind->name, kind->name);
}

static void put_scenario(const struct catalogue *catalogue) {
    printf("\n---@class (exact) maru.world\n---@field [integer] maru.entry appliances and parties\n");
    put_parts(grammar_scenario);
    put_fields(&scenario_section.kind.settings, true);
    for (size_t i = 0; catalogue->sections[i]; i++) {
        const struct kind *kind = &catalogue->sections[i]->kind;
        if (strcmp(kind->name, scenario_section.kind.name) == 0) continue;
        printf("---@field %s? maru.%s|", kind->name, kind->name);
        put_type(&kind->settings.rows[0]);
        printf(" %s\n", kind->summary);
    }
    printf("\n---The world that is lived.\n---@param world maru.world\nfunction scenario(world) end\n");
}

static void put_hook(const struct hook *hook) {
    printf("\n---@class (exact) maru.%s.%s\n", hook->name, hook->view_name);
    put_fields(&hook->view, false);
    if (hook->proposal.count == 0) return;
    printf("\n---@class (exact) maru.%s.answer\n", hook->name);
    put_fields(&hook->proposal, true);
    printf(
        "\n---@class (exact) maru.%s.rule\n---@field name string\n---@field when? table<string, any> what "
        "each fact has to be\n"
        "---@field answer maru.%s.answer\n---@field priority? number\n",
        hook->name, hook->name);
}

static void put_alias(const char *name, const char *const *words) {
    printf("\n---@alias maru.%s ", name);
    put_words(words);
    printf("\n");
}

static void put_promise(void) {
    printf("\n---@class (exact) maru.promise\n---@field [1] string what is promised\n");
    put_parts(grammar_promise);
    printf(
        "\n---What shall hold under every policy.\n---@param promised maru.promise\nfunction "
        "promise(promised) end\n");
}

static void put_policy(const struct catalogue *catalogue) {
    put_alias("rule", gate_rule_names);
    put_alias("form", gate_form_names);
    put_alias("class", gate_class_names);
    printf("\n---@class (exact) maru.rule_within\n");
    put_parts(grammar_rule);
    put_promise();
    printf("\n---@alias maru.said maru.rule|maru.rule_within\n\n---@class (exact) maru.consent\n");
    for (int i = 0; gate_class_names[i]; i++)
        printf("---@field %s? maru.said|table<string, maru.said> %s\n", gate_class_names[i],
               gate_class_meanings[i]);
    printf("---@field every? maru.said each class that has no rule of its own\n");
    printf("\n---@class (exact) maru.home\n");
    put_fields(&home_view, false);
    for (size_t i = 0; catalogue->hooks[i]; i++) put_hook(catalogue->hooks[i]);
    printf("\n---@class (exact) maru.policy\n---@field consent? maru.consent\n");
    put_parts(grammar_policy);
    for (size_t i = 0; catalogue->hooks[i]; i++) {
        const struct hook *hook = catalogue->hooks[i];
        if (hook->rules_only) {
            printf("---@field %s? maru.%s.rule[] %s\n", hook->name, hook->name, hook->summary);
            continue;
        }
        bool answers = hook->proposal.count > 0;
        printf("---@field %s? %sfun(home: maru.home, %s: maru.%s.%s, levers: table<string, number>)",
               hook->name, answers ? "(" : "", hook->view_name, hook->name, hook->view_name);
        if (answers) printf(": maru.%s.answer?)|maru.%s.rule[]", hook->name, hook->name);
        printf(" %s\n", hook->summary);
    }
    printf(
        "\n---A business model and a privacy policy.\n---@param decided maru.policy\nfunction "
        "policy(decided) end\n");
}

static void put_compare(void) {
    printf("\n---@class (exact) maru.compare\n");
    put_parts(grammar_compare);
    printf(
        "\n---Which policies are put side by side, and how often.\n---@param study maru.compare\nfunction "
        "compare(study) end\n");
}

static void put_branch(void) {
    printf("\n---@class (exact) maru.branch\n");
    put_parts(grammar_branch);
    printf(
        "\n---Policies that follow on another during the run.\n---@param futures maru.branch\nfunction "
        "branch(futures) end\n");
}

static void put_sweep(void) {
    printf("\n---@class (exact) maru.sweep\n");
    put_parts(grammar_sweep);
    printf("\n---What `maru sweep` varies.\n---@param study maru.sweep\nfunction sweep(study) end\n");
}

bool luals_print(struct status *status) {
    (void)status;
    const struct catalogue *catalogue = models_catalogue();
    printf(
        "---@meta\n-- SPDX-License-Identifier: GPL-3.0-or-later\n-- Made by maru reference luals: for "
        "editors; nothing "
        "runs it.\n\n---@class maru.entry\n");
    for (size_t i = 0; catalogue->sections[i]; i++)
        if (strcmp(catalogue->sections[i]->kind.name, scenario_section.kind.name) != 0)
            put_section(&catalogue->sections[i]->kind);
    for (size_t i = 0; catalogue->appliances[i]; i++) put_kind(&catalogue->appliances[i]->kind);
    for (size_t i = 0; catalogue->parties[i]; i++) put_kind(&catalogue->parties[i]->kind);
    put_scenario(catalogue);
    put_policy(catalogue);
    put_compare();
    put_branch();
    put_sweep();
    return true;
}
