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
// asks for it.
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
#include "models/air/school_day.h"
#include "models/air/school_room.h"
#include "models/air/school_tables.h"
#include "models/environment/day_kinds.h"
#include "models/environment/weather.h"
#include "models/methods/rules_technique.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/trust.h"
#include "sim/engine/party_act.h"

const struct topic school_report_read = {"air report read"};

enum { REPORT_BYTES = 500 };
enum what { DECIDE, DELIVER };

struct school_state {
    struct school_class *classes;  // [classrooms]; of today
    double *pupils;                // [classrooms]
    uint32_t *families;            // with a child in this school
    size_t family_count;
    uint16_t contact_flow;
    uint16_t rent, rent_cost, power, ventilation;
    bool equipped, ordered, airing_rule;
    double agreed;                         // reluctance at which it ordered, or has agreed to since
    double all_lesson_h, all_co2_above_h;  // since the start, of all rooms
    // Since the month began.
    double room_days, lesson_h, co2_above_h, pm25_above_h;  // of all rooms
    double energy_kwh;
    int64_t equipped_days, days;
    uint32_t readers;
    // Of the month before, on which the school decides.
    double known_co2_h, known_pm25_h;  // of a room
    double good_air;                   // share of its lessons; negative: there were none
    enum school_audience shown[SCHOOL_SHOWERS];
};

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

// What the class and its teacher do today, by the luck of the room and day: the same under each policy.
static void decide_habits(struct world *world, const struct party *school, int64_t day, int64_t room,
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

static void live_day(struct world *world, struct party *school, int64_t day) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    state->days++;
    state->equipped_days += state->equipped;
    if (!school_is_open(s, world->model->days, day)) return;
    float pm25_ug_m3[24];
    fetch_dust(world, s, day, pm25_ug_m3);
    struct school_day_proposal orders = give_orders(world, school, day, pm25_ug_m3);
    for (int64_t room = 0; room < s->classrooms; room++) {
        struct school_day sums = {0};
        decide_habits(world, school, day, room, orders);
        school_day_live(&state->classes[room], pm25_ug_m3, world->model->air->co2_ppm, &sums);
        count_day(world, school, state->pupils[room], &sums);
    }
}

// ---- Money --------------------------------------------------------------------------------------------

static account own(const struct world *world, const struct party *school) {
    return ledger_party(world->ledger, school->number);
}

static account maker_account(const struct world *world, const struct party *school) {
    const struct party *maker = school->maker;
    return maker ? ledger_party(world->ledger, maker->number) : ledger_outside(world->ledger);
}

static void post(struct world *world, account payer, account payee, double won, uint16_t reason) {
    if (payer != payee && won > 0)
        ledger_post(world->ledger, payer, payee, (int64_t)(won + 0.5), WON, reason, 0);
}

double school_pupils(const struct party *school) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    double sum = 0;
    for (int64_t room = 0; room < s->classrooms; room++) sum += state->pupils[room];
    return sum;
}

// Each family of the school pays the same; those that are not simulated pay from outside.
static void parents_pay(struct world *world, const struct party *school, double won) {
    const struct school_state *state = school->state;
    double everybody = fmax(school_pupils(school), (double)state->family_count);
    double each = won / everybody;
    for (size_t i = 0; i < state->family_count; i++)
        post(world, ledger_household(world->ledger, state->families[i]), maker_account(world, school), each,
             state->rent);
    post(world, ledger_outside(world->ledger), maker_account(world, school),
         each * (everybody - (double)state->family_count), state->rent);
}

static void pay_rent(struct world *world, const struct party *school, double won) {
    static const int metric[PAYERS] = {PAID_SCHOOL, PAID_PARENTS, PAID_PUBLIC, PAID_MAKER};
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    double cost = won * s->rent_cost_share;
    if (s->paid_by == BY_SCHOOL)
        post(world, own(world, school), maker_account(world, school), won, state->rent);
    if (s->paid_by == BY_PARENTS) parents_pay(world, school, won);
    if (s->paid_by == BY_PUBLIC)
        post(world, ledger_outside(world->ledger), maker_account(world, school), won, state->rent);
    post(world, maker_account(world, school), ledger_outside(world->ledger), cost, state->rent_cost);
    party_count_own(world, school, (size_t)metric[s->paid_by], s->paid_by == BY_MAKER ? cost : won);
}

static void pay(struct world *world, struct party *school) {
    static const double month_days = 365.0 / 12;
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    double rooms = (double)s->classrooms;
    double rent = s->rent_won_month * rooms * (double)state->equipped_days / month_days;
    double power = state->energy_kwh * s->power_won_kwh;
    double ventilation =
        s->mechanical_h > 0 ? s->mechanical_won_month * rooms * (double)state->days / month_days : 0;
    party_begin(world, school->number, HOME_NONE, "school's bills");
    pay_rent(world, school, rent);
    post(world, own(world, school), ledger_outside(world->ledger), power, state->power);
    post(world, own(world, school), ledger_outside(world->ledger), ventilation, state->ventilation);
    party_count_own(world, school, PAID_SCHOOL, power + ventilation);
}

// ---- Who is told --------------------------------------------------------------------------------------

// A family fetches its school's report: the school learns that it did.
static void fetch_report(struct world *world, const struct party *school, uint32_t home) {
    const struct school_state *state = school->state;
    const struct gate_pass *pass = party_share(world, home, state->contact_flow, FORM_RAW, REPORT_BYTES);
    if (!pass) return;
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = &school_report_read,
                             .home = home,
                             .from = PARTY_HOME,
                             .to = school->number,
                             .bytes = REPORT_BYTES});
}

static void read_report(struct world *world, const struct party *school) {
    struct school_state *state = school->state;
    party_count_own(world, school, READ, 1);
    state->readers++;
}

// Where the policy asks each time, the family is asked before each report.
static void ask_again(struct world *world, uint16_t flow, uint32_t home, double worth_won, uint64_t word) {
    if (gate_flow_at(world->gate, flow)->rule != RULE_ASK_EACH_TIME) return;
    struct choice choice = {.data_class = DATA_PROFILE,
                            .maker = trust_maker_of(world, flow),
                            .tells = choice_tells(world, flow, choice_raw),
                            .months = 1,
                            .times = 1,
                            .benefit_won = worth_won};
    choice_at_occasion(world, home, flow, &choice, word, world->now + CLOCK_DAY);
}

static void tell_families(struct world *world, const struct party *school, bool everybody) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    for (size_t i = 0; i < state->family_count; i++) {
        uint32_t home = state->families[i];
        struct random_sequence luck =
            luck_of_home(world, home, "school.report", (uint64_t)clock_day(world->now) << 8);
        bool reads = random_next_uniform(&luck) < s->reads_report;
        if (!everybody)
            ask_again(world, state->contact_flow, home, s->report_worth_won, random_next(&luck).word[0]);
        bool may = everybody || gate_may_pass(world->gate, home, state->contact_flow, world->now);
        party_count_own(world, school, TOLD, may);
        if (!may || !reads) continue;
        if (everybody)
            read_report(world, school);  // on a public page, where nobody says who reads
        else
            fetch_report(world, school, home);
    }
}

static void school_receive(struct world *world, struct party *school, const struct item *item) {
    if (item->topic == &school_report_read) read_report(world, school);
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
    if (by_school && measured) tell_families(world, school, to == TO_PUBLIC);
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
    pay(world, school);
    if (closes) close_month(world, school);
}

// ---- The school and its families ----------------------------------------------------------------------

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

// Districts belong to the schools of the scenario in turn.
static bool serves(struct world *world, const struct party *school, uint16_t district) {
    uint32_t schools = 0, place = 0;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &school_party, p)); schools++)
        if (p == school) place = schools;
    return district % schools == place;
}

static bool has_child(struct world *world, const S *s, uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "school.child", 0);
    return world->homes[home].members >= 3 && random_next_uniform(&luck) < s->child_share;
}

static void enrol(struct world *world, struct party *school) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    state->families = status_allocate(world->home_count, sizeof *state->families);
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!serves(world, school, world->homes[home].district) || !has_child(world, s, home)) continue;
        state->families[state->family_count++] = home;
    }
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
    enrol(world, school);
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

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation open_days = {
    "school days",
    "working days outside of summer_from to summer_to and winter_from to winter_to; lessons of lesson_min "
    "from first_lesson_h on, with break_min between, lunch_min after lunch_after",
    "dates as month x 100 + day; a day begins 2 h before the first lesson with windows shut, C as outdoors, "
    "I at its steady ratio, N = 0",
    "definition"};
static const struct equation outdoors = {
    "dust at the school", "O = PM2.5 of the city, times the factor of the district where district >= 0", "",
    "definition"};
static const struct equation windows = {
    "windows and machines",
    "a = wide in breaks and at lunch with chance airs_in_breaks; open in a lesson from C >= co2_limit_ppm "
    "on, where that is the rule, with chance acts_on_display; else shut; heeds_dust: shut while O > "
    "pm25_limit_ug_m3; m = mechanical_h in school hours; purifiers run with chance purifier_used while O > "
    "purifies_above_ug_m3, 0 where nobody is told",
    "chances of each room and day; open, wide, shut: see rooms and classes", "assumption"};
static const struct equation counted = {
    "what is counted in lessons",
    "co2, pm25 = integral over lessons / room_hours; co2_above, pm25_above = n hours with C > co2_limit_ppm, "
    "I > pm25_limit_ug_m3; pupil_hours = n room_hours",
    "n pupils, C, I of a room; summed over rooms", "definition"};
static const struct equation absence = {
    "absence", "absence = infections days_off; absence_won = absence day_off_won", "", "definition"};
static const struct equation electricity = {
    "electricity of the machines", "kWh = (purifier_w p + mechanical_w v) / 1000; won = kWh power_won_kwh",
    "p, v hours in which purifiers and ventilation run", "definition"};
static const struct equation ventilation = {
    "ventilation", "won a month = mechanical_won_month classrooms, if mechanical_h > 0",
    "by days of 365 / 12 a month", "definition"};
static const struct equation served = {"families of a school",
                                       "homes of 3 and more whose district is the school's, with chance "
                                       "child_share; districts go to all schools in turn, count of each",
                                       "", "assumption"};
static const struct equation reports = {
    "reports",
    "each month, where data_to or who discloses it reaches parents: told if consent lets it pass, at public "
    "all; each told family reads it with chance reads_report",
    "", "assumption"};
static const struct equation pressure = {
    "pressure of those who know", "s = presses_school + presses_parents readers / families + presses_public",
    "each from where data_to, who sells it or who discloses it reaches it, 0 for nobody; readers also of "
    "what is "
    "bought",
    "assumption"};
static const struct equation buys = {
    "deciding for purifiers",
    "p = 1 / (1 + exp(-(logit_base + s logit_dust_hour h - reluctance - logit_rent (rent_won_month - 40000) "
    "/ "
    "10000))) a month, decision_days after it; "
    "delivery_days later they are there; at the start with chance equipped",
    "h hours of the month above pm25_limit_ug_m3, mean of a room, 0 where nobody is told; s pressure; "
    "reluctance by paid_by; the rent weighs nothing where the maker pays it",
    "logistic; assumption"};
static const struct equation goes_on = {
    "keeping purifiers",
    "where reluctance + logit_rent (rent_won_month - 40000) / 10000 has risen above what it was when "
    "the school agreed: kept with chance p now / p as agreed, which then is what it has agreed to",
    "p: see deciding for purifiers, both with the dust and the pressure of now; with its month's decision",
    "definition: of those that would rent at the one rent, the share that would at the other"};
static const struct equation airs = {"making airing a rule",
                                     "p = 1 / (1 + exp(-(logit_base + s logit_co2_hour h))) a month, "
                                     "decision_days after it, where somebody is told",
                                     "h hours of the month above co2_limit_ppm, mean of a room; s pressure",
                                     "logistic; assumption"};
static const struct equation rent = {
    "rent of purifiers",
    "rent = rent_won_month classrooms days / (365 / 12), of paid_by, to the maker, whom it costs "
    "rent_cost_share rent; of parents each rent / max(pupils, families)",
    "days with purifiers; without a maker to the economy outside, as the public and families not simulated "
    "pay from there; paid_by maker: the cost alone",
    "definition"};
static const struct equation given = {
    "what is given for nothing",
    "purifiers that the maker pays for: a good experience of weight 1 for each family of the school", "",
    "assumption"};
static const struct submodel submodels[] = {
    {&school_room_equation, "",
     "classrooms, pupils, pupils_spread, volume_m3, volume_spread, shut_h, shut_spread, open_h, wide_h, "
     "open_spread"},
    {&open_days, "room_hours",
     "summer_from, summer_to, winter_from, winter_to, lessons, lesson_min, first_lesson_h, break_min, "
     "lunch_min, lunch_after, holidays.of"},
    {&outdoors, "", "district, air"},
    {&windows, "",
     "airs_in_breaks, co2_limit_ppm, acts_on_display, heeds_dust, pm25_limit_ug_m3, mechanical_h, "
     "purifier_used, purifies_above_ug_m3, data_to"},
    {&classroom_co2_equation, "", "pupil_co2_l_s, teacher_co2_l_s, stays, air.co2_ppm"},
    {&classroom_pm25_equation, "",
     "penetration, filter_passes, stirred_ug_h, deposition_h, cadr_m3_h, stays"},
    {&counted, "room_hours, pupil_hours, co2, pm25, co2_above, pm25_above",
     "co2_limit_ppm, pm25_limit_ug_m3"},
    {&classroom_infection_equation, "infections",
     "quanta_h, breathing_m3_h, infectious, susceptible, stays, cadr_m3_h"},
    {&absence, "absence, absence_won", "days_off, day_off_won"},
    {&electricity, "energy, school electricity, paid_by_school, school's bills",
     "purifier_w, mechanical_w, power_won_kwh"},
    {&ventilation, "school ventilation, paid_by_school, school's bills",
     "mechanical_won_month, mechanical_h, classrooms"},
    {&served, "", "child_share, count, homes.districts"},
    {&choice_equation, "", "report_worth_won, families"},
    {&reports, "parents_told, reports_read, air report read, profile", "data_to, reads_report"},
    {&pressure, "", "data_to, presses_school, presses_parents, presses_public"},
    {&buys, "equipped",
     "logit_base, logit_dust_hour, logit_rent, rent_won_month, reluctance, paid_by, decision_days, "
     "delivery_days, equipped, "
     "pm25_limit_ug_m3"},
    {&goes_on, "returned", "logit_rent, rent_won_month, reluctance, paid_by"},
    {&airs, "airing_rules", "logit_base, logit_co2_hour, decision_days, co2_limit_ppm"},
    {&rent,
     "rent of purifiers, cost of purifiers, school's bills, paid_by_school, paid_by_parents, paid_by_public, "
     "paid_by_maker",
     "rent_won_month, rent_cost_share, classrooms, paid_by"},
    {&given, "", "paid_by"},
};

const struct party_kind school_party = {
    .kind = {.name = "school",
             .summary = "a school: the air of its classrooms, who is shown it, and what follows",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&rules_technique)},
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
