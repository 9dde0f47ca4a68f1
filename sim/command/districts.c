// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/districts.h"

#include <stdlib.h>
#include <string.h>

// ---- Made once ----

static uint16_t cell_of(struct districts *districts, enum data_class data_class, uint16_t group) {
    for (size_t i = 0; i < districts->cell_count; i++)
        if (districts->cells[i].data_class == data_class && districts->cells[i].group == group)
            return (uint16_t)i;
    districts->cells[districts->cell_count] = (struct known_cell){.data_class = data_class, .group = group};
    return (uint16_t)districts->cell_count++;
}

static void make_cells(struct districts *districts, const struct world *world, const struct groups *groups) {
    uint16_t flows = gate_flow_count(world->gate);
    districts->cells = status_allocate(flows, sizeof *districts->cells);
    districts->cell_of_flow = status_allocate(flows, sizeof *districts->cell_of_flow);
    for (uint16_t i = 0; i < flows; i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        struct known_homes **by_class = &districts->by_class[flow->data_class];
        districts->cell_of_flow[i] = cell_of(districts, flow->data_class, groups->of_party[flow->recipient]);
        if (!*by_class) *by_class = status_allocate(districts->count, sizeof **by_class);
    }
    districts->of_flow = status_allocate(flows, sizeof *districts->of_flow);
    districts->of_cell = status_allocate(districts->cell_count, sizeof *districts->of_cell);
}

static void find_realised(struct districts *districts, const struct welfare *welfare) {
    size_t sources = welfare_source_count(welfare);
    districts->realised = status_allocate(sources, sizeof *districts->realised);
    for (size_t i = 0; i < sources; i++)
        if (welfare_source_at(welfare, i)->kind == WELFARE_REALISED)
            districts->realised[districts->realised_count++] = i;
}

struct districts districts_of(const struct world *world, const struct groups *groups) {
    struct districts districts = {0};
    for (uint32_t home = 0; home < world->home_count; home++)
        if (world->homes[home].district >= districts.count)
            districts.count = (size_t)world->homes[home].district + 1;
    districts.homes = status_allocate(districts.count, sizeof *districts.homes);
    districts.won = status_allocate(districts.count, sizeof *districts.won);
    districts.hurt = status_allocate(districts.count, sizeof *districts.hurt);
    districts.known = status_allocate(districts.count, sizeof *districts.known);
    for (uint32_t home = 0; home < world->home_count; home++) districts.homes[world->homes[home].district]++;
    make_cells(&districts, world, groups);
    find_realised(&districts, world->welfare);
    return districts;
}

void districts_free(struct districts *districts) {
    for (int i = 0; i < DATA_CLASSES; i++) free(districts->by_class[i]);
    free(districts->homes);
    free(districts->won);
    free(districts->hurt);
    free(districts->known);
    free(districts->cells);
    free(districts->cell_of_flow);
    free(districts->realised);
    free(districts->of_flow);
    free(districts->of_cell);
    *districts = (struct districts){0};
}

// ---- A home ----

static void add(struct known_homes *known, enum gate_known mark) {
    known->homes += mark != GATE_UNKNOWN;
    known->unasked += mark == GATE_KNOWN_UNASKED;
}

static void lift(enum gate_known *mark, enum gate_known other) {
    if (other > *mark) *mark = other;
}

// By cell, by class, by anybody: once in each, as what is least agreed to.
static void add_known(struct districts *districts, uint16_t flows, uint16_t district) {
    enum gate_known of_class[DATA_CLASSES] = {0}, any = GATE_UNKNOWN;
    memset(districts->of_cell, 0, districts->cell_count * sizeof *districts->of_cell);
    for (uint16_t flow = 0; flow < flows; flow++)
        lift(&districts->of_cell[districts->cell_of_flow[flow]], districts->of_flow[flow]);
    for (size_t i = 0; i < districts->cell_count; i++) {
        struct known_cell *cell = &districts->cells[i];
        add(&cell->known, districts->of_cell[i]);
        lift(&of_class[cell->data_class], districts->of_cell[i]);
        lift(&any, districts->of_cell[i]);
    }
    for (int i = 0; i < DATA_CLASSES; i++)
        if (of_class[i]) add(&districts->by_class[i][district], of_class[i]);
    add(&districts->known[district], any);
}

static bool is_hurt(const struct districts *districts, const struct welfare *welfare, uint32_t home) {
    int64_t worth = 0;
    for (size_t i = 0; i < districts->realised_count; i++)
        worth += welfare_of_home(welfare, home, districts->realised[i]);
    return worth < 0;
}

static void tally_home(struct districts *districts, const struct world *world, uint32_t home) {
    uint16_t district = world->homes[home].district;
    if (gate_look(world->gate, home, world->now, districts->of_flow))
        add_known(districts, gate_flow_count(world->gate), district);
    districts->hurt[district] += is_hurt(districts, world->welfare, home);
    districts->won[district] += ledger_balance(world->ledger, ledger_household(world->ledger, home), WON);
}

// ---- All of them ----

static void clear(struct districts *districts) {
    memset(districts->won, 0, districts->count * sizeof *districts->won);
    memset(districts->hurt, 0, districts->count * sizeof *districts->hurt);
    memset(districts->known, 0, districts->count * sizeof *districts->known);
    for (int i = 0; i < DATA_CLASSES; i++)
        if (districts->by_class[i])
            memset(districts->by_class[i], 0, districts->count * sizeof *districts->by_class[i]);
    for (size_t i = 0; i < districts->cell_count; i++) {
        struct known_cell *cell = &districts->cells[i];
        *cell = (struct known_cell){.data_class = cell->data_class, .group = cell->group};
    }
}

void districts_tally(struct districts *districts, const struct world *world) {
    clear(districts);
    for (uint32_t home = 0; home < world->home_count; home++) tally_home(districts, world, home);
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        struct known_cell *cell = &districts->cells[districts->cell_of_flow[i]];
        cell->transfers += flow->transfers;
        cell->unasked += flow->transfers_without_consent;
    }
}
