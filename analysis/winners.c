// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/winners.h"

void winners_count(const double *before, const double *after, size_t homes, double weight,
                   struct comparison_winners *winners) {
    for (size_t i = 0; i < homes; i++) {
        double gain = after[i] - before[i];
        *(gain > 0.5 ? &winners->better : gain < -0.5 ? &winners->worse : &winners->same) += weight;
    }
}

static void compare(struct comparison *comparison, size_t policy, const struct run *baseline,
                    const struct run *run) {
    const struct run_column *before = run_column_named(baseline, "welfare"),
                            *after = run_column_named(run, "welfare");
    if (!before || !after || baseline->homes != run->homes) return;
    if (!comparison->winners)
        comparison->winners = fault_allocate(comparison->policy_count, sizeof *comparison->winners);
    winners_count(before->values, after->values, run->homes, 1 / (double)comparison->replications,
                  &comparison->winners[policy]);
}

bool winners_add(struct comparison *comparison, size_t policy, const char *baseline_run, const char *run_path,
                 struct fault *fault) {
    struct run *baseline = run_read(baseline_run, RUN_OUTCOMES, fault);
    struct run *run = baseline ? run_read(run_path, RUN_OUTCOMES, fault) : NULL;
    if (run) compare(comparison, policy, baseline, run);
    bool good = run != NULL;
    run_free(run);
    run_free(baseline);
    return good;
}
