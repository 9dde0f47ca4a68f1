// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/diff.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/gaps_print.h"
#include "analysis/pair_asked.h"
#include "analysis/pair_outcome.h"
#include "analysis/run_gaps.h"
#include "sim/command/given.h"
#include "sim/command/say.h"
#include "sim/command/shelter.h"

enum { SAME, DIFFERENT, TROUBLE };  // exit status, as diff(1) has them

struct diff_options {
    const char *paths[2];
    bool all, quiet;
};

enum { KEY_ALL = 2000 };
static const struct argp_option diff_options[] = {
    {"all", KEY_ALL, NULL, 0, "print every line that changed, however many", 0},
    {"quiet", 'q', NULL, 0, "print nothing but errors: the exit status tells", 0},
    {0},
};

static void take_path(struct diff_options *options, char *argument, const struct argp_state *state) {
    if (options->paths[1]) argp_error(state, "two runs, not '%s', too", argument);
    options->paths[options->paths[0] ? 1 : 0] = argument;
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct diff_options *options = state->input;
    switch (key) {
        case KEY_ALL:
            options->all = true;
            break;
        case 'q':
            options->quiet = true;
            break;
        case ARGP_KEY_ARG:
            take_path(options, argument, state);
            break;
        case ARGP_KEY_END:
            if (!options->paths[1]) argp_error(state, "which runs? Name two run files");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp diff_argp = {
    .options = diff_options,
    .parser = parse_option,
    .args_doc = "RUN RUN",
    .doc =
        "Says what was asked of two runs differently (program, policy, seed, lines of the scenario, entries, "
        "settings), and what came out differently: money, what left the homes, key results. Exit status: 0 "
        "the "
        "same, 1 different, 2 it cannot be told."
        "\vExample: maru diff results/ask.h5 results/take.h5"};

static void print_different(const struct diff_options *options, const struct run_pair *pair,
                            const struct run_gaps *gaps) {
    size_t results = 0;
    for (size_t i = 0; i < gaps->count; i++) results += gaps->items[i].is_result;
    say(0, 2, "A: %s", options->paths[0]);
    say(0, 2, "B: %s", options->paths[1]);
    if (!pair_asked_print(pair, options->all, stdout)) say(0, 2, "\nNothing was asked differently.");
    bool told = pair_outcome_print(pair, stdout);
    if (results == 0)
        say(0, 2, "\nWhat came out is the same, to the last value.");
    else if (told)
        say(0, 2,
            "\nIn all %zu variables and sums of what came out differ, by day, home and line of the journal.",
            results);
    else
        gaps_print(gaps, "A", "B", stdout);
}

static int compare(const struct diff_options *options, struct run_pair *pair, struct run_gaps *gaps,
                   struct fault *fault) {
    const char *one = options->paths[0], *other = options->paths[1];
    bool same = false;
    int64_t at;
    if (!run_pair_read(one, other, pair, fault) || !run_gaps_bytes(one, other, &same, &at, fault) ||
        (!same && !run_gaps_find(one, other, gaps, fault)))
        return TROUBLE;
    if (!options->quiet && same) say(0, 2, "%s and %s are the same, byte for byte.", one, other);
    if (!options->quiet && !same && gaps->count == 0)
        say(0, 2, "%s and %s are the same in every value; only bytes that hold none differ.", one, other);
    if (!options->quiet && gaps->count) print_different(options, pair, gaps);
    return gaps->count ? DIFFERENT : SAME;
}

static int diff(void *argument) {
    struct run_pair pair = {0};
    struct run_gaps gaps = {0};
    struct fault fault = {0};
    struct status status = {0};
    const struct diff_options *options = argument;
    int verdict = TROUBLE;
    if (given_check_run(options->paths[0], &status) && given_check_run(options->paths[1], &status))
        verdict = compare(options, &pair, &gaps, &fault);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    if (fault.there) say_fault("%s", fault.message);
    run_gaps_clear(&gaps);
    run_pair_clear(&pair);
    return verdict;
}

static int diff_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct diff_options options = {0};
    argp_parse(&diff_argp, argc, argv, 0, NULL, &options);
    return shelter(diff, &options, options.paths[0], TROUBLE);
}

const struct command diff_command = {.name = "diff",
                                     .summary = "says in what two runs differ: what was asked, what came out",
                                     .argp = &diff_argp,
                                     .main = diff_main};
