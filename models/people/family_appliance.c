// SPDX-License-Identifier: GPL-3.0-or-later
// The family itself lives through the same interface as its appliances: it is the first process of every
// home. Its members come and go, sleep and wake, and the family goes on trips.
#include "models/environment/day_kinds.h"
#include "models/model.h"
#include "models/people/families.h"
#include "models/people/occupancy.h"

enum { MEMBERS_MOST = 5 };  // households of five and more count as five

struct member {
    time_ms due;  // of the next change
    uint32_t draws;
    uint8_t type;         // enum person_type
    uint8_t state, next;  // enum person_state
};

struct family {
    struct member members[MEMBERS_MOST];
    time_ms trip_due;  // departure, or return while on a trip
    time_ms trip_back;
    uint32_t trip_draws;
};

// Streams of chance: a trip must not move when somebody comes home.
enum { TRIP_LUCK = 1, MEMBER_LUCK = 3 };  // of the first member; the others follow

enum { TRUST, HOME_DAYS, TRIPS, METRICS };
static const struct metric metrics[METRICS] = {
    [TRUST] = {"trust", "1", "trust in the maker, mean of homes and days", true, "home_days"},
    [HOME_DAYS] = {"home_days", "day", "homes times days", false, NULL},
    [TRIPS] = {"trips", "1", "trips begun", false, NULL},
};

// ---- Coming and going ---------------------------------------------------------------------------------

static void count_heads(struct visit *visit, const struct family *family) {
    struct home *home = visit->home;
    home->active = home->asleep = 0;
    for (unsigned i = 0; i < home->members; i++) {
        home->active += family->members[i].state == PERSON_ACTIVE;
        home->asleep += family->members[i].state == PERSON_ASLEEP;
    }
}

static void plan_change(struct visit *visit, const struct family *family, struct member *member) {
    uint32_t number = (uint32_t)(member - family->members);
    struct random_block luck = visit_draw_from(visit, MEMBER_LUCK + number, &member->draws);
    enum person_state next;
    member->due = occupancy_next(visit->world->model->occupancy, (enum person_type)member->type,
                                 (enum person_state)member->state, visit->now, visit->world->model->days,
                                 luck.word[0], luck.word[1], &next);
    member->next = (uint8_t)next;
}

static void change(struct visit *visit, struct family *family, struct member *member) {
    member->state = member->next;
    plan_change(visit, family, member);
    count_heads(visit, family);
    visit_signal(visit, SIGNAL_PRESENCE);
}

// To relatives, at the next feast for which this family does so: from some hour of the day before it to some
// hour of the day after.
static struct trip next_feast_trip(const struct visit *visit) {
    const struct model *model = visit->world->model;
    struct random_sequence luck = visit_sequence(visit, "feast");
    int64_t feast = clock_day(visit->now);
    while ((feast = day_kinds_next_feast(model->days, feast)) >= 0) {
        luck.n = (uint64_t)feast << 8;
        bool goes = random_next_uniform(&luck) < model->holidays->visits_relatives;
        time_ms leaves = (time_ms)((6 + 12 * random_next_uniform(&luck)) * (double)CLOCK_HOUR);
        time_ms returns = (time_ms)((10 + 12 * random_next_uniform(&luck)) * (double)CLOCK_HOUR);
        struct trip trip = {(feast - 1) * CLOCK_DAY + leaves, (feast + 1) * CLOCK_DAY + returns};
        if (goes && trip.departure > visit->now) return trip;
    }
    return (struct trip){CLOCK_NEVER, CLOCK_NEVER};
}

static void plan_trip(struct visit *visit, struct family *family) {
    const struct families_settings *s = visit->world->model->families;
    struct random_block luck = visit_draw_from(visit, TRIP_LUCK, &family->trip_draws);
    struct trip trip = occupancy_trip_next(s->trips_per_year, s->trip_mean_days, visit->now, luck);
    struct trip feast = next_feast_trip(visit);
    if (feast.departure < trip.departure) trip = feast;
    family->trip_due = trip.departure;
    family->trip_back = trip.back;
}

static void depart(struct visit *visit, struct family *family) {
    visit->home->on_trip = true;
    for (unsigned i = 0; i < visit->home->members; i++) {
        family->members[i].state = PERSON_AWAY;
        family->members[i].due = CLOCK_NEVER;
    }
    family->trip_due = family->trip_back;
    visit->metrics[TRIPS] += 1;
    count_heads(visit, family);
    visit_signal(visit, SIGNAL_DEPARTURE | SIGNAL_PRESENCE);
}

// Everybody is back and awake; each goes on from here as on any other day.
static void come_back(struct visit *visit, struct family *family) {
    visit->home->on_trip = false;
    for (unsigned i = 0; i < visit->home->members; i++) {
        family->members[i].state = PERSON_ACTIVE;
        plan_change(visit, family, &family->members[i]);
    }
    plan_trip(visit, family);
    count_heads(visit, family);
    visit_signal(visit, SIGNAL_RETURN | SIGNAL_PRESENCE);
}

// ---- The process --------------------------------------------------------------------------------------

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

static time_ms next_due(const struct family *family, unsigned members) {
    time_ms due = family->trip_due;
    for (unsigned i = 0; i < members; i++) due = earlier(due, family->members[i].due);
    return due;
}

static unsigned family_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0;
}

static time_ms family_install(struct visit *visit, void *state) {
    struct family *family = state;
    const struct model *model = visit->world->model;
    unsigned members = visit->home->members;
    enum person_type types[MEMBERS_MOST];
    PROMISE(members >= 1 && members <= MEMBERS_MOST, "a family has room for its members");
    occupancy_household_types(model->occupancy_settings, (int)members, visit_draw(visit).word[0], types);
    for (unsigned i = 0; i < members; i++) {
        struct member *member = &family->members[i];
        member->type = (uint8_t)types[i];
        member->state = (uint8_t)occupancy_at_start(model->occupancy, types[i], visit->world->start_day,
                                                    visit_draw(visit).word[0]);
        plan_change(visit, family, member);
    }
    plan_trip(visit, family);
    count_heads(visit, family);
    return next_due(family, members);
}

static void live(struct visit *visit, struct family *family, unsigned members) {
    for (unsigned i = 0; i < members; i++)
        if (family->members[i].due <= visit->now) change(visit, family, &family->members[i]);
    if (family->trip_due > visit->now) return;
    if (visit->home->on_trip)
        come_back(visit, family);
    else
        depart(visit, family);
}

static time_ms family_act(struct visit *visit, void *state) {
    struct family *family = state;
    live(visit, family, visit->home->members);
    return next_due(family, visit->home->members);
}

static void family_settle(struct visit *visit, void *state) {
    (void)state;
    visit->metrics[TRUST] += (double)visit->home->trust;
    visit->metrics[HOME_DAYS] += 1;
}

const struct appliance_kind family_appliance = {
    .kind = {.name = "family", .summary = "the people of the home: in every home that is not vacant"},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct family),
    .always = true,
    .count = family_count,
    .install = family_install,
    .act = family_act,
    .settle = family_settle,
};
