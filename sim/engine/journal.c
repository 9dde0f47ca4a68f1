// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/journal.h"

#include <stdlib.h>

#include "sim/engine/status.h"

// A journal_cause, from the lowest bit: line, household + 1, by the calendar.
enum { LINE_BITS = 40, HOME_BITS = 22 };
static const uint64_t line_mask = (UINT64_C(1) << LINE_BITS) - 1, home_mask = (UINT64_C(1) << HOME_BITS) - 1,
                      calendar_bit = UINT64_C(1) << 63;

struct journal {
    struct journal_line *lines;  // those after the forgotten ones
    size_t count, room;
    uint64_t forgotten;
    struct journal_moment moment;
    bool within;  // a moment
};

struct journal *journal_create(void) {
    return status_allocate(1, sizeof(struct journal));
}

void journal_free(struct journal *journal) {
    if (!journal) return;
    free(journal->lines);
    free(journal);
}

static journal_cause cause_of(uint64_t number, uint32_t home) {
    uint64_t place = home == HOME_NONE ? 0 : (uint64_t)home + 1;
    PROMISE(number <= line_mask && place <= home_mask, "a cause has room for its line and its household");
    return number | place << LINE_BITS;
}

uint64_t journal_number(journal_cause cause) {
    return cause & line_mask;
}

uint32_t journal_home(journal_cause cause) {
    uint64_t place = cause >> LINE_BITS & home_mask;
    return place ? (uint32_t)(place - 1) : HOME_NONE;
}

bool journal_by_calendar(journal_cause cause) {
    return (cause & calendar_bit) != 0;
}

void journal_begin(struct journal *journal, struct journal_moment moment) {
    journal->moment = moment;
    journal->within = true;
}

void journal_end(struct journal *journal) {
    journal->within = false;
}

struct journal_moment journal_moment(const struct journal *journal) {
    PROMISE(journal->within, "parties act when they are handed something, at midnight and at the start");
    return journal->moment;
}

time_ms journal_now(const struct journal *journal) {
    return journal_moment(journal).when;
}

journal_cause journal_why(struct journal *journal) {
    struct journal_moment *moment = &journal->moment;
    PROMISE(journal->within, "what happens has a cause, or begins in a moment of its own");
    if (moment->cause) return moment->cause;
    struct journal_line line = {moment->when, 0, moment->what, moment->home, moment->party};
    journal_cause cause = journal_write(journal, line);
    moment->cause = cause | (moment->by_calendar ? calendar_bit : 0);
    return moment->cause;
}

journal_cause journal_write(struct journal *journal, struct journal_line line) {
    line.cause = journal_number(line.cause);
    PROMISE(line.cause <= journal_count(journal), "a cause is written before what follows from it");
    if (journal->count == journal->room) {
        journal->room = journal->room ? 2 * journal->room : 1024;
        journal->lines = status_reallocate(journal->lines, journal->room, sizeof *journal->lines);
    }
    journal->lines[journal->count++] = line;
    return cause_of(journal_count(journal), line.home);
}

uint64_t journal_count(const struct journal *journal) {
    return journal->forgotten + journal->count;
}

const struct journal_line *journal_at(const struct journal *journal, uint64_t number) {
    bool kept = number > journal->forgotten && number <= journal_count(journal);
    return kept ? &journal->lines[number - journal->forgotten - 1] : NULL;
}

void journal_forget(struct journal *journal) {
    journal->forgotten += journal->count;
    journal->count = 0;
}
