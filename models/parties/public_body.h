// SPDX-License-Identifier: GPL-3.0-or-later
// The public body that looks for bad air: what an appliance needs to ask its family for the joint analysis.
#ifndef MARU_MODELS_PARTIES_PUBLIC_BODY_H
#define MARU_MODELS_PARTIES_PUBLIC_BODY_H

#include "sim/engine/world.h"

extern const struct party_kind public_body_party;

// The flow of the scenario's public body for the joint analysis, GATE_NO_FLOW: there is none. *worth_won: a month of it to
// a family that is asked.
uint16_t public_body_flow(struct world *world, double *worth_won);

// In which form firms hand their customers' readings to the joint analysis.
enum joint_form { JOINT_NONE, JOINT_RAW, JOINT_AGGREGATED, JOINT_NOISED };

#endif
