// SPDX-License-Identifier: GPL-3.0-or-later
// All that can happen in a class, in one table.
#ifndef MARU_SIM_CLASS_MEETING_EVENTS_H
#define MARU_SIM_CLASS_MEETING_EVENTS_H

#include "sim/class/meeting.h"

struct meeting_event {
    const char *happened;
    bool teachers;  // only the teacher may say so
    // Why it cannot, as a code that pages have words for; NULL: it can. May be NULL: always.
    const char *(*refuses)(const struct meeting *meeting, const cJSON *event);
    void (*take)(struct meeting *meeting, int64_t at_ms, const cJSON *event);  // what was not refused
};
extern const struct meeting_event meeting_events[];  // ends with a row without a name

// What happened: {"happened": "join", ...}. NULL, or the code of why it cannot.
const char *meeting_events_refuse(const struct meeting *meeting, const cJSON *event);
// What was not refused. `at_ms`, since 1970, becomes part of what the meeting is.
void meeting_events_take(struct meeting *meeting, int64_t at_ms, const cJSON *event);
// Is it for the teacher alone to say?
bool meeting_events_is_teachers(const char *happened);

const char *meeting_events_text(const cJSON *event, const char *key);  // "" when there is none
double meeting_events_number(const cJSON *event, const char *key);     // -1 when there is none
bool meeting_events_is_on(const cJSON *event, const char *key);

#endif
