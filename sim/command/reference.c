// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/reference.h"

#include <stdbool.h>
#include <string.h>

#include "sim/command/luals.h"
#include "sim/command/markdown.h"
#include "sim/command/say.h"
#include "sim/engine/status.h"

// One form of the reference.
static const struct form {
    const char *name;
    bool (*print)(struct status *status);
} forms[] = {{"markdown", markdown_words}, {"kinds", markdown_kinds}, {"luals", luals_print}, {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    const struct form **form = state->input;
    if (key == ARGP_KEY_NO_ARGS) argp_usage(state);
    if (key != ARGP_KEY_ARG) return ARGP_ERR_UNKNOWN;
    if (*form) argp_error(state, "one at a time, not '%s' and '%s'", (*form)->name, argument);
    for (const struct form *each = forms; each->name; each++)
        if (strcmp(each->name, argument) == 0) *form = each;
    if (!*form) argp_error(state, "'%s': there are markdown, kinds and luals", argument);
    return 0;
}

static const struct argp reference_argp = {
    .parser = parse_option,
    .args_doc = "markdown|kinds|luals",
    .doc =
        "Prints the reference of the scenario language: every word (markdown), every setting and metric "
        "of every kind (kinds), or what editors complete by (luals)."
        "\vExample: maru reference luals > maru.lua"};

static int reference_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    const struct form *form = NULL;
    struct status status = {0};
    argp_parse(&reference_argp, argc, argv, 0, NULL, &form);
    if (form->print(&status)) return STATUS_OK;
    say_fault("maru reference: %s", status.message);
    return (int)status.code;
}

const struct command reference_command = {.name = "reference",
                                          .summary = "prints the language's reference, for pages and editors",
                                          .argp = &reference_argp,
                                          .main = reference_main};
