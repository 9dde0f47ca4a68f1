// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the maker's reports a partner buys, to make an offer on them: where it pays for leads (referral), it learns what
// offers bring and bids no more (models/methods/learning_buyer_technique.h).
#ifndef MARU_MODELS_SERVICES_SERVICE_LEADS_H
#define MARU_MODELS_SERVICES_SERVICE_LEADS_H

#include "models/services/service_parts.h"

extern const struct equation service_leads_equation;

// Whether it makes an offer to the home: always where nobody is paid for the report. What it leaves is followed (SERVICE_LEFT)
// to see whether the family calls all the same.
bool service_leads_buys(struct world *world, struct party *party, uint32_t home);
// An offer that was bought has been answered.
void service_leads_answered(struct party *party, bool booked);
// A booking is over: what it left, 0 when the family gave up waiting.
void service_leads_earned(struct party *party, double won);
// The timer of a report left has come.
void service_leads_left(struct party *party, const struct timer *timer);

#endif
