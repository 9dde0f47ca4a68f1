// SPDX-License-Identifier: GPL-3.0-or-later
// Who talks to whom: the friendship graph among households, made once by igraph (this and social_file.h are its
// doorways) and kept as compressed adjacency lists.
#ifndef MARU_SIM_ENGINE_SOCIAL_H
#define MARU_SIM_ENGINE_SOCIAL_H

#include "sim/engine/kind.h"
#include "sim/engine/status.h"

enum social_model { SOCIAL_SMALL_WORLD, SOCIAL_PREFERENTIAL, SOCIAL_BLOCKS, SOCIAL_FILE, SOCIAL_NONE };

// Section `friends`.
struct social_settings {
    int model;             // enum social_model
    int64_t neighbours;    // mean friends per household; even for small_world and preferential
    double rewire;         // small_world: share of ties that leave the ring
    double within;         // blocks: share of ties inside the own district
    char *file;            // edge list or .graphml: social_file.h
};
extern const struct section_kind friends_section;

struct social {
    uint32_t count;
    uint32_t *first;       // [count + 1]: friends of h are friend[first[h]] ... friend[first[h+1] - 1], ascending
    uint32_t *friend;
};

// `district` of each household, for the block model. Seeded by (seed, replication); undirected. Ties of a household with
// itself are dropped, those that are doubled, in one direction or both, count once: no file is refused for them.
// `path`: of the file, borrowed; NULL when the settings name none. NULL with a status on failure (file and line).
struct social *social_create(const struct social_settings *settings, uint32_t count, const uint16_t *district,
                             uint32_t seed, uint32_t replication, const char *path, struct status *status);
void social_free(struct social *social);

#endif
