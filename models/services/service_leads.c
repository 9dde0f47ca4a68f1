// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/service_leads.h"

#include "models/methods/demand_law.h"
#include "sim/engine/party_act.h"

typedef struct service_settings S;

const struct equation service_leads_equation = {
    "which reports a partner buys",
    "all at lead_won <= bid, and others within its trials; of what it leaves (leads_left) it makes no offer "
    "for quiet_days; who "
    "calls in these came anyway; closes: offers booked, beforehand believed_closes at price_won; anyway: "
    "beforehand "
    "believed_anyway; margin: of a booking, beforehand price_won - wage_won_hour visit_hours - material_won",
    "where owned_by is partner and channel referral, and lead_won > 0", "assumption"};

static bool is_paid_for(const struct party *party) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    return state->way == SERVICE_DIRECT && state->maker && s->lead_won >= 0.5;
}

static struct learning_buyer_prior prior_of(const S *s) {
    struct demand demand = {s->usual_won, s->price_weight};
    return (struct learning_buyer_prior){
        .closes = demand_share(demand, s->believed_closes, s->price_won),
        .anyway = s->believed_anyway,
        .margin_won = s->price_won - s->wage_won_hour * s->visit_hours - s->material_won,
        .weight = s->prior_purchases};
}

// What seems too dear is tried as long as there is money for that.
static bool takes(const struct world *world, struct service_state *state, const S *s, double bid_won) {
    if (s->lead_won <= bid_won) return true;
    int64_t day = clock_day(world->now);
    if (!learning_buyer_can_try(&state->buyer, day, s->lead_won, s->trials_won_quarter)) return false;
    learning_buyer_tried(&state->buyer, day, s->lead_won);
    return true;
}

// Nothing more is offered to the home meanwhile.
static void follow(struct world *world, const struct party *party, uint32_t home) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    time_ms until = world->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    state->files[home].quiet_until = until;
    party_count(world, party, SERVICE_LEADS_LEFT, home, 1);
    party_wake(world, party,
               (struct timer){.due = until, .what = SERVICE_LEFT, .home = home, .value = world->now});
}

bool service_leads_buys(struct world *world, struct party *party, uint32_t home) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (!is_paid_for(party)) return true;
    struct learning_buyer_prior prior = prior_of(s);
    double bid_won = learning_buyer_bid(&state->buyer, &prior, 0);
    party_count(world, party, SERVICE_LEADS_OFFERED, home, 1);
    party_count(world, party, SERVICE_BID, home, bid_won);
    bool buys = takes(world, state, s, bid_won);
    if (!buys) follow(world, party, home);
    return buys;
}

void service_leads_answered(struct party *party, bool booked) {
    struct service_state *state = party->state;
    learning_buyer_bought(&state->buyer, booked);
}

void service_leads_earned(struct party *party, double won) {
    struct service_state *state = party->state;
    learning_buyer_earned(&state->buyer, won);
}

void service_leads_left(struct party *party, const struct timer *timer) {
    struct service_state *state = party->state;
    learning_buyer_left(&state->buyer, state->files[timer->home].called_at >= timer->value);
}
