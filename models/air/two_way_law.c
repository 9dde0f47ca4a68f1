// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/two_way_law.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/status.h"

static const double RESIDUAL_MOST = 1e-9;  // of the terms' absolute values

const struct equation two_way_equation = {
    "districts and firms told apart",
    "y_df = district_d + firm_f + error of variance v_df, by least squares weighted with 1 / v_df; v_d the "
    "variance of district_d",
    "y_df, v_df: see what a firm's sums say; districts that no firm links are centred on 0 apart",
    "two-way layout without interaction, Searle 1971 (Linear Models, chapter 7)"};

struct layout {
    const struct two_way_cell *cells;
    size_t rows, columns;
    size_t *group;                    // [columns] first column of those that rows link it with
    double *row_weights, *row_means;  // [rows] W_r, weighted mean of the row's cells
    double *factor;                   // [columns x columns] S, then its lower triangle L, L L' = S
    double *column_effects;           // [columns]
    double *scratch;                  // [2 x columns]
};

static double weight_of(const struct layout *l, size_t row, size_t column) {
    double variance = l->cells[row * l->columns + column].variance;
    return variance > 0 ? 1 / variance : 0;
}

static bool is_measured(const struct layout *l, size_t row) {
    return l->row_weights[row] > 0;
}

static bool is_held(const struct layout *l, size_t column) {
    return l->group[column] == column;
}

// ---- The layout ------------------------------------------------------------------------------------------

static void sum_rows(struct layout *l) {
    for (size_t r = 0; r < l->rows; r++) {
        double sum = 0;
        for (size_t c = 0; c < l->columns; c++) {
            l->row_weights[r] += weight_of(l, r, c);
            sum += weight_of(l, r, c) * l->cells[r * l->columns + c].value;
        }
        l->row_means[r] = is_measured(l, r) ? sum / l->row_weights[r] : 0;
    }
}

static void merge_groups(struct layout *l, size_t a, size_t b) {
    size_t stays = a < b ? a : b, goes = a < b ? b : a;
    for (size_t c = 0; c < l->columns; c++)
        if (l->group[c] == goes) l->group[c] = stays;
}

// The row's group is that of any column that measured it.
static size_t first_column(const struct layout *l, size_t row) {
    size_t column = 0;
    while (weight_of(l, row, column) <= 0) column++;
    return column;
}

static size_t row_group(const struct layout *l, size_t row) {
    return l->group[first_column(l, row)];
}

static void find_groups(struct layout *l) {
    for (size_t c = 0; c < l->columns; c++) l->group[c] = c;
    for (size_t r = 0; r < l->rows; r++) {
        if (!is_measured(l, r)) continue;
        for (size_t c = 0; c < l->columns; c++)
            if (weight_of(l, r, c) > 0 && l->group[c] != row_group(l, r))
                merge_groups(l, l->group[c], row_group(l, r));
    }
}

static struct layout layout_of(const struct two_way_cell *cells, size_t rows, size_t columns) {
    struct layout l = {.cells = cells, .rows = rows, .columns = columns};
    l.group = status_allocate(columns, sizeof *l.group);
    l.row_weights = status_allocate(rows, sizeof(double));
    l.row_means = status_allocate(rows, sizeof(double));
    l.factor = status_allocate(columns * columns, sizeof(double));
    l.column_effects = status_allocate(columns, sizeof(double));
    l.scratch = status_allocate(2 * columns, sizeof(double));
    sum_rows(&l);
    find_groups(&l);
    return l;
}

static void free_layout(struct layout *l) {
    free(l->group);
    free(l->row_weights);
    free(l->row_means);
    free(l->factor);
    free(l->column_effects);
    free(l->scratch);
}

// ---- The equations ---------------------------------------------------------------------------------------

// What binds two columns: sum over rows of w w' / W. The diagonal of S is the sum of a column's bonds, so
// that nothing cancels; a held column's equation is 1 x 0 = 0.
static void set_equations(struct layout *l) {
    size_t n = l->columns;
    for (size_t c = 0; c < n; c++) l->factor[c * n + c] = is_held(l, c);
    for (size_t a = 0; a < n; a++) {
        for (size_t b = 0; b < a; b++) {
            double bond = 0;
            for (size_t r = 0; r < l->rows; r++)
                if (is_measured(l, r)) bond += weight_of(l, r, a) * (weight_of(l, r, b) / l->row_weights[r]);
            l->factor[a * n + b] = is_held(l, a) || is_held(l, b) ? 0 : -bond;
            if (!is_held(l, a)) l->factor[a * n + a] += bond;
            if (!is_held(l, b)) l->factor[b * n + b] += bond;
        }
    }
}

// Cholesky in place, the lower triangle.
static void factorise(double *s, size_t n) {
    for (size_t j = 0; j < n; j++) {
        for (size_t k = 0; k < j; k++) s[j * n + j] -= s[j * n + k] * s[j * n + k];
        PROMISE(s[j * n + j] > 0, "columns that hang together have positive definite equations");
        s[j * n + j] = sqrt(s[j * n + j]);
        for (size_t i = j + 1; i < n; i++) {
            for (size_t k = 0; k < j; k++) s[i * n + j] -= s[i * n + k] * s[j * n + k];
            s[i * n + j] /= s[j * n + j];
        }
    }
}

// x := L^-1 x
static void solve_forward(const double *lower, size_t n, double *x) {
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) x[i] -= lower[i * n + k] * x[k];
        x[i] /= lower[i * n + i];
    }
}

// x := L'^-1 x
static void solve_backward(const double *lower, size_t n, double *x) {
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
        x[i] /= lower[i * n + i];
    }
}

static void solve_columns(struct layout *l) {
    for (size_t c = 0; c < l->columns; c++) {
        double sum = 0;
        for (size_t r = 0; r < l->rows; r++)
            sum += weight_of(l, r, c) * (l->cells[r * l->columns + c].value - l->row_means[r]);
        l->column_effects[c] = is_held(l, c) ? 0 : sum;
    }
    factorise(l->factor, l->columns);
    solve_forward(l->factor, l->columns, l->column_effects);
    solve_backward(l->factor, l->columns, l->column_effects);
}

static void set_rows(const struct layout *l, double *effects) {
    for (size_t r = 0; r < l->rows; r++) {
        effects[r] = l->row_means[r];
        for (size_t c = 0; c < l->columns && is_measured(l, r); c++)
            effects[r] -= weight_of(l, r, c) / l->row_weights[r] * l->column_effects[c];
    }
}

// The rows' equations hold by set_rows; a column's says that its weighted residuals sum to 0.
static double residual_of(const struct layout *l, const double *effects, size_t column) {
    double sum = 0, terms = 0, b = l->column_effects[column];
    for (size_t r = 0; r < l->rows; r++) {
        double w = weight_of(l, r, column), y = l->cells[r * l->columns + column].value;
        sum += w * (y - effects[r] - b);
        terms += w * (fabs(y) + fabs(effects[r]) + fabs(b));
    }
    return terms > 0 ? fabs(sum) / terms : 0;
}

// ---- Groups ----------------------------------------------------------------------------------------------

static bool is_of_group(const struct layout *l, size_t row, size_t group) {
    return is_measured(l, row) && row_group(l, row) == group;
}

// Weights of the row as the variances need them: a held column has no error.
static double share_of(const struct layout *l, size_t row, size_t column) {
    return is_held(l, column) ? 0 : weight_of(l, row, column) / l->row_weights[row];
}

static double variance_of(const struct layout *l, size_t row, const double *mean_shares, double count,
                          double mean_inverse) {
    double *x = l->scratch + l->columns;
    for (size_t c = 0; c < l->columns; c++) x[c] = share_of(l, row, c) - mean_shares[c];
    solve_forward(l->factor, l->columns, x);
    double variance = (1 - 2 / count) / l->row_weights[row] + mean_inverse / count;
    for (size_t c = 0; c < l->columns; c++) variance += x[c] * x[c];
    return variance;
}

// Centres the rows of a group and says how well they are known.
static void finish_group(const struct layout *l, size_t group, double *effects, double *variances) {
    double count = 0, sum = 0, inverse = 0, *shares = l->scratch;
    for (size_t c = 0; c < l->columns; c++) shares[c] = 0;
    for (size_t r = 0; r < l->rows; r++) {
        if (!is_of_group(l, r, group)) continue;
        count++, sum += effects[r], inverse += 1 / l->row_weights[r];
        for (size_t c = 0; c < l->columns; c++) shares[c] += share_of(l, r, c);
    }
    for (size_t c = 0; c < l->columns; c++) shares[c] /= fmax(1, count);
    for (size_t r = 0; r < l->rows; r++) {
        if (!is_of_group(l, r, group)) continue;
        effects[r] = count > 1 ? effects[r] - sum / count : 0;
        variances[r] = count > 1 ? variance_of(l, r, shares, count, inverse / count) : 0;
    }
}

void two_way_effects(const struct two_way_cell *cells, size_t rows, size_t columns, double *effects,
                     double *variances) {
    struct layout l = layout_of(cells, rows, columns);
    set_equations(&l);
    solve_columns(&l);
    set_rows(&l, effects);
    for (size_t c = 0; c < columns; c++)
        PROMISE(residual_of(&l, effects, c) <= RESIDUAL_MOST, "the normal equations are solved");
    for (size_t r = 0; r < rows; r++) variances[r] = 0;
    for (size_t c = 0; c < columns; c++)
        if (is_held(&l, c)) finish_group(&l, c, effects, variances);
    free_layout(&l);
}
