// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/random.h"

static uint32_t hash_on(uint32_t hash, const char *text) {
    for (const char *c = text; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash;
}

uint32_t random_stream(const char *meaning) {
    return hash_on(2166136261u, meaning);
}

uint32_t random_stream_of(uint32_t meaning, const char *name) {
    return hash_on(hash_on(meaning, "/"), name);
}

// 63 bits of the name (64-bit FNV-1a, its halves mixed by a multiplication), the first bit set: no home's.
struct random_entity random_named(const char *name) {
    uint64_t hash = 14695981039346656037u;
    for (const char *c = name; *c; c++) hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    hash = (hash ^ hash >> 32) * 0x9e3779b97f4a7c15u;
    return (struct random_entity){0x80000000u | (uint32_t)(hash >> 32), (uint32_t)hash};
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
