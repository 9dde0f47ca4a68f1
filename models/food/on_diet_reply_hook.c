// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/on_diet_reply.h"

typedef struct diet_reply_view S;

// clang-format off
static const struct setting view_rows[] = {
    SETTING_YES_NO(ROLE_WORLD, S, ordered, false, "the family orders a plan, offered or not", "the family"),
    SETTING_YES_NO(ROLE_WORLD, S, complains, false, "it did not want the offer, or sees that the offer knows what it never told", "the family"),
    SETTING_YES_NO(ROLE_WORLD, S, leaves, false, "it leaves the service over that, and withdraws its consents", "the family"),
    SETTING_WHOLE(ROLE_WORLD, S, offers_before, "1", 0, 0, 1e9, "offers this family had so far", "the service's memory"),
};
// clang-format on

const struct hook on_diet_reply_hook = {
    .name = "on_diet_reply",
    .summary = "a family orders supplements, or complains about an offer of them",
    .view_name = "reply",
    .view = SETTING_TABLE(S, view_rows),
};
