// SPDX-License-Identifier: GPL-3.0-or-later
// The program `maru`: finds the command and hands over to its file.
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/command/compare.h"
#include "sim/command/list.h"
#include "sim/command/run.h"
#include "sim/engine/status.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

static const struct command {
    const char *name;
    int (*main)(int argc, char **argv);
} commands[] = {{"run", run_main}, {"compare", compare_main}, {"list", list_main}};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

const char *argp_program_version = "maru " MARU_VERSION;

static const char description[] =
    "Maru simulates an economy of smart homes: who gains, who pays, and what is known about whom, under this "
    "business model and this privacy policy?"
    "\vCommands:\n"
    "  maru run FILE        lives through one scenario and prints what came of it\n"
    "  maru compare FILE    compares the policies of a scenario under the same luck\n"
    "  maru list [NAME]     shows every kind and setting, or those of one\n\n"
    "Examples:\n"
    "  maru run scenarios/first.lua\n"
    "  maru run scenarios/pest_leads.lua --policy ask_first --homes 2000 -o ask.h5\n"
    "  maru run scenarios/cool_people.lua --set air_conditioner.placement=cloud\n"
    "  maru compare scenarios/pest_leads.lua\n"
    "  maru list robot_vacuum\n\n"
    "'maru COMMAND --help' shows a command's options. Exit status: 0 well, 1 a fault of the machine (disk, "
    "memory), "
    "2 a mistake in the scenario or on the command line.";

static int refuse_command(const char *given) {
    struct words_nearest nearest = words_nearest_to(given);
    for (int i = 0; i < COMMANDS; i++) words_consider(&nearest, commands[i].name);
    char hint[WORDS_HINT_SIZE];
    fprintf(stderr, "maru: there is no command '%s'%s\nTry 'maru --help'.\n", given,
            words_hint(&nearest, hint));
    return STATUS_SCENARIO;
}

// What is typed becomes names of files, titles and messages.
static void check_arguments(int argc, char **argv) {
    char shown[SHOWN_MOST];
    for (int i = 1; i < argc; i++) {
        if (utf8_is_line(argv[i], strlen(argv[i]))) continue;
        fprintf(stderr, "maru: argument %d, '%s': allowed is UTF-8 in one line, without controls\n", i,
                utf8_quote(argv[i], shown));
        exit(STATUS_SCENARIO);
    }
}

// Stops at the first word that is no option: the command. Its place goes to the input.
static error_t parse_option(int key, char *argument, struct argp_state *state) {
    (void)argument;
    int *place = state->input;
    if (key == ARGP_KEY_ARG) {
        *place = state->next - 1;
        state->next = state->argc;
        return 0;
    }
    if (key == ARGP_KEY_NO_ARGS) argp_usage(state);
    return ARGP_ERR_UNKNOWN;
}

int main(int argc, char **argv) {
    static const struct argp argp = {
        .parser = parse_option, .args_doc = "COMMAND [ARGUMENT...]", .doc = description};
    int place = 0;
    argp_err_exit_status = STATUS_SCENARIO;
    check_arguments(argc, argv);
    argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, &place);
    const char *given = argv[place];
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(given, commands[i].name) != 0) continue;
        char name[40];
        snprintf(name, sizeof name, "maru %s", commands[i].name);
        argv[place] = name;  // what the command's help and messages are signed with
        return commands[i].main(argc - place, argv + place);
    }
    return refuse_command(given);
}
