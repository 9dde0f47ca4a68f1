// SPDX-License-Identifier: GPL-3.0-or-later
// Each policy of a scenario: its title, who may learn what under which rule, the levers it sets, the decisions it takes itself.
#ifndef MARU_SIM_COMMAND_ODD_POLICIES_H
#define MARU_SIM_COMMAND_ODD_POLICIES_H

#include "sim/command/odd_parts.h"

// False with a status.
bool odd_put_policies(const struct odd *odd);

#endif
