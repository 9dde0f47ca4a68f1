// SPDX-License-Identifier: GPL-3.0-or-later
// How the maker sells leads to pest-control firms: whom it offers them, at which price, and who gets them.
#ifndef MARU_MODELS_MAKER_MAKER_LEADS_H
#define MARU_MODELS_MAKER_MAKER_LEADS_H

#include "models/methods/price_experiment_technique.h"
#include "models/pests/pest_control_leads.h"

extern const struct equation maker_leads_price_equation;

enum { MAKER_LEADS_FIRMS_MOST = 64 };
enum maker_leads_price { PRICE_FIXED, PRICE_AUCTION, PRICE_LEARNED, PRICE_HALFWAY };

struct maker_leads {
    struct party *firms[MAKER_LEADS_FIRMS_MOST];
    uint16_t flows[MAKER_LEADS_FIRMS_MOST];  // to each firm
    uint32_t count;
    struct price_experiment exclusive, shared;
};

// All the firms of the world, whatever other makers they buy from. In prepare().
void maker_leads_find_firms(struct world *world, const struct party *maker, struct maker_leads *leads);

// A lead on offer: what is sold, at which price beforehand, to how many firms at most.
struct maker_leads_offer {
    const struct item *sighting;
    enum lead lead;
    double fee_won;
    enum maker_leads_price price;
    double price_trials;
    uint32_t buyers;
};
// To how many it was sold, at what price in the mean.
struct maker_leads_sale {
    uint32_t sold;
    double price_won;
};
struct maker_leads_sale maker_leads_sell(struct world *world, const struct party *maker, struct maker_leads *leads,
                                         const struct maker_leads_offer *offer);

#endif
