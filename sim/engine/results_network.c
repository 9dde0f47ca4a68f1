// SPDX-License-Identifier: GPL-3.0-or-later
// The run file's group `network`: what travelled, what waited and how long, day by day and in all.
#include "sim/engine/results_network.h"

#include <stdio.h>
#include <stdlib.h>

static struct record_variable_id daily(struct results *results, const char *name, enum record_type type,
                                       int axes, const char *unit, const char *meaning) {
    const struct results_network *network = &results->network;
    struct record_variable variable = {
        "network", name,    type, 1 + axes, {results->day, network->way, network->district},
        unit,      meaning, false};
    return record_variable(results->record, &variable);
}

void results_network_open(struct world *world, struct results *results) {
    struct results_network *network = &results->network;
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    network->districts = (size_t)homes->districts;
    network->way = record_dimension(results->record, "network", "way", RECORD_TEXT, EXCHANGE_WAYS,
                                    exchange_way_names, NULL, "from the homes, and to them");
    network->district = results_numbered(results->record, "network", "district", network->districts,
                                         "apartment complex with one link, from 0");
    for (int fate = 0; fate < BYTES_FATES; fate++) {
        char name[40], meaning[120];
        bool state = fate >= BYTES_WAITING;
        snprintf(name, sizeof name, "bytes_%s", exchange_fate_names[fate]);
        snprintf(meaning, sizeof meaning, "bytes %s, %s", exchange_fate_meanings[fate],
                 state ? "at the day's end" : "on the day");
        network->bytes[fate] = daily(results, name, RECORD_INT64, 1, "byte", meaning);
    }
    network->link_load = daily(results, "link_load", RECORD_FLOAT64, 2, "1",
                               "bytes sent on the day / what the district's link can carry in a day");
    network->cloud_load = daily(results, "cloud_load", RECORD_FLOAT64, 0, "1",
                                "operations begun on the day / what the maker's cloud can compute in a day");
    network->delays[0] = daily(results, "items_delay_mean", RECORD_FLOAT64, 0, "s",
                               "items that came in: later than on empty links and idle machines, mean");
    network->delays[1] = daily(results, "items_delay_most", RECORD_FLOAT64, 0, "s", "the same, the largest");
    network->delays[2] = daily(results, "bulk_delay_mean", RECORD_FLOAT64, 0, "s",
                               "bulk flows that came in: later than on empty links and idle machines, mean");
    network->delays[3] = daily(results, "bulk_delay_most", RECORD_FLOAT64, 0, "s", "the same, the largest");
}

static void record_bytes(struct results *results, const struct exchange_totals *totals) {
    struct results_network *network = &results->network;
    for (int fate = 0; fate < BYTES_FATES; fate++) {
        int64_t row[EXCHANGE_WAYS];
        for (int way = 0; way < EXCHANGE_WAYS; way++) {
            uint64_t before = fate >= BYTES_WAITING ? 0 : network->before.bytes[way][fate];
            row[way] = (int64_t)(totals->bytes[way][fate] - before);
        }
        record_append(results->record, network->bytes[fate], row);
    }
    network->before = *totals;
}

static void record_loads(struct world *world, struct results *results, const struct exchange_day *day) {
    const struct exchange_settings *settings = plan_section(world->plan, &network_section);
    size_t districts = results->network.districts;
    double *loads = status_allocate(EXCHANGE_WAYS * districts, sizeof *loads);
    for (int way = 0; way < EXCHANGE_WAYS; way++)
        for (size_t i = 0; i < districts; i++)
            loads[(size_t)way * districts + i] = exchange_link_load(settings, day->offered[way][i]);
    double cloud = exchange_cloud_load(settings, day->cloud_gflop);
    record_append(results->record, results->network.link_load, loads);
    record_append(results->record, results->network.cloud_load, &cloud);
    free(loads);
}

// Means of nothing are 0.
static void record_delays(struct results *results, const struct exchange_day *day) {
    const struct exchange_delay *kinds[] = {&day->items, &day->bulk};
    for (int i = 0; i < 2; i++) {
        double count = kinds[i]->count ? (double)kinds[i]->count : 1;
        double mean_s = (double)kinds[i]->sum_ms / count / 1000, most_s = clock_seconds(kinds[i]->most_ms);
        record_append(results->record, results->network.delays[2 * i], &mean_s);
        record_append(results->record, results->network.delays[2 * i + 1], &most_s);
    }
}

void results_network_day(struct world *world, struct results *results) {
    struct exchange_totals totals = exchange_totals(world->exchange);
    struct exchange_day day = exchange_day(world->exchange);
    record_bytes(results, &totals);
    record_loads(world, results, &day);
    record_delays(results, &day);
}

// bytes_up and bytes_down are what was carried; the rest says its fate.
static void write_bytes(struct results *results, const struct exchange_totals *totals) {
    for (int way = 0; way < EXCHANGE_WAYS; way++)
        for (int fate = 0; fate < BYTES_FATES; fate++) {
            char name[60];
            bool carried = fate == BYTES_CARRIED;
            snprintf(name, sizeof name, "bytes_%s%s%s", exchange_way_names[way], carried ? "" : "_",
                     carried ? "" : exchange_fate_names[fate]);
            record_attribute_number(results->record, "network", NULL, name, (double)totals->bytes[way][fate]);
        }
}

void results_network_totals(struct world *world, struct results *results) {
    struct exchange_totals totals = exchange_totals(world->exchange);
    const struct {
        const char *name;
        double value;
    } numbers[] = {
        {"items_sent", (double)totals.items_sent},
        {"items_arrived", (double)totals.items_arrived},
        {"items_retried", (double)totals.items_retried},
        {"items_lost", (double)totals.items_lost},
        {"bulk_flows", (double)totals.bulk_flows},
        {"bulk_lost", (double)totals.bulk_lost},
        {"reports_sent", (double)totals.reports_sent},
        {"reports_lost", (double)totals.reports_lost},
        {"gflop", totals.gflop},
        {"cloud_kwh", totals.cloud_joule / 3.6e6},
        {"firm_kwh", totals.firm_joule / 3.6e6},
        {"most_link_load", totals.most_link_load},
        {"most_cloud_load", totals.most_cloud_load},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        record_attribute_number(results->record, "network", NULL, numbers[i].name, numbers[i].value);
    write_bytes(results, &totals);
}
