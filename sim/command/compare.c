// SPDX-License-Identifier: GPL-3.0-or-later
// Every policy and replication is a process of its own: replication k has the same luck under every policy,
// and a process has one network simulation in its life. The run files stay in a folder, so nothing shown
// cannot be checked.
#include "sim/command/compare.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/comparison_print.h"
#include "analysis/precision.h"
#include "analysis/prose.h"
#include "analysis/winners.h"
#include "models/catalogue.h"
#include "sim/command/describe.h"
#include "sim/command/forewarn.h"
#include "sim/command/options.h"
#include "sim/command/progress.h"
#include "sim/command/runner.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/claim.h"
#include "sim/engine/words.h"
#include "sim/study/folder.h"
#include "sim/study/merge.h"

struct compare_options {
    struct options shared;
    int64_t replications;         // 0: as the scenario says
    const char *folder;           // NULL: results/<scenario>-compare-<hash>
    bool details;                 // all tables, not only the screen of the answer
    struct precision_goal until;  // its share 0: as many replications as asked for
    const char **until_of;        // [until.measure_count]; ours
    int64_t most;                 // replications, until
};

// What is compared, and where its run files go.
struct comparing {
    const struct compare_options *options;
    struct scenario_file *file;
    struct study study;             // of one point, at which nothing varies
    struct folder *folder;          // ours until the end
    struct comparison *comparison;  // of all that was lived so far; ours
    struct precision precision;     // until; of the comparison
};

enum { BLOCK = 100 };                        // of results; the run files stay
enum { USUALLY_MOST = 1000, MOST = 10000 };  // replications
enum { KEY_REPLICATIONS = 2000, KEY_DETAILS, KEY_UNTIL, KEY_UNTIL_OF, KEY_MOST };
static const struct argp_option compare_only[] = {
    {"out", 'o', "FOLDER", 0,
     "where the run files go; by default results/<scenario>-compare-<hash of all that was asked>", 0},
    {"replications", KEY_REPLICATIONS, "N", 0, "how many times each policy is run, each with its own luck",
     0},
    {"until", KEY_UNTIL, "SHARE", 0,
     "go on until each party's difference of money to the baseline is known to this share (0.05) of the "
     "larger of the two means: half its 95 % interval; from 10 replications or --replications on, in rounds",
     0},
    {"until-of", KEY_UNTIL_OF, "MEASURE", 0,
     "with --until: this measure instead, as the table of means calls it without its unit (\"money: "
     "hanbit\"); may be given more than once",
     0},
    {"replications-most", KEY_MOST, "N", 0, "with --until: never more than these; by default 1000", 0},
    {"details", KEY_DETAILS, NULL, 0,
     "also every mean and difference with its interval, per data flow and privacy segment", 0},
    {0},
};

static double share(const struct argp_state *state, const char *text) {
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value > 0 && value < 1))
        argp_error(state, "--until %s: allowed is a number above 0 and below 1, 0.05 for 5 %%", text);
    return value;
}

static void add_measure(struct compare_options *options, const char *measure) {
    size_t count = options->until.measure_count++;
    options->until_of = status_reallocate(options->until_of, count + 1, sizeof *options->until_of);
    options->until_of[count] = measure;
    options->until.measures = options->until_of;
}

// The rules of --until stand together, and begin below where they end.
static void check_until(const struct compare_options *options, const struct argp_state *state) {
    bool until = options->until.share > 0;
    if (!until && options->until.measure_count) argp_error(state, "--until-of: says nothing without --until");
    if (!until && options->most) argp_error(state, "--replications-most: says nothing without --until");
    if (until && options->most && options->most < options->replications)
        argp_error(state, "--replications-most %lld: fewer than --replications %lld",
                   (long long)options->most, (long long)options->replications);
}

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
            options->replications = options_whole(state, "replications", argument, 1, MOST);
            break;
        case KEY_DETAILS:
            options->details = true;
            break;
        case KEY_UNTIL:
            options->until.share = share(state, argument);
            break;
        case KEY_UNTIL_OF:
            add_measure(options, argument);
            break;
        case KEY_MOST:
            options->most = options_whole(state, "replications-most", argument, STATISTICS_FIRST_LOOK, MOST);
            break;
        case ARGP_KEY_END:
            check_until(options, state);
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
        "\vExample: maru compare scenarios/pest_leads.lua --replications 10 --homes 2000\n"
        "Example: maru compare scenarios/pest_leads.lua --homes 2000 --until 0.1",
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

static bool is_until(const struct compare_options *options) {
    return options->until.share > 0;
}

static int64_t most_of(const struct compare_options *options) {
    return options->most ? options->most : options->replications > USUALLY_MOST ? MOST : USUALLY_MOST;
}

static int64_t first_look(const struct compare_options *options, int64_t replications) {
    int64_t least = replications < STATISTICS_FIRST_LOOK ? STATISTICS_FIRST_LOOK : replications;
    return least < most_of(options) ? least : most_of(options);
}

static bool ask(struct comparing *comparing, struct status *status) {
    const struct scenario_compare *asked = scenario_compare(comparing->file);
    const struct compare_options *options = comparing->options;
    if (!asked->baseline || asked->count == 0) return refuse_few(comparing, status);
    int64_t replications = options->replications ? options->replications : asked->replications;
    if (is_until(options)) replications = first_look(options, replications);
    options_study(&options->shared, comparing->file, (size_t)replications, &comparing->study);
    comparing->study.points = points_none();
    return study_check(&comparing->study, status);
}

// That the number of replications follows from what they came to is said where they are kept. Owned by the
// caller.
static char *until_text(const struct compare_options *options) {
    struct prose text = {0};
    prose_add(&text,
              "half of 95 %% intervals at most %g of the larger mean, most %lld: ", options->until.share,
              (long long)most_of(options));
    for (size_t i = 0; i < options->until.measure_count; i++)
        prose_add(&text, "%s%s", i ? ", " : "", options->until_of[i]);
    if (!options->until.measure_count) prose_add(&text, "money of every party");
    return text.text;
}

static bool open_folder(struct comparing *comparing, struct status *status) {
    struct folder_note note = {.made_by = (char *)"maru compare", .block = BLOCK};
    note.until = is_until(comparing->options) ? until_text(comparing->options) : NULL;
    comparing->folder = options_folder(&comparing->options->shared, comparing->options->folder, "compare",
                                       &comparing->study, &note, status);
    free(note.until);
    return comparing->folder;
}

// From this run on; those before it are whole. Nobody else writes here: what is there unfinished was left by
// a process that was killed.
static bool run_from(const struct comparing *comparing, size_t first, struct status *status) {
    const struct options *shared = &comparing->options->shared;
    struct block_folder runs = {&comparing->study, folder_path(comparing->folder),
                                folder_block(comparing->folder), true};
    struct runner runner = {.folder = &runs,
                            .first = first,
                            .last = study_run_count(&comparing->study),
                            .at_once = (size_t)options_threads(shared),
                            .quiet = shared->quiet,
                            .makes_blocks = true};
    struct merged merged;
    claim_clear(folder_path(comparing->folder));
    return runner_run(&runner, status) && merge(&runs, &merged, status) &&
           describe_study(&runs, shared->quiet, status);
}

// What is compared is what the study's file holds.
static bool read_results(struct comparing *comparing, struct status *status) {
    const struct study *study = &comparing->study;
    struct fault fault = {0};
    char *path = folder_file(folder_path(comparing->folder), "study.h5");
    struct study_results *results = study_results_read(path, &fault);
    if (comparing->comparison) comparison_free(comparing->comparison);
    comparing->comparison = comparison_create(study->policies, study->policy_count, study->replications);
    bool good = results && comparison_add(comparing->comparison, results, &fault);
    study_results_free(results);
    free(path);
    return good || status_fail(status, STATUS_MACHINE, "%s", fault.message);
}

static bool live(struct comparing *comparing, size_t first, struct status *status) {
    return run_from(comparing, first, status) && read_results(comparing, status);
}

// ---- Until it is known well enough --------------------------------------------------------------------

// "money: bugbye under keep_at_home is known to 8.20 %", owned by the caller.
static char *widest(const struct comparing *comparing) {
    const struct precision *precision = &comparing->precision;
    char *label = measure_label(&precision->row->measure, false);
    struct prose text = {0};
    prose_add(&text, "%s under %s is known ", label, comparing->study.policies[precision->policy]);
    if (isfinite(precision->share))
        prose_add(&text, "to %s %%", prose_amount(100 * precision->share).text);
    else
        prose_add(&text, "not at all");
    free(label);
    return text.text;
}

static void say_round(const struct comparing *comparing, size_t next) {
    char *known = widest(comparing);
    if (!comparing->options->shared.quiet)
        say_fault("note: with %zu replications %s; %zu are next", comparing->study.replications, known, next);
    free(known);
}

static bool refuse_measure(const struct comparison *comparison, const char *given, struct status *status) {
    char hint[WORDS_HINT_SIZE], **labels = status_allocate(comparison->row_count, sizeof *labels);
    struct words_nearest nearest = words_nearest_to(given);
    for (size_t i = 0; i < comparison->row_count; i++) {
        labels[i] = measure_label(&comparison->rows[i].measure, false);
        if (comparison_labelled(comparison, labels[i])) words_consider(&nearest, labels[i]);
    }
    status_fail(
        status, STATUS_SCENARIO,
        "--until-of %s: no run has such a measure; allowed is what the table of means or --details lists, "
        "without its unit%s",
        given, words_hint(&nearest, hint));
    for (size_t i = 0; i < comparison->row_count; i++) free(labels[i]);
    free(labels);
    return false;
}

static bool look(struct comparing *comparing, struct status *status) {
    const struct precision_goal *goal = &comparing->options->until;
    for (size_t i = 0; i < goal->measure_count; i++)
        if (!comparison_labelled(comparing->comparison, goal->measures[i]))
            return refuse_measure(comparing->comparison, goal->measures[i], status);
    comparing->precision = precision_of(goal, comparing->comparison);
    return true;
}

// How many replications are next; 0: it is known, or there are the most already.
static size_t next_round(const struct comparing *comparing) {
    size_t most = (size_t)most_of(comparing->options), next = comparing->precision.next;
    if (next == 0 || comparing->study.replications >= most) return 0;
    return next < most ? next : most;
}

// Where a round ends follows from the results alone, so that a second start makes the same rounds of what is
// there.
static bool live_until(struct comparing *comparing, struct status *status) {
    if (!live(comparing, 0, status) || !look(comparing, status)) return false;
    for (size_t next; (next = next_round(comparing)) > 0;) {
        size_t lived = study_run_count(&comparing->study);
        say_round(comparing, next);
        comparing->study.replications = next;
        if (!folder_grow(comparing->folder, &comparing->study, status) || !live(comparing, lived, status) ||
            !look(comparing, status))
            return false;
    }
    return true;
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

// Runs of one replication stand together, policy after policy. A run that came to no end has no file.
static bool count_winners(const struct comparing *comparing, struct fault *fault) {
    const struct study *study = &comparing->study;
    struct block_folder runs = {study, folder_path(comparing->folder), folder_block(comparing->folder), true};
    bool good = true;
    for (size_t first = 0; good && first < study_run_count(study); first += study->policy_count) {
        char *baseline = block_run_path(&runs, first);
        for (size_t policy = 1; good && policy < study->policy_count; policy++) {
            char *run = block_run_path(&runs, first + policy);
            good = winners_add(comparing->comparison, policy, baseline, run, fault);
            free(run);
        }
        free(baseline);
    }
    return good;
}

// A sum of what no run has is the scenario's fault.
static bool show(const struct comparing *comparing, struct status *status) {
    struct comparison *comparison = comparing->comparison;
    const struct compare_options *options = comparing->options;
    const struct scenario_factors *factors = &scenario_compare(comparing->file)->factors;
    struct factorial factorial = factorial_of(factors);
    struct fault fault = {0};
    bool right = !factors->count || factorial_check(&factorial, comparison, &fault);
    if (right && !options->shared.quiet && (factors->count || count_winners(comparing, &fault)))
        comparison_print(comparison, factors->count ? &factorial : NULL, options->details, stdout, &fault);
    factorial_clear(&factorial);
    return !fault.there || status_fail(status, right ? STATUS_MACHINE : STATUS_SCENARIO, "%s", fault.message);
}

static void say_until(const struct comparing *comparing) {
    if (!comparing->precision.row) return;
    char *known = widest(comparing);
    say(0, 2,
        "\nIt went on until half of each interval is at most %g %% of the larger mean: %s with %zu "
        "replications, with which %s. That their number follows from what they came to makes intervals hold "
        "1 "
        "to 2 in 100 less often than they say.",
        100 * comparing->options->until.share, comparing->precision.next ? "not reached" : "reached",
        comparing->study.replications, known);
    free(known);
}

static void say_chain(const struct scenario_branches *branches) {
    say(0, 2, "\nPolicies follow on one another; sums and means are of the whole run:");
    for (size_t i = 0; i < branches->count; i++) {
        const struct scenario_branch *branch = &branches->all[i];
        struct clock_date at = clock_civil_from_days(branch->at_day);
        for (size_t policy = 0; policy < branch->count; policy++)
            say(2, 4, "from %04d-%02d-%02d on %s, before that %s", at.year, at.month, at.day,
                branch->policies[policy], branch->from);
    }
}

static void say_branch(const struct comparing *comparing) {
    const struct scenario_branches *branches = scenario_branches(comparing->file);
    const struct scenario_branch *branch = branches->all;
    if (branches->count > 1) say_chain(branches);
    if (branches->count != 1) return;
    struct clock_date at = clock_civil_from_days(branch->at_day);
    say(0, 2,
        "\nOne history, %zu futures: until %04d-%02d-%02d all live under %s, so that what differs came "
        "after; sums and means are of the whole run.",
        branch->count + 1, at.year, at.month, at.day, branch->from);
}

static void compare(struct comparing *comparing, struct status *status) {
    const struct options *shared = &comparing->options->shared;
    const struct study *study = &comparing->study;
    double started = progress_now();
    stop_watch("no run was begun; the same command begins them", NULL);
    if (!ask(comparing, status) || !open_folder(comparing, status)) return;
    forewarn_of_study(shared, comparing->file, study->policies, study->policy_count);
    bool lived = is_until(comparing->options) ? live_until(comparing, status) : live(comparing, 0, status);
    if (!lived || !show(comparing, status) || shared->quiet) return;
    if (is_until(comparing->options)) say_until(comparing);
    say_branch(comparing);
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
    if (comparing.comparison) comparison_free(comparing.comparison);
    options_free(&options.shared);
    free(options.until_of);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command compare_command = {.name = "compare",
                                        .summary = "compares the policies of a scenario under the same luck",
                                        .argp = &compare_argp,
                                        .main = compare_main};
