// SPDX-License-Identifier: GPL-3.0-or-later
// Whose customer a family is after a visit. The record of the purchase goes through the gate to who took the booking:
// the partner under referral, the maker when it came through its app or its own people came. Only who has the record
// may invite the family again some time later, which needs no reading; a family that has not been back by then and has
// not taken back its consent gets the invitation.
//
// Who has met the partner can book with it past the app and spare it the commission: a share `leaks` of the visits
// after the first. Disintermediation grows with the trust between the two sides that the platform itself made (Gu &
// Zhu 2021, Manag. Sci. 67:794); whether to be a platform at all or to sell oneself is a choice (Hagiu & Wright 2015,
// Int. J. Ind. Organ. 43:162). How large the share is for visits to homes nobody has measured.
#ifndef MARU_MODELS_SERVICES_SERVICE_CUSTOMERS_H
#define MARU_MODELS_SERVICES_SERVICE_CUSTOMERS_H

#include "models/services/service_parts.h"

// The record, on its way to who knows the customer from now on; item.value: enum service_knower.
extern const struct topic service_customers_record;

void service_customers_prepare(struct world *world, struct party *party);  // in prepare(): declares the data flows

// How this family's next booking goes: past the app, when it leaks.
enum service_way service_customers_way(struct world *world, const struct party *party, uint32_t home);
// Who is going to visit is told what the family needs, by its own act: by booking, or, before that, by calling.
void service_customers_tell(struct world *world, const struct party *party, uint32_t home, enum service_way way,
                            bool calls);

// After a visit: asks for the record if the policy's rule wants that, and sends it if it may.
void service_customers_write_down(struct world *world, struct party *party, const struct service_job *job,
                                  uint64_t cause);
void service_customers_receive(struct world *world, struct party *party, const struct item *record);

// It is time to invite the family again, as service_customers_receive has set the timer: true when there is somebody who
// still may. Who that is, and therefore how a family books that accepts:
bool service_customers_may_remind(const struct world *world, const struct party *party, const struct timer *timer);
enum service_way service_customers_way_back(struct world *world, const struct party *party, const struct timer *timer);

#endif
