// SPDX-License-Identifier: GPL-3.0-or-later
// Reward tokens, worth a won each: how long they are good for, and who takes them.
#ifndef MARU_MODELS_TOKENS_TOKENS_H
#define MARU_MODELS_TOKENS_TOKENS_H

#include "sim/engine/world.h"

// Section `tokens`.
struct tokens_settings {
    double good_for_days;
};
extern const struct section_kind tokens_section;

enum tokens_seller {
    TOKENS_MAKER,          // accessories and after-service of the maker
    TOKENS_AFTER_SERVICE,  // repairs
    TOKENS_SHOP,           // a new product
    TOKENS_PARTNER,        // what a partner firm sells
    TOKENS_SELLERS
};

// The maker's own, in parties_decide. All tokens of a scenario have one term, so that the oldest are always the first to expire.
void tokens_issue(struct world *world, const struct party *maker, uint32_t home, int64_t amount, uint16_t reason,
                  uint64_t cause);

#endif
