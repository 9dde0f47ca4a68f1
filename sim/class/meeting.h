// SPDX-License-Identifier: GPL-3.0-or-later
// The class as it stands: who sits where, which round it is, what has been decided. It is what all that happened comes to, event
// after event, and nothing else: so a server that starts again stands where the last one did (store.h). Knows no clock, no disk
// and no network.
//
// A seat is a role in a world. Worlds are lived apart, with the same families and the same luck; the roles of one world meet in
// it. Several players may share a seat: the last decision holds.
#ifndef MARU_SIM_CLASS_MEETING_H
#define MARU_SIM_CLASS_MEETING_H

#include "sim/class/lesson.h"
#include "sim/serve/keys.h"

enum meeting_phase { MEETING_LOBBY, MEETING_DECIDE, MEETING_RUN, MEETING_RESULT, MEETING_END };
extern const char *const meeting_phase_names[];  // "lobby", ...

enum meeting_guess { MEETING_NO_GUESS, MEETING_YES, MEETING_NO };
extern const char *const meeting_guess_names[];  // "", "yes", "no"

enum { MEETING_PLAYERS_MOST = 200, MEETING_NAME_MOST = 16 };  // letters of a name

struct meeting_player {
    int id;  // 1, 2, ...
    char *name, hash[KEYS_HASH_SIZE];  // of the browser's token
    int world, role;                   // world 0: removed
    enum meeting_guess guess, then;       // at the start, at the end
};

struct meeting_seat {
    cJSON *choices;     // that hold; NULL: nobody has decided yet
    cJSON *prediction;  // of the round that is decided; NULL: none
    bool decided;       // in this round
};

// One round of one world, closed.
struct meeting_played {
    cJSON *choices;     // of all roles
    cJSON *prediction;  // by role; an empty object where nobody predicted
};

struct meeting {
    const struct lesson *lesson;  // borrowed
    char code[KEYS_CODE_SIZE], teacher[KEYS_HASH_SIZE];
    struct meeting_player *players;
    int player_count;
    struct meeting_seat seats[LESSON_WORLDS_MOST + 1][LESSON_ROLES_MOST];                  // [world][role]
    struct meeting_played played[LESSON_ROUNDS_MOST + 1][LESSON_WORLDS_MOST + 1];  // [round][world]
    const char *shocks[LESSON_ROUNDS_MOST + 1];                          // by round; NULL: none
    enum meeting_phase phase;
    int round;               // 0: practice
    int64_t closes_at;       // ms since 1970; 0: when the teacher says so, or while paused
    int64_t paused_ms;       // that were left when the teacher stopped the clock; 0: it is not stopped
    bool locked, scores_shown, levers_shown, rules_allowed;
    int message_id;
    char *message;
    int history;             // grows when a round is taken back: what was lived of it is another history's
};

struct meeting *meeting_create(const struct lesson *lesson);
void meeting_free(struct meeting *meeting);

struct meeting_player *meeting_player_of(const struct meeting *meeting, const char *token);  // NULL: nobody's. Borrowed
int meeting_seated(const struct meeting *meeting, int world, int role);                   // how many
bool meeting_is_open_to_all(const struct meeting *meeting);                               // may everybody see every world?

#endif
