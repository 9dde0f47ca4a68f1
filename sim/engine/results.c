// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/home.h"
#include "sim/engine/identity.h"
#include "sim/engine/results_consents.h"
#include "sim/engine/results_epsilons.h"
#include "sim/engine/results_files.h"
#include "sim/engine/results_guesses.h"
#include "sim/engine/results_learning.h"
#include "sim/engine/results_network.h"
#include "sim/engine/results_promises.h"
#include "sim/engine/results_submodels.h"
#include "sim/engine/results_tables.h"
#include "sim/engine/results_welfare.h"

static const char *const money_names[MONEY_COLUMNS] = {"won_in", "won_out", "token_in", "token_out"};

// ---- Opening ------------------------------------------------------------------------------------------

static void describe_run(struct world *world, struct record *record) {
    const struct plan *plan = world->plan;
    record_attribute_text(record, "", NULL, "Conventions", "CF-1.8");
    record_attribute_text(record, "", NULL, "title", plan->title);
    record_attribute_text(record, "", NULL, "scenario", plan->name);
    record_attribute_whole(record, "", NULL, "seed", world->key.seed);
    record_attribute_whole(record, "", NULL, "replication", world->key.replication);
    record_attribute_text(record, "", NULL, "maru_version", MARU_VERSION);
}

enum { DATE_SIZE = 40 };

// Of its past.
static const char *print_turn(const struct plan *plan, char date[DATE_SIZE]) {
    struct clock_date until = clock_civil_from_days(plan->past.until_day);
    snprintf(date, DATE_SIZE, "%04d-%02d-%02d", until.year, until.month, until.day);
    return date;
}

// "sell"; of several, the first one first: "sell until 2018-06-21, ask". Owned by the caller.
static char *name_pasts(const struct plan *plan) {
    const struct plan *past = plan->past.plan;
    if (!past->past.plan) return status_copy_text(past->policy);
    char *before = name_pasts(past), date[DATE_SIZE];
    size_t size = strlen(before) + strlen(past->policy) + DATE_SIZE + sizeof " until , ";
    char *all = status_allocate(size, 1);
    snprintf(all, size, "%s until %s, %s", before, print_turn(past, date), past->policy);
    free(before);
    return all;
}

// At the end: until its policy comes into force, a run may still become another's.
static void describe_policy(const struct world *world, struct record *record) {
    const struct plan *plan = world->asked, *past = plan->past.plan;
    record_attribute_text(record, "", NULL, "policy", plan->policy);
    record_attribute_text(record, "", NULL, "policy_title", plan->policy_title);
    if (!past) return;
    char *before = name_pasts(plan), date[DATE_SIZE];
    record_attribute_text(record, "", NULL, "policy_before", before);
    record_attribute_text(record, "", NULL, "policy_since", print_turn(plan, date));
    free(before);
}

static void name_parties(const struct world *world, struct results *results) {
    static const char *const groups[] = {"households", "mint", "burn", "outside"};
    size_t group_count = sizeof groups / sizeof *groups;
    results->party_count = world->party_count + group_count;
    results->parties = status_allocate(results->party_count, sizeof *results->parties);
    for (size_t i = 0; i < world->party_count; i++) results->parties[i] = world->parties[i].name;
    memcpy(results->parties + world->party_count, groups, sizeof groups);
}

static void make_dimensions(struct world *world, struct results *results) {
    struct clock_date date = clock_civil_from_days(world->start_day);
    char units[64];
    snprintf(units, sizeof units, "days since %04d-%02d-%02d 00:00:00", date.year, date.month, date.day);
    results->day = record_dimension(results->record, "", "day", RECORD_INT64, RECORD_UNLIMITED, NULL, units,
                                    "day that has passed, its first midnight");
    record_attribute_text(results->record, "", "day", "calendar", "standard");
    results->segment = record_dimension(results->record, "", "segment", RECORD_TEXT, HOME_SEGMENTS,
                                        home_segment_names, NULL, "privacy segment of the household");
    results->party = record_dimension(results->record, "", "party", RECORD_TEXT, results->party_count,
                                      results->parties, NULL, "who holds accounts");
    results->data_flow = results_numbered(results->record, "", "data_flow", gate_flow_count(world->gate),
                                          "data class to a recipient for a purpose");
}

static struct record_variable_id daily(struct results *results, const char *group, const char *name,
                                       enum record_type type, struct record_dimension_id across,
                                       const char *units, const char *long_name) {
    struct record_variable variable = {.group = group,
                                       .name = name,
                                       .type = type,
                                       .rank = 2,
                                       .dimensions = {results->day, across},
                                       .units = units,
                                       .long_name = long_name};
    return record_variable(results->record, &variable);
}

static void make_series(struct results *results, size_t first_metric, const struct metric *metrics,
                        size_t count, const char *entry, bool matters) {
    for (size_t i = 0; i < count; i++) {
        char name[200];
        snprintf(name, sizeof name, "%s_%s", entry, metrics[i].name);
        results->series[first_metric + i] = daily(results, "series", name, RECORD_FLOAT64, results->segment,
                                                  metrics[i].unit, metrics[i].meaning);
        record_attribute_whole(results->record, "series", name, "key_result",
                               metrics[i].key_result && matters);
        record_attribute_text(results->record, "series", name, "entry", entry);
        if (!metrics[i].per) continue;
        char per[200];
        snprintf(per, sizeof per, "%s_%s", entry, metrics[i].per);
        record_attribute_text(results->record, "series", name, "per", per);
    }
}

static void make_all_series(struct world *world, struct results *results) {
    results->series = status_allocate(world->metric_count, sizeof *results->series);
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance *appliance = &world->appliances[i];
        const struct appliance_kind *kind = appliance->kind;
        make_series(results, appliance->first_metric, kind->metrics, kind->metric_count,
                    appliance_name(appliance), !kind->matters || kind->matters(world));
    }
    for (size_t i = 0; i < world->party_count; i++) {
        const struct party *party = &world->parties[i];
        bool copy = i > 0 && world->parties[i - 1].entry == party->entry;
        if (!copy)
            make_series(results, party->first_metric, party->kind->metrics, party->kind->metric_count,
                        party->entry->name, true);
    }
}

static void make_daily_tables(struct world *world, struct results *results) {
    make_all_series(world, results);
    for (int i = 0; i < MONEY_COLUMNS; i++)
        results->money[i] =
            daily(results, "parties", money_names[i], RECORD_INT64, results->party, i < 2 ? "won" : "token",
                  i % 2 ? "paid out on the day" : "received on the day");
    results->transfers = daily(results, "exposures", "transfers_by_day", RECORD_INT64, results->data_flow,
                               "1", "items that left the homes on the day");
    struct record_dimension_id state =
        record_dimension(results->record, "consents", "state", RECORD_TEXT, CONSENT_STATES, gate_state_names,
                         NULL, "state of consent");
    struct record_variable households = {.group = "consents",
                                         .name = "households",
                                         .type = RECORD_INT64,
                                         .rank = 3,
                                         .dimensions = {results->day, results->data_flow, state},
                                         .units = "1",
                                         .long_name = "households in the state at the day's end"};
    results->consents = record_variable(results->record, &households);
    results_network_open(world, results);
    results_welfare_open(world, results);
}

bool results_open(struct world *world, const char *path, struct status *status) {
    char identity[IDENTITY_SIZE];
    struct replace_terms terms = {plan_identity(world->asked, identity), world->asked->replace,
                                  world->asked->shared};
    struct record *record = record_open(path, &terms, status);
    if (!record) return false;
    struct results *results = world->results = status_allocate(1, sizeof *results);
    results->record = record;
    results->transfers_before = status_allocate(gate_flow_count(world->gate), sizeof(uint64_t));
    name_parties(world, results);
    describe_run(world, record);
    make_dimensions(world, results);
    make_daily_tables(world, results);
    results_journal_open(&results->journal, record);
    results_consents_open(world, &results->quality);
    return true;
}

// ---- Every day ----------------------------------------------------------------------------------------

// Adds the chunks' counters to the day's, chunk after chunk, so that the sums never depend on threads.
static void gather_counters(struct world *world) {
    size_t width = HOME_SEGMENTS * world->metric_count;
    for (size_t i = 0; i < world->chunk_count; i++) {
        struct chunk *chunk = &world->chunks[i];
        for (size_t m = 0; m < width; m++) world->day_metrics[m] += chunk->metrics[m];
        memset(chunk->metrics, 0, width * sizeof *chunk->metrics);
    }
    for (int i = 0; i < world->threads; i++) gate_add_tally(world->gate, world->tallies[i]);
}

static void record_series(struct world *world, struct results *results) {
    for (size_t metric = 0; metric < world->metric_count; metric++) {
        double row[HOME_SEGMENTS];
        for (int segment = 0; segment < HOME_SEGMENTS; segment++)
            row[segment] = world->day_metrics[(size_t)segment * world->metric_count + metric];
        record_append(results->record, results->series[metric], row);
    }
}

static size_t party_row(const struct results *results, const char *name) {
    for (size_t i = 0; i < results->party_count; i++)
        if (!strcmp(results->parties[i], name)) return i;
    PROMISE(false, "every payer and payee is in the table of parties");
}

static void record_money(struct world *world, struct results *results) {
    int64_t *rows = status_allocate(MONEY_COLUMNS * results->party_count, sizeof *rows);
    for (size_t i = 0; i < ledger_flow_count(world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        size_t in = 2 * (size_t)flow->currency, out = in + 1;
        rows[in * results->party_count + party_row(results, flow->payee)] += flow->today;
        rows[out * results->party_count + party_row(results, flow->payer)] += flow->today;
    }
    for (size_t i = 0; i < MONEY_COLUMNS; i++)
        record_append(results->record, results->money[i], rows + i * results->party_count);
    free(rows);
}

// Who paid whom: the table's columns are known only at the end, so the days are kept until then.
static void keep_paid(struct world *world, struct results *results) {
    size_t flows = ledger_flow_count(world->ledger);
    results->flows_known = status_reallocate(results->flows_known, results->days + 1, sizeof(size_t));
    results->flows_known[results->days] = flows;
    if (results->paid_count + flows > results->paid_room) {
        results->paid_room = 2 * (results->paid_count + flows);
        results->paid = status_reallocate(results->paid, results->paid_room, sizeof *results->paid);
    }
    for (size_t i = 0; i < flows; i++)
        results->paid[results->paid_count++] = ledger_flow_at(world->ledger, i)->today;
}

static void record_data_flows(struct world *world, struct results *results, time_ms midnight) {
    size_t flows = gate_flow_count(world->gate);
    int64_t *transfers = status_allocate(flows, sizeof *transfers);
    int64_t(*households)[CONSENT_STATES] = status_allocate(flows, sizeof *households);
    consent_count(world->gate, midnight, households);
    for (size_t i = 0; i < flows; i++) {
        uint64_t total = gate_flow_at(world->gate, (uint16_t)i)->transfers;
        transfers[i] = (int64_t)(total - results->transfers_before[i]);
        results->transfers_before[i] = total;
    }
    record_append(results->record, results->transfers, transfers);
    record_append(results->record, results->consents, households);
    free(transfers);
    free(households);
}

void results_day(struct world *world, time_ms midnight) {
    gather_counters(world);
    struct results *results = world->results;
    if (results) {
        int64_t day = clock_day(midnight) - 1;
        record_append_coordinate(results->record, results->day, &day);
        record_series(world, results);
        record_money(world, results);
        keep_paid(world, results);
        record_data_flows(world, results, midnight);
        results_consents_day(world, &results->quality, midnight);
        results_network_day(world, results);
        results_welfare_day(world, results);
        results_journal_day(&results->journal, results->record, world);
        results->days++;
    }
    if (!world->remembers) {
        journal_forget(world->journal);
        ledger_forget(world->ledger);
        welfare_forget(world->welfare);
    }
    ledger_new_day(world->ledger);
    exchange_new_day(world->exchange);
    memset(world->day_metrics, 0, HOME_SEGMENTS * world->metric_count * sizeof(double));
}

static void results_free(struct world *world) {
    struct results *results = world->results;
    world->results = NULL;
    free(results->series);
    free(results->parties);
    free(results->paid);
    free(results->flows_known);
    free(results->transfers_before);
    results_consents_free(&results->quality);
    free(results);
}

bool results_close(struct world *world, struct status *status) {
    struct results *results = world->results;
    if (!results) return true;
    describe_policy(world, results->record);
    results_tables(world);
    results_consents_tables(world, results);
    results_submodels(world, world->results->record);
    results_learning(world, world->results->record);
    results_epsilons(world, world->results->record);
    results_promises(world, world->results->record);
    results_guesses(world, world->results->record);
    results_files(world->plan, world->past, world->results->record);
    results_network_totals(world, world->results);
    results_welfare_totals(world, world->results);
    struct record *record = results->record;
    results_free(world);
    return record_close(record, status);
}

bool results_become(struct world *world, const char *path, struct status *status) {
    char identity[IDENTITY_SIZE];
    return record_become(world->results->record, path, plan_identity(world->asked, identity), status);
}

void results_abandon(struct world *world) {
    if (!world->results) return;
    record_abandon(world->results->record);
    results_free(world);
}
