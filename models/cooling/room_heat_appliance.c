// SPDX-License-Identifier: GPL-3.0-or-later
// The heat in homes, as it matters to somebody old who lives alone, and as air conditioners can tell of it.
//
// Old people who live alone let it get hotter than others do before they switch on (old_alone.h). What they
// feel of it, hour by hour, is their machine's own account of its room; who has no machine lives in a room
// with open windows, whose heat is exact through hours of constant weather, like all rooms (room.h). Any
// home's machine that is connected to the network can report once a day how hot its room is, to whoever asked
// for readings and whom the family lets have them: it does not know whose room it is, nor whether somebody is
// in it.
#include "models/cooling/room_heat.h"

#include <math.h>
#include <string.h>

#include "models/cooling/air_conditioner_room.h"
#include "models/cooling/cooled_room.h"
#include "models/cooling/old_alone.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "sim/engine/home.h"

struct room_heat_settings {
    double old_alone, waits_k;
    double resistance_k_w, capacity_mj_k, spread, appliances_w, person_w, solar_aperture_m2;
    int64_t reports_h;
    double report_bytes;
};

typedef struct room_heat_settings S;
// clang-format off
static const struct setting rows[] = {
    WORLD(S, old_alone, "1", 0.25, 0, 1, "share of one-person households whose person is 65 or older",
          "Statistics Korea, census 2018, as remembered, not read: some 1.4 of 5.8 million; 0.2 to 0.3 plausible"),
    UNCERTAIN(S, waits_k, "K", 3, 0, 10, "how much hotter than others it gets before such a person switches on, mean of an exponential",
              "assumption: they save on the bill and feel the heat less; not measured"),
    WORLD(S, resistance_k_w, "K/W", 0.006, 0.002, 0.02, "thermal resistance of such a person's room without a machine, windows open; median home",
          "assumption: some more than half of air_conditioner.resistance_k_w, of shut windows"),
    WORLD(S, capacity_mj_k, "MJ/K", 2.0, 1, 6, "heat capacity of it; median home", "as air_conditioner.capacity_mj_k"),
    WORLD(S, spread, "1", 0.2, 0, 0.5, "sigma of the lognormal spread of both between homes", "assumption"),
    WORLD(S, appliances_w, "W", 100, 0, 500, "heat from appliances in it", "assumption: a refrigerator and a television"),
    WORLD(S, person_w, "W", 75, 60, 90, "sensible heat of a person", "ASHRAE Fundamentals, seated"),
    WORLD(S, solar_aperture_m2, "m2", 0.6, 0, 2, "window area of it that lets all sunshine in", "as air_conditioner.solar_aperture_m2"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, reports_h, "h", 8, 0, 23, "clock hour at which machines report how hot their rooms are", "the question: before the day's visits"),
    WORLD(S, report_bytes, "byte", 200, 20, 10000, "size of a report", "assumption: an event message"),
};
// clang-format on

enum { PEOPLE, HEAT, REPORTS, METRICS };
static const struct metric metrics[METRICS] = {
    [PEOPLE] = {"people", "day", "days of old people who live alone", false, NULL},
    [HEAT] = {"heat", "K h", "degree-hours above comfort that they felt", true, NULL},
    [REPORTS] = {"reports", "1", "reports of a room's temperature that left a home", true, NULL},
};

const struct topic room_heat_reading = {"room temperature"};

struct room_heat {
    struct cooled_room room;  // of who has no machine
    double felt_k_h;          // since the start, as far as counted
    int64_t day;              // that its hours belong to
    time_ms reports;          // next time; CLOCK_NEVER: it does not
    uint8_t persons;          // in the room, when last looked at
    bool begun, old, machine;
};

// ---- The heat --------------------------------------------------------------------------------------------

static struct cooled_room_setting room_from(const S *s, const struct world *world) {
    return (struct cooled_room_setting){.weather = world->model->weather,
                                        .gains = {s->appliances_w, s->person_w, s->solar_aperture_m2},
                                        .comfort_limit_c = air_conditioner_room_limit_c(world)};
}

static unsigned persons_in(const struct visit *visit) {
    return (unsigned)visit->home->active + visit->home->asleep;
}

// Since the start, K h.
static double felt_without(const struct visit *visit, struct room_heat *heat) {
    struct cooled_room_setting setting = room_from(visit->settings, visit->world);
    double felt_k_h = heat->felt_k_h;
    while (heat->room.updated < visit->now)
        felt_k_h += cooled_room_pass(&heat->room, &setting, heat->persons, false, visit->now).above_k_h;
    heat->persons = (uint8_t)persons_in(visit);
    return felt_k_h;
}

static double felt_now(const struct visit *visit, struct room_heat *heat) {
    struct air_conditioner_seen seen;
    if (!heat->machine) return felt_without(visit, heat);
    return air_conditioner_room_look(visit, &seen) ? seen.felt_k_h : heat->felt_k_h;
}

// What was felt since the last look belongs to the hour that has just gone by: looks are at each full hour,
// and between.
static void feel(struct visit *visit, struct room_heat *heat) {
    struct old_alone *person = old_alone_of(visit->world, visit->home_number);
    double felt_k_h = felt_now(visit, heat), more_k_h = felt_k_h - heat->felt_k_h;
    time_ms before = visit->now > 0 ? visit->now - 1 : 0;
    if (clock_day(before) != heat->day) memset(person->k_h, 0, sizeof person->k_h);
    heat->day = clock_day(before);
    heat->felt_k_h = felt_k_h;
    person->k_h[clock_hour(before) % OLD_ALONE_HOURS] += (float)more_k_h;
    visit->metrics[HEAT] += more_k_h;
}

// ---- The report ------------------------------------------------------------------------------------------

static void report(struct visit *visit, struct room_heat *heat) {
    const S *s = visit->settings;
    struct air_conditioner_seen seen;
    heat->reports += CLOCK_DAY;
    if (!air_conditioner_room_look(visit, &seen) || !seen.connected) return;
    struct item item = {.topic = &room_heat_reading, .bytes = (uint32_t)s->report_bytes};
    visit->metrics[REPORTS] +=
        visit_publish_of(visit, seen.appliance, DATA_TELEMETRY, FORM_RAW, room_c_put(item, seen.room_c));
}

static void ask(struct visit *visit, void *state) {
    (void)state;
    struct air_conditioner_seen seen;
    if (air_conditioner_room_look(visit, &seen) && seen.connected)
        choice_at_install_of(visit, seen.appliance, DATA_TELEMETRY, choice_raw);
}

// ---- The kind --------------------------------------------------------------------------------------------

static time_ms next_moment(const struct visit *visit, const struct room_heat *heat) {
    time_ms hour = heat->old ? (clock_hour(visit->now) + 1) * CLOCK_HOUR : CLOCK_NEVER;
    return hour < heat->reports ? hour : heat->reports;
}

static void settle_room(const struct visit *visit, struct room_heat *heat) {
    const S *s = visit->settings;
    struct random_sequence luck = visit_sequence(visit, "installation");
    struct cooled_room_setting setting = room_from(s, visit->world);
    heat->room.room.resistance_k_w = s->resistance_k_w * exp(s->spread * random_next_normal(&luck));
    heat->room.room.capacity_j_k = 1e6 * s->capacity_mj_k * exp(s->spread * random_next_normal(&luck));
    heat->persons = (uint8_t)persons_in(visit);
    cooled_room_begin(&heat->room, &setting, heat->persons, visit->now);
}

// Once all of the home is installed. Only an old person's room without a machine changes as somebody comes
// and goes: a machine keeps its own account.
static void begin(struct visit *visit, struct room_heat *heat) {
    const S *s = visit->settings;
    struct air_conditioner_seen seen;
    heat->begun = true;
    heat->machine = air_conditioner_room_look(visit, &seen);
    heat->old = old_alone_of(visit->world, visit->home_number)->lives;
    heat->felt_k_h = heat->machine ? seen.felt_k_h : 0;
    time_ms first = clock_day(visit->now) * CLOCK_DAY + s->reports_h * CLOCK_HOUR;
    bool reports = heat->machine && seen.connected;
    heat->reports = reports ? first + (first <= visit->now ? CLOCK_DAY : 0) : CLOCK_NEVER;
    if (heat->old && !heat->machine) settle_room(visit, heat);
    if (!heat->old || heat->machine) visit_listen(visit, 0);
    ask(visit, heat);
}

static time_ms act(struct visit *visit, void *state) {
    struct room_heat *heat = state;
    if (!heat->begun) begin(visit, heat);
    if (heat->old) feel(visit, heat);
    if (heat->reports <= visit->now) report(visit, heat);
    return next_moment(visit, heat);
}

static void settle(struct visit *visit, void *state) {
    struct room_heat *heat = state;
    if (!heat->begun || !heat->old) return;
    feel(visit, heat);
    visit->metrics[PEOPLE] += 1;
}

static time_ms install(struct visit *visit, void *state) {
    (void)state;
    return visit->now;
}

static unsigned count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0;
}

static void prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    if (isnan(air_conditioner_room_limit_c(world)))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario with it has an air_conditioner, too",
                    appliance->entry->name);
    old_alone_settle(world, s->old_alone, s->waits_k);
}

static unsigned publishes(const void *settings) {
    (void)settings;
    return 1u << DATA_TELEMETRY;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation own_room = {"room without a machine",
                                         "R = resistance_k_w, C = 1e6 capacity_mj_k, each times exp(spread "
                                         "z); the heat of appliances_w, person_w and "
                                         "solar_aperture_m2 as in a room with one",
                                         "z standard normal, of each", "lognormal spread; assumption"};
static const struct equation felt = {
    "heat that old people alone feel",
    "heat = sum of K h = integral of max(0, T - air_conditioner.turn_on_c) while the person is at home",
    "T C: of the room of the home's first air conditioner, else of the room without one", "definition"};
static const struct equation told = {
    "what machines tell", "T at reports_h, from connected machines, to whom the family lets have it",
    "T C, without error", "assumption"};
static const struct submodel submodels[] = {
    {&old_alone_equation, "people", "old_alone, waits_k, families.size_share"},
    {&own_room, "", "resistance_k_w, capacity_mj_k, spread, appliances_w, person_w, solar_aperture_m2"},
    {&room_equation, "", "weather, occupancy"},
    {&felt, "heat", "air_conditioner"},
    {&told, "reports, telemetry", "reports_h, report_bytes, air_conditioner.connected"},
};

const struct appliance_kind room_heat_appliance = {
    .kind = {.name = "room_heat",
             .summary = "heat that old people alone feel at home, and what machines report of all rooms",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .publishes = publishes,
    .state_size = sizeof(struct room_heat),
    .silent = true,
    .wakes_on = SIGNAL_PRESENCE | SIGNAL_DEPARTURE | SIGNAL_RETURN,
    .prepare = prepare,
    .count = count,
    .install = install,
    .ask = ask,
    .act = act,
    .settle = settle,
};
