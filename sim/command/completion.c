// SPDX-License-Identifier: GPL-3.0-or-later
// A script for bash. All names stand in it, so that a press of the tab key starts no program.
#include "sim/command/completion.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "sim/command/listing.h"
#include "sim/command/topics.h"
#include "sim/engine/status.h"

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    bool *given = state->input;
    if (key == ARGP_KEY_NO_ARGS) argp_usage(state);
    if (key != ARGP_KEY_ARG) return ARGP_ERR_UNKNOWN;
    if (*given || strcmp(argument, "bash") != 0) argp_error(state, "'%s': there is bash", argument);
    *given = true;
    return 0;
}

static const struct argp completion_argp = {
    .parser = parse_option,
    .args_doc = "bash",
    .doc =
        "Prints what completes Maru's command lines in bash: commands, options, names of kinds and settings."
        "\vExample: source <(maru completion bash)"};

static void put_options(const struct argp *argp) {
    for (const struct argp_option *option = argp->options; option && option->name; option++)
        printf("--%s%s ", option->name, option->arg ? "=" : "");
    for (const struct argp_child *child = argp->children; child && child->argp; child++)
        put_options(child->argp);
}

static void put_name(void *to, const char *sort, const char *name, const char *summary,
                     const struct kind *kind) {
    (void)to;
    (void)sort;
    (void)summary;
    (void)kind;
    printf("%s ", name);
}

static void put_settings(void *to, const char *sort, const char *name, const char *summary,
                         const struct kind *kind) {
    (void)to;
    (void)sort;
    (void)summary;
    for (size_t i = 0; kind && i < kind->settings.count; i++)
        printf("%s.%s= ", name, kind->settings.rows[i].name);
}

// What may stand where a command takes no option: files, names, or a word.
static void put_arguments(const struct command *command, const struct command *const *all) {
    const char *takes = command->argp->args_doc;
    if (!takes || isupper((unsigned char)takes[0])) return;  // FILE|FOLDER
    if (takes[0] != '[') {
        for (; *takes; takes++) putchar(*takes == '|' ? ' ' : *takes);
        return;
    }
    for (const struct help_topic *topic = topics; topic->name; topic++) printf("%s ", topic->name);
    if (strcmp(takes, "[TOPIC]") == 0)
        for (size_t i = 0; all[i]; i++) printf("%s ", all[i]->name);
    list_each(put_name, NULL);
}

static void put_command(const struct command *command, const struct command *const *all) {
    printf("        %s)\n            options='", command->name);
    put_options(command->argp);
    printf("--help'\n            names='");
    put_arguments(command, all);
    printf("' ;;\n");
}

static int completion_main(int argc, char **argv, const struct command *const *all) {
    bool given = false;
    argp_parse(&completion_argp, argc, argv, 0, NULL, &given);
    printf(
        "# Made by maru completion bash.\n_maru() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options= names=\n"
        "    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; all[i]; i++) put_command(all[i], all);
    printf("    esac\n    if ((COMP_CWORD == 1)); then options='--help --version' names='");
    for (size_t i = 0; all[i]; i++) printf("%s ", all[i]->name);
    printf("'; fi\n    if [[ $before == --set ]]; then\n        names='");
    list_each(put_settings, NULL);
    printf(
        "'\n    elif [[ $word == -* ]]; then\n        names=$options\n    fi\n"
        "    COMPREPLY=($(compgen -W \"$names\" -- \"$word\"))\n"
        "    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n"
        "    [[ -n $names ]] || compopt -o default\n"
        "}\ncomplete -F _maru maru\n");
    return STATUS_OK;
}

const struct command completion_command = {.name = "completion",
                                           .summary = "prints what completes command lines in bash",
                                           .argp = &completion_argp,
                                           .main = completion_main};
