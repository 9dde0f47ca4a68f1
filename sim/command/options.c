// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/engine/whereabouts.h"

enum { KEY_HOMES = 1000, KEY_DAYS, KEY_SEED, KEY_SET, KEY_THREADS, KEY_FORCE };

static const struct argp_option shared_options[] = {
    {"homes", KEY_HOMES, "N", 0, "number of households (homes.count)", 0},
    {"days", KEY_DAYS, "N", 0, "days to simulate", 0},
    {"seed", KEY_SEED, "N", 0, "names the luck: same seed, same families", 0},
    {"set", KEY_SET, "NAME=VALUE", 0,
     "overrule a setting or a lever; 'maru list' shows the names; may be repeated", 0},
    {"threads", KEY_THREADS, "N", 0, "threads to use; the result does not depend on it", 0},
    {"force", KEY_FORCE, NULL, 0, "replace run files of other runs that have the name; never anything else",
     0},
    {"quiet", 'q', NULL, 0, "print nothing but errors", 0},
    {0},
};

int64_t options_whole(const struct argp_state *state, const char *option, const char *text, int64_t least,
                      int64_t most) {
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end || errno || value < least || value > most)
        argp_error(state, "--%s %s: allowed is a whole number, %lld to %lld", option, text, (long long)least,
                   (long long)most);
    return value;
}

static void add_setting(struct options *options, const char *option, const char *name, size_t length,
                        const char *value) {
    options->settings =
        status_reallocate(options->settings, options->setting_count + 1, sizeof *options->settings);
    struct overruled *setting = &options->settings[options->setting_count++];
    *setting = (struct overruled){.name = status_copy_text(name), .value = value, .option = option};
    setting->name[length] = '\0';
}

static void add_named_setting(struct options *options, const struct argp_state *state, const char *text) {
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) argp_error(state, "--set %s: write --set name=value", text);
    add_setting(options, "--set", text, (size_t)(equals - text), equals + 1);
}

char *options_find_example(const char *name) {
    if (access(name, F_OK) == 0 || name[0] == '/') return NULL;
    char *path = whereabouts_find(WHEREABOUTS_SHARED, name), *full;
    if (path || strchr(name, '/') || asprintf(&full, "scenarios/%s.lua", name) < 0) return path;
    path = whereabouts_find(WHEREABOUTS_SHARED, full);
    free(full);
    return path;
}

static void take_scenario(struct options *options) {
    options->example = options_find_example(options->scenario);
    if (options->example) options->scenario = options->example;
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    switch (key) {
        case KEY_HOMES:
            add_setting(options, "--homes", "homes.count", strlen("homes.count"), argument);
            break;
        case KEY_DAYS:
            add_setting(options, "--days", "days", strlen("days"), argument);
            break;
        case KEY_SEED:
            add_setting(options, "--seed", "seed", strlen("seed"), argument);
            break;
        case KEY_SET:
            add_named_setting(options, state, argument);
            break;
        case KEY_THREADS:
            options->threads = (int)options_whole(state, "threads", argument, 1, OPTIONS_MOST_THREADS);
            break;
        case KEY_FORCE:
            options->force = true;
            break;
        case 'q':
            options->quiet = true;
            break;
        case ARGP_KEY_ARG:
            if (options->scenario)
                argp_error(state, "one scenario at a time, not '%s' and '%s'", options->scenario, argument);
            options->scenario = argument;
            break;
        case ARGP_KEY_END:
            if (!options->scenario)
                argp_error(state, "which scenario? Name a file, for example scenarios/first.lua");
            else
                take_scenario(options);
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

const struct argp options_argp = {.options = shared_options, .parser = parse_option};

void options_free(struct options *options) {
    for (size_t i = 0; i < options->setting_count; i++) free(options->settings[i].name);
    free(options->settings);
    free(options->example);
}

struct plan *options_plan(const struct options *options, struct scenario_file *file, const char *policy,
                          uint32_t replication, struct status *status) {
    struct plan *plan = scenario_plan(file, policy, replication, status);
    if (plan) plan->replace = options->force;
    if (plan && overrule(plan, options->settings, options->setting_count, status) && plan_check(plan, status))
        return plan;
    plan_free(plan);
    return NULL;
}

void options_study(const struct options *options, struct scenario_file *file, size_t replications,
                   struct study *study) {
    const struct scenario_compare *compared = scenario_compare(file);
    *study = (struct study){.file = file,
                            .overruled = options->settings,
                            .overruled_count = options->setting_count,
                            .policies = status_allocate(compared->count + 1, sizeof *study->policies),
                            .policy_count = compared->count + 1,
                            .replications = replications,
                            .replace = options->force};
    study->policies[0] = compared->baseline;
    for (size_t i = 0; i < compared->count; i++) study->policies[i + 1] = compared->policies[i];
}

static char *default_folder(const char *command, const struct study *study, struct status *status) {
    struct plan *plan = study_plan(study, 0, status);
    char *path = plan ? folder_default(plan->name, command, study->identity) : NULL;
    plan_free(plan);
    return path;
}

struct folder *options_folder(const struct options *options, const char *given, const char *command,
                              const struct study *study, const struct folder_note *note,
                              struct status *status) {
    char *path = given ? status_copy_text(given) : default_folder(command, study, status);
    char *scenario = realpath(options->scenario, NULL);
    struct folder_note whole = *note;
    whole.scenario = scenario ? scenario : (char *)options->scenario;
    struct folder *folder = path ? folder_begin(path, study, &whole, status) : NULL;
    free(scenario);
    free(path);
    return folder;
}

bool options_folder_is_begun(const char *given, const char *command, const struct study *study) {
    struct status ignored = {0};
    char *path = given ? status_copy_text(given) : default_folder(command, study, &ignored);
    bool begun = path && folder_is_begun(path);
    free(path);
    return begun;
}

uint64_t options_seed(const struct options *options) {
    uint64_t seed = 0;
    for (size_t i = 0; i < options->setting_count; i++)
        if (strcmp(options->settings[i].name, "seed") == 0)
            seed = strtoull(options->settings[i].value, NULL, 10);
    return seed;
}

void options_sleep_between_windows(int argc, char **argv) {
    if (getenv("OMP_WAIT_POLICY") || setenv("OMP_WAIT_POLICY", "passive", 1) != 0) return;
    char **again = status_allocate((size_t)argc + 2, sizeof *again);  // maru NAME ... and a NULL
    again[0] = "maru";
    again[1] = strchr(argv[0], ' ') + 1;
    for (int i = 1; i < argc; i++) again[i + 1] = argv[i];
    execv("/proc/self/exe",
          again);  // comes back only when it cannot: then threads spin, and results are the same
    free(again);
}

int options_threads(const struct options *options) {
    if (options->threads) return options->threads;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > OPTIONS_MOST_THREADS ? OPTIONS_MOST_THREADS : (int)processors;
}
