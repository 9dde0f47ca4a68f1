// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to explore, as JSON for the page: the scenario with its question and policies, and every setting of its kinds, from the
// tables that `maru list` prints.
#ifndef MARU_SIM_EXPLORE_DESCRIBED_H
#define MARU_SIM_EXPLORE_DESCRIBED_H

#include "sim/engine/plan.h"

struct scenario_file;

// {"name", "file", "title", "question": text of the file's first comment, "policies": [{"name", "title"}], "homes", "days", "seed",
// "limits": {"homes", "settings"}}. Owned by the caller; NULL with a status.
char *described_scenario(struct scenario_file *file, struct status *status);

// [{"name": "robot_vacuum.ownership", "entry", "summary", "type": "number", "role": "lever", "unit", "value", "normal", "said_by":
// "scenario", "least", "most", "choices": [...], "allowed", "meaning", "source"}]: the policy's own levers first. Values are texts as
// they are typed. Owned by the caller.
char *described_settings(const struct plan *plan);

#endif
