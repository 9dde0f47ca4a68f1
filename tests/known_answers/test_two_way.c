// SPDX-License-Identifier: GPL-3.0-or-later
// Two-way layouts against what is known of them in closed form, and against a dense solve of all equations.
#include "models/air/two_way_law.h"

#include <stdbool.h>

#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { SIDE_MOST = 60, CELLS_MOST = SIDE_MOST * SIDE_MOST };
static const struct random_key key = {2019, 0};

static struct two_way_cell cells[CELLS_MOST];
static double effects[SIDE_MOST], variances[SIDE_MOST];

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.12g is not %.12g within %.3g", value, expected, tolerance);
}

static void nobody_measured(void) {
    memset(cells, 0, sizeof cells);
}

// ---- Sparse layouts --------------------------------------------------------------------------------------

// 40 rows, 39 columns of which each measured two neighbours, with a bias of its own and unlike weights: every
// difference is known, over 39 others if need be. The rows rise by 0.1: from one end to the other by 3.90.
// Weights that differ a millionfold cost six of the sixteen digits.
static void a_long_chain_is_known_from_end_to_end(void **unused) {
    (void)unused;
    enum { ROWS = 40, COLUMNS = ROWS - 1 };
    nobody_measured();
    for (int c = 0; c < COLUMNS; c++)
        for (int r = c; r <= c + 1; r++)
            cells[r * COLUMNS + c] =
                (struct two_way_cell){0.1 * r + 3 * sin(c), 0.001 * pow(10, (r + c) % 7)};
    two_way_effects(cells, ROWS, COLUMNS, effects, variances);
    assert_near(effects[ROWS - 1] - effects[0], 3.90, 1e-8);
    for (int r = 0; r < ROWS; r++) assert_near(effects[r], 0.1 * (r - 19.5), 1e-8);
}

// With errors of variance 1 a chain is a random walk with steps of variance 2; the end of a centred one of n
// has the variance 2 (n - 1)(2 n - 1) / (6 n).
static void the_ends_of_a_chain_are_known_worst(void **unused) {
    (void)unused;
    enum { ROWS = 40, COLUMNS = ROWS - 1 };
    nobody_measured();
    for (int c = 0; c < COLUMNS; c++)
        for (int r = c; r <= c + 1; r++) cells[r * COLUMNS + c] = (struct two_way_cell){0, 1};
    two_way_effects(cells, ROWS, COLUMNS, effects, variances);
    assert_near(variances[0], 2 * 39 * 79 / 240.0, 1e-10);
    assert_near(variances[ROWS - 1], 2 * 39 * 79 / 240.0, 1e-10);
    for (int r = 1; r < ROWS / 2; r++) assert_true(variances[r] < variances[r - 1]);
}

// 6 x 6 rows, each column measured a block of 2 x 2 of them.
static void a_grid_of_blocks_is_known_exactly(void **unused) {
    (void)unused;
    enum { SIDE = 6, ROWS = SIDE * SIDE, BLOCKS = SIDE - 1, COLUMNS = BLOCKS * BLOCKS };
    struct random_sequence luck = {key, RANDOM_WORLD, random_stream("test.grid"), 0};
    double truth[ROWS], mean = 0;
    for (int r = 0; r < ROWS; r++) mean += (truth[r] = random_next_normal(&luck)) / ROWS;
    nobody_measured();
    for (int c = 0; c < COLUMNS; c++)
        for (int corner = 0; corner < 4; corner++) {
            int r = (c / BLOCKS + corner / 2) * SIDE + c % BLOCKS + corner % 2;
            cells[r * COLUMNS + c] =
                (struct two_way_cell){truth[r] + 5 * cos(c), 0.01 + random_next_uniform(&luck)};
        }
    two_way_effects(cells, ROWS, COLUMNS, effects, variances);
    for (int r = 0; r < ROWS; r++) assert_near(effects[r], truth[r] - mean, 1e-11);
}

// A full layout of m columns with variance v: each of n rows has the variance (v / m)(1 - 1 / n).
static void a_full_layout_is_a_mean_of_columns(void **unused) {
    (void)unused;
    enum { ROWS = 8, COLUMNS = 4 };
    for (int i = 0; i < ROWS * COLUMNS; i++)
        cells[i] = (struct two_way_cell){i / COLUMNS + 10 * (i % COLUMNS), 0.2};
    two_way_effects(cells, ROWS, COLUMNS, effects, variances);
    for (int r = 0; r < ROWS; r++) {
        assert_near(effects[r], r - 3.5, 1e-12);
        assert_near(variances[r], 0.2 / COLUMNS * (1 - 1.0 / ROWS), 1e-14);
    }
}

// ---- What is not linked ----------------------------------------------------------------------------------

// A and B share no row, and their weights are unlike: each group's plain mean is 0, whatever the levels.
static void groups_that_no_column_links_are_each_centred(void **unused) {
    (void)unused;
    const struct two_way_cell apart[8] = {{1, 1}, {0, 0}, {3, 9}, {0, 0}, {0, 0}, {7, 4}, {0, 0}, {9, 1}};
    two_way_effects(apart, 4, 2, effects, variances);
    for (int r = 0; r < 4; r++) assert_near(effects[r], r % 2 ? 1 : -1, 1e-12);
    assert_near(variances[0], (1 + 9) / 4.0, 1e-12);  // of half the difference
    assert_near(variances[2], (4 + 1) / 4.0, 1e-12);
}

// Of a row that was measured by a column that measured nothing else, or by nobody, nothing is known.
static void of_a_row_by_itself_nothing_is_known(void **unused) {
    (void)unused;
    const struct two_way_cell lonely[8] = {{0, 0}, {0, 0}, {1, 1}, {0, 0}, {3, 1}, {0, 0}, {0, 0}, {70, 1}};
    for (int r = 0; r < 4; r++) effects[r] = variances[r] = NAN;
    two_way_effects(lonely, 4, 2, effects, variances);
    assert_near(effects[1], -1, 1e-12);
    assert_near(effects[2], 1, 1e-12);
    for (int r = 0; r < 4; r += 3) assert_true(effects[r] == 0 && variances[r] == 0);
}

// ---- Against a dense solve -------------------------------------------------------------------------------

enum { DENSE_MOST = 3 * SIDE_MOST };
static double dense[DENSE_MOST][2 * DENSE_MOST];

// Gauss and Jordan with the largest pivot: the right half becomes the inverse.
static void invert(int n) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) dense[i][n + j] = i == j;
    for (int k = 0; k < n; k++) {
        int largest = k;
        for (int i = k; i < n; i++)
            if (fabs(dense[i][k]) > fabs(dense[largest][k])) largest = i;
        for (int j = 0; j < 2 * n; j++) {
            double swapped = dense[k][j];
            dense[k][j] = dense[largest][j], dense[largest][j] = swapped;
        }
        double pivot = dense[k][k];
        for (int j = 0; j < 2 * n; j++) dense[k][j] /= pivot;
        for (int i = 0; i < n; i++) {
            double times = dense[i][k];
            for (int j = 0; j < 2 * n && i != k; j++) dense[i][j] -= times * dense[k][j];
        }
    }
}

// All normal equations, rows and columns, bordered by "the rows' sum is 0": of a layout in one piece. The
// inverse holds the covariances.
static void assert_as_dense(int rows, int columns) {
    int unknowns = rows + columns, n = unknowns + 1;
    double right[DENSE_MOST] = {0};
    memset(dense, 0, sizeof dense);
    for (int i = 0; i < rows * columns; i++) {
        if (cells[i].variance <= 0) continue;
        int r = i / columns, c = rows + i % columns;
        double w = 1 / cells[i].variance;
        dense[r][r] += w, dense[c][c] += w, dense[r][c] += w, dense[c][r] += w;
        right[r] += w * cells[i].value, right[c] += w * cells[i].value;
    }
    for (int r = 0; r < rows; r++) dense[r][unknowns] = dense[unknowns][r] = 1;
    invert(n);
    two_way_effects(cells, (size_t)rows, (size_t)columns, effects, variances);
    for (int r = 0; r < rows; r++) {
        double effect = 0;
        for (int j = 0; j < unknowns; j++) effect += dense[r][n + j] * right[j];
        assert_near(effects[r], effect, 1e-9);
        assert_near(variances[r], dense[r][n + r], 1e-9 * fmax(1, variances[r]));
    }
}

// Columns that measured a third of the rows and, so that all hang together, a neighbour's.
static void sparse_layouts_with_errors_are_solved_as_a_dense_solve_does(void **unused) {
    (void)unused;
    struct random_sequence luck = {key, RANDOM_WORLD, random_stream("test.dense"), 0};
    for (int trial = 0; trial < 20; trial++) {
        int rows = 5 + trial, columns = 2 + (3 * trial) % 11;
        nobody_measured();
        for (int i = 0; i < rows * columns; i++) {
            int r = i / columns, c = i % columns;
            bool links = r % columns == c || (r + 1) % columns == c || r == 0;
            if (!links && random_next_uniform(&luck) > 0.33) continue;
            cells[i] =
                (struct two_way_cell){3 * random_next_normal(&luck), exp(3 * random_next_normal(&luck))};
        }
        assert_as_dense(rows, columns);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_chain_is_known_from_end_to_end),
        cmocka_unit_test(the_ends_of_a_chain_are_known_worst),
        cmocka_unit_test(a_grid_of_blocks_is_known_exactly),
        cmocka_unit_test(a_full_layout_is_a_mean_of_columns),
        cmocka_unit_test(groups_that_no_column_links_are_each_centred),
        cmocka_unit_test(of_a_row_by_itself_nothing_is_known),
        cmocka_unit_test(sparse_layouts_with_errors_are_solved_as_a_dense_solve_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
