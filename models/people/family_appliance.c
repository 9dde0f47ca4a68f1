// SPDX-License-Identifier: GPL-3.0-or-later
// The family itself lives through the same interface as its appliances: it is the first process of every
// home. Its members come and go, sleep and wake; the family goes on trips; cockroaches move in and are
// noticed.
#include "models/people/families.h"
#include "models/model.h"
#include "models/pests/pest_control.h"

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
    time_ms pest_due;    // a new infestation, or, with one, the moment somebody sees a cockroach
    time_ms pest_since;  // of the infestation that pest_due belongs to; CLOCK_NEVER: none
    uint32_t trip_draws, pest_draws;
};

// Streams of chance: what happens with the cockroaches must not move when somebody comes home.
enum { TRIP_LUCK = 1, PEST_LUCK, MEMBER_LUCK };  // of the first member; the others follow

enum { TRUST, HOME_DAYS, TRIPS, INFESTED, NOTICED, BAIT, CALLED, METRICS };
static const struct metric metrics[METRICS] = {
    [TRUST] = {"trust", "1", "trust in the maker, mean of homes and days", true, "home_days"},
    [HOME_DAYS] = {"home_days", "day", "homes times days", false, NULL},
    [TRIPS] = {"trips", "1", "trips begun", false, NULL},
    [INFESTED] = {"infested_days", "day", "days lived with cockroaches, all homes", true, NULL},
    [NOTICED] = {"noticed", "1", "cockroaches noticed by the families themselves", false, NULL},
    [BAIT] = {"bait", "1", "times a family put out bait", false, NULL},
    [CALLED] = {"called", "1", "calls to a pest-control firm after noticing one", false, NULL},
};

static const struct topic family_notices = {"cockroach noticed"};

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

// ---- Cockroaches --------------------------------------------------------------------------------------

// New infestations come at random, by the dwelling's risk.
static time_ms next_onset(struct visit *visit, struct random_block luck) {
    const struct model *model = visit->world->model;
    double risk = infestation_risk(model->cockroaches, visit->home->floor, visit->home->building_age);
    double per_day = model->onset_scale * risk / 365.0;
    double days = random_exponential(luck.word[0]) / (per_day > 0 ? per_day : 1e-12);
    return days > 1e6 ? CLOCK_NEVER : visit->now + 1 + (time_ms)(days * (double)CLOCK_DAY);
}

static struct infestation *own_infestation(const struct visit *visit) {
    return &visit->world->model->infestations[visit->home_number];
}

static void plan_pest(struct visit *visit, struct family *family) {
    const struct infestation *infestation = own_infestation(visit);
    struct random_block luck = visit_draw_from(visit, PEST_LUCK, &family->pest_draws);
    family->pest_since = infestation->since;
    if (infestation_lives(infestation, visit->now))
        family->pest_due = infestation_noticed(visit->world->model->cockroaches, infestation, visit->now,
                                               random_exponential(luck.word[0]));
    else
        family->pest_due = next_onset(visit, luck);
}

// Bait sets the infestation back to its founders. Who calls a firm is heard in parties_decide.
static void notice(struct visit *visit, struct family *family) {
    const struct cockroaches_settings *s = visit->world->model->cockroaches;
    double reaction = random_uniform(visit_draw_from(visit, PEST_LUCK, &family->pest_draws).word[0]);
    visit->metrics[NOTICED] += 1;
    if (reaction < s->calls_firm) {
        struct party *firm = world_party_of_kind(visit->world, &pest_control_party, NULL);
        visit->metrics[CALLED] += firm != NULL;
        if (firm) visit_tell(visit, (struct item){.topic = &family_notices, .to = firm->number});
    } else if (reaction < s->calls_firm + s->treats_itself) {
        visit->metrics[BAIT] += 1;
        own_infestation(visit)->since = visit->now;
    }
}

static void pest_event(struct visit *visit, struct family *family) {
    struct infestation *infestation = own_infestation(visit);
    if (infestation_lives(infestation, visit->now))
        notice(visit, family);
    else if (visit->now >= infestation->protected)
        infestation->since = visit->now;
    plan_pest(visit, family);
}

// ---- The process --------------------------------------------------------------------------------------

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

static time_ms next_due(const struct family *family, unsigned members) {
    time_ms due = earlier(family->trip_due, family->pest_due);
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
    plan_pest(visit, family);
    count_heads(visit, family);
    return next_due(family, members);
}

// True when somebody came, left, got up or went to bed, or a trip began or ended.
static bool live(struct visit *visit, struct family *family, unsigned members) {
    bool changed = false;
    for (unsigned i = 0; i < members; i++) {
        if (family->members[i].due > visit->now) continue;
        change(visit, family, &family->members[i]);
        changed = true;
    }
    if (family->trip_due > visit->now) return changed;
    if (visit->home->on_trip)
        come_back(visit, family);
    else
        depart(visit, family);
    return true;
}

// A firm may have ended the infestation, and woken the family to plan anew. Looked up only when the family
// acts for no reason of its own or because of cockroaches: infestations are kept apart from the homes, far
// away in memory.
static time_ms family_act(struct visit *visit, void *state) {
    struct family *family = state;
    bool changed = live(visit, family, visit->home->members);
    if ((!changed || family->pest_due <= visit->now) && own_infestation(visit)->since != family->pest_since)
        plan_pest(visit, family);
    if (family->pest_due <= visit->now) pest_event(visit, family);
    return next_due(family, visit->home->members);
}

static void family_settle(struct visit *visit, void *state) {
    (void)state;
    visit->metrics[TRUST] += (double)visit->home->trust;
    visit->metrics[HOME_DAYS] += 1;
    visit->metrics[INFESTED] += infestation_lives(own_infestation(visit), visit->now);
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
