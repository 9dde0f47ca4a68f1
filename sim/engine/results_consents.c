// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_consents.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/results_tables.h"
#include "sim/engine/world.h"

// ---- How long something is known ------------------------------------------------------------------------

static bool is_limited(const struct world *world, uint16_t flow) {
    return gate_flow_at(world->gate, flow)->limits.kept != CLOCK_NEVER;
}

void results_consents_open(const struct world *world, struct results_consents *consents) {
    uint16_t flows = gate_flow_count(world->gate);
    consents->person_days = status_allocate(flows, sizeof *consents->person_days);
    consents->counted = status_allocate(flows, sizeof *consents->counted);
    consents->limited = status_allocate(flows, sizeof *consents->limited);
    for (uint16_t flow = 0; flow < flows; flow++) consents->limited[flow] = is_limited(world, flow);
}

static double person_days(const struct world *world, uint16_t flow, bool limited, time_ms from,
                          time_ms until) {
    double sum = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
        if (!entry->transfers || (limited && !gate_knows(world->gate, home, flow, until))) continue;
        time_ms first = entry->first_min * CLOCK_MINUTE, since = first > from ? first : from;
        if (since < until) sum += world->homes[home].members * (double)(until - since) / (double)CLOCK_DAY;
    }
    return sum;
}

static void count_until(const struct world *world, struct results_consents *consents, uint16_t flow,
                        time_ms until) {
    consents->person_days[flow] +=
        person_days(world, flow, consents->limited[flow], consents->counted[flow], until);
    consents->counted[flow] = until;
    consents->limited[flow] = is_limited(world, flow);
}

void results_consents_day(const struct world *world, struct results_consents *consents, time_ms midnight) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (consents->limited[flow] || is_limited(world, flow)) count_until(world, consents, flow, midnight);
}

// ---- What the consents are worth ------------------------------------------------------------------------

// What it says now if it has been asked since, else what it would say.
static bool refuses(const struct world *world, uint32_t home, uint16_t flow, enum consent_state state) {
    bool (*would_agree)(const struct world *, uint32_t, uint16_t) = world->plan->catalogue->would_agree;
    if (state != CONSENT_NOT_ASKED && state != CONSENT_ASKED) return state == CONSENT_REFUSED;
    return would_agree && !would_agree(world, home, flow);
}

struct tally {
    int64_t asked, asked_most, unasked, refusing, refused_transfers, standing;
    double age_days;
};

static void add_home(const struct world *world, uint32_t home, uint16_t flow, struct tally *tally) {
    const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
    tally->asked += entry->asked;
    if (entry->asked > tally->asked_most) tally->asked_most = entry->asked;
    enum consent_state state = consent_state(world->gate, home, flow, world->now);
    if (state == CONSENT_GRANTED) {
        tally->standing++;
        tally->age_days += (double)(world->now - entry->since_min * CLOCK_MINUTE) / (double)CLOCK_DAY;
    }
    if (!entry->transfers || entry->allowed_by != CONSENT_NOT_ASKED) return;
    tally->unasked++;
    if (!refuses(world, home, flow, state)) return;
    tally->refusing++;
    tally->refused_transfers += entry->transfers;
}

static struct tally tally_of(const struct world *world, uint16_t flow) {
    struct tally tally = {0};
    for (uint32_t home = 0; home < world->home_count; home++) add_home(world, home, flow, &tally);
    return tally;
}

// ---- Columns --------------------------------------------------------------------------------------------

static double asked(const struct gate_flow *flow, const struct tally *tally) {
    (void)flow;
    return (double)tally->asked;
}
static double asked_most(const struct gate_flow *flow, const struct tally *tally) {
    (void)flow;
    return (double)tally->asked_most;
}
static double consent_age(const struct gate_flow *flow, const struct tally *tally) {
    (void)flow;
    return tally->standing ? tally->age_days / (double)tally->standing : NAN;
}
static double withdrawn(const struct gate_flow *flow, const struct tally *tally) {
    (void)tally;
    return (double)flow->withdrawn;
}
static double withdrawn_after(const struct gate_flow *flow, const struct tally *tally) {
    (void)tally;
    double minutes_a_day = (double)CLOCK_DAY / (double)CLOCK_MINUTE;
    return flow->withdrawn ? (double)flow->withdrawn_after_min / (double)flow->withdrawn / minutes_a_day
                           : NAN;
}
static double unasked(const struct gate_flow *flow, const struct tally *tally) {
    (void)flow;
    return (double)tally->unasked;
}
static double refusing(const struct gate_flow *flow, const struct tally *tally) {
    (void)flow;
    return (double)tally->refusing;
}
static double refused_transfers(const struct gate_flow *flow, const struct tally *tally) {
    (void)flow;
    return (double)tally->refused_transfers;
}

static const struct {
    const char *name, *units, *long_name;
    double (*value)(const struct gate_flow *flow, const struct tally *tally);
} columns[] = {
    {"requests", "1", "times that households were asked, up to 255 each", asked},
    {"requests_most", "1", "times that the household was asked that was asked most often", asked_most},
    {"consent_age", "day", "age of the consents that hold at the end, mean; NaN: none does", consent_age},
    {"withdrawn", "1", "consents taken back", withdrawn},
    {"withdrawn_after", "day", "how long these had held, mean; NaN: none was", withdrawn_after},
    {"homes_unasked", "1", "households that something left before anybody had asked", unasked},
    {"homes_would_refuse", "1",
     "of these, refused when they were asked later, or would if they were asked at the end", refusing},
    {"transfers_would_refuse", "1", "items that left those", refused_transfers},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void write_quality(const struct world *world, struct results *results) {
    uint16_t flows = gate_flow_count(world->gate);
    double *values[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++) values[c] = status_allocate(flows, sizeof(double));
    for (uint16_t flow = 0; flow < flows; flow++) {
        struct tally tally = tally_of(world, flow);
        for (size_t c = 0; c < COLUMNS; c++)
            values[c][flow] = columns[c].value(gate_flow_at(world->gate, flow), &tally);
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        results_column(results->record, "exposures", columns[c].name, RECORD_FLOAT64, results->data_flow,
                       columns[c].units, columns[c].long_name, values[c]);
        free(values[c]);
    }
}

static void write_person_days(const struct world *world, struct results *results) {
    struct results_consents *consents = &results->quality;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        count_until(world, consents, flow, world->now);
    results_column(results->record, "exposures", "person_days", RECORD_FLOAT64, results->data_flow, "day",
                   "persons of the households of which something was known, times days",
                   consents->person_days);
}

static void write_makers(const struct world *world, struct results *results) {
    uint16_t flows = gate_flow_count(world->gate);
    const char **makers = status_allocate(flows, sizeof *makers);
    for (uint16_t flow = 0; flow < flows; flow++) {
        uint16_t maker = gate_flow_at(world->gate, flow)->maker;
        makers[flow] = maker == GATE_NOBODY ? "" : world->parties[maker].name;
    }
    results_texts(results->record, "exposures", results->data_flow, "maker",
                  "whose appliances notice it; empty: no maker's", makers);
    free(makers);
}

// ---- Receivers ------------------------------------------------------------------------------------------

static void write_receivers(const struct world *world, struct results *results) {
    size_t count = 0, row = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        count += gate_flow_at(world->gate, flow)->receiver_count;
    int32_t *flows = status_allocate(count, sizeof *flows),
            *parties = status_allocate(count, sizeof *parties);
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        for (uint16_t i = 0; i < gate_flow_at(world->gate, flow)->receiver_count; i++, row++) {
            flows[row] = flow;
            parties[row] = gate_flow_at(world->gate, flow)->receivers[i];
        }
    struct record_dimension_id down =
        results_numbered(results->record, "receivers", "receiver", count, "who receives for a recipient");
    results_column(results->record, "receivers", "flow", RECORD_INT32, down, "1",
                   "number of the data flow, as in /exposures", flows);
    results_column(results->record, "receivers", "receiving_party", RECORD_INT32, down, "1",
                   "number of the party that receives it beside its recipient", parties);
    free(flows);
    free(parties);
}

void results_consents_tables(const struct world *world, struct results *results) {
    write_makers(world, results);
    write_quality(world, results);
    write_person_days(world, results);
    write_receivers(world, results);
}

void results_consents_free(struct results_consents *consents) {
    free(consents->person_days);
    free(consents->counted);
    free(consents->limited);
}
