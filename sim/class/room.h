// SPDX-License-Identifier: GPL-3.0-or-later
// The class as it stands: who sits where, which round it is, what has been decided. It is what all that happened comes to, event
// after event, and nothing else: so a server that starts again stands where the last one did (store.h). Knows no clock, no disk
// and no network.
//
// A seat is a role in a world. Worlds are lived apart, with the same families and the same luck; the roles of one world meet in
// it. Several players may share a seat: the last decision holds.
#ifndef MARU_SIM_CLASS_ROOM_H
#define MARU_SIM_CLASS_ROOM_H

#include "sim/class/keys.h"
#include "sim/class/lesson.h"

enum room_phase { ROOM_LOBBY, ROOM_DECIDE, ROOM_RUN, ROOM_RESULT, ROOM_END };
extern const char *const room_phase_names[];  // "lobby", ...

enum room_guess { ROOM_NO_GUESS, ROOM_YES, ROOM_NO };
extern const char *const room_guess_names[];  // "", "yes", "no"

enum { ROOM_ROUNDS_MOST = 12, ROOM_PLAYERS_MOST = 200, ROOM_NAME_MOST = 16 };  // letters of a name

struct room_player {
    int id;  // 1, 2, ...
    char *name, hash[KEYS_HASH_SIZE];  // of the browser's token
    int world, role;                   // world 0: removed
    enum room_guess guess, then;       // at the start, at the end
};

struct room_seat {
    cJSON *choices;     // that hold; NULL: nobody has decided yet
    cJSON *prediction;  // of the round that is decided; NULL: none
    bool decided;       // in this round
};

// One round of one world, closed.
struct room_played {
    cJSON *choices;     // of all roles
    cJSON *prediction;  // by role; an empty object where nobody predicted
};

struct room {
    const struct lesson *lesson;  // borrowed
    char code[KEYS_CODE_SIZE], teacher[KEYS_HASH_SIZE];
    struct room_player *players;
    int player_count;
    struct room_seat seats[LESSON_WORLDS_MOST + 1][8];                  // [world][role]
    struct room_played played[ROOM_ROUNDS_MOST + 1][LESSON_WORLDS_MOST + 1];  // [round][world]
    const char *shocks[ROOM_ROUNDS_MOST + 1];                          // by round; NULL: none
    enum room_phase phase;
    int round;               // 0: practice
    int64_t closes_at;       // ms since 1970; 0: when the teacher says so
    bool locked, scores_shown, levers_shown;
    int message_id;
    char *message;
    int history;             // grows when a round is taken back: what was lived of it is another history's
};

struct room *room_create(const struct lesson *lesson);
void room_free(struct room *room);

struct room_player *room_player_of(const struct room *room, const char *token);  // NULL: nobody's. Borrowed
int room_seated(const struct room *room, int world, int role);                   // how many
bool room_is_open_to_all(const struct room *room);                               // may everybody see every world?

#endif
