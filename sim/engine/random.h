// SPDX-License-Identifier: GPL-3.0-or-later
// Chance, keyed by meaning. A draw is a pure function of (seed, replication, entity, stream, n):
// nothing that is added, removed, logged or run on another thread moves anybody else's draws, and
// two policies that share a seed meet the same families with the same luck.
//
// The generator is Philox2x64-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as
// easy as 1, 2, 3", SC'11), from the Random123 library: 128 random bits a block, from ten 64-bit
// multiplications, where Philox4x32-10 needs twenty of 32 bits for as much (half the instructions).
#ifndef MARU_SIM_ENGINE_RANDOM_H
#define MARU_SIM_ENGINE_RANDOM_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

// The library's header is not clean under our warnings; nothing of it is used outside this file. Without its
// SSE (of other generators) it brings no 60,000 lines of intrinsics into every file that draws.
#define R123_USE_SSE 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

struct random_key {
    uint32_t seed;
    uint32_t replication;
};

// 128 random bits: two 64-bit words, used as the drawer likes.
struct random_block {
    uint64_t word[2];
};

// Whose luck it is: a home's, by its number, or a party's, by its name, never by its place in a list, so that
// whoever comes, goes or stands elsewhere in the scenario changes nobody else's. A type of its own: a bare
// number is nobody.
struct random_entity {
    uint32_t number;  // below 2^31: a home's
    uint32_t twist;   // of its streams; 0 for homes
};

static inline struct random_entity random_home(uint32_t home) {
    return (struct random_entity){home, 0};
}
#define RANDOM_WORLD ((struct random_entity){UINT32_MAX, 0})
struct random_entity random_named(const char *name);

static inline struct random_block random_block(struct random_key key, struct random_entity entity,
                                               uint32_t stream, uint64_t n) {
    philox2x64_ctr_t counter = {{n, (uint64_t)entity.number << 32 | (stream ^ entity.twist)}};
    philox2x64_key_t philox_key = {{(uint64_t)key.replication << 32 | key.seed}};
    philox2x64_ctr_t bits = philox2x64(counter, philox_key);
    return (struct random_block){{bits.v[0], bits.v[1]}};
}

// A stream's number from its meaning, for example "robot_vacuum.run" (32-bit FNV-1a hash).
uint32_t random_stream(const char *meaning);
// The stream of "meaning/name": of a meaning that has as many streams as there are names.
uint32_t random_stream_of(uint32_t meaning, const char *name);

// Uniform on the open interval (0, 1), 52 bits: 0 and 1 never occur, so log() is always finite.
static inline double random_uniform(uint64_t word) {
    return ((double)(word >> 12) + 0.5) * 0x1p-52;
}
// Exponential with mean 1.
static inline double random_exponential(uint64_t word) { return -log(random_uniform(word)); }
// True with the given probability in [0, 1].
static inline int random_chance(uint64_t word, double probability) {
    return random_uniform(word) < probability;
}
// Whole number 0 ... count-1, from 32 bits; the bias is below count / 2^32.
static inline uint32_t random_below(uint32_t half_word, uint32_t count) {
    return (uint32_t)(((uint64_t)half_word * count) >> 32);
}
// Standard normal from both words of a block (Box & Muller 1958).
static inline double random_normal(struct random_block block) {
    return sqrt(2.0 * random_exponential(block.word[0])) *
           cos(6.283185307179586 * random_uniform(block.word[1]));
}

// One of several streams of the same owner, substream >= 1.
static inline uint32_t random_substream(uint32_t stream, uint32_t substream) {
    return stream ^ substream * 2654435761u;
}

// A sequence of draws with one meaning: n moves on by one with each block.
struct random_sequence {
    struct random_key key;
    struct random_entity entity;
    uint32_t stream;
    uint64_t n;
};

static inline struct random_block random_next(struct random_sequence *sequence) {
    return random_block(sequence->key, sequence->entity, sequence->stream, sequence->n++);
}
static inline double random_next_uniform(struct random_sequence *sequence) {
    return random_uniform(random_next(sequence).word[0]);
}
static inline double random_next_exponential(struct random_sequence *sequence) {
    return random_exponential(random_next(sequence).word[0]);
}
static inline double random_next_normal(struct random_sequence *sequence) {
    return random_normal(random_next(sequence));
}

// Index drawn with probability proportional to weight[i] >= 0; weights sum to more than 0.
size_t random_weighted(uint64_t word, const double *weight, size_t count);

#endif
