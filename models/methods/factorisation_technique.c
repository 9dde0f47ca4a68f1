// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/factorisation_technique.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const struct equation factorisation_cost_equation = {
    "what rows and items are fitted to",
    "cost = sum_ui c_ui (p_ui - x_u' y_i)^2 + shrink (sum_u |x_u|^2 + sum_i |y_i|^2); c_ui = 1 + confidence "
    "r_ui, p_ui = [r_ui > 0]",
    "r_ui how often row u holds item i; x_u, y_i vectors of so many factors; over all pairs, taken or not",
    "Hu, Koren & Volinsky 2008 (ICDM, 263), not read"};
const struct equation factorisation_sweep_equation = {
    "a sweep",
    "x_u = (Y'Y + Y'(C_u - 1) Y + shrink)^-1 Y' C_u p_u for all rows u, then likewise y_i for all items i",
    "C_u diagonal, of c_ui; the cost's minimum in the one while the other stands",
    "alternating least squares, Hu, Koren & Volinsky 2008"};

// ---- Linear algebra -------------------------------------------------------------------------------------

// Of vectors[count x factors]: the sum of v v', [factors x factors]. Owned by the caller.
static double *gram(const double *vectors, size_t count, size_t factors) {
    double *sum = status_allocate(factors * factors, sizeof *sum);
    for (size_t v = 0; v < count; v++)
        for (size_t a = 0; a < factors; a++)
            for (size_t b = 0; b < factors; b++)
                sum[a * factors + b] += vectors[v * factors + a] * vectors[v * factors + b];
    return sum;
}

// Cholesky; `matrix` is symmetric and positive definite, and is overwritten; right becomes the solution.
static void solve(double *matrix, double *right, size_t n) {
    for (size_t j = 0; j < n; j++)
        for (size_t i = j; i < n; i++) {
            double sum = matrix[i * n + j];
            for (size_t k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
            matrix[i * n + j] = i == j ? sqrt(sum) : sum / matrix[j * n + j];
        }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) right[i] -= matrix[i * n + k] * right[k];
        right[i] /= matrix[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++) right[i] -= matrix[k * n + i] * right[k];
        right[i] /= matrix[i * n + i];
    }
}

static double product(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

// ---- One vector -----------------------------------------------------------------------------------------

// The best vector of one side for these entries, from the other side's vectors and their Gram matrix;
// matrix[factors x factors] is for the working.
static void fit(const struct factorisation_terms *terms, const double *others, const double *others_gram,
                const struct basket_entry *entries, size_t count, double *matrix, double *vector) {
    size_t factors = terms->factors;
    memcpy(matrix, others_gram, factors * factors * sizeof *matrix);
    for (size_t a = 0; a < factors; a++) {
        matrix[a * factors + a] += terms->shrink;
        vector[a] = 0;
    }
    for (size_t e = 0; e < count; e++) {
        const double *other = others + entries[e].item * factors;
        double more = terms->confidence * (double)entries[e].count;
        for (size_t a = 0; a < factors; a++) {
            vector[a] += (1 + more) * other[a];
            for (size_t b = 0; b < factors; b++) matrix[a * factors + b] += more * other[a] * other[b];
        }
    }
    solve(matrix, vector, factors);
}

static void fit_all(struct factorisation *f, const double *others, size_t others_count,
                    const struct baskets *of, double *vectors) {
    size_t factors = f->terms.factors;
    double *others_gram = gram(others, others_count, factors),
           *matrix = status_allocate(factors * factors, sizeof *matrix);
    for (size_t r = 0; r < of->rows; r++) {
        size_t count;
        const struct basket_entry *row = baskets_row(of, r, &count);
        fit(&f->terms, others, others_gram, row, count, matrix, vectors + r * factors);
    }
    free(matrix);
    free(others_gram);
    double k = (double)factors, entries = (double)of->first[of->rows];
    f->flops += 2 * k * k * ((double)others_count + entries) + (double)of->rows * k * k * (k / 3 + 2);
}

// ---- All of them ----------------------------------------------------------------------------------------

static double *small_vectors(size_t count, size_t factors, struct random_sequence *luck) {
    double *vectors = status_allocate(count * factors + 1, sizeof *vectors);
    for (size_t i = 0; i < count * factors; i++) vectors[i] = 0.1 * random_next_normal(luck);
    return vectors;
}

struct factorisation factorisation_begin(const struct baskets *baskets, struct factorisation_terms terms,
                                         struct random_sequence luck) {
    PROMISE(terms.factors > 0 && terms.factors <= FACTORISATION_FACTORS_MOST && terms.shrink > 0,
            "some factors, and something that keeps them small");
    struct factorisation f = {.terms = terms, .rows = baskets->rows, .items = baskets->items};
    f.item = small_vectors(f.items, terms.factors, &luck);
    f.row = small_vectors(f.rows, terms.factors, &luck);
    return f;
}

void factorisation_free(struct factorisation *f) {
    free(f->row);
    free(f->item);
    *f = (struct factorisation){0};
}

void factorisation_sweep(struct factorisation *f, const struct baskets *baskets,
                         const struct baskets *turned) {
    fit_all(f, f->item, f->items, baskets, f->row);
    fit_all(f, f->row, f->rows, turned, f->item);
}

// All pairs as if none were taken, by the Gram matrices; then what is different about those that are.
double factorisation_cost(const struct factorisation *f, const struct baskets *baskets) {
    size_t factors = f->terms.factors;
    double *rows = gram(f->row, f->rows, factors), *items = gram(f->item, f->items, factors);
    double cost = product(rows, items, factors * factors);
    for (size_t a = 0; a < factors; a++)
        cost += f->terms.shrink * (rows[a * factors + a] + items[a * factors + a]);
    for (size_t r = 0; r < baskets->rows; r++) {
        size_t count;
        const struct basket_entry *row = baskets_row(baskets, r, &count);
        for (size_t e = 0; e < count; e++) {
            double guess = product(f->row + r * factors, f->item + row[e].item * factors, factors);
            double confidence = 1 + f->terms.confidence * (double)row[e].count;
            cost += confidence * (1 - guess) * (1 - guess) - guess * guess;
        }
    }
    free(rows);
    free(items);
    return cost;
}

struct factorisation factorisation_learn(const struct baskets *baskets, struct factorisation_terms terms,
                                         struct random_sequence luck) {
    struct factorisation f = factorisation_begin(baskets, terms, luck);
    struct baskets turned = baskets_turned(baskets);
    for (unsigned sweep = 0; sweep < terms.sweeps; sweep++) factorisation_sweep(&f, baskets, &turned);
    baskets_free(&turned);
    return f;
}

void factorisation_fold_in(const struct factorisation *f, const struct basket_entry *row, size_t count,
                           double *vector) {
    size_t factors = f->terms.factors;
    double *items = gram(f->item, f->items, factors),
           *matrix = status_allocate(factors * factors, sizeof *matrix);
    fit(&f->terms, f->item, items, row, count, matrix, vector);
    free(matrix);
    free(items);
}

void factorisation_score(const struct factorisation *f, const double *vector, double *score) {
    for (size_t i = 0; i < f->items; i++)
        score[i] = product(vector, f->item + i * f->terms.factors, f->terms.factors);
}

const struct technique factorisation_technique = {
    .name = "factorisation",
    .summary = "foresees what else a family takes by a few factors of families and items",
    .senses = "how often a family was told to have taken each item: foods, products, a plan",
    .trained_on = "the same counts of all families that something was told of, and what they ordered",
    .consents = "food and stock to the diet service: what is withdrawn is in no row of the next version",
    .costs =
        "a sweep: 4 k^2 FLOPs an entry and k^3 / 3 + 2 k^2 a row and an item, of k factors; 8 k bytes a row "
        "and "
        "an item; no won",
    .scored =
        "share of the plans that families held out began in a month, begun by those it would have picked "
        "(run "
        "file: learning)",
    .fails =
        "few rows for many factors: it learns them by heart; an item that few took is near 0 for all; a "
        "family "
        "of which nothing is known is scored 0",
    .equations = EQUATIONS(&factorisation_cost_equation, &factorisation_sweep_equation),
};
