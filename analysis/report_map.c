// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report_number.h"
#include "analysis/run_file.h"

enum { WAYS = 2 };  // from the homes, and to them
static const char *const measure_names[MAP_MEASURES] = {"won", "trust", "air", "link"};

// ---- Reading ----

static bool has(struct run_file *file, const char *group, const char *name) {
    if (!run_file_is_group(file, group)) return false;
    struct run_names names = run_file_members(file, group);
    bool found = false;
    for (size_t i = 0; i < names.count; i++) found = found || strcmp(names.items[i], name) == 0;
    run_file_free_texts(names.items, names.count);
    return found;
}

static size_t count_districts(const double *district, size_t homes) {
    double most = -1;
    for (size_t i = 0; i < homes; i++) most = fmax(most, district[i]);
    return most >= 0 && most < REPORT_MAP_MOST ? (size_t)most + 1 : 0;
}

static void begin(struct report_map *map, size_t districts, const double *district, size_t homes) {
    map->districts = districts;
    map->homes = fault_allocate(districts, sizeof *map->homes);
    map->pupils = fault_allocate(map->policy_count * districts, sizeof *map->pupils);
    for (size_t i = 0; i < homes; i++) map->homes[(size_t)district[i]]++;
    for (int measure = 0; measure < MAP_MEASURES; measure++) {
        map->values[measure] = fault_allocate(map->policy_count * districts, sizeof(double));
        map->there[measure] = true;
    }
}

// The mean of a column over the homes of each district.
static void add_column(struct report_map *map, enum map_measure measure, size_t policy, struct run_file *file,
                       const char *name, const double *district, size_t homes) {
    double *column =
        has(file, "/homes", name) ? run_file_numbers(file, "/homes", name, RUN_SHAPE(homes)) : NULL;
    map->there[measure] = map->there[measure] && column;
    for (size_t i = 0; column && i < homes; i++) {
        size_t own = (size_t)district[i];
        map->values[measure][policy * map->districts + own] += column[i] / map->homes[own];
    }
    free(column);
}

// The sum over the pupils of each district.
static void add_air_of(struct report_map *map, size_t policy, const double *column, const double *district,
                       size_t homes) {
    for (size_t i = 0; i < homes; i++) {
        if (isnan(column[i])) continue;
        size_t own = policy * map->districts + (size_t)district[i];
        map->values[MAP_AIR][own] += column[i];
        map->pupils[own]++;
    }
}

static bool tells_air(const char *name) {
    static const char ending[] = "_co2_above";
    size_t length = strlen(name), end = sizeof ending - 1;
    return length > end && strcmp(name + length - end, ending) == 0;
}

static void add_air(struct report_map *map, size_t policy, struct run_file *file, const double *district,
                    size_t homes) {
    struct run_names names = run_file_members(file, "/homes");
    bool told = false;
    for (size_t i = 0; i < names.count; i++) {
        if (!tells_air(names.items[i])) continue;
        double *column = run_file_numbers(file, "/homes", names.items[i], RUN_SHAPE(homes));
        if (column) add_air_of(map, policy, column, district, homes);
        told = told || column;
        free(column);
    }
    run_file_free_texts(names.items, names.count);
    map->there[MAP_AIR] = map->there[MAP_AIR] && told;
}

// The largest share that a day's traffic, either way, has of what the link can carry.
static void add_link(struct report_map *map, size_t policy, struct run_file *file, size_t days) {
    size_t own = has(file, "/network", "link_load") ? run_file_length(file, "/network/district") : 0;
    double *load = own >= map->districts
                       ? run_file_numbers(file, "/network", "link_load", RUN_SHAPE(days, WAYS, own))
                       : NULL;
    map->there[MAP_LINK] = map->there[MAP_LINK] && load;
    for (size_t district = 0; load && district < map->districts; district++) {
        double most = 0;
        for (size_t i = 0; i < days * WAYS; i++) most = fmax(most, load[i * own + district]);
        map->values[MAP_LINK][policy * map->districts + district] += most;
    }
    free(load);
}

// A home in a district that the first run has none of: then homes do not live alike, and there is no map.
static bool fits(const struct report_map *map, const double *district, size_t homes) {
    for (size_t i = 0; i < homes; i++)
        if (!(district[i] >= 0) || district[i] >= (double)map->districts ||
            map->homes[(size_t)district[i]] == 0)
            return false;
    return true;
}

static void add_from(struct report_map *map, size_t policy, const struct run *run, struct run_file *file) {
    double *district = has(file, "/homes", "district")
                           ? run_file_numbers(file, "/homes", "district", RUN_SHAPE(run->homes))
                           : NULL;
    size_t districts = district ? count_districts(district, run->homes) : 0;
    if (districts > 1 && !map->runs) {
        map->runs = fault_allocate(map->policy_count, sizeof *map->runs);
        begin(map, districts, district, run->homes);
    }
    if (map->runs && district && fits(map, district, run->homes)) {
        map->runs[policy]++;
        add_column(map, MAP_WON, policy, file, "won_balance", district, run->homes);
        add_column(map, MAP_TRUST, policy, file, "trust", district, run->homes);
        add_air(map, policy, file, district, run->homes);
        add_link(map, policy, file, run->days);
    }
    free(district);
}

bool report_map_add(struct report_map *map, size_t policy, const struct run *run, struct fault *fault) {
    struct run_file *file = run_file_open(run->path, fault);
    if (file) add_from(map, policy, run, file);
    run_file_close(file);
    return !fault->there;
}

void report_map_clear(struct report_map *map) {
    for (int measure = 0; measure < MAP_MEASURES; measure++) free(map->values[measure]);
    free(map->homes);
    free(map->pupils);
    free(map->runs);
    *map = (struct report_map){0};
}

// ---- On the page ----

// NaN: nobody lives there, or goes to school.
static double value_at(const struct report_map *map, enum map_measure measure, size_t policy,
                       size_t district) {
    size_t own = policy * map->districts + district;
    if (map->homes[district] == 0) return NAN;
    if (measure == MAP_AIR) return map->pupils[own] > 0 ? map->values[MAP_AIR][own] / map->pupils[own] : NAN;
    return map->values[measure][policy * map->districts + district] / (double)map->runs[policy];
}

static void put_value(struct json *json, enum map_measure measure, double value) {
    if (measure == MAP_WON)
        report_put_money(json, value);
    else if (measure == MAP_LINK || measure == MAP_AIR)
        report_put_share(json, value);
    else
        report_put_number(json, value);
}

static size_t extreme(const struct report_map *map, enum map_measure measure, size_t policy, double sign) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < map->districts; i++) {
        double value = sign * value_at(map, measure, policy, i);
        if (!isnan(value) && (best == SIZE_MAX || value > sign * value_at(map, measure, policy, best)))
            best = i;
    }
    return best;
}

static void put_extreme(struct json *json, const struct report_map *map, enum map_measure measure,
                        const char *key, double sign) {
    double best = NAN;
    for (size_t policy = 0; policy < map->policy_count; policy++) {
        double value = value_at(map, measure, policy, extreme(map, measure, policy, sign));
        if (isnan(best) || sign * value > sign * best) best = value;
    }
    json_key(json, key);
    put_value(json, measure, best);
}

static void put_see(struct json *json, const struct report_map *map, enum map_measure measure, size_t policy,
                    const char *policy_name) {
    static const char *const sentences[MAP_MEASURES] = {"see_map_won", "see_map_trust", "see_map_air",
                                                        "see_map_link"};
    size_t least = extreme(map, measure, policy, -1), most = extreme(map, measure, policy, 1);
    json_open(json, '{');
    json_key_text(json, "say", sentences[measure]);
    json_key_text(json, "policy", policy_name);
    json_key(json, "from");
    put_value(json, measure, value_at(map, measure, policy, least));
    json_key(json, "until");
    put_value(json, measure, value_at(map, measure, policy, most));
    json_key(json, "least_at");
    report_put_number(json, (double)least);
    json_key(json, "most_at");
    report_put_number(json, (double)most);
    json_close(json, '}');
}

static void put_measure(struct json *json, const struct report_map *map, enum map_measure measure,
                        char *const *policies) {
    json_open(json, '{');
    json_key_text(json, "name", measure_names[measure]);
    put_extreme(json, map, measure, "least", -1);
    put_extreme(json, map, measure, "most", 1);
    json_key(json, "values");
    json_open(json, '[');
    for (size_t policy = 0; policy < map->policy_count; policy++) {
        json_open(json, '[');
        for (size_t i = 0; i < map->districts; i++)
            put_value(json, measure, value_at(map, measure, policy, i));
        json_close(json, ']');
    }
    json_close(json, ']');
    json_key(json, "see");
    json_open(json, '[');
    for (size_t policy = 0; policy < map->policy_count; policy++)
        put_see(json, map, measure, policy, policies[policy]);
    json_close(json, ']');
    json_close(json, '}');
}

// A link that is never busy is no news.
static bool is_busy(const struct report_map *map) {
    static const double busy = 0.01;
    for (size_t policy = 0; policy < map->policy_count; policy++)
        if (value_at(map, MAP_LINK, policy, extreme(map, MAP_LINK, policy, 1)) >= busy) return true;
    return false;
}

// Under each policy, somewhere.
static bool some_go_to_school(const struct report_map *map) {
    for (size_t policy = 0; policy < map->policy_count; policy++)
        if (extreme(map, MAP_AIR, policy, 1) == SIZE_MAX) return false;
    return true;
}

static bool is_shown(const struct report_map *map, enum map_measure measure) {
    if (!map->there[measure]) return false;
    return measure == MAP_LINK ? is_busy(map) : measure != MAP_AIR || some_go_to_school(map);
}

static bool all_added(const struct report_map *map) {
    for (size_t policy = 0; map->runs && policy < map->policy_count; policy++)
        if (map->runs[policy] == 0) return false;
    return map->runs && (map->there[MAP_WON] || map->there[MAP_TRUST]);
}

void report_map_put(struct json *json, const struct report_map *map, char *const *policies) {
    if (!all_added(map)) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '{');
    json_key(json, "homes");
    json_open(json, '[');
    for (size_t i = 0; i < map->districts; i++) report_put_number(json, map->homes[i]);
    json_close(json, ']');
    json_key(json, "measures");
    json_open(json, '[');
    for (enum map_measure measure = 0; measure < MAP_MEASURES; measure++)
        if (is_shown(map, measure)) put_measure(json, map, measure, policies);
    json_close(json, ']');
    json_close(json, '}');
}
