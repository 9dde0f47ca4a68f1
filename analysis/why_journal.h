// SPDX-License-Identifier: GPL-3.0-or-later
// A payment and what it follows from, a line of the journal and what it follows from, what happened in a home.
#ifndef MARU_ANALYSIS_WHY_JOURNAL_H
#define MARU_ANALYSIS_WHY_JOURNAL_H

#include "analysis/why_lines.h"
#include "analysis/why_source.h"

// False when there is none of that number (nothing is said), or with a fault. Payments and homes count from 0, lines from 1.
bool why_journal_posting(struct why_source *source, int64_t number, int depth, struct why *why);
bool why_journal_event(struct why_source *source, int64_t number, int depth, struct why *why);
bool why_journal_home(struct why_source *source, int64_t home, struct why *why);
// Homes worth asking about: for each thing that the journal says of homes, the rarest first, the one with most to tell.
void why_journal_homes(struct why_source *source, struct why *why);

#endif
