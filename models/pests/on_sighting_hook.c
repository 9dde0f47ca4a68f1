// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/on_sighting.h"

// clang-format off
static const struct setting view_rows[] = {
    SETTING_WHOLE(ROLE_WORLD, struct sighting_view, alarms_before, "1", 0, 0, 1e9, "earlier alarms in this home", "the robot's memory"),
    WORLD(struct sighting_view, hour, "h", 0, 0, 24, "hour of the day", "the clock"),
};
static const struct setting offer_rows[] = {
    SETTING_YES_NO(ROLE_LEVER, struct sighting_offer, ask, true, "ask the family to share; false: only tell it", "the policy"),
    LEVER(struct sighting_offer, reward_tokens, "token", 0, 0, 100000, "tokens paid when the family shares", "the policy"),
};
// clang-format on

const struct hook on_sighting_hook = {
    .name = "on_sighting",
    .summary = "a robot has raised the alarm on the device: what is the family offered for sharing it?",
    .view_name = "sighting",
    .view = SETTING_TABLE(struct sighting_view, view_rows),
    .proposal = SETTING_TABLE(struct sighting_offer, offer_rows),
};
