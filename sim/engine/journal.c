// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/journal.h"

#include <stdlib.h>

#include "sim/engine/status.h"

struct journal {
    struct journal_line *lines;
    size_t count, room;
};

struct journal *journal_create(void) {
    return status_allocate(1, sizeof(struct journal));
}

void journal_free(struct journal *journal) {
    if (!journal) return;
    free(journal->lines);
    free(journal);
}

uint64_t journal_write(struct journal *journal, struct journal_line line) {
    PROMISE(line.cause <= journal->count, "a cause is written before what follows from it");
    if (journal->count == journal->room) {
        journal->room = journal->room ? 2 * journal->room : 1024;
        journal->lines = status_reallocate(journal->lines, journal->room, sizeof *journal->lines);
    }
    journal->lines[journal->count++] = line;
    return journal->count;
}

size_t journal_count(const struct journal *journal) {
    return journal->count;
}

const struct journal_line *journal_at(const struct journal *journal, uint64_t number) {
    return number >= 1 && number <= journal->count ? &journal->lines[number - 1] : NULL;
}
