// SPDX-License-Identifier: GPL-3.0-or-later
// What the maker leaves to choosers (models/methods/chooser.h): the price of a lead, and the reward for a sighting that a family
// shares. Each lead is a round of its price and earns what firms pay for it; each family asked is a round of the reward, and
// earns what its sighting sells for less the tokens, or nothing. What is offered by lot differs between families: who shared for
// less than another was offered in the same month is counted (maker_chooses_less_equation).
#ifndef MARU_MODELS_MAKER_MAKER_CHOOSES_H
#define MARU_MODELS_MAKER_MAKER_CHOOSES_H

#include "models/methods/price_ladder.h"
#include "models/pests/pest_control_leads.h"

extern const struct equation maker_chooses_less_equation;

enum { MAKER_CHOOSES_NONE = PRICE_LADDER_STEPS };  // no step: the reward is not the chooser's

// Zero: nothing offered yet.
struct maker_chooses {
    struct price_ladder leads[2];  // by enum lead
    struct price_ladder rewards;
    // Of this month.
    int64_t month;
    double highest, shared, paid, less;  // tokens offered at most; families that shared, for how many; what these missed
};

// The step of the next lead of that sort, and of the reward that the next family is offered.
size_t maker_chooses_lead(const struct world *world, const struct party *maker, struct maker_chooses *chooses,
                          enum lead lead, const struct price_ladder_chooser *chooser);
size_t maker_chooses_reward(const struct world *world, const struct party *maker, struct maker_chooses *chooses,
                            const struct price_ladder_chooser *chooser);

// A family was offered so many tokens, or shared for them. Returns by how many more all that shared this month fell short of the
// highest offer of it.
double maker_chooses_offered(const struct world *world, struct maker_chooses *chooses, double tokens);
double maker_chooses_shared(const struct world *world, struct maker_chooses *chooses, double tokens);

// At midnight: once a month, rows of what has been learnt by what learns.
void maker_chooses_midnight(struct world *world, const struct party *maker, struct maker_chooses *chooses,
                            const struct technique *leads, const struct technique *rewards);

#endif
