// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/graphml.h"

#include <libxml/SAX2.h>
#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sim/engine/utf8.h"

struct check {
    xmlParserCtxtPtr parser;
    const char *name;
    xmlHashTablePtr ids;  // of the nodes so far
    int depth;            // of the element that begins, from 0
    int graph_line;       // where the graph begins; 0: there is none yet
    struct graphml_counts *counts;
    struct status *status;
};

// Refuses the text at the line where the parser is.
__attribute__((format(printf, 2, 3))) static void refuse(struct check *check, const char *format, ...) {
    char message[sizeof check->status->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    status_fail(check->status, STATUS_SCENARIO, "%s:%d: %s", check->name, xmlSAX2GetLineNumber(check->parser),
                message);
}

// ---- Elements -----------------------------------------------------------------------------------------

// libxml2 hands each over as five pointers: name, prefix, vocabulary, and the value's begin and end.
struct attributes {
    const xmlChar **five;
    int count;
};

// The value, to be freed; NULL when there is none. Attributes of other vocabularies have a prefix.
static xmlChar *value_of(const struct attributes *attributes, const char *name) {
    for (int i = 0; i < attributes->count; i++) {
        const xmlChar **five = attributes->five + 5 * i;
        if (!five[1] && strcmp((const char *)five[0], name) == 0)
            return xmlStrndup(five[3], (int)(five[4] - five[3]));
    }
    return NULL;
}

static void begin_root(struct check *check, const char *element) {
    if (strcmp(element, "graphml") != 0) refuse(check, "this is no GraphML: it begins with <%.40s>", element);
}

static void begin_graph(struct check *check) {
    if (check->graph_line && check->depth > 1)
        refuse(check, "a graph within the graph that begins in line %d: nested graphs are not read",
               check->graph_line);
    else if (check->graph_line)
        refuse(check, "a second graph: the first begins in line %d, and one file holds one",
               check->graph_line);
    else
        check->graph_line = xmlSAX2GetLineNumber(check->parser);
}

static void begin_node(struct check *check, const struct attributes *attributes) {
    xmlChar *id = value_of(attributes, "id");
    if (!id)
        refuse(check, "a node without an id");
    else if (xmlHashAddEntry(check->ids, id, check) != 0)
        refuse(check, "the node \"%s\" is there twice", utf8_quote((const char *)id, (char[SHOWN_MOST]){0}));
    check->counts->nodes++;
    xmlFree(id);
}

static void check_end(struct check *check, const struct attributes *attributes, const char *end) {
    xmlChar *id = value_of(attributes, end);
    if (!id)
        refuse(check, "an edge without a %s", end);
    else if (!xmlHashLookup(check->ids, id))
        refuse(check, "%s=\"%s\": no node before this edge has that id", end,
               utf8_quote((const char *)id, (char[SHOWN_MOST]){0}));
    xmlFree(id);
}

static void begin_edge(struct check *check, const struct attributes *attributes) {
    check_end(check, attributes, "source");
    check_end(check, attributes, "target");
    check->counts->edges++;
}

static void begin_element(void *user, const xmlChar *element, const xmlChar *prefix,
                          const xmlChar *vocabulary, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted, const xmlChar **five) {
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    static const char own[] = "http://graphml.graphdrawing.org/xmlns";
    struct check *check = user;
    struct attributes attributes = {five, attribute_count};
    const char *name = (const char *)element;
    bool ours = !vocabulary || strncmp((const char *)vocabulary, own, strlen(own)) == 0;
    if (check->depth == 0) begin_root(check, name);
    if (ours && strcmp(name, "graph") == 0) begin_graph(check);
    if (ours && strcmp(name, "node") == 0) begin_node(check, &attributes);
    if (ours && strcmp(name, "edge") == 0) begin_edge(check, &attributes);
    if (ours && (strcmp(name, "hyperedge") == 0 || strcmp(name, "locator") == 0))
        refuse(check, "<%s> is not read: an edge ties two nodes of this file", name);
    check->depth++;
    if (check->status->code != STATUS_OK) xmlStopParser(check->parser);  // which frees the attributes
}

static void end_element(void *user, const xmlChar *element, const xmlChar *prefix,
                        const xmlChar *vocabulary) {
    (void)element, (void)prefix, (void)vocabulary;
    ((struct check *)user)->depth--;
}

// ---- The text -----------------------------------------------------------------------------------------

// What makes XML ill-formed; the first one stays.
static void note_error(void *user, xmlErrorPtr error) {
    struct check *check = user;
    if (error->level != XML_ERR_FATAL || !error->message) return;
    status_fail(check->status, STATUS_SCENARIO, "%s:%d: no well-formed XML: %.*s", check->name, error->line,
                (int)strcspn(error->message, "\n"), error->message);
}

static void parse(struct check *check) {
    xmlSAXHandler *handler = check->parser->sax;
    *handler = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                               .startElementNs = begin_element,
                               .endElementNs = end_element,
                               .serror = note_error};
    check->parser->userData = check;
    xmlCtxtUseOptions(check->parser, XML_PARSE_NONET);  // no file is fetched that a text names
    xmlParseDocument(check->parser);
}

bool graphml_check(const char *text, const char *name, struct graphml_counts *counts, struct status *status) {
    size_t length = strlen(text);
    if (length == 0) return status_fail(status, STATUS_SCENARIO, "%s: the file is empty", name);
    PROMISE(length <= INT_MAX, "libxml2 counts bytes by int");
    *counts = (struct graphml_counts){0};
    struct check check = {
        xmlCreateMemoryParserCtxt(text, (int)length), name, xmlHashCreate(1024), 0, 0, counts, status};
    PROMISE(check.parser && check.ids, "there is memory for libxml2");
    parse(&check);
    bool well_formed = check.parser->wellFormed;
    xmlFreeParserCtxt(check.parser);
    xmlHashFree(check.ids, NULL);
    if (status->code != STATUS_OK) return false;
    if (!well_formed) return status_fail(status, STATUS_SCENARIO, "%s: no well-formed XML", name);
    return counts->nodes > 0 || status_fail(status, STATUS_SCENARIO, "%s: there is no %s", name,
                                            check.graph_line ? "node in the graph" : "graph");
}
