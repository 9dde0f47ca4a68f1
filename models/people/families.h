// SPDX-License-Identifier: GPL-3.0-or-later
// Who lives in the homes: household sizes, dwellings, attitudes to privacy, trust, purse.
#ifndef MARU_MODELS_PEOPLE_FAMILIES_H
#define MARU_MODELS_PEOPLE_FAMILIES_H

#include "sim/engine/gate.h"
#include "sim/engine/kind.h"

struct world;

enum { SIZE_CLASSES = 5, SEGMENT_CLASSES = 3 };

// Section `families`.
struct families_settings {
    double size_share[SIZE_CLASSES];        // households of 1, 2, 3, 4, 5 and more persons
    double segment_share[SEGMENT_CLASSES];  // unconcerned, pragmatist, fundamentalist
    double minors_share[SIZE_CLASSES];      // of them with somebody under 18
    double vacant;            // share of homes nobody lives in
    double apartments;        // share of dwellings; the others are houses of one or two floors
    double highest_floor;     // of apartment blocks
    double oldest_building;   // years
    int64_t flats;            // apartments that share a building (buildings.h); 0: each is alone
    double pets;              // share of households with a companion animal
    double trips_per_year, trip_mean_days;
    double base_kwh_month;    // electricity of a 4-person household without the simulated appliances
    double budget_won_month;  // for services and accessories, 4-person household
    double budget_spread;
    // What a family wants for its data, won a month for data of weight 1.
    double data_price_won, data_price_spread;
    double gives_freely, never_gives;  // shares
    double segment_factor[SEGMENT_CLASSES];
    double class_weight[DATA_CLASSES];  // of data like energy use: 1, and no setting
    double label_tells;       // what a label made on the device tells, beside what it was made of
    double understands;       // how much of what the form of the data hides a family takes into account
    double follows_default;   // share of answers that take what was filled in beforehand
    double effort_won;        // of answering a request
    double consent_months;    // that an answer is felt to hold for, where a consent is a standing one
    double data_age_days;     // mean age at which what is known of a family has lost its worth
    // When a family thinks again of what it allows, and what becomes of that.
    double reconsiders_year;
    double reconsiders_trust; // ... once its trust has moved by so much
    double habit;             // share of times that all stays as it is
    // What these cost a family, beside trust.
    double never_gives_won, resents_won, bothered_won;
    double answer_min;        // until a notice on the telephone is answered, mean
    // Trust in the maker.
    double trust_gain, trust_loss;  // evidence before the start
    double loss_factor;       // how much heavier a bad experience weighs than a good one
    double tells_friends;     // chance that a friend hears of a bad experience
    double hearsay;           // weight of a friend's experience against an own one
    double withdraws_below;   // trust below which a family withdraws its consents
};
extern const struct section_kind families_section;

// Whether the family can afford it: a service may cost up to three months' budget.
struct home;
bool families_can_afford(const struct home *home, double won);

// A home's own draw, uniform: it has somebody under 18 where this lies below the share of such homes. Who goes by a share of its own
// (a school) finds the same homes first, and says so of all it finds (home.minors).
double families_child_draw(const struct world *world, uint32_t home);

// Fills every home's facts from its own luck. Needs world->plan, key and homes.
void families_settle_in(struct world *world);

#endif
