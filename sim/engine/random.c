// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/random.h"

uint32_t random_stream(const char *meaning) {
    uint32_t hash = 2166136261u;
    for (const char *c = meaning; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash;
}

uint32_t random_next_poisson(struct random_sequence *sequence, double mean) {
    if (mean > 30.0) {
        double rounded = floor(mean + sqrt(mean) * random_next_normal(sequence) + 0.5);
        return rounded > 0 ? (uint32_t)rounded : 0;
    }
    uint32_t count = 0;
    double product = random_next_uniform(sequence), floor_value = exp(-mean);
    while (product > floor_value) {
        product *= random_next_uniform(sequence);
        count++;
    }
    return count;
}

size_t random_weighted(uint64_t word, const double *weight, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += weight[i];
    double target = random_uniform(word) * sum;
    for (size_t i = 0; i + 1 < count; i++) {
        target -= weight[i];
        if (target < 0) return i;
    }
    return count - 1;
}
