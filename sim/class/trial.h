// SPDX-License-Identifier: GPL-3.0-or-later
// What if? A round of a world lived again with one lever elsewhere, under every luck: an experiment, or a counterfactual.
#ifndef MARU_SIM_CLASS_TRIAL_H
#define MARU_SIM_CLASS_TRIAL_H

#include "sim/class/game.h"

enum { TRIAL_VALUES_MOST = 9 };

struct trials;

// The game is borrowed. Owned by the caller.
struct trials *trial_create(struct game *game);
void trial_free(struct trials *trials);

// Begins to live the round with each of the values, a list of at most TRIAL_VALUES_MOST that the lever of the role allows. Its number,
// from 1; 0 with the code of why it cannot: "bad", "closed" while a round is lived, "too_many" while as many are lived as may be.
int trial_begin(struct trials *trials, int world, int round, const char *lever, const cJSON *values, const char **refused);
int trial_world(const struct trials *trials, int number);  // 0: there is none of this number

// How far it is and what came of it, owned by the caller:
// {"lever": "fee", "done": 12, "of": 16, "played": 20000, "points": [{"value": 10000, "profit": {"mean": 1.2, "half": 0.4, "runs": 4,
// "more": 0.3, "more_half": 0.2, "told": true}}, ...]}: a mean over lucks with the half width of its 95 % interval, and how much
// more than with the choice that was played, pair by pair; told: that is told from luck, all values of a measure being judged together (Holm).
// Half widths that nothing tells are left out.
char *trial_json(const struct trials *trials, int number);

// The same for maru compare, as a Lua file; NULL: there is none of this number. Owned by the caller.
char *trial_script(const struct trials *trials, int number);

#endif
