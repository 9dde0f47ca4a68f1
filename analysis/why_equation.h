// SPDX-License-Identifier: GPL-3.0-or-later
// By which equation a run came to something: the equation, its source, and the settings in it with their values, who said
// them, their ranges and sources.
#ifndef MARU_ANALYSIS_WHY_EQUATION_H
#define MARU_ANALYSIS_WHY_EQUATION_H

#include "analysis/why_lines.h"
#include "analysis/why_source.h"

// The submodels of the kind (NULL: of any kind) that give the thing, with the settings of the entry; `entry` NULL: of every
// entry of the kind. Each stands in an explanation once. How many there were.
size_t why_equation_tell(const struct why_source *source, const char *kind, const char *entry, const char *thing, int depth,
                     struct why *why);
// By the kinds of these two entries in this order, or else of any.
size_t why_equation_tell_of_either(const struct why_source *source, const char *one, const char *other, const char *thing, int depth,
                               struct why *why);

#endif
