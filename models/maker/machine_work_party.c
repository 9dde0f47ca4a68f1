// SPDX-License-Identifier: GPL-3.0-or-later
// The books of the work that machines do in homes and nobody did before: every tile of the floor looked at,
// every dish, every room for who is in it, every shelf, every sign of a fault. It reads what the appliances
// count of themselves, and changes nothing. Each look counts as the time a person would need for it, a unit
// for comparing this work with the hours of those who watch it (reviewers.c). It does not say that
// anybody would have paid for it: before, it was not done.
#include <string.h>

#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

struct machine_work_settings {
    double tile_s, dish_s, room_s, shelf_s, sign_s;
    double working_day_h, machine_ms;
};

typedef struct machine_work_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, tile_s, "s", 1, 0.2, 10, "a person's time for one glance at a tile of floor", "assumption"),
    UNCERTAIN(S, dish_s, "s", 2, 0.5, 20, "... at a dish", "assumption: to say what a picture shows takes a second or two"),
    UNCERTAIN(S, room_s, "s", 1, 0.2, 10, "... at a room for whether somebody is there", "assumption"),
    UNCERTAIN(S, shelf_s, "s", 5, 0.5, 60, "... at one product of a refrigerator, to count it", "assumption"),
    UNCERTAIN(S, sign_s, "s", 180, 10, 1800, "... at a sign of a fault", "assumption: 3 minutes, as fault_diagnosis.check_won"),
    WORLD(S, working_day_h, "h", 8, 1, 24, "hours a person works a day", "Labour Standards Act, article 50"),
    UNCERTAIN(S, machine_ms, "ms", 50, 1, 5000, "a machine's time for one look", "assumption: a small network on a cheap processor"),
};
// clang-format on

enum { TILES, DISHES, ROOMS, SHELVES, SIGNS, LOOKS, PERSON_HOURS, PERSONS, MACHINE_HOURS, DAYS, METRICS };
static const struct metric metrics[METRICS] = {
    [TILES] = {"tiles", "1", "tiles of floor looked at by robots", false, NULL},
    [DISHES] = {"dishes", "1", "dishes looked at by microwaves", false, NULL},
    [ROOMS] = {"rooms", "1", "looks of air conditioners for who is in the room", false, NULL},
    [SHELVES] = {"shelves", "1", "products counted by refrigerators", false, NULL},
    [SIGNS] = {"signs", "1", "signs of faults judged by the maker's cloud", false, NULL},
    [LOOKS] = {"looks", "1", "recognitions and decisions of machines, all together", true, NULL},
    [PERSON_HOURS] = {"person_hours", "h", "time people would need to do the same", true, NULL},
    [PERSONS] = {"persons", "1", "people that would need, working every day", true, "days"},
    [MACHINE_HOURS] = {"machine_hours", "h", "time the machines needed", false, NULL},
    [DAYS] = {"days", "day", "days", false, NULL},
};

// Whose counter is whose work, by names: a kind that is not in the scenario has none.
static const struct {
    const char *kind, *metric;
    size_t seconds;  // offset of the time in the settings
} work[] = {
    [TILES] = {"robot_vacuum", "floor_looks", offsetof(S, tile_s)},
    [DISHES] = {"microwave", "looks", offsetof(S, dish_s)},
    [ROOMS] = {"air_conditioner", "device_inferences", offsetof(S, room_s)},
    [SHELVES] = {"refrigerator", "looks", offsetof(S, shelf_s)},
    [SIGNS] = {"fault_diagnosis", "signs", offsetof(S, sign_s)},
};
enum { WORKS = sizeof work / sizeof *work };

// What was counted today under one number, in homes and outside.
static double counted_today(const struct world *world, size_t metric) {
    double sum = 0;
    for (size_t segment = 0; segment < HOME_SEGMENTS; segment++) {
        size_t place = segment * world->metric_count + metric;
        for (size_t chunk = 0; chunk < world->chunk_count; chunk++)
            sum += world->chunks[chunk].metrics[place];
        sum += world->day_metrics[place];
    }
    return sum;
}

static double of_kind(const struct world *world, const struct kind *kind, const struct metric *counters,
                      size_t count, size_t first, size_t i) {
    if (strcmp(kind->name, work[i].kind) != 0) return 0;
    for (size_t m = 0; m < count; m++)
        if (!strcmp(counters[m].name, work[i].metric)) return counted_today(world, first + m);
    return 0;
}

static double looks_today(const struct world *world, size_t i) {
    double sum = 0;
    for (size_t a = 0; a < world->appliance_count; a++) {
        const struct appliance *appliance = &world->appliances[a];
        const struct appliance_kind *kind = appliance->kind;
        sum += of_kind(world, &kind->kind, kind->metrics, kind->metric_count, appliance->first_metric, i);
    }
    for (size_t p = 0; p < world->party_count; p++) {
        const struct party_kind *kind = world->parties[p].kind;
        sum +=
            of_kind(world, &kind->kind, kind->metrics, kind->metric_count, world->parties[p].first_metric, i);
    }
    return sum;
}

static void machine_work_midnight(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    double looks = 0, person_h = 0;
    for (size_t i = 0; i < WORKS; i++) {
        double today = looks_today(world, i), seconds;
        memcpy(&seconds, (const char *)s + work[i].seconds, sizeof seconds);
        party_count_own(world, party, i, today);
        looks += today;
        person_h += today * seconds / 3600;
    }
    party_count_own(world, party, LOOKS, looks);
    party_count_own(world, party, PERSON_HOURS, person_h);
    party_count_own(world, party, PERSONS, person_h / s->working_day_h);
    party_count_own(world, party, MACHINE_HOURS, looks * s->machine_ms / 3.6e6);
    party_count_own(world, party, DAYS, 1);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation looks = {
    "what machines look at", "looks = tiles + dishes + rooms + shelves + signs",
    "counts: floor_looks of robot_vacuum, looks of microwave, device_inferences of air_conditioner, looks of "
    "refrigerator, signs of fault_diagnosis",
    "definition"};
static const struct equation people = {
    "in hours of people",
    "person_hours = (tiles tile_s + dishes dish_s + rooms room_s + shelves shelf_s + signs sign_s) / 3600; "
    "persons = person_hours / working_day_h, mean of days",
    "", "a unit for comparing this work; times: assumption"};
static const struct equation machines = {"in hours of machines", "machine_hours = looks machine_ms / 3600000",
                                         "", "definition"};
static const struct submodel submodels[] = {
    {&looks, "tiles, dishes, rooms, shelves, signs, looks",
     "robot_vacuum, microwave, air_conditioner, refrigerator, fault_diagnosis"},
    {&people, "person_hours, persons, days", "tile_s, dish_s, room_s, shelf_s, sign_s, working_day_h"},
    {&machines, "machine_hours", "machine_ms"},
};

const struct party_kind machine_work_party = {
    .kind = {.name = "machine_work",
             .summary = "the books of what machines look at, in hours that people would need",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .midnight = machine_work_midnight,
};
