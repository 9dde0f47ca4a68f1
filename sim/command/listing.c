// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/listing.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/catalogue.h"
#include "sim/command/say.h"
#include "sim/engine/gate.h"
#include "sim/engine/home.h"
#include "sim/engine/whereabouts.h"

enum { NAME_LEAST = 16, TEXT_MOST = 1000, INDENT = 2, MORE = 6, BESIDE = INDENT + NAME_LEAST + 2 };

// ---- Settings: two paragraphs each, the numbers, then the meaning and where the default comes from ----

static int widest_name(struct setting_table table) {
    size_t width = NAME_LEAST;
    for (size_t i = 0; i < table.count; i++)
        if (strlen(table.rows[i].name) > width) width = strlen(table.rows[i].name);
    return (int)width;
}

static const char *print_default(const struct setting *row, struct setting_table table, char *buffer,
                                 size_t size) {
    void *block = setting_defaults(table);
    setting_print(row, block, buffer, size);
    setting_free(table, block);
    if (!buffer[0]) snprintf(buffer, size, "\"\"");
    size_t length = strlen(buffer);
    const char *unit = setting_unit(row);
    if (unit[0]) snprintf(buffer + length, size - length, " %s", unit);
    return buffer;
}

static void print_settings(struct setting_table table) {
    int width = widest_name(table);
    for (size_t i = 0; i < table.count; i++) {
        const struct setting *row = &table.rows[i];
        char normal[TEXT_MOST], allowed[TEXT_MOST];
        say(INDENT, MORE, "%-*s  %-12s  %-9s  %s", width, row->name,
            print_default(row, table, normal, sizeof normal), setting_role_name(row->role),
            setting_allowed(row, allowed, sizeof allowed));
        say(MORE, MORE, "%s. Source: %s", row->meaning, row->source);
    }
}

static void print_kind(const struct kind *kind, const char *sort) {
    say(0, 2, "%s (%s): %s", kind->name, sort, kind->summary);
    print_settings(kind->settings);
    printf("\n");
}

// ---- Metrics ----

static void print_metrics(const struct kind *kind, const struct metric *metrics, size_t count) {
    if (count) say(0, 2, "%s:", kind->name);
    for (size_t i = 0; i < count; i++) {
        bool bare = strcmp(metrics[i].unit, "1") == 0;
        say(INDENT, MORE, "%s%s%s%s%s: %s", metrics[i].name, metrics[i].key_result ? " *" : "",
            bare ? "" : " [", bare ? "" : metrics[i].unit, bare ? "" : "]", metrics[i].meaning);
    }
}

void list_metrics(void) {
    const struct catalogue *catalogue = models_catalogue();
    for (size_t i = 0; catalogue->appliances[i]; i++)
        print_metrics(&catalogue->appliances[i]->kind, catalogue->appliances[i]->metrics,
                      catalogue->appliances[i]->metric_count);
    for (size_t i = 0; catalogue->parties[i]; i++)
        print_metrics(&catalogue->parties[i]->kind, catalogue->parties[i]->metrics,
                      catalogue->parties[i]->metric_count);
}

// ---- Hooks ----

// What a hook reads: names, units, meanings. Facts of rules stand without a name before them.
static void print_view(const char *name, struct setting_table view) {
    for (size_t i = 0; i < view.count; i++) {
        const struct setting *row = &view.rows[i];
        const char *unit = setting_unit(row);
        say(INDENT, MORE, "%s%s%-*s  %s%s%s%s", name, name[0] ? "." : "", NAME_LEAST, row->name, row->meaning,
            unit[0] ? " (" : "", unit, unit[0] ? ")" : "");
    }
}

static void print_hook(const struct hook *hook) {
    if (hook->rules_only)
        say(0, 2, "%s (hook, for rules): %s", hook->name, hook->summary);
    else
        say(0, 2, "%s(home, %s, levers) (hook): %s", hook->name, hook->view_name, hook->summary);
    if (!hook->rules_only) print_view("home", home_view);
    print_view(hook->rules_only ? "" : hook->view_name, hook->view);
    say(INDENT, MORE,
        hook->rules_only
            ? "Rules answer with any of these; it is asked in many homes at once, so that no function is:"
        : hook->proposal.count
            ? "A function answers with a table of these, or with nothing; rules with any of them:"
            : "It is told this, and answers nothing.");
    print_settings(hook->proposal);
    printf("\n");
}

void list_hooks(void) {
    for (size_t i = 0; models_catalogue()->hooks[i]; i++) print_hook(models_catalogue()->hooks[i]);
}

// ---- Techniques ----

static bool works_with(const struct kind *kind, const struct technique *technique) {
    for (size_t i = 0; kind->techniques && kind->techniques[i]; i++)
        if (kind->techniques[i] == technique) return true;
    return false;
}

static void add_user(char users[TEXT_MOST], const struct kind *kind, const struct technique *technique) {
    if (!works_with(kind, technique)) return;
    size_t length = strlen(users);
    snprintf(users + length, TEXT_MOST - length, "%s%s", length ? ", " : "", kind->name);
}

static void print_users(const struct technique *technique) {
    char users[TEXT_MOST] = "";
    const struct catalogue *catalogue = models_catalogue();
    for (size_t i = 0; catalogue->appliances[i]; i++)
        add_user(users, &catalogue->appliances[i]->kind, technique);
    for (size_t i = 0; catalogue->parties[i]; i++) add_user(users, &catalogue->parties[i]->kind, technique);
    if (users[0]) say(INDENT, BESIDE, "%-*s  %s", NAME_LEAST, "used by", users);
}

static void print_technique(const struct technique *technique) {
    const char *const said[][2] = {{"senses", technique->senses},     {"trained on", technique->trained_on},
                                   {"consents", technique->consents}, {"costs", technique->costs},
                                   {"scored by", technique->scored},  {"fails", technique->fails}};
    say(0, 2, "%s (technique): %s", technique->name, technique->summary);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        say(INDENT, BESIDE, "%-*s  %s", NAME_LEAST, said[i][0], said[i][1]);
    print_users(technique);
    printf("\n");
}

void list_techniques(void) {
    for (size_t i = 0; models_catalogue()->techniques[i]; i++)
        print_technique(models_catalogue()->techniques[i]);
}

// ---- Kinds ----

void list_sections(void) {
    for (size_t i = 0; models_catalogue()->sections[i]; i++)
        print_kind(&models_catalogue()->sections[i]->kind, "section");
}

void list_appliances(void) {
    for (size_t i = 0; models_catalogue()->appliances[i]; i++)
        print_kind(&models_catalogue()->appliances[i]->kind, "appliance");
}

void list_parties(void) {
    for (size_t i = 0; models_catalogue()->parties[i]; i++)
        print_kind(&models_catalogue()->parties[i]->kind, "party");
}

void list_each(list_taker *take, void *to) {
    const struct catalogue *catalogue = models_catalogue();
    for (size_t i = 0; catalogue->sections[i]; i++) {
        const struct kind *kind = &catalogue->sections[i]->kind;
        take(to, "section", kind->name, kind->summary, kind);
    }
    for (size_t i = 0; catalogue->appliances[i]; i++) {
        const struct kind *kind = &catalogue->appliances[i]->kind;
        take(to, "appliance", kind->name, kind->summary, kind);
    }
    for (size_t i = 0; catalogue->parties[i]; i++) {
        const struct kind *kind = &catalogue->parties[i]->kind;
        take(to, "party", kind->name, kind->summary, kind);
    }
    for (size_t i = 0; catalogue->hooks[i]; i++)
        take(to, "hook", catalogue->hooks[i]->name, catalogue->hooks[i]->summary, NULL);
    for (size_t i = 0; catalogue->techniques[i]; i++)
        take(to, "technique", catalogue->techniques[i]->name, catalogue->techniques[i]->summary, NULL);
}

struct wanted {
    const char *name;
    bool found;
};

static void print_wanted(void *to, const char *sort, const char *name, const char *summary,
                         const struct kind *kind) {
    struct wanted *wanted = to;
    (void)summary;
    if (strcmp(name, wanted->name) != 0) return;
    wanted->found = true;
    if (kind) print_kind(kind, sort);
    for (size_t i = 0; !kind && models_catalogue()->hooks[i]; i++)
        if (strcmp(models_catalogue()->hooks[i]->name, name) == 0) print_hook(models_catalogue()->hooks[i]);
    for (size_t i = 0; !kind && models_catalogue()->techniques[i]; i++)
        if (strcmp(models_catalogue()->techniques[i]->name, name) == 0)
            print_technique(models_catalogue()->techniques[i]);
}

bool list_one(const char *name) {
    struct wanted wanted = {name, false};
    list_each(print_wanted, &wanted);
    return wanted.found;
}

// ---- Equations ----

static void print_equation(const struct submodel *submodel) {
    const struct equation *equation = submodel->equation;
    say(INDENT, MORE, "%s", equation->name);
    say(MORE, MORE, "%s", equation->formula);
    if (equation->letters[0]) say(MORE, MORE, "%s", equation->letters);
    if (submodel->takes[0]) say(MORE, MORE, "from %s", submodel->takes);
    if (submodel->gives[0]) say(MORE, MORE, "gives %s", submodel->gives);
    say(MORE, MORE, "Source: %s", equation->source);
}

static void print_equations(void *to, const char *sort, const char *name, const char *summary,
                            const struct kind *kind) {
    struct wanted *wanted = to;
    if (wanted->name && strcmp(name, wanted->name) != 0) return;
    wanted->found = true;
    if (!kind || (!wanted->name && !kind->submodels.count)) return;
    say(0, 2, "%s (%s): %s", name, sort, summary);
    for (size_t i = 0; i < kind->submodels.count; i++) print_equation(&kind->submodels.rows[i]);
    if (!kind->submodels.count) say(INDENT, MORE, "computes nothing of its own: others read its settings.");
    printf("\n");
}

bool list_equations(const char *name) {
    struct wanted wanted = {name, false};
    list_each(print_equations, &wanted);
    return wanted.found;
}

// ---- Data ----

void list_rules(void) {
    for (int i = 0; gate_rule_names[i]; i++)
        say(INDENT, MORE, "%-*s  %s", NAME_LEAST, gate_rule_names[i], gate_rule_meanings[i]);
}

void list_classes(void) {
    for (int i = 0; gate_class_names[i]; i++)
        say(INDENT, MORE, "%-*s  %s", NAME_LEAST, gate_class_names[i], gate_class_meanings[i]);
}

static void list_forms(void) {
    for (unsigned rawness = DATA_FORMS; rawness-- > 0;)
        for (unsigned form = 0; form < DATA_FORMS; form++)
            if (__builtin_popcount(gate_forms_above((enum data_form)form)) == (int)rawness)
                say(INDENT, MORE, "%-*s  %s", NAME_LEAST, gate_form_names[form], gate_form_meanings[form]);
}

void list_policy(void) {
    say(0, 2,
        "consent = { class = \"rule\" } or { class = { party = \"rule\" } }; every = \"rule\": of each class "
        "without one. Classes of data:");
    list_classes();
    say(0, 2, "Rules:");
    list_rules();
    say(0, 2,
        "Within limits: { rule = \"opt_in\", form = \"label\", epsilon_month = 4, expires_days = 30, "
        "kept_days = "
        "90 }: in no rawer form; noised labels that tell no more in a month; asked again after so many days, "
        "and what has left the homes is deleted after so many. A party's rule may have its own.");
    say(0, 2, "Forms, the rawest last:");
    list_forms();
    say(0, 2,
        "promises = { { \"no image leaves a home\", class = \"image\", never = true } }, and promise { ... } "
        "beside policies: with_consent, form, kept_days, epsilon_month, least_cell; recipient; fatal. What "
        "breaks them "
        "is "
        "counted.");
    say(0, 2,
        "combines = { \"policy\", \"policy\" }, order = \"strictest\" or \"last\": made of others, and of "
        "what "
        "it says itself");
    say(0, 2, "set = { [\"entry.setting\"] = value }: any setting that 'maru list' calls a lever");
    say(0, 2, "levers = { name = { default, least, most, \"meaning\" } }");
    for (size_t i = 0; models_catalogue()->hooks[i]; i++)
        say(0, 2, "%s = function(home, %s, levers) ... end: %s", models_catalogue()->hooks[i]->name,
            models_catalogue()->hooks[i]->view_name, models_catalogue()->hooks[i]->summary);
}

// ---- Examples ----

// The first sentence of the file's first comment, which asks its question. Owned by the caller.
static char *first_comment(const char *path) {
    char line[TEXT_MOST] = "";
    FILE *file = fopen(path, "r");
    for (int i = 0; file && i < 2; i++)
        if (!fgets(line, sizeof line, file)) break;
    if (file) fclose(file);
    line[strcspn(line, "\n")] = '\0';
    return strdup(line + strspn(line, "- "));
}

void list_scenarios(void) {
    char *folder = whereabouts_find(WHEREABOUTS_SHARED, "scenarios"), *pattern;
    if (!folder || asprintf(&pattern, "%s/*.lua", folder) < 0) {
        free(folder);
        say(0, 2, "No examples are installed.");
        return;
    }
    glob_t found = {0};
    say(0, 2, "In %s:", folder);
    if (glob(pattern, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++) {
            char *question = first_comment(found.gl_pathv[i]);
            say(INDENT, MORE, "scenarios/%-20s  %s", strrchr(found.gl_pathv[i], '/') + 1, question);
            free(question);
        }
    globfree(&found);
    free(pattern);
    free(folder);
}
