// SPDX-License-Identifier: GPL-3.0-or-later
// Which homes are infested at the start, and how easily the others become so.
#ifndef MARU_MODELS_PESTS_INFESTATION_HOMES_H
#define MARU_MODELS_PESTS_INFESTATION_HOMES_H

struct world;

// Gives every home its infestation, or none, from its own luck: world->model->infestations. Needs the families.
void infestation_settle_in(struct world *world);

#endif
