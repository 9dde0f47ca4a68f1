// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/command/listing.h"
#include "sim/command/say.h"
#include "sim/command/topics.h"
#include "sim/engine/words.h"

static const char all[] = "all";  // as a name: everything

struct list_options {
    const char *name;
    bool equations;
};

enum { OPTION_EQUATIONS = 256 };
static const struct argp_option list_option_rows[] = {
    {"equations", OPTION_EQUATIONS, NULL, 0,
     "What a kind computes: its equations with their sources, what goes in and what comes out", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct list_options *options = state->input;
    if (key == OPTION_EQUATIONS) options->equations = true;
    if (key != ARGP_KEY_ARG) return key == OPTION_EQUATIONS ? 0 : ARGP_ERR_UNKNOWN;
    if (options->name) argp_error(state, "one name at a time, not '%s' and '%s'", options->name, argument);
    options->name = argument;
    return 0;
}

static const struct argp list_argp = {.options = list_option_rows,
                                      .parser = parse_option,
                                      .args_doc = "[NAME]",
                                      .doc =
                                          "Shows what there is: NAME is a topic, a kind, a section, a "
                                          "hook or a technique; 'all' is everything, and without NAME the "
                                          "names are shown."
                                          "\vEach setting: name, default with unit, who decides it, what is "
                                          "allowed; then its meaning and the source of "
                                          "the default. World: the scenario. Lever: a party, so policies can "
                                          "set it. Uncertain: nobody; to be varied.\n\n"
                                          "Example: maru list robot_vacuum\n"
                                          "         maru list robot_vacuum --equations"};

// ---- Names only ----

struct names {
    const char *sort;
    char *text;
    size_t size;
    FILE *out;
};

static void take_name(void *to, const char *sort, const char *name, const char *summary,
                      const struct kind *kind) {
    struct names *names = to;
    (void)summary;
    (void)kind;
    if (strcmp(sort, names->sort) == 0) fprintf(names->out, "%s%s", ftell(names->out) ? ", " : "", name);
}

static void say_names(const char *topic, const char *sort) {
    struct names names = {.sort = sort};
    names.out = open_memstream(&names.text, &names.size);
    if (!names.out) abort();
    list_each(take_name, &names);
    fclose(names.out);
    say(0, 2, "%s: %s", topic, names.text);
    free(names.text);
}

static int list_names(void) {
    say_names("sections", "section");
    say_names("appliances", "appliance");
    say_names("parties", "party");
    say_names("hooks", "hook");
    say_names("techniques", "technique");
    say(0, 2, "\nTopics:");
    for (const struct help_topic *topic = topics; topic->name; topic++)
        if (topic->list) say(2, 6, "%-12s  %s", topic->name, topic->summary);
    say(0, 2, "\n'maru list NAME' shows all that is known of one; 'maru list all' everything.");
    return STATUS_OK;
}

// ---- Everything, or one ----

static int list_all(void) {
    list_sections();
    list_appliances();
    list_parties();
    list_hooks();
    list_techniques();
    list_policy();
    return STATUS_OK;
}

static void consider(void *to, const char *sort, const char *name, const char *summary,
                     const struct kind *kind) {
    (void)sort;
    (void)summary;
    (void)kind;
    words_consider(to, name);
}

static int refuse(const char *name) {
    struct words_nearest nearest = words_nearest_to(name);
    list_each(consider, &nearest);
    for (const struct help_topic *topic = topics; topic->name; topic++)
        if (topic->list) words_consider(&nearest, topic->name);
    words_consider(&nearest, all);
    char hint[WORDS_HINT_SIZE];
    words_hint(&nearest, hint);
    say_fault("maru list: there is nothing called '%s'%s", name,
              hint[0] ? hint : "; 'maru list' shows the names");
    return STATUS_SCENARIO;
}

static int list_main(int argc, char **argv, const struct command *const *commands) {
    (void)commands;
    struct list_options options = {0};
    argp_parse(&list_argp, argc, argv, 0, NULL, &options);
    const char *name = options.name;
    if (options.equations)
        return list_equations(name && strcmp(name, all) == 0 ? NULL : name) ? STATUS_OK : refuse(name);
    if (!name) return list_names();
    if (strcmp(name, all) == 0) return list_all();
    const struct help_topic *topic = topic_named(name);
    if (topic && topic->list)
        topic->list();
    else if (!list_one(name))
        return refuse(name);
    return STATUS_OK;
}

const struct command list_command = {.name = "list",
                                     .summary = "shows every kind, setting and topic, or one",
                                     .argp = &list_argp,
                                     .main = list_main};
