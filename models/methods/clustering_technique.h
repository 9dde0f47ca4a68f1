// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of things that lie near each other: k-means from well spread seeds (clustering_seeds_equation,
// clustering_sweeps_equation), how many groups there are by the silhouette (clustering_silhouette_equation), which never finds
// that there is only one, or by the gap (clustering_gap_equation), and how far two groupings agree beyond chance
// (clustering_agreement_equation).
//
// Distances are Euclidean: what is measured in different units is standardised first.
#ifndef MARU_MODELS_METHODS_CLUSTERING_TECHNIQUE_H
#define MARU_MODELS_METHODS_CLUSTERING_TECHNIQUE_H

#include <stddef.h>
#include <stdint.h>

#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation clustering_seeds_equation, clustering_sweeps_equation, clustering_silhouette_equation,
    clustering_gap_equation, clustering_agreement_equation;
extern const struct technique clustering_technique;

enum { CLUSTERING_MOST = 32 };  // groups

struct clustering_points {
    const double *at;  // [count x dimensions]; borrowed
    size_t count, dimensions;
};

// Each dimension to mean 0 and variance 1 over the points that know it; NAN: not known, and then 0, the mean. One that does
// not differ becomes 0.
void clustering_standardise(double *at, size_t count, size_t dimensions);

struct clustering {
    size_t groups;
    double within;      // sum of squared distances to the groups' means
    double silhouette;  // of at most CLUSTERING_SAMPLE points; 0: of one group
    double flops;       // of finding it
};
enum { CLUSTERING_SAMPLE = 400 };

// The best of `starts` tries at so many groups, 1 to CLUSTERING_MOST (fewer, if there are fewer different points). group[count]:
// whose each point is. The same luck, the same groups.
struct clustering clustering_find(const struct clustering_points *points, size_t groups, unsigned starts,
                                  struct random_sequence luck, uint8_t *group);
// As many groups, from 2 to `most`, as have the highest silhouette.
struct clustering clustering_choose(const struct clustering_points *points, size_t most, unsigned starts,
                                    struct random_sequence luck, uint8_t *group);

// As many groups, from 1 to `most`, as the gap finds: the fewest that leave as much less than points by lot would as one group
// more does, within what these differ by themselves.
struct clustering clustering_choose_by_gap(const struct clustering_points *points, size_t most, unsigned starts,
                                           struct random_sequence luck, uint8_t *group);

// Adjusted Rand index of two groupings of the same things, numbers below CLUSTERING_MOST: 1 the same, 0 as by chance.
double clustering_agreement(const uint8_t *one, const uint8_t *other, size_t count);

#endif
