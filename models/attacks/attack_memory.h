// SPDX-License-Identifier: GPL-3.0-or-later
// What an attack has noticed and will have to forget, in the order in which it came: who overhears a firm has no more than that firm
// still keeps.
#ifndef MARU_MODELS_ATTACKS_ATTACK_MEMORY_H
#define MARU_MODELS_ATTACKS_ATTACK_MEMORY_H

#include "sim/engine/world.h"

struct attack_memory;
struct attack_memory *attack_memory_create(void);
void attack_memory_free(struct attack_memory *memory);

// Kept where what came on its flow is deleted after a while, or may be under a policy that is still to come.
void attack_memory_keep(struct attack_memory *memory, const struct world *world, const struct item *item);
// Deletes the next item that is kept too long by now, into `item`. False: there is none.
bool attack_memory_drop(struct attack_memory *memory, const struct world *world, struct item *item);
// For how many days, at most, anything that was noticed is kept; INFINITY: some of it for good.
double attack_memory_days(const struct attack_memory *memory, const struct world *world);

#endif
