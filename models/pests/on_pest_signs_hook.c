// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/on_pest_signs.h"

// clang-format off
static const struct setting view_rows[] = {
    SETTING_WHOLE(ROLE_WORLD, struct pest_signs_view, sightings, "1", 0, 0, 32, "runs with a sighting among the last alarm_runs", "the robot's memory"),
    SETTING_WHOLE(ROLE_WORLD, struct pest_signs_view, in_a_row, "1", 0, 0, 32, "runs with a sighting up to this one, without one between", "the robot's memory"),
    SETTING_WHOLE(ROLE_WORLD, struct pest_signs_view, alarms_before, "1", 0, 0, 1e9, "earlier alarms in this home", "the robot's memory"),
    SETTING_YES_NO(ROLE_WORLD, struct pest_signs_view, quiet, false, "it raised the alarm less than quiet_days ago", "the robot's memory"),
    WORLD(struct pest_signs_view, hour, "h", 0, 0, 24, "hour of the day", "the clock"),
};
static const struct setting proposal_rows[] = {
    SETTING_YES_NO(ROLE_LEVER, struct pest_signs_proposal, alarm, false, "raise the alarm; what no rule says: at alarm_sightings or more, if not quiet", "the policy"),
};
// clang-format on

const struct hook on_pest_signs_hook = {
    .name = "on_pest_signs",
    .summary = "a robot has cleaned: does what it saw on its last runs raise the alarm?",
    .view_name = "signs",
    .view = SETTING_TABLE(struct pest_signs_view, view_rows),
    .proposal = SETTING_TABLE(struct pest_signs_proposal, proposal_rows),
    .rules_only = true,
};
