// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/list.h"

#include <argp.h>
#include <stdio.h>
#include <string.h>

#include "models/catalogue.h"
#include "sim/engine/gate.h"
#include "sim/engine/home.h"
#include "sim/engine/words.h"

enum { NAME_LEAST = 16, TEXT_MOST = 300 };

// One table of settings. Two lines each: the numbers, then the meaning and where the default comes from.

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
        printf("  %-*s  %-22s  %-9s  %s\n", width, row->name,
               print_default(row, table, normal, sizeof normal), setting_role_name(row->role),
               setting_allowed(row, allowed, sizeof allowed));
        printf("  %-*s  %s. Source: %s\n", width, "", row->meaning, row->source);
    }
}

static void print_kind(const struct kind *kind, const char *family) {
    printf("%s (%s): %s\n", kind->name, family, kind->summary);
    print_settings(kind->settings);
    printf("\n");
}

// What a hook reads: names, units, meanings.
static void print_view(const char *name, struct setting_table view) {
    for (size_t i = 0; i < view.count; i++) {
        const struct setting *row = &view.rows[i];
        const char *unit = setting_unit(row);
        printf("  %s.%-*s  %s%s%s%s\n", name, NAME_LEAST, row->name, row->meaning, unit[0] ? " (" : "", unit,
               unit[0] ? ")" : "");
    }
}

static void print_hook(const struct hook *hook) {
    printf("%s(home, %s, levers) (hook): %s\n", hook->name, hook->view_name, hook->summary);
    print_view("home", home_view);
    print_view(hook->view_name, hook->view);
    printf("  It answers with a table of these, or with nothing:\n");
    print_settings(hook->proposal);
    printf("\n");
}

static void print_names(const char *title, const char *const *names) {
    printf("%s:", title);
    for (int i = 0; names[i]; i++) printf("%s %s", i ? "," : "", names[i]);
    printf("\n");
}

static void print_consent(void) {
    printf(
        "consent (of a policy): consent = { data_class = \"rule\" } or { data_class = { party = \"rule\" } "
        "}\n");
    print_names("  data classes", gate_class_names);
    print_names("  rules", gate_rule_names);
    printf("\n");
}

// What is asked for: everything (NULL), a family or one name. Counts what it printed and what came near.
struct request {
    const char *name;
    size_t printed;
    struct words_nearest nearest;
};

static bool wanted(struct request *request, const char *family, const char *name) {
    if (request->name) {
        words_consider(&request->nearest, family);
        words_consider(&request->nearest, name);
        if (strcmp(request->name, family) != 0 && strcmp(request->name, name) != 0) return false;
    }
    request->printed++;
    return true;
}

static void print_wanted(struct request *request, const struct catalogue *catalogue) {
    for (size_t i = 0; catalogue->sections[i]; i++)
        if (wanted(request, "sections", catalogue->sections[i]->kind.name))
            print_kind(&catalogue->sections[i]->kind, "section");
    for (size_t i = 0; catalogue->appliances[i]; i++)
        if (wanted(request, "appliances", catalogue->appliances[i]->kind.name))
            print_kind(&catalogue->appliances[i]->kind, "appliance");
    for (size_t i = 0; catalogue->parties[i]; i++)
        if (wanted(request, "parties", catalogue->parties[i]->kind.name))
            print_kind(&catalogue->parties[i]->kind, "party");
    for (size_t i = 0; catalogue->hooks[i]; i++)
        if (wanted(request, "hooks", catalogue->hooks[i]->name)) print_hook(catalogue->hooks[i]);
    if (wanted(request, "policies", "consent")) print_consent();
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct request *request = state->input;
    if (key != ARGP_KEY_ARG) return ARGP_ERR_UNKNOWN;
    if (request->name) argp_error(state, "one name at a time, not '%s' and '%s'", request->name, argument);
    request->name = argument;
    return 0;
}

int list_main(int argc, char **argv) {
    static const struct argp argp = {
        .parser = parse_option,
        .args_doc = "[NAME]",
        .doc =
            "Shows every kind and setting, or those of NAME: a kind, a section, a hook, 'consent', or one of "
            "sections, appliances, parties, hooks."
            "\vEach setting: name, default with unit, who decides it, what is allowed; then its meaning and "
            "the "
            "source of the default. World: the scenario. Lever: a party, so policies can set it. Uncertain: "
            "nobody; "
            "to be varied."};
    struct request request = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &request);
    request.nearest = words_nearest_to(request.name ? request.name : "");
    print_wanted(&request, models_catalogue());
    if (request.printed) return STATUS_OK;
    char hint[WORDS_HINT_SIZE];
    fprintf(stderr, "maru list: there is nothing called '%s'%s\n", request.name,
            words_hint(&request.nearest, hint));
    return STATUS_SCENARIO;
}
