// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/square_root_law.h"

#include <math.h>

#include "sim/engine/status.h"

const struct equation square_root_equation = {
    "a positive quantity that comes back to its mean",
    "dG = a (1 - G) dt + sqrt(2 a spread^2 G) dW; a step, exactly: G' = (1 - keeps) / (2 k) ((z + sqrt(l))^2 "
    "+ 2 g); k = 1 / spread^2; l = 2 k keeps G / (1 - keeps)",
    "G mean 1; keeps = e^(-a step), of a deviation after a step; z standard normal; g gamma of shape k - "
    "1/2; the first G is a gamma of shape k, over k",
    "Feller 1951 (Ann. Math. 54:173-182); Cox, Ingersoll & Ross 1985; the step: Glasserman 2003, 3.4"};

// Of shape >= 1, mean = shape: a normal's cube, kept with the chance that makes it a gamma.
static double draw_gamma_of_one_or_more(double shape, struct random_sequence *luck) {
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double z = random_next_normal(luck), root = 1 + c * z, v = root * root * root;
        double u = random_next_uniform(luck);
        if (root > 0 && log(u) < 0.5 * z * z + d - d * v + d * log(v)) return d * v;
    }
}

// A smaller shape is that of shape + 1 times u^(1 / shape).
static double draw_gamma(double shape, struct random_sequence *luck) {
    if (shape >= 1) return draw_gamma_of_one_or_more(shape, luck);
    double share = exp(-random_next_exponential(luck) / shape);
    return share * draw_gamma_of_one_or_more(shape + 1, luck);
}

double square_root_first(const struct square_root *process, struct random_sequence *luck) {
    if (process->spread <= 0) return 1;
    double shape = 1 / (process->spread * process->spread);
    return draw_gamma(shape, luck) / shape;
}

double square_root_next(const struct square_root *process, double value, struct random_sequence *luck) {
    if (process->spread <= 0) return 1;
    double shape = 1 / (process->spread * process->spread), goes = 1 - process->keeps;
    PROMISE(2 * shape > 1 && goes > 0, "the spread is below sqrt(2), and something of a deviation goes away");
    double root = random_next_normal(luck) + sqrt(2 * shape * process->keeps * value / goes);
    return goes / (2 * shape) * (root * root + 2 * draw_gamma(shape - 0.5, luck));
}
