// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that lie on the table: each is a wish, lived by `maru run --follow` in a process of its own to a run file, as anybody may
// do again with the same bytes. At most DESK_RUNS_MOST are kept: for another one the oldest that is not pinned goes, with its file.
#ifndef MARU_SIM_EXPLORE_DESK_H
#define MARU_SIM_EXPLORE_DESK_H

#include "sim/explore/wish.h"

enum { DESK_RUNS_MOST = 12, DESK_NOTES_MOST = 20 };

enum desk_state { DESK_WAITING, DESK_RUNNING, DESK_DONE, DESK_STOPPED, DESK_FAILED };

// One wish as far as it has been lived.
struct desk_life {
    struct wish wish;
    int homes, days;
    char **lines;   // of --follow, as they were said
    int line_count, lines_most, day;
    char *notes[DESK_NOTES_MOST];  // what it said besides: warnings
    int note_count;
    char *path;     // of the run file
    char *command, *lua;
};

struct desk_run {
    int number, slot;          // from 1; slots are told by shape and colour, and used again
    int lives;                 // how often it was begun: what was told of another is no more
    enum desk_state state;
    bool pinned, stopping;
    bool dropped;              // it has left the table, and goes as soon as its child has ended
    struct desk_run *next;     // that was dropped
    struct desk_life now;
    struct desk_life before;   // while it is lengthened: what it was, and is again if that fails; its path is NULL else
    char *fault;               // of a failed run; NULL: none
    void *lived;               // what its child was ordered with, while it is at work
};

struct desk;

// `scenario` and `folder` are there; all is borrowed. `changed` hears of every line and every end.
struct desk *desk_create(const char *scenario, const char *folder, int at_once, int threads,
                         void (*changed)(void *argument), void *argument);
void desk_free(struct desk *desk);
struct children;
struct children *desk_children(struct desk *desk);

// Lives the wish, of which the plan is; one that lies there already is not lived again. Copies what it needs. Its number; 0: all are
// pinned or at work.
int desk_begin(struct desk *desk, const struct wish *wish, struct plan *plan);
// Some days more: it is lived anew, and begins as it was. The plan is of the longer wish. Its number, or of one that is so already;
// 0: it is at work.
int desk_lengthen(struct desk *desk, struct desk_run *run, const struct wish *longer, struct plan *plan);
void desk_stop(struct desk *desk, struct desk_run *run);
// Off the table, with its file.
void desk_drop(struct desk *desk, struct desk_run *run);

int desk_count(const struct desk *desk);
struct desk_run *desk_at(const struct desk *desk, int place);       // in the order of their numbers
struct desk_run *desk_numbered(const struct desk *desk, int number);  // NULL: there is none
bool desk_is_at_work(const struct desk_run *run);
bool desk_has_file(const struct desk_run *run);  // of a whole run: while it is lengthened, of the shorter one

#endif
