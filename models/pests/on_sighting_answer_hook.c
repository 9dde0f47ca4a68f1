// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/on_sighting_answer.h"

typedef struct sighting_answer_view S;

// clang-format off
static const struct setting view_rows[] = {
    SETTING_YES_NO(ROLE_WORLD, S, shared, false, "the family lets the sighting out", "the family"),
    SETTING_WHOLE(ROLE_WORLD, S, alarms_before, "1", 0, 0, 1e9, "earlier alarms in this home when it was asked: sighting.alarms_before", "the robot's memory"),
    WORLD(S, reward_tokens, "token", 0, 0, 100000, "tokens it was offered for that", "the policy"),
};
// clang-format on

const struct hook on_sighting_answer_hook = {
    .name = "on_sighting_answer",
    .summary = "a family that was asked to share a sighting has answered: what became of the offer",
    .view_name = "answer",
    .view = SETTING_TABLE(S, view_rows),
};
