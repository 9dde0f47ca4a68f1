// SPDX-License-Identifier: GPL-3.0-or-later
// A service in general: whom one calls.
#ifndef MARU_MODELS_SERVICES_SERVICE_H
#define MARU_MODELS_SERVICES_SERVICE_H

#include "sim/engine/world.h"

extern const struct party_kind service_party;

// In parties_decide: the family of `home` calls this service (a party of this kind) by itself, and books a visit.
void service_be_called(struct world *world, struct party *service, uint32_t home);

#endif
