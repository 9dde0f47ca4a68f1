// SPDX-License-Identifier: GPL-3.0-or-later
// Another maker, without tokens and without a cloud: nothing its products notice concerns anybody. What it
// sells at which price, and who prefers it, is said by the retailer of the product it competes with
// (models/products/retailer_party.c); here are its books.
#include "models/products/competitor.h"
#include "sim/engine/party_act.h"

struct competitor_settings {
    double margin, cost_share;
};
typedef struct competitor_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, margin, "1", 0.2, 0, 0.6, "share of the price that its shops keep", "assumption; department stores took 19 % (Korea Fair Trade Commission)"),
    UNCERTAIN(S, cost_share, "1", 0.6, 0, 1, "cost of making a product as a share of its price", "assumption, as of the maker's goods"),
};
// clang-format on

enum { SALES, METRICS };
static const struct metric metrics[METRICS] = {
    [SALES] = {"sales", "1", "products sold", true, NULL},
};

struct competitor_state {
    uint16_t sale, shops, cost;
};

journal_cause competitor_sell(struct world *world, uint32_t home, double price_won) {
    const struct party *rival = world_party_of_kind(world, &competitor_party, NULL);
    struct ledger *ledger = world->ledger;
    account outside = ledger_outside(ledger);
    account seller = rival ? ledger_party(ledger, rival->number) : outside;
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "family buys from the rival");
    ledger_post(ledger, ledger_household(ledger, home), seller, (int64_t)(price_won + 0.5), WON,
                ledger_reason(ledger, "appliances of the rival"), cause);
    if (!rival) return cause;
    const S *s = rival->entry->settings;
    const struct competitor_state *state = rival->state;
    ledger_post(ledger, seller, outside, (int64_t)(price_won * s->margin + 0.5), WON, state->shops, cause);
    ledger_post(ledger, seller, outside, (int64_t)(price_won * s->cost_share + 0.5), WON, state->cost, cause);
    party_count(world, rival, SALES, home, 1);
    return cause;
}

static void start(struct world *world, struct party *rival) {
    struct competitor_state *state = rival->state;
    state->shops = ledger_reason(world->ledger, "shops' margin");
    state->cost = ledger_reason(world->ledger, "cost of goods");
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation sale = {
    "what it sells",
    "the family pays the price; margin price goes to its shops, cost_share price is the cost of goods",
    "price: rival_price_won of the retailer, 0: its price_won; to the won", "assumption"};
static const struct submodel submodels[] = {
    {&sale, "sales, family buys from the rival, appliances of the rival, shops' margin, cost of goods",
     "margin, cost_share, retailer.rival_price_won, retailer.price_won"},
};

const struct party_kind competitor_party = {
    .kind = {.name = "competitor",
             .summary = "another maker, without tokens and cloud: who is lost to it is its gain",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct competitor_state),
    .start = start,
};
