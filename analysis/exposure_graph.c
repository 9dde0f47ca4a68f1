// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/exposure_graph.h"

#include <igraph/igraph.h>

#include "analysis/fault.h"

static void connect(igraph_t *graph, size_t nodes, const struct exposure_graph_edge *edges, size_t count) {
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, (igraph_integer_t)(2 * count));
    for (size_t i = 0; i < count; i++) {
        VECTOR(ends)[2 * i] = (igraph_integer_t)edges[i].from;
        VECTOR(ends)[2 * i + 1] = (igraph_integer_t)edges[i].to;
    }
    igraph_create(graph, &ends, (igraph_integer_t)nodes, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&ends);
}

static size_t count_reached(const igraph_t *graph) {
    igraph_vector_int_t reached;
    igraph_vector_int_init(&reached, 0);
    igraph_subcomponent(graph, &reached, EXPOSURE_GRAPH_HOMES, IGRAPH_OUT);
    size_t count = (size_t)igraph_vector_int_size(&reached) - 1;
    igraph_vector_int_destroy(&reached);
    return count;
}

// igraph stops the program when memory runs out, and nothing else can go wrong here.
size_t exposure_graph_between(size_t nodes, const struct exposure_graph_edge *edges, size_t count,
                              double *between) {
    igraph_t graph;
    igraph_vector_t result;
    igraph_set_error_handler(igraph_error_handler_abort);
    connect(&graph, nodes, edges, count);
    igraph_vector_init(&result, 0);
    igraph_betweenness_subset(&graph, &result, igraph_vss_all(), true, igraph_vss_1(EXPOSURE_GRAPH_HOMES),
                              igraph_vss_all(), NULL);
    for (size_t i = 0; i < nodes; i++) between[i] += VECTOR(result)[i];
    size_t reached = count_reached(&graph);
    igraph_vector_destroy(&result);
    igraph_destroy(&graph);
    return reached;
}
