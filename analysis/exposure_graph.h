// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands between the homes and who else gets a class of their data: betweenness in a small directed graph (Freeman 1977, by
// Brandes' algorithm of 2001, of igraph).
#ifndef MARU_ANALYSIS_EXPOSURE_GRAPH_H
#define MARU_ANALYSIS_EXPOSURE_GRAPH_H

#include <stddef.h>

enum { EXPOSURE_GRAPH_HOMES = 0 };  // the source; parties are 1, 2, ...
struct exposure_graph_edge {
    size_t from, to;
};

// Adds to between[nodes] of each node v  sum over parties t of (shortest paths from the homes to t through v) / (all of them),
// v not t. Returns how many parties the homes reach.
size_t exposure_graph_between(size_t nodes, const struct exposure_graph_edge *edges, size_t count, double *between);

#endif
