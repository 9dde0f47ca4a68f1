// SPDX-License-Identifier: GPL-3.0-or-later
// The reference as a definition file of LuaLS, which editors complete and check scenarios by.
#ifndef MARU_SIM_COMMAND_LUALS_H
#define MARU_SIM_COMMAND_LUALS_H

#include "sim/engine/status.h"

bool luals_print(struct status *status);

#endif
