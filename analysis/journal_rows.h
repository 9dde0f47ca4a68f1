// SPDX-License-Identifier: GPL-3.0-or-later
// The journal and the payments of a run file, a row at a time: a year of ten thousand homes has millions. Whole columns are
// read only of what is looked for, and the texts of the journal only of the rows that are shown.
#ifndef MARU_ANALYSIS_JOURNAL_ROWS_H
#define MARU_ANALYSIS_JOURNAL_ROWS_H

#include "analysis/run_file.h"

struct journal_rows;

// Of an open file, which is borrowed.
struct journal_rows *journal_rows_open(struct run_file *file);
void journal_rows_close(struct journal_rows *rows);
size_t journal_rows_events(const struct journal_rows *rows);
size_t journal_rows_payments(const struct journal_rows *rows);

// Reads all columns but the texts at once: for whoever asks about many rows.
void journal_rows_keep(struct journal_rows *rows);

struct journal_event {
    int64_t number;        // from 1, as causes count; 0: there is none
    int64_t when_ms, cause;
    int32_t home, party;   // -1: no home; party -1: the household, -2: the calendar
    char *what;            // owned by whom it was given to
};
struct journal_event journal_rows_event(struct journal_rows *rows, int64_t number);

struct journal_payment {
    int64_t number;        // from 0; -1: there is none
    int64_t when_ms, amount, cause;
    int32_t flow, home;
};
struct journal_payment journal_rows_payment(struct journal_rows *rows, int64_t number);

// Which rows are looked for.
struct journal_filter {
    const bool *flows;  // [flow_count]; NULL: any
    size_t flow_count;
    int64_t day;        // since the start; -1: any
    int64_t home;       // -1: any
};
// Numbers of the `most` largest payments, the largest first, of equal ones the earliest; how many there are.
size_t journal_rows_largest(struct journal_rows *rows, const struct journal_filter *filter, size_t most, int64_t *numbers);
// ... of those in the order of time: the first `most`; all of them are counted.
size_t journal_rows_payments_of(struct journal_rows *rows, const struct journal_filter *filter, size_t most, int64_t *numbers);
// Numbers of the first `most` events of the home; all of them are counted.
size_t journal_rows_events_of(struct journal_rows *rows, int64_t home, size_t most, int64_t *numbers);

// The first event from the day on (-1: the start) that says one of the list's texts (run_kinds_lists), within the next so many
// lines of the journal, and was done by the party or by a household; 0: none.
int64_t journal_rows_saying(struct journal_rows *rows, const char *list, int64_t day, int32_t party);
enum { JOURNAL_ANYBODY = -3 };  // as a party

// What lines of homes say, each text once: how often, and of the homes to which it happened the one with most lines in all that does
// not stand behind a rarer text already, of equal ones the first.
struct journal_saying {
    size_t text;       // its place among what the rows say
    const char *what;  // borrowed from the rows
    size_t lines;
    int32_t home;
};
// The rarest first, of equal ones in the order of the alphabet. Owned by the caller; NULL and a count of 0: none, or a fault.
struct journal_saying *journal_rows_sayings(struct journal_rows *rows, size_t *count);

#endif
