// SPDX-License-Identifier: GPL-3.0-or-later
// What a GraphML text must be before igraph reads it (libxml2; this is its only doorway). igraph makes a new household of a
// misspelt node, takes the first of several graphs, and reads over what it does not know: here such texts are refused, with
// their line, and nodes and edges are counted, so that a graph that lacks one is noticed.
//
// Refused are XML that is not well-formed, another root than <graphml>, none or a second or a nested <graph>, <hyperedge>,
// <locator>, a <node> without an id or with one that was there before, and an <edge> whose ends are not nodes that stand
// before it: households are numbered as the nodes stand in the text. Ports, attributes and elements of other
// vocabularies are passed over.
#ifndef MARU_SIM_ENGINE_GRAPHML_H
#define MARU_SIM_ENGINE_GRAPHML_H

#include "sim/engine/status.h"

struct graphml_counts {
    long nodes, edges;
};

// `name`: what messages call the text. False with a status.
bool graphml_check(const char *text, const char *name, struct graphml_counts *counts, struct status *status);

#endif
