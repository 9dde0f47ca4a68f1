// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/sweep_options.h"

enum { RUNS_MOST = 10000000 };

enum {
    KEY_VARY = 3000,
    KEY_DESIGN,
    KEY_LIST,
    KEY_POLICIES,
    KEY_RUNS,
    KEY_REPLICATIONS,
    KEY_BLOCK,
    KEY_RANGE,
    KEY_INDEX,
    KEY_KEEP,
    KEY_PREPARE,
    KEY_MERGE,
    KEY_PARTIAL
};
static const struct argp_option sweep_only[] = {
    {"out", 'o', "FOLDER", 0,
     "the study's folder; by default results/<scenario>-<sweep or robust>-<hash of all that was asked>", 0},
    {"vary", KEY_VARY, "NAME=RANGE", 0,
     "a setting or lever that varies: least..most, least..most/steps or value,value,...; the name alone: the "
     "whole "
     "range of its table; 'uncertain': every setting that nobody decides; may be repeated",
     0},
    {"design", KEY_DESIGN, "KIND", 0,
     "where the points lie: grid, random, lhs, sobol, morris or oat; by default lhs", 0},
    {"policies", KEY_POLICIES, "NAME,NAME,...", 0,
     "only these, each compared with the first; by default all that the scenario compares", 0},
    {"list", KEY_LIST, "FILE", 0, "the points are the lines of this CSV file, whose head names the settings",
     0},
    {"runs", KEY_RUNS, "N", 0, "runs in all: points times policies times replications; by default 100 points",
     0},
    {"replications", KEY_REPLICATIONS, "N", 0, "lucks at each point, the same for all points; by default 1",
     0},
    {"block", KEY_BLOCK, "N", 0,
     "runs whose results share a file, and are a task of a cluster; by default 100, with --launcher as many "
     "as "
     "take ten minutes to an hour",
     0},
    {"range", KEY_RANGE, "A:B", 0, "live only the runs A to B - 1 of the study in FOLDER, and merge nothing",
     0},
    {"index", KEY_INDEX, "N", 0,
     "live only block N of the study in FOLDER; auto: the task's number, as the scheduler says", 0},
    {"prepare", KEY_PREPARE, NULL, 0, "only make the folder; --range and --index live its runs", 0},
    {"merge", KEY_MERGE, NULL, 0,
     "live nothing: only put the study in FOLDER together, whose blocks must all be whole", 0},
    {"partial", KEY_PARTIAL, NULL, 0,
     "live nothing: put together what is whole so far of the study in FOLDER, under names of its own", 0},
    {"keep-runs", KEY_KEEP, NULL, 0, "every run's file stays, beside its results", 0},
    {0},
};

static enum design_kind design_named(const struct argp_state *state, const char *name) {
    char hint[WORDS_HINT_SIZE] = "";
    enum design_kind kind = design_kind_named(name, hint);
    if (kind == DESIGN_KINDS || kind == DESIGN_LIST)  // a list is said by --list
        argp_error(state, "--design %s: allowed is grid, random, lhs, sobol, morris or oat%s", name, hint);
    return kind;
}

void sweep_options_vary(struct sweep_options *options, const char *text, const struct argp_state *state) {
    if (options->varies_count == SWEEP_AXES_MOST)
        argp_error(state, "at most %d settings can vary", SWEEP_AXES_MOST);
    options->varies[options->varies_count++] = text;
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct sweep_options *options = state->input;
    switch (key) {
        case ARGP_KEY_INIT:
            state->child_inputs[0] = &options->shared;
            state->child_inputs[1] = &options->slurm;
            break;
        case 'o':
            options->folder = argument;
            break;
        case KEY_VARY:
            sweep_options_vary(options, argument, state);
            break;
        case KEY_DESIGN:
            options->design = design_named(state, argument);
            break;
        case KEY_POLICIES:
            options->policies = argument;
            break;
        case KEY_LIST:
            options->list = argument;
            break;
        case KEY_RUNS:
            options->runs = (size_t)options_whole(state, "runs", argument, 1, RUNS_MOST);
            break;
        case KEY_REPLICATIONS:
            options->replications = (size_t)options_whole(state, "replications", argument, 1, 10000);
            break;
        case KEY_BLOCK:
            options->block = (size_t)options_whole(state, "block", argument, 1, SWEEP_BLOCK_MOST);
            break;
        case KEY_RANGE:
            options->range = argument;
            break;
        case KEY_INDEX:
            options->index = argument;
            break;
        case KEY_KEEP:
            options->keeps_runs = true;
            break;
        case KEY_PREPARE:
            options->prepares = true;
            break;
        case KEY_MERGE:
            options->only_merges = true;
            break;
        case KEY_PARTIAL:
            options->partial = true;
            break;
        case ARGP_KEY_END:
            if (options->prepares + options->only_merges + options->partial + !!options->range +
                    !!options->index + !!options->slurm.launcher >
                1)
                argp_error(state,
                           "one of --prepare, --range, --index, --merge, --partial and --launcher at a time");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {&slurm_argp, 0, NULL, 0}, {0}};
const struct argp sweep_options_argp = {.options = sweep_only, .parser = parse_option, .children = children};
