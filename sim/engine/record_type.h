// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MARU_SIM_ENGINE_RECORD_TYPE_H
#define MARU_SIM_ENGINE_RECORD_TYPE_H

// What a variable of the run file holds.
enum record_type { RECORD_FLOAT64, RECORD_INT64, RECORD_INT32, RECORD_UINT8, RECORD_TEXT };  // text: const char *

#endif
