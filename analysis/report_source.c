// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_source.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/frames.h"
#include "analysis/gather.h"
#include "analysis/run_file.h"

// ---- The file ----

static bool identify(const char *path, const char *command, struct report_source *source,
                     struct fault *fault) {
    struct frames *frames = frames_open(path, command, fault);
    if (!frames) return false;
    source->is_study = frames->is_study;
    source->identity = fault_copy_text(frames->identity);
    source->command = frames_about(frames, "command");
    if (!source->command) source->command = fault_copy_text("");
    frames_close(frames);
    return !fault->there;
}

static void add_policy(struct report_source *source, const char *name) {
    if (study_results_place(source->policies, source->policy_count, name, 0) < source->policy_count) return;
    source->policies = fault_reallocate(source->policies, source->policy_count + 1, sizeof *source->policies);
    source->policies[source->policy_count++] = fault_copy_text(name);
}

// In the order of the runs.
static void name_policies(struct report_source *source) {
    for (size_t i = 0; i < source->results->run_count; i++) add_policy(source, source->results->policy[i]);
    source->samples = fault_allocate(source->policy_count, sizeof *source->samples);
    source->flows.policy_count = source->known.policy_count = source->asked.policy_count =
        source->map.policy_count = source->learning.policy_count = source->promises.policy_count =
            source->guesses.policy_count = source->reach.policy_count = source->quality.policy_count =
                source->policy_count;
}

// ---- Run files ----

static bool take_run(struct report_source *source, size_t policy, struct run *run, struct fault *fault) {
    report_flows_add(&source->flows, policy, run);
    report_known_add(&source->known, policy, run);
    report_asked_add(&source->asked, policy, run);
    report_learning_add(&source->learning, policy, run);
    report_promises_add(&source->promises, policy, run);
    report_guesses_add(&source->guesses, policy, run);
    report_reach_add(&source->reach, policy, run);
    report_quality_add(&source->quality, policy, run);
    bool good = report_map_add(&source->map, policy, run, fault);
    if (source->samples[policy])
        run_free(run);
    else
        source->samples[policy] = run;
    return good;
}

// As sim/study names it. Owned by the caller.
static char *run_path(const struct report_source *source, const char *folder, size_t i) {
    const char *policy = source->results->policy[i];
    return fault_print_text("%s/%s-r%lld.h5", folder, policy[0] ? policy : "run",
                            (long long)source->results->replication[i]);
}

static bool all_there(const struct report_source *source, const char *folder) {
    bool there = true;
    for (size_t i = 0; there && i < source->results->run_count; i++) {
        char *path = run_path(source, folder, i);
        there = access(path, R_OK) == 0;
        free(path);
    }
    return there;
}

static bool take_runs(struct report_source *source, const char *folder, struct fault *fault) {
    for (size_t i = 0; i < source->results->run_count; i++) {
        char *path = run_path(source, folder, i);
        struct run *run = run_read(path, RUN_EXPOSED, fault);
        free(path);
        if (!run) return false;
        size_t policy = study_results_place(source->policies, source->policy_count, run->policy, 0);
        if (policy == source->policy_count) {
            fault_set(fault, "%s: its policy %s is none of the study's", run->path, run->policy);
            run_free(run);
            return false;
        }
        if (!take_run(source, policy, run, fault)) return false;
    }
    return true;
}

bool report_source_take_samples(struct report_source *source, const char *folder, struct fault *fault) {
    for (size_t policy = 0; policy < source->policy_count; policy++) {
        const char *name = source->policies[policy];
        char *path = fault_print_text("%s/%s-p0-r0.h5", folder, name[0] ? name : "run");
        if (access(path, R_OK) == 0) source->samples[policy] = run_read(path, RUN_TABLES, fault);
        free(path);
    }
    return !fault->there;
}

// ---- A run, a comparison, points ----

static size_t replications_of(const struct study_results *results) {
    int64_t most = 0;
    for (size_t i = 0; i < results->run_count; i++)
        if (results->replication[i] > most) most = results->replication[i];
    return (size_t)most + 1;
}

static bool compare(struct report_source *source, struct fault *fault) {
    source->comparison = comparison_create((const char *const *)source->policies, source->policy_count,
                                           replications_of(source->results));
    if (!comparison_add(source->comparison, source->results, fault) ||
        !comparison_complete(source->comparison, fault))
        return false;
    comparison_judge(source->comparison);
    return true;
}

static bool read_single(const char *path, struct report_source *source, struct fault *fault) {
    struct run *run = run_read(path, RUN_EXPOSED, fault);
    if (!run) return false;
    const struct gathered_run only = {.replication = run->replication, .policy = run->policy, .path = path};
    source->results = gather(&only, 1, &source->by_day, fault);
    if (!source->results) {
        run_free(run);
        return false;
    }
    source->results->replication[0] = 0;  // the only one
    name_policies(source);
    return take_run(source, 0, run, fault) && compare(source, fault);
}

static bool read_study(const char *path, const char *folder, struct report_source *source,
                       struct fault *fault) {
    source->results = study_results_read(path, fault);
    if (!source->results) return false;
    name_policies(source);
    if (source->results->setting_count > 0) {
        source->robustness = robustness_of(source->results);
        return !folder || report_source_take_samples(source, folder, fault);
    }
    source->by_day = study_results_by_day(source->results, fault);
    if (!source->by_day || !compare(source, fault)) return false;
    return !folder || !all_there(source, folder) || take_runs(source, folder, fault);
}

bool report_source_read(const char *path, const char *folder, const char *command,
                        struct report_source *source, struct fault *fault) {
    *source = (struct report_source){0};
    if (!identify(path, command, source, fault)) return false;
    return source->is_study ? read_study(path, folder, source, fault) : read_single(path, source, fault);
}

void report_source_clear(struct report_source *source) {
    robustness_free(source->robustness);
    if (source->comparison) comparison_free(source->comparison);
    study_results_free(source->results);
    for (size_t i = 0; source->samples && i < source->policy_count; i++) run_free(source->samples[i]);
    for (size_t i = 0; i < source->policy_count; i++) free(source->policies[i]);
    report_flows_clear(&source->flows);
    report_known_clear(&source->known);
    report_asked_clear(&source->asked);
    report_learning_clear(&source->learning);
    report_promises_clear(&source->promises);
    report_guesses_clear(&source->guesses);
    report_map_clear(&source->map);
    report_reach_clear(&source->reach);
    report_quality_clear(&source->quality);
    free(source->samples);
    free(source->policies);
    free(source->by_day);
    free(source->identity);
    free(source->command);
    *source = (struct report_source){0};
}
