// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/hall.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/class/meeting_events.h"

// ---- What happened ----

static bool keep(struct hall *hall, int64_t at_ms, const cJSON *event) {
    char *text = cJSON_PrintUnformatted(event);
    bool kept = store_keep(hall->store, at_ms, text, &hall->status);
    free(text);
    return kept;
}

// What follows from it beside the meeting.
static void follow(struct hall *hall, const char *happened) {
    struct meeting *meeting = hall->game.meeting;
    if (!strcmp(happened, "close")) {
        memset(hall->told_days, 0, sizeof hall->told_days);
        memset(hall->told_map, 0, sizeof hall->told_map);
        game_begin(&hall->game, meeting->round);
    }
    if (meeting->phase == MEETING_DECIDE) game_prepare(&hall->game, meeting->round);
    hall->dirty = true;
}

const char *hall_happen(struct hall *hall, const cJSON *event) {
    const char *refused = meeting_events_refuse(hall->game.meeting, event);
    int64_t now_ms = hall_now_ms();
    if (refused) return refused;
    if (!keep(hall, now_ms, event)) return "unknown";
    meeting_events_take(hall->game.meeting, now_ms, event);
    follow(hall, meeting_events_text(event, "happened"));
    return NULL;
}

static void happen_alone(struct hall *hall, const char *happened) {
    cJSON *event = cJSON_CreateObject();
    cJSON_AddStringToObject(event, "happened", happened);
    hall_happen(hall, event);
    cJSON_Delete(event);
}

int64_t hall_now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// ---- Who looks ----

struct viewer hall_viewer(const struct hall *hall, const struct hall_who *who) {
    const struct meeting *meeting = hall->game.meeting;
    if (who->kind != VIEW_STUDENT) return (struct viewer){.kind = who->kind};
    const struct meeting_player *player = &meeting->players[who->player - 1];
    return player->world ? (struct viewer){VIEW_STUDENT, player} : (struct viewer){.kind = VIEW_STRANGER};
}

// ---- News ----

static void tell_state(struct hall *hall, struct web_stream *stream) {
    char *state =
        view_state(&hall->game, hall_viewer(hall, web_stream_who(stream)), hall->url, hall_now_ms());
    web_tell(stream, "state", state);
    free(state);
}

void hall_greet(struct hall *hall, struct web_stream *stream) {
    tell_state(hall, stream);
}

static void tell_all_states(struct hall *hall) {
    for (struct web_stream *stream = web_first_stream(hall->web); stream; stream = web_next_stream(stream))
        tell_state(hall, stream);
    hall->dirty = false;
}

static int lived_in_round(const struct hall *hall, int world) {
    int round = hall->game.meeting->round;
    const struct play_life *life = game_life(&hall->game, world, round, 0);
    return life ? life->day - game_first_day(&hall->game, round) : 0;
}

static void tell_days_of(struct hall *hall, int world) {
    int lived = lived_in_round(hall, world);
    if (lived <= hall->told_days[world]) return;
    char *days = view_days(&hall->game, world, hall->told_days[world]);
    for (struct web_stream *stream = web_first_stream(hall->web); stream; stream = web_next_stream(stream))
        if (view_may_see(&hall->game, hall_viewer(hall, web_stream_who(stream)), world))
            web_tell(stream, "days", days);
    hall->told_days[world] = lived;
    free(days);
}

static void tell_day(struct hall *hall, int world, const char *day) {
    for (struct web_stream *stream = web_first_stream(hall->web); stream; stream = web_next_stream(stream))
        if (view_shows_map(hall_viewer(hall, web_stream_who(stream)), world)) web_tell(stream, "map", day);
}

// A line of the map is a thousand bytes: not one for each day, but the last one is told.
static void tell_map_of(struct hall *hall, int world) {
    int lived = lived_in_round(hall, world), days = game_days(&hall->game, hall->game.meeting->round);
    bool is_last = lived == days && hall->told_map[world] < days;
    if (lived - hall->told_map[world] < VIEW_MAP_DAYS && !is_last) return;
    char *day = view_map_day(&hall->game, world);
    if (day) tell_day(hall, world, day);
    hall->told_map[world] = lived;
    free(day);
}

static void tell_days(struct hall *hall) {
    for (int world = 1; world <= hall->game.lesson->worlds; world++) {
        tell_days_of(hall, world);
        tell_map_of(hall, world);
    }
}

static void tell_nothing(struct hall *hall) {
    for (struct web_stream *stream = web_first_stream(hall->web); stream; stream = web_next_stream(stream))
        web_tell_nothing(stream);
}

// ---- Time goes by ----

static bool is_due(int64_t *last_ms, int64_t now_ms, int64_t every_ms) {
    if (now_ms - *last_ms < every_ms) return false;
    *last_ms = now_ms;
    return true;
}

void hall_tick(struct hall *hall) {
    enum { STATES_MS = 120, DAYS_MS = 200, LIFE_SIGN_MS = 15000 };
    struct meeting *meeting = hall->game.meeting;
    int64_t now_ms = hall_now_ms();
    if (meeting->phase == MEETING_DECIDE && meeting->closes_at && now_ms >= meeting->closes_at)
        happen_alone(hall, "close");
    if (meeting->phase == MEETING_RUN && is_due(&hall->days_ms, now_ms, DAYS_MS)) tell_days(hall);
    if (meeting->phase == MEETING_RUN && game_has_run(&hall->game, meeting->round)) {
        tell_days(hall);
        happen_alone(hall, "ran");
    }
    if (hall->dirty && is_due(&hall->states_ms, now_ms, STATES_MS)) tell_all_states(hall);
    if (is_due(&hall->life_sign_ms, now_ms, LIFE_SIGN_MS)) tell_nothing(hall);
}

// Nobody could decide while nobody served: a round whose time is over by now gets a minute more.
void hall_open_again(struct hall *hall) {
    enum { MORE_S = 60 };
    const struct meeting *meeting = hall->game.meeting;
    if (meeting->phase != MEETING_DECIDE || !meeting->closes_at) return;
    if (meeting->closes_at - hall_now_ms() > 1000 * MORE_S) return;
    cJSON *event = cJSON_CreateObject();
    cJSON_AddStringToObject(event, "happened", "extend");
    cJSON_AddNumberToObject(event, "seconds", MORE_S);
    hall_happen(hall, event);
    cJSON_Delete(event);
}

void hall_hear(struct hall *hall) {
    if (hall->game.meeting && hall->game.meeting->phase != MEETING_RUN)
        hall->dirty = true;  // a band has come
}
