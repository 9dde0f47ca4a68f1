// SPDX-License-Identifier: GPL-3.0-or-later
// When something will happen to an air conditioner of itself: patience that ends, a notice that is seen, heat that is
// reached or over, mild weather, a decision of presence control. Worked out through hours of constant weather in closed
// form, as far ahead as nobody comes or goes.
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_OUTLOOK_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_OUTLOOK_H

#include "models/cooling/air_conditioner_parts.h"

// When to act next, later than now; CLOCK_NEVER: when somebody comes or goes. Keeps in ac->due whether there is then
// something to see to, or only to look further.
time_ms air_conditioner_look_ahead(struct visit *visit, struct air_conditioner *ac);

#endif
