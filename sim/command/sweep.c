// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/sweep.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/robustness.h"
#include "models/catalogue.h"
#include "sim/command/array_index.h"
#include "sim/command/forewarn.h"
#include "sim/command/options.h"
#include "sim/command/pace.h"
#include "sim/command/progress.h"
#include "sim/command/runner.h"
#include "sim/command/say.h"
#include "sim/command/slurm.h"
#include "sim/command/slurm_queue.h"
#include "sim/command/stop.h"
#include "sim/engine/words.h"
#include "sim/study/axis.h"
#include "sim/study/design.h"
#include "sim/study/folder.h"
#include "sim/study/merge.h"

static const char all_uncertain[] = "uncertain";
enum { AXES_MOST = 1000, RUNS_MOST = 10000000, BLOCK_MOST = 100000, BLOCK_USUAL = 100 };

struct sweep_options {
    struct options shared;
    struct slurm_options slurm;
    const char *folder;             // NULL: results/<scenario>-sweep-<hash>
    const char *varies[AXES_MOST];  // as they were typed
    size_t varies_count;
    const char *where;    // it was: "--vary", or the place of the scenario's sweep{}
    const char *list;     // a CSV file of points
    int design;           // enum design_kind; DESIGN_KINDS: not given
    size_t runs;          // in all; 0: not given
    size_t replications;  // 0: not given
    size_t block;         // 0: not given
    const char *range;    // "A:B"
    const char *index;    // "auto" or a number
    bool keeps_runs, prepares, only_merges;
};

enum {
    KEY_VARY = 3000,
    KEY_DESIGN,
    KEY_LIST,
    KEY_RUNS,
    KEY_REPLICATIONS,
    KEY_BLOCK,
    KEY_RANGE,
    KEY_INDEX,
    KEY_KEEP,
    KEY_PREPARE,
    KEY_MERGE
};
static const struct argp_option sweep_only[] = {
    {"out", 'o', "FOLDER", 0,
     "the study's folder; by default results/<scenario>-sweep-<hash of all that was asked>", 0},
    {"vary", KEY_VARY, "NAME=RANGE", 0,
     "a setting or lever that varies: least..most, least..most/steps or value,value,...; the name alone: the "
     "whole "
     "range of its table; 'uncertain': every setting that nobody decides; may be repeated",
     0},
    {"design", KEY_DESIGN, "KIND", 0,
     "where the points lie: grid, random, lhs, sobol, morris or oat; by default lhs", 0},
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
    {"keep-runs", KEY_KEEP, NULL, 0, "every run's file stays, beside its results", 0},
    {0},
};

static int design_named(const struct argp_state *state, const char *name) {
    struct words_nearest nearest = words_nearest_to(name);
    for (int kind = 0; kind < DESIGN_KINDS; kind++) {
        if (strcmp(name, design_kind_names[kind]) == 0 && kind != DESIGN_LIST) return kind;
        words_consider(&nearest, design_kind_names[kind]);
    }
    char hint[WORDS_HINT_SIZE];
    argp_error(state, "--design %s: allowed is grid, random, lhs, sobol, morris or oat%s", name,
               words_hint(&nearest, hint));
    return DESIGN_KINDS;
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
            if (options->varies_count == AXES_MOST)
                argp_error(state, "at most %d settings can vary", AXES_MOST);
            options->varies[options->varies_count++] = argument;
            break;
        case KEY_DESIGN:
            options->design = design_named(state, argument);
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
            options->block = (size_t)options_whole(state, "block", argument, 1, BLOCK_MOST);
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
        case ARGP_KEY_END:
            if (options->prepares + options->only_merges + !!options->range + !!options->index +
                    !!options->slurm.launcher >
                1)
                argp_error(state, "one of --prepare, --range, --index, --merge and --launcher at a time");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {&slurm_argp, 0, NULL, 0}, {0}};
static const struct argp sweep_argp = {
    .options = sweep_only,
    .parser = parse_option,
    .args_doc = "FILE|FOLDER",
    .doc =
        "Lives the scenario in FILE at many points of what varies, under each policy that it compares, with "
        "the same "
        "luck everywhere. Leaves a folder with study.h5 (every run, every outcome, every day), runs.csv and "
        "summary.csv. Started again, or with the FOLDER, it goes on where it was stopped, on any machine."
        "\vExample: maru sweep scenarios/cool_people.lua --vary air_conditioner.ownership=0.2..0.9 "
        "--vary families.follows_default --runs 400 --homes 200\n"
        "On a cluster with Slurm: the same with --launcher slurm. On others: maru sweep FOLDER --index auto "
        "in every task of an array, maru sweep FOLDER at the end.",
    .children = children};

// ---- What is asked ----

// What varies, as far as it has been read.
struct axes {
    struct axis at[AXES_MOST];
    size_t count;
};

static void axes_clear(struct axes *axes) {
    for (size_t i = 0; i < axes->count; i++) axis_clear(&axes->at[i]);
}

static bool fit_axis(struct axis *axis, const struct study *study, struct status *status) {
    struct study base = *study;
    base.points = points_none();
    struct plan *plan = study_plan(&base, 0, status);
    bool good = plan && axis_fit(axis, plan, status);
    plan_free(plan);
    return good;
}

static bool varies_already(const struct axes *axes, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(axes->at[i].name, name) == 0) return true;
    return false;
}

// One that has been parsed and is the last of the axes.
static bool take_axis(const struct sweep_options *options, const struct study *study, struct axes *axes,
                      struct status *status) {
    struct axis *axis = &axes->at[axes->count - 1];
    if (!fit_axis(axis, study, status)) return false;
    if (varies_already(axes, axes->count - 1, axis->name))
        return status_fail(status, STATUS_SCENARIO, "%s varies twice", axis->name);
    if (options->design == DESIGN_GRID && axis_levels(axis) == 0)
        return status_fail(
            status, STATUS_SCENARIO,
            "%s: a grid needs the values of each setting: %s=least..most/steps or %s=value,value", axis->name,
            axis->name, axis->name);
    return true;
}

// All that nobody decides and that has not been named.
static bool take_uncertain(const struct sweep_options *options, const struct study *study, struct axes *axes,
                           struct status *status) {
    struct axis *found = status_allocate(AXES_MOST, sizeof *found);
    struct study base = *study;
    base.points = points_none();
    struct plan *plan = study_plan(&base, 0, status);
    size_t count = plan ? axis_all_uncertain(plan, found, AXES_MOST) : 0;
    for (size_t i = 0; i < count; i++) {
        bool new = !varies_already(axes, axes->count, found[i].name) && axes->count < AXES_MOST &&
                   status->code == STATUS_OK;
        if (new) axes->at[axes->count++] = found[i];
        if (new) take_axis(options, study, axes, status);
        if (!new) axis_clear(&found[i]);
    }
    plan_free(plan);
    free(found);
    return status->code == STATUS_OK;
}

static bool read_axes(const struct sweep_options *options, const struct study *study, struct axes *axes,
                      struct status *status) {
    bool uncertain = false, good = true;
    struct status inner = {0};
    for (size_t i = 0; good && i < options->varies_count; i++) {
        bool all = strcmp(options->varies[i], all_uncertain) == 0;
        uncertain |= all;
        if (all) continue;
        good = axis_parse(options->varies[i], &axes->at[axes->count++], &inner) &&
               take_axis(options, study, axes, &inner);
    }
    good = good && (!uncertain || take_uncertain(options, study, axes, &inner));
    return good || status_fail(status, inner.code, "%s: %s", options->where, inner.message);
}

static struct design *make_design(const struct sweep_options *options, const struct study *study,
                                  const struct axes *axes, struct status *status) {
    enum { POINTS = 100 };
    size_t at_a_point = study->policy_count * study->replications;
    size_t points = options->runs ? options->runs / at_a_point : POINTS;
    struct design_axis *shape = status_allocate(axes->count, sizeof *shape);
    for (size_t i = 0; i < axes->count; i++)
        shape[i] = (struct design_axis){axis_levels(&axes->at[i]), axes->at[i].at_start};
    struct design *design = design_make((enum design_kind)options->design, shape, axes->count, points,
                                        options_seed(&options->shared), status);
    free(shape);
    return design;
}

static bool take_design(struct sweep_options *options, const struct scenario_sweep *asked,
                        struct status *status) {
    struct words_nearest nearest = words_nearest_to(asked->design);
    for (int kind = 0; kind < DESIGN_KINDS; kind++) {
        words_consider(&nearest, design_kind_names[kind]);
        if (kind != DESIGN_LIST && strcmp(asked->design, design_kind_names[kind]) == 0)
            options->design = kind;
    }
    char hint[WORDS_HINT_SIZE];
    return options->design != DESIGN_KINDS ||
           status_fail(status, STATUS_SCENARIO,
                       "%s:%d: sweep: design = \"%s\": allowed is grid, random, lhs, sobol, morris or oat%s",
                       options->shared.scenario, asked->line, asked->design, words_hint(&nearest, hint));
}

// What the command line leaves open the scenario's sweep{} says. `place` is borrowed by the options.
static bool fill_in(struct sweep_options *options, const struct scenario_sweep *asked, char *place,
                    size_t size, struct status *status) {
    bool varies = options->varies_count || options->list;
    if (asked->design && options->design == DESIGN_KINDS && !take_design(options, asked, status))
        return false;
    for (size_t i = 0; !varies && i < asked->varies_count; i++)
        options->varies[options->varies_count++] = asked->varies[i];
    if (!varies && asked->varies_count) options->where = place;
    if (!varies && asked->list) options->list = asked->list;
    snprintf(place, size, "%s:%d: sweep", options->shared.scenario, asked->line);
    if (!options->runs) options->runs = asked->runs;
    if (!options->replications) options->replications = asked->replications ? asked->replications : 1;
    if (options->design == DESIGN_KINDS) options->design = DESIGN_LHS;
    return true;
}

static bool make_points(const struct sweep_options *options, struct study *study, struct status *status) {
    if (options->list) return points_read(options->list, &study->points, status);
    if (options->varies_count == 0)
        return status_fail(
            status, STATUS_SCENARIO,
            "what varies? Say --vary name=least..most for each setting, or --list points.csv, or write "
            "sweep { vary = { ... } } into the scenario");
    struct axes *axes = status_allocate(1, sizeof *axes);
    struct design *design =
        read_axes(options, study, axes, status) ? make_design(options, study, axes, status) : NULL;
    if (design) study->points = points_of_design(axes->at, axes->count, design);
    design_free(design);
    axes_clear(axes);
    free(axes);
    return design;
}

static const char *design_name(const struct sweep_options *options) {
    return design_kind_names[options->list ? DESIGN_LIST : options->design];
}

// ---- Living it ----

// A study in its folder, and which of its runs are to be lived.
struct sweeping {
    const struct sweep_options *options;
    const struct study *study;
    const char *folder, *scenario;
    size_t block, first, last;
    bool merges;
};

// What the study says of its policies, where it has enough points to say something.
static bool show(const struct sweeping *sweeping, struct status *status) {
    struct fault fault = {0};
    char *path = folder_file(sweeping->folder, "study.h5");
    struct study_results *results = study_results_read(path, &fault);
    struct robustness *robustness = results ? robustness_of(results) : NULL;
    if (robustness) robustness_print(robustness, results, stdout);
    robustness_free(robustness);
    study_results_free(results);
    free(path);
    return !fault.there || status_fail(status, STATUS_MACHINE, "%s", fault.message);
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
    if (options->only_merges) return true;
    if (!options->slurm.launcher) return live_here(sweeping, runs, status);
    return slurm_live(&options->slurm, runs, at_once_in_a_task(options), options->shared.quiet, status);
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
    if (sweeping->merges && !merge(&runs, &merged, status)) return false;
    if (shared->quiet) return true;
    if (sweeping->merges && !show(sweeping, status)) return false;
    if (merged.failed)
        say(0, 2, "%zu of %zu runs failed: runs.csv says why, under message", merged.failed, merged.runs);
    say(0, 2, "%s/  (%zu runs, %.1f s)%s", sweeping->folder, sweeping->last - sweeping->first,
        progress_now() - started, sweeping->merges ? ": study.h5, runs.csv, summary.csv, design.csv" : "");
    return true;
}

// Where tasks are to take a while, it is measured; a study that was begun keeps its own.
static bool choose_block(const struct sweep_options *options, const struct study *study, size_t *block,
                         struct status *status) {
    double seconds = 0;
    *block = options->block ? options->block : BLOCK_USUAL;
    if (options->block || !options->slurm.launcher ||
        options_folder_is_begun(options->folder, "sweep", study))
        return true;
    if (!pace_measure(study, &seconds, status)) return false;
    *block = pace_block(seconds, study_run_count(study), at_once_in_a_task(options),
                        slurm_places(&options->slurm));
    if (*block > BLOCK_MOST) *block = BLOCK_MOST;
    if (!options->shared.quiet)
        say(0, 2, "a run takes %.3g s here: %zu of them are a task (--block says otherwise)", seconds,
            *block);
    return true;
}

static void begin(struct sweep_options *options, struct scenario_file *file, struct status *status) {
    struct study study;
    struct folder *folder = NULL;
    char place[600];
    if (!fill_in(options, scenario_sweep(file), place, sizeof place, status)) return;
    options_study(&options->shared, file, options->replications, &study);
    struct folder_note note = {.made_by = (char *)"maru sweep", .design = (char *)design_name(options)};
    if (make_points(options, &study, status) && study_check(&study, status) &&
        choose_block(options, &study, &note.block, status))
        folder = options_folder(&options->shared, options->folder, "sweep", &study, &note, status);
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
    if (!options->varies_count && !options->list && !options->runs && !options->shared.setting_count &&
        !options->folder)
        return true;
    return status_fail(
        status, STATUS_SCENARIO,
        "%s: its study was asked already; only --threads, --quiet, --keep-runs, --range, --index, --merge "
        "and --launcher "
        "can be said when it goes on",
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

static int sweep_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct sweep_options *options = status_allocate(1, sizeof *options);
    *options = (struct sweep_options){.design = DESIGN_KINDS, .where = "--vary"};
    argp_parse(&sweep_argp, argc, argv, 0, NULL, options);
    struct status status = {0};
    stop_watch("no run was begun; the same command begins them", NULL);
    if (options->slurm.launcher && !options->slurm.dry_run && !slurm_queue_check(&status)) {
        // said below
    } else if (is_folder(options->shared.scenario)) {
        go_on(options, &status);
    } else if (options->range || options->index || options->only_merges) {
        status_fail(
            &status, STATUS_SCENARIO,
            "--range, --index and --merge are for the FOLDER of a study that was begun: maru sweep FOLDER");
    } else {
        struct scenario_file *file = scenario_load(options->shared.scenario, models_catalogue(), &status);
        if (file) begin(options, file, &status);
        scenario_free(file);
    }
    options_free(&options->shared);
    free(options);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command sweep_command = {.name = "sweep",
                                      .summary = "lives a scenario at many points of what varies",
                                      .argp = &sweep_argp,
                                      .main = sweep_main};
