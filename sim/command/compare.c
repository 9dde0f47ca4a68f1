// SPDX-License-Identifier: GPL-3.0-or-later
// Every policy and replication is a process of its own: replication k has the same luck under every policy,
// and a process has one network simulation in its life. The run files stay in a folder, so nothing shown
// cannot be checked.
#include "sim/command/compare.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analysis/comparison_print.h"
#include "models/catalogue.h"
#include "sim/command/forewarn.h"
#include "sim/command/options.h"
#include "sim/command/overload.h"
#include "sim/command/progress.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/command/study_folder.h"
#include "sim/engine/claim.h"
#include "sim/engine/identity.h"
#include "sim/engine/loop.h"
#include "sim/engine/replace.h"
#include "sim/engine/world.h"

struct compare_options {
    struct options shared;
    int64_t replications;  // 0: as the scenario says
    const char *folder;    // NULL: results/<scenario>-compare-<hash>
    bool details;          // all tables, not only the screen of the answer
};

// What is compared, and where its run files go.
struct study {
    const struct compare_options *options;
    struct scenario_file *file;
    const char **policies;  // the baseline first
    size_t policy_count, replications;
    char identity[IDENTITY_SIZE];
    struct study_folder *folder;  // ours until the end
};

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

// Every policy's plan is made once, so that a mistake shows before anything runs. Together they say which
// study it is; with more replications it is the same.
static bool check_plans(struct study *study, struct status *status) {
    struct identity *all = identity_begin();
    for (size_t i = 0; i < study->policy_count && status->code == STATUS_OK; i++) {
        char text[IDENTITY_SIZE];
        struct plan *plan = options_plan(&study->options->shared, study->file, study->policies[i], 0, status);
        if (plan) identity_add(all, plan_identity(plan, text));
        plan_free(plan);
    }
    identity_end(all, study->identity);
    return status->code == STATUS_OK;
}

static bool refuse_few(const struct study *study, struct status *status) {
    size_t count;
    const struct scenario_policy *policies = scenario_policies(study->file, &count);
    return status_fail(status, STATUS_SCENARIO,
                       "%s:%d: a comparison needs two policies or more, and %s: write policy { name = "
                       "\"...\", ... } for each",
                       study->options->shared.scenario, count ? policies[0].line : 1,
                       count ? "this is the only one" : "this file has none");
}

static bool list_policies(struct study *study, struct status *status) {
    const struct scenario_compare *asked = scenario_compare(study->file);
    if (!asked->baseline || asked->count == 0) return refuse_few(study, status);
    study->policies = status_allocate(asked->count + 1, sizeof *study->policies);
    study->policies[study->policy_count++] = asked->baseline;
    for (size_t i = 0; i < asked->count; i++) study->policies[study->policy_count++] = asked->policies[i];
    study->replications =
        (size_t)(study->options->replications ? study->options->replications : asked->replications);
    return check_plans(study, status);
}

static bool open_folder(struct study *study, struct status *status) {
    PROMISE(study->policies, "the policies are listed first");
    const struct options *shared = &study->options->shared;
    char *path = NULL;
    if (study->options->folder) {
        path = status_copy_text(study->options->folder);
    } else {
        struct plan *plan = options_plan(shared, study->file, study->policies[0], 0, status);
        if (plan) path = study_folder_default(plan->name, study->identity);
        plan_free(plan);
    }
    struct study_asked asked = {study->identity, study->policies, study->policy_count};
    if (path) study->folder = study_folder_open(path, &asked, shared->force, status);
    free(path);
    return study->folder;
}

// Runs are numbered replication by replication, so that the first pairs are whole early.
static char *run_path(const struct study *study, size_t run) {
    char *path;
    if (asprintf(&path, "%s/%s-r%zu.h5", study_folder_path(study->folder),
                 study->policies[run % study->policy_count], run / study->policy_count) < 0)
        path = status_copy_text("");
    return path;
}

// ---- Running ------------------------------------------------------------------------------------------

// In the child: one run, unless it is there already; its failure told on standard error. Returns the exit
// status.
static int live(const struct study *study, size_t run) {
    struct status status = {0};
    char *path = run_path(study, run);
    struct plan *plan =
        options_plan(&study->options->shared, study->file, study->policies[run % study->policy_count],
                     (uint32_t)(run / study->policy_count), &status);
    char identity[IDENTITY_SIZE];
    // The folder is ours: who makes this file is a worker of a comparison that was killed, and about to end.
    claim_await(path, 10);
    bool there = plan && replace_is_of(path, plan_identity(plan, identity));
    struct world *world = plan && !there ? world_create(plan, path, 1, &status) : NULL;
    bool lived = world && world_run(world, &status);
    if (lived && run < study->policy_count) overload_tell(world, path);  // once for each policy
    world_free(world);
    plan_free(plan);
    free(path);
    scenario_locate(study->file, &status);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

static bool start_run(const struct study *study, size_t run, struct status *status) {
    fflush(NULL);
    pid_t child = stop_fork_worker();
    if (child < 0)
        return status_fail(status, STATUS_MACHINE, "a process for a run cannot be made: %s", strerror(errno));
    if (child == 0) _exit(live(study, run));
    return true;
}

static bool tell_signal(int signal, struct status *status) {
    return status_fail(status, STATUS_MACHINE, "a run was ended by signal %d (%s)", signal,
                       strsignal(signal));
}

// Waits for one child; a run that failed has said why, and fails the study.
static bool end_run(struct status *status) {
    int ended = 0;
    if (stop_wait_worker(&ended) < 0)
        return status_fail(status, STATUS_MACHINE, "lost sight of a run: %s", strerror(errno));
    if (WIFSIGNALED(ended)) return tell_signal(WTERMSIG(ended), status);
    if (WEXITSTATUS(ended) == 0) return true;
    if (WEXITSTATUS(ended) > 128)
        return tell_signal(WEXITSTATUS(ended) - 128, status);  // it cleared up first
    enum status_code code = WEXITSTATUS(ended) == STATUS_SCENARIO ? STATUS_SCENARIO : STATUS_MACHINE;
    return status_fail(status, code, "a run failed: the comparison is not made");
}

static void watch(const struct study *study, size_t whole, size_t runs) {
    char sentence[400];
    snprintf(sentence, sizeof sentence,
             "%zu of %zu runs are whole, in %.200s; the same command goes on from there", whole, runs,
             study_folder_path(study->folder));
    stop_watch(sentence, NULL);
}

static bool run_all(const struct study *study, struct status *status) {
    size_t runs = study->policy_count * study->replications, started = 0, ended = 0, whole = 0;
    size_t at_once = (size_t)options_threads(&study->options->shared);
    struct progress progress =
        progress_start(study->options->shared.quiet ? NULL : stderr, "run", (int64_t)runs);
    watch(study, 0, runs);
    while (ended < started || (started < runs && status->code == STATUS_OK)) {
        if (started < runs && started - ended < at_once && status->code == STATUS_OK) {
            started += start_run(study, started, status);
        } else {
            whole += end_run(status);
            watch(study, whole, runs);
            progress_show(&progress, (int64_t)++ended);
        }
    }
    progress_end(&progress);
    return status->code == STATUS_OK;
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
static bool print(const struct study *study, const struct comparison *comparison, struct status *status) {
    const struct scenario_factors *factors = &scenario_compare(study->file)->factors;
    struct factorial factorial = factorial_of(factors);
    struct fault fault = {0};
    bool right = !factors->count || factorial_check(&factorial, comparison, &fault);
    if (right && !study->options->shared.quiet)
        comparison_print(comparison, factors->count ? &factorial : NULL, study->options->details, stdout,
                         &fault);
    factorial_clear(&factorial);
    return !fault.there || status_fail(status, right ? STATUS_MACHINE : STATUS_SCENARIO, "%s", fault.message);
}

static bool show(const struct study *study, struct status *status) {
    struct fault fault = {0};
    struct comparison *comparison =
        comparison_create(study->policies, study->policy_count, study->replications);
    for (size_t run = 0; run < study->policy_count * study->replications && !fault.there; run++) {
        char *path = run_path(study, run);
        comparison_add(comparison, run % study->policy_count, run / study->policy_count, path, &fault);
        free(path);
    }
    bool good = fault.there ? status_fail(status, STATUS_MACHINE, "%s", fault.message)
                            : print(study, comparison, status);
    comparison_free(comparison);
    return good;
}

static void compare(struct study *study, struct status *status) {
    double started = progress_now();
    stop_watch("no run was begun; the same command begins anew", NULL);
    if (!list_policies(study, status) || !open_folder(study, status)) return;
    forewarn_of_study(&study->options->shared, study->file, study->policies, study->policy_count);
    if (!run_all(study, status) || !show(study, status)) return;
    if (!study->options->shared.quiet)
        say(0, 2, "\n%s/  (%zu runs, %.1f s)%s", study_folder_path(study->folder),
            study->policy_count * study->replications, progress_now() - started,
            study->options->details ? "" : "; --details prints every difference and its interval");
}

static int compare_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct compare_options options = {0};
    argp_parse(&compare_argp, argc, argv, 0, NULL, &options);
    struct status status = {0};
    struct study study = {.options = &options};
    study.file = scenario_load(options.shared.scenario, models_catalogue(), &status);
    if (study.file) compare(&study, &status);
    scenario_free(study.file);
    free(study.policies);
    study_folder_close(study.folder);
    options_free(&options.shared);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command compare_command = {.name = "compare",
                                        .summary = "compares the policies of a scenario under the same luck",
                                        .argp = &compare_argp,
                                        .main = compare_main};
