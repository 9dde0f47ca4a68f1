// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/maker_leads.h"

#include "models/media/auction_law.h"
#include "models/pests/pest_control.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

enum { LEAD_BYTES = 2000 };

const struct equation maker_leads_price_equation = {
    "the price of a lead",
    "lead_price fixed: lead_fee_won, of a shared one times shared_fee_share, to the first firms by lot that "
    "want it at that "
    "price; learned: the same around that price, as in finding a price; auction: to the firms that bid most, "
    "that price as "
    "reserve; halfway: as fixed, to each at half of that price and its bid together",
    "lot uniform, the home's luck with each firm; at most one firm, of a shared lead shared_buyers; a firm "
    "pays when the "
    "lead is there",
    "halfway: a double auction of one seller and one buyer with k = 1/2 (Chatterjee & Samuelson 1983, not "
    "read); else an assumption"};

// The firms in the order of the home's luck with them.
static void put_in_turn(struct world *world, const struct maker_leads *leads, uint32_t home,
                        uint32_t turn[MAKER_LEADS_FIRMS_MOST]) {
    double luck_of[MAKER_LEADS_FIRMS_MOST];
    for (uint32_t firm = 0; firm < leads->count; firm++) {
        struct random_sequence luck = luck_with_party(world, leads->firms[firm], home, "maker.firm", 0);
        double lot = random_next_uniform(&luck);
        uint32_t place = firm;
        for (; place > 0 && luck_of[place - 1] < lot; place--) {
            luck_of[place] = luck_of[place - 1];
            turn[place] = turn[place - 1];
        }
        luck_of[place] = lot;
        turn[place] = firm;
    }
}

// True when it may go to the firm, which then buys it.
static bool hand_over(struct world *world, const struct party *maker, const struct maker_leads *leads,
                      const struct maker_leads_offer *offer, uint32_t firm, double price_won) {
    uint32_t home = offer->sighting->home;
    const struct gate_pass *pass = party_share(world, home, leads->flows[firm], FORM_RAW, LEAD_BYTES);
    if (!pass) return false;
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = offer->lead == LEAD_EXCLUSIVE ? &pest_control_exclusive_lead
                                                                    : &pest_control_shared_lead,
                             .home = home,
                             .from = maker->number,
                             .to = leads->firms[firm]->number,
                             .bytes = LEAD_BYTES,
                             .cause = offer->sighting->cause,
                             .value = (int64_t)(price_won + 0.5)});
    pest_control_leads_gets(world, leads->firms[firm], home, offer->lead, price_won);
    return true;
}

// The firm pays no more than it bids.
static double agreed_won(const struct maker_leads_offer *offer, double price_won, double bid_won) {
    return offer->price == PRICE_HALFWAY ? (price_won + bid_won) / 2 : price_won;
}

static void add_sale(struct maker_leads_sale *sale, double price_won) {
    sale->sold++;
    sale->price_won += (price_won - sale->price_won) / sale->sold;
}

// From firm to firm; price_won: what is asked at least.
static struct maker_leads_sale sell_in_turn(struct world *world, const struct party *maker,
                                            struct maker_leads *leads, const struct maker_leads_offer *offer,
                                            double price_won, uint32_t *asked) {
    uint32_t turn[MAKER_LEADS_FIRMS_MOST];
    struct maker_leads_sale sale = {0, price_won};
    put_in_turn(world, leads, offer->sighting->home, turn);
    for (*asked = 0; *asked < leads->count && sale.sold < offer->buyers; ++*asked) {
        uint32_t firm = turn[*asked];
        double bid = pest_control_leads_bid_won(world, leads->firms[firm], offer->sighting->home, offer->lead,
                                                price_won);
        double agreed = agreed_won(offer, price_won, bid);
        if (bid < price_won || !hand_over(world, maker, leads, offer, firm, agreed)) continue;
        add_sale(&sale, agreed);
    }
    return sale;
}

// The price in the middle of the ladder is the fee.
static struct maker_leads_sale sell_to_learn(struct world *world, const struct party *maker,
                                             struct maker_leads *leads,
                                             const struct maker_leads_offer *offer) {
    struct price_experiment *experiment = offer->lead == LEAD_EXCLUSIVE ? &leads->exclusive : &leads->shared;
    size_t step = price_experiment_next(experiment, offer->price_trials);
    uint32_t asked;
    struct maker_leads_sale sale =
        sell_in_turn(world, maker, leads, offer, offer->fee_won * price_experiment_multiple(step), &asked);
    price_experiment_saw(experiment, step, asked, sale.sold);
    return sale;
}

// Equal bids: by lot.
static struct maker_leads_sale sell_by_auction(struct world *world, const struct party *maker,
                                               const struct maker_leads *leads,
                                               const struct maker_leads_offer *offer) {
    uint32_t turn[MAKER_LEADS_FIRMS_MOST];
    double bids[MAKER_LEADS_FIRMS_MOST];
    bool wins[MAKER_LEADS_FIRMS_MOST];
    put_in_turn(world, leads, offer->sighting->home, turn);
    for (uint32_t i = 0; i < leads->count; i++)
        bids[i] = pest_control_leads_bid_won(world, leads->firms[turn[i]], offer->sighting->home, offer->lead,
                                             offer->fee_won);
    struct maker_leads_sale sale = {
        0, auction_of_units(bids, leads->count, offer->buyers, offer->fee_won, wins)};
    for (uint32_t i = 0; i < leads->count; i++)
        if (wins[i]) sale.sold += hand_over(world, maker, leads, offer, turn[i], sale.price_won);
    return sale;
}

struct maker_leads_sale maker_leads_sell(struct world *world, const struct party *maker,
                                         struct maker_leads *leads, const struct maker_leads_offer *offer) {
    uint32_t asked;
    if (offer->price == PRICE_AUCTION) return sell_by_auction(world, maker, leads, offer);
    if (offer->price == PRICE_LEARNED) return sell_to_learn(world, maker, leads, offer);
    return sell_in_turn(world, maker, leads, offer, offer->fee_won, &asked);
}

void maker_leads_find_firms(struct world *world, const struct party *maker, struct maker_leads *leads) {
    for (struct party *p = NULL; (p = world_party_of_kind(world, &pest_control_party, p));) {
        if (leads->count == MAKER_LEADS_FIRMS_MOST) break;
        leads->flows[leads->count] =
            party_flow_from(world, maker, DATA_PEST_SIGHTING, p, PEST_CONTROL_PURPOSE);
        party_asks_each_time(world, leads->flows[leads->count]);
        leads->firms[leads->count++] = p;
    }
}
