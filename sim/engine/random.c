// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/random.h"

uint32_t random_stream(const char *meaning) {
    uint32_t hash = 2166136261u;
    for (const char *c = meaning; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash;
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
