// SPDX-License-Identifier: GPL-3.0-or-later
// How a family pays a seller (token_programme_paying_equation): with tokens first, the rest in won. Tokens are burnt as they
// are spent, and the token programme pays the seller in won what they were worth, but for the share that a partner agreed to
// bear. Without a programme (token_programme_party.c) the maker alone takes tokens, whenever a family has some, and bears them
// itself. A maker takes its own tokens only.
#ifndef MARU_MODELS_TOKENS_WALLET_H
#define MARU_MODELS_TOKENS_WALLET_H

#include "models/tokens/tokens.h"

// In parties_decide. Moves the price to the seller; returns how many tokens were part of it.
// maker: whose tokens the seller takes; NULL: nobody's.
int64_t wallet_pay(struct world *world, uint32_t home, account seller, const struct party *maker, enum tokens_seller kind,
                   int64_t won, uint16_t reason, uint64_t cause);

#endif
