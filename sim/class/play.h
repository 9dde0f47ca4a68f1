// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions become runs: a history of choices is written as a Lua file, which `maru run` lives in a process of its own to a run
// file, as anybody may do again with the same bytes. Equal histories are lived once, whichever world they are of.
#ifndef MARU_SIM_CLASS_PLAY_H
#define MARU_SIM_CLASS_PLAY_H

#include <stdio.h>

#include "sim/class/lesson.h"

enum play_state { PLAY_WAITING, PLAY_RUNNING, PLAY_DONE, PLAY_FAILED };
extern const char *const play_state_names[];  // "waiting", ...

enum { PLAY_LUCKS = 4 };  // of each history: its own, and the band's

// One history under one luck.
struct play_life {
    char key[13];            // of what its file says: files are KEY.lua, KEY.h5 and KEY-LUCK.h5: 41c0-9be07f2
    int rounds, luck;
    enum play_state state;
    int tries;               // that failed
    int day, days;           // lived, in all
    double *by_day;          // [days]: the lesson's first measure, cumulated, as far as it has been lived
    FILE *days_file;         // that is written while it is lived; NULL: it is not
    char *place, *newest;    // what it said of its place and of its last day (sim/command/onlooker.h), as JSON; NULL: nothing yet
    cJSON *outcomes;         // number by the name of each outcome that a measure is made of; NULL: not yet
    char *path;              // of the run file
    char *fault;             // why it failed; NULL: it has not
    struct lived *lived;     // what its process answers to, owned; NULL: it has none
};

struct play;

// `folder` is there; lesson and folder are borrowed. `changed` hears of every day lived and every end.
struct play *play_create(const struct lesson *lesson, const char *folder, int at_once, void (*changed)(void *argument),
                         void *argument, struct status *status);
void play_free(struct play *play);

struct play_history {
    const cJSON *choices[LESSON_ROUNDS_MOST];  // by round, from the first
    const char *shocks[LESSON_ROUNDS_MOST];    // NULL: none
    int rounds;
};

// Its life under the luck, which is begun when there is none: smaller urgency goes first. Borrowed; the same as long as the play.
const struct play_life *play_live(struct play *play, const struct play_history *history, int luck, int urgency);
// The same, if it was begun; NULL: it was not.
const struct play_life *play_known(const struct play *play, const struct play_history *history, int luck);

// The history's file, as it is lived: owned by the caller.
char *play_script(const struct play *play, const struct play_history *history);

// A file for `maru compare`: the history's last round with each of a list of values in the lever's place. Owned by the caller.
char *play_what_if(const struct play *play, const struct play_history *history, const char *lever, const cJSON *values);

// Can it be lived at all? What is wrong with the lesson's world or its policies is said now. False with a status.
bool play_check(const struct play *play, const struct play_history *history, struct status *status);

// Keeps a rule beside the lesson that it requires, under a name that no other rule can require; its path, owned by the caller. NULL: it cannot be kept.
char *play_keep_rule(const struct play *play, int player, const char *text);
// What it said of its days from `from` on (0: the first), not of each but of one in `step`, and of the last: JSON, a list. Owned
// by the caller. Of its own luck only, which is kept.
char *play_lines(const struct play *play, const struct play_life *life, int from, int step);

struct children;
struct children *play_children(struct play *play);

#endif
