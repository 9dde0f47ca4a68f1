// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/movers.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"
#include "analysis/statistics.h"

enum movers_method movers_method(const struct study_points *points) {
    const char *design = points->results->design;
    if (strcmp(design, "sobol") == 0) return MOVERS_BY_SOBOL;
    return strcmp(design, "morris") == 0 ? MOVERS_BY_MORRIS : MOVERS_BY_PAWN;
}

// Keeps the movers in order; what moves less than all of them falls out at the end.
static void consider(struct movers *movers, struct mover mover) {
    size_t place = movers->count;
    while (place > 0 && movers->at[place - 1].moves < mover.moves) place--;
    if (place == MOVERS_MOST) return;
    if (movers->count < MOVERS_MOST) movers->count++;
    memmove(&movers->at[place + 1], &movers->at[place], (movers->count - place - 1) * sizeof mover);
    movers->at[place] = mover;
}

static struct movers by_sobol(const struct study_points *points, const double *differences) {
    static const struct sensitivity_bootstrap bootstrap = {500, STATISTICS_LEVEL, 1};
    static const double least_share = 0.05;
    size_t axes = points->results->setting_count;
    struct sensitivity_sobol *found = fault_allocate(axes, sizeof *found);
    struct movers movers = {0};
    sensitivity_sobol(differences, points->point_count / (axes + 2), axes, &bootstrap, found);
    for (size_t i = 0; i < axes; i++)
        if (found[i].total.value >= least_share)
            consider(&movers, (struct mover){.setting = i,
                                             .moves = found[i].total.value,
                                             .alone = found[i].first,
                                             .with_others = found[i].total});
    free(found);
    return movers;
}

static struct movers by_morris(const struct study_points *points, const double *differences) {
    size_t axes = points->results->setting_count;
    struct sensitivity_morris *found = fault_allocate(axes, sizeof *found);
    struct movers movers = {0};
    sensitivity_morris(points->at, NULL, differences, points->point_count / (axes + 1), axes, found);
    for (size_t i = 0; i < axes; i++)
        if (found[i].mu_star > 0)
            consider(
                &movers,
                (struct mover){
                    .setting = i, .moves = found[i].mu_star, .mu = found[i].mu, .sigma = found[i].sigma});
    free(found);
    return movers;
}

// ---- PAWN, and no more than chance would ----

static struct mover most_by_pawn(const struct study_points *points, const double *differences,
                                 struct sensitivity_pawn *pawn) {
    enum { SLICES_MOST = 10, IN_A_SLICE = 15 };
    size_t axes = points->results->setting_count;
    size_t slices = points->point_count / IN_A_SLICE < 2 ? 2 : points->point_count / IN_A_SLICE;
    struct mover most = {.setting = SIZE_MAX};
    sensitivity_pawn(points->at, differences, points->point_count, axes,
                     slices < SLICES_MOST ? slices : SLICES_MOST, pawn);
    for (size_t i = 0; i < axes; i++)
        if (pawn[i].median > most.moves) most = (struct mover){.setting = i, .moves = pawn[i].median};
    return most;
}

// Of many settings some seem to move much: the largest must be above what it is in all of so many deals of
// the differences to the points by chance, which chance alone comes to once in twenty.
static bool is_by_chance(const struct study_points *points, const double *differences, double moves,
                         struct sensitivity_pawn *pawn) {
    enum { DEALS = 19 };
    double *dealt = fault_allocate(points->point_count, sizeof *dealt);
    gsl_rng *chance = gsl_rng_alloc(gsl_rng_mt19937);
    bool found = false;
    memcpy(dealt, differences, points->point_count * sizeof *dealt);
    for (int deal = 0; deal < DEALS && !found; deal++) {
        gsl_ran_shuffle(chance, dealt, points->point_count, sizeof *dealt);
        found = most_by_pawn(points, dealt, pawn).moves >= moves;
    }
    gsl_rng_free(chance);
    free(dealt);
    return found;
}

static struct movers by_pawn(const struct study_points *points, const double *differences) {
    struct sensitivity_pawn *pawn = fault_allocate(points->results->setting_count, sizeof *pawn);
    struct mover most = most_by_pawn(points, differences, pawn);
    struct movers movers = {0};
    if (most.setting != SIZE_MAX && !is_by_chance(points, differences, most.moves, pawn))
        consider(&movers, most);
    free(pawn);
    return movers;
}

struct movers movers_of(const struct study_points *points, const double *differences) {
    switch (movers_method(points)) {
        case MOVERS_BY_SOBOL:
            return by_sobol(points, differences);
        case MOVERS_BY_MORRIS:
            return by_morris(points, differences);
        default:
            return by_pawn(points, differences);
    }
}
