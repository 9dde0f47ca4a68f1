// SPDX-License-Identifier: GPL-3.0-or-later
// A page about a run or a study: one file of HTML that needs nothing else. Its looks and its program lie in analysis/charts and
// are built in; its data is one block of JSON, in which every number is a text printed here and a number to draw by
// (report_number.h).
#ifndef MARU_ANALYSIS_REPORT_H
#define MARU_ANALYSIS_REPORT_H

#include <stdio.h>

#include "analysis/report_source.h"

// The same bytes of the same source, whose flows it sorts. False when `out` cannot be written.
bool report_write(struct report_source *source, FILE *out);

// The identity of what a page is about; NULL: the file is no page of Maru's. Owned by the caller.
char *report_identity(const char *path);

#endif
