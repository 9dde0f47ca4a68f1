// SPDX-License-Identifier: GPL-3.0-or-later
// A small run file with numbers that are easy to add up by hand: 3 days, 3 segments, 5 homes, two firms.
// The reading and comparing tests are checked against them.
#ifndef MARU_TESTS_SUPPORT_SAMPLE_RUN_H
#define MARU_TESTS_SUPPORT_SAMPLE_RUN_H

#include "analysis/comparison.h"
#include "analysis/gather.h"
#include "sim/engine/record.h"

#ifndef SAMPLE_DAYS
#define SAMPLE_DAYS 3
#endif

// What differs between runs.
struct sample {
    const char *path, *policy;
    int64_t seed, replication;
    int64_t fee_won;     // Bugbye pays Hanbit this each day
    int64_t unasked;     // of the 10 transfers of each day
    double cooling_kwh;  // each segment's each day
    bool unfinished;     // given up half-way
    bool lacks_some;     // it knows neither visits (a sum) nor how hot it was (a mean)
};

struct sample_axes {
    struct record_dimension_id day, segment, data_flow, party;
};

static inline struct record_variable_id sample_variable(struct record *record, const char *group,
                                                        const char *name, enum record_type type,
                                                        const char *units, int rank,
                                                        struct record_dimension_id first,
                                                        struct record_dimension_id second,
                                                        struct record_dimension_id third) {
    const struct record_variable variable = {.group = group,
                                             .name = name,
                                             .type = type,
                                             .rank = rank,
                                             .dimensions = {first, second, third},
                                             .units = units,
                                             .long_name = name};
    return record_variable(record, &variable);
}

static inline void sample_row(struct record *record, const char *group, const char *name,
                              enum record_type type, const char *units, struct record_dimension_id axis,
                              const void *values) {
    record_write(record, sample_variable(record, group, name, type, units, 1, axis, axis, axis), values);
}

static inline struct sample_axes sample_frame(struct record *record, const struct sample *sample) {
    static const char *const segments[] = {"unconcerned", "pragmatist", "fundamentalist"};
    static const char *const parties[] = {"Hanbit", "벅바이", "households", "mint", "burn", "outside"};
    const int64_t numbers[] = {0, 1};
    record_attribute_text(record, "", NULL, "Conventions", "CF-1.8");
    record_attribute_text(record, "", NULL, "title", "Does asking first pay?");
    record_attribute_text(record, "", NULL, "scenario", "pest_leads");
    record_attribute_text(record, "", NULL, "policy", sample->policy);
    record_attribute_whole(record, "", NULL, "seed", sample->seed);
    record_attribute_whole(record, "", NULL, "replication", sample->replication);
    record_attribute_text(record, "", NULL, "maru_version", "0.1.0");
    struct sample_axes axes = {
        .day = record_dimension(record, "", "day", RECORD_INT64, RECORD_UNLIMITED, NULL,
                                "days since 2018-06-01 00:00:00", "simulated day"),
        .segment = record_dimension(record, "", "segment", RECORD_TEXT, 3, segments, NULL, "privacy segment"),
        .data_flow = record_dimension(record, "", "data_flow", RECORD_INT64, 2, numbers, NULL, "data flow"),
        .party = record_dimension(record, "", "party", RECORD_TEXT, 6, parties, NULL, "party"),
    };
    record_attribute_text(record, "", "day", "calendar", "standard");
    return axes;
}

static inline void sample_series(struct record *record, const struct sample_axes *axes, const char *entry,
                                 const char *name, const char *units, bool key, const char *per,
                                 const double *each_day) {
    struct record_variable_id id = sample_variable(record, "series", name, RECORD_FLOAT64, units, 2,
                                                   axes->day, axes->segment, axes->segment);
    record_attribute_whole(record, "series", name, "key_result", key);
    record_attribute_text(record, "series", name, "entry", entry);
    if (per) record_attribute_text(record, "series", name, "per", per);
    for (int day = 0; day < SAMPLE_DAYS; day++) record_append(record, id, each_day);
}

static inline void sample_days(struct record *record, const char *group, const char *name, const char *units,
                               struct record_dimension_id day, struct record_dimension_id axis,
                               const int64_t *each_day) {
    struct record_variable_id id =
        sample_variable(record, group, name, RECORD_INT64, units, 2, day, axis, axis);
    for (int i = 0; i < SAMPLE_DAYS; i++) record_append(record, id, each_day);
}

static inline void sample_parties(struct record *record, const struct sample_axes *axes, int64_t fee) {
    sample_days(record, "parties", "won_in", "won", axes->day, axes->party,
                (int64_t[]){fee, 500, 0, 0, 0, 40});
    sample_days(record, "parties", "won_out", "won", axes->day, axes->party,
                (int64_t[]){40, fee, 500, 0, 0, 0});
    sample_days(record, "parties", "token_in", "token", axes->day, axes->party,
                (int64_t[]){0, 0, 7, 0, 2, 0});
    sample_days(record, "parties", "token_out", "token", axes->day, axes->party,
                (int64_t[]){0, 0, 2, 7, 0, 0});
}

static inline void sample_flows(struct record *record, const struct sample_axes *axes, int64_t fee) {
    struct record_dimension_id flow = record_dimension(record, "flows", "flow", RECORD_INT64, 4,
                                                       (int64_t[]){0, 1, 2, 3}, NULL, "money flow");
    sample_row(record, "flows", "payer", RECORD_TEXT, NULL, flow,
               (const char *[]){"Hanbit", "벅바이", "households", "mint"});
    sample_row(record, "flows", "payee", RECORD_TEXT, NULL, flow,
               (const char *[]){"outside", "Hanbit", "벅바이", "households"});
    sample_row(record, "flows", "reason", RECORD_TEXT, NULL, flow,
               (const char *[]){"wages", "lead fee", "visit", "reward"});
    sample_row(record, "flows", "currency", RECORD_TEXT, NULL, flow,
               (const char *[]){"won", "won", "won", "token"});
    sample_row(record, "flows", "amount", RECORD_INT64, "1", flow, (int64_t[]){120, 3 * fee, 1500, 21});
    sample_row(record, "flows", "postings", RECORD_INT64, "1", flow, (int64_t[]){3, 6, 3, 3});
    sample_days(record, "flows", "amount_by_day", "1", axes->day, flow, (int64_t[]){40, fee, 500, 7});
}

static inline void sample_exposures(struct record *record, const struct sample_axes *axes, int64_t unasked) {
    static const char *const counted[] = {
        "transfers", "transfers_without_consent", "refused", "bytes", "images", "homes_exposed"};
    const int64_t values[][2] = {{30, 9000}, {3 * unasked, 0}, {2, 0}, {15360, 4500000}, {0, 12}, {4, 5}};
    sample_row(record, "exposures", "data_class", RECORD_TEXT, NULL, axes->data_flow,
               (const char *[]){"pest_sighting", "telemetry"});
    sample_row(record, "exposures", "recipient", RECORD_TEXT, NULL, axes->data_flow,
               (const char *[]){"벅바이", "Hanbit"});
    sample_row(record, "exposures", "purpose", RECORD_TEXT, NULL, axes->data_flow,
               (const char *[]){"lead", "service"});
    sample_row(record, "exposures", "rule", RECORD_TEXT, NULL, axes->data_flow,
               (const char *[]){"ask_each_time", "at_install"});
    for (int i = 0; i < 6; i++)
        sample_row(record, "exposures", counted[i], RECORD_INT64, i == 3 ? "byte" : "1", axes->data_flow,
                   values[i]);
    sample_days(record, "exposures", "transfers_by_day", "1", axes->day, axes->data_flow,
                (int64_t[]){10, 3000});
}

static inline void sample_consents(struct record *record, const struct sample_axes *axes) {
    static const char *const states[] = {"not_asked", "asked", "granted", "refused", "withdrawn", "expired"};
    struct record_dimension_id state =
        record_dimension(record, "consents", "state", RECORD_TEXT, 6, states, NULL, "consent state");
    const int64_t each_day[12] = {1, 0, 3, 1, 0, 0, 0, 0, 5, 0, 0, 0};
    struct record_variable_id id = sample_variable(record, "consents", "households", RECORD_INT64, "1", 3,
                                                   axes->day, axes->data_flow, state);
    for (int day = 0; day < SAMPLE_DAYS; day++) record_append(record, id, each_day);
}

static inline void sample_homes(struct record *record) {
    struct record_dimension_id home =
        record_dimension(record, "homes", "home", RECORD_INT64, 5, (int64_t[]){0, 1, 2, 3, 4}, NULL, "home");
    sample_row(record, "homes", "privacy_segment", RECORD_FLOAT64, "1", home, (double[]){0, 0, 1, 1, 2});
    sample_row(record, "homes", "won_balance", RECORD_FLOAT64, "won", home,
               (double[]){-500, -300, -400, -200, -100});
}

static inline void sample_network(struct record *record) {
    static const struct {
        const char *name;
        double value;
    } numbers[] = {{"items_sent", 1200},        {"items_arrived", 1199},        {"items_retried", 4},
                   {"items_lost", 1},           {"bytes_up", 4515360},          {"bytes_down", 3000},
                   {"bytes_up_waiting", 50000}, {"bytes_down_waiting", 100},    {"bytes_up_gathered", 20000},
                   {"bulk_flows", 72},          {"gflop", 18.5},                {"cloud_kwh", 2.25},
                   {"firm_kwh", 0.5},           {"reports_sent", 40},           {"reports_lost", 2}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        record_attribute_number(record, "network", NULL, numbers[i].name, numbers[i].value);
}

static inline void sample_events(struct record *record) {
    struct record_dimension_id event = record_dimension(record, "events", "event", RECORD_INT64,
                                                        RECORD_UNLIMITED, NULL, NULL, "line of the journal");
    for (int64_t i = 1; i <= 2; i++) record_append_coordinate(record, event, &i);
    sample_row(record, "events", "when_ms", RECORD_INT64, "ms", event, (int64_t[]){1000, 61000});
    sample_row(record, "events", "cause", RECORD_INT64, NULL, event, (int64_t[]){0, 1});
    sample_row(record, "events", "home", RECORD_INT32, NULL, event, (int32_t[]){3, 3});
    sample_row(record, "events", "acting_party", RECORD_INT32, NULL, event, (int32_t[]){-1, 1});
    sample_row(record, "events", "what", RECORD_TEXT, NULL, event, (const char *[]){"sighting", "visit"});
}

static inline void sample_postings(struct record *record) {
    struct record_dimension_id posting = record_dimension(record, "postings", "posting", RECORD_INT64, RECORD_LOG,
                                                          NULL, NULL, "payment");
    for (int64_t i = 0; i < 2; i++) record_append_coordinate(record, posting, &i);
    sample_row(record, "postings", "when_ms", RECORD_INT64, "ms", posting, (int64_t[]){61000, 61000});
    sample_row(record, "postings", "flow", RECORD_INT32, NULL, posting, (int32_t[]){2, 0});
    sample_row(record, "postings", "amount", RECORD_INT64, "1", posting, (int64_t[]){500, 40});
    sample_row(record, "postings", "home", RECORD_INT32, NULL, posting, (int32_t[]){3, -1});
    sample_row(record, "postings", "cause", RECORD_INT64, NULL, posting, (int64_t[]){2, 2});
}

static inline void sample_meta(struct record *record) {
    struct record_dimension_id setting =
        record_dimension(record, "meta", "setting", RECORD_INT64, 2, (int64_t[]){0, 1}, NULL, "setting");
    static const char *const rows[][3] = {
        {"name", "days", "homes.count"},        {"value", "3", "5"},        {"unit", "d", ""},
        {"origin", "scenario", "command line"}, {"role", "world", "world"}, {"source", "assumption", ""}};
    for (int i = 0; i < 6; i++)
        sample_row(record, "meta", rows[i][0], RECORD_TEXT, NULL, setting, &rows[i][1]);
    record_attribute_text(record, "meta", NULL, "scenario_text", "scenario { days = 3 }\n");
    record_attribute_text(record, "meta", NULL, "scenario_file", "pest_leads.lua");
}

// Writes the whole file; false and a status on failure.
static inline bool sample_write(const struct sample *sample, struct status *status) {
    struct record *record = record_open(sample->path, NULL, status);
    if (!record) return false;
    struct sample_axes axes = sample_frame(record, sample);
    for (int64_t day = 0; day < SAMPLE_DAYS; day++) record_append_coordinate(record, axes.day, &day);
    const double kwh = sample->cooling_kwh;
    sample_series(record, &axes, "air_conditioner", "air_conditioner_energy", "kWh", true, NULL,
                  (double[]){kwh, kwh, kwh});
    if (!sample->lacks_some)
        sample_series(record, &axes, "air_conditioner", "air_conditioner_hot", "K", true,
                      "air_conditioner_hours", (double[]){6, 3, 9});
    sample_series(record, &axes, "air_conditioner", "air_conditioner_hours", "h", false, NULL,
                  (double[]){4, 2, 3});
    if (!sample->lacks_some)
        sample_series(record, &axes, "bugbye", "bugbye_visits", "1", true, NULL, (double[]){5, 0, 0});
    sample_parties(record, &axes, sample->fee_won);
    sample_flows(record, &axes, sample->fee_won);
    sample_exposures(record, &axes, sample->unasked);
    sample_consents(record, &axes);
    sample_homes(record);
    sample_network(record);
    sample_events(record);
    sample_postings(record);
    sample_meta(record);
    if (!sample->unfinished) return record_close(record, status);
    record_abandon(record);
    return true;
}

// The sample's file as that policy's run of that replication, added to a comparison. False with a fault.
static inline bool sample_compare(struct comparison *comparison, const char *policy, size_t replication, const char *path,
                                  struct fault *fault) {
    double *by_day;
    struct gathered_run run = {.replication = (int64_t)replication, .policy = policy, .path = path};
    struct study_results *results = gather(&run, 1, &by_day, fault);
    bool good = results && comparison_add(comparison, results, fault);
    study_results_free(results);
    free(by_day);
    return good;
}

#endif
