// SPDX-License-Identifier: GPL-3.0-or-later
// Appliances as somebody writes them who knows the contract only: they read what others of the home change, and promise to
// be silent. A smart meter tells each hour's electricity, a door lock whether the home is empty.
#ifndef MARU_TESTS_SUPPORT_NEWCOMERS_H
#define MARU_TESTS_SUPPORT_NEWCOMERS_H

#include "sim/engine/world.h"
#include "sim/engine/meter.h"

// ---- Smart meter ------------------------------------------------------------------------------------------------------

enum { SMART_ENERGY, SMART_REPORTS, SMART_METRICS };
static const struct metric smart_meter_metrics[SMART_METRICS] = {
    [SMART_ENERGY] = {"energy", "kWh", "electricity metered", false, NULL},
    [SMART_REPORTS] = {"reports", "1", "reports let out", false, NULL},
};
static const struct topic smart_meter_hour = {"hour's electricity"};

struct smart_meter {
    double read_kwh, squares;
    unsigned hours;
};

static time_ms smart_meter_next(time_ms now) {
    return (now / CLOCK_HOUR + 1) * CLOCK_HOUR;
}

static time_ms smart_meter_install(struct visit *visit, void *state) {
    (void)state;
    return smart_meter_next(visit->now);
}

static time_ms smart_meter_act(struct visit *visit, void *state) {
    struct smart_meter *meter = state;
    double read = visit_meter(visit).kwh, kwh = read - meter->read_kwh;
    struct item hour = {.topic = &smart_meter_hour, .value = (int64_t)(kwh * 1000), .bytes = 100};
    meter->read_kwh = read;
    meter->squares += kwh * kwh;
    meter->hours++;
    visit->metrics[SMART_ENERGY] += kwh;
    visit->metrics[SMART_REPORTS] += visit_publish(visit, DATA_ENERGY_USE, FORM_LABEL, hour);
    return smart_meter_next(visit->now);
}

// The squares tell in which hours it was used.
static double smart_meter_squares(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct smart_meter *)state)->squares;
}
static const struct home_column smart_meter_columns[] = {
    {"squares", "1", "squares of each hour's kWh, added up", smart_meter_squares}};

static const struct appliance_kind smart_meter_appliance = {
    .kind = {.name = "smart_meter", .summary = "tells what each hour used"},
    .metrics = smart_meter_metrics,
    .metric_count = SMART_METRICS,
    .columns = smart_meter_columns,
    .column_count = 1,
    .state_size = sizeof(struct smart_meter),
    .silent = true,
    .install = smart_meter_install,
    .act = smart_meter_act,
};

// ---- Door lock --------------------------------------------------------------------------------------------------------

enum { LOCK_TOLD, LOCK_METRICS };
static const struct metric door_lock_metrics[LOCK_METRICS] = {
    [LOCK_TOLD] = {"told", "1", "times the home became empty or was empty no more", false, NULL}};

struct door_lock {
    bool empty;
};

static bool door_lock_sees(const struct visit *visit) {
    return visit->home->active + visit->home->asleep == 0;
}

static time_ms door_lock_install(struct visit *visit, void *state) {
    ((struct door_lock *)state)->empty = door_lock_sees(visit);
    return CLOCK_NEVER;
}

static time_ms door_lock_act(struct visit *visit, void *state) {
    struct door_lock *lock = state;
    visit->metrics[LOCK_TOLD] += lock->empty != door_lock_sees(visit);
    lock->empty = door_lock_sees(visit);
    return CLOCK_NEVER;
}

static const struct appliance_kind door_lock_appliance = {
    .kind = {.name = "door_lock", .summary = "knows whether anybody is at home"},
    .metrics = door_lock_metrics,
    .metric_count = LOCK_METRICS,
    .state_size = sizeof(struct door_lock),
    .silent = true,
    .wakes_on = SIGNAL_PRESENCE,
    .install = door_lock_install,
    .act = door_lock_act,
};

#endif
