// SPDX-License-Identifier: GPL-3.0-or-later
// An air purifier that switches itself by what its sensor reads (purified_room.h), through steps of three
// hours of constant outdoor air, up to 06:00, 18:00 and midnight; after 06:00 and 18:00 somebody at home may
// cook.
//
// The sensor is a cheap optical one. What one maker's sensors have in common never averages out among its
// customers; the rest does. Each morning the purifier works out what the mean outdoors was from midnight to
// six, when nobody cooks, from its own readings and the fan's running time, taking its dwelling for an
// ordinary one: whoever airs more than others makes the air outdoors look worse than it is. That figure is
// what a joint analysis can use, and what is published.
#include "models/air/air_purifier.h"

#include <math.h>

#include "models/air/data_holder.h"
#include "models/air/outdoor_air.h"
#include "models/air/public_body.h"
#include "models/air/purified_room.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "sim/engine/meter.h"

enum { STEP_HOURS = 3, DAY_HOURS = 24, MORNING = 6, EVENING = 18, READING_BYTES = 200 };
#define NO_MAKER PARTY_HOME

struct air_purifier_settings {
    double ownership, connected;
    double cadr_m3_h, fan_w, standby_w, on_ug, off_ug;
    double volume_m3, air_change_h, air_change_spread, penetration, deposition_h;
    double cooks, cooking_mg, cooking_spread;
    double maker_bias, unit_bias, noise;
    double limit_ug;
};

typedef struct air_purifier_settings S;
#define DEVICES_R_M \
    "general literature on residential PM2.5 (Chen & Zhao 2011, Atmos. Environ. 45:275-288, review)"
// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.45, 0, 1, "share of households that own one", "between 0.35 (2017) and 0.54 (Gallup Korea 2019/20); assumption within that"),
    WORLD(S, connected, "1", 0.5, 0, 1, "share that stay connected", "Wall Street Journal 2023: between less and more than half of connectable appliances"),
    WORLD(S, cadr_m3_h, "m3/h", 300, 50, 1000, "clean air it delivers while the fan runs", "assumption: a model for a living room"),
    WORLD(S, fan_w, "W", 40, 5, 150, "power while the fan runs", "assumption"),
    WORLD(S, standby_w, "W", 1, 0, 5, "power otherwise", "assumption"),
    WORLD(S, on_ug, "ug/m3", 15, 2, 200, "reading at which the fan starts", "Korea's air quality index: PM2.5 is good up to 15"),
    WORLD(S, off_ug, "ug/m3", 8, 1, 150, "reading at which it stops", "assumption"),
    WORLD(S, volume_m3, "m3", 150, 30, 500, "air of the dwelling", "assumption: 65 m2 x 2.3 m"),
    UNCERTAIN(S, air_change_h, "1/h", 0.5, 0.05, 5, "median air change of dwellings", "assumption; " DEVICES_R_M),
    UNCERTAIN(S, air_change_spread, "1", 0.4, 0, 1.5, "sigma of the lognormal air change among dwellings", "assumption"),
    UNCERTAIN(S, penetration, "1", 0.8, 0.3, 1, "share of the dust that comes in with the air", DEVICES_R_M ": 0.6 to 1"),
    UNCERTAIN(S, deposition_h, "1/h", 0.2, 0, 1, "dust that settles", DEVICES_R_M ": 0.1 to 0.5"),
    UNCERTAIN(S, cooks, "1", 0.5, 0, 1, "chance that a family cooks of a morning or evening when somebody is up at home", "assumption"),
    UNCERTAIN(S, cooking_mg, "mg", 3, 0, 100, "median dust that cooking gives off into the dwelling",
              "assumption; cooking raises dwellings by tens of ug/m3 (Abdullahi, Delgado-Saborit & Harrison 2013, Atmos. Environ. 71:260-294)"),
    UNCERTAIN(S, cooking_spread, "1", 1, 0, 2, "sigma of the lognormal of that", "assumption"),
    UNCERTAIN(S, maker_bias, "1", 0.15, 0, 1, "sigma of what all sensors of a maker read too much, logarithm", "assumption: cheap optical sensors err by 10 to 30 %"),
    UNCERTAIN(S, unit_bias, "1", 0.2, 0, 1, "sigma of what a unit reads too much beside that, logarithm", "assumption: cheap optical sensors err by 10 to 30 %"),
    UNCERTAIN(S, noise, "1", 0.1, 0, 1, "sigma of a night's reading beside that, logarithm", "assumption"),
    WORLD(S, limit_ug, "ug/m3", 35, 5, 200, "hours with more dust indoors than this are counted", "Korea's daily standard for PM2.5 since March 2018: 35"),
};

enum { HOURS, RUN_HOURS, INDOORS, OUTDOORS, ABOVE, MEALS, REPORTS, ENERGY, METRICS };
static const struct metric metrics[METRICS] = {
    [HOURS] = {"hours", "h", "hours of homes with a purifier", false, NULL},
    [RUN_HOURS] = {"running", "1", "share of them in which the fan ran", true, "hours"},
    [INDOORS] = {"indoors", "ug/m3", "dust in those homes, mean", true, "hours"},
    [OUTDOORS] = {"outdoors", "ug/m3", "dust before their doors, mean", true, "hours"},
    [ABOVE] = {"above_limit", "h", "hours in which those homes were above the limit", false, NULL},
    [MEALS] = {"cooking", "1", "times somebody cooked", false, NULL},
    [REPORTS] = {"reports", "1", "readings that left a home", true, NULL},
    [ENERGY] = {"energy", "kWh", "electricity of air purifiers", true, NULL},
};
// clang-format on

struct air_purifier {
    int32_t hour;      // of the run, up to which the air has been brought
    float ug_m3;       // indoors
    float air_change;  // of the dwelling, 1/h
    float reads;       // what the sensor makes of 1 ug/m3
    uint16_t maker;    // party number
    uint16_t minute;   // after six, when it reports and somebody may cook
    bool running, connected;
};

struct maker {
    uint16_t party;
    uint32_t luck;  // stream of choosing it
    double share, bias;
};
struct shared {
    struct purified_room ordinary;  // what a purifier takes its dwelling for
    size_t maker_count;
    const struct maker *makers;
    const float *outdoors;  // [steps of the run], the city's means
};

// ---- The world it finds ----------------------------------------------------------------------------------

static struct purified_room room_of(const S *s, double air_change, double reads) {
    return (struct purified_room){.enters = s->penetration * air_change,
                                  .settles = air_change + s->deposition_h,
                                  .cleans = s->cadr_m3_h / s->volume_m3,
                                  .on_ug = s->on_ug / reads,
                                  .off_ug = s->off_ug / reads,
                                  .limit_ug = s->limit_ug};
}

static size_t count_makers(struct world *world) {
    size_t count = 0;
    for (const struct party *p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));) count++;
    return count;
}

static void find_makers(struct world *world, const S *s, struct maker *makers) {
    for (const struct party *p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));) {
        struct random_sequence luck = luck_of_party(world, p, "air_purifier.sensors", 0);
        *makers++ = (struct maker){.party = p->number,
                                   .luck = random_stream_of(random_stream("maker"), p->name),
                                   .share = data_holder_share(p),
                                   .bias = s->maker_bias * random_next_normal(&luck)};
    }
}

static void average_outdoors(const struct outdoor_air *air, float *steps) {
    for (size_t i = 0; i < air->hours; i += STEP_HOURS)
        steps[i / STEP_HOURS] =
            (air->pm25_ug_m3[i] + air->pm25_ug_m3[i + 1] + air->pm25_ug_m3[i + 2]) / STEP_HOURS;
}

// One block, freed by the engine: the struct, the makers, the outdoor air.
static void air_purifier_prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->settings;
    const struct outdoor_air *air = world->model->air;
    size_t makers = count_makers(world), steps = air->hours / STEP_HOURS;
    if (s->off_ug >= s->on_ug) {
        status_fail(&world->status, STATUS_SCENARIO, "%s: off_ug must be below on_ug",
                    appliance->entry->name);
        return;
    }
    struct shared *shared =
        status_allocate(1, sizeof *shared + makers * sizeof(struct maker) + steps * sizeof(float));
    struct maker *list = (struct maker *)(shared + 1);
    float *outdoors = (float *)(list + makers);
    find_makers(world, s, list);
    average_outdoors(air, outdoors);
    *shared = (struct shared){.ordinary = room_of(s, s->air_change_h, 1),
                              .maker_count = makers,
                              .makers = list,
                              .outdoors = outdoors};
    appliance->shared = shared;
}

static unsigned air_purifier_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->settings;
    struct random_block luck =
        random_block(world->key, random_home(home), appliance->stream ^ random_stream("ownership"), 0);
    return world->homes[home].members > 0 && random_chance(luck.word[0], s->ownership);
}

// ---- Installation ----------------------------------------------------------------------------------------

// Of exponential times at the rates of their shares the first (Efraimidis & Spirakis 2006): one maker more
// takes families from each of the others, and moves none from one of them to another. NULL: there is none.
static const struct maker *draw_maker(const struct visit *visit) {
    const struct shared *shared = visit->shared;
    const struct maker *first = NULL;
    double soonest = INFINITY;
    for (size_t i = 0; i < shared->maker_count; i++) {
        struct random_sequence luck = visit_sequence_of(visit, shared->makers[i].luck);
        double time = random_next_exponential(&luck) / shared->makers[i].share;
        if (time < soonest) first = &shared->makers[i];
        soonest = fmin(soonest, time);
    }
    return first;
}

// Of several makers the family is asked for its own only; other parties that subscribed ask as well.
static bool is_asked_for(const struct visit *visit, const struct air_purifier *purifier,
                         const struct subscription *subscription) {
    const struct party *party = &visit->world->parties[subscription->party];
    if (!subscription_concerns(subscription, visit->home, visit->appliance)) return false;
    return party->kind != &data_holder_party || party->number == purifier->maker;
}

// What a city gets, the makers pass on to it.
static bool is_told(const struct visit *visit, const struct air_purifier *purifier,
                    const struct subscription *subscription) {
    const struct party *party = &visit->world->parties[subscription->party];
    return party->kind != &public_body_party && is_asked_for(visit, purifier, subscription);
}

static void ask_family(struct visit *visit, void *state) {
    const struct air_purifier *purifier = state;
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(visit->world, DATA_AIR_QUALITY, &count);
    for (size_t i = 0; i < count; i++)
        if (is_asked_for(visit, purifier, &subscriptions[i]))
            choice_at_install_once(visit, subscriptions[i].flow, choice_raw, subscriptions[i].worth_won);
}

static double outdoors_at(const struct visit *visit, int32_t hour) {
    const struct shared *shared = visit->shared;
    return (double)shared->outdoors[hour / STEP_HOURS] *
           outdoor_air_factor(visit->world->model->air, visit->home->district, hour);
}

// The next 06:00 or 18:00 and the family's minutes after `now`.
static time_ms next_moment(const struct air_purifier *purifier, time_ms now) {
    time_ms minutes = purifier->minute * CLOCK_MINUTE, day = now - clock_time_of_day(now);
    time_ms morning = day + MORNING * CLOCK_HOUR + minutes, evening = day + EVENING * CLOCK_HOUR + minutes;
    if (morning > now) return morning;
    return evening > now ? evening : morning + CLOCK_DAY;
}

static time_ms air_purifier_install(struct visit *visit, void *state) {
    struct air_purifier *purifier = state;
    const S *s = visit->settings;
    struct random_sequence luck = visit_sequence(visit, "installation");
    const struct maker *maker = draw_maker(visit);
    purifier->connected = random_next_uniform(&luck) < s->connected;
    purifier->maker = maker ? maker->party : NO_MAKER;
    purifier->air_change = (float)(s->air_change_h * exp(s->air_change_spread * random_next_normal(&luck)));
    purifier->reads = (float)exp((maker ? maker->bias : 0) + s->unit_bias * random_next_normal(&luck));
    purifier->minute = (uint16_t)(1 + 58 * random_next_uniform(&luck));
    int64_t step = (visit->now + STEP_HOURS * CLOCK_HOUR - 1) / (STEP_HOURS * CLOCK_HOUR);
    purifier->hour = (int32_t)(step * STEP_HOURS);
    struct purified_room room = room_of(s, (double)purifier->air_change, (double)purifier->reads);
    int32_t known = purifier->hour < (int32_t)visit->world->model->air->hours ? purifier->hour : 0;
    purifier->ug_m3 = (float)(purified_room_ratio(&room, false) * outdoors_at(visit, known));
    ask_family(visit, purifier);
    return next_moment(purifier, visit->now);
}

// ---- The days --------------------------------------------------------------------------------------------

// What the air goes through in the next `hours`: in steps of constant outdoor air, the last one as far as it
// goes.
static struct purified_spell breathe(const struct visit *visit, const struct air_purifier *purifier,
                                     double hours, struct purified_air *air) {
    struct purified_room room =
        room_of(visit->settings, (double)purifier->air_change, (double)purifier->reads);
    struct purified_spell spell = {0};
    *air = (struct purified_air){(double)purifier->ug_m3, purifier->running};
    int32_t hour = purifier->hour;
    while (hours > 0) {
        purified_room_pass(&room, air, outdoors_at(visit, hour), fmin(hours, STEP_HOURS), &spell);
        hour += STEP_HOURS;
        hours -= STEP_HOURS;
    }
    return spell;
}

static double used_kwh(const S *s, const struct purified_spell *spell, double hours) {
    return (spell->run_hours * s->fan_w + (hours - spell->run_hours) * s->standby_w) / 1000;
}

// Brings the air up to an hour of the run that is a whole number of steps from its start.
static struct purified_spell pass_time(struct visit *visit, struct air_purifier *purifier, int32_t until) {
    struct purified_air air;
    double hours = until - purifier->hour;
    struct purified_spell spell = breathe(visit, purifier, hours, &air);
    if (hours <= 0) return spell;
    purifier->hour = until;
    purifier->ug_m3 = (float)air.ug_m3;
    purifier->running = air.running;
    double kwh = used_kwh(visit->settings, &spell, hours);
    visit->metrics[HOURS] += hours;
    visit->metrics[RUN_HOURS] += spell.run_hours;
    visit->metrics[INDOORS] += spell.ug_h;
    visit->metrics[OUTDOORS] += spell.outdoor_ug_h;
    visit->metrics[ABOVE] += spell.hours_above;
    visit->metrics[ENERGY] += kwh;
    visit_use_electricity(visit, kwh);
    return spell;
}

static void report(struct visit *visit, const struct air_purifier *purifier, double outdoors_ug) {
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(visit->world, DATA_AIR_QUALITY, &count);
    struct item item = outdoors_ug_put((struct item){.topic = &data_holder_reading, .bytes = READING_BYTES},
                                       fmax(0, outdoors_ug));
    for (size_t i = 0; i < count; i++) {
        if (!is_told(visit, purifier, &subscriptions[i])) continue;
        const struct gate_pass *pass = visit_share(visit, subscriptions[i].flow, FORM_RAW, item.bytes, 0);
        if (!pass) continue;
        item.to = subscriptions[i].party;
        visit_report(visit, pass, item);
        visit->metrics[REPORTS] += 1;
    }
}

static void cook(struct visit *visit, struct air_purifier *purifier) {
    const S *s = visit->settings;
    struct random_block luck = visit_draw(visit), amount = visit_draw(visit);
    if (visit->home->active == 0 || !random_chance(luck.word[0], s->cooks)) return;
    double mg = s->cooking_mg * exp(s->cooking_spread * random_normal(amount));
    purifier->ug_m3 += (float)(1000 * mg / s->volume_m3);
    visit->metrics[MEALS] += 1;
}

// What the night looks like to the sensor, the same error in all its readings.
static double seen_outdoors(const struct visit *visit, const struct air_purifier *purifier, double begin_ug,
                            const struct purified_spell *night, struct random_block luck) {
    const S *s = visit->settings;
    const struct shared *shared = visit->shared;
    double reads = (double)purifier->reads * exp(s->noise * random_normal(luck));
    return reads *
           purified_room_outdoor(&shared->ordinary, begin_ug, (double)purifier->ug_m3, night, MORNING);
}

static time_ms air_purifier_act(struct visit *visit, void *state) {
    struct air_purifier *purifier = state;
    int32_t now = (int32_t)clock_hour(visit->now);
    bool whole_night = purifier->hour % DAY_HOURS == 0 && now - purifier->hour == MORNING;
    double begin_ug = (double)purifier->ug_m3;
    struct purified_spell spell = pass_time(visit, purifier, now);
    struct random_block luck = visit_draw(visit);
    if (whole_night && purifier->connected)
        report(visit, purifier, seen_outdoors(visit, purifier, begin_ug, &spell, luck));
    cook(visit, purifier);
    return next_moment(purifier, visit->now);
}

static void air_purifier_settle(struct visit *visit, void *state) {
    struct air_purifier *purifier = state;
    int32_t now = (int32_t)clock_hour(visit->now);
    if (now % STEP_HOURS == 0 && purifier->hour < now) pass_time(visit, purifier, now);
}

static struct electric_meter air_purifier_unmetered(const struct visit *visit, const void *state) {
    const struct air_purifier *purifier = state;
    struct purified_air air;
    double hours = clock_hours(visit->now) - purifier->hour;
    if (hours <= 0) return (struct electric_meter){0};
    struct purified_spell spell = breathe(visit, purifier, hours, &air);
    return (struct electric_meter){.kwh = used_kwh(visit->settings, &spell, hours)};
}

static double column_dust(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return (double)((const struct air_purifier *)state)->ug_m3;
}
static double column_reads(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return (double)((const struct air_purifier *)state)->reads;
}
static double column_maker(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    const struct air_purifier *purifier = state;
    return purifier->maker == NO_MAKER ? -1 : purifier->maker;
}
static const struct home_column columns[] = {
    {"dust", "ug/m3", "indoors at the end", column_dust},
    {"reads", "1", "what its sensor makes of 1 ug/m3", column_reads},
    {"maker", "1", "number of the firm that made it; -1: none that listens", column_maker},
};

static unsigned publishes(const void *settings) {
    (void)settings;
    return 1u << DATA_AIR_QUALITY;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {
    "who owns one",
    "a household of members owns one with chance ownership; it is connected with chance connected", "",
    "a draw of the home's own luck"};
static const struct equation made_by = {"who made it", "the firm of the least E / share",
                                        "E exponential with mean 1, of the home with that firm",
                                        "Efraimidis & Spirakis 2006"};
static const struct equation leaks = {"air change of a dwelling", "a = air_change_h exp(air_change_spread z)",
                                      "z standard normal", "lognormal spread; assumption"};
static const struct equation sensor = {"what its sensor reads", "reads = exp(maker_bias z + unit_bias z')",
                                       "z standard normal, of the maker (none: 0), z' of the unit",
                                       "lognormal errors, those of a maker in common; assumption"};
static const struct equation lived_in = {"dust and hours",
                                         "running = hours of the fan / hours; indoors, outdoors = integral "
                                         "of I, O / hours; above_limit = hours with I > limit_ug",
                                         "O mean of the city's three hours x the district's factor",
                                         "definition"};
static const struct equation cooking = {"cooking",
                                        "with chance cooks, after 6 and 18 h if somebody is up at home: I "
                                        "rises by 1000 cooking_mg exp(cooking_spread z) / volume_m3",
                                        "z standard normal", "lognormal spread; assumption"};
static const struct equation told = {
    "a reading that is told", "max(0, O) of the night, of a connected one, to each that its family allows",
    "O: see dust outdoors, worked out", "definition"};
static const struct equation electricity = {"electricity", "kWh = (fan_w h + standby_w (hours - h)) / 1000",
                                            "h hours of the fan", "definition"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership, connected"},
    {&made_by, "", "data_holder.share"},
    {&leaks, "", "air_change_h, air_change_spread"},
    {&sensor, "", "maker_bias, unit_bias"},
    {&purified_room_equation, "indoors",
     "penetration, deposition_h, cadr_m3_h, volume_m3, on_ug, off_ug, air"},
    {&lived_in, "hours, running, indoors, outdoors, above_limit", "limit_ug, air"},
    {&cooking, "cooking", "cooks, cooking_mg, cooking_spread, volume_m3, occupancy"},
    {&purified_room_outdoor_equation, "",
     "air_change_h, deposition_h, cadr_m3_h, volume_m3, penetration, noise"},
    {&choice_equation, "", "data_holder.worth_won, public_body.worth_won, public_body.reward_won, families"},
    {&told, "reports, air reading, air_quality", "connected"},
    {&electricity, "energy", "fan_w, standby_w"},
};

const struct appliance_kind air_purifier_appliance = {
    .kind = {.name = "air_purifier",
             .summary =
                 "takes dust out of the dwelling when its sensor sees it, and tells of the air outdoors",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = publishes,
    .state_size = sizeof(struct air_purifier),
    .silent = true,
    .prepare = air_purifier_prepare,
    .count = air_purifier_count,
    .install = air_purifier_install,
    .ask = ask_family,
    .act = air_purifier_act,
    .settle = air_purifier_settle,
    .unmetered = air_purifier_unmetered,
};
