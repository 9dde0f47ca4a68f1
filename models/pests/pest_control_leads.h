// SPDX-License-Identifier: GPL-3.0-or-later
// Which leads a pest-control firm buys, and what it learns of those it bought and of those it left.
//
// A lead is offered before anything is told of the family: the seller compares the home with the firm's customers and says
// only whether it is one of them, and afterwards how many of the families whose leads the firm left called it all the same.
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_LEADS_H
#define MARU_MODELS_PESTS_PEST_CONTROL_LEADS_H

#include "models/pests/pest_lead.h"
#include "sim/engine/submodel.h"
#include "sim/engine/world.h"

extern const struct equation pest_control_offer_equation;

// What a firm would pay for a lead, asked that much; PEST_CONTROL_LEADS_NO_BID: it wants none at that price. Then, that it is
// to get it. In parties_decide only.
#define PEST_CONTROL_LEADS_NO_BID (-1.0)
double pest_control_leads_bid_won(struct world *world, struct party *firm, uint32_t home, enum lead lead, double asked_won);
void pest_control_leads_gets(struct world *world, struct party *firm, uint32_t home, enum lead lead, double price_won);

void pest_control_leads_start(const struct world *world, struct party *firm);
void pest_control_leads_close(struct party *firm);

// The home is a customer, called, or its lead was bought.
void pest_control_leads_know(const struct world *world, struct party *firm, uint32_t home, double days);
// A family called by itself.
void pest_control_leads_called(const struct world *world, struct party *firm, uint32_t home);
// Crews are booked for longer than the firm accepts.
bool pest_control_leads_too_busy(const struct party *firm);
// The time for a lead that was left to become a customer by itself is over.
void pest_control_leads_left(struct party *firm, const struct timer *timer);

#endif
