// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/read_run.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/run_file.h"

// ---- The parts of a run ----

// Texts that files of older programs do not have: then "".
static char **read_newer_texts(struct run_file *file, const char *group, const char *name, size_t count) {
    struct run_names names = {0};
    if (run_file_is_group(file, group)) names = run_file_members(file, group);
    bool there = false;
    for (size_t i = 0; i < names.count; i++) there = there || strcmp(names.items[i], name) == 0;
    run_file_free_texts(names.items, names.count);
    if (there) return run_file_texts(file, group, name, count);
    char **texts = fault_allocate(count, sizeof *texts);
    for (size_t i = 0; i < count; i++) texts[i] = fault_copy_text("");
    return texts;
}

static void read_root(struct run_file *file, struct run *run) {
    run->title = run_file_text(file, "/", "title");
    run->scenario = run_file_text(file, "/", "scenario");
    run->policy = run_file_text(file, "/", "policy");
    run->policy_before = run_file_text(file, "/", "policy_before");
    run->policy_since = run_file_text(file, "/", "policy_since");
    run->policy_title = run_file_text(file, "/", "policy_title");
    run->maru_version = run_file_text(file, "/", "maru_version");
    run->seed = run_file_whole(file, "/", "seed");
    run->replication = run_file_whole(file, "/", "replication");
    run->days = run_file_length(file, "/day");
    run->day = run_file_wholes(file, "", "day", RUN_SHAPE(run->days));
    run->day_unit = run_file_text(file, "/day", "units");
    run->segments = run_file_length(file, "/segment");
    run->segment_names = run_file_texts(file, "", "segment", run->segments);
    run->homes = run_file_length(file, "/homes/home");
}

static struct run_series read_one_series(struct run_file *file, const struct run *run, const char *name) {
    char *path = fault_print_text("/series/%s", name);
    struct run_series series = {
        .name = fault_copy_text(name),
        .entry = run_file_text(file, path, "entry"),
        .unit = run_file_text(file, path, "units"),
        .meaning = run_file_text(file, path, "long_name"),
        .per = run_file_text(file, path, "per"),
        .key_result = run_file_whole_or(file, path, "key_result", 0) != 0,
        .values = run_file_numbers(file, "/series", name, RUN_SHAPE(run->days, run->segments)),
    };
    free(path);
    return series;
}

static bool is_key_result(struct run_file *file, const char *name) {
    char *path = fault_print_text("/series/%s", name);
    bool key = run_file_whole_or(file, path, "key_result", 0) != 0;
    free(path);
    return key;
}

// What a key result is divided by is read, too.
static bool is_divisor(const struct run *run, const char *name) {
    for (size_t i = 0; i < run->series_count; i++)
        if (strcmp(run->series[i].per, name) == 0) return true;
    return false;
}

static void read_series(struct run_file *file, struct run *run, unsigned parts) {
    struct run_names names = run_file_members(file, "/series");
    bool all = !(parts & RUN_OUTCOMES);
    run->series = fault_allocate(names.count, sizeof *run->series);
    for (size_t i = 0; i < names.count; i++)
        if (all || is_key_result(file, names.items[i]))
            run->series[run->series_count++] = read_one_series(file, run, names.items[i]);
    for (size_t i = 0; !all && i < names.count; i++)
        if (is_divisor(run, names.items[i]) && !run_series_named(run, names.items[i]))
            run->series[run->series_count++] = read_one_series(file, run, names.items[i]);
    run_file_free_texts(names.items, names.count);
}

static void read_parties(struct run_file *file, struct run *run) {
    struct run_parties *parties = &run->parties;
    parties->count = run_file_length(file, "/party");
    const struct run_shape cells = RUN_SHAPE(run->days, parties->count);
    parties->names = run_file_texts(file, "", "party", parties->count);
    parties->kinds = read_newer_texts(file, "/firms", "kind", parties->count);
    parties->sides = read_newer_texts(file, "/firms", "side", parties->count);
    parties->won_in = run_file_wholes(file, "/parties", "won_in", cells);
    parties->won_out = run_file_wholes(file, "/parties", "won_out", cells);
    parties->token_in = run_file_wholes(file, "/parties", "token_in", cells);
    parties->token_out = run_file_wholes(file, "/parties", "token_out", cells);
}

static void read_welfare(struct run_file *file, struct run *run) {
    struct run_welfare *welfare = &run->welfare;
    if (!run_file_is_group(file, "/welfare")) return;
    size_t count = welfare->count = run_file_length(file, "/welfare/source");
    welfare->sources = run_file_texts(file, "/welfare", "source", count);
    welfare->kinds = run_file_texts(file, "/welfare", "kind", count);
    welfare->meanings = run_file_texts(file, "/welfare", "meaning", count);
    welfare->by_day = run_file_wholes(file, "/welfare", "by_day", RUN_SHAPE(run->days, count));
}

static void read_flows(struct run_file *file, struct run *run) {
    struct run_flows *flows = &run->flows;
    size_t count = flows->count = run_file_length(file, "/flows/flow");
    flows->payer = run_file_texts(file, "/flows", "payer", count);
    flows->payee = run_file_texts(file, "/flows", "payee", count);
    flows->reason = run_file_texts(file, "/flows", "reason", count);
    flows->currency = run_file_texts(file, "/flows", "currency", count);
    flows->amount = run_file_wholes(file, "/flows", "amount", RUN_SHAPE(count));
    flows->postings = run_file_wholes(file, "/flows", "postings", RUN_SHAPE(count));
    flows->amount_by_day = run_file_wholes(file, "/flows", "amount_by_day", RUN_SHAPE(run->days, count));
}

static void read_exposures(struct run_file *file, struct run *run) {
    struct run_exposures *exposures = &run->exposures;
    size_t count = exposures->count = run_file_length(file, "/data_flow");
    exposures->data_class = run_file_texts(file, "/exposures", "data_class", count);
    exposures->recipient = run_file_texts(file, "/exposures", "recipient", count);
    exposures->purpose = run_file_texts(file, "/exposures", "purpose", count);
    exposures->rule = run_file_texts(file, "/exposures", "rule", count);
    exposures->transfers = run_file_wholes(file, "/exposures", "transfers", RUN_SHAPE(count));
    exposures->transfers_without_consent =
        run_file_wholes(file, "/exposures", "transfers_without_consent", RUN_SHAPE(count));
    exposures->refused = run_file_wholes(file, "/exposures", "refused", RUN_SHAPE(count));
    exposures->bytes = run_file_wholes(file, "/exposures", "bytes", RUN_SHAPE(count));
    exposures->images = run_file_wholes(file, "/exposures", "images", RUN_SHAPE(count));
    exposures->homes_exposed = run_file_wholes(file, "/exposures", "homes_exposed", RUN_SHAPE(count));
    exposures->transfers_by_day =
        run_file_wholes(file, "/exposures", "transfers_by_day", RUN_SHAPE(run->days, count));
}

static void read_consents(struct run_file *file, struct run *run) {
    struct run_consents *consents = &run->consents;
    consents->state_count = run_file_length(file, "/consents/state");
    consents->states = run_file_texts(file, "/consents", "state", consents->state_count);
    const struct run_shape cells = RUN_SHAPE(run->days, run->exposures.count, consents->state_count);
    consents->households = run_file_wholes(file, "/consents", "households", cells);
}

static void read_network(struct run_file *file, struct run *run) {
    static const struct {
        const char *name;
        size_t offset;
    } rows[] = {
        {"items_sent", offsetof(struct run_network, items_sent)},
        {"items_arrived", offsetof(struct run_network, items_arrived)},
        {"items_retried", offsetof(struct run_network, items_retried)},
        {"items_lost", offsetof(struct run_network, items_lost)},
        {"bytes_up", offsetof(struct run_network, bytes_up)},
        {"bytes_down", offsetof(struct run_network, bytes_down)},
        {"bytes_up_waiting", offsetof(struct run_network, bytes_up_waiting)},
        {"bytes_down_waiting", offsetof(struct run_network, bytes_down_waiting)},
        {"bytes_up_gathered", offsetof(struct run_network, bytes_up_gathered)},
        {"bulk_flows", offsetof(struct run_network, bulk_flows)},
        {"reports_sent", offsetof(struct run_network, reports_sent)},
        {"reports_lost", offsetof(struct run_network, reports_lost)},
        {"gflop", offsetof(struct run_network, gflop)},
        {"cloud_kwh", offsetof(struct run_network, cloud_kwh)},
        {"firm_kwh", offsetof(struct run_network, firm_kwh)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double *value = (double *)(void *)((char *)&run->network + rows[i].offset);
        *value = run_file_number(file, "/network", rows[i].name);
    }
}

static void read_settings(struct run_file *file, struct run *run) {
    struct run_settings *settings = &run->settings;
    size_t count = settings->count = run_file_length(file, "/meta/setting");
    settings->name = run_file_texts(file, "/meta", "name", count);
    settings->value = run_file_texts(file, "/meta", "value", count);
    settings->unit = run_file_texts(file, "/meta", "unit", count);
    settings->origin = run_file_texts(file, "/meta", "origin", count);
    settings->role = run_file_texts(file, "/meta", "role", count);
    settings->source = run_file_texts(file, "/meta", "source", count);
    settings->allowed = read_newer_texts(file, "/meta", "allowed", count);
    settings->meaning = read_newer_texts(file, "/meta", "meaning", count);
    settings->scenario_text = run_file_text(file, "/meta", "scenario_text");
    settings->scenario_file = run_file_text(file, "/meta", "scenario_file");
}

static bool is_outcome(const char *column) {
    static const char *const outcomes[] = {"won_balance", "privacy_segment", "welfare", "members",
                                           "apartment"};
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (strcmp(column, outcomes[i]) == 0) return true;
    return false;
}

static void read_homes(struct run_file *file, struct run *run, bool outcomes_only) {
    struct run_names names = run_file_members(file, "/homes");
    run->columns = fault_allocate(names.count, sizeof *run->columns);
    for (size_t i = 0; i < names.count; i++) {
        if (strcmp(names.items[i], "home") == 0) continue;  // the coordinate
        if (outcomes_only && !is_outcome(names.items[i])) continue;
        char *path = fault_print_text("/homes/%s", names.items[i]);
        run->columns[run->column_count++] = (struct run_column){
            .name = fault_copy_text(names.items[i]),
            .unit = run_file_text(file, path, "units"),
            .meaning = run_file_text(file, path, "long_name"),
            .values = run_file_numbers(file, "/homes", names.items[i], RUN_SHAPE(run->homes)),
        };
        free(path);
    }
    run_file_free_texts(names.items, names.count);
}

// Numbers of rows, of a variable just read, lie within the rows that there are.
static void check_rows(struct run_file *file, const char *path, const int32_t *shorts, const int64_t *wholes,
                       size_t count, int64_t least, size_t rows) {
    for (size_t i = 0; (shorts || wholes) && i < count; i++) {
        int64_t row = shorts ? shorts[i] : wholes[i];
        if (row >= least && row < (int64_t)rows) continue;
        run_file_refuse(file, path, "names a row that is not there");
        return;
    }
}

static void read_events(struct run_file *file, struct run *run) {
    struct run_events *events = &run->events;
    size_t count = events->count = run_file_length(file, "/events/event");
    events->when_ms = run_file_wholes(file, "/events", "when_ms", RUN_SHAPE(count));
    events->cause = run_file_wholes(file, "/events", "cause", RUN_SHAPE(count));
    events->home = run_file_shorts(file, "/events", "home", RUN_SHAPE(count));
    events->acting_party = run_file_shorts(file, "/events", "acting_party", RUN_SHAPE(count));
    events->what = run_file_texts(file, "/events", "what", count);
    check_rows(file, "/events/cause", NULL, events->cause, count, 0, count + 1);
    check_rows(file, "/events/home", events->home, NULL, count, -1, run->homes);
    check_rows(file, "/events/acting_party", events->acting_party, NULL, count, -2, run->parties.count);
}

static void read_postings(struct run_file *file, struct run *run) {
    struct run_postings *postings = &run->postings;
    size_t count = postings->count = run_file_length(file, "/postings/posting");
    postings->when_ms = run_file_wholes(file, "/postings", "when_ms", RUN_SHAPE(count));
    postings->amount = run_file_wholes(file, "/postings", "amount", RUN_SHAPE(count));
    postings->cause = run_file_wholes(file, "/postings", "cause", RUN_SHAPE(count));
    postings->flow = run_file_shorts(file, "/postings", "flow", RUN_SHAPE(count));
    postings->home = run_file_shorts(file, "/postings", "home", RUN_SHAPE(count));
    check_rows(file, "/postings/cause", NULL, postings->cause, count, 0, run->events.count + 1);
    check_rows(file, "/postings/flow", postings->flow, NULL, count, 0, run->flows.count);
    check_rows(file, "/postings/home", postings->home, NULL, count, -1, run->homes);
}

static void read_exposed(struct run_file *file, struct run *run) {
    struct run_exposed *exposed = &run->exposed;
    size_t count = exposed->count = run_file_length(file, "/exposures_of_homes/exposure");
    static const char group[] = "/exposures_of_homes";
    exposed->household = run_file_shorts(file, group, "household", RUN_SHAPE(count));
    exposed->flow = run_file_shorts(file, group, "flow", RUN_SHAPE(count));
    exposed->transfers = run_file_shorts(file, group, "transfers", RUN_SHAPE(count));
    exposed->allowed_by = run_file_shorts(file, group, "allowed_by", RUN_SHAPE(count));
    check_rows(file, "/exposures_of_homes/household", exposed->household, NULL, count, 0, run->homes);
    check_rows(file, "/exposures_of_homes/flow", exposed->flow, NULL, count, 0, run->exposures.count);
    check_rows(file, "/exposures_of_homes/allowed_by", exposed->allowed_by, NULL, count, 0,
               run->consents.state_count);
}

struct run *run_read(const char *path, unsigned parts, struct fault *fault) {
    struct run_file *file = run_file_open(path, fault);
    if (!file) return NULL;
    struct run *run = fault_allocate(1, sizeof *run);
    run->path = fault_copy_text(path);
    read_root(file, run);
    bool all = !(parts & RUN_OUTCOMES);
    read_series(file, run, parts);
    read_parties(file, run);
    read_welfare(file, run);
    if (all) read_flows(file, run);
    read_exposures(file, run);
    if (all) read_consents(file, run);
    if (all) read_network(file, run);
    if (all) read_settings(file, run);
    if (all) run->learning = run_learning_read(file);
    run->promises = run_promises_read(file);
    run->guesses = run_guesses_read(file);
    if (all) run->quality = run_quality_read(file, run->exposures.count, run->parties.count);
    if (parts & (RUN_HOMES | RUN_OUTCOMES)) read_homes(file, run, !all);
    if (parts & RUN_EVENTS) {
        read_events(file, run);
        read_postings(file, run);
    }
    if (parts & RUN_EXPOSED) read_exposed(file, run);
    run_file_close(file);
    if (!fault->there) return run;
    run_free(run);
    return NULL;
}

static void free_series(struct run *run) {
    for (size_t i = 0; i < run->series_count; i++) {
        struct run_series *series = &run->series[i];
        free(series->name);
        free(series->entry);
        free(series->unit);
        free(series->meaning);
        free(series->per);
        free(series->values);
    }
    free(run->series);
}

static void free_columns(struct run *run) {
    for (size_t i = 0; i < run->column_count; i++) {
        free(run->columns[i].name);
        free(run->columns[i].unit);
        free(run->columns[i].meaning);
        free(run->columns[i].values);
    }
    free(run->columns);
}

static void free_tables(struct run *run) {
    struct run_parties *parties = &run->parties;
    struct run_flows *flows = &run->flows;
    struct run_exposures *exposures = &run->exposures;
    void *const numbers[] = {
        parties->won_in,
        parties->won_out,
        parties->token_in,
        parties->token_out,
        run->welfare.by_day,
        flows->amount,
        flows->postings,
        flows->amount_by_day,
        exposures->transfers,
        exposures->transfers_without_consent,
        exposures->refused,
        exposures->bytes,
        exposures->images,
        exposures->homes_exposed,
        exposures->transfers_by_day,
        run->consents.households,
        run->day,
        run->events.when_ms,
        run->events.cause,
        run->events.home,
        run->events.acting_party,
        run->postings.when_ms,
        run->postings.amount,
        run->postings.cause,
        run->postings.flow,
        run->postings.home,
        run->exposed.household,
        run->exposed.flow,
        run->exposed.transfers,
        run->exposed.allowed_by,
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) free(numbers[i]);
}

static void free_all_texts(struct run *run) {
    const struct run_flows *flows = &run->flows;
    const struct run_exposures *exposures = &run->exposures;
    const struct run_settings *settings = &run->settings;
    const struct {
        char **texts;
        size_t count;
    } lists[] = {
        {run->segment_names, run->segments},
        {run->parties.names, run->parties.count},
        {run->parties.kinds, run->parties.count},
        {run->parties.sides, run->parties.count},
        {run->welfare.sources, run->welfare.count},
        {run->welfare.kinds, run->welfare.count},
        {run->welfare.meanings, run->welfare.count},
        {flows->payer, flows->count},
        {flows->payee, flows->count},
        {flows->reason, flows->count},
        {flows->currency, flows->count},
        {exposures->data_class, exposures->count},
        {exposures->recipient, exposures->count},
        {exposures->purpose, exposures->count},
        {exposures->rule, exposures->count},
        {run->consents.states, run->consents.state_count},
        {run->events.what, run->events.count},
        {settings->name, settings->count},
        {settings->value, settings->count},
        {settings->unit, settings->count},
        {settings->origin, settings->count},
        {settings->role, settings->count},
        {settings->source, settings->count},
        {settings->allowed, settings->count},
        {settings->meaning, settings->count},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        run_file_free_texts(lists[i].texts, lists[i].count);
    char *const texts[] = {run->path,
                           run->title,
                           run->scenario,
                           run->policy,
                           run->policy_title,
                           run->policy_before,
                           run->policy_since,
                           run->maru_version,
                           run->day_unit,
                           settings->scenario_text,
                           settings->scenario_file};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) free(texts[i]);
}

void run_free(struct run *run) {
    if (!run) return;
    free_series(run);
    free_columns(run);
    free_tables(run);
    free_all_texts(run);
    run_learning_free(&run->learning);
    run_promises_free(&run->promises);
    run_guesses_free(&run->guesses);
    run_quality_free(&run->quality);
    free(run);
}

const struct run_series *run_series_named(const struct run *run, const char *name) {
    for (size_t i = 0; i < run->series_count; i++)
        if (strcmp(run->series[i].name, name) == 0) return &run->series[i];
    return NULL;
}

const struct run_column *run_column_named(const struct run *run, const char *name) {
    for (size_t i = 0; i < run->column_count; i++)
        if (strcmp(run->columns[i].name, name) == 0) return &run->columns[i];
    return NULL;
}

int64_t run_party_total(const struct run *run, const int64_t *table, size_t party) {
    int64_t total = 0;
    for (size_t day = 0; day < run->days; day++) total += table[day * run->parties.count + party];
    return total;
}

double run_worth_total(const struct run *run, size_t source) {
    int64_t sum = 0;
    for (size_t day = 0; day < run->days; day++)
        sum += run->welfare.by_day[day * run->welfare.count + source];
    return (double)sum / 1000;
}

double run_series_total(const struct run *run, const struct run_series *series, size_t segment) {
    double total = 0;
    for (size_t day = 0; day < run->days; day++) total += series->values[day * run->segments + segment];
    return total;
}
