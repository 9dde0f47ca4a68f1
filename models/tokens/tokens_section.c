// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokens/tokens.h"

typedef struct tokens_settings S;
// clang-format off
static const struct setting rows[] = {
    LEVER(S, good_for_days, "day", 730, 30, 3650, "tokens expire after", "assumption; 24 to 60 months are usual"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation expiry = {"how long tokens are good",
                                       "expires = issued + good_for_days; the oldest are spent first",
                                       "what expires is gone at the next midnight", "definition"};
static const struct submodel submodels[] = {
    {&expiry, "tokens expired, tokens expire", "good_for_days"},
};

const struct section_kind tokens_section = {
    .kind = {.name = "tokens",
             .summary = "reward tokens: how long they are good for",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
};

void tokens_issue(struct world *world, const struct party *maker, uint32_t home, int64_t amount,
                  uint16_t reason, uint64_t cause) {
    const S *s = plan_section(world->plan, &tokens_section);
    time_ms term = (time_ms)(s->good_for_days * (double)CLOCK_DAY);
    ledger_issue_tokens(world->ledger, (struct ledger_holder){maker->number, home}, amount, world->now,
                        world->now + term, reason, cause);
}
