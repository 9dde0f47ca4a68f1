// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who sells the data of many families as one: a trustee, who keeps a fee of it; a maker, who keeps
// all; families that agreed to withhold their data together until they are paid what they ask (a data
// strike).
//
// Alone a family is offered what its own data add to what its neighbours' tell already, which is little where
// they are alike. Together they can ask for what all of theirs add: the buyer (data_market, prices = "trust")
// takes the data of a district's members at the price asked, or none of them. It still has those of families
// that nobody speaks for, and what these tell of the members: that is what a strike of a part cannot
// withhold. Who is refused for holds_out_months in a district gives up there, and its families sell each
// alone. The trust finds its price by asking more after a month in which most of its offers were taken, and
// less after one in which they were not.
//
// It answers for what families take back: they think again of their own accord, the buyer has to delete, and
// the trust makes good for that.
#include "models/media/data_trust.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/party_act.h"

struct data_trust_settings {
    double members_share, asks_won, step, fee_share;
    int64_t holds_out_months;
    double withdrawal_won, running_won_month;
};

typedef struct data_trust_settings S;
// clang-format off
static const struct setting rows[] = {
    LEVER_AT_START(S, members_share, "1", 1, 0, 1, "share of families that it speaks for", "the question: all, or those who join a strike"),
    FEE("sold", S, asks_won, "won/month", 2000, 0, 100000, "what it asks for a month of a member's data, at first", "assumption"),
    LEVER(S, step, "1", 0.1, 0, 0.5, "by how much it asks more after a month in which most offers were taken, and less else; 0: it asks the same", "assumption"),
    LEVER(S, fee_share, "1", 0.1, 0, 1, "share of it that it keeps; 1: a maker that sells for itself", "assumption: funds and platforms take between a hundredth and a third"),
    SETTING_WHOLE(ROLE_LEVER, S, holds_out_months, "month", 120, 1, 120, "months in a row that members of a district are refused until they give up; a strike is short", "the question"),
    SPENDING(S, withdrawal_won, "won", 1000, 0, 100000, "what it pays the buyer for a member's data that it has to delete", "assumption: some of a month's price"),
    UNCERTAIN_LIKELY(S, running_won_month, "won/month", 100, 30, 300, 0, 5000, "what selling for a member who lets it costs it", "assumption: an account at a fund or an association"),
};
// clang-format on

enum { MEMBERS, WILLING, SOLD, REFUSED, ASKS, FEES, PAID, WITHDRAWN, METRICS };
static const struct metric metrics[METRICS] = {
    [MEMBERS] = {"members", "month", "months of families that it speaks for", false, NULL},
    [WILLING] = {"willing", "month", "... that let it sell their data", false, NULL},
    [SOLD] = {"sold", "month", "... whose data were sold", true, NULL},
    [REFUSED] = {"refused", "month", "... that the buyer would not have at that price", true, NULL},
    [ASKS] = {"asks", "won/month", "what it asks for a member's data, mean of the offers", true, "willing"},
    [FEES] = {"fees", "won", "what it keeps of what the buyer pays", false, NULL},
    [PAID] = {"paid", "won", "what families get of it", true, NULL},
    [WITHDRAWN] = {"withdrawn", "1", "sold data that a family took back", true, NULL},
};

struct data_trust_state {
    double asks_won;
    double taken, offered;  // of last month's offers, by members that were willing
    uint8_t *refused;       // [districts] months in a row
    bool begun;
};

static struct data_trust_state *state_of(const struct party *trust) {
    return trust->state;
}

// ---- What it asks ----------------------------------------------------------------------------------------

static bool is_member(const struct world *world, const struct party *trust, uint32_t home) {
    const S *s = trust->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "data_trust.members", 0);
    return world->homes[home].members > 0 && random_next_uniform(&luck) < s->members_share;
}

bool data_trust_speaks_for(const struct world *world, const struct party *trust, uint32_t home) {
    const S *s = trust->entry->settings;
    bool together = state_of(trust)->refused[world->homes[home].district] < s->holds_out_months;
    return together && is_member(world, trust, home);
}

double data_trust_asks_won(const struct party *trust) {
    return floor(state_of(trust)->asks_won + 0.5);
}

double data_trust_pays_won(const struct party *trust) {
    const S *s = trust->entry->settings;
    return floor(data_trust_asks_won(trust) * (1 - s->fee_share));
}

// Half of the offers is most of them.
static void learn_price(const struct party *trust) {
    const S *s = trust->entry->settings;
    struct data_trust_state *state = state_of(trust);
    if (state->offered > 0) state->asks_won *= 2 * state->taken >= state->offered ? 1 + s->step : 1 - s->step;
    state->taken = state->offered = 0;
}

void data_trust_begin_month(const struct party *trust) {
    const S *s = trust->entry->settings;
    struct data_trust_state *state = state_of(trust);
    if (!state->begun) state->asks_won = s->asks_won;
    state->begun = true;
    learn_price(trust);
}

// ---- What becomes of it ----------------------------------------------------------------------------------

// An account for each who lets it sell.
static void pay_for_speaking(struct world *world, const struct party *trust, size_t willing, double part) {
    const S *s = trust->entry->settings;
    double won = floor(s->running_won_month * (double)willing * part + 0.5);
    if (won > 0)
        party_spend(world, trust, won, "speaking for families",
                    party_note(world, trust->number, HOME_NONE, 0, "offer of a trust"));
}

void data_trust_answered(struct world *world, struct party *trust, const struct data_trust_offer *offer) {
    struct data_trust_state *state = state_of(trust);
    double count = (double)offer->willing, part = offer->part;
    party_count_own(world, trust, MEMBERS, part * (double)offer->members);
    party_count_own(world, trust, WILLING, part * count);
    party_count_own(world, trust, ASKS, part * count * data_trust_asks_won(trust));
    party_count_own(world, trust, REFUSED, offer->bought ? 0 : part * count);
    pay_for_speaking(world, trust, offer->willing, part);
    state->offered += count;
    state->taken += offer->bought ? count : 0;
    uint8_t *refused = &state->refused[offer->district];
    if (offer->willing) *refused = offer->bought ? 0 : (uint8_t)(*refused + 1);
}

int64_t data_trust_settle(struct world *world, const struct party *trust, const struct party *market,
                          uint32_t home, double part) {
    struct ledger *ledger = world->ledger;
    const S *s = trust->entry->settings;
    int64_t price = (int64_t)(data_trust_asks_won(trust) * part + 0.5);
    int64_t pays = (int64_t)((double)price * (1 - s->fee_share));
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "profile sold by a trust");
    if (price)
        ledger_post(ledger, ledger_party(ledger, market->number), ledger_party(ledger, trust->number), price,
                    WON, ledger_reason(ledger, "data of members"), cause);
    if (pays)
        ledger_post(ledger, ledger_party(ledger, trust->number), ledger_household(ledger, home), pays, WON,
                    ledger_reason(ledger, "paid to members"), cause);
    party_count(world, trust, SOLD, home, part);
    party_count(world, trust, PAID, home, (double)pays);
    party_count(world, trust, FEES, home, (double)(price - pays));
    return pays;
}

void data_trust_withdrawn(struct world *world, const struct party *trust, const struct party *market,
                          uint32_t home) {
    const S *s = trust->entry->settings;
    struct ledger *ledger = world->ledger;
    int64_t won = (int64_t)(s->withdrawal_won + 0.5);
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "sold profile taken back");
    party_count(world, trust, WITHDRAWN, home, 1);
    if (won)
        ledger_post(ledger, ledger_party(ledger, trust->number), ledger_party(ledger, market->number), won,
                    WON, ledger_reason(ledger, "data taken back"), cause);
}

static void data_trust_start(struct world *world, struct party *trust) {
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    state_of(trust)->refused = status_allocate((size_t)homes->districts, 1);
}

static void data_trust_close(struct world *world, struct party *trust) {
    (void)world;
    free(state_of(trust)->refused);
}

// ---- What is computed here, in words ---------------------------------------------------------------------

static const struct equation membership = {"whom it speaks for",
                                           "families with chance members_share; in a district where they "
                                           "were refused holds_out_months in a row, nobody",
                                           "", "a draw of the home's own luck"};
static const struct equation price = {"what it asks",
                                      "asks_won in the first month; then (1 + step) times the last month's, "
                                      "where half of the willing members' data or more were bought, "
                                      "else (1 - step) times",
                                      "in whole won", "assumption: trial and error"};
static const struct equation money = {
    "who gets what",
    "the buyer pays what it asks for each member's data that were sold, the member gets 1 - fee_share of "
    "that, in whole won; withdrawal_won to "
    "the buyer for who takes it back; running_won_month for each that is willing",
    "won for each month, the last one as long as it is", "definition"};
static const struct submodel submodels[] = {
    {&membership, "members", "members_share, holds_out_months"},
    {&price, "willing, sold, refused, asks", "asks_won, step, data_market"},
    {&money,
     "fees, paid, withdrawn, data of members, paid to members, data taken back, speaking for families, "
     "offer of a trust, profile sold by a trust, sold profile taken back",
     "fee_share, withdrawal_won, running_won_month"},
};

const struct party_kind data_trust_party = {
    .kind = {.name = "data_trust",
             .summary = "sells the data of many families as one: a trustee, a maker, or families on strike",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct data_trust_state),
    .start = data_trust_start,
    .close = data_trust_close,
};
