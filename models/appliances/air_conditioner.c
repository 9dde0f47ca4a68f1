// SPDX-License-Identifier: GPL-3.0-or-later
// The air conditioner of the living room, with or without presence control.
//
// The family switches it on when it is hot, and off when it leaves, goes to sleep or when the evening is
// cool; sometimes it forgets. Presence control switches it off after so many decisions without a detection,
// and on again when it detects somebody in a hot room. The room is stepped exactly through hours of constant
// weather, and the machine looks ahead through them to the next moment at which something can change: it acts
// then, and when somebody comes, leaves, wakes up or falls asleep. The saving follows from physics, sensor
// and habits; no number of it is put in.
#include "models/appliances/air_conditioner.h"

#include <math.h>

#include "models/appliances/air_conditioner_tables.h"
#include "models/environment/room_weather.h"
#include "models/model.h"
#include "models/parties/remote_control.h"
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
    struct presence_control control;
    // Since the start.
    double energy_kwh, empty_kwh, discomfort_k_h;
    // The family as it was when last looked at.
    uint8_t active, asleep;
    bool on_trip;
    // The machine.
    uint8_t operation;  // enum operation
    bool watching;      // PAUSED in a hot room: a detection counts
    bool told;          // the family, that it was left on
};

// What happens by chance; each has a stream of draws of its own.
enum luck { FORGETS, RELIES, LEAVES_ON, SLEEPS, SEES_NOTICE, ACTS_ON_NOTICE, LUCKS };
static const char *const luck_meanings[LUCKS] = {"forgets", "relies",      "left on",
                                                 "sleep",   "sees notice", "acts on notice"};

// What all homes share.
struct shared {
    const struct weather *weather;
    struct presence_sensor sensor;
    struct room_gains gains;
    int64_t off_misses, notice_misses;  // so many in a row
    double heat_c;                      // below it nobody minds, asleep or awake
    uint32_t luck[LUCKS];               // numbers of the streams
};

static const struct shared *shared_of(const struct visit *visit) {
    return visit->shared;
}
static const struct presence_sensor *sensor_of(const struct visit *visit) {
    return &shared_of(visit)->sensor;
}

// ---- The room --------------------------------------------------------------------------------------------

static bool somebody_home(const struct air_conditioner *ac) {
    return ac->active + ac->asleep > 0;
}
static bool is_running(const struct air_conditioner *ac) {
    return ac->operation == COOLING || ac->operation == LEFT_ON;
}

static struct room_inputs inputs_at(const struct visit *visit, const struct air_conditioner *ac,
                                    time_ms when) {
    return room_weather_inputs(shared_of(visit)->weather, shared_of(visit)->gains, (size_t)clock_hour(when),
                               (unsigned)ac->active + ac->asleep);
}

static struct room_drift drift_when_off(const struct air_conditioner *ac, struct room_inputs inputs) {
    return (struct room_drift){ac->air.temperature_c, room_equilibrium_c(&ac->room, inputs, 0),
                               ac->time_constant_h};
}

static double drift_after_c(const struct air_conditioner *ac, struct room_drift drift, double hours) {
    double decay = hours == 1 ? ac->hour_decay : exp(-hours / ac->time_constant_h);
    return drift.towards_c + (drift.from_c - drift.towards_c) * decay;
}

static void count_discomfort(struct visit *visit, struct air_conditioner *ac, double k_h) {
    visit->metrics[DISCOMFORT] += k_h;
    ac->discomfort_k_h += k_h;
}

static void pass_off(struct visit *visit, struct air_conditioner *ac, struct room_inputs inputs,
                     double hours) {
    const S *s = visit->settings;
    struct room_drift drift = drift_when_off(ac, inputs);
    ac->air.temperature_c = drift_after_c(ac, drift, hours);
    bool hot = fmax(drift.from_c, ac->air.temperature_c) > s->turn_on_c;
    if (hot && somebody_home(ac))
        count_discomfort(visit, ac, room_drift_above_k_h(drift, hours, s->turn_on_c));
}

static void count_cooling(struct visit *visit, struct air_conditioner *ac, double kwh, double hours) {
    visit->metrics[ENERGY] += kwh;
    visit->metrics[RUN_HOURS] += hours;
    visit->home->meter_kwh += kwh;
    ac->energy_kwh += kwh;
    if (ac->operation == LEFT_ON) {
        visit->metrics[LEFT_ON_ENERGY] += kwh;
        visit->home->left_on_kwh += (float)kwh;
    }
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

static void take_pictures(struct visit *visit, struct air_conditioner *ac, time_ms until) {
    const S *s = visit->settings;
    struct presence_pictures pictures =
        presence_control_pictures(&ac->control, sensor_of(visit), visit, ac->updated, until);
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

// ---- Presence control ------------------------------------------------------------------------------------

// What it waits for: so many decisions in a row. 0: nothing.
static int64_t awaited(const struct visit *visit, const struct air_conditioner *ac) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    if (ac->operation == COOLING) return shared->off_misses;
    if (ac->operation == PAUSED) return ac->watching ? s->on_detections : 0;
    return ac->operation == LEFT_ON && !ac->told ? shared->notice_misses : 0;
}

static void watch_anew(const struct visit *visit, struct air_conditioner *ac, time_ms from) {
    presence_control_wait(&ac->control, sensor_of(visit), awaited(visit, ac), ac->operation == PAUSED, from);
}

static enum sight sight_of(const struct air_conditioner *ac) {
    if (ac->active) return SIGHT_UP;
    return ac->asleep ? SIGHT_ASLEEP : SIGHT_EMPTY;
}

// ---- Switching -------------------------------------------------------------------------------------------

// A draw that belongs to this moment: the same under every policy that meets the same moment.
static double luck_of(const struct visit *visit, enum luck meaning) {
    struct random_sequence luck = visit_sequence_of(visit, shared_of(visit)->luck[meaning]);
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

static bool send_label(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (!presence_control_tell(&ac->control, sensor_of(visit), visit)) return false;
    count_sending(visit, ac, s->label_bytes);
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

static void ask_cloud(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (!presence_control_ask(&ac->control, sensor_of(visit), visit)) return;
    visit->metrics[IMAGES_OUT] += 1;
    count_sending(visit, ac, s->image_bytes);
}

// The phone rings. Seeing it takes a while, exponential; some who see it do nothing. Or the cloud, told as
// well, switches it off by itself.
static void tell_family(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    ac->told = true;
    watch_anew(visit, ac, visit->now);
    if (!send_label(visit, ac)) return;
    visit->metrics[NOTICES] += 1;
    remote_control_tell(visit, s->remote_off_auto ? REMOTE_SWITCHES_OFF : REMOTE_NOTICE,
                        sensor_of(visit)->presence_flow);
    if (s->remote_off_auto) {
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
        switch_by_presence(visit, ac, visit->now);
        send_label(visit, ac);
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
    remote_control_tell(visit, REMOTE_LEFT_ON, sensor_of(visit)->presence_flow);
    ac->operation = LEFT_ON;
    ac->told = false;
    watch_anew(visit, ac, visit->now);
}

static void family_falls_asleep(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (ac->operation == COOLING && luck_of(visit, SLEEPS) < s->sleep_off) stop(visit, ac);
}

// Compares the family with what it was, and does by hand what follows from the difference. True: there is
// one.
static bool see_family(struct visit *visit, struct air_conditioner *ac) {
    bool was_home = somebody_home(ac), was_up = ac->active > 0, was_on_trip = ac->on_trip;
    const struct home *home = visit->home;
    bool same = ac->active == home->active && ac->asleep == home->asleep;
    ac->active = home->active;
    ac->asleep = home->asleep;
    ac->on_trip = home->on_trip;
    presence_control_look(&ac->control, sensor_of(visit), visit, sight_of(ac));
    if (ac->on_trip && !was_on_trip)
        family_departs(visit, ac);
    else if (!ac->on_trip && was_on_trip && ac->operation == LEFT_ON)
        start_cooling(visit, ac, visit->now);
    else if (was_home && !somebody_home(ac))
        family_leaves(visit, ac);
    else if (was_up && !ac->active && ac->asleep)
        family_falls_asleep(visit, ac);
    return !same;
}

static bool at_least(double temperature_c, double limit_c) {
    return temperature_c >= limit_c - HEAT_TOLERANCE_K;
}

// Too hot, at a temperature, for somebody who could switch on.
static bool suffers(const S *s, const struct air_conditioner *ac, double temperature_c) {
    if (is_running(ac) || !somebody_home(ac)) return false;
    return at_least(temperature_c, ac->active ? s->turn_on_c : s->wake_up_c);
}

// So hot that a paused machine watches for somebody.
static bool watches(const S *s, const struct air_conditioner *ac, double temperature_c) {
    return ac->operation == PAUSED && at_least(temperature_c, s->turn_on_c);
}

// Cooling would not be needed in this weather: somebody who is up opens the window instead, once the room is
// cool.
static bool weather_is_mild(const struct visit *visit, const struct air_conditioner *ac, time_ms when) {
    const S *s = visit->settings;
    return ac->operation != STOPPED && ac->active &&
           room_load_to_hold(&ac->room, inputs_at(visit, ac, when), s->set_point_c) <= 0;
}

static bool is_cool(const S *s, double temperature_c) {
    return temperature_c <= s->set_point_c + s->hysteresis_k;
}

static void act_by_hand(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    bool suffering = suffers(s, ac, ac->air.temperature_c);
    if (ac->patience_ends <= visit->now && suffering) start_cooling(visit, ac, visit->now);
    if (ac->remote_off <= visit->now) stop(visit, ac);
}

// The family looks out of the window on the hour, and when somebody comes, leaves, gets up or goes to bed.
static void open_window(struct visit *visit, struct air_conditioner *ac) {
    if (is_cool(visit->settings, ac->air.temperature_c) && weather_is_mild(visit, ac, visit->now))
        stop(visit, ac);
}

// Heat starts two clocks: of the family's patience, and of a paused machine's watch.
static void feel_heat(struct visit *visit, struct air_conditioner *ac) {
    const S *s = visit->settings;
    if (!suffers(s, ac, ac->air.temperature_c))
        ac->patience_ends = CLOCK_NEVER;
    else if (ac->patience_ends == CLOCK_NEVER)
        ac->patience_ends = visit->now + (time_ms)(s->reaction_min * CLOCK_MINUTE);
    bool hot = watches(s, ac, ac->air.temperature_c);
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
    const struct shared *shared = shared_of(visit);
    size_t hour = room_weather_hot_hour(shared->weather, shared->gains, &ac->room, visit->home->members,
                                        (size_t)clock_hour(visit->now), shared->heat_c);
    return hour == SIZE_MAX ? CLOCK_NEVER : (time_ms)hour * CLOCK_HOUR;
}

// The next temperature at which somebody or something would react, INFINITY: none.
static double next_limit_c(const S *s, const struct air_conditioner *ac) {
    bool minds = ac->active || ac->operation == PAUSED;
    if (minds && !at_least(ac->air.temperature_c, s->turn_on_c)) return s->turn_on_c;
    bool may_wake = ac->asleep && !ac->active;
    return may_wake && !at_least(ac->air.temperature_c, s->wake_up_c) ? s->wake_up_c : INFINITY;
}

static time_ms hour_after(time_ms when) {
    return (clock_hour(when) + 1) * CLOCK_HOUR;
}

// When the heat changes something in a room that is not cooled: at the moment it is reached, and at the first
// border of two hours at which it is found to be over, or the weather to be mild. At the latest `until`.
static time_ms heat_turns(const struct visit *visit, const struct air_conditioner *ac, time_ms until) {
    const S *s = visit->settings;
    bool suffering = suffers(s, ac, ac->air.temperature_c), watching = watches(s, ac, ac->air.temperature_c);
    double limit_c = next_limit_c(s, ac);
    struct room_drift drift = {ac->air.temperature_c, 0, ac->time_constant_h};
    for (time_ms at = visit->now, end; at < until; at = end) {
        end = hour_after(at);
        drift.towards_c = room_equilibrium_c(&ac->room, inputs_at(visit, ac, at), 0);
        double hours = room_drift_crossing_h(drift, limit_c), rest_h = clock_hours(end - at);
        if (hours < rest_h) return earlier(until, at + (time_ms)ceil(hours * (double)CLOCK_HOUR));
        if (end >= until) break;
        drift.from_c = drift_after_c(ac, drift, rest_h);
        if (suffers(s, ac, drift.from_c) != suffering || watches(s, ac, drift.from_c) != watching) return end;
        if (is_cool(s, drift.from_c) && weather_is_mild(visit, ac, end)) return end;
    }
    return until;
}

// The first border of two hours at which the family might open the window instead; at the latest `until`.
static time_ms weather_turns(const struct visit *visit, const struct air_conditioner *ac, time_ms until) {
    for (time_ms end = hour_after(visit->now); end < until; end += CLOCK_HOUR)
        if (weather_is_mild(visit, ac, end)) return end;
    return until;
}

// At a stopped machine nothing happens while nobody is at home or no hour is hot.
static bool sleeps(const struct visit *visit, struct air_conditioner *ac, time_ms *until) {
    if (ac->operation != STOPPED) return false;
    *until = CLOCK_NEVER;
    if (!somebody_home(ac)) return true;
    if (at_least(ac->air.temperature_c, shared_of(visit)->heat_c)) return false;
    if (ac->cool_until <= visit->now) ac->cool_until = cool_until(visit, ac);
    *until = ac->cool_until;
    return ac->cool_until > visit->now;
}

// How far it looks ahead: nobody comes or goes before. Pictures go to the cloud by the hour, and what the
// family allows may have changed by then.
static time_ms horizon(const struct visit *visit, const struct air_conditioner *ac) {
    time_ms quiet = visit_quiet_until(visit);
    bool to_cloud = sensor_of(visit)->placement == PLACEMENT_CLOUD && ac->operation != STOPPED;
    return to_cloud ? earlier(quiet, hour_after(visit->now)) : quiet;
}

// The next moment at which there is something to see to.
static time_ms next_moment(struct visit *visit, struct air_conditioner *ac) {
    feel_heat(visit, ac);
    time_ms next;
    if (sleeps(visit, ac, &next)) return next;
    next = earlier(horizon(visit, ac), earlier(ac->patience_ends, ac->remote_off));
    next = earlier(next, ac->control.ask_again);
    next = is_running(ac) ? weather_turns(visit, ac, next) : heat_turns(visit, ac, next);
    next = earlier(next, presence_control_next(&ac->control, sensor_of(visit), visit, next));
    return next > visit->now ? next : visit->now + 1;
}

// ---- The kind --------------------------------------------------------------------------------------------

static time_ms act(struct visit *visit, void *state) {
    struct air_conditioner *ac = state;
    pass_time(visit, ac, visit->now);
    bool changed = see_family(visit, ac);
    act_by_hand(visit, ac);
    if (changed || visit->now % CLOCK_HOUR == 0) open_window(visit, ac);
    if (ac->control.ask_again <= visit->now)
        presence_control_give_up(&ac->control, sensor_of(visit), visit->now);
    presence_decides(visit, ac);
    return next_moment(visit, ac);
}

// The cloud's answer took effect when it arrived, or as soon after as the room has not moved on.
static time_ms receive(struct visit *visit, void *state, const struct item *item) {
    struct air_conditioner *ac = state;
    visit->metrics[ANSWERS] += 1;
    visit->metrics[LATENCY] += (double)(item->arrived - item->sent);
    if (presence_control_answered(&ac->control, item)) {
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
    presence_control_install(&ac->control, sensor_of(visit), visit,
                             random_next_uniform(&luck) < s->connected);
    ac->time_constant_h = room_time_constant_h(&ac->room);
    ac->hour_decay = exp(-1 / ac->time_constant_h);
    ac->active = visit->home->active;
    ac->asleep = visit->home->asleep;
    ac->on_trip = visit->home->on_trip;
    ac->air.temperature_c = room_equilibrium_c(&ac->room, inputs_at(visit, ac, visit->now), 0);
    ac->updated = visit->now;
    ac->patience_ends = ac->remote_off = CLOCK_NEVER;
    presence_control_look(&ac->control, sensor_of(visit), visit, sight_of(ac));
    return next_moment(visit, ac);
}

static unsigned count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_sequence luck = world_sequence(world, home, "air_conditioner.ownership", 0);
    return world->homes[home].members > 0 && random_next_uniform(&luck) < s->ownership;
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

static void prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    struct shared *shared = status_allocate(1, sizeof *shared);
    *shared = (struct shared){.weather = world->model->weather,
                              .sensor = sensor_from(s),
                              .gains = {s->appliances_w, s->person_w, s->solar_aperture_m2},
                              .off_misses = (int64_t)ceil(s->off_delay_min / s->decision_min),
                              .notice_misses = (int64_t)ceil(s->notice_after_min / s->decision_min),
                              .heat_c = fmin(s->turn_on_c, s->wake_up_c)};
    for (int i = 0; i < LUCKS; i++) shared->luck[i] = random_stream(luck_meanings[i]);
    presence_control_prepare(&shared->sensor, world);
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
