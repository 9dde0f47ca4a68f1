// SPDX-License-Identifier: GPL-3.0-or-later
// Why: a chain of causes. A camera event, the consent, the lead, the visit, the fee and the token each
// write one line that points to the line they follow from, so that any posting can be walked back.
#ifndef MARU_SIM_ENGINE_JOURNAL_H
#define MARU_SIM_ENGINE_JOURNAL_H

#include "sim/engine/clock.h"

struct journal_line {
    time_ms when;
    uint64_t cause;      // number of the line this follows from, 0: none
    const char *what;    // borrowed, static: "sighting", "consent granted", "visit"
    uint32_t home;
    uint16_t party;      // who did it, PARTY_HOME: the household
};

struct journal;
struct journal *journal_create(void);
void journal_free(struct journal *journal);
// Returns the line's number, from 1.
uint64_t journal_write(struct journal *journal, struct journal_line line);
size_t journal_count(const struct journal *journal);
const struct journal_line *journal_at(const struct journal *journal, uint64_t number);  // NULL: no such line

#endif
