// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokens/wallet.h"

#include "models/tokens/token_programme.h"

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

int64_t wallet_pay(struct world *world, uint32_t home, account seller, const struct party *maker,
                   enum tokens_seller kind, int64_t won, uint16_t reason, uint64_t cause) {
    struct ledger *ledger = world->ledger;
    account family = ledger_household(ledger, home);
    const struct party *programme = token_programme_find(world, maker);
    int64_t wanted = won, tokens = 0;
    if (programme)
        wanted = least(won, token_programme_offers(world, programme, home, kind, won));
    else if (kind != TOKENS_MAKER)
        wanted = 0;
    if (maker && wanted > 0 && ledger_balance(ledger, family, TOKEN) > 0)
        tokens = ledger_redeem_tokens(ledger, (struct ledger_holder){maker->number, home}, wanted,
                                      ledger_reason(ledger, "tokens spent"), cause);
    ledger_post(ledger, family, seller, won - tokens, WON, reason, cause);
    if (programme && tokens) token_programme_redeemed(world, programme, home, seller, kind, tokens, cause);
    return tokens;
}
