// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_epsilons.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/results_tables.h"

// One row for each unit of each flow on which something is noised.
enum { MEAN, P95, MOST, DELTA, NUMBERS };
struct rows {
    size_t count;
    int64_t *flow, *homes;
    const char **unit;
    double *numbers[NUMBERS];
};

static int compare_doubles(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

// Of homes of which anything was told, in rising order; the scratch has room for all homes. Returns how many
// they are.
static size_t sort_told(const struct world *world, const struct accountant *accountant,
                        enum accountant_unit unit, double *told) {
    size_t count = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double epsilon = accountant_most(accountant, home, unit);
        if (epsilon > 0) told[count++] = epsilon;
    }
    qsort(told, count, sizeof *told, compare_doubles);
    return count;
}

static void fill_row(const struct world *world, struct rows *rows, uint16_t flow, enum accountant_unit unit,
                     double *told) {
    const struct accountant *accountant = gate_flow_at(world->gate, flow)->accountant;
    size_t row = rows->count++, count = sort_told(world, accountant, unit, told);
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += told[i];
    rows->flow[row] = flow;
    rows->homes[row] = (int64_t)count;
    rows->unit[row] = accountant_unit_names[unit];
    rows->numbers[MEAN][row] = count ? sum / (double)count : NAN;
    rows->numbers[P95][row] = count ? told[(95 * count + 99) / 100 - 1] : NAN;
    rows->numbers[MOST][row] = count ? told[count - 1] : NAN;
    rows->numbers[DELTA][row] = accountant_delta(accountant);
}

static size_t noised_flows(const struct world *world) {
    size_t count = 0;
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        count += gate_flow_at(world->gate, i)->accountant != NULL;
    return count;
}

static struct rows fill_rows(const struct world *world, size_t most) {
    struct rows rows = {.flow = status_allocate(most, sizeof *rows.flow),
                        .homes = status_allocate(most, sizeof *rows.homes),
                        .unit = status_allocate(most, sizeof *rows.unit)};
    for (int n = 0; n < NUMBERS; n++) rows.numbers[n] = status_allocate(most, sizeof(double));
    double *told = status_allocate(world->home_count, sizeof *told);
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        for (unsigned unit = 0; gate_flow_at(world->gate, flow)->accountant && unit < ACCOUNTANT_UNITS;
             unit++)
            fill_row(world, &rows, flow, (enum accountant_unit)unit, told);
    free(told);
    return rows;
}

static void write_rows(const struct rows *rows, struct record *record) {
    static const struct {
        const char *name, *long_name;
    } numbers[NUMBERS] = {
        [MEAN] = {"mean", "epsilon: mean over homes of which anything was told"},
        [P95] = {"p95", "epsilon: 95 of 100 of these homes have no more"},
        [MOST] = {"most", "epsilon: of the home that has most"},
        [DELTA] = {"delta", "chance but for which that holds"},
    };
    struct record_dimension_id down =
        results_numbered(record, "epsilons", "row", rows->count, "what noised labels told of homes");
    results_column(record, "epsilons", "flow", RECORD_INT64, down, "1",
                   "number of the data flow, as in /exposures", rows->flow);
    results_texts(record, "epsilons", down, "unit",
                  "what may be another: one event, the day or the month that told most, the home",
                  rows->unit);
    results_column(record, "epsilons", "homes", RECORD_INT64, down, "1", "of which anything was told",
                   rows->homes);
    for (int n = 0; n < NUMBERS; n++)
        results_column(record, "epsilons", numbers[n].name, RECORD_FLOAT64, down, "1", numbers[n].long_name,
                       rows->numbers[n]);
}

void results_epsilons(const struct world *world, struct record *record) {
    size_t flows = noised_flows(world);
    if (!flows) return;
    struct rows rows = fill_rows(world, flows * ACCOUNTANT_UNITS);
    write_rows(&rows, record);
    free(rows.flow);
    free(rows.homes);
    free(rows.unit);
    for (int n = 0; n < NUMBERS; n++) free(rows.numbers[n]);
}
