// SPDX-License-Identifier: GPL-3.0-or-later
// A small file of text that several processes may write at once, each the same (claim_share).
#ifndef MARU_SIM_STUDY_SHARED_TEXT_H
#define MARU_SIM_STUDY_SHARED_TEXT_H

#include "sim/engine/status.h"

// False with a status when it cannot be written; then what has the name is as it was.
bool shared_text(const char *path, const char *text, struct status *status);

#endif
