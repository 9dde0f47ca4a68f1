// SPDX-License-Identifier: GPL-3.0-or-later
// Every policy and replication is a process of its own: replication k has the same luck under every policy,
// and a process has one network simulation in its life. The run files stay in a folder, so nothing shown
// cannot be checked.
#include "sim/command/compare.h"

#include <stdlib.h>

#include "analysis/comparison_print.h"
#include "models/catalogue.h"
#include "sim/command/describe.h"
#include "sim/command/forewarn.h"
#include "sim/command/options.h"
#include "sim/command/progress.h"
#include "sim/command/runner.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/claim.h"
#include "sim/study/folder.h"
#include "sim/study/merge.h"

struct compare_options {
    struct options shared;
    int64_t replications;  // 0: as the scenario says
    const char *folder;    // NULL: results/<scenario>-compare-<hash>
    bool details;          // all tables, not only the screen of the answer
};

// What is compared, and where its run files go.
struct comparing {
    const struct compare_options *options;
    struct scenario_file *file;
    struct study study;     // of one point, at which nothing varies
    struct folder *folder;  // ours until the end
};

enum { BLOCK = 100 };  // of results; the run files stay
enum { KEY_REPLICATIONS = 2000, KEY_DETAILS };
static const struct argp_option compare_only[] = {
    {"out", 'o', "FOLDER", 0,
     "where the run files go; by default results/<scenario>-compare-<hash of all that was asked>", 0},
    {"replications", KEY_REPLICATIONS, "N", 0, "how many times each policy is run, each with its own luck",
     0},
    {"details", KEY_DETAILS, NULL, 0,
     "also every mean and difference with its interval, per data flow and privacy segment", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct compare_options *options = state->input;
    switch (key) {
        case ARGP_KEY_INIT:
            state->child_inputs[0] = &options->shared;
            break;
        case 'o':
            options->folder = argument;
            break;
        case KEY_REPLICATIONS:
            options->replications = options_whole(state, "replications", argument, 1, 10000);
            break;
        case KEY_DETAILS:
            options->details = true;
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
static const struct argp compare_argp = {
    .options = compare_only,
    .parser = parse_option,
    .args_doc = "FILE",
    .doc =
        "Runs the policies of the scenario in FILE under the same luck and prints what differs between them. "
        "--threads says how many runs go on at once. Started again, it goes on where it was stopped."
        "\vExample: maru compare scenarios/pest_leads.lua --replications 10 --homes 2000",
    .children = children};

// ---- What is compared ---------------------------------------------------------------------------------

static bool refuse_few(const struct comparing *comparing, struct status *status) {
    size_t count;
    const struct scenario_policy *policies = scenario_policies(comparing->file, &count);
    return status_fail(status, STATUS_SCENARIO,
                       "%s:%d: a comparison needs two policies or more, and %s: write policy { name = "
                       "\"...\", ... } for each",
                       comparing->options->shared.scenario, count ? policies[0].line : 1,
                       count ? "this is the only one" : "this file has none");
}

static bool ask(struct comparing *comparing, struct status *status) {
    const struct scenario_compare *asked = scenario_compare(comparing->file);
    const struct compare_options *options = comparing->options;
    if (!asked->baseline || asked->count == 0) return refuse_few(comparing, status);
    size_t replications = options->replications ? (size_t)options->replications : (size_t)asked->replications;
    options_study(&options->shared, comparing->file, replications, &comparing->study);
    comparing->study.points = points_none();
    return study_check(&comparing->study, status);
}

static bool open_folder(struct comparing *comparing, struct status *status) {
    struct folder_note note = {.made_by = (char *)"maru compare", .block = BLOCK};
    comparing->folder = options_folder(&comparing->options->shared, comparing->options->folder, "compare",
                                       &comparing->study, &note, status);
    return comparing->folder;
}

// Nobody else writes here: what is there unfinished was left by a process that was killed.
static bool run_all(const struct comparing *comparing, struct status *status) {
    const struct options *shared = &comparing->options->shared;
    struct block_folder runs = {&comparing->study, folder_path(comparing->folder),
                                folder_block(comparing->folder), true};
    struct runner runner = {.folder = &runs,
                            .last = study_run_count(&comparing->study),
                            .at_once = (size_t)options_threads(shared),
                            .quiet = shared->quiet,
                            .makes_blocks = true};
    struct merged merged;
    claim_clear(folder_path(comparing->folder));
    return runner_run(&runner, status) && merge(&runs, &merged, status) &&
           describe_study(&runs, shared->quiet, status);
}

// ---- Showing ------------------------------------------------------------------------------------------

// The factorial as the scenario says it, in the analysis's words. Free its sums, and nothing else.
static struct factorial factorial_of(const struct scenario_factors *factors) {
    struct factorial_sum *sums = status_allocate(factors->sum_count, sizeof *sums);
    for (size_t i = 0; i < factors->sum_count; i++) {
        const struct scenario_sum *sum = &factors->sums[i];
        struct factorial_term *terms = status_allocate(sum->term_count, sizeof *terms);
        for (size_t k = 0; k < sum->term_count; k++)
            terms[k] =
                (struct factorial_term){sum->terms[k].measure, sum->terms[k].weight, sum->terms[k].where};
        sums[i] = (struct factorial_sum){sum->name, terms, sum->term_count};
    }
    return (struct factorial){(const char *const *)factors->names, factors->count, sums, factors->sum_count};
}

static void factorial_clear(struct factorial *factorial) {
    for (size_t i = 0; i < factorial->sum_count; i++) free((void *)factorial->sums[i].terms);
    free((void *)factorial->sums);
}

// A sum of what no run has is the scenario's fault.
static bool print(const struct comparing *comparing, const struct comparison *comparison,
                  struct status *status) {
    const struct compare_options *options = comparing->options;
    const struct scenario_factors *factors = &scenario_compare(comparing->file)->factors;
    struct factorial factorial = factorial_of(factors);
    struct fault fault = {0};
    bool right = !factors->count || factorial_check(&factorial, comparison, &fault);
    if (right && !options->shared.quiet)
        comparison_print(comparison, factors->count ? &factorial : NULL, options->details, stdout, &fault);
    factorial_clear(&factorial);
    return !fault.there || status_fail(status, right ? STATUS_MACHINE : STATUS_SCENARIO, "%s", fault.message);
}

// What is printed is what the study's file holds.
static bool show(const struct comparing *comparing, struct status *status) {
    const struct study *study = &comparing->study;
    struct fault fault = {0};
    char *path = folder_file(folder_path(comparing->folder), "study.h5");
    struct study_results *results = study_results_read(path, &fault);
    struct comparison *comparison =
        comparison_create(study->policies, study->policy_count, study->replications);
    bool good = results && comparison_add(comparison, results, &fault);
    good = good ? print(comparing, comparison, status)
                : status_fail(status, STATUS_MACHINE, "%s", fault.message);
    comparison_free(comparison);
    study_results_free(results);
    free(path);
    return good;
}

static void compare(struct comparing *comparing, struct status *status) {
    const struct options *shared = &comparing->options->shared;
    const struct study *study = &comparing->study;
    double started = progress_now();
    stop_watch("nothing has been begun; the same command begins it");
    if (!ask(comparing, status) || !open_folder(comparing, status)) return;
    forewarn_of_study(shared, comparing->file, study->policies, study->policy_count);
    if (!run_all(comparing, status) || !show(comparing, status) || shared->quiet) return;
    say(0, 2, "\n%s/  (%zu runs, %.1f s)%s", folder_path(comparing->folder), study_run_count(study),
        progress_now() - started,
        comparing->options->details ? "" : "; --details prints every difference and its interval");
}

static int compare_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct compare_options options = {0};
    argp_parse(&compare_argp, argc, argv, 0, NULL, &options);
    struct status status = {0};
    struct comparing comparing = {.options = &options};
    comparing.file = scenario_load(options.shared.scenario, models_catalogue(), &status);
    if (comparing.file) compare(&comparing, &status);
    study_clear(&comparing.study);
    scenario_free(comparing.file);
    folder_end(comparing.folder);
    options_free(&options.shared);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command compare_command = {.name = "compare",
                                        .summary = "compares the policies of a scenario under the same luck",
                                        .argp = &compare_argp,
                                        .main = compare_main};
