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

// All that this viewer sees now, owned by the caller: {"view": "student", "phase": "decide", "round": 1 (0: practice), "history" (grows when
// a round is taken back), "now", "closes" (ms since 1970; 0: no clock), "paused" (ms left while the
// clock stands, else 0), "locked", "shown": {"scores", "levers", "rules"}, "message": {"id",
// "text"}, "shock", "code" and "url" for teacher and wall, "guesses": {"yes", "no", "then_yes", "then_no"},
//   "teams": [{"world", "role", "name", "players": [{"id", "name"}], "bot", "decided", "prediction" for the teacher}],
//   "runs": [{"world", "state": "running", "day", "days", "fault" for the teacher}],
//   "results": [{"round", "world", "values": {measure: number}, "band": {measure: [least, most]}, "choices", "prediction"}],
//   "me": {"id", "name", "world", "role", "choices", "prediction", "decided", "guess", "then"} for a student}.
// Results are those of the student's own world until scores are shown; choices of others are there once levers are.
char *view_state(const struct game *game, struct viewer viewer, const char *url, int64_t now_ms);
// The curves of a round, of the worlds that the viewer may see. Owned by the caller.
char *view_curves(const struct game *game, struct viewer viewer, int round);
// Of one world in the round that is played: the days behind the first `from`. Owned by the caller.
char *view_days(const struct game *game, int world, int from);
// Is the world's map for this viewer: all for the wall, the own for students?
bool view_shows_map(struct viewer viewer, int world);
// The maps of a round that are for the viewer. {"round": 2, "first": 92 (days lived before it), "worlds": {"1": {"place",
// "lines"}}}: what `maru run --follow` says (sim/command/onlooker.h) of the place, of day `first` where that is not 0, of one day
// in VIEW_MAP_DAYS behind it and of the last. A world of which nothing was heard yet is not there. Owned by the caller.
enum { VIEW_MAP_DAYS = 4 };
char *view_map(const struct game *game, struct viewer viewer, int round);
// The newest such line of a world in the round that is played: {"round", "world", "line"}. NULL: of a day of an earlier round, or
// none. Owned by the caller.
char *view_map_day(const struct game *game, int world);

// Every round of every world as CSV, for the teacher: a row for each number: round, world, team, what it is ("lever", "predicted",
// "result", "least", "most"), its name and its value. Owned by the caller.
char *view_table(const struct game *game);

#endif
