// SPDX-License-Identifier: GPL-3.0-or-later
// Why somebody who looks on guesses as well as he does: whom he overhears, what he asks, how often he is right, what anybody would guess
// who overhears nothing, the bound that theory sets, and the equation of the advantage with its settings.
#ifndef MARU_ANALYSIS_WHY_GUESSES_H
#define MARU_ANALYSIS_WHY_GUESSES_H

#include "analysis/why_lines.h"
#include "analysis/why_source.h"

// `name`: what was asked about, with which the answer begins. Nothing where the run has no such attacker.
void why_guesses_tell(const struct why_source *source, const char *attacker, const char *name, struct why *why);

#endif
