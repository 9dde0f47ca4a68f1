// SPDX-License-Identifier: GPL-3.0-or-later
// The air conditioner of the living room, with or without presence control.
//
// The family switches it on when it is hot, and off when it leaves, goes to sleep or when the evening is
// cool; sometimes it forgets. Presence control switches it off after so many decisions without a detection,
// and on again when it detects somebody in a hot room. The room is stepped exactly through hours of constant
// weather; what the sensor decides is found by jumps. So a machine that is off costs nothing, and one that is
// in use acts once an hour and at each real change.
//
// Where the pictures are looked at decides what leaves the home: nothing (motion, device) or a picture a
// minute (cloud). The saving follows from physics, sensor and habits; no number of it is put in.
#include "models/appliances/air_conditioner.h"

#include <math.h>

#include "models/appliances/air_conditioner_tables.h"
#include "models/environment/room_weather.h"
#include "models/household/choice.h"
#include "models/model.h"
#include "models/parties/maker.h"
#include "models/techniques/presence.h"
#include "sim/engine/world.h"

#define JOULE_PER_KWH    3.6e6
#define SEEN_WITHIN_MIN  10.0  // the notice_seen setting is the chance to see it within so many minutes
#define HEAT_TOLERANCE_K 1e-9  // a crossing computed to the millisecond counts as reached

enum operation {
    STOPPED,  // by hand; nothing watches
    COOLING,  // keeps the set point; presence control may pause it
    PAUSED,   // by presence control, which watches for somebody to come
    LEFT_ON   // by hand, during a trip: presence control may not stop it
};

struct air_conditioner {
    // The room.
    struct room room;
    double time_constant_h, hour_decay;  // hour_decay = exp(-1 h / time constant)
    struct room_state air;
    time_ms updated;     // the air is as of this moment
    time_ms cool_until;  // before it the room cannot get hot by itself
    // What is going to happen, CLOCK_NEVER: nothing.
    time_ms patience_ends;  // somebody in the heat switches on
    time_ms remote_off;     // somebody who was told switches off
    time_ms ask_again;      // the cloud's answer counts as lost
    struct presence_watch watch;
    // Since the start.
    double energy_kwh, empty_kwh, discomfort_k_h;
    uint32_t questions;  // asked of the cloud; the last one's number
    // The family as it was when last looked at.
    uint8_t active, asleep;
    bool on_trip;
    // The machine.
    bool connected;
    uint8_t operation;  // enum operation
    uint8_t sensor;     // enum placement: what decides now
    bool watching;      // PAUSED in a hot room: a detection counts
    bool asked;         // the cloud, and no answer yet
    bool told;          // the family, that it was left on
};

// What all homes share.
struct shared {
    const struct weather *weather;
    uint16_t maker;       // party number; PARTY_HOME: the scenario has none
    uint16_t image_flow;  // GATE_NO_FLOW: not declared
    uint16_t presence_flow;
    time_ms step;                       // between decisions of the detector
    int64_t off_misses, notice_misses;  // so many in a row
};

static const struct shared *shared_of(const struct visit *visit) {
    return visit->shared;
}

// ---- The room --------------------------------------------------------------------------------------------

static bool somebody_home(const struct air_conditioner *ac) {
    return ac->active + ac->asleep > 0;
}
static bool is_running(const struct air_conditioner *ac) {
    return ac->operation == COOLING || ac->operation == LEFT_ON;
}

static struct room_gains gains_of(const struct visit *visit) {
    const S *s = visit->settings;
    return (struct room_gains){s->appliances_w, s->person_w, s->solar_aperture_m2};
}

static struct room_inputs inputs_at(const struct visit *visit, const struct air_conditioner *ac,
                                    time_ms when) {
    return room_weather_inputs(shared_of(visit)->weather, gains_of(visit), (size_t)clock_hour(when),
                               (unsigned)ac->active + ac->asleep);
}

static struct room_drift drift_when_off(const struct air_conditioner *ac, struct room_inputs inputs) {
    return (struct room_drift){ac->air.temperature_c, room_equilibrium_c(&ac->room, inputs, 0),
                               ac->time_constant_h};
}

static void count_discomfort(struct visit *visit, struct air_conditioner *ac, double k_h) {
    visit->metrics[DISCOMFORT] += k_h;
    ac->discomfort_k_h += k_h;
}

static void pass_off(struct visit *visit, struct air_conditioner *ac, struct room_inputs inputs,
                     double hours) {
    const S *s = visit->settings;
    struct room_drift drift = drift_when_off(ac, inputs);
    double decay = hours == 1 ? ac->hour_decay : exp(-hours / ac->time_constant_h);
    ac->air.temperature_c = drift.towards_c + (drift.from_c - drift.towards_c) * decay;
    bool hot = fmax(drift.from_c, ac->air.temperature_c) > s->turn_on_c;
    if (hot && somebody_home(ac))
        count_discomfort(visit, ac, room_drift_above_k_h(drift, hours, s->turn_on_c));
}

static void count_cooling(struct visit *visit, struct air_conditioner *ac, double kwh, double hours) {
    visit->metrics[ENERGY] += kwh;
    visit->metrics[RUN_HOURS] += hours;
    visit->home->meter_kwh += kwh;
    ac->energy_kwh += kwh;
    if (ac->operation == LEFT_ON) visit->metrics[LEFT_ON_ENERGY] += kwh;
    if (somebody_home(ac)) return;
    visit->metrics[EMPTY_HOURS] += hours;
    visit->metrics[EMPTY_ENERGY] += kwh;
    ac->empty_kwh += kwh;
}

static void pass_running(struct visit *visit, struct air_conditioner *ac, struct room_inputs inputs,
                         double hours) {
    const S *s = visit->settings;
    struct room_thermostat thermostat = {s->compressor, s->set_point_c, s->hysteresis_k, s->least_load};
    struct room_work work = room_regulate(&ac->room, &thermostat, inputs, hours, s->turn_on_c, &ac->air);
    double electric_kw = ac->room.cooling_w / room_cop(s->cop_35, inputs.outdoor_c) / 1000;
    count_cooling(visit, ac, work.load_h * electric_kw, hours);
    if (somebody_home(ac)) count_discomfort(visit, ac, work.above_k_h);
}

static void count_sensing(struct visit *visit, struct air_conditioner *ac, double joule) {
    double kwh = joule / JOULE_PER_KWH;
    visit->metrics[SENSING_ENERGY] += kwh;
    visit->metrics[ENERGY] += kwh;
    visit->home->meter_kwh += kwh;
    ac->energy_kwh += kwh;
}

static void count_sending(struct visit *visit, struct air_conditioner *ac, double bytes) {
    const S *s = visit->settings;
    visit->metrics[CLOUD_BYTES] += bytes;
    count_sensing(visit, ac, bytes * 8 * s->radio_nj_bit * 1e-9);
}

// The camera's pictures of the time that passed: recognised here, or sent with the hour's bulk.
static void take_pictures(struct visit *visit, struct air_conditioner *ac, time_ms until) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    uint32_t pictures = (uint32_t)(until / shared->step - ac->updated / shared->step);
    if (!pictures) return;
    if (ac->sensor == PLACEMENT_DEVICE) {
        visit->metrics[INFERENCES] += pictures;
        count_sensing(visit, ac, pictures * s->inference_j);
    } else if (ac->sensor == PLACEMENT_CLOUD) {
        uint32_t bytes = pictures * (uint32_t)s->image_bytes;
        if (!visit_share(visit, shared->image_flow, FORM_RAW, bytes, pictures)) return;
        visit_send_bulk(visit, shared->image_flow, bytes, pictures * s->inference_gflop);
        visit->metrics[IMAGES_OUT] += pictures;
        count_sending(visit, ac, bytes);
    }
}

// Brings the room, the meter and the pictures up to `until`, hour by hour of constant weather.
static void pass_time(struct visit *visit, struct air_conditioner *ac, time_ms until) {
    if (somebody_home(ac)) visit->metrics[PRESENT_HOURS] += clock_hours(until - ac->updated);
    if (ac->operation != STOPPED) take_pictures(visit, ac, until);
    while (ac->updated < until) {
        time_ms hour_end = (clock_hour(ac->updated) + 1) * CLOCK_HOUR;
        time_ms end = hour_end < until ? hour_end : until;
        struct room_inputs inputs = inputs_at(visit, ac, ac->updated);
        double hours = clock_hours(end - ac->updated);
        if (is_running(ac))
            pass_running(visit, ac, inputs, hours);
        else
            pass_off(visit, ac, inputs, hours);
        ac->updated = end;
    }
}

// ---- The detector ----------------------------------------------------------------------------------------

static double detection_chance(const S *s, const struct air_conditioner *ac) {
    bool motion = ac->sensor == PLACEMENT_MOTION;
    if (ac->active) return motion ? s->motion_active : s->camera_active;
    if (ac->asleep) return motion ? s->motion_asleep : s->camera_asleep;
    return motion ? s->motion_false : s->camera_false;
}

// What presence control waits for: so many decisions in a row. 0: nothing.
static int64_t awaited(const struct visit *visit, const struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    if (ac->sensor == PLACEMENT_NONE || ac->asked) return 0;
    if (ac->operation == COOLING) return shared->off_misses;
    if (ac->operation == PAUSED && ac->watching) return s->on_detections;
    return ac->operation == LEFT_ON && !ac->told ? shared->notice_misses : 0;
}

// A detection breaks a run of misses, a miss a run of detections.
static double break_chance(const struct visit *visit, const struct air_conditioner *ac) {
    double detects = detection_chance(visit->settings, ac);
    return ac->operation == PAUSED ? 1 - detects : detects;
}

static int64_t decision_at(const struct visit *visit, time_ms when) {
    return when / shared_of(visit)->step;
}

static void watch_anew(const struct visit *visit, struct air_conditioner *ac, time_ms from) {
    ac->asked = false;
    ac->ask_again = CLOCK_NEVER;
    presence_watch_begin(&ac->watch, awaited(visit, ac), break_chance(visit, ac), decision_at(visit, from),
                         0);
}

// Somebody has come, left, woken up or fallen asleep, or another sensor has to do: from now on the detector
// decides with another chance.
static void watch_on(const struct visit *visit, struct air_conditioner *ac) {
    double chance = break_chance(visit, ac);
    if (ac->watch.length == 0 || chance == ac->watch.break_chance) return;
    presence_watch_change(&ac->watch, chance, decision_at(visit, visit->now - 1),
                          visit_sequence(visit, "presence"));
}

// The moment presence control decides something, if nothing changes until `until`; else CLOCK_NEVER.
static time_ms next_decision(const struct visit *visit, struct air_conditioner *ac, time_ms until) {
    if (ac->watch.length == 0) return CLOCK_NEVER;
    int64_t found =
        presence_watch_next(&ac->watch, decision_at(visit, until), visit_sequence(visit, "presence"));
    return found == PRESENCE_NEVER ? CLOCK_NEVER : found * shared_of(visit)->step;
}

// Pictures may go to the cloud only while the family allows it; otherwise the motion sensor has to do.
static uint8_t usable_sensor(const struct visit *visit, const struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    if (s->placement != PLACEMENT_CLOUD) return (uint8_t)s->placement;
    bool allowed = ac->connected && shared->image_flow != GATE_NO_FLOW &&
                   gate_may_pass(visit->world->gate, visit->home_number, shared->image_flow, visit->now);
    return allowed ? PLACEMENT_CLOUD : PLACEMENT_MOTION;
}

// ---- Switching -------------------------------------------------------------------------------------------

// A draw that belongs to this moment: the same under every policy that meets the same moment.
static double luck_of(const struct visit *visit, const char *meaning) {
    struct random_sequence luck = visit_sequence(visit, meaning);
    luck.n = (uint64_t)visit->now;
    return random_next_uniform(&luck);
}

static void stop(const struct visit *visit, struct air_conditioner *ac) {
    ac->operation = STOPPED;
    ac->watching = false;
    ac->remote_off = CLOCK_NEVER;
    watch_anew(visit, ac, visit->now);
}

static void start_cooling(struct visit *visit, struct air_conditioner *ac, time_ms from) {
    ac->operation = COOLING;
    ac->watching = false;
    ac->remote_off = CLOCK_NEVER;
    watch_anew(visit, ac, from);
}

// Tells the maker what was noticed, when the family lets that label out.
static bool send_label(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    uint32_t bytes = (uint32_t)s->label_bytes;
    if (!ac->connected || shared->presence_flow == GATE_NO_FLOW) return false;
    if (!visit_share(visit, shared->presence_flow, FORM_LABEL, bytes, 0)) return false;
    visit_send_bulk(visit, shared->presence_flow, bytes, 0);
    count_sending(visit, ac, bytes);
    return true;
}

// Presence control switches: off when it thinks that nobody is there, on when it thinks that somebody is.
static void switch_by_presence(struct visit *visit, struct air_conditioner *ac, time_ms at) {
    if (ac->operation == COOLING) {
        visit->metrics[FALSE_OFF] += somebody_home(ac);
        ac->operation = PAUSED;
        ac->watching = false;
        watch_anew(visit, ac, at);
    } else {
        visit->metrics[FALSE_ON] += !somebody_home(ac);
        start_cooling(visit, ac, at);
    }
}

// No answer came, or none was allowed: nothing has changed, so the next decision that still fits asks again.
static void give_up_waiting(const struct visit *visit, struct air_conditioner *ac) {
    watch_anew(visit, ac, visit->now);
    int64_t length = ac->watch.length, now = decision_at(visit, visit->now);
    if (length > 0) presence_watch_begin(&ac->watch, length, ac->watch.break_chance, now, length - 1);
}

static const struct topic presence_question = {"presence_question"};

// The picture that decides travels by itself, so that its answer does not wait for the hour's bulk.
static void ask_cloud(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    uint32_t bytes = (uint32_t)s->image_bytes;
    if (!visit_share(visit, shared->image_flow, FORM_RAW, bytes, 1)) {
        give_up_waiting(visit, ac);
        return;
    }
    visit_send(visit, (struct item){.topic = &presence_question,
                                    .to = shared->maker,
                                    .flow = shared->image_flow,
                                    .bytes = bytes,
                                    .answer_bytes = (uint32_t)s->label_bytes,
                                    .gflop = (float)s->inference_gflop,
                                    .value = ++ac->questions});
    visit->metrics[IMAGES_OUT] += 1;
    count_sending(visit, ac, bytes);
    ac->asked = true;
    ac->watch.length = 0;
    // Answers are handed over once a window; one that is a minute later than that is lost.
    ac->ask_again = visit->now + visit->world->window + CLOCK_MINUTE;
}

// The phone rings. Seeing it takes a while, exponential; some who see it do nothing.
static void tell_family(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    ac->told = true;
    ac->watch.length = 0;
    if (!send_label(visit, ac)) return;
    visit->metrics[NOTICES] += 1;
    if (luck_of(visit, "acts on notice") >= s->notice_acted) return;
    double minutes = SEEN_WITHIN_MIN * log(luck_of(visit, "sees notice")) / log(1 - s->notice_seen);
    ac->remote_off = visit->now + (time_ms)(minutes * (double)CLOCK_MINUTE);
}

static void presence_decides(struct visit *visit, struct air_conditioner *ac) {
    if (next_decision(visit, ac, visit->now) > visit->now) return;
    if (ac->operation == LEFT_ON) {
        tell_family(visit, ac);
    } else if (ac->sensor == PLACEMENT_CLOUD) {
        ask_cloud(visit, ac);
    } else {
        switch_by_presence(visit, ac, visit->now);
        send_label(visit, ac);
    }
}

// ---- The family ------------------------------------------------------------------------------------------

static void family_leaves(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (ac->operation != COOLING || luck_of(visit, "forgets") < s->forgets) return;
    if (ac->sensor != PLACEMENT_NONE && luck_of(visit, "relies") < s->relies) return;
    stop(visit, ac);
}

static void family_departs(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    bool left_on = ac->operation == COOLING && luck_of(visit, "left on") < s->left_on;
    stop(visit, ac);
    if (!left_on) return;
    visit->metrics[LEFT_ON_EVENTS] += 1;
    ac->operation = LEFT_ON;
    ac->told = false;
    watch_anew(visit, ac, visit->now);
}

static void family_falls_asleep(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (ac->operation == COOLING && luck_of(visit, "sleep") < s->sleep_off) stop(visit, ac);
}

// Compares the family with what it was, and does by hand what follows from the difference.
static void see_family(struct visit *visit, struct air_conditioner *ac) {
    bool was_home = somebody_home(ac), was_up = ac->active > 0, was_on_trip = ac->on_trip;
    const struct home *home = visit->home;
    ac->active = home->active;
    ac->asleep = home->asleep;
    ac->on_trip = home->on_trip;
    if (ac->on_trip && !was_on_trip)
        family_departs(visit, ac);
    else if (!ac->on_trip && was_on_trip && ac->operation == LEFT_ON)
        start_cooling(visit, ac, visit->now);
    else if (was_home && !somebody_home(ac))
        family_leaves(visit, ac);
    else if (was_up && !ac->active && ac->asleep)
        family_falls_asleep(visit, ac);
}

static bool at_least(double temperature_c, double limit_c) {
    return temperature_c >= limit_c - HEAT_TOLERANCE_K;
}

// Too hot for somebody who could switch on.
static bool suffers(const S *s, const struct air_conditioner *ac) {
    if (is_running(ac) || !somebody_home(ac)) return false;
    return at_least(ac->air.temperature_c, ac->active ? s->turn_on_c : s->wake_up_c);
}

static void act_by_hand(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (ac->patience_ends <= visit->now && suffers(s, ac)) start_cooling(visit, ac, visit->now);
    if (ac->remote_off <= visit->now) stop(visit, ac);
    // The room is cool and stays cool by itself: somebody who is up opens the window instead.
    bool cool = ac->air.temperature_c <= s->set_point_c + s->hysteresis_k;
    if (ac->operation == STOPPED || !ac->active || !cool) return;
    if (room_load_to_hold(&ac->room, inputs_at(visit, ac, visit->now), s->set_point_c) <= 0) stop(visit, ac);
}

// Heat starts two clocks: of the family's patience, and of a paused machine's watch.
static void feel_heat(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (!suffers(s, ac))
        ac->patience_ends = CLOCK_NEVER;
    else if (ac->patience_ends == CLOCK_NEVER)
        ac->patience_ends = visit->now + (time_ms)(s->reaction_min * CLOCK_MINUTE);
    bool hot = ac->operation == PAUSED && at_least(ac->air.temperature_c, s->turn_on_c);
    if (hot == ac->watching) return;
    ac->watching = hot;
    watch_anew(visit, ac, visit->now);
}

// ---- What comes next -------------------------------------------------------------------------------------

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

// Before this moment the weather cannot make the room hot, however many of the family are at home.
static time_ms cool_until(const struct visit *visit, const struct air_conditioner *ac) {
    const S *s = visit->settings;
    size_t hour =
        room_weather_hot_hour(shared_of(visit)->weather, gains_of(visit), &ac->room, visit->home->members,
                              (size_t)clock_hour(visit->now), fmin(s->turn_on_c, s->wake_up_c));
    return hour == SIZE_MAX ? CLOCK_NEVER : (time_ms)hour * CLOCK_HOUR;
}

// The next temperature at which somebody or something would react, INFINITY: none.
static double next_limit_c(const S *s, const struct air_conditioner *ac) {
    bool minds = ac->active || ac->operation == PAUSED;
    if (minds && !at_least(ac->air.temperature_c, s->turn_on_c)) return s->turn_on_c;
    bool may_wake = ac->asleep && !ac->active;
    return may_wake && !at_least(ac->air.temperature_c, s->wake_up_c) ? s->wake_up_c : INFINITY;
}

static time_ms gets_hot(const struct visit *visit, const struct air_conditioner *ac, time_ms hour_end) {
    if (is_running(ac)) return CLOCK_NEVER;
    struct room_drift drift = drift_when_off(ac, inputs_at(visit, ac, visit->now));
    double hours = room_drift_crossing_h(drift, next_limit_c(visit->settings, ac));
    double rest_h = clock_hours(hour_end - visit->now);
    return hours < rest_h ? visit->now + (time_ms)ceil(hours * (double)CLOCK_HOUR) : CLOCK_NEVER;
}

// At a stopped machine nothing happens while nobody is at home or no hour is hot.
static bool sleeps(const struct visit *visit, struct air_conditioner *ac, time_ms *until) {
    const S *s = visit->settings;
    if (ac->operation != STOPPED) return false;
    *until = CLOCK_NEVER;
    if (!somebody_home(ac)) return true;
    if (at_least(ac->air.temperature_c, fmin(s->turn_on_c, s->wake_up_c))) return false;
    if (ac->cool_until <= visit->now) ac->cool_until = cool_until(visit, ac);
    *until = ac->cool_until;
    return ac->cool_until > visit->now;
}

// In use, something to see to comes at the latest with the next hour's weather.
static time_ms next_moment(struct visit *visit, struct air_conditioner *ac) {
    feel_heat(visit, ac);
    time_ms next;
    if (sleeps(visit, ac, &next)) return next;
    time_ms hour_end = (clock_hour(visit->now) + 1) * CLOCK_HOUR;
    next = earlier(hour_end, gets_hot(visit, ac, hour_end));
    next = earlier(next, next_decision(visit, ac, hour_end));
    next = earlier(next, earlier(ac->patience_ends, earlier(ac->remote_off, ac->ask_again)));
    return next > visit->now ? next : visit->now + 1;
}

// ---- The kind --------------------------------------------------------------------------------------------

static time_ms act(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    pass_time(visit, ac, visit->now);
    ac->sensor = usable_sensor(visit, ac);
    see_family(visit, ac);
    watch_on(visit, ac);
    act_by_hand(visit, ac);
    if (ac->ask_again <= visit->now) give_up_waiting(visit, ac);
    presence_decides(visit, ac);
    return next_moment(visit, ac);
}

// The cloud's answer took effect when it arrived, or as soon after as the room has not moved on.
static time_ms receive(struct visit *visit, void *state, const struct item *item) {
    struct air_conditioner *ac = state;
    visit->metrics[ANSWERS] += 1;
    visit->metrics[LATENCY] += (double)(item->arrived - item->sent);
    if (ac->asked && item->value == ac->questions) {
        time_ms effective = item->arrived > ac->updated ? item->arrived : ac->updated;
        pass_time(visit, ac, effective);
        switch_by_presence(visit, ac, effective);
    }
    pass_time(visit, ac, visit->now);
    return next_moment(visit, ac);
}

static void settle(struct visit *visit, void *state) {
    pass_time(visit, state, visit->now);
}

// The family is asked once for what the appliance could send.
static void ask_consent(struct visit *visit, const struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    if (!ac->connected) return;
    if (shared->image_flow != GATE_NO_FLOW) choice_at_install(visit, shared->image_flow, s->worth_won);
    if (shared->presence_flow != GATE_NO_FLOW) choice_at_install(visit, shared->presence_flow, s->worth_won);
}

static double spread_around(struct random_sequence *luck, double median, double spread) {
    return median * exp(spread * random_next_normal(luck));
}

static time_ms install(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    const S *s = visit->settings;
    struct random_sequence luck = visit_sequence(visit, "installation");
    ac->room.resistance_k_w = spread_around(&luck, s->resistance_k_w, s->spread);
    ac->room.capacity_j_k = spread_around(&luck, s->capacity_mj_k * 1e6, s->spread);
    ac->room.cooling_w = spread_around(&luck, s->cooling_w, s->spread);
    ac->connected = random_next_uniform(&luck) < s->connected;
    ask_consent(visit, ac);
    ac->time_constant_h = room_time_constant_h(&ac->room);
    ac->hour_decay = exp(-1 / ac->time_constant_h);
    ac->active = visit->home->active;
    ac->asleep = visit->home->asleep;
    ac->on_trip = visit->home->on_trip;
    ac->air.temperature_c = room_equilibrium_c(&ac->room, inputs_at(visit, ac, 0), 0);
    ac->patience_ends = ac->remote_off = ac->ask_again = CLOCK_NEVER;
    ac->sensor = usable_sensor(visit, ac);
    return next_moment(visit, ac);
}

static unsigned count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_sequence luck = world_sequence(world, home, "air_conditioner.ownership", 0);
    return random_next_uniform(&luck) < s->ownership;
}

static void prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    struct shared *shared = status_allocate(1, sizeof *shared);
    const struct party *maker = maker_find(world);
    *shared = (struct shared){.weather = world->model->weather,
                              .maker = maker ? maker->number : PARTY_HOME,
                              .image_flow = GATE_NO_FLOW,
                              .presence_flow = GATE_NO_FLOW,
                              .step = (time_ms)(s->decision_min * CLOCK_MINUTE),
                              .off_misses = (int64_t)ceil(s->off_delay_min / s->decision_min),
                              .notice_misses = (int64_t)ceil(s->notice_after_min / s->decision_min)};
    // Only what the appliance could send is declared, and asked for.
    if (maker && s->placement == PLACEMENT_CLOUD)
        shared->image_flow = world_flow(world, DATA_IMAGE, maker, "presence recognition");
    if (maker && s->placement != PLACEMENT_NONE)
        shared->presence_flow = world_flow(world, DATA_PRESENCE, maker, "presence control");
    appliance->shared = shared;
}

static double column_energy(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct air_conditioner *)state)->energy_kwh : 0;
}
static double column_empty(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct air_conditioner *)state)->empty_kwh : 0;
}
static double column_discomfort(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct air_conditioner *)state)->discomfort_k_h : 0;
}

static const struct home_column columns[] = {
    {"energy", "kWh", "electricity for cooling and sensing", column_energy},
    {"empty_energy", "kWh", "electricity for cooling with nobody at home", column_empty},
    {"discomfort", "K h", "degree-hours above comfort while somebody was at home", column_discomfort},
};

const struct appliance_kind air_conditioner_appliance = {
    .kind = {.name = "air_conditioner",
             .summary = "cools the living room; presence noticed by nobody, motion, camera or cloud",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .state_size = sizeof(struct air_conditioner),
    .wakes_on = SIGNAL_PRESENCE | SIGNAL_DEPARTURE | SIGNAL_RETURN,
    .prepare = prepare,
    .count = count,
    .install = install,
    .act = act,
    .receive = receive,
    .settle = settle,
};
