// SPDX-License-Identifier: GPL-3.0-or-later
// A school's machine that learns (airing_learner.h), in those of its rooms that do today what it says.
#ifndef MARU_MODELS_AIR_SCHOOL_STEERING_H
#define MARU_MODELS_AIR_SCHOOL_STEERING_H

#include "models/air/airing_learner.h"
#include "models/air/school_parts.h"

// What the air of a room of so many pupils costs, whoever opens its windows.
struct airing_worths school_steering_worths(const struct world *world, const S *s, double pupils);
// A day of the room begins. `luck` has room for a draw a bell. The day borrows `terms` and what the school has learnt.
struct airing_day school_steering_begin(const struct world *world, struct party *school, int64_t room,
                                        struct random_sequence luck, struct airing_terms *terms);
// It is over.
void school_steering_end(struct world *world, struct party *school, struct airing_day *day, const struct school_day *sums);
// The month is over: a row of the run file's group `learning`, where something was learnt.
void school_steering_tell(struct world *world, struct party *school);

#endif
