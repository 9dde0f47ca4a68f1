// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of comma-separated values as RFC 4180 has them, written. (Reading is sim/engine/csv_file.h.)
#ifndef MARU_ANALYSIS_CSV_PUT_H
#define MARU_ANALYSIS_CSV_PUT_H

#include <stdio.h>

// Room for a number as csv_put_format prints it.
enum { CSV_PUT_SIZE = 40 };

// Within quotes where it needs them.
void csv_put_text(FILE *out, const char *field);
// As csv_put_format; nothing for what has no value (NaN).
void csv_put_number(FILE *out, double value);
// The shortest decimal text that is read as the same number: 15, 16 or 17 digits. Returns `text`.
const char *csv_put_format(double value, char text[CSV_PUT_SIZE]);

#endif
