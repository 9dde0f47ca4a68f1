// SPDX-License-Identifier: GPL-3.0-or-later
// The class as one viewer may see it, as JSON for pages.
#ifndef MARU_SIM_CLASS_VIEW_H
#define MARU_SIM_CLASS_VIEW_H

#include "sim/class/game.h"

enum view_kind { VIEW_STRANGER, VIEW_STUDENT, VIEW_TEACHER, VIEW_WALL };

struct viewer {
    enum view_kind kind;
    const struct meeting_player *player;  // of a student
};

// May this viewer see what came of the world?
bool view_may_see(const struct game *game, struct viewer viewer, int world);

// All that this viewer sees now. Owned by the caller.
char *view_state(const struct game *game, struct viewer viewer, const char *url, int64_t now_ms);
// The curves of a round, of the worlds that the viewer may see. Owned by the caller.
char *view_curves(const struct game *game, struct viewer viewer, int round);
// Of one world in the round that is played: the days behind the first `from`. Owned by the caller.
char *view_days(const struct game *game, int world, int from);

// Every round of every world as CSV, for the teacher: a row for each number: round, world, team, what it is ("lever", "predicted",
// "result", "least", "most"), its name and its value. Owned by the caller.
char *view_table(const struct game *game);

#endif
