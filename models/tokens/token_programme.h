// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's token programme: what families are promised for their data, and what it makes good to the sellers.
#ifndef MARU_MODELS_TOKENS_TOKEN_PROGRAMME_H
#define MARU_MODELS_TOKENS_TOKEN_PROGRAMME_H

#include "models/tokens/tokens.h"

extern const struct party_kind token_programme_party;
extern const struct equation token_programme_paying_equation,  // of who is paid with tokens
    token_programme_felt_equation;                             // of where families choose by price

// The maker's, or NULL.
const struct party *token_programme_find(const struct world *world, const struct party *maker);
// What a family feels it is promised for a month of the flow's data, won: tokens that may expire count for less than won.
// 0 without a programme. Reads only the plan and the gate's declarations: from any thread, once these are sealed.
double token_programme_promise_won(const struct world *world, uint16_t flow);
// While another policy comes into force (turn.h): it promises otherwise for some flow.
bool token_programme_promise_turns(const struct world *world);
// What a month is worth, won, to a family that knows how to make up what it sends through the flow, and does: it is caught with
// that chance, and then loses so much beside rewards (reward_gaming_law.h); below any number to a family that does not know.
// From any thread.
double token_programme_ride_won(const struct world *world, uint32_t home, uint16_t flow, double caught, double lost_won);
// The home was caught at that: rewards are taken back. In parties_decide.
void token_programme_excludes(struct world *world, uint32_t home, uint16_t flow);
// What the maker's tokens are felt to take off a price at that seller, won: felt_worth of those that it takes. 0 without a
// programme.
double token_programme_felt_won(const struct world *world, uint32_t home, const struct party *maker, enum tokens_seller seller,
                                double price_won);
// For wallet.c. How many of its tokens the family would spend at this purchase, had it enough; and: it has, pay the seller.
int64_t token_programme_offers(const struct world *world, const struct party *programme, uint32_t home,
                               enum tokens_seller seller, int64_t price_won);
void token_programme_redeemed(struct world *world, const struct party *programme, uint32_t home, account seller,
                              enum tokens_seller kind, int64_t tokens, uint64_t cause);

// The steady state of a programme that issues i tokens a month, each spent at hazard r a month and lost at the age of T
// months (survival exp(-r a) up to T, integrated over the ages):
//   outstanding = i / r (1 - exp(-r T)),   breakage = exp(-r T),   velocity = spent / outstanding = r.
struct token_steady_state {
    double outstanding;    // tokens
    double breakage;       // share of the tokens issued that expire
    double velocity_year;  // tokens spent a year per token outstanding
};
struct token_steady_state token_programme_steady_state(double issued_month, double hazard_month, double term_months);

#endif
