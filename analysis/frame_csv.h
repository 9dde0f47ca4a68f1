// SPDX-License-Identifier: GPL-3.0-or-later
// A frame as comma-separated values (RFC 4180): UTF-8 without a mark, lines end with CR LF, the first names the columns, what has
// no value is empty, dates are 2018-06-01, numbers have as many digits as they need to be read as the same number.
#ifndef MARU_ANALYSIS_FRAME_CSV_H
#define MARU_ANALYSIS_FRAME_CSV_H

#include <stdio.h>

#include "analysis/frame.h"

// False when the rows cannot be read (the fault of their file says why) or written (`out` knows).
bool frame_csv_write(const struct frame *frame, FILE *out);

#endif
