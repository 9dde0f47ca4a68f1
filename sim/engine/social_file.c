// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/social_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sim/engine/graphml.h"
#include "sim/engine/text_file.h"
#include "sim/engine/utf8.h"

// What is read, and where its graph goes.
struct ties_source {
    const char *path;
    char *text;
    igraph_t *graph;
    igraph_integer_t count;  // of households
    struct status *status;
};

// ---- Edge lists ---------------------------------------------------------------------------------------

// Reads a number and moves behind it. One that no number can hold is the largest: it is no household.
static bool read_number(const char **rest, long long *number) {
    char *end;
    *rest += strspn(*rest, " \t");
    *number = strtoll(*rest, &end, 10);
    bool whole = end != *rest && strchr(" \t", *end);
    *rest = end;
    return whole;
}

static bool refuse_line(const struct ties_source *source, long number, const char *line) {
    return status_fail(source->status, STATUS_SCENARIO, "%s:%ld: expected two numbers, found '%s'%s",
                       source->path, number, utf8_quote(line, (char[SHOWN_MOST]){0}),
                       *line == '<' ? " (the name of a GraphML file ends in .graphml)" : "");
}

static bool read_tie(const struct ties_source *source, const char *line, long line_number,
                     igraph_vector_int_t *ties) {
    line += strspn(line, " \t");
    if (*line == '\0' || *line == '#') return true;
    const char *rest = line;
    long long ends[2];
    if (!read_number(&rest, &ends[0]) || !read_number(&rest, &ends[1]) || rest[strspn(rest, " \t")])
        return refuse_line(source, line_number, line);
    for (int i = 0; i < 2; i++) {
        if (ends[i] < 0 || ends[i] >= source->count)
            return status_fail(source->status, STATUS_SCENARIO,
                               "%s:%ld: household %lld: the scenario has households 0 to %lld (homes.count)",
                               source->path, line_number, ends[i], (long long)source->count - 1);
        if (igraph_vector_int_push_back(ties, ends[i]) != IGRAPH_SUCCESS)
            return status_fail(source->status, STATUS_MACHINE, "%s: no memory for so many ties",
                               source->path);
    }
    return true;
}

static bool read_ties(const struct ties_source *source, igraph_vector_int_t *ties) {
    struct text_file_lines lines = {.rest = source->text};
    for (const char *line; (line = text_file_line(&lines));)
        if (!read_tie(source, line, lines.number, ties)) return false;
    return igraph_vector_int_size(ties) > 0 ||
           status_fail(source->status, STATUS_SCENARIO, "%s: there is no tie in the file", source->path);
}

static igraph_error_t read_edge_list(const struct ties_source *source) {
    igraph_vector_int_t ties;
    IGRAPH_CHECK(igraph_vector_int_init(&ties, 0));
    igraph_error_t error = read_ties(source, &ties)
                               ? igraph_create(source->graph, &ties, source->count, IGRAPH_UNDIRECTED)
                               : IGRAPH_EINVAL;
    igraph_vector_int_destroy(&ties);
    return error;
}

// ---- GraphML ------------------------------------------------------------------------------------------

// One household for each node, and a tie for each edge: no more, and none lost.
static igraph_error_t settle(const struct ties_source *source, const struct graphml_counts *counts) {
    igraph_integer_t people = igraph_vcount(source->graph), ties = igraph_ecount(source->graph);
    if (people != counts->nodes || ties != counts->edges) {
        status_fail(source->status, STATUS_SCENARIO,
                    "%s: igraph reads %lld nodes and %lld edges of the file's %ld and %ld: do all stand in "
                    "the graph, "
                    "in GraphML's own namespace?",
                    source->path, (long long)people, (long long)ties, counts->nodes, counts->edges);
        return IGRAPH_EINVAL;
    }
    IGRAPH_CHECK(igraph_to_undirected(source->graph, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    return igraph_add_vertices(source->graph, source->count - people, NULL);
}

static bool check_graphml(const struct ties_source *source, struct graphml_counts *counts) {
    if (!graphml_check(source->text, source->path, counts, source->status)) return false;
    return counts->nodes <= source->count ||
           status_fail(source->status, STATUS_SCENARIO,
                       "%s: %ld people: the scenario has %lld households (homes.count)", source->path,
                       counts->nodes, (long long)source->count);
}

static igraph_error_t read_graphml(const struct ties_source *source) {
    struct graphml_counts counts;
    if (!check_graphml(source, &counts)) return IGRAPH_EINVAL;
    FILE *file = fmemopen(source->text, strlen(source->text), "r");
    if (!file) return IGRAPH_ENOMEM;
    igraph_error_t error = igraph_read_graph_graphml(source->graph, file, 0);
    fclose(file);
    if (error) return error;
    error = settle(source, &counts);
    if (error) igraph_destroy(source->graph);
    return error;
}

igraph_error_t social_file_read(igraph_t *graph, igraph_integer_t count, const char *path,
                                struct status *status) {
    struct ties_source source = {path, text_file_read(path, path, TEXT_FILE_DATA_MOST, status), graph, count,
                                 status};
    if (!source.text) return IGRAPH_EFILE;
    const char *dot = strrchr(path, '.');
    bool graphml = dot && strcasecmp(dot, ".graphml") == 0;
    igraph_error_t error = graphml ? read_graphml(&source) : read_edge_list(&source);
    free(source.text);
    return error;
}
