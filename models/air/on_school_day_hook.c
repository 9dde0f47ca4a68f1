// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/on_school_day.h"

static const char *const orders[] = {"as_usual", "no", "yes", NULL};  // enum school_orders
// clang-format off
static const struct setting view_rows[] = {
    WORLD(struct school_day_view, outdoor_pm25_ug_m3, "ug/m3", 20, 0, 2000, "fine dust outdoors at eight in the morning, where the school is", "the air"),
    WORLD(struct school_day_view, outdoor_c, "C", 10, -60, 60, "temperature outdoors at eight in the morning", "the weather"),
    SETTING_WHOLE(ROLE_WORLD, struct school_day_view, month, "1", 1, 1, 12, "month of the year", "the calendar"),
    SETTING_YES_NO(ROLE_WORLD, struct school_day_view, shown, false, "displays show the air in the classrooms", "the school"),
};
static const struct setting proposal_rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, struct school_day_proposal, air_breaks, orders, ORDERS_AS_USUAL, "windows wide open in breaks: as each class likes, forbidden, or told to", "the policy"),
    SETTING_ONE_OF(ROLE_LEVER, struct school_day_proposal, air_lessons, orders, ORDERS_AS_USUAL, "a window opened in lessons when the display shows too much carbon dioxide: as the school's rule has it, forbidden, or told to; needs a display", "the policy"),
};
// clang-format on

const struct hook on_school_day_hook = {
    .name = "on_school_day",
    .summary =
        "a school day begins: which windows are the classes told to open? Classes keep to it as often as to "
        "a rule (acts_on_display)",
    .view_name = "morning",
    .view = SETTING_TABLE(struct school_day_view, view_rows),
    .proposal = SETTING_TABLE(struct school_day_proposal, proposal_rows),
    .rules_only = true,
};
