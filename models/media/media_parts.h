// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the maker's medium share: its settings, what it counts, and what is kept.
//   media_party.c    the audience: who uses the app, what is known of it, what advertisements do to it
//   media_places.c   the sale: what is shown in a place, to whom a lead goes, and what is paid
//   media_profiles.c the sale of profiles to a broker, who learns what they bring
#ifndef MARU_MODELS_MEDIA_MEDIA_PARTS_H
#define MARU_MODELS_MEDIA_MEDIA_PARTS_H

#include "models/methods/learning_buyer_technique.h"
#include "models/methods/price_ladder.h"
#include "models/products/product_health.h"
#include "sim/engine/world.h"

enum sells_by { LIST, AUCTION };

struct media_settings {
    double app_share, ads_day, cpm_won, cpc_won, cpl_won, premium, usual_cpm_won, network_share;
    int sells_by;
    double reserve, lead_reserve_won;
    int lead_chooser;
    double chooser_explores, lead_term_days, lead_prior;
    double click_rate, wear_out, asks;
    double profile_days, worth_won, reward_won;
    double annoyed_month, annoyance, leaves_month, leaves_more, returns_month;
    double finds_out_month, leaves_found_out;
    double hosting_won_month;
    char *broker;
    double broker_won, resold, resale_won, believed_resold, prior_purchases, trials_won_quarter;
};

typedef struct media_settings S;

enum {
    ALLOWED, HOME_DAYS, USE, LEFT, RETURNED, ADS, PROFILED, CLICKS, LEADS, LEADS_UNSOLD, LEADS_SOLD, PLACES_SOLD, CLICKS_SOLD, PLACES_WON, CLICKS_WON,
    LEADS_WON, NETWORK_WON, PROFILES_SOLD, PROFILES_WON, ANNOYED, FOUND_OUT, EXPLORATION, METRICS
};

enum { ADVERTISERS_MOST = 32 };

struct media_places {
    struct party *firms[ADVERTISERS_MOST];
    bool service[ADVERTISERS_MOST];
    size_t firm_count, service_count;
    uint8_t *seen;           // [homes][firm_count + 1]: of each firm this month, last: the card
    double leads, lead_won;  // so far, and what one brings on average
    struct price_ladder lead_prices;
    double network_owes;     // less than a won
    uint32_t place_stream, lead_stream;
};

struct app_reader {  // a family, as the desk knows it
    time_ms known_until;
    float wear[PRODUCTS_MOST];  // as reported; negative: no such product
    uint32_t seen;              // advertisements so far
    bool audience, uses_app;
};

struct media_state {
    struct media_places places;
    uint16_t flow, broker_flow;
    struct party *broker;
    struct learning_buyer broker_learnt;
    struct app_reader *readers;  // [homes]
    double returns_day, leaves_day;
    double user_days;            // whose hosting is not paid for yet
    uint32_t day_stream;
};

static inline struct media_state *media_state_of(const struct party *media) { return media->state; }

#endif
