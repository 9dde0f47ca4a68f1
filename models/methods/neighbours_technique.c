// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/neighbours_technique.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/status.h"

const struct equation neighbours_likeness_equation = {
    "how much one item speaks for another",
    "s_ij = sum_u r_ui r_uj / (n_i^own n_j^other), n_i = sum_u r_ui^2",
    "r_ui how often row u holds item i; of item i only the s_ij of the nearest items j are kept; own = other "
    "= "
    "0.5: the cosine; own = 1, other = 0: of rows that are held or not, the share with j of those with i",
    "cosine: Sarwar, Karypis, Konstan & Riedl 2001 (WWW10, 285); conditional chance: Deshpande & Karypis "
    "2004; neither read"};
const struct equation neighbours_score_equation = {
    "what a row speaks for", "score_j = sum_i r_i s_ij", "over the items i of the row",
    "top-N from item neighbours, Deshpande & Karypis 2004 (ACM TOIS 22:143), not read"};

// s_ij, all of them, without the diagonal.
static void compare_items(const struct baskets *baskets, const struct neighbours_terms *terms,
                          struct neighbours *made) {
    size_t items = baskets->items;
    double *length = status_allocate(items + 1, sizeof *length);
    for (size_t r = 0; r < baskets->rows; r++) {
        size_t count;
        const struct basket_entry *row = baskets_row(baskets, r, &count);
        for (size_t a = 0; a < count; a++) {
            double own = (double)row[a].count;
            length[row[a].item] += own * own;
            for (size_t b = 0; b < count; b++)
                if (b != a) made->likeness[row[a].item * items + row[b].item] += own * (double)row[b].count;
        }
        made->flops += 2 * (double)count * (double)count;
    }
    for (size_t i = 0; i < items; i++)
        for (size_t j = 0; j < items; j++)
            if (made->likeness[i * items + j] > 0)
                made->likeness[i * items + j] /= pow(length[i], terms->own) * pow(length[j], terms->other);
    made->flops += 3 * (double)items * (double)items;
    free(length);
}

static int larger_first(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a < b) - (a > b);
}

// Those as near as the last one stay, too.
static void keep_nearest(double *likeness, size_t items, size_t nearest, double *sorted) {
    for (size_t j = 0; j < items; j++) sorted[j] = likeness[j];
    qsort(sorted, items, sizeof *sorted, larger_first);
    for (size_t j = 0; j < items; j++)
        if (likeness[j] < sorted[nearest - 1]) likeness[j] = 0;
}

struct neighbours neighbours_learn(const struct baskets *baskets, struct neighbours_terms terms) {
    PROMISE(terms.nearest > 0, "an item speaks for one other at least");
    size_t items = baskets->items;
    struct neighbours made = {.items = items,
                              .likeness = status_allocate(items * items + 1, sizeof *made.likeness)};
    compare_items(baskets, &terms, &made);
    double *sorted = status_allocate(items + 1, sizeof *sorted);
    for (size_t i = 0; i < items && terms.nearest < items; i++)
        keep_nearest(made.likeness + i * items, items, terms.nearest, sorted);
    free(sorted);
    return made;
}

void neighbours_free(struct neighbours *neighbours) {
    free(neighbours->likeness);
    *neighbours = (struct neighbours){0};
}

void neighbours_score(const struct neighbours *neighbours, const struct basket_entry *row, size_t count,
                      double *score) {
    size_t items = neighbours->items;
    for (size_t j = 0; j < items; j++) score[j] = 0;
    for (size_t e = 0; e < count; e++)
        for (size_t j = 0; j < items; j++)
            score[j] += (double)row[e].count * neighbours->likeness[row[e].item * items + j];
}

const struct technique neighbours_technique = {
    .name = "neighbours",
    .summary = "foresees what else a family takes from which items the same families take",
    .senses = "how often a family was told to have taken each item: foods, products, a plan",
    .trained_on = "the same counts of all families that something was told of, and what they ordered",
    .consents = "food and stock to the diet service: what is withdrawn is in no row of the next version",
    .costs =
        "2 FLOPs for each pair of items of a row and 3 for each pair of items; 8 bytes for each pair; no won",
    .scored =
        "share of the plans that families held out began in a month, begun by those it would have picked "
        "(run "
        "file: learning)",
    .fails =
        "items that few took: likeness by chance; a family of which one item is known gets that item's "
        "neighbours, one of which nothing is known gets nothing",
    .equations = EQUATIONS(&neighbours_likeness_equation, &neighbours_score_equation),
};
