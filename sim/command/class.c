// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/class.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lua/lesson_text.h"
#include "models/catalogue.h"
#include "sim/class/rule.h"
#include "sim/class/server.h"
#include "sim/command/keeper.h"
#include "sim/command/options.h"
#include "sim/command/say.h"
#include "sim/engine/whereabouts.h"
#include "sim/serve/qr.h"

static const char first_lesson[] = "scenarios/lessons/does_asking_pay.lua";
enum { USUAL_PORT = 8080 };

struct class_options {
    struct server_asked asked;
    char *lesson, *folder;  // ours
    char *rule;
    bool resumes, made;  // the folder is new
};

enum { KEY_PORT = 2400, KEY_HOST, KEY_RESUME, KEY_JOBS, KEY_RULE };
static const struct argp_option class_rows[] = {
    {"port", KEY_PORT, "N", 0, "the port that browsers ask (8080); 0: any that is free", 0},
    {"host", KEY_HOST, "ADDRESS", 0,
     "where to listen: 0.0.0.0 lets in whoever is in this network; by default only this machine (127.0.0.1)",
     0},
    {"resume", KEY_RESUME, "FOLDER", 0,
     "goes on with the class that is kept there: nothing that was confirmed is lost", 0},
    {"out", 'o', "FOLDER", 0, "where all of the class is kept; by default results/class-<date and time>", 0},
    {"jobs", KEY_JOBS, "N", 0,
     "how many worlds are lived at the same time; by default all, so that their curves grow together", 0},
    {"rule", KEY_RULE, "FILE", 0,
     "instead of a class: what a student's rule decides that a class has kept as FILE (rule-7.lua)", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct class_options *options = state->input;
    switch (key) {
        case KEY_PORT:
            options->asked.port = (uint16_t)options_whole(state, "port", argument, 0, UINT16_MAX);
            return 0;
        case KEY_HOST:
            options->asked.host = argument;
            return 0;
        case KEY_JOBS:
            options->asked.at_once = (int)options_whole(state, "jobs", argument, 1, OPTIONS_MOST_THREADS);
            return 0;
        case KEY_RULE:
            options->rule = argument;
            return 0;
        case KEY_RESUME:
            options->resumes = true;
            // fall through
        case 'o':
            options->asked.folder = argument;
            return 0;
        case ARGP_KEY_ARG:
            if (state->arg_num > 0) argp_error(state, "one lesson at a time, not %s besides", argument);
            options->asked.lesson = argument;
            return 0;
        case ARGP_KEY_END:
            if (options->resumes && options->asked.lesson)
                argp_error(state, "--resume goes on with the lesson that was begun: %s says nothing",
                           options->asked.lesson);
            return 0;
        default:
            return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp class_argp = {
    .options = class_rows,
    .parser = parse_option,
    .args_doc = "[LESSON]",
    .doc =
        "Opens a class: students join with a browser and a code, decide, and every round is lived by the "
        "engine; the teacher's "
        "link opens the console and the wall. Without LESSON: \"Does it pay to ask first?\". All of it is "
        "kept in a folder, and "
        "nothing leaves this machine."
        "\vExample: maru class scenarios/lessons/does_asking_pay.lua --host 0.0.0.0"};

// ---- Where it is kept ----

static bool find_lesson(struct class_options *options, struct status *status) {
    if (options->resumes || options->asked.lesson) return true;
    options->asked.lesson = options->lesson = whereabouts_find(WHEREABOUTS_SHARED, first_lesson);
    return options->lesson ||
           status_fail(status, STATUS_MACHINE, "%s is missing: install Maru anew", first_lesson);
}

static bool prepare(struct class_options *options, struct status *status) {
    if (!find_lesson(options, status)) return false;
    if (options->resumes) return true;
    if (!options->asked.folder)
        options->asked.folder = options->folder = keeper_default_folder("class", status);
    options->made = status->code == STATUS_OK && keeper_make_folder(options->asked.folder, status);
    return options->made;
}

// ---- Open ----

static void say_doors(const struct server *server) {
    if (isatty(STDOUT_FILENO)) qr_print(server_url(server), stdout);
    printf(
        "Students:  %s   code %s\nTeacher:   %steacher#%s\nWall:      %swall\nCtrl-C ends the class; it can "
        "go on later.\n",
        server_url(server), server_code(server), server_url(server), server_teacher_key(server),
        server_url(server));
    fflush(stdout);
}

static void say_farewell(const struct server *server, const char *folder) {
    if (server_was_wiped(server))
        say(0, 0, "The class was wiped: nothing of it is left.");
    else
        say(0, 0, "The class is kept. It goes on with: maru class --resume %s", folder);
}

static void hold(struct class_options *options, struct status *status) {
    enum { WAIT_MS = 50 };
    struct server *server = server_create(&options->asked, status);
    if (!server && options->made) keeper_wipe(options->asked.folder);
    if (!server) return;
    keeper_watch_signals();
    say_doors(server);
    while (!keeper_is_stopped() && server_serve(server, WAIT_MS, status)) continue;
    bool wiped = server_was_wiped(server);
    say_farewell(server, options->asked.folder);
    server_free(server);
    if (wiped) keeper_wipe(options->asked.folder);
}

// ---- A student's rule ----

// Beside the lesson that it requires, so that what is wrong is told without where this machine keeps it.
static void decide_by_rule(char *path, struct status *status) {
    char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (slash) *slash = 0;
    if (slash && chdir(path) < 0) status_fail(status, STATUS_SCENARIO, "%s: %s", path, strerror(errno));
    bool ready = status->code == STATUS_OK && rule_confine(status);
    char *decision = ready ? lesson_text_decision(name, models_catalogue(), status) : NULL;
    if (decision) puts(decision);
    free(decision);
}

static int class_main(int argc, char **argv, const struct command *const *all) {
    struct class_options options = {.asked = {.host = "127.0.0.1", .port = USUAL_PORT}};
    struct status status = {0};
    (void)all;
    argp_parse(&class_argp, argc, argv, 0, NULL, &options);
    if (options.rule)
        decide_by_rule(options.rule, &status);
    else if (prepare(&options, &status))
        hold(&options, &status);
    free(options.lesson);
    free(options.folder);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command class_command = {.name = "class",
                                      .summary = "opens a business game for a school class, in browsers",
                                      .argp = &class_argp,
                                      .main = class_main};
