// SPDX-License-Identifier: GPL-3.0-or-later
// A firm whose customers' air purifiers report to it: one of several that each know a part of the same thing.
#ifndef MARU_MODELS_AIR_DATA_HOLDER_H
#define MARU_MODELS_AIR_DATA_HOLDER_H

#include "sim/engine/world.h"

extern const struct party_kind data_holder_party;

// A purifier's daily report: dust outdoors as it makes it out, ug/m3.
extern const struct topic data_holder_reading;
TOPICS_CARRY(outdoors_ug, double, &data_holder_reading);

double data_holder_share(const struct party *holder);  // of the purifiers sold, in parts: weights need not add up to 1
// The mean of what a home reported since the last data_holder_forget(); false: nothing, or the family no longer lets
// the firm have it.
bool data_holder_knows(const struct world *world, const struct party *holder, uint32_t home, double *mean_ug);
// It tells others a sum over so many homes, this one among them.
void data_holder_tells_on(struct world *world, const struct party *holder, uint32_t home, double homes);
void data_holder_forget(const struct world *world, struct party *holder);

#endif
