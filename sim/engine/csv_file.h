// SPDX-License-Identifier: GPL-3.0-or-later
// Files of comma-separated values as RFC 4180 has them (libcsv, strict; this is its only doorway), read as every text is
// (text_file.h). The first row names the columns; each further one has as many fields. A field within quotes may hold commas,
// doubled quotes and ends of lines; outside quotes, blanks and tabs around a field do not count; lines without anything are
// passed over. Refused, with file and line: quotes that are not closed, and those that stand within a field or close before
// its end; a row of another length than the header; two columns of one name.
#ifndef MARU_SIM_ENGINE_CSV_FILE_H
#define MARU_SIM_ENGINE_CSV_FILE_H

#include "sim/engine/status.h"

struct csv_file;

// Opens the file and reads its header. `name`: what messages call it; borrowed until it is closed. NULL with a status.
struct csv_file *csv_file_open(const char *path, const char *name, struct status *status);
void csv_file_close(struct csv_file *csv);

// The column that the setting, as "weather.time_column", says. False with a status that tells which columns there are.
bool csv_file_column(const struct csv_file *csv, const char *setting, const char *column, size_t *place,
                     struct status *status);

// How many columns there are, and what the header calls one; borrowed.
size_t csv_file_width(const struct csv_file *csv);
const char *csv_file_heading(const struct csv_file *csv, size_t place);

// Moves to the next row. False behind the last one, and with a status when the file is refused.
bool csv_file_next(struct csv_file *csv, struct status *status);
long csv_file_line(const struct csv_file *csv);                       // the row's first
const char *csv_file_field(const struct csv_file *csv, size_t place);  // borrowed until the next row

// Reads a field that is a decimal number and nothing else: no hexadecimal, no infinity, a point before the decimals. NULL,
// or what it is instead ("is not a number"; static).
const char *csv_file_number(const char *field, double *value);

#endif
