// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/on_diet_offer.h"

// clang-format off
static const struct setting view_rows[] = {
    WORLD(struct diet_offer_view, need, "1", 0, -10, 10, "believed need, in standard deviations above the average family's", "the service's belief"),
    WORLD(struct diet_offer_view, certainty, "1", 0, 0, 1, "1 less the variance of that belief; 0: nothing is known", "the service's belief"),
    SETTING_WHOLE(ROLE_WORLD, struct diet_offer_view, offers_before, "1", 0, 0, 1e9, "offers this family had before", "the service's memory"),
};
static const struct setting proposal_rows[] = {
    SETTING_YES_NO(ROLE_LEVER, struct diet_offer_proposal, offer, true, "offer this family a plan; false: leave it in peace this month", "the policy"),
};
// clang-format on

const struct hook on_diet_offer_hook = {
    .name = "on_diet_offer",
    .summary = "a family has been picked for an offer of supplements: shall it be made?",
    .view_name = "offer",
    .view = SETTING_TABLE(struct diet_offer_view, view_rows),
    .proposal = SETTING_TABLE(struct diet_offer_proposal, proposal_rows),
};
