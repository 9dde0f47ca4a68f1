// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/explore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/command/keeper.h"
#include "sim/command/options.h"
#include "sim/command/say.h"
#include "sim/explore/desk.h"
#include "sim/explore/explorer.h"

enum { USUAL_PORT = 8080, USUAL_AT_ONCE = 2 };

struct explore_options {
    struct explorer_asked asked;
    char *scenario, *folder;  // ours
};

enum { KEY_PORT = 2500, KEY_HOST, KEY_JOBS, KEY_THREADS };
static const struct argp_option explore_rows[] = {
    {"port", KEY_PORT, "N", 0, "the port that the browser asks (8080); 0: any that is free", 0},
    {"host", KEY_HOST, "ADDRESS", 0,
     "where to listen: 0.0.0.0 lets in whoever is in this network and has the link; by default only this "
     "machine (127.0.0.1)",
     0},
    {"out", 'o', "FOLDER", 0, "where runs are kept; by default results/explore-<date and time>", 0},
    {"jobs", KEY_JOBS, "N", 0, "how many runs are lived at the same time (2)", 0},
    {"threads", KEY_THREADS, "N", 0,
     "threads of each; by default the processors are shared out; the result does not depend on it", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct explore_options *options = state->input;
    switch (key) {
        case KEY_PORT:
            options->asked.port = (uint16_t)options_whole(state, "port", argument, 0, UINT16_MAX);
            return 0;
        case KEY_HOST:
            options->asked.host = argument;
            return 0;
        case KEY_JOBS:
            options->asked.at_once = (int)options_whole(state, "jobs", argument, 1, DESK_RUNS_MOST);
            return 0;
        case KEY_THREADS:
            options->asked.threads = (int)options_whole(state, "threads", argument, 1, OPTIONS_MOST_THREADS);
            return 0;
        case 'o':
            options->asked.folder = argument;
            return 0;
        case ARGP_KEY_ARG:
            if (state->arg_num > 0) argp_error(state, "one scenario at a time, not %s besides", argument);
            options->asked.scenario = argument;
            return 0;
        case ARGP_KEY_END:
            if (!options->asked.scenario)
                argp_error(state, "which scenario? Name a file, for example scenarios/pest_leads.lua");
            return 0;
        default:
            return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp explore_argp = {.options = explore_rows,
                                         .parser = parse_option,
                                         .args_doc = "FILE",
                                         .doc =
                                             "Opens a page in the browser for one who explores the scenario "
                                             "alone: policies, every setting and lever of its "
                                             "kinds with unit, range and meaning, runs whose curves grow as "
                                             "they are lived, side by side with what came out "
                                             "and what was set otherwise. At most 12 runs are kept; for "
                                             "another one the oldest that is not pinned goes. Each "
                                             "may be taken along as a run file, a report, a command line, "
                                             "Lua, or a link that holds all that was set."
                                             "\vExample: maru explore scenarios/pest_leads.lua"};

static void find_scenario(struct explore_options *options) {
    options->scenario = options_find_example(options->asked.scenario);
    if (options->scenario) options->asked.scenario = options->scenario;
}

static bool prepare(struct explore_options *options, struct status *status) {
    find_scenario(options);
    if (!options->asked.threads) {
        int processors = options_threads(&(struct options){0});
        options->asked.threads = (processors + options->asked.at_once - 1) / options->asked.at_once;
    }
    if (!options->asked.folder)
        options->asked.folder = options->folder = keeper_default_folder("explore", status);
    return status->code == STATUS_OK && keeper_make_folder(options->asked.folder, status);
}

static void say_farewell(int runs, const char *folder) {
    if (runs)
        say(0, 0, "%d run%s kept in %s", runs, runs == 1 ? " is" : "s are", folder);
    else
        keeper_wipe(folder);
}

static void hold(const struct explorer_asked *asked, struct status *status) {
    enum { WAIT_MS = 50 };
    struct explorer *explorer = explorer_create(asked, status);
    if (!explorer) {
        keeper_wipe(asked->folder);
        return;
    }
    keeper_watch_signals();
    printf("Open %s\nCtrl-C ends it.\n", explorer_url(explorer));
    fflush(stdout);
    while (!keeper_is_stopped()) explorer_serve(explorer, WAIT_MS);
    int runs = explorer_runs(explorer);
    explorer_free(explorer);
    say_farewell(runs, asked->folder);
}

static int explore_main(int argc, char **argv, const struct command *const *all) {
    struct explore_options options = {
        .asked = {.host = "127.0.0.1", .port = USUAL_PORT, .at_once = USUAL_AT_ONCE}};
    struct status status = {0};
    (void)all;
    argp_parse(&explore_argp, argc, argv, 0, NULL, &options);
    if (prepare(&options, &status)) hold(&options.asked, &status);
    free(options.scenario);
    free(options.folder);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command explore_command = {.name = "explore",
                                        .summary = "opens a page to try policies and settings of a scenario",
                                        .argp = &explore_argp,
                                        .main = explore_main};
