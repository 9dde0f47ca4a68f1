// SPDX-License-Identifier: GPL-3.0-or-later
// What n releases about the same home add up to, each of them eps-differentially private by itself, by three laws
// (privacy_budget_equation). Advanced composition and zCDP hold but for a chance of delta. However many releases there are,
// the smallest of the three may be claimed. The gate adds releases of any epsilon by the first and the last (sim/engine/composition.h).
#ifndef MARU_MODELS_METHODS_PRIVACY_BUDGET_MECHANISM_H
#define MARU_MODELS_METHODS_PRIVACY_BUDGET_MECHANISM_H

#include "sim/engine/submodel.h"

extern const struct equation privacy_budget_equation;

double privacy_budget_sequential(double releases, double epsilon);
double privacy_budget_advanced(double releases, double epsilon, double delta);
double privacy_budget_zcdp(double releases, double epsilon, double delta);
// The smallest of the three.
double privacy_budget_spent(double releases, double epsilon, double delta);

#endif
