// SPDX-License-Identifier: GPL-3.0-or-later
// Looks into a workbook (the doorway of minizip).
#ifndef MARU_ANALYSIS_WORKBOOK_LOOK_H
#define MARU_ANALYSIS_WORKBOOK_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#define WORKBOOK_MAKER "maru export"

// Of which run or study workbook_write made it; NULL: it is no workbook, or another program's. Owned by the caller.
char *workbook_look_identity(const char *path);

// Whether every part can be read and fits its checksum, and the sheets are whole and have that many rows: [sheets]. The library
// that writes workbooks goes on when its scratch files cannot be written.
bool workbook_look_is_whole(const char *path, const size_t *rows, size_t sheets);

#endif
