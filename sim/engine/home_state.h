// SPDX-License-Identifier: GPL-3.0-or-later
// What a home is, as it lies in the world's arrays. What happens in it is in home.h.
#ifndef MARU_SIM_ENGINE_HOME_STATE_H
#define MARU_SIM_ENGINE_HOME_STATE_H

#include "sim/engine/clock.h"
#include "sim/engine/item.h"

#define HOME_SEGMENTS 3

// How long somebody was at home, in milliseconds since the start. Of 32 bits, to be small: differences of up to 49 days are
// right whenever they are taken.
struct home_presence {
    uint32_t up;       // with somebody up
    uint32_t asleep;   // with somebody asleep
    uint32_t present;  // with somebody, up or asleep
};

// What everything in the home can know. Filled when the world is made; the family keeps the first part
// up to date as it comes and goes. One line of the processor's cache: a visit waits for it once.
struct home {
    uint32_t first_process;   // into the world's processes
    uint16_t process_count;
    uint16_t district;
    uint8_t segment;          // of the series: privacy segment (see home_segment_names)
    uint8_t members;          // household size, persons
    uint8_t active;           // persons at home and awake
    uint8_t asleep;           // persons at home and asleep
    bool on_trip;             // the whole family is away for days
    // The dwelling.
    uint8_t floor;            // 1 = ground
    uint8_t building_age;     // years
    bool pet;
    bool apartment;           // in a block; else a house
    bool minors;              // somebody under 18 lives there; what promises may be about (promises.h)
    // The family's mind.
    float concern;            // won a month it would want for data of weight 1 (energy use); INFINITY: never
    float trust;              // in the maker (the first of several), 0-1: trust_gain / (trust_gain + trust_loss)
    float trust_gain, trust_loss;  // evidence so far (mean of a Beta distribution)
    // Its purse.
    float budget_won_month;   // for services and accessories
    // Kept by home_people_now().
    uint32_t presence_counted;  // up to this moment, in 32 bits
    struct home_presence presence;
    double metered_kwh;       // counted so far: meter.c alone knows how much is still missing
};
_Static_assert(sizeof(struct home) == 64, "a home is one line of the cache");

#define PROCESS_STATE_UNIT 16

struct process {
    time_ms due;
    uint32_t state;        // place among the world's states, in units of PROCESS_STATE_UNIT bytes
    uint32_t draws;        // blocks drawn so far: n of the process's random stream
    uint16_t appliance;    // index into world->appliances
    uint16_t number;       // 0, 1, ... among those of the same appliance in this home
    uint16_t state_size;   // bytes
    uint8_t wakes_on;      // signals of those that its kind wakes on (visit_listen)
    bool independent : 1, silent : 1;  // as its kind is
    bool installed : 1;    // false: the home has room for the appliance, and none yet (party_offer)
};
_Static_assert(sizeof(struct process) == 24, "small, because each visit walks through all of a home's");

enum { HOMES_PER_CHUNK = 64 };  // one bit each in a word of the calendar

// One thread's share of the homes, a fixed range whatever the thread count; its counters and outbox are
// added up in the order of the chunks, so sums never depend on threads.
struct chunk {
    uint32_t first_home, home_count;
    double *metrics;            // [HOME_SEGMENTS][world->metric_count], of the day so far
    struct item *outbox;        // sent in this window, home after home
    size_t outbox_count, outbox_room;
    struct bulk *bulk;          // bulk data sent in this window
    size_t bulk_count, bulk_room;
    struct item *reports;       // what rides on it
    size_t report_count, report_room;
    uint64_t events;            // acts handled so far
};

struct bulk {
    time_ms when;
    uint16_t district, party;
    uint32_t bytes;
    float gflop;
};

#endif
