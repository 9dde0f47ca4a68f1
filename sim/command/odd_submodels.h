// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind that is there: its equations with letters and sources, what is counted, every setting.
#ifndef MARU_SIM_COMMAND_ODD_SUBMODELS_H
#define MARU_SIM_COMMAND_ODD_SUBMODELS_H

#include "sim/command/odd_parts.h"

void odd_put_submodels(const struct odd *odd);

#endif
