// SPDX-License-Identifier: GPL-3.0-or-later
// This program, begun again by itself: what another of its commands says.
#ifndef MARU_SIM_SERVE_PROGRAM_H
#define MARU_SIM_SERVE_PROGRAM_H

#include "sim/serve/children.h"

// Its own path; "": it cannot be told. Static.
const char *program_self(void);

// Begins `maru` with these words, which end with NULL and are copied; `done` gets all it said, once.
void program_ask(struct children *children, const char *const *words,
                 void (*done)(void *argument, bool well, const char *text), void *argument);

#endif
