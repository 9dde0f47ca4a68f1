// SPDX-License-Identifier: GPL-3.0-or-later
// The family itself lives through the same interface as its appliances: it is the first process of every
// home. Its members come and go, sleep and wake, and the family goes on trips.
#include <string.h>

#include "models/environment/day_kinds.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/occupancy_together.h"
#include "models/people/occupants.h"
#include "models/people/privacy.h"
#include "models/people/reconsider.h"
#include "models/people/trust.h"
#include "models/tokens/token_programme.h"
#include "sim/engine/home.h"

struct family {
    struct occupants occupants;
    time_ms trip_due;  // departure, or return while on a trip
    time_ms trip_back;
    uint32_t trip_draws;
    struct reconsidering mind;
};

// Streams of chance: a trip must not move when somebody comes home.
enum { TRIP_LUCK = 1 };
static_assert(TRIP_LUCK < (int)OCCUPANTS_LUCK, "each stream has one use");

enum { TRUST, HOME_DAYS, TRIPS, RECONSIDERED, METRICS };
static const struct metric metrics[METRICS] = {
    [TRUST] = {"trust", "1", "trust in the maker, mean of homes and days", true, "home_days"},
    [HOME_DAYS] = {"home_days", "day", "homes times days", false, NULL},
    [TRIPS] = {"trips", "1", "trips begun", false, NULL},
    [RECONSIDERED] = {"reconsidered", "1",
                      "standing consents given or taken back by families that thought again", false, NULL},
};

static const struct welfare_source *const worths[] = {&choice_answers_worth, &choice_resents_worth,
                                                      &choice_bothers_worth, &privacy_felt_worth, NULL};

// ---- Coming and going ---------------------------------------------------------------------------------

static struct occupants_home own_home(const struct visit *visit) {
    const struct model *model = visit->world->model;
    return (struct occupants_home){model->occupancy, model->days,
                                   visit->key,       random_home(visit->home_number),
                                   visit->stream,    visit->home->members};
}

static void count_heads(struct visit *visit, const struct family *family) {
    struct home *home = visit->home;
    home_people_now(home, (uint8_t)occupants_count(&family->occupants, home->members, PERSON_ACTIVE),
                    (uint8_t)occupants_count(&family->occupants, home->members, PERSON_ASLEEP), visit->now);
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
    occupants_depart(&family->occupants, visit->home->members);
    family->trip_due = family->trip_back;
    visit->metrics[TRIPS] += 1;
    count_heads(visit, family);
    visit_signal(visit, SIGNAL_DEPARTURE | SIGNAL_PRESENCE);
}

// Everybody is back and awake; each goes on from here as on any other day.
static void come_back(struct visit *visit, struct family *family) {
    visit->home->on_trip = false;
    struct occupants_home home = own_home(visit);
    memset(family->occupants.state, PERSON_ACTIVE, home.members);
    occupants_begin(&family->occupants, &home, visit->now);
    plan_trip(visit, family);
    count_heads(visit, family);
    visit_signal(visit, SIGNAL_RETURN | SIGNAL_PRESENCE);
}

// ---- The process --------------------------------------------------------------------------------------

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

static time_ms next_due(const struct family *family, unsigned members) {
    return earlier(family->trip_due, occupants_due(&family->occupants, members));
}

static unsigned family_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0;
}

static time_ms family_install(struct visit *visit, void *state) {
    struct family *family = state;
    const struct model *model = visit->world->model;
    unsigned members = visit->home->members;
    enum person_type types[OCCUPANTS_MOST];
    PROMISE(members >= 1 && members <= OCCUPANTS_MOST, "a family has room for its members");
    occupancy_household_types(model->occupancy_settings, (int)members, visit_draw(visit).word[0], types);
    for (unsigned i = 0; i < members; i++) {
        family->occupants.type[i] = (uint8_t)types[i];
        family->occupants.state[i] = (uint8_t)occupancy_at_start(
            model->occupancy, types[i], visit->world->start_day, visit_draw(visit).word[0]);
    }
    struct occupants_home home = own_home(visit);
    occupants_begin(&family->occupants, &home, visit->now);
    plan_trip(visit, family);
    count_heads(visit, family);
    family->mind = reconsider_begin(visit);
    return next_due(family, members);
}

static void family_ask(struct visit *visit, void *state) {
    struct family *family = state;
    bool offered_otherwise = visit->world->turning && token_programme_promise_turns(visit->world);
    if (offered_otherwise) visit->metrics[RECONSIDERED] += reconsider_now(visit, &family->mind);
}

static void live(struct visit *visit, struct family *family) {
    struct occupants_home home = own_home(visit);
    if (occupants_live(&family->occupants, &home, visit->now)) {
        count_heads(visit, family);
        visit_signal(visit, SIGNAL_PRESENCE);
    }
    if (family->trip_due > visit->now) return;
    if (visit->home->on_trip)
        come_back(visit, family);
    else
        depart(visit, family);
}

static time_ms family_act(struct visit *visit, void *state) {
    struct family *family = state;
    live(visit, family);
    return next_due(family, visit->home->members);
}

static void family_settle(struct visit *visit, void *state) {
    struct family *family = state;
    count_heads(visit, family);
    visit->metrics[RECONSIDERED] += reconsider_at_midnight(visit, &family->mind);
    visit->metrics[TRUST] += trust_mean(visit->world, visit->home_number);
    visit->metrics[HOME_DAYS] += 1;
    privacy_live(visit);
}

// Whom would it trust?
static bool has_maker(struct world *world) {
    return world_maker(world);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation trips = {
    "trips",
    "departure after E 365.25 / trips_per_year days at home; days = 1 + floor(ln U / ln(1 - 1 / "
    "trip_mean_days))",
    "E exponential with mean 1, U uniform; one day where trip_mean_days is 1",
    "a Poisson process with geometric lengths; occasional long absences: Page et al. 2008 (Energy and "
    "Buildings 40:83-98)"};
static const struct equation feasts = {
    "visits to relatives",
    "leaves with chance visits_relatives, from 6 + 12 U h on the day before a feast to 10 + 12 U' h on the "
    "day after, if before the next trip",
    "U, U' uniform", "assumption"};
static const struct equation counted = {
    "home days and trust",
    "home_days = midnights of homes with people; trust = sum over them of trust / home_days",
    "trust of several makers: their mean", "definition"};
static const struct equation answering = {
    "what answering costs", "-effort_won for each request that it answers", "won, lost time", "assumption"};
static const struct equation minding = {
    "what it costs to be bothered",
    "-resents_won w when data taken from it is used; -bothered_won w when bothered",
    "w weight of the bad experience that it is", "assumption"};
static const struct submodel submodels[] = {
    {&occupancy_chain_equation, "", "occupancy, families, holidays.of"},
    {&occupancy_together_equation, "", "occupancy.together"},
    {&trips, "trips", "families.trips_per_year, families.trip_mean_days"},
    {&feasts, "trips", "holidays.visits_relatives, holidays.of"},
    {&choice_equation, "consent",
     "families.effort_won, families.consent_months, families.label_tells, families.understands, "
     "families.follows_default, families.weight_image, "
     "families.weight_presence, "
     "families.weight_absence, families.weight_food, families.weight_stock, families.weight_pest_sighting, "
     "families.weight_air_quality, families.weight_device_health, families.weight_purchase, "
     "families.weight_profile, families.weight_telemetry, families.weight_health, families.data_age_days"},
    {&reconsider_equation, "reconsidered",
     "families.reconsiders_year, families.reconsiders_trust, families.habit"},
    {&privacy_felt_equation, "",
     "families.never_gives_won, families.understands, families.label_tells, "
     "families.data_age_days"},
    {&answering, "", "families.effort_won"},
    {&minding, "", "families.resents_won, families.bothered_won"},
    {&choice_trust_equation, "trust",
     "families.trust_gain, families.trust_loss, families.loss_factor, families.withdraws_below"},
    {&choice_hearsay_equation, "trust",
     "families.tells_friends, families.hearsay, families.loss_factor, friends"},
    {&counted, "home_days, trust", ""},
};

const struct appliance_kind family_appliance = {
    .kind = {.name = "family",
             .summary = "the people of the home: in every home that is not vacant",
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .matters = has_maker,
    .publishes = publishes_nothing,
    .state_size = sizeof(struct family),
    .always = true,
    .count = family_count,
    .install = family_install,
    .ask = family_ask,
    .act = family_act,
    .settle = family_settle,
};
