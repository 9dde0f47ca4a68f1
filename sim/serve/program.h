// SPDX-License-Identifier: GPL-3.0-or-later
// This program, begun again by itself: what another of its commands says.
#ifndef MARU_SIM_SERVE_PROGRAM_H
#define MARU_SIM_SERVE_PROGRAM_H

#include "sim/serve/children.h"
#include "sim/serve/web.h"

// Its own path; "": it cannot be told. Static.
const char *program_self(void);

// Answers the request with what `maru` says with these words, which end with NULL and are copied; or, where it ends well, with the page
// of maru report that it leaves at `page`. Programs that wait are `most` at most, whoever asks how often: then it is "too_many".
void program_answer(struct children *children, int most, struct web *web, struct web_request *request, const char *const *words,
                    const char *page);

#endif
