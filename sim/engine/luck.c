// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/luck.h"

#include "sim/engine/world.h"

static struct random_sequence sequence(const struct world *world, struct random_entity entity,
                                       uint32_t stream, uint64_t n) {
    return (struct random_sequence){world->key, entity, stream, n};
}

struct random_sequence luck_of_home(const struct world *world, uint32_t home, const char *meaning,
                                    uint64_t n) {
    PROMISE(home < world->home_count, "it is a home's luck");
    return sequence(world, random_home(home), random_stream(meaning), n);
}

struct random_sequence luck_with_party(const struct world *world, const struct party *party, uint32_t home,
                                       const char *meaning, uint64_t n) {
    struct random_sequence luck = luck_of_home(world, home, meaning, n << 8);
    luck.stream = random_stream_of(luck.stream, party->name);
    return luck;
}

struct random_sequence luck_with_flow(const struct world *world, uint16_t number, uint32_t home,
                                      const char *meaning, uint64_t n) {
    const struct gate_flow *flow = gate_flow_at(world->gate, number);
    struct random_sequence luck = luck_with_party(world, &world->parties[flow->recipient], home, meaning, n);
    luck.stream = random_stream_of(luck.stream, gate_class_names[flow->data_class]);
    luck.stream = random_stream_of(luck.stream, flow->purpose);
    return luck;
}

struct random_sequence luck_of_party(const struct world *world, const struct party *party,
                                     const char *meaning, uint64_t n) {
    return sequence(world, random_named(party->name), random_stream(meaning), n);
}

// Highest random weight (Thaler & Ravishankar 1998, "Using name-based mappings to increase hit rates").
struct party *luck_choose_party(struct world *world, const struct party_kind *kind, uint32_t home,
                                const char *meaning, uint64_t n, bool (*may)(const struct party *party)) {
    struct party *chosen = NULL;
    double highest = 0;
    for (struct party *p = NULL; (p = world_party_of_kind(world, kind, p));) {
        if (may && !may(p)) continue;
        struct random_sequence luck = luck_with_party(world, p, home, meaning, n);
        double weight = random_next_uniform(&luck);
        if (weight > highest) chosen = p;
        highest = fmax(highest, weight);
    }
    return chosen;
}
