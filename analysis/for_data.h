// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a payment is for data, by the words of its reason.
#ifndef MARU_ANALYSIS_FOR_DATA_H
#define MARU_ANALYSIS_FOR_DATA_H

#include <stdbool.h>

// "lead fee", "reward for data", "profiles".
bool for_data_is(const char *reason);

#endif
