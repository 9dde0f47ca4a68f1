// SPDX-License-Identifier: GPL-3.0-or-later
// Cockroaches in a home: they move in, the family notices one, puts out bait or calls a firm. Lives in every
// home of a scenario in which somebody says that they matter. Where they move from flat to flat, each looks
// at midnight whether some have come.
#include "models/model.h"
#include "models/pests/infestation.h"
#include "models/pests/infestation_spread.h"
#include "sim/engine/home.h"

struct pest {
    time_ms due;    // a new infestation, or, with one, the moment somebody sees a cockroach
    time_ms since;  // of the infestation that `due` belongs to; CLOCK_NEVER: none
};

enum { INFESTED_DAYS, NOTICED, BAIT, CALLED, FROM_NEIGHBOURS, METRICS };
static const struct metric metrics[METRICS] = {
    [INFESTED_DAYS] = {"days", "day", "days lived with cockroaches, all homes", true, NULL},
    [NOTICED] = {"noticed", "1", "cockroaches noticed by the families themselves", false, NULL},
    [BAIT] = {"bait", "1", "times a family put out bait", false, NULL},
    [CALLED] = {"called", "1", "calls to a pest-control firm after noticing one", false, NULL},
    [FROM_NEIGHBOURS] = {"from_neighbours", "1", "infestations that came from another flat of the building",
                         false, NULL},
};

static const struct welfare_source days_worth = {"days with cockroaches", WELFARE_USE,
                                                 "cockroaches.day_won lost a day"};
static const struct welfare_source *const worths[] = {&days_worth, NULL};

const struct topic infestation_call = {"cockroach noticed"};

void infestation_matters(struct world *world, const struct party *firm) {
    world->model->infestations_matter = true;
    if (!world->model->pest_firm) world->model->pest_firm = firm;
}

static const struct model *model_of(const struct visit *visit) {
    return visit->world->model;
}

static struct infestation *own_infestation(const struct visit *visit) {
    return &model_of(visit)->infestations[visit->home_number];
}

// New infestations come at random, by the dwelling's risk.
static time_ms next_onset(struct visit *visit, double exponential) {
    const struct model *model = model_of(visit);
    double risk = infestation_risk(model->cockroaches, visit->home->floor, visit->home->building_age);
    double per_day = model->onset_scale * risk / 365.0;
    double days = exponential / (per_day > 0 ? per_day : 1e-12);
    return days > 1e6 ? CLOCK_NEVER : visit->now + 1 + (time_ms)(days * (double)CLOCK_DAY);
}

static void plan(struct visit *visit, struct pest *pest) {
    const struct infestation *infestation = own_infestation(visit);
    double exponential = random_exponential(visit_draw(visit).word[0]);
    pest->since = infestation->since;
    if (infestation_lives(infestation, visit->now))
        pest->due = infestation_noticed(model_of(visit)->cockroaches, infestation, visit->now, exponential);
    else
        pest->due = next_onset(visit, exponential);
}

// Bait sets the infestation back to its founders. Who calls a firm is heard in parties_decide.
static void notice(struct visit *visit) {
    const struct cockroaches_settings *s = model_of(visit)->cockroaches;
    double reaction = random_uniform(visit_draw(visit).word[0]);
    visit->metrics[NOTICED] += 1;
    if (reaction < s->calls_firm) {
        const struct party *firm = model_of(visit)->pest_firm;
        visit->metrics[CALLED] += firm != NULL;
        if (firm) visit_tell(visit, (struct item){.topic = &infestation_call, .to = firm->number});
    } else if (reaction < s->calls_firm + s->treats_itself) {
        visit->metrics[BAIT] += 1;
        own_infestation(visit)->since = visit->now;
    }
}

// Of the day's own luck: whatever happened before, the same flat has it.
static bool come_from_neighbours(struct visit *visit) {
    enum { FROM_NEIGHBOURS_LUCK = 1 };
    uint32_t day = (uint32_t)clock_day(visit->now);
    uint64_t word = visit_draw_from(visit, FROM_NEIGHBOURS_LUCK, &day).word[0];
    double per_day = model_of(visit)->cockroaches->spreads_per_day;
    return random_chance(word, infestation_spread_chance(visit->world, visit->home_number, per_day));
}

static void look_at_neighbours(struct visit *visit) {
    struct infestation *infestation = own_infestation(visit);
    if (visit->now % CLOCK_DAY != 0 || infestation_lives(infestation, visit->now) ||
        visit->now < infestation->protected || !come_from_neighbours(visit))
        return;
    infestation->since = visit->now;
    visit->metrics[FROM_NEIGHBOURS] += 1;
}

// What is planned, or the next midnight where some may come from other flats.
static time_ms next_moment(const struct visit *visit, const struct pest *pest) {
    if (!infestation_spreads(visit->world)) return pest->due;
    time_ms midnight = (clock_day(visit->now) + 1) * CLOCK_DAY;
    return pest->due < midnight ? pest->due : midnight;
}

static time_ms infestation_install(struct visit *visit, void *state) {
    struct pest *pest = state;
    plan(visit, pest);
    return next_moment(visit, pest);
}

// A firm may have ended the infestation meanwhile, and woken this process to plan anew.
static time_ms infestation_act(struct visit *visit, void *state) {
    struct pest *pest = state;
    struct infestation *infestation = own_infestation(visit);
    bool is_due = infestation->since == pest->since && pest->due <= visit->now;
    if (is_due) {
        if (infestation_lives(infestation, visit->now))
            notice(visit);
        else if (visit->now >= infestation->protected)
            infestation->since = visit->now;
    }
    bool spreads = infestation_spreads(visit->world);
    if (spreads) look_at_neighbours(visit);
    if (!spreads || is_due || infestation->since != pest->since) plan(visit, pest);
    return next_moment(visit, pest);
}

static double fill_of(const struct visit *visit) {
    const struct cockroaches_settings *s = model_of(visit)->cockroaches;
    return infestation_size(s, own_infestation(visit), visit->now) / s->capacity;
}

static void infestation_settle(struct visit *visit, void *state) {
    (void)state;
    if (infestation_spreads(visit->world))
        infestation_spread_note(visit->world, visit->home_number, fill_of(visit));
    if (!infestation_lives(own_infestation(visit), visit->now)) return;
    visit->metrics[INFESTED_DAYS] += 1;
    visit_worth(visit, &days_worth, -model_of(visit)->cockroaches->day_won);
}

static bool concerns_somebody(struct world *world) {
    return world->model->infestations_matter;
}

static unsigned infestation_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0 && concerns_somebody(world);
}

static const struct equation risk = {
    "how often cockroaches move in",
    "rate = -ln(1 - prevalence) (1 - at_start) risk / (365 mean risk) a day; risk = floor_risk[floor] "
    "age_risk[age]; infested at the "
    "start with 1 - exp(ln(1 - prevalence) at_start risk / mean risk)",
    "mean risk: of the dwellings there could be, by families.highest_floor and families.oldest_building",
    "a proportional hazard; the relative risks: see floor_risk"};
static const struct equation growth = {
    "growth of an infestation", "N(t) = capacity / (1 + (capacity / founders - 1) exp(-growth_per_day t))",
    "N cockroaches; t days since they came", "Verhulst 1838"};
static const struct equation noticing = {"a family notices one", "rate = noticed_per_day N(t) a day",
                                         "N(t) as in the growth",
                                         "a Poisson process, its integral in closed form; assumption"};
static const struct equation reaction = {
    "what a family does that notices one",
    "calls a firm with calls_firm, puts out bait with treats_itself (N back to founders), else nothing", "",
    "assumption"};
static const struct equation lived_with = {
    "days lived with them", "days = sum over homes and days of [N > 0]; each is worth -day_won", "",
    "definition"};
static const struct submodel submodels[] = {
    {&risk, "",
     "cockroaches.prevalence, cockroaches.at_start, cockroaches.floor_risk, cockroaches.age_risk, "
     "families.apartments, "
     "families.highest_floor, families.oldest_building"},
    {&growth, "", "cockroaches.founders, cockroaches.capacity, cockroaches.growth_per_day"},
    {&infestation_spread_equation, "from_neighbours", "cockroaches.spreads_per_day, families.flats"},
    {&noticing, "noticed, cockroach noticed", "cockroaches.noticed_per_day"},
    {&reaction, "bait, called, family calls", "cockroaches.calls_firm, cockroaches.treats_itself"},
    {&lived_with, "days", "pest_control, cockroaches.day_won"},
};

const struct appliance_kind infestation_appliance = {
    .kind = {.name = "infestation",
             .summary = "cockroaches in the homes, and what families do about them",
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .matters = concerns_somebody,
    .publishes = publishes_nothing,
    .state_size = sizeof(struct pest),
    .always = true,
    .count = infestation_count,
    .install = infestation_install,
    .act = infestation_act,
    .settle = infestation_settle,
};
