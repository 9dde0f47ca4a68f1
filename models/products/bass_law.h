// SPDX-License-Identifier: GPL-3.0-or-later
// How a new product spreads. Of those who will ever buy it, the share F that has bought grows by innovators (p a year) and by
// imitation of those who own one (q a year): bass_curve_equation. One buyer's version is bass_hazard_equation. Where
// everybody knows everybody, the share of owning friends is F, and many buyers follow the curve.
#ifndef MARU_MODELS_PRODUCTS_BASS_LAW_H
#define MARU_MODELS_PRODUCTS_BASS_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation bass_curve_equation, bass_hazard_equation;

struct bass {
    double p, q;  // 1/year; p > 0, q >= 0
};

// The curve: share that has bought after so many years >= 0, and the share that buys per year.
double bass_adopted(struct bass bass, double years);
double bass_rate(struct bass bass, double years);
// After how many years a share 0 <= F < 1 has bought.
double bass_years(struct bass bass, double adopted);

// The peak of sales: when, what share has bought by then, and the share that buys per year. With q <= p sales only fall.
double bass_peak_years(struct bass bass);
double bass_peak_adopted(struct bass bass);
double bass_peak_rate(struct bass bass);

// A buyer's hazard, 1/year, and its chance to buy within a time in which x does not change: 1 - e^-hazard x years.
double bass_hazard(struct bass bass, double owning_friends);
double bass_chance(struct bass bass, double owning_friends, double years);

#endif
