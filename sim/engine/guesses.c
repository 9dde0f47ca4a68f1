// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/guesses.h"

#include <stdlib.h>

struct guesses {
    struct guesses_row *rows;
    size_t count;
};

static struct guesses_row *row_of(struct guesses *guesses, uint16_t party) {
    for (size_t i = 0; i < guesses->count; i++)
        if (guesses->rows[i].party == party) return &guesses->rows[i];
    guesses->rows = status_reallocate(guesses->rows, guesses->count + 1, sizeof *guesses->rows);
    return &guesses->rows[guesses->count++];
}

void guesses_put(struct world *world, const struct party *party, struct guessed guessed) {
    PROMISE(guessed.technique && guessed.question && guessed.watched,
            "who guesses says how, what, and of whom it overhears it");
    if (!world->guesses) world->guesses = status_allocate(1, sizeof *world->guesses);
    *row_of(world->guesses, party->number) = (struct guesses_row){party->number, guessed};
}

size_t guesses_count(const struct world *world) {
    return world->guesses ? world->guesses->count : 0;
}

const struct guesses_row *guesses_at(const struct world *world, size_t row) {
    PROMISE(row < guesses_count(world), "a row of what could be guessed");
    return &world->guesses->rows[row];
}

void guesses_free(struct world *world) {
    if (world->guesses) free(world->guesses->rows);
    free(world->guesses);
    world->guesses = NULL;
}
