// SPDX-License-Identifier: GPL-3.0-or-later
// What releases about the same home tell together, each of them epsilon-differentially private by itself: at most the sum of
// their epsilons; and, but for a chance of delta, rho + 2 sqrt(rho ln(1 / delta)), where rho adds up epsilon^2 / 2
// (zero-concentrated differential privacy: Bun & Steinke 2016, propositions 1.3 and 1.4). Whatever the releases, the smaller
// of the two may be claimed.
#ifndef MARU_SIM_ENGINE_COMPOSITION_H
#define MARU_SIM_ENGINE_COMPOSITION_H

struct composition {
    double epsilon;  // of all, one after the other
    double rho;      // of all, zero-concentrated
};

struct composition composition_of(double releases, double epsilon);
struct composition composition_sum(struct composition one, struct composition other);
double composition_zcdp(struct composition all, double delta);
// The smaller of the two.
double composition_told(struct composition all, double delta);

#endif
