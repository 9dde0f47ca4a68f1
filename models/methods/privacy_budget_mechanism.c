// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/privacy_budget_mechanism.h"

#include <math.h>

#include "sim/engine/composition.h"

const struct equation privacy_budget_equation = {
    "what noised reports of a home reveal together",
    "the smallest of n epsilon; epsilon sqrt(2 n ln(1 / delta)) + n epsilon (e^epsilon - 1); rho + 2 "
    "sqrt(rho ln(1 / delta)), rho = n epsilon^2 / 2",
    "n reports of the home so far; the last two hold but for a chance of delta",
    "composition: sequential, Dwork & Roth 2014 (theorem 3.14); advanced, Dwork, Rothblum & Vadhan 2010; "
    "zCDP, Bun & Steinke 2016 (propositions 1.3 and 1.4)"};

double privacy_budget_sequential(double releases, double epsilon) {
    return composition_of(releases, epsilon).epsilon;
}

double privacy_budget_advanced(double releases, double epsilon, double delta) {
    return epsilon * sqrt(2 * releases * log(1 / delta)) + releases * epsilon * expm1(epsilon);
}

double privacy_budget_zcdp(double releases, double epsilon, double delta) {
    return composition_zcdp(composition_of(releases, epsilon), delta);
}

double privacy_budget_spent(double releases, double epsilon, double delta) {
    return fmin(composition_told(composition_of(releases, epsilon), delta),
                privacy_budget_advanced(releases, epsilon, delta));
}
