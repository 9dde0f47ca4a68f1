// SPDX-License-Identifier: GPL-3.0-or-later
// What n releases about the same home add up to, each of them eps-differentially private by itself.
//   sequential   n eps                                                    (Dwork & Roth 2014, theorem 3.14)
//   advanced     eps sqrt(2 n ln(1/delta)) + n eps (e^eps - 1)            (Dwork, Rothblum & Vadhan 2010)
//   zCDP         rho = n eps^2 / 2;  eps = rho + 2 sqrt(rho ln(1/delta))  (Bun & Steinke 2016, propositions 1.3 and 1.4)
// The last two hold but for a chance of delta. However many releases there are, the smallest of the three may be claimed.
#ifndef MARU_MODELS_METHODS_PRIVACY_BUDGET_TECHNIQUE_H
#define MARU_MODELS_METHODS_PRIVACY_BUDGET_TECHNIQUE_H

double privacy_budget_sequential(double releases, double epsilon);
double privacy_budget_advanced(double releases, double epsilon, double delta);
double privacy_budget_zcdp(double releases, double epsilon, double delta);
// The smallest of the three.
double privacy_budget_spent(double releases, double epsilon, double delta);

#endif
