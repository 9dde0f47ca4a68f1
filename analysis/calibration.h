// SPDX-License-Identifier: GPL-3.0-or-later
// A calibration, seen from its rounds' results: how far each point came off what was measured, and at the end
// what is thought of each setting and what comes of it.
#ifndef MARU_ANALYSIS_CALIBRATION_H
#define MARU_ANALYSIS_CALIBRATION_H

#include "analysis/abc.h"
#include "analysis/study_results.h"

// One number that was measured.
struct calibration_target {
    char *outcome;        // its name in study.h5 and runs.csv
    long line;            // of the file it stands in
    double value, scale;  // scale: what counts as 1 of being off; NaN: not said
    double least, most;   // any run came to; INFINITY and -INFINITY before one did
};

struct calibration_targets {
    struct calibration_target *rows;
    size_t count;
};
void calibration_targets_clear(struct calibration_targets *targets);

// Gives a scale to the targets that have none, by the spread over these results (abc_scale).
void calibration_scale(struct calibration_targets *targets, const struct study_results *results);
// How far off each run came: [run_count]; INFINITY for a run that failed or lacks an outcome. The targets
// learn what runs can come to. Owned by the caller.
double *calibration_distances(struct calibration_targets *targets, const struct study_results *results);

struct calibration {
    const struct calibration_targets *targets;  // borrowed
    // Both of the last round; axis i is the results' setting i, point i their run i. Borrowed.
    const struct abc_particles *particles;
    const struct study_results *results;
    size_t rounds, runs, failed;  // of all rounds
};

// What a particle came to for a target.
double calibration_outcome(const struct calibration *calibration, size_t particle, const struct calibration_target *target);

#endif
