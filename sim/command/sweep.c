// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/sweep.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/robustness_print.h"
#include "models/catalogue.h"
#include "sim/command/array_index.h"
#include "sim/command/describe.h"
#include "sim/command/forewarn.h"
#include "sim/command/pace.h"
#include "sim/command/progress.h"
#include "sim/command/runner.h"
#include "sim/command/say.h"
#include "sim/command/slurm.h"
#include "sim/command/slurm_queue.h"
#include "sim/command/stop.h"
#include "sim/command/sweep_points.h"
#include "sim/study/folder.h"
#include "sim/study/merge.h"
#include "sim/study/shared_text.h"

enum { BLOCK_USUAL = 100 };

// ---- Living it ----

// A study in its folder, and which of its runs are to be lived.
struct sweeping {
    const struct sweep_options *options;
    const struct study *study;
    const char *folder, *scenario;
    size_t block, first, last;
    bool merges;
};

static void keep_table(const struct sweeping *sweeping, const struct robustness *robustness,
                       struct status *status) {
    const char *name = sweeping->options->partial ? "robustness.partial.csv" : "robustness.csv";
    char *path = folder_file(sweeping->folder, name), *text = robustness_csv(robustness);
    shared_text(path, text, status);
    free(path);
    free(text);
}

// Who asked how differences hold is not left without a word.
static void say_too_few(const struct sweeping *sweeping) {
    const struct study *study = sweeping->study;
    if (sweeping->options->usual_vary && !sweeping->options->shared.quiet)
        say(0, 2, "Too few points to say how often differences hold: it takes %d or more (--runs %zu).",
            ROBUSTNESS_LEAST_POINTS, ROBUSTNESS_LEAST_POINTS * study->policy_count * study->replications);
}

// What the study says of its policies, where it has enough points to say something.
static bool say_what_it_says(const struct sweeping *sweeping, struct status *status) {
    struct fault fault = {0};
    char *path = folder_file(sweeping->folder, sweeping->options->partial ? "study.partial.h5" : "study.h5");
    struct study_results *results = study_results_read(path, &fault);
    struct robustness *robustness = results ? robustness_of(results) : NULL;
    if (robustness) {
        keep_table(sweeping, robustness, status);
        if (!sweeping->options->shared.quiet) robustness_print(robustness, stdout);
    } else if (results) {
        say_too_few(sweeping);
    }
    robustness_free(robustness);
    study_results_free(results);
    free(path);
    if (fault.there) status_fail(status, STATUS_MACHINE, "%s", fault.message);
    return status->code == STATUS_OK;
}

static bool live_here(const struct sweeping *sweeping, const struct block_folder *runs,
                      struct status *status) {
    const struct options *shared = &sweeping->options->shared;
    struct runner runner = {.folder = runs,
                            .scenario = sweeping->scenario,
                            .first = sweeping->first,
                            .last = sweeping->last,
                            .at_once = (size_t)options_threads(shared),
                            .quiet = shared->quiet,
                            .makes_blocks = true};
    return runner_run(&runner, status);
}

// Runs that a task of a cluster lives at once.
static size_t at_once_in_a_task(const struct sweep_options *options) {
    return options->shared.threads ? (size_t)options->shared.threads : 1;
}

static bool live_blocks(const struct sweeping *sweeping, const struct block_folder *runs,
                        struct status *status) {
    const struct sweep_options *options = sweeping->options;
    if (options->only_merges || options->partial) return true;
    if (!options->slurm.launcher) return live_here(sweeping, runs, status);
    return slurm_live(&options->slurm, runs, at_once_in_a_task(options), options->shared.quiet, status);
}

static bool put_together(const struct sweeping *sweeping, const struct block_folder *runs,
                         struct merged *merged, struct status *status) {
    return sweeping->options->partial ? merge_partial(runs, merged, status) : merge(runs, merged, status);
}

static bool live(const struct sweeping *sweeping, struct status *status) {
    const struct options *shared = &sweeping->options->shared;
    struct block_folder runs = {sweeping->study, sweeping->folder, sweeping->block,
                                sweeping->options->keeps_runs};
    if (sweeping->options->slurm.dry_run)
        return slurm_show(&sweeping->options->slurm, &runs, at_once_in_a_task(sweeping->options), status);
    double started = progress_now();
    struct merged merged = {0};
    if (!live_blocks(sweeping, &runs, status)) return false;
    if (sweeping->merges && !put_together(sweeping, &runs, &merged, status)) return false;
    if (sweeping->merges && !say_what_it_says(sweeping, status)) return false;
    if (sweeping->merges && !describe_study(&runs, shared->quiet, status)) return false;
    if (shared->quiet) return true;
    if (merged.failed)
        say(0, 2, "%zu of %zu runs failed: runs.csv says why, under message", merged.failed, merged.runs);
    if (merged.missing)
        say(0, 2,
            "%s/: study.partial.h5, runs.partial.csv, summary.partial.csv: %zu of %zu runs; maru sweep %s "
            "lives the others",
            sweeping->folder, merged.runs, merged.runs + merged.missing, sweeping->folder);
    else
        say(0, 2, "%s/  (%zu runs, %.1f s)%s", sweeping->folder, sweeping->last - sweeping->first,
            progress_now() - started,
            sweeping->merges ? ": study.h5, runs.csv, summary.csv, design.csv" : "");
    return true;
}

// Where tasks are to take a while, it is measured; a study that was begun keeps its own.
static bool choose_block(const struct sweep_options *options, const struct study *study, size_t *block,
                         struct status *status) {
    double seconds = 0;
    *block = options->block ? options->block : BLOCK_USUAL;
    if (options->block || !options->slurm.launcher ||
        options_folder_is_begun(options->folder, options->command, study))
        return true;
    if (!pace_measure(study, &seconds, status)) return false;
    *block = pace_block(seconds, study_run_count(study), at_once_in_a_task(options),
                        slurm_places(&options->slurm));
    if (*block > SWEEP_BLOCK_MOST) *block = SWEEP_BLOCK_MOST;
    if (!options->shared.quiet)
        say(0, 2, "a run takes %.3g s here: %zu of them are a task (--block says otherwise)", seconds,
            *block);
    return true;
}

static bool is_among(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

static bool choose_policies(const struct sweep_options *options, struct scenario_file *file,
                            struct study *study, struct status *status) {
    if (!options->policies) return true;
    struct status inner = {0};
    char *names = status_copy_text(options->policies), *rest = names;
    study->policy_count = 0;
    for (const char *name; inner.code == STATUS_OK && (name = strsep(&rest, ","));) {
        const char *policy = scenario_policy_named(file, name, &inner);
        if (!policy) break;
        if (is_among(policy, study->policies, study->policy_count))
            status_fail(&inner, STATUS_SCENARIO, "%s stands there twice", policy);
        study->policies =
            status_reallocate(study->policies, study->policy_count + 1, sizeof *study->policies);
        study->policies[study->policy_count++] = policy;
    }
    free(names);
    return inner.code == STATUS_OK || status_fail(status, inner.code, "--policies: %s", inner.message);
}

static void begin(struct sweep_options *options, struct scenario_file *file, struct status *status) {
    struct study study;
    struct folder *folder = NULL;
    if (!sweep_points_fill_in(options, scenario_sweep(file), status)) return;
    options_study(&options->shared, file, options->replications, &study);
    struct folder_note note = {.made_by = (char *)"maru sweep"};
    if (choose_policies(options, file, &study, status) && sweep_points_make(options, &study, status) &&
        study_check(&study, status) && choose_block(options, &study, &note.block, status))
        folder = options_folder(&options->shared, options->folder, options->command, &study, &note, status);
    if (folder) {
        folder_share(folder);
        forewarn_of_study(&options->shared, file, study.policies, study.policy_count);
        if (options->prepares && !options->shared.quiet)
            say(0, 2, "%s/  (%zu runs in %zu blocks of %zu are to be lived)", folder_path(folder),
                study_run_count(&study),
                (study_run_count(&study) + folder_block(folder) - 1) / folder_block(folder),
                folder_block(folder));
    }
    if (folder && !options->prepares) {
        struct sweeping sweeping = {.options = options,
                                    .study = &study,
                                    .folder = folder_path(folder),
                                    .scenario = options->shared.scenario,
                                    .block = folder_block(folder),
                                    .last = study_run_count(&study),
                                    .merges = true};
        live(&sweeping, status);
    }
    folder_end(folder);
    study_clear(&study);
}

// ---- Going on with a folder ----

static bool refuse_range(const struct sweep_options *options, size_t runs, struct status *status) {
    return status_fail(status, STATUS_SCENARIO, "--range %s: allowed is A:B with A < B, 0 to %zu",
                       options->range, runs);
}

// "100:200"; a range that begins behind the last run is empty, as the last task of an array may be.
static bool take_range(const struct sweep_options *options, struct sweeping *sweeping,
                       struct status *status) {
    size_t runs = sweeping->last, first, last;
    int used = 0;
    if (sscanf(options->range, "%zu:%zu%n", &first, &last, &used) != 2 || options->range[used] ||
        first >= last || strchr(options->range, '-'))
        return refuse_range(options, runs, status);
    sweeping->first = first < runs ? first : runs;
    sweeping->last = last < runs ? last : runs;
    return true;
}

static bool take_index(const struct sweep_options *options, struct sweeping *sweeping,
                       struct status *status) {
    size_t index, runs = sweeping->last;
    int used = 0;
    if (strcmp(options->index, "auto") == 0) {
        if (!array_index(&index, status)) return false;
    } else if (sscanf(options->index, "%zu%n", &index, &used) != 1 || options->index[used] ||
               strchr(options->index, '-')) {
        return status_fail(status, STATUS_SCENARIO,
                           "--index %s: allowed is auto, or a block's number from 0 on", options->index);
    }
    sweeping->first = index < runs / sweeping->block + 1 ? index * sweeping->block : runs;
    if (sweeping->first > runs) sweeping->first = runs;
    sweeping->last = runs - sweeping->first < sweeping->block ? runs : sweeping->first + sweeping->block;
    return true;
}

static bool refuse_new_questions(const struct sweep_options *options, struct status *status) {
    bool design = options->varies_count || options->list || options->policies || options->runs ||
                  options->design != DESIGN_KINDS || options->replications || options->block;
    if (!design && !options->shared.setting_count && !options->shared.force && !options->folder) return true;
    return status_fail(
        status, STATUS_SCENARIO,
        "%s: its study was asked already; only --threads, --quiet, --keep-runs, --range, --index, --merge, "
        "--partial and --launcher can be said when it goes on",
        options->shared.scenario);
}

static void go_on(const struct sweep_options *options, struct status *status) {
    struct folder_study found = {0};
    const char *path = options->shared.scenario;
    if (!refuse_new_questions(options, status)) return;
    struct folder *folder = folder_join(path);
    if (folder_read(path, models_catalogue(), &found, status)) {
        struct sweeping sweeping = {.options = options,
                                    .study = &found.study,
                                    .folder = path,
                                    .scenario = found.note.scenario,
                                    .block = found.note.block,
                                    .last = study_run_count(&found.study),
                                    .merges = !options->range && !options->index};
        bool good = !options->range || take_range(options, &sweeping, status);
        if (good && (!options->index || take_index(options, &sweeping, status))) live(&sweeping, status);
    }
    folder_study_clear(&found);
    folder_end(folder);
}

static bool is_folder(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

int sweep_command_line(int argc, char **argv, const struct argp *argp, const struct sweep_options *usual) {
    struct sweep_options *options = status_allocate(1, sizeof *options);
    *options = *usual;
    argp_parse(argp, argc, argv, 0, NULL, options);
    struct status status = {0};
    stop_watch("no run was begun; the same command begins them", NULL);
    if (options->slurm.launcher && !options->slurm.dry_run && !slurm_queue_check(&status)) {
        // said below
    } else if (is_folder(options->shared.scenario)) {
        go_on(options, &status);
    } else if (options->range || options->index || options->only_merges || options->partial) {
        status_fail(&status, STATUS_SCENARIO,
                    "--range, --index, --merge and --partial are for the FOLDER of a study that was begun: "
                    "maru sweep FOLDER");
    } else {
        struct scenario_file *file = scenario_load(options->shared.scenario, models_catalogue(), &status);
        if (file) begin(options, file, &status);
        scenario_free(file);
    }
    options_free(&options->shared);
    free(options->list_beside);
    free(options);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

static const struct argp_child children[] = {{&sweep_options_argp, 0, NULL, 0}, {0}};
static const struct argp sweep_argp = {
    .args_doc = "FILE|FOLDER",
    .doc =
        "Lives the scenario in FILE at many points of what varies, under each policy that it compares, with "
        "the same luck everywhere. Leaves a folder with study.h5 (every run, every outcome, every day), "
        "runs.csv and summary.csv. Started again, or with the FOLDER, it goes on where it was stopped, on "
        "any "
        "machine.\vExample: maru sweep scenarios/cool_people.lua --vary air_conditioner.ownership=0.2..0.9 "
        "--vary families.follows_default --runs 400 --homes 200\n"
        "On a cluster with Slurm: the same with --launcher slurm. On others: maru sweep FOLDER --index auto "
        "in every task of an array, maru sweep FOLDER at the end.",
    .children = children};

static int sweep_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    static const struct sweep_options usual = {.command = "sweep", .design = DESIGN_KINDS, .where = "--vary"};
    return sweep_command_line(argc, argv, &sweep_argp, &usual);
}

const struct command sweep_command = {.name = "sweep",
                                      .summary = "lives a scenario at many points of what varies",
                                      .argp = &sweep_argp,
                                      .main = sweep_main};
