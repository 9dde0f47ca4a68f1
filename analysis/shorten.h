// SPDX-License-Identifier: GPL-3.0-or-later
// A value in a cell of a table: as much of a long text as has room.
#ifndef MARU_ANALYSIS_SHORTEN_H
#define MARU_ANALYSIS_SHORTEN_H

enum { SHORTEN_MOST = 40 };  // bytes shown

// Its first line or the beginning of it, behind which "..." stands for the rest. Owned by the caller.
char *shorten(const char *value);

#endif
