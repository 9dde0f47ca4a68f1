// SPDX-License-Identifier: GPL-3.0-or-later
// Who shows of its own accord how good it is? Others know that who is silent could have shown it, and expect of it what the
// silent are on average (disclosure_equation). So the best shows it; the silent are then worse on average, the next shows it,
// and so on: at no cost all but the very worst show it, and that one is known by its silence. At a cost it stops at some
// quality: where it is uniform on 0 to 1, at twice the cost.
#ifndef MARU_MODELS_METHODS_DISCLOSURE_LAW_H
#define MARU_MODELS_METHODS_DISCLOSURE_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/engine/submodel.h"

extern const struct equation disclosure_equation;

// Who shows its quality at that cost, in units of quality: shows[count] is written. Returns what is expected of the silent;
// there always are some. count >= 1.
double disclosure_settle(const double *quality, size_t count, double cost, bool *shows);

#endif
