// SPDX-License-Identifier: GPL-3.0-or-later
// Frames as a workbook for spreadsheets (Office Open XML, .xlsx): a sheet for each, the first one says what it is. Texts stay
// texts, whatever they begin with; numbers have 16 significant digits (the library writes no more), whole numbers beyond 2^53,
// which no spreadsheet can hold, are texts. The same frames make the same bytes: it bears no date of its making.
#ifndef MARU_ANALYSIS_WORKBOOK_H
#define MARU_ANALYSIS_WORKBOOK_H

#include "analysis/frames.h"

// Rows of a sheet below its head, in Excel and its like.
enum { WORKBOOK_ROWS_MOST = 1048575 };

// Makes the file, reads it again, and compares. A frame with more than `rows_most` rows becomes several sheets, "events", "events
// (2)", and the first sheet says so. False with a fault (the one that frames_open was given), which calls the file `shown`: it cannot be written, or a frame does not
// fit into a sheet (more than 16,384 columns, a name of more than 31 characters, a text of more than 32,767). What lies under
// `path` then is not whole.
bool workbook_write(const struct frames *frames, const char *path, const char *shown, size_t rows_most, struct fault *fault);

// How many sheets a frame becomes.
size_t workbook_sheets(const struct frame *frame, size_t rows_most);

#endif
