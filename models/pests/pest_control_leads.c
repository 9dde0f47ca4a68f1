// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/pest_control_leads.h"

#include <math.h>
#include <stdlib.h>

#include "models/pests/pest_control_parts.h"
#include "models/pests/pest_control_price.h"
#include "models/pests/pest_control_worth.h"
#include "sim/engine/party_act.h"

const struct equation pest_control_offer_equation = {
    "which leads it is offered it buys",
    "none when visits waiting x visit_hours / crews > longest_wait_days (closes_hour - opens_hour) "
    "(declined); none of a "
    "home with its plan, or that called, was visited or whose lead it bought less than known_days ago "
    "(declined_known); "
    "none of a share hold_out of the families (held_out); none whose price is neither at most its bid nor "
    "within its "
    "trials (declined_dear); else it pays and gets it; offered: all of these; bids set: its bid is bid_won, "
    "of "
    "a shared lead times bid_shared_share, and it tries none",
    "it does not hear whose the others are; a call within followed_days of a lead left so came anyway",
    "assumption: a seller can compare lists of customers without showing them"};

static struct learning_buyer_prior prior_of(const struct party *firm, enum lead lead) {
    const S *s = firm->entry->settings;
    return (struct learning_buyer_prior){
        .closes = lead == LEAD_EXCLUSIVE ? s->believed_exclusive : s->believed_shared,
        .anyway = s->believed_anyway,
        .margin_won = pest_control_customer_worth_won(s, pest_control_price_after_won(firm, lead)),
        .weight = s->prior_purchases};
}

static double bid_of(const struct party *firm, enum lead lead) {
    const S *s = firm->entry->settings;
    if (s->bids == BIDS_AS_SET) return s->bid_won * (lead == LEAD_EXCLUSIVE ? 1 : s->bid_shared_share);
    struct learning_buyer_prior prior = prior_of(firm, lead);
    return learning_buyer_bid(&pest_control_state_of(firm)->learnt[lead], &prior, s->contact_won);
}

// ---- Whom it knows --------------------------------------------------------------------------------------

void pest_control_leads_know(const struct world *world, struct party *firm, uint32_t home, double days) {
    time_ms *until = &pest_control_state_of(firm)->known_until[home];
    time_ms then = world->now + (time_ms)(days * (double)CLOCK_DAY);
    if (then > *until) *until = then;
}

void pest_control_leads_called(const struct world *world, struct party *firm, uint32_t home) {
    const S *s = firm->entry->settings;
    pest_control_state_of(firm)->called_at[home] = world->now;
    pest_control_leads_know(world, firm, home, s->known_days);
}

static bool holds_out(const struct world *world, const struct party *firm, uint32_t home) {
    const S *s = firm->entry->settings;
    struct random_sequence luck = luck_with_party(world, firm, home, "pest_control.hold out", 0);
    return random_next_uniform(&luck) < s->hold_out;
}

// ---- An offer -------------------------------------------------------------------------------------------

bool pest_control_leads_too_busy(const struct party *firm) {
    const S *s = firm->entry->settings;
    double hours = (double)pest_control_state_of(firm)->crews.queue.count * s->visit_hours / (double)s->crews;
    return hours > s->longest_wait_days * (s->closes_hour - s->opens_hour);
}

static bool is_too_dear(const struct world *world, const struct party *firm, enum lead lead,
                        double asked_won) {
    const S *s = firm->entry->settings;
    if (asked_won <= bid_of(firm, lead)) return false;
    return s->bids == BIDS_AS_SET ||
           !learning_buyer_can_try(&pest_control_state_of(firm)->learnt[lead], clock_day(world->now),
                                   asked_won, s->trials_won_quarter);
}

// Which metric says why it takes none; METRICS: it does.
static size_t refusal_of(const struct world *world, const struct party *firm, uint32_t home, enum lead lead,
                         double asked_won) {
    const struct pest_control_state *state = pest_control_state_of(firm);
    if (pest_control_leads_too_busy(firm)) return DECLINED;
    if (state->known_until[home] > world->now) return KNOWN;
    if (holds_out(world, firm, home)) return HELD_OUT;
    return is_too_dear(world, firm, lead, asked_won) ? DEAR : METRICS;
}

// Whether the family comes all the same is seen later.
static void follow(struct world *world, const struct party *firm, uint32_t home, enum lead lead) {
    const S *s = firm->entry->settings;
    party_wake(world, firm,
               (struct timer){.due = world->now + (time_ms)(s->followed_days * (double)CLOCK_DAY),
                              .what = lead == LEAD_EXCLUSIVE ? LEFT_EXCLUSIVE : LEFT_SHARED,
                              .home = home,
                              .value = world->now});
}

double pest_control_leads_bid_won(struct world *world, struct party *firm, uint32_t home, enum lead lead,
                                  double asked_won) {
    if (!pest_control_state_of(firm)->open) return PEST_CONTROL_LEADS_NO_BID;
    double bid = bid_of(firm, lead);
    party_count(world, firm, OFFERED, home, 1);
    party_count(world, firm, BID, home, bid);
    size_t refusal = refusal_of(world, firm, home, lead, asked_won);
    if (refusal == METRICS) return fmax(bid, asked_won);
    party_count(world, firm, refusal, home, 1);
    if (refusal == HELD_OUT || refusal == DEAR) follow(world, firm, home, lead);
    return PEST_CONTROL_LEADS_NO_BID;
}

void pest_control_leads_gets(struct world *world, struct party *firm, uint32_t home, enum lead lead,
                             double price_won) {
    const S *s = firm->entry->settings;
    if (price_won > bid_of(firm, lead))
        learning_buyer_tried(&pest_control_state_of(firm)->learnt[lead], clock_day(world->now), price_won);
    pest_control_leads_know(world, firm, home, s->known_days);
}

void pest_control_leads_left(struct party *firm, const struct timer *timer) {
    struct pest_control_state *state = pest_control_state_of(firm);
    enum lead lead = timer->what == LEFT_EXCLUSIVE ? LEAD_EXCLUSIVE : LEAD_SHARED;
    learning_buyer_left(&state->learnt[lead], state->called_at[timer->home] >= timer->value);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

void pest_control_leads_start(const struct world *world, struct party *firm) {
    struct pest_control_state *state = pest_control_state_of(firm);
    state->known_until = status_allocate(world->home_count, sizeof *state->known_until);
    state->called_at = status_allocate(world->home_count, sizeof *state->called_at);
    for (uint32_t home = 0; home < world->home_count; home++) state->called_at[home] = -1;
}

void pest_control_leads_close(struct party *firm) {
    struct pest_control_state *state = pest_control_state_of(firm);
    free(state->known_until);
    free(state->called_at);
}
