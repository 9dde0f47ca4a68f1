// SPDX-License-Identifier: GPL-3.0-or-later
// The meeting's decisions and the lives they lead to: which history a world has in a round, and what came of it.
#ifndef MARU_SIM_CLASS_GAME_H
#define MARU_SIM_CLASS_GAME_H

#include "sim/class/meeting.h"
#include "sim/class/play.h"

struct game {
    struct lesson *lesson;
    struct meeting *meeting;
    struct play *play;
};

enum { GAME_REFERENCE = 0 };  // a world of its own, in which all do what the lesson compares with ("nothing left home")

// What a world has decided up to the round (0: practice). Borrows from the meeting.
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

// A round of a history: what is told of it is what it adds to what came before, beside what it adds to the reference's.
struct game_span {
    struct play_history now, before, reference_now, reference_before;  // before: of no rounds when the round is the first
};
struct game_span game_span(const struct game *game, int world, int round);
// Begins all of it that is not begun.
void game_live_span(struct game *game, const struct game_span *span, int luck, int urgency);
// What a measure comes to in it, in the unit that the lesson shows. False: something of it has not been lived (or has failed).
bool game_told(const struct game *game, const struct game_span *span, const cJSON *measure, int luck, double *value);

// All measures of a world's round: {"profit": 1.8}. NULL: not known yet. Owned by the caller.
cJSON *game_values(const struct game *game, int world, int round);
// {"profit": [1.2, 2.4]}: least and most of the same decisions under all lucks. NULL: not known yet.
cJSON *game_band(const struct game *game, int world, int round);
// The lesson's first measure, cumulated over the round, day by day: how many days are known, the first of which is the round's.
int game_curve(const struct game *game, int world, int round, double *values, int most);
int game_first_day(const struct game *game, int round);  // of the round, 0: the start
int game_days(const struct game *game, int round);       // of the round

#endif
