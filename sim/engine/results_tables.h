// SPDX-License-Identifier: GPL-3.0-or-later
// Between results.c, which opens the run file and writes its days, results_network.c, which does so for what travels, and
// results_tables.c, which writes the tables of the end; nobody else includes this.
#ifndef MARU_SIM_ENGINE_RESULTS_TABLES_H
#define MARU_SIM_ENGINE_RESULTS_TABLES_H

#include "sim/engine/record.h"
#include "sim/engine/results_journal.h"
#include "sim/engine/world.h"

enum { MONEY_COLUMNS = 2 * CURRENCIES };

// The group `network`.
struct results_network {
    size_t districts;
    struct record_dimension_id way, district;
    struct record_variable_id bytes[BYTES_FATES], link_load, cloud_load, delays[4];
    struct exchange_totals before;      // at the last midnight
};

// The groups `welfare` and `worths`.
enum { WORTH_COLUMNS = 5 };
struct results_welfare {
    struct record_dimension_id source, worth;
    struct record_variable_id by_day, columns[WORTH_COLUMNS];
    int64_t worth_count;
};

// Of each data flow, from day to day where what is known is deleted, else at the end.
struct results_consents {
    double *person_days;  // persons of the homes of which something was known, times days
    time_ms *counted;     // up to this moment
    bool *limited;        // it is deleted after a while, as of that moment
};

// What the daily tables need until the end, when all their rows are known.
struct results {
    struct record *record;
    struct record_dimension_id day, segment, data_flow, party;
    struct record_variable_id *series;  // one per metric
    struct record_variable_id money[MONEY_COLUMNS], consents, transfers;
    struct results_network network;
    struct results_welfare welfare;
    struct results_journal journal;
    struct results_consents quality;
    size_t days;
    const char **parties;               // the firms, then the groups of the ledger
    size_t party_count;
    int64_t *paid;                      // [days][flows known that day], in the order of the days
    size_t paid_count, paid_room;
    size_t *flows_known;                // [days]
    uint64_t *transfers_before;         // per data flow, at the last midnight
};

// A dimension 0 ... count-1.
struct record_dimension_id results_numbered(struct record *record, const char *group, const char *name, size_t count,
                                            const char *long_name);
// A column of a table along it, written at once; units NULL of texts.
void results_column(struct record *record, const char *group, const char *name, enum record_type type,
                    struct record_dimension_id down, const char *units, const char *long_name, const void *values);
// The same of texts.
void results_texts(struct record *record, const char *group, struct record_dimension_id down, const char *name,
                   const char *long_name, const char *const *texts);

// Who paid whom, who knows what, one row per home, network, settings.
void results_tables(struct world *world);

#endif
