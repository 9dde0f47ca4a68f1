// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/on_left_on.h"

static const char *const acts[] = {"nothing", "notice", "switch_off", NULL};  // enum left_on_act
// clang-format off
static const struct setting view_rows[] = {
    WORLD(struct left_on_view, hour, "h", 0, 0, 24, "hour of the day", "the clock"),
    WORLD(struct left_on_view, outdoor_c, "C", 25, -60, 60, "temperature outdoors", "the weather"),
    WORLD(struct left_on_view, since_h, "h", 0, 0, 1e6, "since the family left it on", "the appliance's memory"),
};
static const struct setting proposal_rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, struct left_on_proposal, act, acts, LEFT_ON_NOTICE, "what is done; what no rule says: as remote_off_auto has it", "the policy"),
};
// clang-format on

const struct hook on_left_on_hook = {
    .name = "on_left_on",
    .summary =
        "an air conditioner that was left on notices that nobody is there: is the family told, or is it "
        "switched off?",
    .view_name = "situation",
    .view = SETTING_TABLE(struct left_on_view, view_rows),
    .proposal = SETTING_TABLE(struct left_on_proposal, proposal_rows),
    .rules_only = true,
};
