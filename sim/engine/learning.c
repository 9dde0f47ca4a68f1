// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/learning.h"

#include <stdlib.h>

struct learning {
    struct learning_row *rows;
    size_t count, room;
};

void learning_add(struct world *world, const struct party *party, struct learnt version) {
    PROMISE(version.technique && version.subject && version.measure,
            "what was learnt has a technique, a subject and a measure");
    if (!world->learning) world->learning = status_allocate(1, sizeof *world->learning);
    struct learning *learning = world->learning;
    if (learning->count == learning->room) {
        learning->room = learning->room ? 2 * learning->room : 64;
        learning->rows = status_reallocate(learning->rows, learning->room, sizeof *learning->rows);
    }
    learning->rows[learning->count++] = (struct learning_row){world->now, party->number, version};
}

size_t learning_count(const struct world *world) {
    return world->learning ? world->learning->count : 0;
}

const struct learning_row *learning_at(const struct world *world, size_t row) {
    PROMISE(row < learning_count(world), "a row of what was learnt");
    return &world->learning->rows[row];
}

void learning_free(struct world *world) {
    if (world->learning) free(world->learning->rows);
    free(world->learning);
    world->learning = NULL;
}
