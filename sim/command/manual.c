// SPDX-License-Identifier: GPL-3.0-or-later
// In the language of man(7). What help prints wrapped is printed here marked up; nothing is said twice.
#include "sim/command/manual.h"

#include <stdio.h>
#include <string.h>

#include "sim/command/topics.h"
#include "sim/engine/status.h"

static const struct argp manual_argp = {.doc =
                                            "Prints the manual page maru(1), as it is installed."
                                            "\vExample: maru manual | man -l -"};

// The text, `length` bytes at most, with what man(7) would take for its own hidden from it.
static void put(const char *text, size_t length) {
    bool line_begins = true;
    for (size_t i = 0; i < length && text[i]; i++) {
        if (line_begins && (text[i] == '.' || text[i] == '\'')) printf("\\&");
        if (text[i] == '\\')
            printf("\\e");
        else if (text[i] == '-')
            printf("\\-");
        else
            putchar(text[i]);
        line_begins = text[i] == '\n';
    }
}

static void put_lines(const char *text) {
    printf(".nf\n.RS\n");
    put(text, SIZE_MAX);
    printf("\n.RE\n.fi\n");
}

static void put_option(const struct argp_option *option) {
    printf(".TP\n");
    if (option->key > ' ' && option->key < 127) printf("\\fB\\-%c\\fR, ", option->key);
    printf("\\fB\\-\\-");
    put(option->name, SIZE_MAX);
    printf("\\fR%s%s%s\n", option->arg ? "=\\fI" : "", option->arg ? option->arg : "",
           option->arg ? "\\fR" : "");
    put(option->doc, SIZE_MAX);
    printf("\n");
}

static void put_options(const struct argp *argp) {
    for (const struct argp_option *option = argp->options; option && option->name; option++)
        put_option(option);
    for (const struct argp_child *child = argp->children; child && child->argp; child++)
        put_options(child->argp);
}

// What stands before \v, the options, what stands behind it.
static void put_command(const struct command *command) {
    const char *doc = command->argp->doc, *rest = strchr(doc, '\v');
    printf(".SS \"maru %s%s%s\"\n", command->name,
           command->argp->options || command->argp->children ? " [OPTION...] " : " ",
           command->argp->args_doc ? command->argp->args_doc : "");
    put(doc, rest ? (size_t)(rest - doc) : SIZE_MAX);
    printf("\n");
    put_options(command->argp);
    if (!rest) return;
    printf(".PP\n");
    put(rest + 1, SIZE_MAX);
    printf("\n");
}

static int manual_main(int argc, char **argv, const struct command *const *all) {
    argp_parse(&manual_argp, argc, argv, 0, NULL, NULL);
    printf(".\\\" Made by maru manual.\n.TH MARU 1 \"\" \"maru " MARU_VERSION "\" \"User Commands\"\n");
    printf(".SH NAME\nmaru \\- simulates an economy of smart homes\n");
    printf(".SH SYNOPSIS\n.B maru\n\\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n");
    printf(
        ".SH DESCRIPTION\nWho gains, who pays, and what is known about whom, under this business model and "
        "this "
        "privacy policy?\n.SH COMMANDS\n");
    for (size_t i = 0; all[i]; i++) put_command(all[i]);
    printf(".SH TOPICS\n");
    for (const struct help_topic *topic = topics; topic->name; topic++) {
        printf(".SS \"%s: ", topic->name);
        put(topic->summary, SIZE_MAX);
        printf("\"\n");
        put(topic->text, SIZE_MAX);
        printf("\n");
        put_lines(topic->example);
    }
    printf(
        ".SH EXIT STATUS\n0 well, 1 a fault of the machine (disk, memory), 2 a mistake in the scenario or on "
        "the command "
        "line.\n");
    return STATUS_OK;
}

const struct command manual_command = {
    .name = "manual", .summary = "prints the manual page", .argp = &manual_argp, .main = manual_main};
