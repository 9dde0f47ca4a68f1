// SPDX-License-Identifier: GPL-3.0-or-later
// The square-root process (Feller 1951, Ann. Math. 54:173-182; Cox, Ingersoll & Ross 1985), a positive quantity that comes
// back to its mean and varies the more the higher it is, here with mean 1 and seen at equal steps:
//   dG = a (1 - G) dt + sqrt(2 a spread^2 G) dW,    keeps = exp(-a step)
// In the long run G is gamma distributed with shape k = 1 / spread^2: variance spread^2, skewness 2 spread; and the
// correlation of values n steps apart is keeps^n. From one step to the next, exactly (Glasserman 2003, Monte Carlo Methods
// in Financial Engineering, 3.4),
//   G' = (1 - keeps) / (2 k) x [ (z + sqrt(l))^2 + chi-square of 2 k - 1 degrees ],   l = 2 k keeps G / (1 - keeps)
// which has the mean 1 + keeps (G - 1) and the variance spread^2 (1 - keeps) (1 - keeps + 2 keeps G).
// A gamma is drawn as Marsaglia & Tsang 2000 do (ACM Trans. Math. Softw. 26:363-372).
#ifndef MARU_MODELS_AIR_SQUARE_ROOT_TECHNIQUE_H
#define MARU_MODELS_AIR_SQUARE_ROOT_TECHNIQUE_H

#include "sim/engine/random.h"

struct square_root {
    double spread;  // 0 <= spread < sqrt(2); 0: always the mean
    double keeps;   // of a deviation after a step, 0 <= keeps < 1
};

// A value of the long run, and the one a step after `value`. Both take as many draws as the rejections need.
double square_root_first(const struct square_root *process, struct random_sequence *luck);
double square_root_next(const struct square_root *process, double value, struct random_sequence *luck);

#endif
