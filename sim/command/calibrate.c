// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/calibrate.h"

#include <cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/calibration_print.h"
#include "models/catalogue.h"
#include "sim/command/calibrate_rounds.h"
#include "sim/command/calibrate_targets.h"
#include "sim/command/forewarn.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/text_file.h"
#include "sim/study/shared_text.h"

// Fewer points have no 90 % interval.
enum { KEPT_LEAST = 10, ROUNDS_MOST = 100, RUNS_MOST = 1000000 };
static const char note_name[] = "calibration.json", posterior_name[] = "posterior.csv";

struct calibrate_options {
    struct sweep_options asked;  // its shared options, folder, varies and runs; a round's, here
    const char *policy;          // NULL: the one that the scenario compares the others with
    const char *data;
    size_t rounds;
    double accept;
};

// A calibration at work. What it points to is owned by who began it.
struct calibrating {
    const struct calibrate_options *options;
    struct calibrate_rounds rounds;
    struct calibration_targets targets;
    size_t *levels;  // [axes]
    size_t kept_least;
    struct abc_particles *particles;  // of the latest round
    struct study_results *results;    // likewise
    size_t runs, failed;
};

// ---- Options ----

enum { KEY_VARY = 4000, KEY_DATA, KEY_ROUNDS, KEY_RUNS, KEY_ACCEPT, KEY_POLICY };
static const struct argp_option calibrate_only[] = {
    {"out", 'o', "FOLDER", 0,
     "where rounds and answer go; by default results/<scenario>-calibrate-<hash of all that was asked>", 0},
    {"vary", KEY_VARY, "NAME=RANGE", 0,
     "a setting or lever that is looked for, and what is thought possible of it: least..most, "
     "least..most/steps or value,value,...; the name alone: the whole range of its table; 'uncertain': every "
     "setting that nobody decides; may be repeated",
     0},
    {"data", KEY_DATA, "FILE", 0,
     "what was measured: a CSV file with the columns outcome (as runs.csv of a sweep names it), value and, "
     "if "
     "you like, scale: how far off counts as 1; by default the spread over the first round (median absolute "
     "deviation)",
     0},
    {"policy", KEY_POLICY, "NAME", 0,
     "the policy under which it was measured; by default the one that the others are compared with", 0},
    {"rounds", KEY_ROUNDS, "N", 0,
     "how often points are drawn: 1 is rejection, each further round looks nearer; by default 4", 0},
    {"runs", KEY_RUNS, "N", 0, "points of each round, a run each; by default 1000", 0},
    {"accept", KEY_ACCEPT, "SHARE", 0,
     "share of a round's points that is kept at least, the nearest; by default 0.05", 0},
    {0},
};

static double share_of(const struct argp_state *state, const char *text) {
    char *end;
    double share = strtod(text, &end);
    if (end == text || *end || !(share > 0 && share < 1))
        argp_error(state, "--accept %s: allowed is a number between 0 and 1", text);
    return share;
}

static size_t kept_of(const struct calibrate_options *options) {
    return (size_t)lround(options->accept * (double)options->asked.runs);
}

static void check_options(const struct calibrate_options *options, const struct argp_state *state) {
    if (!options->data)
        argp_error(state, "what was measured? Say --data targets.csv, with the columns outcome and value");
    if (options->asked.varies_count == 0)
        argp_error(state, "which settings are looked for? Say --vary name=least..most for each");
    if (kept_of(options) < KEPT_LEAST)
        argp_error(state, "--accept %g of --runs %zu keeps %zu points: at least %d are needed",
                   options->accept, options->asked.runs, kept_of(options), KEPT_LEAST);
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct calibrate_options *options = state->input;
    switch (key) {
        case ARGP_KEY_INIT:
            state->child_inputs[0] = &options->asked.shared;
            break;
        case 'o':
            options->asked.folder = argument;
            break;
        case KEY_VARY:
            sweep_options_vary(&options->asked, argument, state);
            break;
        case KEY_DATA:
            options->data = argument;
            break;
        case KEY_POLICY:
            options->policy = argument;
            break;
        case KEY_ROUNDS:
            options->rounds = (size_t)options_whole(state, "rounds", argument, 1, ROUNDS_MOST);
            break;
        case KEY_RUNS:
            options->asked.runs = (size_t)options_whole(state, "runs", argument, KEPT_LEAST, RUNS_MOST);
            break;
        case KEY_ACCEPT:
            options->accept = share_of(state, argument);
            break;
        case ARGP_KEY_END:
            check_options(options, state);
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
static const struct argp calibrate_argp = {
    .options = calibrate_only,
    .parser = parse_option,
    .args_doc = "FILE",
    .doc =
        "Looks for the settings with which the scenario in FILE comes to what was measured, and says how "
        "well "
        "the data tell them: approximate Bayesian computation. Points are drawn from what is thought "
        "possible, each lived with luck of its own, and the nearest kept; then again around those, round by "
        "round. Leaves a folder with posterior.csv (the points that are kept, with weights) and a study for "
        "each round. Started again it goes on where it was stopped, also with more --rounds."
        "\vExample: maru calibrate scenarios/first.lua --homes 100 --vary air_conditioner.ownership=0.2..1 "
        "--vary air_conditioner.set_point_c=22..28 --data measured.csv --runs 300\n"
        "where measured.csv has the lines\n"
        "  outcome,value\n"
        "  air_conditioner: energy,10000",
    .children = children};

// ---- Whose folder it is ----

static const char *identity_of(const struct calibrating *all, const struct study *first,
                               char text[IDENTITY_SIZE]) {
    char *targets = calibrate_targets_text(&all->targets), accept[40];
    snprintf(accept, sizeof accept, "%.17g", all->options->accept);
    struct identity *identity = identity_begin();
    identity_add(identity, first->identity);
    identity_add(identity, targets);
    identity_add(identity, accept);
    free(targets);
    return identity_end(identity, text);
}

static char *folder_of(const struct calibrating *all, const struct study *first, const char *identity,
                       struct status *status) {
    if (all->options->asked.folder) return status_copy_text(all->options->asked.folder);
    struct plan *plan = study_plan(first, 0, status);
    char *path = plan ? folder_default(plan->name, "calibrate", identity) : NULL;
    plan_free(plan);
    return path;
}

static bool note_says(const char *path, const char *identity) {
    struct status ignored = {0};
    char *text = text_file_read(path, path, TEXT_FILE_DATA_MOST, &ignored);
    cJSON *root = text ? cJSON_Parse(text) : NULL;
    const char *found = cJSON_GetStringValue(cJSON_GetObjectItem(root, "identity"));
    bool same = found && strcmp(found, identity) == 0;
    cJSON_Delete(root);
    free(text);
    return same;
}

// An answer to another question stays; so does a posterior.csv of nobody knows what.
static bool folder_is_free(const struct calibrating *all, const char *identity, struct status *status) {
    const char *folder = all->rounds.folder;
    char *note = folder_file(folder, note_name), *posterior = folder_file(folder, posterior_name);
    bool ours = note_says(note, identity) || all->options->asked.shared.force,
         taken = access(note, F_OK) == 0 || access(posterior, F_OK) == 0;
    free(note);
    free(posterior);
    return ours || !taken ||
           status_fail(status, STATUS_SCENARIO,
                       "%s holds another calibration: choose another folder, or say --force to replace it",
                       folder);
}

static cJSON *describe_targets(const struct calibration_targets *targets) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < targets->count; i++) {
        cJSON *target = cJSON_CreateObject();
        cJSON_AddStringToObject(target, "outcome", targets->rows[i].outcome);
        cJSON_AddNumberToObject(target, "value", targets->rows[i].value);
        if (!isnan(targets->rows[i].scale)) cJSON_AddNumberToObject(target, "scale", targets->rows[i].scale);
        cJSON_AddItemToArray(list, target);
    }
    return list;
}

static bool write_file(const struct calibrating *all, const char *name, const char *text,
                       struct status *status) {
    char *path = folder_file(all->rounds.folder, name);
    bool good = shared_text(path, text, status);
    free(path);
    return good;
}

static bool write_note(const struct calibrating *all, const char *identity, struct status *status) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "made_by", "maru calibrate");
    cJSON_AddStringToObject(root, "maru_version", MARU_VERSION);
    cJSON_AddStringToObject(root, "identity", identity);
    cJSON_AddStringToObject(root, "policy", all->rounds.policy ? all->rounds.policy : "");
    cJSON_AddNumberToObject(root, "runs", (double)all->options->asked.runs);
    cJSON_AddNumberToObject(root, "accept", all->options->accept);
    cJSON_AddItemToObject(root, "targets", describe_targets(&all->targets));
    char *text = cJSON_Print(root), *line;
    cJSON_Delete(root);
    if (asprintf(&line, "%s\n", text) < 0) abort();
    cJSON_free(text);
    bool good = write_file(all, note_name, line, status);
    free(line);
    return good;
}

// ---- A round ----

// Where its points lie: by the prior, or around those that were kept. Owned by the caller.
static double *places_of(const struct calibrating *all, size_t round, struct status *status) {
    const struct calibrate_rounds *rounds = &all->rounds;
    size_t count = all->options->asked.runs;
    uint64_t chance = calibrate_rounds_chance(rounds, round);
    double *at = status_allocate(count * rounds->axes->count, sizeof *at);
    struct design *design =
        round ? NULL : sweep_points_design(DESIGN_RANDOM, rounds->axes, count, chance, status);
    if (round) abc_propose(all->particles, chance, at, count);
    if (design) memcpy(at, design->at, count * rounds->axes->count * sizeof *at);
    design_free(design);
    return at;
}

static void count_round(struct calibrating *all, const double *distance) {
    all->runs += all->results->run_count;
    for (size_t i = 0; i < all->results->run_count; i++) all->failed += isinf(distance[i]) != 0;
}

static bool keep_nearest(struct calibrating *all, size_t round, const double *at, struct status *status) {
    if (round == 0) calibration_scale(&all->targets, all->results);
    double *distance = calibration_distances(&all->targets, all->results);
    struct abc_round lived = {all->rounds.axes->count, all->results->run_count, all->levels, at, distance};
    struct abc_particles *before = all->particles;
    all->particles = abc_keep(&lived, before, all->kept_least);
    count_round(all, distance);
    abc_particles_free(before);
    free(distance);
    if (all->particles->count >= KEPT_LEAST) return true;
    return status_fail(
        status, STATUS_SCENARIO,
        "of %zu runs %zu came to all targets, and at least %d are needed: %s/round-%zu/runs.csv says "
        "why runs failed",
        all->results->run_count, all->particles->count, KEPT_LEAST, all->rounds.folder, round);
}

static void say_round(const struct calibrating *all, size_t round) {
    if (all->options->asked.shared.quiet) return;
    const struct abc_particles *kept = all->particles;
    say(0, 2, "round %zu of %zu: %zu of %zu points kept, none farther off than %.4g, worth %.1f", round + 1,
        all->options->rounds, kept->count, all->results->run_count, kept->tolerance,
        abc_effective_size(kept));
}

// The study of a round whose points lie at these places, lived and judged.
static bool live_round(struct calibrating *all, size_t round, const double *at, struct status *status) {
    struct study study;
    study_results_free(all->results);
    all->results = NULL;
    if (calibrate_rounds_study(&all->rounds, round, at, all->options->asked.runs, &study, status))
        all->results = calibrate_rounds_live(&all->rounds, round, &study, status);
    study_clear(&study);
    bool good = all->results &&
                calibrate_targets_check(all->options->data, &all->targets, all->results->ids,
                                        all->results->outcome_count, status) &&
                keep_nearest(all, round, at, status);
    if (good) say_round(all, round);
    return good;
}

static bool live_rounds(struct calibrating *all, struct status *status) {
    bool good = true;
    for (size_t round = 0; good && round < all->options->rounds; round++) {
        double *at = places_of(all, round, status);
        good = status->code == STATUS_OK && live_round(all, round, at, status);
        free(at);
    }
    return good;
}

// ---- All of it ----

static bool answer(const struct calibrating *all, struct status *status) {
    struct calibration calibration = {&all->targets,        all->particles, all->results,
                                      all->options->rounds, all->runs,      all->failed};
    char *text = calibration_csv(&calibration);
    bool good = write_file(all, posterior_name, text, status), quiet = all->options->asked.shared.quiet;
    free(text);
    if (good && !quiet) calibration_print(&calibration, stdout);
    if (good && !quiet) say(0, 2, "\n%s/: posterior.csv, and a study for each round", all->rounds.folder);
    return good;
}

// The first study, by which the folder is known, is tried before anything is written down of the targets.
static bool begin(struct calibrating *all, const struct study *first, char **folder, struct status *status) {
    char identity[IDENTITY_SIZE];
    all->rounds.folder = *folder = folder_of(all, first, identity_of(all, first, identity), status);
    if (!*folder || !folder_is_free(all, identity, status)) return false;
    forewarn_of_study(&all->options->asked.shared, all->rounds.file, &first->policies[0], 1);
    return calibrate_rounds_try(&all->rounds, 0, first, all->options->data, &all->targets, status) &&
           write_note(all, identity, status);
}

static bool begin_first(struct calibrating *all, char **folder, struct status *status) {
    struct study first;
    double *at = places_of(all, 0, status);
    bool good = status->code == STATUS_OK;
    if (good) {
        good = calibrate_rounds_study(&all->rounds, 0, at, all->options->asked.runs, &first, status) &&
               begin(all, &first, folder, status);
        study_clear(&first);
    }
    free(at);
    return good;
}

// What the study is that the settings are fitted to: the one policy at the command line's settings.
static bool look_at_scenario(struct calibrating *all, struct sweep_axes *axes, struct status *status) {
    struct study base;
    options_study(all->rounds.shared, all->rounds.file, 1, &base);
    base.points = points_none();
    if (all->options->policy) base.policies[0] = all->options->policy;
    all->rounds.policy = base.policies[0];
    base.policy_count = 1;
    struct plan *plan = study_plan(&base, 0, status);
    const struct scenario_settings *frame = plan ? plan_section(plan, &scenario_section) : NULL;
    all->rounds.seed = frame ? (uint64_t)frame->seed : 0;
    plan_free(plan);
    bool good = plan && sweep_points_axes(&all->options->asked, &base, axes, status);
    all->levels = status_allocate(axes->count, sizeof *all->levels);
    for (size_t i = 0; good && i < axes->count; i++) all->levels[i] = axis_levels(&axes->at[i]);
    study_clear(&base);
    return good;
}

static void calibrate(const struct calibrate_options *options, struct scenario_file *file,
                      struct status *status) {
    struct sweep_axes *axes = status_allocate(1, sizeof *axes);
    char *folder = NULL;
    struct calibrating all = {.options = options,
                              .rounds = {.shared = &options->asked.shared, .file = file, .axes = axes},
                              .kept_least = kept_of(options)};
    if (calibrate_targets_read(options->data, &all.targets, status) && look_at_scenario(&all, axes, status) &&
        begin_first(&all, &folder, status) && live_rounds(&all, status))
        answer(&all, status);
    abc_particles_free(all.particles);
    study_results_free(all.results);
    calibration_targets_clear(&all.targets);
    sweep_points_axes_clear(axes);
    free(all.levels);
    free(folder);
    free(axes);
}

static int calibrate_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct calibrate_options *options = status_allocate(1, sizeof *options);
    *options = (struct calibrate_options){.rounds = 4, .accept = 0.05};
    options->asked.runs = 1000;
    options->asked.design = DESIGN_RANDOM;
    snprintf(options->asked.where, sizeof options->asked.where, "--vary");
    argp_parse(&calibrate_argp, argc, argv, 0, NULL, options);
    struct status status = {0};
    stop_watch("no run was begun; the same command begins them", NULL);
    struct scenario_file *file = scenario_load(options->asked.shared.scenario, models_catalogue(), &status);
    if (file) calibrate(options, file, &status);
    scenario_free(file);
    options_free(&options->asked.shared);
    free(options);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command calibrate_command = {.name = "calibrate",
                                          .summary = "looks for the settings that come to what was measured",
                                          .argp = &calibrate_argp,
                                          .main = calibrate_main};
