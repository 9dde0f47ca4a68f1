// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/study_room.h"

#include <stdlib.h>
#include <time.h>

#include "sim/explore/told.h"

int64_t study_room_now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool study_room_knows(const struct study_room *room, const struct web_request *request) {
    return keys_equal(web_cookie(request, room->cookie), room->key);
}

static void tell_all(const struct study_room *room, const char *event, const char *data) {
    for (struct web_stream *stream = web_first_stream(room->web); stream; stream = web_next_stream(stream))
        web_tell(stream, event, data);
}

void study_room_greet(struct study_room *room, struct web_stream *stream) {
    char *state = told_state(room->desk);
    web_tell(stream, "state", state);
    free(state);
}

static void tell_states(struct study_room *room) {
    char *state = told_state(room->desk);
    tell_all(room, "state", state);
    free(state);
    room->dirty = false;
}

static void tell_days_of(struct study_room *room, const struct desk_run *run) {
    enum { BYTES_MOST = 64 << 10 };
    int place = run->slot - 1, *lines = &room->told[place].lines;
    if (room->told[place].run != run->number || room->told[place].life != run->lives) {
        room->told[place].run = run->number;
        room->told[place].life = run->lives;
        *lines = 0;
    }
    if (*lines >= run->now.line_count) return;
    char *days = told_lines(run, *lines, BYTES_MOST);
    tell_all(room, "days", days);
    *lines = run->now.line_count;  // what did not fit the page asks for
    free(days);
}

static void tell_days(struct study_room *room) {
    for (int i = 0; i < desk_count(room->desk); i++) tell_days_of(room, desk_at(room->desk, i));
}

static void tell_nothing(struct study_room *room) {
    for (struct web_stream *stream = web_first_stream(room->web); stream; stream = web_next_stream(stream))
        web_tell_nothing(stream);
}

static bool is_due(int64_t *last_ms, int64_t now_ms, int64_t every_ms) {
    if (now_ms - *last_ms < every_ms) return false;
    *last_ms = now_ms;
    return true;
}

void study_room_tick(struct study_room *room) {
    enum { STATES_MS = 150, DAYS_MS = 150, LIFE_SIGN_MS = 15000 };
    int64_t now_ms = study_room_now_ms();
    if (is_due(&room->days_ms, now_ms, DAYS_MS)) tell_days(room);
    if (room->dirty && is_due(&room->states_ms, now_ms, STATES_MS)) {
        tell_days(room);  // whoever hears of an end knows the last day
        tell_states(room);
    }
    if (is_due(&room->life_sign_ms, now_ms, LIFE_SIGN_MS)) tell_nothing(room);
}
