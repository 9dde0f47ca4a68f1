// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/record.h"
#include "sim/engine/world.h"

enum { MONEY_COLUMNS = 2 * CURRENCIES };
static const char *const money_names[MONEY_COLUMNS] = {"won_in", "won_out", "token_in", "token_out"};

// What the daily tables need until the end, when all their rows are known.
struct results {
    struct record *record;
    struct record_dimension_id day, segment, data_flow, party;
    struct record_variable_id *series;  // one per metric
    struct record_variable_id money[MONEY_COLUMNS], consents, transfers;
    size_t days;
    const char **parties;               // the firms, then the groups of the ledger
    size_t party_count;
    int64_t *paid;                      // [days][flows known that day], in the order of the days
    size_t paid_count, paid_room;
    size_t *flows_known;                // [days]
    uint64_t *transfers_before;         // per data flow, at the last midnight
};

// ---- Opening ---------------------------------------------------------------------------------------------------

static void describe_run(struct world *world, struct record *record) {
    const struct plan *plan = world->plan;
    record_attribute_text(record, "", NULL, "Conventions", "CF-1.8");
    record_attribute_text(record, "", NULL, "title", plan->title);
    record_attribute_text(record, "", NULL, "scenario", plan->name);
    record_attribute_text(record, "", NULL, "policy", plan->policy);
    record_attribute_whole(record, "", NULL, "seed", world->key.seed);
    record_attribute_whole(record, "", NULL, "replication", world->key.replication);
    record_attribute_text(record, "", NULL, "maru_version", MARU_VERSION);
}

static void name_parties(const struct world *world, struct results *results) {
    static const char *const groups[] = {"households", "mint", "burn", "outside"};
    size_t group_count = sizeof groups / sizeof *groups;
    results->party_count = world->party_count + group_count;
    results->parties = status_allocate(results->party_count, sizeof *results->parties);
    for (size_t i = 0; i < world->party_count; i++) results->parties[i] = world->parties[i].name;
    memcpy(results->parties + world->party_count, groups, sizeof groups);
}

static struct record_dimension_id numbered(struct record *record, const char *group, const char *name, size_t count,
                                           const char *long_name) {
    int64_t *numbers = status_allocate(count, sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = (int64_t)i;
    struct record_dimension_id id = record_dimension(record, group, name, RECORD_INT64, count, numbers, "1", long_name);
    free(numbers);
    return id;
}

static void make_dimensions(struct world *world, struct results *results) {
    struct clock_date date = clock_civil_from_days(world->start_day);
    char units[64];
    snprintf(units, sizeof units, "days since %04d-%02d-%02d 00:00:00", date.year, date.month, date.day);
    results->day = record_dimension(results->record, "", "day", RECORD_INT64, RECORD_UNLIMITED, NULL, units,
                                    "day that has passed, its first midnight");
    record_attribute_text(results->record, "", "day", "calendar", "standard");
    results->segment = record_dimension(results->record, "", "segment", RECORD_TEXT, HOME_SEGMENTS, home_segment_names,
                                        NULL, "privacy segment of the household");
    results->party = record_dimension(results->record, "", "party", RECORD_TEXT, results->party_count,
                                      results->parties, NULL, "who holds accounts");
    results->data_flow = numbered(results->record, "", "data_flow", gate_flow_count(world->gate),
                                  "data class to a recipient for a purpose");
}

static struct record_variable_id daily(struct results *results, const char *group, const char *name,
                                       enum record_type type, struct record_dimension_id across, const char *units,
                                       const char *long_name) {
    struct record_variable variable = {group, name, type, 2, {results->day, across}, units, long_name};
    return record_variable(results->record, &variable);
}

static void make_series(struct results *results, size_t first_metric, const struct metric *metrics, size_t count,
                        const char *entry) {
    for (size_t i = 0; i < count; i++) {
        char name[200];
        snprintf(name, sizeof name, "%s_%s", entry, metrics[i].name);
        results->series[first_metric + i] = daily(results, "series", name, RECORD_FLOAT64, results->segment,
                                                  metrics[i].unit, metrics[i].meaning);
        record_attribute_whole(results->record, "series", name, "key_result", metrics[i].key_result);
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
        make_series(results, appliance->first_metric, appliance->kind->metrics, appliance->kind->metric_count,
                    appliance->entry ? appliance->entry->name : appliance->kind->kind.name);
    }
    for (size_t i = 0; i < world->party_count; i++) {
        const struct party *party = &world->parties[i];
        bool copy = i > 0 && world->parties[i - 1].entry == party->entry;
        if (!copy)
            make_series(results, party->first_metric, party->kind->metrics, party->kind->metric_count,
                        party->entry->name);
    }
}

static void make_daily_tables(struct world *world, struct results *results) {
    make_all_series(world, results);
    for (int i = 0; i < MONEY_COLUMNS; i++)
        results->money[i] = daily(results, "parties", money_names[i], RECORD_INT64, results->party,
                                  i < 2 ? "won" : "token", i % 2 ? "paid out on the day" : "received on the day");
    results->transfers = daily(results, "exposures", "transfers_by_day", RECORD_INT64, results->data_flow, "1",
                               "items that left the homes on the day");
    struct record_dimension_id state =
        record_dimension(results->record, "consents", "state", RECORD_TEXT, CONSENT_STATES, gate_state_names, NULL,
                         "state of consent");
    struct record_variable households = {"consents", "households", RECORD_INT64, 3,
                                         {results->day, results->data_flow, state}, "1",
                                         "households in the state at the day's end"};
    results->consents = record_variable(results->record, &households);
}

bool results_open(struct world *world, const char *path, struct status *status) {
    struct record *record = record_open(path, status);
    if (!record) return false;
    struct results *results = world->results = status_allocate(1, sizeof *results);
    results->record = record;
    results->transfers_before = status_allocate(gate_flow_count(world->gate), sizeof(uint64_t));
    name_parties(world, results);
    describe_run(world, record);
    make_dimensions(world, results);
    make_daily_tables(world, results);
    return true;
}

// ---- Every day -------------------------------------------------------------------------------------------------

// Adds the chunks' counters to the day's, chunk after chunk, so that the sums never depend on threads.
static void gather_counters(struct world *world) {
    size_t width = HOME_SEGMENTS * world->metric_count;
    for (size_t i = 0; i < world->chunk_count; i++) {
        struct chunk *chunk = &world->chunks[i];
        for (size_t m = 0; m < width; m++) world->day_metrics[m] += chunk->metrics[m];
        memset(chunk->metrics, 0, width * sizeof *chunk->metrics);
        gate_add_tally(world->gate, chunk->gate);
    }
    gate_add_tally(world->gate, world->tally);
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
    int64_t *households = status_allocate(flows * CONSENT_STATES, sizeof *households);
    for (size_t i = 0; i < flows; i++) {
        uint64_t total = gate_flow_at(world->gate, (uint16_t)i)->transfers;
        transfers[i] = (int64_t)(total - results->transfers_before[i]);
        results->transfers_before[i] = total;
        uint32_t counts[CONSENT_STATES];
        consent_count(world->gate, (uint16_t)i, midnight, counts);
        for (int state = 0; state < CONSENT_STATES; state++) households[i * CONSENT_STATES + (size_t)state] = counts[state];
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
        results->days++;
    }
    ledger_new_day(world->ledger);
    memset(world->day_metrics, 0, HOME_SEGMENTS * world->metric_count * sizeof(double));
}

// ---- At the end ------------------------------------------------------------------------------------------------

// One column of a table: values are written at once.
static void column(struct results *results, const char *group, const char *name, enum record_type type,
                   struct record_dimension_id down, const char *units, const char *long_name, const void *values) {
    struct record_variable variable = {group, name, type, 1, {down}, units, long_name};
    record_write(results->record, record_variable(results->record, &variable), values);
}

struct flow_columns {
    const char **payer, **payee, **reason, **currency;
    int64_t *amount, *postings, *by_day;
};

static struct flow_columns flow_columns_fill(const struct world *world, const struct results *results, size_t flows) {
    struct flow_columns c = {
        status_allocate(flows, sizeof(char *)),    status_allocate(flows, sizeof(char *)),
        status_allocate(flows, sizeof(char *)),    status_allocate(flows, sizeof(char *)),
        status_allocate(flows, sizeof(int64_t)),   status_allocate(flows, sizeof(int64_t)),
        status_allocate(flows * results->days, sizeof(int64_t))};
    for (size_t i = 0; i < flows; i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        c.payer[i] = flow->payer;
        c.payee[i] = flow->payee;
        c.reason[i] = flow->reason;
        c.currency[i] = ledger_currency_names[flow->currency];
        c.amount[i] = flow->amount;
        c.postings[i] = (int64_t)flow->postings;
    }
    const int64_t *paid = results->paid;
    for (size_t day = 0; day < results->days; paid += results->flows_known[day++])
        memcpy(c.by_day + day * flows, paid, results->flows_known[day] * sizeof *paid);
    return c;
}

static void flow_columns_free(struct flow_columns c) {
    free(c.payer);
    free(c.payee);
    free(c.reason);
    free(c.currency);
    free(c.amount);
    free(c.postings);
    free(c.by_day);
}

static void write_flows(struct world *world, struct results *results) {
    size_t flows = ledger_flow_count(world->ledger);
    struct flow_columns c = flow_columns_fill(world, results, flows);
    struct record_dimension_id flow = numbered(results->record, "flows", "flow", flows, "who paid whom for what");
    column(results, "flows", "payer", RECORD_TEXT, flow, NULL, "who paid", c.payer);
    column(results, "flows", "payee", RECORD_TEXT, flow, NULL, "who was paid", c.payee);
    column(results, "flows", "reason", RECORD_TEXT, flow, NULL, "what for", c.reason);
    column(results, "flows", "currency", RECORD_TEXT, flow, NULL, "won or token", c.currency);
    column(results, "flows", "amount", RECORD_INT64, flow, "1", "amount in the flow's currency, whole run", c.amount);
    column(results, "flows", "postings", RECORD_INT64, flow, "1", "number of postings", c.postings);
    struct record_variable by_day = {"flows", "amount_by_day", RECORD_INT64, 2, {results->day, flow}, "1",
                                     "amount in the flow's currency on the day"};
    record_write(results->record, record_variable(results->record, &by_day), c.by_day);
    flow_columns_free(c);
}

static int64_t homes_exposed(const struct world *world, uint16_t flow) {
    int64_t count = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        count += gate_entry_at(world->gate, home, flow)->transfers > 0;
    return count;
}

static int64_t flow_transfers(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->transfers;
}
static int64_t flow_without_consent(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->transfers_without_consent;
}
static int64_t flow_refused(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->refused;
}
static int64_t flow_bytes(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->bytes;
}
static int64_t flow_images(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->images;
}

// The numbers of a data flow, one column each.
static const struct {
    const char *name, *long_name;
    int64_t (*value)(const struct world *world, uint16_t flow);
} exposure_columns[] = {
    {"transfers", "items that left the homes", flow_transfers},
    {"transfers_without_consent", "of these, without a valid consent", flow_without_consent},
    {"refused", "items the gate held back", flow_refused},
    {"bytes", "bytes that left the homes", flow_bytes},
    {"images", "pictures that left the homes", flow_images},
    {"homes_exposed", "households of which the recipient knows something", homes_exposed},
};

static void write_exposures(struct world *world, struct results *results) {
    size_t flows = gate_flow_count(world->gate);
    const char **text[4];
    for (int i = 0; i < 4; i++) text[i] = status_allocate(flows, sizeof(char *));
    for (size_t i = 0; i < flows; i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, (uint16_t)i);
        text[0][i] = gate_class_names[flow->data_class];
        text[1][i] = world->parties[flow->recipient].name;
        text[2][i] = flow->purpose;
        text[3][i] = gate_rule_names[flow->rule];
    }
    static const char *const names[4] = {"data_class", "recipient", "purpose", "rule"};
    static const char *const meanings[4] = {"what is known", "who knows it", "what for", "what the policy says"};
    for (int i = 0; i < 4; i++) {
        column(results, "exposures", names[i], RECORD_TEXT, results->data_flow, NULL, meanings[i], text[i]);
        free(text[i]);
    }
    int64_t *values = status_allocate(flows, sizeof *values);
    for (size_t c = 0; c < sizeof exposure_columns / sizeof *exposure_columns; c++) {
        for (size_t i = 0; i < flows; i++) values[i] = exposure_columns[c].value(world, (uint16_t)i);
        column(results, "exposures", exposure_columns[c].name, RECORD_INT64, results->data_flow, "1",
               exposure_columns[c].long_name, values);
    }
    free(values);
}

// The columns every home has; appliances add their own.
static double home_district(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].district;
}
static double home_segment(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].segment;
}
static double home_members(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].members;
}
static double home_trust(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return (double)world->homes[home].trust;
}
static double home_won(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return (double)ledger_balance(world->ledger, ledger_household(world->ledger, home), WON);
}
static double home_tokens(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return (double)ledger_balance(world->ledger, ledger_household(world->ledger, home), TOKEN);
}

static const struct home_column common_columns[] = {
    {"district", "1", "apartment complex", home_district},
    {"segment", "1", "privacy segment: 0 unconcerned, 1 pragmatist, 2 fundamentalist", home_segment},
    {"members", "1", "household size, persons", home_members},
    {"trust", "1", "trust in the maker at the end, 0 to 1", home_trust},
    {"won_balance", "won", "money received less money paid", home_won},
    {"token_balance", "token", "tokens held at the end", home_tokens},
};

static void home_column_write(const struct world *world, struct results *results, struct record_dimension_id home,
                              const struct home_column *c, const char *name, const void *const *states) {
    double *values = status_allocate(world->home_count, sizeof *values);
    for (uint32_t i = 0; i < world->home_count; i++) {
        const void *state = states ? states[i] : NULL;
        values[i] = states && !state ? 0 : c->value(world, i, state);
    }
    column(results, "homes", name, RECORD_FLOAT64, home, c->unit, c->meaning, values);
    free(values);
}

// The state of each home's first appliance of this entry, NULL where it has none.
static const void **states_of(const struct world *world, size_t appliance) {
    const void **states = status_allocate(world->home_count, sizeof *states);
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct process *first = &world->processes[world->homes[home].first_process];
        for (unsigned i = 0; i < world->homes[home].process_count && !states[home]; i++)
            if (first[i].appliance == appliance) states[home] = process_state(world, &first[i]);
    }
    return states;
}

static void write_homes(struct world *world, struct results *results) {
    struct record_dimension_id home = numbered(results->record, "homes", "home", world->home_count, "household");
    for (size_t i = 0; i < sizeof common_columns / sizeof *common_columns; i++)
        home_column_write(world, results, home, &common_columns[i], common_columns[i].name, NULL);
    for (size_t a = 0; a < world->appliance_count; a++) {
        const struct appliance *appliance = &world->appliances[a];
        const char *entry = appliance->entry ? appliance->entry->name : appliance->kind->kind.name;
        const void **states = states_of(world, a);
        for (size_t i = 0; i < appliance->kind->column_count; i++) {
            char name[200];
            snprintf(name, sizeof name, "%s_%s", entry, appliance->kind->columns[i].name);
            home_column_write(world, results, home, &appliance->kind->columns[i], name, states);
        }
        free(states);
    }
}

static void write_network(struct world *world, struct results *results) {
    struct exchange_totals totals = exchange_totals(world->exchange);
    const struct {
        const char *name;
        double value;
    } numbers[] = {
        {"items_sent", (double)totals.items_sent},       {"items_arrived", (double)totals.items_arrived},
        {"items_retried", (double)totals.items_retried}, {"items_lost", (double)totals.items_lost},
        {"bytes_up", (double)totals.bytes_up},           {"bytes_down", (double)totals.bytes_down},
        {"bulk_flows", (double)totals.bulk_flows},       {"gflop", totals.gflop},
        {"cloud_kwh", totals.cloud_joule / 3.6e6},       {"firm_kwh", totals.firm_joule / 3.6e6},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        record_attribute_number(results->record, "network", NULL, numbers[i].name, numbers[i].value);
}

static void write_events(struct world *world, struct results *results) {
    size_t count = journal_count(world->journal);
    int64_t *when = status_allocate(count, sizeof *when), *cause = status_allocate(count, sizeof *cause);
    int32_t *home = status_allocate(count, sizeof *home), *party = status_allocate(count, sizeof *party);
    const char **what = status_allocate(count, sizeof *what);
    for (size_t i = 0; i < count; i++) {
        const struct journal_line *line = journal_at(world->journal, i + 1);
        when[i] = line->when;
        cause[i] = (int64_t)line->cause;
        home[i] = (int32_t)line->home;
        party[i] = line->party == PARTY_HOME ? -1 : line->party;
        what[i] = line->what;
    }
    struct record_dimension_id event = numbered(results->record, "events", "event", count, "line of the journal, from 0");
    column(results, "events", "when_ms", RECORD_INT64, event, "ms", "since the start", when);
    column(results, "events", "cause", RECORD_INT64, event, "1", "line it follows from, counted from 1; 0: none", cause);
    column(results, "events", "home", RECORD_INT32, event, "1", "household", home);
    column(results, "events", "party", RECORD_INT32, event, "1", "number of the party that acted, -1: household", party);
    column(results, "events", "what", RECORD_TEXT, event, NULL, "what happened", what);
    free(when);
    free(cause);
    free(home);
    free(party);
    free(what);
}

static void write_postings(struct world *world, struct results *results) {
    size_t count = ledger_posting_count(world->ledger);
    int64_t *amount = status_allocate(count, sizeof *amount), *cause = status_allocate(count, sizeof *cause);
    const char **text[4];
    for (int i = 0; i < 4; i++) text[i] = status_allocate(count, sizeof(char *));
    for (size_t i = 0; i < count; i++) {
        const struct posting *posting = ledger_posting_at(world->ledger, i);
        amount[i] = posting->amount;
        cause[i] = (int64_t)posting->cause;
        text[0][i] = ledger_account_group(world->ledger, posting->payer);
        text[1][i] = ledger_account_group(world->ledger, posting->payee);
        text[2][i] = ledger_reason_text(world->ledger, posting->reason);
        text[3][i] = ledger_currency_names[posting->currency];
    }
    struct record_dimension_id row = numbered(results->record, "postings", "posting", count, "posting with a cause");
    column(results, "postings", "amount", RECORD_INT64, row, "1", "in the posting's currency", amount);
    column(results, "postings", "cause", RECORD_INT64, row, "1", "line of the journal, counted from 1", cause);
    static const char *const names[4] = {"payer", "payee", "reason", "currency"};
    for (int i = 0; i < 4; i++) {
        column(results, "postings", names[i], RECORD_TEXT, row, NULL, names[i], text[i]);
        free(text[i]);
    }
    free(amount);
    free(cause);
}

// Every setting with its value and who said it.
struct settings_list {
    const char **columns[6];  // name, value, unit, origin, role, source
    size_t count, room;
};
static const char *const settings_columns[6] = {"name", "value", "unit", "origin", "role", "source"};

static void settings_row(struct settings_list *list, const char *const row[6]) {
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 64;
        for (int i = 0; i < 6; i++) list->columns[i] = status_reallocate(list->columns[i], list->room, sizeof(char *));
    }
    for (int i = 0; i < 6; i++) list->columns[i][list->count] = status_copy_text(row[i]);
    list->count++;
}

static void settings_of_entry(struct settings_list *list, const struct plan_entry *entry) {
    for (size_t i = 0; i < entry->kind->settings.count; i++) {
        const struct setting *row = &entry->kind->settings.rows[i];
        char name[200], value[1000];
        snprintf(name, sizeof name, "%s.%s", entry->name, row->name);
        setting_print(row, entry->settings, value, sizeof value);
        settings_row(list, (const char *const[6]){name, value, row->unit, origin_names[entry->origins[i]],
                                                  setting_role_name(row->role), row->source});
    }
}

static void settings_of_list(struct settings_list *list, const struct plan_list *entries) {
    for (size_t i = 0; i < entries->count; i++) settings_of_entry(list, &entries->entries[i]);
}

static void settings_of_levers(struct settings_list *list, const struct plan *plan) {
    for (size_t i = 0; i < plan->lever_count; i++) {
        char value[64];
        snprintf(value, sizeof value, "%.17g", plan->levers[i].value);
        settings_row(list, (const char *const[6]){plan->levers[i].name, value, "", origin_names[plan->levers[i].origin],
                                                  "lever", plan->levers[i].meaning});
    }
}

static void write_meta(struct world *world, struct results *results) {
    struct settings_list list = {0};
    settings_of_list(&list, &world->plan->sections);
    settings_of_list(&list, &world->plan->appliances);
    settings_of_list(&list, &world->plan->parties);
    settings_of_levers(&list, world->plan);
    struct record_dimension_id setting = numbered(results->record, "meta", "setting", list.count, "setting");
    for (int i = 0; i < 6; i++) {
        column(results, "meta", settings_columns[i], RECORD_TEXT, setting, NULL, settings_columns[i], list.columns[i]);
        for (size_t row = 0; row < list.count; row++) free((char *)list.columns[i][row]);
        free(list.columns[i]);
    }
    record_attribute_text(results->record, "meta", NULL, "scenario_text", world->plan->text);
    record_attribute_text(results->record, "meta", NULL, "scenario_path", world->plan->path);
}

static void results_free(struct world *world) {
    struct results *results = world->results;
    world->results = NULL;
    free(results->series);
    free(results->parties);
    free(results->paid);
    free(results->flows_known);
    free(results->transfers_before);
    free(results);
}

bool results_close(struct world *world, struct status *status) {
    struct results *results = world->results;
    if (!results) return true;
    write_flows(world, results);
    write_exposures(world, results);
    write_homes(world, results);
    write_network(world, results);
    write_events(world, results);
    write_postings(world, results);
    write_meta(world, results);
    struct record *record = results->record;
    results_free(world);
    return record_close(record, status);
}

void results_abandon(struct world *world) {
    if (!world->results) return;
    record_abandon(world->results->record);
    results_free(world);
}
