// SPDX-License-Identifier: GPL-3.0-or-later
// The room's decisions and the lives they lead to: which history a world has in a round, and what came of it.
#ifndef MARU_SIM_CLASS_GAME_H
#define MARU_SIM_CLASS_GAME_H

#include "sim/class/play.h"
#include "sim/class/room.h"

struct game {
    struct lesson *lesson;
    struct room *room;
    struct play *play;
};

enum { GAME_REFERENCE = 0 };  // a world of its own, in which all do what the lesson compares with ("nothing left home")

// What a world has decided up to the round (0: practice). Borrows from the room.
struct play_history game_history(const struct game *game, int world, int round);

// Can the lesson be lived? False with a status.
bool game_check(const struct game *game, struct status *status);
// While a round is decided, what it is compared with is lived already.
void game_prepare(struct game *game, int round);
// Begins all that the round needs: first every world and the reference, then their band of other luck.
void game_begin(struct game *game, int round);
// Have all worlds lived the round, or failed to?
bool game_has_run(const struct game *game, int round);
// NULL: not begun. Borrowed.
const struct play_life *game_life(const struct game *game, int world, int round, int luck);

// What the measures come to in the round alone, in the units that the lesson shows, where beside the reference: {"profit": 1.8}.
// NULL: not known yet. Owned by the caller.
cJSON *game_values(const struct game *game, int world, int round);
// {"profit": [1.2, 2.4]}: least and most of the same decisions under all lucks. NULL: not known yet.
cJSON *game_band(const struct game *game, int world, int round);
// The lesson's first measure, cumulated over the round, day by day: how many days are known, the first of which is the round's.
int game_curve(const struct game *game, int world, int round, double *values, int most);
int game_first_day(const struct game *game, int round);  // of the round, 0: the start
int game_days(const struct game *game, int round);       // of the round

#endif
