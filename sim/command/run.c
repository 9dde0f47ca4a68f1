// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/run.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "analysis/summary.h"
#include "models/catalogue.h"
#include "sim/command/forewarn.h"
#include "sim/command/onlooker.h"
#include "sim/command/options.h"
#include "sim/command/overload.h"
#include "sim/command/progress.h"
#include "sim/command/provenance.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/identity.h"
#include "sim/engine/loop.h"
#include "sim/engine/world.h"

static const char results_folder[] = "results";

struct run_options {
    struct options shared;
    const char *out, *policy;  // NULL: not given
    uint32_t replication;
    bool follows;
};

enum { KEY_POLICY = 2000, KEY_REPLICATION, KEY_FOLLOW };
static const struct argp_option run_only[] = {
    {"out", 'o', "FILE", 0,
     "the run file; by default results/<scenario>-<policy>-<seed>-<hash of all that was asked>.h5", 0},
    {"policy", KEY_POLICY, "NAME", 0, "one of the scenario's policies; by default the first", 0},
    {"follow", KEY_FOLLOW, NULL, 0,
     "for programs that look on: instead of a summary, a line of JSON for the place, and one for each day "
     "lived, with who earned and paid what, and who knows what about how many homes",
     0},
    {"replication", KEY_REPLICATION, "N", 0, "another luck for the same seed, 0, 1, 2, ...", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct run_options *options = state->input;
    switch (key) {
        case ARGP_KEY_INIT:
            state->child_inputs[0] = &options->shared;
            break;
        case 'o':
            options->out = argument;
            break;
        case KEY_POLICY:
            options->policy = argument;
            break;
        case KEY_REPLICATION:
            options->replication = (uint32_t)options_whole(state, "replication", argument, 0, UINT32_MAX);
            break;
        case KEY_FOLLOW:
            options->follows = true;
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
static const struct argp run_argp = {
    .options = run_only,
    .parser = parse_option,
    .args_doc = "FILE",
    .doc =
        "Lives through the scenario in FILE, writes a run file and prints what came of it."
        "\vExample: maru run scenarios/pest_leads.lua --policy ask_first --set reward=500",
    .children = children};

// results/pest_leads-ask_first-2018-0b51c9f3.h5, with -r3 for a replication other than the first: another
// setting, another name. Owned by the caller.
static char *default_path(const struct plan *plan) {
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    char replication[20] = "";
    if (plan->replication) snprintf(replication, sizeof replication, "-r%u", plan->replication);
    char identity[IDENTITY_SIZE], *path;
    if (asprintf(&path, "%s/%s%s%s-%lld%s-%.8s.h5", results_folder, plan->name, plan->policy[0] ? "-" : "",
                 plan->policy, (long long)frame->seed, replication, plan_identity(plan, identity)) < 0)
        path = status_copy_text("");
    return path;
}

// Makes the folder for default paths. False with a status.
static bool make_results_folder(struct status *status) {
    if (mkdir(results_folder, 0777) == 0 || errno == EEXIST) return true;
    return status_fail(status, STATUS_MACHINE, "%s: %s", results_folder, strerror(errno));
}

static void show_day(const struct world *world, void *argument) {
    progress_show(argument, clock_day(world->until));
}

static void follow_day(const struct world *world, void *argument) {
    onlooker_tell(argument, world);
}

static void print_summary(const char *path, struct status *status) {
    struct fault fault = {0};
    struct run *run = run_read(path, RUN_TABLES, &fault);
    if (!run)
        status_fail(status, STATUS_MACHINE, "%s", fault.message);
    else if (!summary_print(run, stdout))
        status_fail(status, STATUS_MACHINE, "the summary cannot be printed: %s", strerror(errno));
    run_free(run);
}

// Lives through the world and leaves its files. `provenance` knows the command line and the run file.
static bool live(struct world *world, const struct run_options *options, struct provenance *provenance,
                 struct status *status) {
    bool quiet = options->shared.quiet || options->follows;
    struct progress progress = progress_start(quiet ? NULL : stderr, "day", clock_day(world->end));
    struct onlooker *onlooker = options->follows ? onlooker_create(world, stdout) : NULL;
    world->progress = onlooker ? follow_day : show_day;
    world->progress_argument = onlooker ? (void *)onlooker : &progress;
    bool good = world_run(world, status);
    progress_end(&progress);
    onlooker_free(onlooker);
    world->progress = NULL;
    world->progress_argument = NULL;
    provenance->wall_seconds = progress_now() - progress.started;
    if (good) overload_tell(world, provenance->run_file);
    good = good && provenance_write(provenance, world, status);
    if (!good || quiet) return good;
    print_summary(provenance->run_file, status);
    say(0, 2, "\n%s  (%.1f s, %d thread%s)", provenance->run_file, provenance->wall_seconds, world->threads,
        world->threads == 1 ? "" : "s");
    return status->code == STATUS_OK;
}

static void run_plan(const struct plan *plan, struct scenario_file *file, const struct run_options *options,
                     int argc, char **argv, struct status *status) {
    char *path = options->out ? status_copy_text(options->out) : default_path(plan);
    struct provenance provenance = {.argc = argc, .argv = argv, .run_file = path, .started = time(NULL)};
    struct world *world = NULL;
    stop_watch("nothing of this run is kept; the same command begins it anew",
               "the run is whole, and its file has its name");
    if (options->out || make_results_folder(status))
        world = world_create(plan, path, options_threads(&options->shared), status);
    if (world) forewarn_of_run(&options->shared, file, world);
    if (world && provenance_begin(&provenance, status)) live(world, options, &provenance, status);
    provenance_end(&provenance);
    world_free(world);
    if (!options->out && status->code != STATUS_OK) rmdir(results_folder);  // does nothing unless it is empty
    free(path);
}

static int run_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct run_options options = {0};
    argp_parse(&run_argp, argc, argv, 0, NULL, &options);
    if (options_threads(&options.shared) > 1) options_sleep_between_windows(argc, argv);
    if (options.follows) prctl(PR_SET_PDEATHSIG, SIGTERM);  // it ends with who looks on
    struct status status = {0};
    struct scenario_file *file = scenario_load(options.shared.scenario, models_catalogue(), &status);
    struct plan *plan = NULL;
    if (file) plan = options_plan(&options.shared, file, options.policy, options.replication, &status);
    if (plan) run_plan(plan, file, &options, argc, argv, &status);
    if (plan) scenario_locate(file, &status);
    plan_free(plan);
    scenario_free(file);
    options_free(&options.shared);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command run_command = {.name = "run",
                                    .summary = "lives through one scenario and prints what came of it",
                                    .argp = &run_argp,
                                    .main = run_main};
