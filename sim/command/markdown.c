// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/markdown.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/grammar.h"
#include "lua/vocabulary.h"
#include "models/catalogue.h"
#include "sim/command/listing.h"
#include "sim/engine/gate.h"
#include "sim/engine/home.h"
#include "sim/engine/plan.h"
#include "sim/engine/welfare.h"
#include "sim/engine/whereabouts.h"

enum { LINE_MOST = 2000, NAME_MOST = 60 };

// The text, with what Markdown or a table's cell would take for its own hidden from it.
static void put(const char *text) {
    for (; *text; text++) {
        if (strchr("|*<", *text)) putchar('\\');
        putchar(*text);
    }
}

// ---- Words ----

static void put_parts(const char *heading, const struct grammar_part *parts) {
    printf("\n%s\n\n| part | written | what it says |\n|---|---|---|\n", heading);
    for (; parts->name; parts++) printf("| `%s` | `%s` | %s |\n", parts->name, parts->form, parts->meaning);
}

static void put_names(const char *heading, const char *const *names, const char *const *meanings) {
    printf("\n%s\n\n| name | meaning |\n|---|---|\n", heading);
    for (int i = 0; names[i]; i++) printf("| `%s` | %s |\n", names[i], meanings[i]);
}

// ---- Settings ----

static void put_default(const struct setting *row, const struct setting_table *table) {
    void *block = setting_defaults(*table);
    char text[LINE_MOST];
    setting_print(row, block, text, sizeof text);
    setting_free(*table, block);
    const char *unit = setting_unit(row);
    put(text[0] ? text : "\"\"");
    if (unit[0]) printf(" %s", unit);
}

static void put_settings(const struct setting_table *table, bool sources) {
    printf("\n| name | default | allowed | %swhat it says |%s\n|---|---|---|%s---|%s\n",
           sources ? "role | " : "", sources ? " source |" : "", sources ? "---|" : "",
           sources ? "---|" : "");
    for (size_t i = 0; i < table->count; i++) {
        const struct setting *row = &table->rows[i];
        char allowed[LINE_MOST];
        printf("| `%s` | ", row->name);
        put_default(row, table);
        printf(" | ");
        put(setting_allowed(row, allowed, sizeof allowed));
        if (sources) printf(" | %s", setting_role_name(row->role));
        printf(" | ");
        put(row->meaning);
        if (sources) {
            printf(" | ");
            put(row->source);
        }
        printf(" |\n");
    }
}

static void put_view(const char *name, const struct setting_table *view) {
    for (size_t i = 0; i < view->count; i++) {
        const char *unit = setting_unit(&view->rows[i]);
        printf("| `%s.%s` | ", name, view->rows[i].name);
        put(view->rows[i].meaning);
        printf("%s%s%s |\n", unit[0] ? " (" : "", unit, unit[0] ? ")" : "");
    }
}

// ---- Hooks ----

static void put_hook(const struct hook *hook) {
    if (hook->rules_only)
        printf("\n#### `%s = { rules }`\n\n", hook->name);
    else
        printf("\n#### `%s = function(home, %s, levers) ... end`\n\n", hook->name, hook->view_name);
    put(hook->summary);
    printf("\n\n| it reads | what that is |\n|---|---|\n");
    put_view(hook->view_name, &hook->view);
    printf("\n%s\n", hook->proposal.count ? "Its answer:" : "It is told this, and answers nothing.");
    if (hook->proposal.count) put_settings(&hook->proposal, false);
}

static const char rules_form[] =
    "\nA list of rules answers as well, and of some hooks rules alone:\n\n```lua\non_sighting = {\n"
    "    { name = \"often\", when = { alarms_before = { at_least = 2 }, [\"home.trust\"] = { above = 0.3 } "
    "},\n"
    "      answer = { ask = true, reward_tokens = \"levers.reward\" } },\n"
    "    { name = \"at_night\", when = { hour = { below = 7 } }, answer = { ask = false }, priority = 1 },\n"
    "}\n```\n\nA condition says what a fact is, or that it is `above`, `at_least`, `at_most` or `below` a "
    "number, "
    "which may be a lever's. A rule holds when all its conditions do; of those that hold, that of the "
    "highest "
    "`priority` (0) decides, then the one with the most conditions, and what it does not answer keeps its "
    "default. "
    "Rules that may hold at once, rank alike and answer differently are refused, and so is a rule that can "
    "never "
    "decide. The journal names the rule that decided.\n";

static void put_hooks(void) {
    printf(
        "\n### Hooks: questions a policy answers\n\nEvery hook gets the home, what happened, and the "
        "policy's "
        "`levers` by name. Of the home it reads:\n\n| it reads | what that is |\n|---|---|\n");
    put_view("home", &home_view);
    printf("%s", rules_form);
    for (size_t i = 0; models_catalogue()->hooks[i]; i++) put_hook(models_catalogue()->hooks[i]);
}

// ---- Kinds ----

static const char kinds_page[] = "scenarios/KINDS.md";  // beside the page that links to it

static void put_if_of_sort(void *to, const char *sort, const char *name, const char *summary,
                           const struct kind *kind) {
    if (!kind || strcmp(sort, to) != 0) return;
    printf("| [`%s`](%s#%s) | ", name, strrchr(kinds_page, '/') + 1, name);
    put(summary);
    printf(" |\n");
}

static void put_sort(const char *heading, char *sort) {
    printf("\n### %s\n\n| name | what it is |\n|---|---|\n", heading);
    list_each(put_if_of_sort, sort);
}

// ---- Modules and Lua ----

// Its first comment, less the licence; what is indented there becomes code.
static void put_comment(FILE *file) {
    char line[LINE_MOST];
    while (fgets(line, sizeof line, file) && strncmp(line, "--", 2) == 0) {
        const char *text = line + 2 + (line[2] == ' ');
        if (strncmp(text, "SPDX", 4) != 0) printf("%s%s", text[0] == ' ' ? "  " : "", text);
    }
}

static void put_modules(const char *library) {
    char *pattern;
    glob_t found = {0};
    if (asprintf(&pattern, "%s/*.lua", library) < 0) abort();
    glob(pattern, 0, NULL, &found);  // what cannot be read, vocabulary_each tells
    printf("\n### Modules\n\n`require \"name\"` reads `name.lua` beside the scenario, or one of these:\n");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *name = strrchr(found.gl_pathv[i], '/') + 1;
        FILE *file = strcmp(name, "sandbox.lua") == 0 ? NULL : fopen(found.gl_pathv[i], "r");
        if (!file) continue;
        printf("\n#### `require \"%.*s\"`\n\n", (int)(strlen(name) - strlen(".lua")), name);
        put_comment(file);
        fclose(file);
    }
    globfree(&found);
    free(pattern);
}

// A line for Lua's own names and one for each library's. `to`: the line so far, by the library's name.
static void put_there(void *to, const char *name, const char *instead) {
    char *line = to;
    if (instead) return;
    size_t length = strcspn(name, ".") * (strchr(name, '.') != NULL);
    bool same = line[0] && strlen(line + 1) == length && strncmp(line + 1, name, length) == 0;
    printf("%s`%s`", same ? ", " : line[0] ? "\n- " : "- ", name);
    snprintf(line, NAME_MOST, "+%.*s", (int)length, name);
}

static void put_left_out(void *to, const char *name, const char *instead) {
    (void)to;
    if (instead) printf("| `%s` | %s |\n", name, instead);
}

static bool put_lua(const char *library, struct status *status) {
    char line[NAME_MOST] = "";
    printf("\n### What a scenario has of Lua\n\n");
    if (!vocabulary_each(library, put_there, line, status)) return false;
    printf(
        "\n\nTables are walked through in the order of their keys, chance follows the seed, and work is "
        "counted: a "
        "script that would not end is refused.\n\nWhat it has not:\n\n| name | instead |\n|---|---|\n");
    return vocabulary_each(library, put_left_out, NULL, status);
}

bool markdown_words(struct status *status) {
    char *library = whereabouts_find(WHEREABOUTS_SHARED, "lua");
    if (!library) return status_fail(status, STATUS_MACHINE, "the folder of the Lua library is not there");
    put_parts("### Words of a file", grammar_words);
    put_parts(
        "### Parts of `scenario { ... }`\n\nBeside these: the settings of the frame, a key for each section, "
        "and a list of "
        "appliances and parties.",
        grammar_scenario);
    const struct kind *frame = &scenario_section.kind;
    put_settings(&frame->settings, false);
    put_parts("### Parts of `policy { ... }`\n\nBeside these: a function for each hook.", grammar_policy);
    put_parts("### Parts of a rule of consent, written as a table", grammar_rule);
    put_parts(
        "### Parts of `promise { ... }`, and of what a policy promises\n\nBehind the text of what is "
        "promised.",
        grammar_promise);
    put_parts("### Parts of `compare { ... }`", grammar_compare);
    put_parts("### Parts of `branch { ... }`", grammar_branch);
    put_parts("### Parts of `sweep { ... }`", grammar_sweep);
    put_names("### Data classes", gate_class_names, gate_class_meanings);
    put_names("### Consent rules", gate_rule_names, gate_rule_meanings);
    put_names("### Forms in which data leave", gate_form_names, gate_form_meanings);
    put_hooks();
    put_sort("Sections: parts of the world that are settings only", "section");
    put_sort("Appliances: what acts in a home", "appliance");
    put_sort("Parties: firms, schools and public bodies", "party");
    put_modules(library);
    bool good = put_lua(library, status);
    free(library);
    return good;
}

// ---- Everything of every kind ----

static void put_metrics(const struct metric *metrics, size_t count) {
    if (count)
        printf(
            "\nIts series in the run file are called ENTRY\\_NAME; key results are marked with a star.\n\n"
            "| series | unit | what is counted |\n|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        printf("| `%s`%s | %s | ", metrics[i].name, metrics[i].key_result ? " \\*" : "", metrics[i].unit);
        put(metrics[i].meaning);
        printf(" |\n");
    }
}

// A list of names, each as code.
static void put_list(const char *word, const char *list) {
    if (!list[0]) return;
    printf(" %s ", word);
    for (const char *end; (end = strstr(list, ", ")); list = end + 2)
        printf("`%.*s`, ", (int)(end - list), list);
    printf("`%s`.", list);
}

static void put_equation(const struct submodel *submodel) {
    const struct equation *equation = submodel->equation;
    printf("- **");
    put(equation->name);
    printf("**: `%s`\n ", equation->formula);
    if (equation->letters[0]) {
        printf(" ");
        put(equation->letters);
        printf(".");
    }
    put_list("From", submodel->takes);
    put_list("Gives", submodel->gives);
    printf(" Source: ");
    put(equation->source);
    printf("\n");
}

static void put_worths(const struct welfare_source *const *worths) {
    if (worths) printf("\nWhat it is worth to families, in the run file's group `welfare`:\n\n");
    for (; worths && *worths; worths++) {
        printf("- %s (%s): ", (*worths)->name, welfare_kind_names[(*worths)->kind]);
        put((*worths)->meaning);
        printf("\n");
    }
}

static void put_kind(const struct kind *kind, const struct metric *metrics, size_t metric_count) {
    printf("\n### %s\n\n", kind->name);
    put(kind->summary);
    printf("\n");
    if (kind->settings.count) put_settings(&kind->settings, true);
    put_metrics(metrics, metric_count);
    put_worths(kind->worths);
    if (kind->submodels.count) printf("\nWhat it computes:\n\n");
    for (size_t i = 0; i < kind->submodels.count; i++) put_equation(&kind->submodels.rows[i]);
}

bool markdown_kinds(struct status *status) {
    (void)status;
    const struct catalogue *catalogue = models_catalogue();
    printf(
        "# Every setting and every equation of everything\n\nPrinted by `maru reference kinds`; a test "
        "compares. *World*: the "
        "scenario "
        "decides it. *Lever*: a party, so policies can set it.\n*Uncertain*: nobody; to be varied.\n\n## "
        "Sections\n");
    for (size_t i = 0; catalogue->sections[i]; i++) put_kind(&catalogue->sections[i]->kind, NULL, 0);
    printf("\n## Appliances\n");
    for (size_t i = 0; catalogue->appliances[i]; i++)
        put_kind(&catalogue->appliances[i]->kind, catalogue->appliances[i]->metrics,
                 catalogue->appliances[i]->metric_count);
    printf("\n## Parties\n");
    for (size_t i = 0; catalogue->parties[i]; i++)
        put_kind(&catalogue->parties[i]->kind, catalogue->parties[i]->metrics,
                 catalogue->parties[i]->metric_count);
    return true;
}
