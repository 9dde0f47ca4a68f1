// SPDX-License-Identifier: GPL-3.0-or-later
// The books of a service in general: who is paid for a visit, what it costs whom, and what the maker and the partner
// have of it.
//
//   a partner's, by referral     the family pays the partner; the partner pays the maker for each report that led to an
//                                offer; crews are paid for their visits, as they serve others besides
//   a partner's, in the app      the family pays the maker, which keeps its commission and pays out the rest
//   the maker's own              the family pays the maker, which pays its crews from opening to closing, busy or idle,
//                                what they work after closing (at the same wage), material, and a fixed cost;
//                                experience shortens visits and so waits and evenings, not the opening hours
// Break-even: models/services/make_or_partner_law.h, with this service's figures, whoever runs it now.
#ifndef MARU_MODELS_SERVICES_SERVICE_BOOKS_H
#define MARU_MODELS_SERVICES_SERVICE_BOOKS_H

#include "models/services/service_parts.h"

void service_books_open(struct world *world, struct party *party);  // in start()

// Length of the next visit against visit_hours: a partner is practised, the maker's own people learn until they are.
double service_books_length(const struct party *party);

// The report that leads to an offer, where leads are paid for.
void service_books_lead(struct world *world, const struct party *party, uint32_t home, uint64_t cause);
// A visit is over: its order is paid, and what it cost.
void service_books_visit(struct world *world, struct party *party, const struct service_job *job, uint64_t cause);
// At midnight: the day's desks and fixed costs of an own service, and what would be needed for it to pay.
void service_books_end_day(struct world *world, struct party *party);

#endif
