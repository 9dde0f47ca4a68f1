// SPDX-License-Identifier: GPL-3.0-or-later
// Weighted least squares of a two-way layout without interaction (two_way_equation), of the cells that somebody measured.
//
// Rows hang together when columns link them, directly or over other rows; then their differences are known. What no
// column links cannot be compared: each such group is centred on 0 by itself, and of a row that nothing links to another
// one, nothing is known.
//
// With weights w = 1/v, W_r and W_c their sums, the rows are eliminated from the normal equations, which leaves one
// equation for each column,
//   S column = sum_r w_rc (y_rc - mean of row r),   S = diag(W_c) - sum_r w_rc w_rc' / W_r
// The first column of a group is held at 0, so S is positive definite: it is factorised (Cholesky) and solved at once,
// whatever the layout. Variances are exact, too: with p_rc = w_rc / W_r, n rows in the group, bars over its rows,
//   Var(row_r) = (1/W_r) (1 - 2/n) + bar(1/W) / n + (p_r - bar(p))' S^-1 (p_r - bar(p))
#ifndef MARU_MODELS_AIR_TWO_WAY_LAW_H
#define MARU_MODELS_AIR_TWO_WAY_LAW_H

#include <stddef.h>

#include "sim/engine/submodel.h"

extern const struct equation two_way_equation;

struct two_way_cell {
    double value, variance;  // variance 0: nobody measured
};

// cells[rows x columns], a row's cells beside each other. Fills effects[rows] and variances[rows]; both are 0 where
// nothing is known. A solution that misses the normal equations by more than 1e-9 of their terms is a broken promise.
// Work: rows x columns^2 + columns^3 / 3.
void two_way_effects(const struct two_way_cell *cells, size_t rows, size_t columns, double *effects,
                     double *variances);

#endif
