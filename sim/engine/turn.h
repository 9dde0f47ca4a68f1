// SPDX-License-Identifier: GPL-3.0-or-later
// A policy that comes into force during a run: between two windows, at a midnight, after the day has been recorded.
// Everything that has happened stays: homes, accounts, what is known of whom. From then on
//   - rules are the new policy's; what families said of a flow whose rule is another now says nothing any more, and where
//     the new rule wants a standing consent, appliances ask for it at once;
//   - levers and settings are the new policy's, and its hooks are called, which remember nothing of before.
// What counts at the start only cannot turn (setting.at_start; follow.h).
#ifndef MARU_SIM_ENGINE_TURN_H
#define MARU_SIM_ENGINE_TURN_H

struct world;

// What the plan that is asked for wants in force now, itself or the next of its pasts, comes into force, after
// world->before_turn has been heard. At world->turn, by the loop; sets when the next one is.
void turn_take(struct world *world);

#endif
