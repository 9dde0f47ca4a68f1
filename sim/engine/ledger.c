// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/ledger.h"

#include <stdlib.h>
#include <string.h>

const char *const ledger_currency_names[] = {"won", "token", NULL};
const char *const ledger_keeping_names[] = {"all", "caused", "none", NULL};

enum { MINT, BURN, OUTSIDE, SPECIAL_ACCOUNTS };

// Tokens given to one household at one moment. All batches stand in one queue in the order of issue; each
// household's own are chained in the same order.
struct batch {
    int64_t left;
    time_ms expires;
    struct ledger_holder holder;
    uint32_t next;  // of the same household: batch number + 1, 0: none
};

struct reserved {
    account payer;
    enum currency currency;
    int64_t amount;
    bool open;
};

struct ledger {
    const char *const *party_names;
    struct journal *journal;
    enum ledger_keeping keeping;
    size_t parties, accounts;
    int64_t *balance[CURRENCIES];
    int64_t *set_aside[CURRENCIES];
    struct reason {
        const char *text, *resource;
    } * reasons;
    size_t reason_count;
    struct flow_key {
        uint32_t payer,
            payee;  // groups: a party's or special account's number, or the first household's for all
        uint16_t reason, currency;
    } * keys;
    struct ledger_flow *flows;
    size_t flow_count;
    struct reserved *reservations;
    size_t reservation_count, reservation_room;
    struct batch *batches;
    size_t batch_count, batch_room;
    uint32_t *oldest, *newest;     // per household: batch number + 1
    struct ledger_tokens *tokens;  // [parties]: by issuer, but for what is outstanding
    uint16_t expiry_reason;
    struct posting *postings;
    size_t posting_count, posting_room;
    bool unsettled;  // something was posted since the last ledger_settle
};

struct ledger *ledger_create(const char *const *party_names, size_t parties, size_t households,
                             struct journal *journal, enum ledger_keeping keeping) {
    struct ledger *ledger = status_allocate(1, sizeof *ledger);
    ledger->journal = journal;
    ledger->keeping = keeping;
    ledger->party_names = party_names;
    ledger->parties = parties;
    ledger->accounts = parties + SPECIAL_ACCOUNTS + households;
    for (int currency = 0; currency < CURRENCIES; currency++) {
        ledger->balance[currency] = status_allocate(ledger->accounts, sizeof(int64_t));
        ledger->set_aside[currency] = status_allocate(ledger->accounts, sizeof(int64_t));
    }
    ledger->tokens = status_allocate(parties + 1, sizeof *ledger->tokens);
    ledger->oldest = status_allocate(households, sizeof(uint32_t));
    ledger->newest = status_allocate(households, sizeof(uint32_t));
    ledger->expiry_reason = ledger_reason(ledger, "tokens expired");
    return ledger;
}

void ledger_free(struct ledger *ledger) {
    if (!ledger) return;
    for (int currency = 0; currency < CURRENCIES; currency++) {
        free(ledger->balance[currency]);
        free(ledger->set_aside[currency]);
    }
    free(ledger->reasons);
    free(ledger->keys);
    free(ledger->flows);
    free(ledger->reservations);
    free(ledger->batches);
    free(ledger->tokens);
    free(ledger->oldest);
    free(ledger->newest);
    free(ledger->postings);
    free(ledger);
}

enum ledger_keeping ledger_keeping(const struct ledger *ledger) {
    return ledger->keeping;
}

static account special(const struct ledger *ledger, int which) {
    return (account)ledger->parties + (account)which;
}
static account first_household(const struct ledger *ledger) {
    return special(ledger, SPECIAL_ACCOUNTS);
}

account ledger_party(const struct ledger *ledger, uint16_t party) {
    PROMISE(party < ledger->parties, "the party has an account");
    return party;
}
account ledger_household(const struct ledger *ledger, uint32_t home) {
    return first_household(ledger) + home;
}
account ledger_mint(const struct ledger *ledger) {
    return special(ledger, MINT);
}
account ledger_burn(const struct ledger *ledger) {
    return special(ledger, BURN);
}
account ledger_outside(const struct ledger *ledger) {
    return special(ledger, OUTSIDE);
}

uint16_t ledger_reason(struct ledger *ledger, const char *text) {
    for (size_t i = 0; i < ledger->reason_count; i++)
        if (!strcmp(ledger->reasons[i].text, text)) return (uint16_t)i;
    ledger->reasons = status_reallocate(ledger->reasons, ledger->reason_count + 1, sizeof *ledger->reasons);
    ledger->reasons[ledger->reason_count] = (struct reason){text, NULL};
    return (uint16_t)ledger->reason_count++;
}

uint16_t ledger_income(struct ledger *ledger, const char *text, const char *resource) {
    uint16_t reason = ledger_reason(ledger, text);
    ledger->reasons[reason].resource = resource;
    return reason;
}

// All households are one group in the matrix of who paid whom.
static uint32_t group_of(const struct ledger *ledger, account who) {
    return who < first_household(ledger) ? who : first_household(ledger);
}

static const char *group_name(const struct ledger *ledger, uint32_t group) {
    static const char *const special_names[] = {"mint", "burn", "outside", "households"};
    return group < ledger->parties ? ledger->party_names[group] : special_names[group - ledger->parties];
}

static const char *resource_of(const struct ledger *ledger, struct flow_key key) {
    return key.payer == ledger_outside(ledger) ? ledger->reasons[key.reason].resource : "";
}

static uint32_t flow_of(struct ledger *ledger, struct flow_key key) {
    for (size_t i = 0; i < ledger->flow_count; i++)
        if (!memcmp(&ledger->keys[i], &key, sizeof key)) return (uint32_t)i;
    size_t count = ++ledger->flow_count;
    ledger->keys = status_reallocate(ledger->keys, count, sizeof *ledger->keys);
    ledger->flows = status_reallocate(ledger->flows, count, sizeof *ledger->flows);
    ledger->keys[count - 1] = key;
    ledger->flows[count - 1] = (struct ledger_flow){.payer = group_name(ledger, key.payer),
                                                    .payee = group_name(ledger, key.payee),
                                                    .reason = ledger->reasons[key.reason].text,
                                                    .resource = resource_of(ledger, key),
                                                    .currency = (enum currency)key.currency};
    return (uint32_t)(count - 1);
}

bool ledger_keeps(const struct ledger *ledger, journal_cause cause) {
    return ledger->keeping == LEDGER_KEEPS_ALL ||
           (ledger->keeping == LEDGER_KEEPS_CAUSED && !journal_by_calendar(cause));
}

// The household that pays or is paid, or else the one that the cause is about.
static uint32_t home_of(const struct ledger *ledger, account payer, account payee, journal_cause cause) {
    if (payer >= first_household(ledger)) return payer - first_household(ledger);
    if (payee >= first_household(ledger)) return payee - first_household(ledger);
    return journal_home(cause);
}

static void keep_posting(struct ledger *ledger, struct posting posting) {
    if (ledger->posting_count == ledger->posting_room) {
        ledger->posting_room = ledger->posting_room ? 2 * ledger->posting_room : 256;
        ledger->postings = status_reallocate(ledger->postings, ledger->posting_room, sizeof posting);
    }
    ledger->postings[ledger->posting_count++] = posting;
}

void ledger_post(struct ledger *ledger, account payer, account payee, int64_t amount, enum currency currency,
                 uint16_t reason, journal_cause cause) {
    PROMISE(amount >= 0, "a posting moves an amount forwards");
    PROMISE(payer < ledger->accounts && payee < ledger->accounts, "value moves between existing accounts");
    PROMISE(reason < ledger->reason_count, "every posting has a reason");
    PROMISE(payer != ledger_outside(ledger) || ledger->reasons[reason].resource,
            "what comes from outside says what stands behind it");
    ledger->balance[currency][payer] -= amount;
    ledger->balance[currency][payee] += amount;
    PROMISE(currency == WON || payer == ledger_mint(ledger) || ledger->balance[TOKEN][payer] >= 0,
            "nobody but the mint spends tokens it does not have");
    struct flow_key key = {group_of(ledger, payer), group_of(ledger, payee), reason, (uint16_t)currency};
    uint32_t row = flow_of(ledger, key);
    struct ledger_flow *flow = &ledger->flows[row];
    flow->amount += amount;
    flow->today += amount;
    flow->postings++;
    ledger->unsettled = true;
    if (!cause) cause = journal_why(ledger->journal);
    if (ledger_keeps(ledger, cause))
        keep_posting(ledger, (struct posting){.when = journal_now(ledger->journal),
                                              .cause = journal_number(cause),
                                              .payer = payer,
                                              .payee = payee,
                                              .amount = amount,
                                              .home = home_of(ledger, payer, payee, cause),
                                              .flow = row,
                                              .reason = reason,
                                              .currency = currency});
}

size_t ledger_posting_count(const struct ledger *ledger) {
    return ledger->posting_count;
}
const struct posting *ledger_posting_at(const struct ledger *ledger, size_t index) {
    return &ledger->postings[index];
}
void ledger_forget(struct ledger *ledger) {
    ledger->posting_count = 0;
}
uint16_t ledger_reason_count(const struct ledger *ledger) {
    return (uint16_t)ledger->reason_count;
}
const char *ledger_reason_text(const struct ledger *ledger, uint16_t reason) {
    return ledger->reasons[reason].text;
}
const char *ledger_account_group(const struct ledger *ledger, account who) {
    return group_name(ledger, group_of(ledger, who));
}

int64_t ledger_balance(const struct ledger *ledger, account who, enum currency currency) {
    PROMISE(who < ledger->accounts, "the account exists");
    return ledger->balance[currency][who];
}

reservation ledger_reserve(struct ledger *ledger, account payer, int64_t amount, enum currency currency) {
    PROMISE(amount >= 0 && payer < ledger->accounts, "an amount is set aside on an existing account");
    if (ledger->reservation_count == ledger->reservation_room) {
        ledger->reservation_room = ledger->reservation_room ? 2 * ledger->reservation_room : 64;
        ledger->reservations =
            status_reallocate(ledger->reservations, ledger->reservation_room, sizeof *ledger->reservations);
    }
    ledger->set_aside[currency][payer] += amount;
    ledger->reservations[ledger->reservation_count] = (struct reserved){payer, currency, amount, true};
    return (reservation)ledger->reservation_count++;
}

static struct reserved close_reservation(struct ledger *ledger, reservation id) {
    PROMISE(id < ledger->reservation_count && ledger->reservations[id].open,
            "what was set aside is paid or given back exactly once");
    struct reserved *reserved = &ledger->reservations[id];
    reserved->open = false;
    ledger->set_aside[reserved->currency][reserved->payer] -= reserved->amount;
    return *reserved;
}

void ledger_commit(struct ledger *ledger, reservation id, account payee, uint16_t reason,
                   journal_cause cause) {
    struct reserved reserved = close_reservation(ledger, id);
    ledger_post(ledger, reserved.payer, payee, reserved.amount, reserved.currency, reason, cause);
}

void ledger_release(struct ledger *ledger, reservation id) {
    close_reservation(ledger, id);
}

int64_t ledger_reserved(const struct ledger *ledger, account who, enum currency currency) {
    return ledger->set_aside[currency][who];
}

// The part that is still owed the most after rounding down; the first of equals.
static size_t largest_remainder(const int64_t *remainders, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (remainders[i] > remainders[best]) best = i;
    return best;
}

void ledger_split(int64_t amount, const int64_t *weights, size_t count, int64_t *parts) {
    int64_t sum = 0, given = 0;
    for (size_t i = 0; i < count; i++) sum += weights[i];
    PROMISE(amount >= 0 && sum > 0, "an amount is split by weights that sum to more than 0");
    int64_t *remainders = status_allocate(count, sizeof *remainders);
    for (size_t i = 0; i < count; i++) {
        __int128 share = (__int128)amount * weights[i];
        parts[i] = (int64_t)(share / sum);
        remainders[i] = (int64_t)(share % sum);
        given += parts[i];
    }
    for (; given < amount; given++) {
        size_t next = largest_remainder(remainders, count);
        parts[next]++;
        remainders[next] = -1;
    }
    free(remainders);
}

void ledger_issue_tokens(struct ledger *ledger, struct ledger_holder holder, int64_t amount, time_ms now,
                         time_ms expires, uint16_t reason, journal_cause cause) {
    PROMISE(expires > now, "tokens are good for some time");
    PROMISE(holder.issuer < ledger->parties, "a party issues tokens");
    if (amount == 0) return;
    ledger_post(ledger, ledger_mint(ledger), ledger_household(ledger, holder.home), amount, TOKEN, reason,
                cause);
    ledger->tokens[holder.issuer].issued += amount;
    if (ledger->batch_count == ledger->batch_room) {
        ledger->batch_room = ledger->batch_room ? 2 * ledger->batch_room : 256;
        ledger->batches = status_reallocate(ledger->batches, ledger->batch_room, sizeof *ledger->batches);
    }
    ledger->batches[ledger->batch_count++] = (struct batch){amount, expires, holder, 0};
    uint32_t number = (uint32_t)ledger->batch_count, home = holder.home;
    if (ledger->oldest[home])
        ledger->batches[ledger->newest[home] - 1].next = number;
    else
        ledger->oldest[home] = number;
    ledger->newest[home] = number;
}

static struct batch *batch_at(const struct ledger *ledger, uint32_t number) {
    return number ? &ledger->batches[number - 1] : NULL;
}

// Takes up to `amount` from the holder's batches, oldest first. What is empty stays in the chain until it is
// the oldest.
static int64_t take_from_batches(struct ledger *ledger, struct ledger_holder holder, int64_t amount) {
    int64_t taken = 0;
    struct batch *batch = batch_at(ledger, ledger->oldest[holder.home]);
    for (; batch && taken < amount; batch = batch_at(ledger, batch->next)) {
        if (batch->holder.issuer != holder.issuer) continue;
        int64_t part = batch->left < amount - taken ? batch->left : amount - taken;
        batch->left -= part;
        taken += part;
    }
    while ((batch = batch_at(ledger, ledger->oldest[holder.home])) && batch->left == 0)
        ledger->oldest[holder.home] = batch->next;
    return taken;
}

int64_t ledger_redeem_tokens(struct ledger *ledger, struct ledger_holder holder, int64_t amount,
                             uint16_t reason, journal_cause cause) {
    int64_t taken = take_from_batches(ledger, holder, amount);
    if (taken)
        ledger_post(ledger, ledger_household(ledger, holder.home), ledger_burn(ledger), taken, TOKEN, reason,
                    cause);
    ledger->tokens[holder.issuer].redeemed += taken;
    return taken;
}

int64_t ledger_held_tokens(const struct ledger *ledger, struct ledger_holder holder) {
    int64_t held = 0;
    const struct batch *batch = batch_at(ledger, ledger->oldest[holder.home]);
    for (; batch; batch = batch_at(ledger, batch->next))
        held += batch->holder.issuer == holder.issuer ? batch->left : 0;
    return held;
}

// Of whoever issued them.
static int64_t take_expired(struct ledger *ledger, uint32_t home, time_ms now) {
    int64_t over = 0;
    struct batch *batch;
    while ((batch = batch_at(ledger, ledger->oldest[home])) && batch->expires <= now) {
        over += batch->left;
        ledger->tokens[batch->holder.issuer].expired += batch->left;
        batch->left = 0;
        ledger->oldest[home] = batch->next;
    }
    return over;
}

void ledger_expire_tokens(struct ledger *ledger, time_ms now) {
    size_t households = ledger->accounts - first_household(ledger);
    for (uint32_t home = 0; home < households; home++) {
        int64_t over = take_expired(ledger, home, now);
        if (over)
            ledger_post(ledger, ledger_household(ledger, home), ledger_burn(ledger), over, TOKEN,
                        ledger->expiry_reason, 0);
    }
}

struct ledger_tokens ledger_tokens_of(const struct ledger *ledger, uint16_t issuer) {
    struct ledger_tokens tokens = ledger->tokens[issuer];
    tokens.outstanding = tokens.issued - tokens.redeemed - tokens.expired;
    return tokens;
}

struct ledger_tokens ledger_tokens(const struct ledger *ledger) {
    struct ledger_tokens sum = {0};
    for (uint16_t issuer = 0; issuer < ledger->parties; issuer++) {
        struct ledger_tokens tokens = ledger_tokens_of(ledger, issuer);
        sum.issued += tokens.issued;
        sum.redeemed += tokens.redeemed;
        sum.expired += tokens.expired;
        sum.outstanding += tokens.outstanding;
    }
    return sum;
}

static int64_t sum_of(const int64_t *balance, size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += balance[i];
    return sum;
}

void ledger_settle(struct ledger *ledger) {
    if (!ledger->unsettled) return;
    ledger->unsettled = false;
    for (int currency = 0; currency < CURRENCIES; currency++)
        PROMISE(sum_of(ledger->balance[currency], ledger->accounts) == 0,
                "value is moved, never made or lost");
    size_t households = ledger->accounts - first_household(ledger);
    int64_t held = sum_of(ledger->balance[TOKEN] + first_household(ledger), households);
    PROMISE(held == ledger_tokens(ledger).outstanding, "tokens issued = redeemed + expired + outstanding");
}

size_t ledger_flow_count(const struct ledger *ledger) {
    return ledger->flow_count;
}
const struct ledger_flow *ledger_flow_at(const struct ledger *ledger, size_t index) {
    return &ledger->flows[index];
}
void ledger_new_day(struct ledger *ledger) {
    for (size_t i = 0; i < ledger->flow_count; i++) ledger->flows[i].today = 0;
}
