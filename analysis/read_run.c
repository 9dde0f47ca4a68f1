// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/read_run.h"

#include <errno.h>
#include <hdf5.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What the reading functions share. After the first fault they give back empty values and do nothing.
struct reader {
    hid_t file;
    const char *path;
    struct fault *fault;
};

static bool broken(struct reader *reader, const char *what, const char *where) {
    return fault_set(reader->fault, "%s: %s %s: not a run file of this version of maru", reader->path, what,
                     where);
}

// ---- Attributes ----

static hid_t attribute_open(struct reader *reader, const char *object, const char *name) {
    if (reader->fault->there || H5Lexists(reader->file, object, H5P_DEFAULT) < 0) return -1;
    if (H5Aexists_by_name(reader->file, object, name, H5P_DEFAULT) <= 0) return -1;
    return H5Aopen_by_name(reader->file, object, name, H5P_DEFAULT, H5P_DEFAULT);
}

// The attribute's text, or "" when there is none. Owned by the caller.
static char *attribute_text(struct reader *reader, const char *object, const char *name) {
    hid_t attribute = attribute_open(reader, object, name);
    if (attribute < 0) return fault_copy_text("");
    hid_t type = H5Aget_type(attribute);
    char *text = NULL;
    if (H5Tget_class(type) == H5T_STRING && !H5Tis_variable_str(type)) {
        text = fault_allocate(H5Tget_size(type) + 1, 1);
        if (H5Aread(attribute, type, text) < 0) broken(reader, "unreadable attribute", name);
    }
    H5Tclose(type);
    H5Aclose(attribute);
    return text ? text : fault_copy_text("");
}

// False when there is no such number.
static bool attribute_read(struct reader *reader, const char *object, const char *name, hid_t type,
                           void *value) {
    hid_t attribute = attribute_open(reader, object, name);
    if (attribute < 0) return false;
    bool read = H5Aread(attribute, type, value) >= 0;
    H5Aclose(attribute);
    return read;
}

static int64_t attribute_whole(struct reader *reader, const char *object, const char *name) {
    int64_t value = 0;
    if (!attribute_read(reader, object, name, H5T_NATIVE_INT64, &value)) broken(reader, "no number", name);
    return value;
}

static double attribute_number(struct reader *reader, const char *object, const char *name) {
    double value = 0;
    if (!attribute_read(reader, object, name, H5T_NATIVE_DOUBLE, &value)) broken(reader, "no number", name);
    return value;
}

// ---- Datasets ----

static const char *join(const char *group, const char *name, char *path, size_t size) {
    snprintf(path, size, "%s/%s", group, name);
    return path;
}

// How many values the dataset holds in all, `axis` < 0, or along an axis; 0 with a fault when there is none.
static size_t dataset_length(struct reader *reader, const char *path, int axis) {
    hsize_t extent[H5S_MAX_RANK] = {0};
    hid_t dataset = reader->fault->there ? -1 : H5Dopen2(reader->file, path, H5P_DEFAULT);
    if (dataset < 0) return broken(reader, "no variable", path);
    hid_t space = H5Dget_space(dataset);
    int rank = H5Sget_simple_extent_dims(space, extent, NULL);
    hssize_t values = H5Sget_simple_extent_npoints(space);
    H5Sclose(space);
    H5Dclose(dataset);
    if (axis >= rank) return broken(reader, "too few dimensions in", path);
    return axis < 0 ? (size_t)values : extent[axis];
}

// Reads all `count` values into new memory; NULL (and a fault) when there are not exactly as many.
static void *dataset_read(struct reader *reader, const char *path, hid_t type, size_t size, size_t count) {
    size_t there = dataset_length(reader, path, -1);
    if (reader->fault->there) return NULL;
    if (there != count) {
        broken(reader, "a wrong number of values in", path);
        return NULL;
    }
    void *values = fault_allocate(count, size);
    hid_t dataset = H5Dopen2(reader->file, path, H5P_DEFAULT);
    if (count > 0 && H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
        broken(reader, "unreadable values in", path);
    H5Dclose(dataset);
    return values;
}

static double *read_numbers(struct reader *reader, const char *group, const char *name, size_t count) {
    char path[300];
    return dataset_read(reader, join(group, name, path, sizeof path), H5T_NATIVE_DOUBLE, sizeof(double),
                        count);
}

static int64_t *read_wholes(struct reader *reader, const char *group, const char *name, size_t count) {
    char path[300];
    return dataset_read(reader, join(group, name, path, sizeof path), H5T_NATIVE_INT64, sizeof(int64_t),
                        count);
}

static int32_t *read_shorts(struct reader *reader, const char *group, const char *name, size_t count) {
    char path[300];
    return dataset_read(reader, join(group, name, path, sizeof path), H5T_NATIVE_INT32, sizeof(int32_t),
                        count);
}

// Texts; HDF5 hands an empty one back as NULL.
static char **read_texts(struct reader *reader, const char *group, const char *name, size_t count) {
    char path[300];
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    char **texts = dataset_read(reader, join(group, name, path, sizeof path), type, sizeof(char *), count);
    H5Tclose(type);
    for (size_t i = 0; texts && i < count; i++)
        if (!texts[i]) texts[i] = fault_copy_text("");
    return texts;
}

static void free_texts(char **texts, size_t count) {
    for (size_t i = 0; texts && i < count; i++) free(texts[i]);
    free(texts);
}

// ---- Groups whose members are not known beforehand ----

struct names {
    char **items;
    size_t count;
};

static herr_t names_add(hid_t group, const char *name, const H5L_info_t *link, void *data) {
    struct names *names = data;
    (void)group;
    (void)link;
    names->items = fault_reallocate(names->items, names->count + 1, sizeof *names->items);
    names->items[names->count++] = fault_copy_text(name);
    return 0;
}

// The names of the group's members, in the order of their making.
static struct names group_names(struct reader *reader, const char *group) {
    struct names names = {0};
    hsize_t start = 0;
    if (reader->fault->there) return names;
    if (H5Literate_by_name(reader->file, group, H5_INDEX_CRT_ORDER, H5_ITER_INC, &start, names_add, &names,
                           H5P_DEFAULT) < 0)
        broken(reader, "no group", group);
    return names;
}

// ---- The parts of a run ----

static void read_root(struct reader *reader, struct run *run) {
    run->title = attribute_text(reader, "/", "title");
    run->scenario = attribute_text(reader, "/", "scenario");
    run->policy = attribute_text(reader, "/", "policy");
    run->maru_version = attribute_text(reader, "/", "maru_version");
    run->seed = attribute_whole(reader, "/", "seed");
    run->replication = attribute_whole(reader, "/", "replication");
    run->days = dataset_length(reader, "/day", 0);
    run->day = read_wholes(reader, "", "day", run->days);
    run->day_unit = attribute_text(reader, "/day", "units");
    run->segments = dataset_length(reader, "/segment", 0);
    run->segment_names = read_texts(reader, "", "segment", run->segments);
    run->homes = dataset_length(reader, "/homes/home", 0);
}

static struct run_series read_one_series(struct reader *reader, const struct run *run, const char *name) {
    char path[300];
    int64_t key = 0;
    join("/series", name, path, sizeof path);
    attribute_read(reader, path, "key_result", H5T_NATIVE_INT64, &key);
    return (struct run_series){
        .name = fault_copy_text(name),
        .entry = attribute_text(reader, path, "entry"),
        .unit = attribute_text(reader, path, "units"),
        .meaning = attribute_text(reader, path, "long_name"),
        .per = attribute_text(reader, path, "per"),
        .key_result = key != 0,
        .values = read_numbers(reader, "/series", name, run->days * run->segments),
    };
}

static void read_series(struct reader *reader, struct run *run) {
    struct names names = group_names(reader, "/series");
    run->series = fault_allocate(names.count, sizeof *run->series);
    for (size_t i = 0; i < names.count; i++)
        run->series[run->series_count++] = read_one_series(reader, run, names.items[i]);
    free_texts(names.items, names.count);
}

static void read_parties(struct reader *reader, struct run *run) {
    struct run_parties *parties = &run->parties;
    parties->count = dataset_length(reader, "/party", 0);
    size_t cells = run->days * parties->count;
    parties->names = read_texts(reader, "", "party", parties->count);
    parties->won_in = read_wholes(reader, "/parties", "won_in", cells);
    parties->won_out = read_wholes(reader, "/parties", "won_out", cells);
    parties->token_in = read_wholes(reader, "/parties", "token_in", cells);
    parties->token_out = read_wholes(reader, "/parties", "token_out", cells);
}

static void read_flows(struct reader *reader, struct run *run) {
    struct run_flows *flows = &run->flows;
    size_t count = flows->count = dataset_length(reader, "/flows/flow", 0);
    flows->payer = read_texts(reader, "/flows", "payer", count);
    flows->payee = read_texts(reader, "/flows", "payee", count);
    flows->reason = read_texts(reader, "/flows", "reason", count);
    flows->currency = read_texts(reader, "/flows", "currency", count);
    flows->amount = read_wholes(reader, "/flows", "amount", count);
    flows->postings = read_wholes(reader, "/flows", "postings", count);
    flows->amount_by_day = read_wholes(reader, "/flows", "amount_by_day", run->days * count);
}

static void read_exposures(struct reader *reader, struct run *run) {
    struct run_exposures *exposures = &run->exposures;
    size_t count = exposures->count = dataset_length(reader, "/data_flow", 0);
    exposures->data_class = read_texts(reader, "/exposures", "data_class", count);
    exposures->recipient = read_texts(reader, "/exposures", "recipient", count);
    exposures->purpose = read_texts(reader, "/exposures", "purpose", count);
    exposures->rule = read_texts(reader, "/exposures", "rule", count);
    exposures->transfers = read_wholes(reader, "/exposures", "transfers", count);
    exposures->transfers_without_consent =
        read_wholes(reader, "/exposures", "transfers_without_consent", count);
    exposures->refused = read_wholes(reader, "/exposures", "refused", count);
    exposures->bytes = read_wholes(reader, "/exposures", "bytes", count);
    exposures->images = read_wholes(reader, "/exposures", "images", count);
    exposures->homes_exposed = read_wholes(reader, "/exposures", "homes_exposed", count);
    exposures->transfers_by_day = read_wholes(reader, "/exposures", "transfers_by_day", run->days * count);
}

static void read_consents(struct reader *reader, struct run *run) {
    struct run_consents *consents = &run->consents;
    consents->state_count = dataset_length(reader, "/consents/state", 0);
    consents->states = read_texts(reader, "/consents", "state", consents->state_count);
    size_t cells = run->days * run->exposures.count * consents->state_count;
    consents->households = read_wholes(reader, "/consents", "households", cells);
}

static void read_network(struct reader *reader, struct run *run) {
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
        *value = attribute_number(reader, "/network", rows[i].name);
    }
}

static void read_settings(struct reader *reader, struct run *run) {
    struct run_settings *settings = &run->settings;
    size_t count = settings->count = dataset_length(reader, "/meta/setting", 0);
    settings->name = read_texts(reader, "/meta", "name", count);
    settings->value = read_texts(reader, "/meta", "value", count);
    settings->unit = read_texts(reader, "/meta", "unit", count);
    settings->origin = read_texts(reader, "/meta", "origin", count);
    settings->role = read_texts(reader, "/meta", "role", count);
    settings->source = read_texts(reader, "/meta", "source", count);
    settings->scenario_text = attribute_text(reader, "/meta", "scenario_text");
    settings->scenario_file = attribute_text(reader, "/meta", "scenario_file");
}

static void read_homes(struct reader *reader, struct run *run) {
    struct names names = group_names(reader, "/homes");
    run->columns = fault_allocate(names.count, sizeof *run->columns);
    for (size_t i = 0; i < names.count; i++) {
        char path[300];
        if (strcmp(names.items[i], "home") == 0) continue;  // the coordinate
        join("/homes", names.items[i], path, sizeof path);
        run->columns[run->column_count++] = (struct run_column){
            .name = fault_copy_text(names.items[i]),
            .unit = attribute_text(reader, path, "units"),
            .meaning = attribute_text(reader, path, "long_name"),
            .values = read_numbers(reader, "/homes", names.items[i], run->homes),
        };
    }
    free_texts(names.items, names.count);
}

static void read_events(struct reader *reader, struct run *run) {
    struct run_events *events = &run->events;
    size_t count = events->count = dataset_length(reader, "/events/event", 0);
    events->when_ms = read_wholes(reader, "/events", "when_ms", count);
    events->cause = read_wholes(reader, "/events", "cause", count);
    events->home = read_shorts(reader, "/events", "home", count);
    events->acting_party = read_shorts(reader, "/events", "acting_party", count);
    events->what = read_texts(reader, "/events", "what", count);
}

static void read_postings(struct reader *reader, struct run *run) {
    struct run_postings *postings = &run->postings;
    size_t count = postings->count = dataset_length(reader, "/postings/posting", 0);
    postings->when_ms = read_wholes(reader, "/postings", "when_ms", count);
    postings->amount = read_wholes(reader, "/postings", "amount", count);
    postings->cause = read_wholes(reader, "/postings", "cause", count);
    postings->flow = read_shorts(reader, "/postings", "flow", count);
    postings->home = read_shorts(reader, "/postings", "home", count);
}

// ---- The file ----

// Opens the file and makes sure that it was finished.
static bool reader_open(struct reader *reader, const char *path, struct fault *fault) {
    int64_t finished = 0;
    *reader = (struct reader){.file = -1, .path = path, .fault = fault};
    if (access(path, R_OK) != 0) return fault_set(fault, "%s: cannot read: %s", path, strerror(errno));
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);  // told through the fault, not by HDF5 on stderr
    reader->file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    if (reader->file < 0) return fault_set(fault, "%s: cannot read: it is not a whole HDF5 file", path);
    attribute_read(reader, "/", "finished", H5T_NATIVE_INT64, &finished);
    if (finished == 1) return true;
    H5Fclose(reader->file);
    return fault_set(
        fault, "%s: the run that wrote this file was not finished, or it is no run file: run it again", path);
}

struct run *run_read(const char *path, unsigned parts, struct fault *fault) {
    struct reader reader;
    if (!reader_open(&reader, path, fault)) return NULL;
    struct run *run = fault_allocate(1, sizeof *run);
    run->path = fault_copy_text(path);
    read_root(&reader, run);
    read_series(&reader, run);
    read_parties(&reader, run);
    read_flows(&reader, run);
    read_exposures(&reader, run);
    read_consents(&reader, run);
    read_network(&reader, run);
    read_settings(&reader, run);
    if (parts & RUN_HOMES) read_homes(&reader, run);
    if (parts & RUN_EVENTS) {
        read_events(&reader, run);
        read_postings(&reader, run);
    }
    H5Fclose(reader.file);
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
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) free_texts(lists[i].texts, lists[i].count);
    char *const texts[] = {
        run->path,         run->title,    run->scenario,           run->policy,
        run->maru_version, run->day_unit, settings->scenario_text, settings->scenario_file};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) free(texts[i]);
}

void run_free(struct run *run) {
    if (!run) return;
    free_series(run);
    free_columns(run);
    free_tables(run);
    free_all_texts(run);
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

double run_series_total(const struct run *run, const struct run_series *series, size_t segment) {
    double total = 0;
    for (size_t day = 0; day < run->days; day++) total += series->values[day * run->segments + segment];
    return total;
}
