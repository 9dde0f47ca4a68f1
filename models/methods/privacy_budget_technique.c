// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/privacy_budget_technique.h"

#include <math.h>

double privacy_budget_sequential(double releases, double epsilon) {
    return releases * epsilon;
}

double privacy_budget_advanced(double releases, double epsilon, double delta) {
    return epsilon * sqrt(2 * releases * log(1 / delta)) + releases * epsilon * expm1(epsilon);
}

double privacy_budget_zcdp(double releases, double epsilon, double delta) {
    double rho = releases * epsilon * epsilon / 2;
    return rho + 2 * sqrt(rho * log(1 / delta));
}

double privacy_budget_spent(double releases, double epsilon, double delta) {
    return fmin(privacy_budget_sequential(releases, epsilon),
                fmin(privacy_budget_advanced(releases, epsilon, delta),
                     privacy_budget_zcdp(releases, epsilon, delta)));
}
