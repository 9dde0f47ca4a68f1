// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attacks/attack_memory.h"

#include <math.h>
#include <stdlib.h>

// A queue for each data flow: what came on one is kept equally long.
struct queue {
    uint16_t flow;
    struct item *items;
    size_t first, count, room;  // those from `first` on are there
};
struct attack_memory {
    struct queue *queues;
    size_t count;
};

struct attack_memory *attack_memory_create(void) {
    return status_allocate(1, sizeof(struct attack_memory));
}

void attack_memory_free(struct attack_memory *memory) {
    if (!memory) return;
    for (size_t i = 0; i < memory->count; i++) free(memory->queues[i].items);
    free(memory->queues);
    free(memory);
}

static time_ms kept_of(const struct world *world, uint16_t flow) {
    return flow == GATE_NO_FLOW ? CLOCK_NEVER : gate_flow_at(world->gate, flow)->limits.kept;
}

static struct queue *queue_of(struct attack_memory *memory, uint16_t flow) {
    for (size_t i = 0; i < memory->count; i++)
        if (memory->queues[i].flow == flow) return &memory->queues[i];
    memory->queues = status_reallocate(memory->queues, memory->count + 1, sizeof *memory->queues);
    memory->queues[memory->count] = (struct queue){.flow = flow};
    return &memory->queues[memory->count++];
}

static void make_room(struct queue *queue) {
    if (queue->first + queue->count < queue->room) return;
    if (queue->first > queue->count) {
        for (size_t i = 0; i < queue->count; i++) queue->items[i] = queue->items[queue->first + i];
        queue->first = 0;
        return;
    }
    queue->room = queue->room ? 2 * queue->room : 64;
    queue->items = status_reallocate(queue->items, queue->room, sizeof *queue->items);
}

void attack_memory_keep(struct attack_memory *memory, const struct world *world, const struct item *item) {
    struct queue *queue = queue_of(memory, item->flow);
    if (kept_of(world, item->flow) == CLOCK_NEVER && world->turn == CLOCK_NEVER) return;
    make_room(queue);
    queue->items[queue->first + queue->count++] = *item;
}

bool attack_memory_drop(struct attack_memory *memory, const struct world *world, struct item *item) {
    for (size_t i = 0; i < memory->count; i++) {
        struct queue *queue = &memory->queues[i];
        time_ms kept = kept_of(world, queue->flow);
        if (!queue->count || kept == CLOCK_NEVER || queue->items[queue->first].sent + kept >= world->now)
            continue;
        *item = queue->items[queue->first++];
        queue->count--;
        return true;
    }
    return false;
}

double attack_memory_days(const struct attack_memory *memory, const struct world *world) {
    double days = 0;
    for (size_t i = 0; i < memory->count; i++) {
        time_ms kept = kept_of(world, memory->queues[i].flow);
        days = fmax(days, kept == CLOCK_NEVER ? INFINITY : (double)kept / CLOCK_DAY);
    }
    return days;
}
