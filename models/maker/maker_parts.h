// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of a maker share: its settings, what it counts, and what is kept.
//   maker_party.c   alarms on the devices, families' answers, the cloud; fines
//   maker_shop.c    accessories and after-service, sold to homes that own something of the maker's
//   maker_leads.c, maker_chooses.c   sale of leads; prices and rewards that it learns
#ifndef MARU_MODELS_MAKER_MAKER_PARTS_H
#define MARU_MODELS_MAKER_MAKER_PARTS_H

#include "models/maker/maker_chooses.h"
#include "models/maker/maker_leads.h"
#include "sim/engine/world.h"

struct maker_settings {
    char *makes;
    double lead_fee_won, shared_fee_share;
    int64_t shared_buyers;
    int lead_price;
    double price_trials;
    int lead_chooser, reward_chooser;
    double chooser_explores;
    double reward_tokens, sighting_term_days, mess_promise, false_alarm_weight;
    double accessories_year, accessories_shape, accessory_won, accessory_usual_won;
    double service_year, service_shape, service_won, service_usual_won;
    double price_weight, cost_share, trust_reference;
    double power_won_kwh;
    double ignores_withdrawn;
    bool stretches_purpose;
    bool heeds_fines;
    double believed_kept, believed_fines_year, prior_years;
};

enum {
    ALARMS,
    FALSE_ALARMS,
    NOTICES,
    ASKED,
    SHARED,
    SOLD,
    LEADS_SOLD,
    LEADS_UNSOLD,
    LEAD_PRICE,
    KEPT,
    DISASTERS,
    SALES,
    ACCESSORIES,
    SERVICES,
    TOKENS_SPENT,
    STOPPED_TAKING,
    EXPLORATION,
    OFFERED_LESS,
    METRICS
};

struct maker_state {
    uint16_t sighting_flow;  // to the maker
    struct maker_leads leads;
    struct maker_chooses chooses;
    uint16_t reward, accessory, service, cost, power, mess, promise;
    float *buys;       // [homes] accessories, of the mean household's
    float *is_served;  // [homes] after-service visits, of the mean household's
    double cloud_kwh;  // paid for so far
};

#endif
