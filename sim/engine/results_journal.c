// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_journal.h"

#include "sim/engine/world.h"

struct column {
    const char *name;
    enum record_type type;
    const char *units, *long_name;
    bool may_miss;
};

enum { WHEN, CAUSE, HOME, PARTY, WHAT };
static const struct column event_columns[EVENT_COLUMNS] = {
    [WHEN] = {"when_ms", RECORD_INT64, "ms", "since the start", false},
    [CAUSE] = {"cause", RECORD_INT64, "1", "line it follows from, counted from 1; 0: it begins by itself",
               false},
    [HOME] = {"home", RECORD_INT32, "1", "household", true},
    [PARTY] = {"acting_party", RECORD_INT32, "1",
               "number of the party that acted, -1: household, -2: nobody, the calendar", false},
    [WHAT] = {"what", RECORD_TEXT, NULL, "what happened", false},
};

enum { PAID_WHEN, PAID_FLOW, PAID_AMOUNT, PAID_HOME, PAID_CAUSE };
static const struct column posting_columns[POSTING_COLUMNS] = {
    [PAID_WHEN] = {"when_ms", RECORD_INT64, "ms", "since the start", false},
    [PAID_FLOW] = {"flow", RECORD_INT32, "1", "row of /flows, which says payer, payee, reason and currency",
                   false},
    [PAID_AMOUNT] = {"amount", RECORD_INT64, "1", "in the flow's currency", false},
    [PAID_HOME] = {"home", RECORD_INT32, "1", "household it concerns", true},
    [PAID_CAUSE] = {"cause", RECORD_INT64, "1", "line of /events it follows from, counted from 1", false},
};

static void make_columns(struct record *record, const char *group, struct record_dimension_id down,
                         const struct column *columns, size_t count, struct record_variable_id *made) {
    for (size_t i = 0; i < count; i++)
        made[i] = record_variable(record, &(struct record_variable){.group = group,
                                                                    .name = columns[i].name,
                                                                    .type = columns[i].type,
                                                                    .rank = 1,
                                                                    .dimensions = {down},
                                                                    .units = columns[i].units,
                                                                    .long_name = columns[i].long_name,
                                                                    .may_miss = columns[i].may_miss});
}

void results_journal_open(struct results_journal *journal, struct record *record) {
    journal->event = record_dimension(record, "events", "event", RECORD_INT64, RECORD_LOG, NULL, "1",
                                      "line of the journal, from 0");
    make_columns(record, "events", journal->event, event_columns, EVENT_COLUMNS, journal->events);
    journal->posting = record_dimension(record, "postings", "posting", RECORD_INT64, RECORD_LOG, NULL, "1",
                                        "what somebody paid somebody");
    make_columns(record, "postings", journal->posting, posting_columns, POSTING_COLUMNS, journal->postings);
}

static int32_t home_number(uint32_t home) {
    return home == HOME_NONE ? -1 : (int32_t)home;
}

static int32_t party_number(uint16_t party) {
    if (party == PARTY_NONE) return -2;
    return party == PARTY_HOME ? -1 : party;
}

static void event_append(struct results_journal *journal, struct record *record,
                         const struct journal_line *line) {
    const int64_t cause = (int64_t)line->cause;
    const int32_t home = home_number(line->home), party = party_number(line->party);
    record_append_coordinate(record, journal->event, &journal->event_count);
    record_append(record, journal->events[WHEN], &line->when);
    record_append(record, journal->events[CAUSE], &cause);
    record_append(record, journal->events[HOME], &home);
    record_append(record, journal->events[PARTY], &party);
    record_append(record, journal->events[WHAT], &line->what);
    journal->event_count++;
}

static void posting_append(struct results_journal *journal, struct record *record,
                           const struct posting *posting) {
    const int64_t cause = (int64_t)posting->cause;
    const int32_t flow = (int32_t)posting->flow, home = home_number(posting->home);
    record_append_coordinate(record, journal->posting, &journal->posting_count);
    record_append(record, journal->postings[PAID_WHEN], &posting->when);
    record_append(record, journal->postings[PAID_FLOW], &flow);
    record_append(record, journal->postings[PAID_AMOUNT], &posting->amount);
    record_append(record, journal->postings[PAID_HOME], &home);
    record_append(record, journal->postings[PAID_CAUSE], &cause);
    journal->posting_count++;
}

void results_journal_day(struct results_journal *journal, struct record *record, const struct world *world) {
    if (ledger_keeping(world->ledger) == LEDGER_KEEPS_NONE) return;
    for (uint64_t next = (uint64_t)journal->event_count + 1; next <= journal_count(world->journal); next++)
        event_append(journal, record, journal_at(world->journal, next));
    size_t kept = ledger_posting_count(world->ledger);
    for (size_t i = world->remembers ? (size_t)journal->posting_count : 0; i < kept; i++)
        posting_append(journal, record, ledger_posting_at(world->ledger, i));
}
