// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/composition.h"

#include <math.h>

struct composition composition_of(double releases, double epsilon) {
    return (struct composition){releases * epsilon, releases * epsilon * epsilon / 2};
}

struct composition composition_sum(struct composition one, struct composition other) {
    return (struct composition){one.epsilon + other.epsilon, one.rho + other.rho};
}

double composition_zcdp(struct composition all, double delta) {
    return all.rho + 2 * sqrt(all.rho * log(1 / delta));
}

double composition_told(struct composition all, double delta) {
    return fmin(all.epsilon, composition_zcdp(all, delta));
}
