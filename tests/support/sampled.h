// SPDX-License-Identifier: GPL-3.0-or-later
// A design and what a function makes of its points.
#ifndef MARU_TESTS_SUPPORT_SAMPLED_H
#define MARU_TESTS_SUPPORT_SAMPLED_H

#include "sim/study/design.h"
#include "tests/support/check.h"

typedef double sampled_function(const double *at, size_t axis_count);

struct sampled {
    struct design *design;
    double *outcome;  // [point]
};

// axes NULL: none has levels. Free with sampled_free.
static inline struct sampled sampled_make(enum design_kind kind, const struct design_axis *axes, size_t axis_count,
                                          size_t points, uint64_t seed, sampled_function *function) {
    struct status status = {0};
    struct design_axis *plain = calloc(axis_count, sizeof *plain);
    struct sampled sampled = {design_make(kind, axes ? axes : plain, axis_count, points, seed, &status), NULL};
    free(plain);
    if (!sampled.design) fail_msg("%s", status.message);
    sampled.outcome = calloc(sampled.design->point_count, sizeof(double));
    for (size_t i = 0; i < sampled.design->point_count; i++)
        sampled.outcome[i] = function(&sampled.design->at[i * axis_count], axis_count);
    return sampled;
}

static inline void sampled_free(struct sampled sampled) {
    free(sampled.outcome);
    design_free(sampled.design);
}

#endif
