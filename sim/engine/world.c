// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/world.h"

uint64_t world_events(const struct world *world) {
    uint64_t events = 0;
    for (size_t i = 0; i < world->chunk_count; i++) events += world->chunks[i].events;
    return events;
}

struct party *world_party_of_kind(struct world *world, const struct party_kind *kind,
                                  const struct party *previous) {
    for (size_t i = previous ? previous->number + 1u : 0; i < world->party_count; i++)
        if (world->parties[i].kind == kind) return &world->parties[i];
    return NULL;
}

struct party *world_party_of_maker(struct world *world, const struct party_kind *kind,
                                   const struct party *maker) {
    for (struct party *party = NULL; (party = world_party_of_kind(world, kind, party));)
        if (party->maker == maker) return party;
    return NULL;
}

struct party *world_next_maker(struct world *world, const struct party *previous) {
    for (size_t i = previous ? previous->number + 1u : 0; i < world->party_count; i++)
        if (world->parties[i].kind->makes) return &world->parties[i];
    return NULL;
}

struct party *world_maker(struct world *world) {
    return world_next_maker(world, NULL);
}

const struct subscription *world_subscriptions(const struct world *world, enum data_class data_class,
                                               size_t *count) {
    size_t first = world->first_subscription[data_class];
    *count = world->first_subscription[data_class + 1] - first;
    return world->subscriptions + first;
}

unsigned world_owned(const struct world *world, uint32_t home, uint16_t appliance) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    unsigned owned = 0;
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        owned += first[i].appliance == appliance && first[i].installed;
    return owned;
}

void world_count(struct world *world, size_t first_metric, size_t metric, uint32_t home, double amount) {
    world->day_metrics[world->homes[home].segment * world->metric_count + first_metric + metric] += amount;
}
