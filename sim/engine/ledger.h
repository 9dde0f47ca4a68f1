// SPDX-License-Identifier: GPL-3.0-or-later
// All won and tokens, as int64 double entry; the only door for value. Every posting moves an amount
// from a payer to a payee, so the sum over all accounts is 0 per currency at every moment: ledger_settle
// checks it, in release builds too. Tokens come from the account `mint` and end in the account `burn`.
#ifndef MARU_SIM_ENGINE_LEDGER_H
#define MARU_SIM_ENGINE_LEDGER_H

#include "sim/engine/journal.h"
#include "sim/engine/status.h"

enum currency { WON, TOKEN, CURRENCIES };
extern const char *const ledger_currency_names[];  // "won", "token"

typedef uint32_t account;  // a party's number, then special accounts, then households

struct ledger;

// Which postings are kept for the run file.
enum ledger_keeping { LEDGER_KEEPS_ALL, LEDGER_KEEPS_CAUSED, LEDGER_KEEPS_NONE };
extern const char *const ledger_keeping_names[];  // "all", "caused", "none"

// A ledger for `parties` and `households`; the names of the parties and the journal, which says when and why value
// moves, are borrowed for its lifetime.
struct ledger *ledger_create(const char *const *party_names, size_t parties, size_t households,
                             struct journal *journal, enum ledger_keeping keeping);
void ledger_free(struct ledger *ledger);
enum ledger_keeping ledger_keeping(const struct ledger *ledger);
bool ledger_keeps(const struct ledger *ledger, journal_cause cause);  // what follows from that

account ledger_party(const struct ledger *ledger, uint16_t party);
account ledger_household(const struct ledger *ledger, uint32_t home);
account ledger_mint(const struct ledger *ledger);     // tokens issued
account ledger_burn(const struct ledger *ledger);     // tokens redeemed or expired
account ledger_outside(const struct ledger *ledger);  // the economy outside: wages, goods, electricity

// The posting's reason, kept as a number: the same text gives the same number. Text borrowed, static.
uint16_t ledger_reason(struct ledger *ledger, const char *text);

// The same of what the economy outside pays for, with the real thing that stands behind it there ("better products of food
// companies"): nothing else comes from outside. Texts borrowed, static.
uint16_t ledger_income(struct ledger *ledger, const char *text, const char *resource);

// Moves amount >= 0, in the moment that the journal is in. cause: what this follows from; 0: what the acting party has
// been handed, or else the moment itself (journal.h), so that no posting is without one. The household it concerns is the
// one that pays or is paid, or else the cause's. A token account other than mint never goes below 0: a broken promise.
void ledger_post(struct ledger *ledger, account payer, account payee, int64_t amount, enum currency currency,
                 uint16_t reason, journal_cause cause);

int64_t ledger_balance(const struct ledger *ledger, account who, enum currency currency);

// Orders: the amount is set aside now, paid on commit, given back on release. Each exactly once.
typedef uint32_t reservation;
reservation ledger_reserve(struct ledger *ledger, account payer, int64_t amount, enum currency currency);
void ledger_commit(struct ledger *ledger, reservation id, account payee, uint16_t reason, journal_cause cause);
void ledger_release(struct ledger *ledger, reservation id);
int64_t ledger_reserved(const struct ledger *ledger, account who, enum currency currency);

// Splits amount in the ratio of the weights into whole parts that sum to amount exactly: largest remainders
// first, ties to the lower index (Hamilton's method).
void ledger_split(int64_t amount, const int64_t *weights, size_t count, int64_t *parts);

// Tokens: each party issues its own, in batches that expire. Redeeming uses the oldest batch first.
struct ledger_holder {
    uint16_t issuer;  // party number
    uint32_t home;
};
void ledger_issue_tokens(struct ledger *ledger, struct ledger_holder holder, int64_t amount, time_ms now, time_ms expires,
                         uint16_t reason, journal_cause cause);
// Takes up to `amount`; returns what was taken.
int64_t ledger_redeem_tokens(struct ledger *ledger, struct ledger_holder holder, int64_t amount, uint16_t reason,
                             journal_cause cause);
int64_t ledger_held_tokens(const struct ledger *ledger, struct ledger_holder holder);
void ledger_expire_tokens(struct ledger *ledger, time_ms now);  // at midnights
struct ledger_tokens {
    int64_t issued, redeemed, expired, outstanding;  // issued = redeemed + expired + outstanding
};
struct ledger_tokens ledger_tokens(const struct ledger *ledger);  // of all issuers
struct ledger_tokens ledger_tokens_of(const struct ledger *ledger, uint16_t issuer);

// Checks that both currencies sum to 0 and that token batches equal token balances; stops the program if not.
// Does nothing when nothing was posted since the last time.
void ledger_settle(struct ledger *ledger);

// The postings in order, so that money can be walked back to what it was paid for.
struct posting {
    time_ms when;
    uint64_t cause;      // number of the journal's line it follows from, never 0
    account payer, payee;
    int64_t amount;
    uint32_t home;       // the household it concerns; HOME_NONE: none in particular
    uint32_t flow;       // who paid whom for what: its row among the flows
    uint16_t reason;
    enum currency currency;
};
size_t ledger_posting_count(const struct ledger *ledger);  // kept since the last ledger_forget
const struct posting *ledger_posting_at(const struct ledger *ledger, size_t index);
void ledger_forget(struct ledger *ledger);
uint16_t ledger_reason_count(const struct ledger *ledger);
const char *ledger_reason_text(const struct ledger *ledger, uint16_t reason);
// A party's name, "mint", "burn", "outside", or "households" for each household.
const char *ledger_account_group(const struct ledger *ledger, account who);

// Who paid whom for what: one row per (payer group, payee group, reason, currency), households as one group.
struct ledger_flow {
    const char *payer, *payee, *reason;
    const char *resource;  // behind what the economy outside pays; "" where somebody within pays
    enum currency currency;
    int64_t amount, today;
    uint64_t postings;
};
size_t ledger_flow_count(const struct ledger *ledger);
const struct ledger_flow *ledger_flow_at(const struct ledger *ledger, size_t index);
void ledger_new_day(struct ledger *ledger);  // sets today to 0 in every flow

#endif
