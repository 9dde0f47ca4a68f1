// SPDX-License-Identifier: GPL-3.0-or-later
// The meeting behind its doors. What is asked becomes something that happened, which is kept on disk, then taken into the meeting, and
// then told to all who may see it.
#ifndef MARU_SIM_CLASS_HALL_H
#define MARU_SIM_CLASS_HALL_H

#include "sim/class/store.h"
#include "sim/class/trial.h"
#include "sim/class/view.h"
#include "sim/serve/limits.h"
#include "sim/serve/web.h"

struct hall {
    struct game game;
    struct trials *trials;
    struct store *store;
    struct web *web;
    struct limits *limits, *tries;  // of asking, and of guessing codes and keys; by address
    const char *url;                // that students come in by; borrowed
    struct status status;           // what the disk said
    bool dirty;                     // something has changed since all were told
    bool wiped;
    int told_days[LESSON_WORLDS_MOST + 1];  // of the round that is played, by world
    int told_map[LESSON_WORLDS_MOST + 1];   // the same of the map, which is told more seldom
    int64_t states_ms, days_ms, life_sign_ms;  // when each was told last
};

// Who listens to a stream, or asks.
struct hall_who {
    enum view_kind kind;
    int player;  // of a student
};

int64_t hall_now_ms(void);

// NULL when it has happened: it is on disk, and in the meeting. Else the code of why it cannot.
const char *hall_happen(struct hall *hall, const cJSON *event);
struct viewer hall_viewer(const struct hall *hall, const struct hall_who *who);
void hall_greet(struct hall *hall, struct web_stream *stream);
// Rounds that are due are closed, what has been lived is told: as often as the loop goes round.
void hall_tick(struct hall *hall);
// A class goes on after a while in which nobody could decide.
void hall_open_again(struct hall *hall);
// Something was lived.
void hall_hear(struct hall *hall);

#endif
