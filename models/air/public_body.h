// SPDX-License-Identifier: GPL-3.0-or-later
// A city that pools what firms know. It is told by the firms, never by an appliance.
#ifndef MARU_MODELS_AIR_PUBLIC_BODY_H
#define MARU_MODELS_AIR_PUBLIC_BODY_H

#include "sim/engine/world.h"

extern const struct party_kind public_body_party;

#define PUBLIC_BODY_PURPOSE "joint analysis"

#endif
