// SPDX-License-Identifier: GPL-3.0-or-later
// The choosers there are, by name: what a setting chooses among.
//   SETTING_ONE_OF(ROLE_LEVER, S, lead_chooser, choosers_names, CHOOSER_FIXED, "...", "...")
#ifndef MARU_MODELS_METHODS_CHOOSERS_H
#define MARU_MODELS_METHODS_CHOOSERS_H

#include "models/methods/chooser.h"
#include "role_chooser.inc"  // CHOOSER_FIXED and its like; ROLE_chooser: the techniques, each with a comma behind

static const char *const choosers_names[] = {ROLE_NAMES_chooser NULL};

// Of that number among the names.
const struct technique *choosers_at(int number);

#endif
