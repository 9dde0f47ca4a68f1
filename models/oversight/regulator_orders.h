// SPDX-License-Identifier: GPL-3.0-or-later
// What may be taken, and how it ends: by order, or because the taker stops by itself.
#ifndef MARU_MODELS_OVERSIGHT_REGULATOR_ORDERS_H
#define MARU_MODELS_OVERSIGHT_REGULATOR_ORDERS_H

#include "models/oversight/regulator_parts.h"

// Nobody was asked, or what they say is not heeded, and nothing forbids it.
bool regulator_orders_can_take(const struct world *world, uint16_t flow);
// ... and something was.
bool regulator_orders_takes_of(const struct world *world, uint16_t flow);
// Whether the recipient does, from that maker's appliances; maker NULL: from anybody's.
bool regulator_orders_takes(const struct world *world, uint16_t recipient, const struct party *maker);
// Nothing is taken any more until then, and with `ask` all families that something was taken of are asked whether it may go on.
void regulator_orders_stop(struct world *world, const struct party *regulator, uint16_t recipient,
                           const struct party *maker, time_ms until, bool ask);

#endif
