// SPDX-License-Identifier: GPL-3.0-or-later
// The program `maru`: finds the command and hands over to its file.
#include <argp.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "analysis/screen.h"
#include "sim/command/calibrate.h"
#include "sim/command/class.h"
#include "sim/command/compare.h"
#include "sim/command/completion.h"
#include "sim/command/diff.h"
#include "sim/command/doc.h"
#include "sim/command/explore.h"
#include "sim/command/export.h"
#include "sim/command/help.h"
#include "sim/command/list.h"
#include "sim/command/manual.h"
#include "sim/command/plot.h"
#include "sim/command/reference.h"
#include "sim/command/report_page.h"
#include "sim/command/robust.h"
#include "sim/command/run.h"
#include "sim/command/say.h"
#include "sim/command/sweep.h"
#include "sim/command/verify.h"
#include "sim/command/why.h"
#include "sim/engine/status.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

static const struct command *const commands[] = {
    &run_command,    &compare_command, &sweep_command,      &robust_command,    &calibrate_command,
    &export_command, &report_command,  &plot_command,       &why_command,       &diff_command,
    &verify_command, &doc_command,     &class_command,      &explore_command,   &list_command,
    &help_command,   &manual_command,  &completion_command, &reference_command, NULL};

const char *argp_program_version = "maru " MARU_VERSION;

static const char description[] =
    "Maru simulates an economy of smart homes: who gains, who pays, and what is known about whom, under this "
    "business model and this privacy policy?"
    "\vExamples:\n"
    "  maru run scenarios/first.lua\n"
    "  maru run scenarios/pest_leads.lua --policy ask_first --homes 2000\n"
    "  maru run scenarios/cool_people.lua --set air_conditioner.placement=cloud\n"
    "  maru compare scenarios/pest_leads.lua\n"
    "  maru help policy\n\n"
    "Exit status: 0 well, 1 a fault of the machine (disk, memory), 2 a mistake in the scenario or on the "
    "command line. Of diff and verify: 0 the same, 1 different, 2 it cannot be told.";

// Behind the options: the commands, before the examples.
static char *help_text(int key, const char *text, void *input) {
    (void)input;
    if (key != ARGP_KEY_HELP_POST_DOC) return (char *)text;
    char *whole = NULL;
    size_t size;
    FILE *out = open_memstream(&whole, &size);
    if (!out) return (char *)text;
    fprintf(out, "Commands:\n");
    for (size_t i = 0; commands[i]; i++) fprintf(out, "  %-12s%s\n", commands[i]->name, commands[i]->summary);
    fprintf(out, "'maru help COMMAND' shows a command's options.\n\n%s", text);
    fclose(out);
    return whole;
}

static int refuse_command(const char *given) {
    struct words_nearest nearest = words_nearest_to(given);
    for (size_t i = 0; commands[i]; i++) words_consider(&nearest, commands[i]->name);
    char hint[WORDS_HINT_SIZE];
    say_fault("maru: there is no command '%s'%s\nTry 'maru --help'.", given, words_hint(&nearest, hint));
    return STATUS_SCENARIO;
}

// What is typed becomes names of files, titles and messages.
static void check_arguments(int argc, char **argv) {
    char shown[SHOWN_MOST];
    for (int i = 1; i < argc; i++) {
        if (utf8_is_line(argv[i], strlen(argv[i]))) continue;
        say_fault("maru: argument %d, '%s': allowed is UTF-8 in one line, without controls", i,
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

// argp's own help is as wide as the screen, too.
static void widen_help(void) {
    char format[40];
    snprintf(format, sizeof format, "rmargin=%zu", screen_width(stdout) - 1);
    setenv("ARGP_HELP_FMT", format, false);
}

// A world and its file ask for memory and give it back many times. Pages that go back to the system and come
// again, or one by one, cost a short run a third of its time: they stay with the process, and are large ones.
static void keep_memory(void) {
    enum { KEPT_BYTES = 128 << 20, AT_ONCE_BYTES = 32 << 20, PIECE_BYTES = 1 << 20, LARGE_PAGE = 2 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_TOP_PAD, AT_ONCE_BYTES);
    mallopt(M_MMAP_THRESHOLD, 2 * PIECE_BYTES);
    uintptr_t from = (uintptr_t)sbrk(0);
    void *volatile piece = malloc(PIECE_BYTES);  // now the heap is longer by what it gets at once
    free(piece);
    uintptr_t first = (from + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE, end = (uintptr_t)sbrk(0);
    if (first < end) madvise((void *)first, end - first, MADV_HUGEPAGE);
}

int main(int argc, char **argv) {
    keep_memory();
    static const struct argp argp = {.parser = parse_option,
                                     .args_doc = "COMMAND [ARGUMENT...]",
                                     .doc = description,
                                     .help_filter = help_text};
    int place = 0;
    argp_err_exit_status = STATUS_SCENARIO;
    say_or_fail();
    widen_help();
    check_arguments(argc, argv);
    argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, &place);
    const char *given = argv[place];
    for (size_t i = 0; commands[i]; i++) {
        if (strcmp(given, commands[i]->name) != 0) continue;
        char name[40];
        snprintf(name, sizeof name, "maru %s", commands[i]->name);
        argv[place] = name;  // what the command's help and messages are signed with
        return commands[i]->main(argc - place, argv + place, commands);
    }
    return refuse_command(given);
}
