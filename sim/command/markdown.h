// SPDX-License-Identifier: GPL-3.0-or-later
// The reference as Markdown: what scenarios/README.md and scenarios/KINDS.md hold. False with a status when the Lua library
// cannot be read.
#ifndef MARU_SIM_COMMAND_MARKDOWN_H
#define MARU_SIM_COMMAND_MARKDOWN_H

#include "sim/engine/status.h"

bool markdown_words(struct status *status);  // words, policy, consent, hooks, kinds by name, what Lua has
bool markdown_kinds(struct status *status);  // each kind's settings and metrics

#endif
