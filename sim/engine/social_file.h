// SPDX-License-Identifier: GPL-3.0-or-later
// Friendships from a file, as every text is read (text_file.h), into a graph of igraph's. A name that ends in .graphml, in
// capitals or not, is GraphML (graphml.h); any other an edge list: two numbers of households a line, from 0, between blanks;
// lines that are empty or begin with # are passed over. A file with fewer people than households leaves the rest without
// friends; one with more, or without anybody, is refused.
#ifndef MARU_SIM_ENGINE_SOCIAL_FILE_H
#define MARU_SIM_ENGINE_SOCIAL_FILE_H

#include <igraph/igraph.h>

#include "sim/engine/status.h"

// Makes the graph, with `count` vertices and no directions; ties may be doubled, and lead back. An error of igraph's, with a
// status when the file is what is wrong.
igraph_error_t social_file_read(igraph_t *graph, igraph_integer_t count, const char *path, struct status *status);

#endif
