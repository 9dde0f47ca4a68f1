// SPDX-License-Identifier: GPL-3.0-or-later
// The desk behind its door: who has the key may ask for runs, and is told of them as they are lived.
#ifndef MARU_SIM_EXPLORE_STUDY_ROOM_H
#define MARU_SIM_EXPLORE_STUDY_ROOM_H

#include "sim/explore/desk.h"
#include "sim/serve/keys.h"
#include "sim/serve/limits.h"
#include "sim/serve/web.h"

struct study_room {
    struct scenario_file *file;
    struct desk *desk;
    struct web *web;
    struct limits *limits, *tries;  // of asking, and of guessing the key; by address
    char *shown;                    // the scenario (described.h)
    char key[KEYS_TOKEN_SIZE], cookie[40];  // the cookie's name: another port, another desk
    bool dirty;                     // something has changed since all were told
    struct { int run, life, lines; } told[DESK_RUNS_MOST];  // of each run, by slot - 1
    int64_t states_ms, days_ms, life_sign_ms;               // when each was told last
};

int64_t study_room_now_ms(void);
bool study_room_knows(const struct study_room *room, const struct web_request *request);
// A new listener is told the state at once, and asks for what was lived before.
void study_room_greet(struct study_room *room, struct web_stream *stream);
// What has changed is told: as often as the loop goes round.
void study_room_tick(struct study_room *room);

#endif
