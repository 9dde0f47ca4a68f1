// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/air_conditioner_outlook.h"

#include <math.h>

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}
static time_ms later(time_ms a, time_ms b) {
    return a > b ? a : b;
}

// The next temperature at which somebody or something would react, INFINITY: none.
static double next_limit_c(const S *s, const struct air_conditioner *ac) {
    double waits_k = (double)ac->waits_k, now_c = ac->room.air.temperature_c;
    if (ac->operation == PAUSED && !at_least(now_c, s->turn_on_c)) return s->turn_on_c;
    double limit_c = (ac->family.active ? s->turn_on_c : s->wake_up_c) + waits_k;
    return persons_in(ac) > 0 && !at_least(now_c, limit_c) ? limit_c : INFINITY;
}

// When the heat changes something in a room that is not cooled: at the moment it is reached, and at the first
// border of two hours at which it is found to be over, or the weather to be mild. CLOCK_NEVER: not up to
// `until`.
static time_ms heat_turns(const struct visit *visit, const struct air_conditioner *ac, time_ms until) {
    const S *s = visit->settings;
    bool suffering = ac->patience_ends != CLOCK_NEVER;
    double limit_c = next_limit_c(s, ac);
    struct room_drift drift = {ac->room.air.temperature_c, 0, ac->room.time_constant_h};
    for (time_ms at = ac->room.updated, end; at < until; at = end) {
        end = cooled_room_hour_after(at);
        drift.towards_c = room_equilibrium_c(&ac->room.room, inputs_at(visit, ac, at), 0);
        double rest_h = clock_hours(end - at), hours = room_drift_crossing_within_h(drift, limit_c, rest_h);
        if (hours < rest_h) return at + (time_ms)ceil(hours * (double)CLOCK_HOUR);
        if (end > until) break;
        drift.from_c = cooled_room_after_c(&ac->room, drift, rest_h);
        if (suffers(s, ac, drift.from_c) != suffering || watches(s, ac, drift.from_c) != ac->watching)
            return end;
        if (is_cool(s, drift.from_c) && weather_is_mild(visit, ac, end)) return end;
    }
    return CLOCK_NEVER;
}

// The first border of two hours at which the family might open the window instead; CLOCK_NEVER: none up to
// `until`.
static time_ms weather_turns(const struct visit *visit, const struct air_conditioner *ac, time_ms until) {
    for (time_ms end = cooled_room_hour_after(ac->room.updated); end <= until; end += CLOCK_HOUR)
        if (weather_is_mild(visit, ac, end)) return end;
    return CLOCK_NEVER;
}

// At a stopped machine nothing happens while nobody is at home or no hour is hot.
static bool sleeps(const struct visit *visit, struct air_conditioner *ac, time_ms *until) {
    if (ac->operation != STOPPED) return false;
    *until = CLOCK_NEVER;
    if (persons_in(ac) == 0) return true;
    const struct air_conditioner_shared *shared = shared_of(visit);
    if (at_least(ac->room.air.temperature_c, shared->heat_c)) return false;
    *until =
        cooled_room_cool_until(&ac->room, &shared->room, visit->home->members, visit->now, shared->heat_c);
    return *until > visit->now;
}

// Pictures go to the cloud by the hour, and what the family allows may have changed by then.
static time_ms pictures_leave(const struct visit *visit, const struct air_conditioner *ac) {
    bool to_cloud = sensor_of(visit)->placement == PLACEMENT_CLOUD && ac->operation != STOPPED;
    return to_cloud ? cooled_room_hour_after(ac->room.updated) : CLOCK_NEVER;
}

// The next moment at which there is something to see to; CLOCK_NEVER: none up to `until`. Worked out from
// when the room was last brought up to date, so that it does not matter from where, or how often, it is
// asked.
static time_ms next_due(struct visit *visit, struct air_conditioner *ac, time_ms until) {
    time_ms next =
        earlier(earlier(ac->patience_ends, ac->remote_off), earlier(ac->walk_past, ac->control.ask_again));
    next = earlier(earlier(next, ac->decides), pictures_leave(visit, ac));
    time_ms ahead = earlier(next, until);
    next = earlier(next, is_running(ac) ? weather_turns(visit, ac, ahead) : heat_turns(visit, ac, ahead));
    ahead = earlier(next, until);
    return earlier(next, presence_control_next(&ac->control, sensor_of(visit), visit, ahead));
}

time_ms air_conditioner_look_ahead(struct visit *visit, struct air_conditioner *ac) {
    time_ms wakes;
    if (ac->out_of_season) return ac->due;
    ac->due = CLOCK_NEVER;
    if (sleeps(visit, ac, &wakes)) {
        ac->due = ac->decides;
        return earlier(wakes, ac->due);
    }
    time_ms soonest = visit->now + 1, until = later(visit_quiet_until(visit), soonest);
    ac->due = later(next_due(visit, ac, until), soonest);
    return earlier(ac->due, until);
}
