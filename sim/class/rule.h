// SPDX-License-Identifier: GPL-3.0-or-later
// A student's rule: a few lines of Lua that say what the team decides in a round, from what it decided before and what came of
// it. It is run in a process of its own, with little time, little memory and no file that it could write, and it decides nothing
// by itself: the page shows what it says, and the student sends it like any other decision.
//
//   if round == 1 then return { sighting = "ask", fee = 20000 } end
//   if results[round - 1].profit < 0 then return { sighting = "keep" } end
//   return { fee = before.fee * 1.1 }
#ifndef MARU_SIM_CLASS_RULE_H
#define MARU_SIM_CLASS_RULE_H

#include "sim/class/game.h"

enum { RULE_TEXT_MOST = 8000 };  // bytes

// The file in which the rule of the player's role stands, behind what it can read: `round` (0: practice), `before` (choices), `results`
// ({ { profit = 1.8, ... }, ... }, by round). Its lines count as in the text. Owned by the caller.
char *rule_file(const struct game *game, const struct meeting_player *player, const char *text);

// In a process for nothing else: allows it one rule's worth of time and memory, and no file to write. False with a status.
bool rule_confine(struct status *status);

#endif
