// SPDX-License-Identifier: GPL-3.0-or-later
// A run file, read. The doorway of HDF5 for reading: everything else in the analysis works on `struct run`.
// Tables by day are stored as in the file: row after row, the day slowest.
#ifndef MARU_ANALYSIS_READ_RUN_H
#define MARU_ANALYSIS_READ_RUN_H

#include <stdint.h>

#include "analysis/fault.h"
#include "analysis/run_guesses.h"
#include "analysis/run_learning.h"
#include "analysis/run_promises.h"
#include "analysis/run_quality.h"

// A quantity by day and segment.
struct run_series {
    char *name;       // <entry>_<metric>
    char *entry;      // the appliance or party it is counted by; "" when the file does not say
    char *unit, *meaning;
    char *per;        // name of the series to divide by (a mean), "" for a sum
    bool key_result;
    double *values;   // [days][segments]
};

// What a party took in and gave out, day by day.
struct run_parties {
    size_t count;
    char **names;     // the firms, then "households", "mint", "burn", "outside"
    char **sides;     // whose welfare its money is: "families", "firms", "public", or "": nobody's; in files of old ""
    char **kinds;     // of the firms, as a scenario writes them; of the groups, and in files of old, ""
    int64_t *won_in, *won_out, *token_in, *token_out;  // [days][count]
};

// Who is better off, by what, beside money. In files of old there is no source.
struct run_welfare {
    size_t count;
    char **sources, **kinds, **meanings;
    int64_t *by_day;  // [days][count], in thousandths of a won
};

// Who paid whom for what.
struct run_flows {
    size_t count;
    char **payer, **payee, **reason, **currency;  // currency: "won" or "token"
    int64_t *amount, *postings;
    int64_t *amount_by_day;                       // [days][count]
};

// Who was given which data, for what, under which rule of the policy.
struct run_exposures {
    size_t count;
    char **data_class, **recipient, **purpose, **rule;
    int64_t *transfers, *transfers_without_consent, *refused, *bytes, *images, *homes_exposed;
    int64_t *transfers_by_day;  // [days][count]
};

// What somebody knows of a household: a row for each household and data flow that something went through.
struct run_exposed {
    size_t count;
    int32_t *household, *flow, *transfers;  // flow: row of the exposures
    int32_t *allowed_by;                    // place in the states of consent, at the first transfer
};

struct run_consents {
    size_t state_count;
    char **states;
    int64_t *households;  // [days][data flows][states]
};

// A value of every home at the end.
struct run_column {
    char *name, *unit, *meaning;
    double *values;  // [homes]
};

struct run_network {
    double items_sent, items_arrived, items_retried, items_lost;
    double bytes_up, bytes_down;        // carried
    double bytes_up_waiting, bytes_down_waiting, bytes_up_gathered;  // at the end, see sim/engine/exchange.h
    double bulk_flows, reports_sent, reports_lost, gflop, cloud_kwh, firm_kwh;
};

// The journal, one line each.
struct run_events {
    size_t count;
    int64_t *when_ms, *cause;  // cause: number of the line it follows from, counted from 1; 0: none
    int32_t *home;         // -1: no household in particular
    int32_t *acting_party;  // -1: the household itself, -2: nobody, the calendar
    char **what;
};

// Every payment: who paid whom for what stands in the row `flow` of the flows.
struct run_postings {
    size_t count;
    int64_t *when_ms, *amount;
    int64_t *cause;         // number of the event it follows from, counted from 1
    int32_t *flow, *home;   // home -1: no household in particular
};

struct run_settings {
    size_t count;
    char **name, **value, **unit, **origin, **role, **source;
    char **allowed, **meaning;  // "" in files of old
    char *scenario_text, *scenario_file;
};

struct run {
    char *path, *title, *scenario, *policy, *policy_title, *maru_version;
    char *policy_before, *policy_since;  // of a run that branched: what was in force before that date, "sell" or, one after the other, "sell until 2018-06-21, ask"; else ""
    char *day_unit;          // "days since YYYY-MM-DD 00:00:00"
    int64_t seed, replication;
    size_t days, segments, homes;
    int64_t *day;
    char **segment_names;
    size_t series_count;
    struct run_series *series;
    struct run_parties parties;
    struct run_welfare welfare;
    struct run_flows flows;
    struct run_exposures exposures;
    struct run_consents consents;
    struct run_network network;
    struct run_settings settings;
    struct run_learning learning;
    struct run_promises promises;
    struct run_guesses guesses;
    struct run_quality quality;
    size_t column_count;
    struct run_column *columns;  // with RUN_HOMES
    struct run_events events;      // with RUN_EVENTS
    struct run_postings postings;  // with RUN_EVENTS
    struct run_exposed exposed;    // with RUN_EXPOSED
};

// The parts that can be large are read when asked for.
// RUN_OUTCOMES, for studies of many runs: nothing but what a run comes down to (measure.h), which is a small part of a file.
enum run_parts { RUN_TABLES = 0, RUN_HOMES = 1, RUN_EVENTS = 2, RUN_EXPOSED = 4, RUN_OUTCOMES = 8 };

// Reads the file; NULL and a fault when it is missing, is no run file, or was not finished. Everything is owned
// by the run; free with run_free.
struct run *run_read(const char *path, unsigned parts, struct fault *fault);
void run_free(struct run *run);

// By name; NULL when there is none.
const struct run_series *run_series_named(const struct run *run, const char *name);
const struct run_column *run_column_named(const struct run *run, const char *name);

// A party's table summed over the days.
int64_t run_party_total(const struct run *run, const int64_t *table, size_t party);
// A source's worth to all families over the whole run, won.
double run_worth_total(const struct run *run, size_t source);
// A series summed over the days, of one segment.
double run_series_total(const struct run *run, const struct run_series *series, size_t segment);

#endif
