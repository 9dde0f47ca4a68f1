// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/gaps_print.h"
#include "analysis/run_gaps.h"
#include "sim/command/given.h"
#include "sim/command/options.h"
#include "sim/command/progress.h"
#include "sim/command/provenance.h"
#include "sim/command/relive.h"
#include "sim/command/say.h"
#include "sim/command/shelter.h"
#include "sim/command/stop.h"
#include "sim/engine/claim.h"
#include "sim/engine/libraries.h"
#include "sim/engine/mathematics.h"

enum { SAME, DIFFERENT, TROUBLE };  // exit status, as diff(1) has them

struct verify_options {
    const char *path, *beside;  // beside NULL: not given
    const char *again;          // the new file
    int threads;
    bool quiet;
};

enum { KEY_THREADS = 2000, KEY_BESIDE };
static const struct argp_option verify_options[] = {
    {"beside", KEY_BESIDE, "FOLDER", 0,
     "where data files lie that the run file does not hold, as the scenario's folder did", 0},
    {"threads", KEY_THREADS, "N", 0, "threads to use; the result does not depend on it", 0},
    {"quiet", 'q', NULL, 0, "print nothing but errors: the exit status tells", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct verify_options *options = state->input;
    switch (key) {
        case KEY_BESIDE:
            options->beside = argument;
            break;
        case KEY_THREADS:
            options->threads = (int)options_whole(state, "threads", argument, 1, OPTIONS_MOST_THREADS);
            break;
        case 'q':
            options->quiet = true;
            break;
        case ARGP_KEY_ARG:
            if (options->path)
                argp_error(state, "one run at a time, not '%s' and '%s'", options->path, argument);
            options->path = argument;
            break;
        case ARGP_KEY_END:
            if (!options->path) argp_error(state, "which run? Name a run file");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp verify_argp = {
    .options = verify_options,
    .parser = parse_option,
    .args_doc = "RUN",
    .doc =
        "Lives a run again from what its file holds (the scenario, its Lua modules and data, the policy, "
        "every "
        "setting) and compares the new file with it, byte for byte. When they differ it says in what, and "
        "whether "
        "program, libraries or machine are others. Nothing is written beside it. Exit status: 0 the same, 1 "
        "different, 2 it cannot be told."
        "\vExample: maru verify results/ask.h5\n"
        "For the runs of a study: maru verify STUDY/ask-r0.h5"};

// ---- What is compared ----

struct verifying {
    const struct verify_options *options;
    struct run *run;
    struct run_made made;
    struct provenance_said said;
    double seconds;
};

static bool read_all(struct verifying *all, struct status *status) {
    struct fault fault = {0};
    const char *path = all->options->path;
    if (!given_check_run(path, status)) return false;
    all->run = run_read(path, RUN_TABLES, &fault);
    if (all->run && run_made_read(path, &all->made, &fault)) {
        all->said = provenance_read(path, all->run->settings.scenario_file);
        return true;
    }
    return status_fail(status, STATUS_MACHINE, "%s", fault.message);
}

static bool live_again(struct verifying *all, struct status *status) {
    const struct verify_options *options = all->options;
    struct options threads = {.threads = options->threads};
    struct relive how = {.run = all->run,
                         .made = &all->made,
                         .beside = options->beside,
                         .scenario = all->said.scenario,
                         .out = options->again,
                         .threads = options_threads(&threads),
                         .quiet = options->quiet};
    double started = progress_now();
    bool lived = relive(&how, status);
    all->seconds = progress_now() - started;
    return lived;
}

// ---- What is said ----

static void tell_same(const struct verifying *all) {
    const struct run *run = all->run;
    say(0, 2, "%s: the same, byte for byte: maru %s, seed %lld, replication %lld, lived again in %.1f s.",
        run->path, run->maru_version, (long long)run->seed, (long long)run->replication, all->seconds);
}

// Says that one thing is another now, when it is; whether it is.
static bool tell_changed(const char *what, const char *then, const char *now) {
    if (strcmp(then, now) == 0) return false;
    say(2, 4, "%s: %s then, %s now.", what, then[0] ? then : "not said", now);
    return true;
}

static void tell_causes(const struct verifying *all) {
    char mathematics[MATHEMATICS_NAME_SIZE], host[PROVENANCE_HOST_SIZE];
    say(0, 2, "\nWhat it was made by:");
    bool other = tell_changed("program", all->run->maru_version, MARU_VERSION);
    other = tell_changed("library of mathematics, or processor", all->made.mathematics,
                         mathematics_name(mathematics)) ||
            other;
    other = tell_changed("libraries", all->made.libraries, libraries_names()) || other;
    if (all->said.host) other = tell_changed("machine", all->said.host, provenance_host(host)) || other;
    if (other) return;
    say(2, 4,
        "Program, libraries%s are the same as far as is said: the file was changed after it was made, or "
        "another build of maru %s made it.",
        all->said.host ? " and machine" : "", MARU_VERSION);
}

static void tell_different(const struct verifying *all, int64_t at) {
    struct run_gaps gaps;
    struct fault fault = {0};
    if (run_gaps_find(all->run->path, all->options->again, &gaps, &fault)) {
        say(0, 2, "%s: not the same. The run was lived again in %.1f s.", all->run->path, all->seconds);
        if (gaps.count)
            gaps_print(&gaps, "in the file", "lived again", stdout);
        else
            say(0, 2, "\nAll values are the same; bytes that hold none differ, the first is byte %lld.",
                (long long)at);
        tell_causes(all);
    } else {
        say_fault("%s", fault.message);
    }
    run_gaps_clear(&gaps);
}

static int compare(const struct verifying *all, struct status *status) {
    struct fault fault = {0};
    bool same;
    int64_t at;
    if (!run_gaps_bytes(all->run->path, all->options->again, &same, &at, &fault)) {
        status_fail(status, STATUS_MACHINE, "%s", fault.message);
        return TROUBLE;
    }
    if (!all->options->quiet && same) tell_same(all);
    if (!all->options->quiet && !same) tell_different(all, at);
    return same ? SAME : DIFFERENT;
}

static int verify(void *argument) {
    struct status status = {0};
    struct verifying verifying = {.options = argument};
    int verdict = TROUBLE;
    if (read_all(&verifying, &status) && live_again(&verifying, &status))
        verdict = compare(&verifying, &status);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    provenance_said_clear(&verifying.said);
    run_made_clear(&verifying.made);
    run_free(verifying.run);
    return verdict;
}

// A folder of its own for the new file, which goes with it.
static struct claim *take_place(struct status *status) {
    const char *folder = getenv("TMPDIR");
    char *path = fault_print_text("%s/maru-verify-%ld", folder && *folder ? folder : "/tmp", (long)getpid());
    struct claim *place = claim_take_folder(path, status);
    free(path);
    return place;
}

static int verify_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct verify_options options = {0};
    argp_parse(&verify_argp, argc, argv, 0, NULL, &options);
    if (options.threads != 1) options_sleep_between_windows(argc, argv);
    stop_watch("nothing was told, and nothing is left; the same command begins anew", NULL);
    struct status status = {0};
    struct claim *place = take_place(&status);
    if (!place) {
        say_fault("%s", status.message);
        return TROUBLE;
    }
    options.again = claim_file(place, "again.h5");
    int verdict = shelter(verify, &options, options.path, TROUBLE);
    claim_drop(place);
    return verdict;
}

const struct command verify_command = {.name = "verify",
                                       .summary = "lives a run again, and says whether it is the same",
                                       .argp = &verify_argp,
                                       .main = verify_main};
