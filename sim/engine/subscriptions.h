// SPDX-License-Identifier: GPL-3.0-or-later
// For making a world: the parties have all subscribed (party_subscribe).
#ifndef MARU_SIM_ENGINE_SUBSCRIPTIONS_H
#define MARU_SIM_ENGINE_SUBSCRIPTIONS_H

struct world;

void subscriptions_close(struct world *world);

#endif
