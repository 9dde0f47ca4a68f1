// SPDX-License-Identifier: GPL-3.0-or-later
// Why: a chain of causes. A camera event, the consent, the lead, the visit, the fee and the token each
// write one line that points to the line they follow from, so that any posting can be walked back.
//
// Nothing happens without a cause: before the engine hands something to a party it says which moment begins
// (journal_begin). What the party then posts without naming a cause follows from what it was handed; only when that
// follows from nothing is a line written for the moment itself, once: "midnight", or what the party calls it.
#ifndef MARU_SIM_ENGINE_JOURNAL_H
#define MARU_SIM_ENGINE_JOURNAL_H

#include "sim/engine/item.h"

#define HOME_NONE UINT32_MAX        // a line that concerns no household in particular
#define PARTY_NONE (PARTY_HOME - 1) // nobody acted: the calendar

// Handed on in items, timers and orders: a line of the journal, the household it is about, and whether nothing but the
// calendar brought it. 0: none.
typedef uint64_t journal_cause;
uint64_t journal_number(journal_cause cause);    // of its line, from 1; 0: none
uint32_t journal_home(journal_cause cause);      // HOME_NONE: of no household
bool journal_by_calendar(journal_cause cause);

struct journal_line {
    time_ms when;
    uint64_t cause;      // number of the line this follows from, 0: none
    const char *what;    // borrowed, static: "sighting", "consent granted", "visit"
    uint32_t home;
    uint16_t party;      // who did it; PARTY_HOME: the household
};

struct journal;
struct journal *journal_create(void);
void journal_free(struct journal *journal);

// The moment that is handled now. `what` is borrowed until the end of the run.
struct journal_moment {
    time_ms when;
    journal_cause cause;  // what it follows from; 0: it begins something
    const char *what;     // what its line says, if one is written
    uint32_t home;
    uint16_t party;
    bool by_calendar;
};
void journal_begin(struct journal *journal, struct journal_moment moment);
void journal_end(struct journal *journal);
// These three only between journal_begin and journal_end: a broken promise outside.
struct journal_moment journal_moment(const struct journal *journal);
time_ms journal_now(const struct journal *journal);
journal_cause journal_why(struct journal *journal);  // of what happens now; writes the moment's line when it needs one

// Writes a line that follows from `line.cause`, here a journal_cause.
journal_cause journal_write(struct journal *journal, struct journal_line line);
uint64_t journal_count(const struct journal *journal);  // lines written so far
// NULL: no such line, or it is forgotten.
const struct journal_line *journal_at(const struct journal *journal, uint64_t number);
// Drops the lines kept so far; their numbers go on.
void journal_forget(struct journal *journal);

#endif
