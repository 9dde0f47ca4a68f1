// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/help.h"

#include <stdio.h>
#include <string.h>

#include "sim/command/listing.h"
#include "sim/command/say.h"
#include "sim/command/topics.h"
#include "sim/engine/words.h"

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    const char **name = state->input;
    if (key != ARGP_KEY_ARG) return ARGP_ERR_UNKNOWN;
    if (*name) argp_error(state, "one topic at a time, not '%s' and '%s'", *name, argument);
    *name = argument;
    return 0;
}

static const struct argp help_argp = {
    .parser = parse_option,
    .args_doc = "[TOPIC]",
    .doc =
        "Explains a command, a topic, or a kind, with an example; without TOPIC it says what there is."
        "\vExample: maru help policy"};

static int show_overview(const struct command *const *all) {
    say(0, 2, "Commands ('maru help COMMAND' shows what one does, and its options):");
    for (size_t i = 0; all[i]; i++) say(2, 6, "%-12s  %s", all[i]->name, all[i]->summary);
    say(0, 2, "\nTopics ('maru help TOPIC' explains one):");
    for (const struct help_topic *topic = topics; topic->name; topic++)
        say(2, 6, "%-12s  %s", topic->name, topic->summary);
    say(0, 2, "\nKinds of appliances and parties are topics, too: 'maru list' shows their names.");
    say(0, 2, "\nExample: maru run scenarios/first.lua");
    return 0;
}

static int show_command(const struct command *command) {
    char name[40];
    snprintf(name, sizeof name, "maru %s", command->name);
    argp_help(command->argp, stdout, ARGP_HELP_STD_HELP & ~(unsigned)ARGP_HELP_EXIT_OK, name);
    return 0;
}

static int show_topic(const struct help_topic *topic) {
    say(0, 2, "%s: %s\n", topic->name, topic->summary);
    say(0, 0, "%s", topic->text);
    printf("\nExample:\n\n");
    say(4, 4, "%s", topic->example);
    if (topic->list) say(0, 2, "\n'maru list %s' shows what there is.", topic->name);
    return 0;
}

static void consider(void *to, const char *sort, const char *name, const char *summary,
                     const struct kind *kind) {
    (void)sort;
    (void)summary;
    (void)kind;
    words_consider(to, name);
}

static int refuse(const char *name, const struct command *const *all) {
    struct words_nearest nearest = words_nearest_to(name);
    for (size_t i = 0; all[i]; i++) words_consider(&nearest, all[i]->name);
    for (const struct help_topic *topic = topics; topic->name; topic++) words_consider(&nearest, topic->name);
    list_each(consider, &nearest);
    char hint[WORDS_HINT_SIZE];
    words_hint(&nearest, hint);
    say_fault("maru help: there is no topic '%s'%s", name,
              hint[0] ? hint : "; 'maru help' shows what there is");
    return STATUS_SCENARIO;
}

static int help_main(int argc, char **argv, const struct command *const *all) {
    const char *name = NULL;
    argp_parse(&help_argp, argc, argv, 0, NULL, &name);
    if (!name) return show_overview(all);
    for (size_t i = 0; all[i]; i++)
        if (strcmp(all[i]->name, name) == 0) return show_command(all[i]);
    const struct help_topic *topic = topic_named(name);
    if (topic) return show_topic(topic);
    return list_one(name) ? STATUS_OK : refuse(name, all);
}

const struct command help_command = {.name = "help",
                                     .summary = "explains a command or a topic, with an example",
                                     .argp = &help_argp,
                                     .main = help_main};
