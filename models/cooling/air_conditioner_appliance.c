// SPDX-License-Identifier: GPL-3.0-or-later
// An air conditioner with or without presence control: one for the whole home, the living room's, or a
// bedroom's.
//
// Who is in its room: with one room for all everybody who is at home; in the living room those who are up; in
// the bedroom those who sleep. The family switches it on when it is hot, and off when it leaves the room,
// goes to sleep or when the evening is cool; sometimes it forgets, and somebody who is up at home may walk
// past and see that it cools an empty room. Presence control switches it off after so many decisions without
// a detection, and on again when it detects somebody in a hot room. The room is stepped exactly through hours
// of constant weather, and the machine looks ahead through them to the next moment at which something can
// change: it acts then, and when somebody comes, leaves, wakes up or falls asleep. The saving follows from
// physics, sensor and habits; no number of it is put in.
#include "models/cooling/air_conditioner.h"

#include <math.h>

#include "models/cooling/air_conditioner_outlook.h"
#include "models/cooling/air_conditioner_tables.h"
#include "models/cooling/old_alone.h"
#include "models/cooling/on_left_on.h"
#include "models/cooling/remote_control.h"
#include "models/methods/rules_technique.h"
#include "models/model.h"
#include "sim/engine/learning.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

#define JOULE_PER_KWH   3.6e6
#define SEEN_WITHIN_MIN 10.0  // the notice_seen setting is the chance to see it within so many minutes

// ---- The room --------------------------------------------------------------------------------------------

static void count_cooling(struct visit *visit, struct air_conditioner *ac, double kwh, double hours) {
    visit->metrics[ENERGY] += kwh;
    visit->metrics[RUN_HOURS] += hours;
    ac->energy_kwh += kwh;
    if (ac->operation == KEPT) visit->metrics[KEPT_HOURS] += hours;
    if (ac->operation == LEFT_ON) {
        visit->metrics[LEFT_ON_ENERGY] += kwh;
        visit_use_left_on(visit, kwh);
    } else {
        visit_use_electricity(visit, kwh);
    }
    if (persons_in(ac) > 0) return;
    visit->metrics[EMPTY_HOURS] += hours;
    visit->metrics[EMPTY_ENERGY] += kwh;
    ac->empty_kwh += kwh;
}

static void count_sensing(struct visit *visit, struct air_conditioner *ac, double joule) {
    double kwh = joule / JOULE_PER_KWH;
    visit->metrics[SENSING_ENERGY] += kwh;
    visit->metrics[ENERGY] += kwh;
    visit_use_electricity(visit, kwh);
    ac->energy_kwh += kwh;
}

static void count_sending(struct visit *visit, struct air_conditioner *ac, double bytes) {
    const S *s = visit->settings;
    visit->metrics[CLOUD_BYTES] += bytes;
    count_sensing(visit, ac, bytes * 8 * s->radio_nj_bit * 1e-9);
}

static void take_pictures(struct visit *visit, struct air_conditioner *ac, time_ms until) {
    const S *s = visit->settings;
    struct presence_pictures pictures = presence_control_pictures(
        &ac->control, sensor_of(visit), visit, ac->room.updated, until, persons_in(ac) > 0);
    if (pictures.taken) {
        visit->metrics[INFERENCES] += pictures.taken;
        count_sensing(visit, ac, pictures.taken * s->inference_j);
    }
    if (pictures.sent) {
        visit->metrics[IMAGES_OUT] += pictures.sent;
        count_sending(visit, ac, pictures.sent * s->image_bytes);
    }
}

// Brings the room, the meter and the pictures up to `until`, hour by hour of constant weather.
static void pass_time(struct visit *visit, struct air_conditioner *ac, time_ms until) {
    if (ac->operation != STOPPED) take_pictures(visit, ac, until);
    while (ac->room.updated < until) {
        struct cooled_room_step step =
            cooled_room_pass(&ac->room, thermostat_of(visit, ac), persons_in(ac), is_running(ac), until);
        if (is_running(ac)) count_cooling(visit, ac, step.electric_kwh, step.hours);
        visit->metrics[DISCOMFORT] += step.above_k_h;
        ac->discomfort_k_h += step.above_k_h;
    }
}

// ---- Presence control ------------------------------------------------------------------------------------

// What it waits for: so many decisions in a row. 0: nothing.
static int64_t awaited(const struct visit *visit, const struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct air_conditioner_shared *shared = shared_of(visit);
    if (ac->operation == COOLING) return shared->off_misses;
    if (ac->operation == PAUSED) return ac->watching ? s->on_detections : 0;
    if (ac->operation == KEPT) return s->on_detections;
    return ac->operation == LEFT_ON && !ac->told ? shared->notice_misses : 0;
}

static void watch_anew(const struct visit *visit, struct air_conditioner *ac, time_ms from) {
    presence_control_wait(&ac->control, sensor_of(visit), awaited(visit, ac), is_alone(ac), from);
}

static enum sight sight_of(const struct air_conditioner *ac) {
    if (ac->family.active) return SIGHT_UP;
    return ac->family.asleep ? SIGHT_ASLEEP : SIGHT_EMPTY;
}

// ---- Switching -------------------------------------------------------------------------------------------

// A draw that belongs to this moment: the same under every policy that meets the same moment.
static double luck_of(const struct visit *visit, enum air_conditioner_luck meaning) {
    struct random_sequence luck = visit_sequence_of(visit, shared_of(visit)->luck[meaning]);
    luck.n = (uint64_t)visit->now;
    return random_next_uniform(&luck);
}

// What was done while nobody was noticed is judged when the hour after has shown what it left behind.
static void absence_ends(struct air_conditioner *ac, time_ms at) {
    if (is_alone(ac) && ac->decides != CLOCK_NEVER) ac->decides = at + CLOCK_HOUR;
}

static void stop(const struct visit *visit, struct air_conditioner *ac) {
    absence_ends(ac, visit->now);
    ac->operation = STOPPED;
    ac->watching = false;
    ac->remote_off = CLOCK_NEVER;
    watch_anew(visit, ac, visit->now);
}

static void start_cooling(struct visit *visit, struct air_conditioner *ac, time_ms from) {
    absence_ends(ac, from);
    ac->operation = COOLING;
    ac->watching = false;
    ac->remote_off = CLOCK_NEVER;
    watch_anew(visit, ac, from);
}

static bool send_label(struct visit *visit, struct air_conditioner *ac, struct presence_noticed noticed) {
    const S *s = visit->settings;
    if (!presence_control_tell(&ac->control, sensor_of(visit), visit, noticed)) return false;
    count_sending(visit, ac, s->label_bytes);
    return true;
}

// ---- While nobody is noticed ------------------------------------------------------------------------------

static void wait_alone(struct visit *visit, struct air_conditioner *ac, enum operation operation,
                       time_ms at) {
    if (ac->operation == operation) return;
    ac->operation = operation;
    ac->watching = false;
    watch_anew(visit, ac, at);
}

static struct set_back_learner *learner_of(const struct visit *visit) {
    struct air_conditioner_shared *shared = visit->appliance->shared;
    return &shared->learners[visit->home_number];
}

static struct set_back_terms terms_of(const S *s) {
    return (struct set_back_terms){s->learning_rate, s->tries_first, s->tries_half, s->kwh_won, s->heat_won};
}

static struct set_back_moment moment_of(const struct visit *visit, const struct air_conditioner *ac,
                                        time_ms at) {
    return (struct set_back_moment){at, inputs_at(visit, ac, at).outdoor_c, ac->energy_kwh,
                                    ac->discomfort_k_h};
}

// For the next hour.
static void decide(struct visit *visit, struct air_conditioner *ac, const struct set_back_moment *moment) {
    struct set_back_terms terms = terms_of(visit->settings);
    struct random_sequence luck = visit_sequence_of(visit, shared_of(visit)->luck[TRIES]);
    luck.n = (uint64_t)moment->now;
    double tried_won;
    enum set_back_action action =
        set_back_decide(learner_of(visit), &terms, moment, random_next(&luck), &tried_won);
    visit->metrics[DECISIONS] += 1;
    visit->metrics[EXPLORATION] += tried_won;
    ac->decides = moment->now + CLOCK_HOUR;
    wait_alone(visit, ac, action == SET_BACK_KEPT ? KEPT : PAUSED, moment->now);
}

// Once a day.
static void tell_desk(struct visit *visit, struct set_back_learner *learner) {
    int32_t today = (int32_t)clock_day(visit->now);
    if (today == learner->day || learner->hours <= 0) return;
    remote_control_learnt(visit, (struct learnt_hours){learner->hours, learner->won});
    learner->day = today;
    learner->hours = learner->won = 0;
}

static void judge(struct visit *visit, struct air_conditioner *ac) {
    if (ac->decides > visit->now) return;
    struct set_back_terms terms = terms_of(visit->settings);
    struct set_back_moment moment = moment_of(visit, ac, visit->now);
    set_back_judge(learner_of(visit), &terms, &moment, !is_alone(ac));
    ac->decides = CLOCK_NEVER;
    tell_desk(visit, learner_of(visit));
    if (is_alone(ac)) decide(visit, ac, &moment);
}

// A machine whose last absence is not judged yet judges it now.
static void begin_to_learn(struct visit *visit, struct air_conditioner *ac, time_ms at) {
    struct set_back_terms terms = terms_of(visit->settings);
    struct set_back_moment moment = moment_of(visit, ac, at);
    set_back_judge(learner_of(visit), &terms, &moment, true);
    set_back_begin(learner_of(visit), &moment);
    decide(visit, ac, &moment);
}

static void notice_nobody(struct visit *visit, struct air_conditioner *ac, time_ms at) {
    const S *s = visit->settings;
    if (s->absence == ABSENCE_LEARNED)
        begin_to_learn(visit, ac, at);
    else
        wait_alone(visit, ac, s->absence == ABSENCE_SET_BACK ? KEPT : PAUSED, at);
}

// Presence control switches: off when it thinks that nobody is there, on when it thinks that somebody is.
static void switch_by_presence(struct visit *visit, struct air_conditioner *ac, time_ms at) {
    if (ac->operation == COOLING) {
        visit->metrics[FALSE_OFF] += persons_in(ac) > 0;
        notice_nobody(visit, ac, at);
    } else {
        visit->metrics[FALSE_ON] += persons_in(ac) == 0;
        start_cooling(visit, ac, at);
    }
}

static void ask_cloud(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (!presence_control_ask(&ac->control, sensor_of(visit), visit)) return;
    visit->metrics[IMAGES_OUT] += 1;
    count_sending(visit, ac, s->image_bytes);
}

// What is done about it, unless the policy has rules of its own.
static enum left_on_act decide_left_on(struct visit *visit, const struct air_conditioner *ac, int *rule) {
    const S *s = visit->settings;
    struct left_on_view view = {.hour = clock_hours(clock_time_of_day(visit->now)),
                                .outdoor_c = weather_temperature_c(visit->world->model->weather, visit->now),
                                .since_h = clock_hours(visit->now - ac->left_on_since)};
    struct left_on_proposal proposal = {s->remote_off_auto ? LEFT_ON_SWITCH_OFF : LEFT_ON_NOTICE};
    *rule = visit_ask_rules(visit, &on_left_on_hook, &view, &proposal);
    return (enum left_on_act)proposal.act;
}

// The phone rings. Seeing it takes a while, exponential; some who see it do nothing. Or the cloud, told as
// well, switches it off by itself.
static void tell_family(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    int rule;
    enum left_on_act act = decide_left_on(visit, ac, &rule);
    ac->told = true;
    watch_anew(visit, ac, visit->now);
    if (act == LEFT_ON_NOTHING ||
        !send_label(visit, ac, (struct presence_noticed){ac->left_on_since, false, false}))
        return;
    visit->metrics[NOTICES] += 1;
    remote_control_tell(visit, act == LEFT_ON_SWITCH_OFF ? REMOTE_SWITCHES_OFF : REMOTE_NOTICE,
                        sensor_of(visit)->presence_flow, rule);
    if (act == LEFT_ON_SWITCH_OFF) {
        ac->remote_off = visit->now + CLOCK_MINUTE;
        return;
    }
    if (luck_of(visit, ACTS_ON_NOTICE) >= s->notice_acted) return;
    double minutes = SEEN_WITHIN_MIN * log(luck_of(visit, SEES_NOTICE)) / log(1 - s->notice_seen);
    ac->remote_off = visit->now + (time_ms)(minutes * (double)CLOCK_MINUTE);
}

static void presence_decides(struct visit *visit, struct air_conditioner *ac) {
    if (presence_control_next(&ac->control, sensor_of(visit), visit, visit->now) > visit->now) return;
    if (ac->operation == LEFT_ON) {
        tell_family(visit, ac);
    } else if (ac->control.placement == PLACEMENT_CLOUD) {
        ask_cloud(visit, ac);
    } else {
        send_label(visit, ac, (struct presence_noticed){ac->control.since, !is_alone(ac), false});
        switch_by_presence(visit, ac, visit->now);
    }
}

// ---- The family ------------------------------------------------------------------------------------------

static void family_leaves(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (ac->operation != COOLING || luck_of(visit, FORGETS) < s->forgets) return;
    if (ac->control.placement != PLACEMENT_NONE && luck_of(visit, RELIES) < s->relies) return;
    stop(visit, ac);
}

static void family_departs(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    bool left_on = ac->operation == COOLING && luck_of(visit, LEAVES_ON) < s->left_on;
    stop(visit, ac);
    if (!left_on) return;
    visit->metrics[LEFT_ON_EVENTS] += 1;
    remote_control_tell(visit, REMOTE_LEFT_ON, sensor_of(visit)->presence_flow, 0);
    ac->left_on_since = visit->now;
    ac->operation = LEFT_ON;
    ac->told = false;
    watch_anew(visit, ac, visit->now);
}

static void family_falls_asleep(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (ac->operation == COOLING && luck_of(visit, SLEEPS) < s->sleep_off) stop(visit, ac);
}

// Who is in the room, and who is up at home and could walk in.
static struct company look_into_room(const struct visit *visit) {
    const S *s = visit->settings;
    const struct home *home = visit->home;
    return (struct company){.active = s->room == WHOSE_BEDROOM ? 0 : home->active,
                            .asleep = s->room == WHOSE_LIVING ? 0 : home->asleep,
                            .up = home->active,
                            .on_trip = home->on_trip};
}

static bool same_company(struct company a, struct company b) {
    return a.active == b.active && a.asleep == b.asleep && a.up == b.up && a.on_trip == b.on_trip;
}

// Who goes to bed in a hot bedroom switches on first.
static void family_goes_to_bed(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    bool hot = at_least(ac->room.air.temperature_c, s->turn_on_c + (double)ac->waits_k);
    if (s->room == WHOSE_BEDROOM && hot && !is_running(ac)) start_cooling(visit, ac, visit->now);
}

// Compares the family with what it was, and does by hand what follows from the difference.
static void see_family(struct visit *visit, struct air_conditioner *ac, struct company family) {
    bool was_there = persons_in(ac) > 0, was_up = ac->family.active > 0, was_on_trip = ac->family.on_trip;
    ac->family = family;
    bool is_there = persons_in(ac) > 0;
    presence_control_look(&ac->control, sensor_of(visit), visit, sight_of(ac));
    if (ac->family.on_trip && !was_on_trip)
        family_departs(visit, ac);
    else if (!ac->family.on_trip && was_on_trip && ac->operation == LEFT_ON)
        start_cooling(visit, ac, visit->now);
    else if (was_there && !is_there)
        family_leaves(visit, ac);
    else if (!was_there && is_there)
        family_goes_to_bed(visit, ac);
    else if (was_up && !ac->family.active && ac->family.asleep)
        family_falls_asleep(visit, ac);
}

static void act_by_hand(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    bool suffering = suffers(s, ac, ac->room.air.temperature_c);
    if (ac->patience_ends <= visit->now && suffering) start_cooling(visit, ac, visit->now);
    if (ac->remote_off <= visit->now || ac->walk_past <= visit->now) stop(visit, ac);
}

// The family looks out of the window on the hour, and when somebody comes, leaves, gets up or goes to bed.
static void open_window(struct visit *visit, struct air_conditioner *ac) {
    if (is_cool(visit->settings, ac->room.air.temperature_c) && weather_is_mild(visit, ac, visit->now))
        stop(visit, ac);
}

// While an empty room is cooled and somebody is up elsewhere at home, it is noticed at a constant rate; so
// the wait may start anew whenever somebody gets up.
static void walk_past(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    bool runs = ac->operation == COOLING || ac->operation == KEPT;
    bool may_notice = runs && persons_in(ac) == 0 && ac->family.up > 0;
    if (!may_notice)
        ac->walk_past = CLOCK_NEVER;
    else if (ac->walk_past == CLOCK_NEVER)
        ac->walk_past = visit->now + 1 +
                        (time_ms)(s->walk_past_h * -log(luck_of(visit, WALKS_PAST)) * (double)CLOCK_HOUR);
}

// Heat starts two clocks: of the family's patience, and of a paused machine's watch.
static void feel_heat(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (!suffers(s, ac, ac->room.air.temperature_c))
        ac->patience_ends = CLOCK_NEVER;
    else if (ac->patience_ends == CLOCK_NEVER)
        ac->patience_ends = visit->now + (time_ms)(s->reaction_min * CLOCK_MINUTE);
    bool hot = watches(s, ac, ac->room.air.temperature_c);
    if (hot == ac->watching) return;
    ac->watching = hot;
    watch_anew(visit, ac, visit->now);
}

static void set_clocks(struct visit *visit, struct air_conditioner *ac) {
    feel_heat(visit, ac);
    walk_past(visit, ac);
}

// ---- The season ------------------------------------------------------------------------------------------

// Time constants after which e^-36 = 2e-16 of a temperature is left: less than rounding.
#define FORGOTTEN 36.0

// A stopped machine in a cool room need not know who comes and goes until heat is near: near enough for the
// room to forget, to the last digit, what it was before.
static void season_ends(struct visit *visit, struct air_conditioner *ac) {
    const struct air_conditioner_shared *shared = shared_of(visit);
    if (ac->operation != STOPPED || ac->decides != CLOCK_NEVER ||
        at_least(ac->room.air.temperature_c, shared->heat_c))
        return;
    time_ms heat =
        cooled_room_cool_until(&ac->room, &shared->room, visit->home->members, visit->now, shared->heat_c);
    time_ms forgets = (time_ms)(FORGOTTEN * ac->room.time_constant_h * (double)CLOCK_HOUR);
    time_ms begins = heat == CLOCK_NEVER ? CLOCK_NEVER : heat - forgets;
    if (begins < visit->now + CLOCK_DAY) return;
    ac->out_of_season = true;
    ac->due = begins;
    visit_listen(visit, 0);
}

static void season_begins(struct visit *visit, struct air_conditioner *ac) {
    ac->out_of_season = false;
    visit_listen(visit, visit->appliance->kind->wakes_on);
    ac->family = look_into_room(visit);
    cooled_room_begin(&ac->room, &shared_of(visit)->room, persons_in(ac), visit->now);
    presence_control_look(&ac->control, sensor_of(visit), visit, sight_of(ac));
    set_clocks(visit, ac);
}

// ---- The kind --------------------------------------------------------------------------------------------

static void see_to(struct visit *visit, struct air_conditioner *ac, struct company family) {
    bool changed = !same_company(family, ac->family);
    pass_time(visit, ac, visit->now);
    see_family(visit, ac, family);
    act_by_hand(visit, ac);
    if (changed || visit->now % CLOCK_HOUR == 0) open_window(visit, ac);
    if (ac->control.ask_again <= visit->now)
        presence_control_give_up(&ac->control, sensor_of(visit), visit->now);
    presence_decides(visit, ac);
    judge(visit, ac);
    set_clocks(visit, ac);
    season_ends(visit, ac);
}

// Where it had only looked so far, nothing happens but that it looks further.
static void look_around(struct visit *visit, struct air_conditioner *ac) {
    struct company family = look_into_room(visit);
    if (ac->due <= visit->now || !same_company(family, ac->family)) see_to(visit, ac, family);
}

static time_ms act(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    if (!ac->out_of_season)
        look_around(visit, ac);
    else if (ac->due <= visit->now)
        season_begins(visit, ac);
    return air_conditioner_look_ahead(visit, ac);
}

// The cloud's answer took effect when it arrived, or as soon after as the room has not moved on.
static time_ms receive(struct visit *visit, void *state, const struct item *item) {
    struct air_conditioner *ac = state;
    visit->metrics[ANSWERS] += 1;
    visit->metrics[LATENCY] += (double)(item->arrived - item->sent);
    if (presence_control_answered(&ac->control, item)) {
        time_ms effective = item->arrived > ac->room.updated ? item->arrived : ac->room.updated;
        pass_time(visit, ac, effective);
        switch_by_presence(visit, ac, effective);
    }
    if (!ac->out_of_season) pass_time(visit, ac, visit->now);
    set_clocks(visit, ac);
    return air_conditioner_look_ahead(visit, ac);
}

static uint32_t present_ms(const struct visit *visit) {
    const S *s = visit->settings;
    struct home_presence home = home_presence_until(visit->home, visit->now);
    if (s->room == WHOSE_HOME) return home.present;
    return s->room == WHOSE_LIVING ? home.up : home.asleep;
}

static const struct welfare_source heat_worth = {
    "heat", WELFARE_USE, "air_conditioner.heat_won lost an hour and degree above comfort"};
static const struct welfare_source *const worths[] = {&heat_worth, NULL};

static void settle(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    visit->metrics[PRESENT_HOURS] += clock_hours((uint32_t)(present_ms(visit) - ac->present_ms));
    ac->present_ms = present_ms(visit);
    if (!ac->out_of_season) pass_time(visit, ac, visit->now);
    const S *s = visit->settings;
    visit_worth(visit, &heat_worth, -s->heat_won * (ac->discomfort_k_h - ac->suffered_k_h));
    ac->suffered_k_h = ac->discomfort_k_h;
}

// A copy of the room lives on from where the machine has left it.
static struct electric_meter unmetered(const struct visit *visit, const void *state) {
    const struct air_conditioner *ac = state;
    const S *s = visit->settings;
    struct cooled_room room = ac->room;
    double kwh = 0;
    while (is_running(ac) && room.updated < visit->now)
        kwh +=
            cooled_room_pass(&room, thermostat_of(visit, ac), persons_in(ac), true, visit->now).electric_kwh;
    struct electric_meter missing = {kwh, ac->operation == LEFT_ON ? kwh : 0};
    if (ac->operation == STOPPED) return missing;
    uint32_t pictures =
        presence_control_recognises(&ac->control, sensor_of(visit), ac->room.updated, visit->now);
    missing.kwh += pictures * s->inference_j / JOULE_PER_KWH;
    return missing;
}

static double spread_around(struct random_sequence *luck, double median, double spread) {
    return median * exp(spread * random_next_normal(luck));
}

static void ask(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    presence_control_consent(&ac->control, sensor_of(visit), visit);
}

static time_ms install(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    const S *s = visit->settings;
    struct random_sequence luck = visit_sequence(visit, "installation");
    struct room *room = &ac->room.room;
    room->resistance_k_w = spread_around(&luck, s->resistance_k_w, s->spread);
    room->capacity_j_k = spread_around(&luck, s->capacity_mj_k * 1e6, s->spread);
    room->cooling_w = spread_around(&luck, s->cooling_w, s->spread);
    presence_control_install(&ac->control, sensor_of(visit), visit,
                             random_next_uniform(&luck) < s->connected);
    ac->family = look_into_room(visit);
    cooled_room_begin(&ac->room, &shared_of(visit)->room, persons_in(ac), visit->now);
    ac->patience_ends = ac->remote_off = ac->walk_past = ac->decides = CLOCK_NEVER;
    ac->present_ms = present_ms(visit);
    const struct old_alone *person = old_alone_of(visit->world, visit->home_number);
    ac->waits_k = person ? person->waits_k : 0;
    presence_control_look(&ac->control, sensor_of(visit), visit, sight_of(ac));
    set_clocks(visit, ac);
    season_ends(visit, ac);
    return air_conditioner_look_ahead(visit, ac);
}

// One luck for all entries: who owns the rarer unit owns the more common one, too.
static unsigned count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "air_conditioner.ownership", 0);
    return world->homes[home].members > 0 && random_next_uniform(&luck) < s->ownership;
}

// Trained before it is sold, the same for all homes. What it came to stands with what its maker has learnt.
static void learn_air(struct world *world, const struct appliance *appliance, const S *s, double *detects) {
    struct air_rooms rooms = {s->air_room_m3, s->air_change_h, s->air_spread, s->air_noise_ppm};
    struct random_sequence luck = {world->key, RANDOM_WORLD,
                                   random_stream_of(appliance->stream, "presence by the air"), 0};
    struct air_presence learnt = air_presence_train(&rooms, (unsigned)s->air_samples, luck);
    for (int sight = 0; sight < SIGHTS; sight++) detects[sight] = learnt.detects[sight];
    if (appliance->maker)
        learning_add(world, appliance->maker,
                     (struct learnt){.technique = &air_presence_technique,
                                     .subject = "who is at home",
                                     .samples = (double)s->air_samples,
                                     .homes = 0,
                                     .score = learnt.right,
                                     .measure = "share right of moments up, asleep and empty",
                                     .flops = learnt.flops,
                                     .joules = NAN});
}

static struct presence_sensor sensor_from(const S *s) {
    return (struct presence_sensor){
        .placement = (enum placement)s->placement,
        .motion = {s->motion_active, s->motion_asleep, s->motion_false},
        .camera = {s->camera_active, s->camera_asleep, s->camera_false},
        .step = (time_ms)(s->decision_min * CLOCK_MINUTE),
        .image_bytes = (uint32_t)s->image_bytes,
        .label_bytes = (uint32_t)s->label_bytes,
        .inference_gflop = s->inference_gflop,
        .worth_won = s->worth_won,
    };
}

static struct cooled_room_setting room_from(const S *s, const struct weather *weather) {
    return (struct cooled_room_setting){
        .weather = weather,
        .gains = {s->appliances_w, s->person_w, s->solar_aperture_m2},
        .thermostat = {s->compressor, s->set_point_c, s->hysteresis_k, s->least_load},
        .cop_35 = s->cop_35,
        .comfort_limit_c = s->turn_on_c,
    };
}

// Set back by so much, but nobody is to suffer by it.
static struct cooled_room_setting kept_from(const S *s, const struct weather *weather) {
    struct cooled_room_setting kept = room_from(s, weather);
    double most_c = fmin(s->set_point_c + s->set_back_k, s->turn_on_c - s->hysteresis_k);
    kept.thermostat.set_point_c = fmax(s->set_point_c, most_c);
    return kept;
}

static void prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    party_will_ask(world, &on_left_on_hook);
    size_t learners = s->absence == ABSENCE_LEARNED ? world->home_count : 0;
    struct air_conditioner_shared *shared =
        status_allocate(1, sizeof *shared + learners * sizeof shared->learners[0]);
    *shared =
        (struct air_conditioner_shared){.room = room_from(s, world->model->weather),
                                        .kept = kept_from(s, world->model->weather),
                                        .sensor = sensor_from(s),
                                        .off_misses = (int64_t)ceil(s->off_delay_min / s->decision_min),
                                        .notice_misses = (int64_t)ceil(s->notice_after_min / s->decision_min),
                                        .heat_c = fmin(s->turn_on_c, s->wake_up_c)};
    for (int i = 0; i < LUCKS; i++) shared->luck[i] = random_stream(luck_meanings[i]);
    if (s->placement == PLACEMENT_AIR) learn_air(world, appliance, s, shared->sensor.air);
    presence_control_prepare(&shared->sensor, world, appliance->maker);
    appliance->shared = shared;
}

const struct appliance_kind air_conditioner_appliance = {
    .kind = {.name = "air_conditioner",
             .summary = "cools a room; presence noticed by nobody, motion, camera, cloud or air",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&presence_technique, &air_presence_technique, &network_technique,
                                      &q_learning_technique, &rules_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = publishes_nothing,
    .state_size = sizeof(struct air_conditioner),
    .silent = true,
    .wakes_on = SIGNAL_PRESENCE | SIGNAL_DEPARTURE | SIGNAL_RETURN,
    .prepare = prepare,
    .count = count,
    .install = install,
    .ask = ask,
    .act = act,
    .receive = receive,
    .settle = settle,
    .unmetered = unmetered,
};
