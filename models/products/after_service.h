// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of the maker's after-service.
#ifndef MARU_MODELS_PRODUCTS_AFTER_SERVICE_H
#define MARU_MODELS_PRODUCTS_AFTER_SERVICE_H

#include "models/methods/service_queue.h"
#include "models/products/product_health.h"

#define AFTER_SERVICE_OWN_CALL "own_call"

// In parties_decide: a technician is to come for a sign of a fault, before the product fails. True: the family wants it
// and a visit is booked. `real`: the truth, found out by the technician.
bool after_service_plan_visit(struct world *world, uint32_t home, unsigned product, bool real, uint64_t cause);

// The queue of visits and its statistics so far, of the scenario's first. Borrowed.
const struct service_queue *after_service_queue(struct world *world);

#endif
