// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/subsampling_mechanism.h"

#include <math.h>

const struct equation subsampling_equation = {
    "a secret sample",
    "a home is in the sample with chance share; epsilon' = ln(1 + share (e^epsilon - 1)), delta' = share "
    "delta; sum over all ^ = sum over the sample / share, Var = (1 - share) / share sum of x^2",
    "epsilon, delta of what is told of the sample",
    "privacy amplification by Poisson sampling: Li, Qardaji & Su 2012 (ASIACCS); Balle, Barthe & Gaboardi "
    "2018 (NeurIPS), not read; the sum: Horvitz & Thompson 1952 (JASA 47:663), not read"};

double subsampling_epsilon(double share, double epsilon) {
    // For large epsilon by ln(share e^epsilon + 1 - share) = epsilon + ln(share + (1 - share) e^-epsilon).
    return epsilon < 1 ? log1p(share * expm1(epsilon)) : epsilon + log(share + (1 - share) * exp(-epsilon));
}

double subsampling_variance(double share, double sum_of_squares) {
    return (1 - share) / share * sum_of_squares;
}
