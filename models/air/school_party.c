// SPDX-License-Identifier: GPL-3.0-or-later
// A school whose classrooms have sensors, and who is shown what they measure.
//
// Simulated: each classroom, no two alike (school_room.h), and its carbon dioxide, fine dust and infections
// through each school day (school_day.h), the school year with its vacations, and once a month what follows
// from being known. Who knows is the lever data_to, each step holding the one before: nobody; the school
// itself; parents who asked to be told; everybody. What is known presses: the chance that the school decides
// in a month for purifiers, and that it makes it a rule to open a window in the lesson when the display shows
// too much carbon dioxide, is logistic in the hours above the limit. Reluctance depends on who would pay how
// much, and weighs on purifiers only. They
// are rented; the rent goes to the maker (without one, to the economy outside) and is paid by the lever
// paid_by. A school that nobody tells runs its purifiers by the timetable, another one when dust outdoors
// asks for it; or a machine of the school's learns when windows are opened and purifiers run
// (airing_learner.h), in classes that do as it says.
//
// The air of a school says nothing about a household. What does is that a family follows this school: parents
// are told as far as the policy's rule for `profile` and their consent let the gate pass that. The families
// simulated are a part of the school's; what the others pay comes from the economy outside, and so does
// public money. Infections are expected values: of each class and day, with the chance that somebody in it is
// infectious. Left out: moon-calendar holidays, Saturday lessons, mask wearing, and any effect of dust on
// health.
#include "models/air/school.h"

#include <math.h>
#include <stdlib.h>

#include "models/air/on_school_day.h"
#include "models/air/outdoor_air.h"
#include "models/air/school_bills.h"
#include "models/air/school_reports.h"
#include "models/air/school_steering.h"
#include "models/air/school_tables.h"
#include "models/environment/day_kinds.h"
#include "models/environment/weather.h"
#include "models/methods/rules_technique.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "sim/engine/party_act.h"

enum what { DECIDE, DELIVER };

enum school_audience school_shown_to(const struct party *school) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    enum school_audience widest = (enum school_audience)s->data_to;
    for (int by = 0; by < SCHOOL_SHOWERS; by++)
        if (state->shown[by] > widest) widest = state->shown[by];
    return widest;
}

// ---- The day ------------------------------------------------------------------------------------------

static bool in_span(int day, double from, double to) {
    return from <= to ? day >= from && day <= to : day >= from || day <= to;
}

static bool school_is_open(const S *s, const struct day_kinds *days, int64_t day) {
    struct clock_date date = clock_civil_from_days(days->start_day + day);
    int month_day = date.month * 100 + date.day;
    return !day_kinds_is_off(days, day) && !in_span(month_day, s->summer_from, s->summer_to) &&
           !in_span(month_day, s->winter_from, s->winter_to);
}

static struct random_sequence room_luck(struct world *world, const struct party *school, const char *meaning,
                                        int64_t day, int64_t room) {
    enum { DRAWS_A_ROOM = 8 };
    uint64_t n = ((uint64_t)day * CLASSROOMS_MOST + (uint64_t)room) * DRAWS_A_ROOM;
    return luck_of_party(world, school, meaning, n);
}

// What the school has its classes do on the day, where the policy has rules for it.
static struct school_day_proposal give_orders(struct world *world, const struct party *school, int64_t day,
                                              const float *pm25_ug_m3) {
    enum { MORNING_H = 8 };
    struct school_day_view view = {
        .outdoor_pm25_ug_m3 = (double)pm25_ug_m3[MORNING_H],
        .outdoor_c = weather_temperature_c(world->model->weather, day * CLOCK_DAY + MORNING_H * CLOCK_HOUR),
        .month = clock_civil_from_days(world->start_day + day).month,
        .shown = school_shown_to(school) != TO_NOBODY};
    struct school_day_proposal orders = {ORDERS_AS_USUAL, ORDERS_AS_USUAL};
    party_ask_rules(world, &on_school_day_hook, HOME_NONE, &view, &orders, NULL);
    return orders;
}

// Orders are kept with the chance `kept`; what is forbidden is not done.
static bool does(int order, bool as_usual, bool kept) {
    return order == ORDERS_AS_USUAL ? as_usual : order == ORDERS_YES && kept;
}

static bool as_usual(struct school_day_proposal orders) {
    return orders.air_breaks == ORDERS_AS_USUAL && orders.air_lessons == ORDERS_AS_USUAL;
}

// What the class and its teacher do today, by the luck of the room and day: the same under each policy. True:
// what the school's machine says.
static bool decide_habits(struct world *world, const struct party *school, int64_t day, int64_t room,
                          struct school_day_proposal orders) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    struct school_class *class = &state->classes[room];
    struct random_sequence luck = room_luck(world, school, "school.habits", day, room);
    bool likes = random_next_uniform(&luck) < s->airs_in_breaks;
    bool keeps = random_next_uniform(&luck) < s->acts_on_display;
    class->airing.in_breaks = does(orders.air_breaks, likes, keeps);
    class->airing.on_co2 =
        does(orders.air_lessons, keeps && state->airing_rule, keeps && school_shown_to(school) != TO_NOBODY);
    class->airing.heeds_dust = s->heeds_dust;
    class->mechanical_h = s->mechanical_h;
    bool used = random_next_uniform(&luck) < s->purifier_used;
    class->cadr_m3_h = state->equipped && used ? s->cadr_m3_h : 0;
    class->purifies_above_ug_m3 = school_shown_to(school) == TO_NOBODY ? 0 : s->purifies_above_ug_m3;
    return s->air_by == AIR_LEARNED && keeps && as_usual(orders);
}

// Somebody infectious sits in a class with the chance that one of its pupils is; two at once are neglected.
static double infections_of(const S *s, double pupils, const struct school_day *day) {
    double infects = classroom_infection(1, s->quanta_h, s->breathing_m3_h, day->dose_h_m3_h);
    return pupils * s->infectious * (pupils - 1) * s->susceptible * infects;
}

static void count_day(struct world *world, const struct party *school, double pupils,
                      const struct school_day *day) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    double infections = infections_of(s, pupils, day);
    struct airing_worths worths = school_steering_worths(world, s, pupils);
    double kwh = (day->purifier_h * s->purifier_w + day->mechanical_h * s->mechanical_w) / 1000;
    const double counts[] = {[ROOM_HOURS] = day->lesson_h,
                             [PUPIL_HOURS] = day->lesson_h * pupils,
                             [CO2] = day->co2_ppm_h,
                             [PM25] = day->pm25_ug_h_m3,
                             [CO2_ABOVE] = day->co2_above_h * pupils,
                             [PM25_ABOVE] = day->pm25_above_h * pupils,
                             [INFECTIONS] = infections,
                             [ABSENCE] = infections * s->days_off,
                             [ABSENCE_WON] = infections * s->days_off * s->day_off_won};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) party_count_own(world, school, i, counts[i]);
    party_count_own(world, school, ENERGY, kwh);
    party_count_own(world, school, HEAT, day->heat_kwh);
    party_count_own(world, school, AIR_COST, airing_learner_cost_won(&worths, day));
    state->room_days += 1;
    state->lesson_h += day->lesson_h;
    state->co2_above_h += day->co2_above_h;
    state->all_lesson_h += day->lesson_h;
    state->all_co2_above_h += day->co2_above_h;
    state->pm25_above_h += day->pm25_above_h;
    state->energy_kwh += kwh;
}

// Dust outdoors, hour by hour, where the school is.
static void fetch_dust(const struct world *world, const S *s, int64_t day, float *pm25_ug_m3) {
    const struct outdoor_air *air = world->model->air;
    for (int64_t hour = 24 * day; hour < 24 * (day + 1); hour++) {
        double factor = s->district < 0 ? 1 : outdoor_air_factor(air, (size_t)s->district, hour);
        pm25_ug_m3[hour - 24 * day] = (float)((double)air->pm25_ug_m3[hour] * factor);
    }
}

static void fetch_cold(const struct world *world, int64_t day, float *outdoor_c) {
    for (int64_t hour = 0; hour < 24; hour++)
        outdoor_c[hour] = (float)weather_temperature_c(world->model->weather,
                                                       day * CLOCK_DAY + hour * CLOCK_HOUR + CLOCK_HOUR / 2);
}

// At most 17 bells a day.
static void live_room(struct world *world, struct party *school, int64_t day, int64_t room,
                      const float *pm25_ug_m3, bool steered) {
    enum { BELLS_MOST = 32 };
    const struct school_state *state = school->state;
    struct school_class *class = &state->classes[room];
    struct school_day sums = {0};
    struct airing_day airing;
    struct airing_terms terms;
    struct school_steward steward = {airing_learner_at_bell, &airing};
    uint64_t n = ((uint64_t)day * CLASSROOMS_MOST + (uint64_t)room) * BELLS_MOST;
    if (steered)
        airing = school_steering_begin(world, school, room, luck_of_party(world, school, "school.tries", n),
                                       &terms);
    class->steward = steered ? &steward : NULL;
    school_day_live(class, pm25_ug_m3, world->model->air->co2_ppm, &sums);
    if (steered) school_steering_end(world, school, &airing, &sums);
    count_day(world, school, state->pupils[room], &sums);
}

static void live_day(struct world *world, struct party *school, int64_t day) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    state->days++;
    state->equipped_days += state->equipped;
    if (!school_is_open(s, world->model->days, day)) return;
    float pm25_ug_m3[24], outdoor_c[24];
    fetch_dust(world, s, day, pm25_ug_m3);
    fetch_cold(world, day, outdoor_c);
    struct school_day_proposal orders = give_orders(world, school, day, pm25_ug_m3);
    for (int64_t room = 0; room < s->classrooms; room++) {
        state->classes[room].outdoor_c = outdoor_c;
        state->classes[room].heated_below_c = s->heated_below_c;
        bool steered = decide_habits(world, school, day, room, orders);
        live_room(world, school, day, room, pm25_ug_m3, steered);
    }
}

static void school_receive(struct world *world, struct party *school, const struct item *item) {
    if (item->topic == &school_report_read) school_reports_read(world, school);
}

// ---- Once a month -------------------------------------------------------------------------------------

static void set_timer(struct world *world, const struct party *school, enum what what, double days) {
    time_ms due = world->now + 1 + (time_ms)(days * (double)CLOCK_DAY);
    party_wake(world, school, (struct timer){.due = due, .what = (uint16_t)what});
}

// The books of the month are closed, who is to be told is told, and the school will decide in some days.
static void close_month(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    double rooms = (double)s->classrooms;
    enum school_audience to = school_shown_to(school);
    bool measured = to != TO_NOBODY && state->room_days > 0;
    state->known_co2_h = measured ? state->co2_above_h / rooms : 0;
    state->known_pm25_h = measured ? state->pm25_above_h / rooms : 0;
    state->good_air = state->lesson_h > 0 ? 1 - state->co2_above_h / state->lesson_h : -1;
    state->room_days = state->lesson_h = state->co2_above_h = state->pm25_above_h = state->energy_kwh = 0;
    state->equipped_days = state->days = 0;
    state->readers = 0;
    bool by_school = to == TO_PUBLIC || s->data_to == TO_PARENTS;
    if (by_school && measured) school_reports_tell(world, school, to == TO_PUBLIC);
    set_timer(world, school, DECIDE, s->decision_days);
}

static double pressure_on(const struct party *school) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    enum school_audience to = school_shown_to(school);
    if (to == TO_NOBODY) return 0;
    double reading = state->family_count > 0 ? state->readers / (double)state->family_count : 0;
    double parents = to >= TO_PARENTS ? s->presses_parents * reading : 0;
    return s->presses_school + parents + (to == TO_PUBLIC ? s->presses_public : 0);
}

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

// What speaks against purifiers whatever the air is like: who pays, and how much.
static double reluctance_of(const S *s) {
    static const double usual_won = 40000, weighed_won = 10000;
    double dearer = s->paid_by == BY_MAKER ? 0 : (s->rent_won_month - usual_won) / weighed_won;
    return s->reluctance[s->paid_by] + s->logit_rent * dearer;
}

static double wants_purifiers(const struct party *school, double against) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    return logistic(s->logit_base + pressure_on(school) * s->logit_dust_hour * state->known_pm25_h - against);
}

// Of the schools that would have them as it was agreed, so many would have them as they are paid now.
static void reconsider(struct world *world, struct party *school) {
    struct school_state *state = school->state;
    double asked = reluctance_of(school->entry->settings);
    if (!state->equipped || asked <= state->agreed) return;
    struct random_sequence luck =
        luck_of_party(world, school, "school.reconsiders", (uint64_t)clock_day(world->now) << 8);
    double keeps = wants_purifiers(school, asked) / wants_purifiers(school, state->agreed);
    state->agreed = asked;
    if (random_next_uniform(&luck) < keeps) return;
    state->equipped = state->ordered = false;
    party_count_own(world, school, RETURNED, 1);
}

static void decide(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    double presses = pressure_on(school), asked = reluctance_of(s);
    struct random_sequence luck =
        luck_of_party(world, school, "school.decision", (uint64_t)clock_day(world->now) << 8);
    double buys = wants_purifiers(school, asked);
    double airs = logistic(s->logit_base + presses * s->logit_co2_hour * state->known_co2_h);
    if (random_next_uniform(&luck) < buys && !state->ordered) {
        state->ordered = true;
        state->agreed = asked;
        set_timer(world, school, DELIVER, s->delivery_days);
    }
    // Without a display there is nothing to tell anybody when to open the window.
    if (random_next_uniform(&luck) < airs && !state->airing_rule && school_shown_to(school) != TO_NOBODY) {
        state->airing_rule = true;
        party_count_own(world, school, AIRING, 1);
    }
}

// Who is given something for nothing thinks better of the giver.
static void deliver(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    state->equipped = true;
    party_count_own(world, school, EQUIPPED, 1);
    if (s->paid_by != BY_MAKER) return;
    for (size_t i = 0; i < state->family_count; i++)
        choice_good_experience(world, state->families[i], school->maker, 1);
}

static void school_wake(struct world *world, struct party *school, const struct timer *timer) {
    if (timer->what == DECIDE) {
        decide(world, school);
        reconsider(world, school);
    }
    if (timer->what == DELIVER) deliver(world, school);
}

bool school_closes_month(const struct world *world) {
    return world->now < world->end &&
           clock_civil_from_days(world->start_day + clock_day(world->now)).day == 1;
}

static void school_midnight(struct world *world, struct party *school) {
    live_day(world, school, clock_day(world->now) - 1);
    bool closes = school_closes_month(world);
    if (!closes && world->now < world->end) return;
    school_bills_pay(world, school);
    school_steering_tell(world, school);
    if (closes) close_month(world, school);
}

// ---- The school and its families ----------------------------------------------------------------------

// Districts belong to the schools of the scenario in turn.
static bool serves(struct world *world, const struct party *school, uint16_t district) {
    uint32_t schools = 0, place = 0;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &school_party, p)); schools++)
        if (p == school) place = schools;
    PROMISE(schools > 0, "the school is one of them");
    return district % schools == place;
}

static bool has_child(struct world *world, const S *s, uint32_t home) {
    return world->homes[home].members >= 3 && families_child_draw(world, home) < s->child_share;
}

// Before anything leaves a home: who has a child at school has somebody under 18.
static void enrol(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    state->families = status_allocate(world->home_count, sizeof *state->families);
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!serves(world, school, world->homes[home].district) || !has_child(world, s, home)) continue;
        state->families[state->family_count++] = home;
        world->homes[home].minors = true;
    }
}

static void school_prepare(struct world *world, struct party *school) {
    struct school_state *state = school->state;
    const S *s = school->entry->settings;
    party_will_ask(world, &on_school_day_hook);
    state->contact_flow = party_flow(world, DATA_PROFILE, school, SCHOOL_PURPOSE);
    if (s->data_to == TO_PARENTS) party_asks_each_time(world, state->contact_flow);
    if (s->paid_by == BY_MAKER && !school->maker)
        status_fail(&world->status, STATUS_SCENARIO, "%s: paid_by = \"maker\" needs a maker in the scenario",
                    school->name);
    if (s->district >= (int64_t)world->model->air->district_count)
        status_fail(&world->status, STATUS_SCENARIO, "%s.district = %lld: the districts are 0 to %zu",
                    school->name, (long long)s->district, world->model->air->district_count - 1);
    enrol(world, school);
}

static struct school_room draw_room(struct world *world, const struct party *school, int64_t room) {
    const S *s = school->entry->settings;
    struct school_room usual = {s->pupils, s->volume_m3, s->shut_h, s->open_h, s->wide_h};
    struct school_room_spreads spreads = {s->pupils_spread, s->volume_spread, s->shut_spread, s->open_spread};
    struct random_sequence luck = room_luck(world, school, "school.room", 0, room);
    return school_room_draw(&usual, &spreads, &luck);
}

static void furnish_room(struct world *world, const struct party *school, int64_t number) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    struct school_room room = draw_room(world, school, number);
    state->pupils[number] = room.pupils;
    state->all_pupils += room.pupils;
    state->classes[number] =
        (struct school_class){.room = {room.volume_m3, s->penetration, s->deposition_h, s->filter_passes},
                              .timetable = {s->first_lesson_h, s->lesson_min / 60, s->break_min / 60,
                                            s->lunch_min / 60, (int)s->lessons, (int)s->lunch_after},
                              .airing = {.shut_h = room.shut_h,
                                         .open_h = room.open_h,
                                         .wide_h = room.wide_h,
                                         .heeds_dust = s->heeds_dust},
                              .breathed_l_s = room.pupils * s->pupil_co2_l_s + s->teacher_co2_l_s,
                              .stirred_ug_h = room.pupils * s->stirred_ug_h,
                              .stays = s->stays,
                              .co2_limit_ppm = s->co2_limit_ppm,
                              .pm25_limit_ug_m3 = s->pm25_limit_ug_m3};
}

static void ask_parents(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    for (uint32_t i = 0; s->data_to == TO_PARENTS && i < state->family_count; i++) {
        uint32_t home = state->families[i];
        if (consent_state(world->gate, home, state->contact_flow, world->now) != CONSENT_NOT_ASKED) continue;
        choice_standing(world, home, state->contact_flow, choice_raw, s->report_worth_won,
                        luck_of_home(world, home, "school.enrolment", 0), world->now);
    }
}

static void school_start(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    state->classes = status_allocate((size_t)s->classrooms, sizeof *state->classes);
    state->pupils = status_allocate((size_t)s->classrooms, sizeof *state->pupils);
    for (int64_t room = 0; room < s->classrooms; room++) furnish_room(world, school, room);
    struct random_sequence luck = luck_of_party(world, school, "school.equipped", 0);
    state->equipped = state->ordered = random_next_uniform(&luck) < s->equipped;
    state->agreed = reluctance_of(s);
    state->rent = ledger_income(world->ledger, "rent of purifiers",
                                "public budgets, and what the families pay that are not simulated");
    state->rent_cost = ledger_reason(world->ledger, "cost of purifiers");
    state->power = ledger_reason(world->ledger, "school electricity");
    state->ventilation = ledger_reason(world->ledger, "school ventilation");
    ask_parents(world, school);
}

// ---- For whoever shows its air --------------------------------------------------------------------------

void school_show(const struct party *school, enum school_shower by, enum school_audience to) {
    struct school_state *state = school->state;
    state->shown[by] = to;
}

void school_is_read(const struct party *school, uint32_t families) {
    struct school_state *state = school->state;
    state->readers += families;
}

const uint32_t *school_families(const struct party *school, size_t *count) {
    const struct school_state *state = school->state;
    *count = state->family_count;
    return state->families;
}

double school_pupils(const struct party *school) {
    const struct school_state *state = school->state;
    return state->all_pupils;
}

double school_classrooms(const struct party *school) {
    const S *s = school->entry->settings;
    return (double)s->classrooms;
}

double school_good_air(const struct party *school) {
    const struct school_state *state = school->state;
    return state->good_air;
}

static void school_close(struct world *world, struct party *school) {
    (void)world;
    struct school_state *state = school->state;
    free(state->classes);
    free(state->pupils);
    free(state->families);
    free(state->learner);
}

// Of families with a child there. Of several children's schools the last, by name.
static void fill_co2_above(const struct world *world, const struct party *school, double *of_home) {
    (void)world;
    const struct school_state *state = school->state;
    if (state->all_lesson_h <= 0) return;
    for (size_t i = 0; i < state->family_count; i++)
        of_home[state->families[i]] = state->all_co2_above_h / state->all_lesson_h;
}
static const struct party_column columns[] = {
    {"co2_above", "1",
     "share of the lessons of the child's school above the limit of carbon dioxide; NaN: no child there",
     fill_co2_above},
};

const struct party_kind school_party = {
    .kind = {.name = "school",
             .summary = "a school: the air of its classrooms, who is shown it, and what follows",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&rules_technique, &q_learning_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct school_state),
    .prepare = school_prepare,
    .start = school_start,
    .turn = ask_parents,
    .receive = school_receive,
    .wake = school_wake,
    .midnight = school_midnight,
    .close = school_close,
};
