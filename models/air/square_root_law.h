// SPDX-License-Identifier: GPL-3.0-or-later
// The square-root process, a positive quantity that comes back to its mean and varies the more the higher it is, here with
// mean 1 and seen at equal steps, exactly (square_root_equation). In the long run it is gamma distributed with variance
// spread^2 and skewness 2 spread; the correlation of values n steps apart is keeps^n; after G the next value has the mean
// 1 + keeps (G - 1) and the variance spread^2 (1 - keeps) (1 - keeps + 2 keeps G).
// A gamma is drawn as Marsaglia & Tsang 2000 do (ACM Trans. Math. Softw. 26:363-372).
#ifndef MARU_MODELS_AIR_SQUARE_ROOT_LAW_H
#define MARU_MODELS_AIR_SQUARE_ROOT_LAW_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation square_root_equation;

struct square_root {
    double spread;  // 0 <= spread < sqrt(2); 0: always the mean
    double keeps;   // of a deviation after a step, 0 <= keeps < 1
};

// A value of the long run, and the one a step after `value`. Both take as many draws as the rejections need.
double square_root_first(const struct square_root *process, struct random_sequence *luck);
double square_root_next(const struct square_root *process, double value, struct random_sequence *luck);

#endif
