// SPDX-License-Identifier: GPL-3.0-or-later
// What several firms that each measure the same districts with a bias of their own can say together.
//   y_df = district_d + firm_f + error,  variance of the error v_df     (a two-way layout without interaction;
//                                                                        Searle 1971, Linear Models, chapter 7)
// solved by alternating weighted means with weights 1/v, districts centred on 0; then shrunk towards the city's mean by
//   B / (B + v_d),  v_d = 1 / sum_f 1/v_df,  B = max(0, mean(district_d^2 - v_d))
// (empirical Bayes: Morris 1983, J. Amer. Statist. Assoc. 78:47-55). A sum in which each home counts at most 1 may be told
// with Laplace noise of scale 1/epsilon (Dwork, McSherry, Nissim & Smith 2006).
#ifndef MARU_MODELS_TECHNIQUES_JOINT_ESTIMATE_H
#define MARU_MODELS_TECHNIQUES_JOINT_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct joint_cell {
    double value, variance;  // variance 0: nobody measured
};

// cells[districts x firms], a district's firms beside each other. A district nobody measured gets 0, the city's mean.
// `variances` [districts]: 0 where nobody measured.
void joint_estimate_effects(const struct joint_cell *cells, size_t districts, size_t firms, double *effects,
                            double *variances);
void joint_estimate_shrink(double *effects, const double *variances, size_t districts);
// Root of the mean square of the difference, both centred on 0 first.
double joint_estimate_error(const double *estimates, const double *truth, size_t count);
// Marks the `most` highest; ties go to the lower index.
void joint_estimate_highest(const double *values, size_t count, size_t most, bool *marked);
// A Laplace draw from 64 random bits; its mean absolute value is `scale`.
double joint_estimate_laplace(double scale, uint64_t word);

#endif
