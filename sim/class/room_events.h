// SPDX-License-Identifier: GPL-3.0-or-later
// All that can happen in a class, in one table.
#ifndef MARU_SIM_CLASS_ROOM_EVENTS_H
#define MARU_SIM_CLASS_ROOM_EVENTS_H

#include "sim/class/room.h"

struct room_event {
    const char *happened;
    bool teachers;  // only the teacher may say so
    // Why it cannot, as a code that pages have words for; NULL: it can. May be NULL: always.
    const char *(*refuses)(const struct room *room, const cJSON *event);
    void (*take)(struct room *room, int64_t at_ms, const cJSON *event);  // what was not refused
};
extern const struct room_event room_events[];  // ends with a row without a name

// What happened: {"happened": "join", ...}. NULL, or the code of why it cannot.
const char *room_events_refuse(const struct room *room, const cJSON *event);
// What was not refused. `at_ms`, since 1970, becomes part of what the room is.
void room_events_take(struct room *room, int64_t at_ms, const cJSON *event);
// Is it for the teacher alone to say?
bool room_events_is_teachers(const char *happened);

const char *room_events_text(const cJSON *event, const char *key);  // "" when there is none
double room_events_number(const cJSON *event, const char *key);     // -1 when there is none
bool room_events_is_on(const cJSON *event, const char *key);

#endif
