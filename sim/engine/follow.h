// SPDX-License-Identifier: GPL-3.0-or-later
// Which plan may follow on another during a run (plan_past, turn.h).
#ifndef MARU_SIM_ENGINE_FOLLOW_H
#define MARU_SIM_ENGINE_FOLLOW_H

#include "sim/engine/plan.h"

// Both are of one scenario and differ in their policies. False with a status when they differ in a setting that counts at the
// start only.
bool follow_allowed(const struct plan *plan, const struct plan *past, struct status *status);

#endif
