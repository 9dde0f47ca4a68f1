// SPDX-License-Identifier: GPL-3.0-or-later
// A home: a household with its rooms and appliances. What acts in it (the family, each appliance) is a
// process with one pending moment; a home handles all it has due in a window in one visit, in time order,
// ties by the process's place. Homes do not touch each other inside a window, so visits run in parallel.
#ifndef MARU_SIM_ENGINE_HOME_H
#define MARU_SIM_ENGINE_HOME_H

#include "sim/engine/gate.h"
#include "sim/engine/item.h"
#include "sim/engine/kind.h"
#include "sim/engine/random.h"

// What everything in the home can know. Filled when the world is made; the family keeps the first part
// up to date as it comes and goes.
struct home {
    uint32_t first_process;   // into the world's processes
    uint16_t process_count;
    uint16_t district;
    uint8_t segment;          // of the series: privacy segment (see home_segment_names)
    uint8_t members;          // household size, persons
    uint8_t active;           // persons at home and awake
    uint8_t asleep;           // persons at home and asleep
    bool on_trip;             // the whole family is away for days
    bool left_running;        // it left something switched on by hand when it went on the trip
    // The dwelling.
    uint8_t floor;            // 1 = ground
    uint8_t building_age;     // years
    bool pet;
    // The family's mind.
    float concern;            // theta, privacy concern: 0 none, 1 average of pragmatists, higher for more
    float trust;              // in the maker, 0-1
    float trust_gain, trust_loss;  // evidence so far (Beta): trust = gain / (gain + loss)
    // Its purse.
    float budget_won_month;   // for services and accessories
    double meter_kwh;         // electricity used by simulated appliances since the start
};

#define HOME_SEGMENTS 3
extern const char *const home_segment_names[];  // "unconcerned", "pragmatist", "fundamentalist"; NULL-terminated
// The fields a policy's hook may read, as a read-only settings table.
extern const struct setting_table home_view;

struct process {
    time_ms due;
    uint32_t state;        // offset into the world's states
    uint32_t draws;        // blocks drawn so far: n of the process's random stream
    uint16_t appliance;    // index into world->appliances
    uint16_t number;       // 0, 1, ... among those of the same appliance in this home
};

// One thread's share of the homes, a fixed range whatever the thread count; its counters and outbox are
// added up in the order of the chunks, so sums never depend on threads.
struct chunk {
    uint32_t first_home, home_count;
    double *metrics;            // [HOME_SEGMENTS][world->metric_count], of the day so far
    struct gate_tally *gate;    // one per data flow
    struct item *outbox;        // sent in this window, in no particular order between homes
    size_t outbox_count, outbox_room;
    struct bulk *bulk;          // bulk data sent in this window
    size_t bulk_count, bulk_room;
    uint64_t events;            // acts handled so far
};

struct bulk {
    uint32_t home;
    uint16_t district, party;
    uint32_t bytes;
    float gflop;
    time_ms when;
};

// What an acting process is given. Valid during the call.
struct visit {
    struct world *world;        // to read; to change only through the functions below
    struct chunk *chunk;
    struct home *home;
    struct process *process;
    const void *settings;       // of the process's kind
    const void *shared;         // what the kind's prepare() made
    double *metrics;            // of the kind, in the home's segment: metrics[MY_METRIC] += 1
    time_ms now;
    uint32_t home_number;
};

// The process's next 128 random bits.
struct random_block visit_draw(struct visit *visit);
// A sequence of draws that belongs to the process but has its own meaning (installation, say).
struct random_sequence visit_sequence(const struct visit *visit, const char *meaning);

// Data leaves the home through the gate; true when it was let through.
bool visit_share(struct visit *visit, uint16_t flow, enum data_form form, uint32_t bytes, uint32_t images);
// An item that the gate let through (item.flow) or that holds no data of the home sets out at visit->now.
// from, home, process and sent are filled in.
void visit_send(struct visit *visit, struct item item);
// Bulk data that the gate let through: travels with the district's other data of the hour.
void visit_send_bulk(struct visit *visit, uint16_t flow, uint32_t bytes, double gflop);
// Tells the home's other processes; those whose kind wakes on it act at visit->now.
void visit_signal(struct visit *visit, unsigned signals);
// Wakes another process of the same home at `when` if that is earlier than what it waits for.
void visit_wake(struct visit *visit, uint16_t process, time_ms when);

#endif
