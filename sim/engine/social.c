// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/social.h"

#include <igraph/igraph.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/random.h"
#include "sim/engine/social_file.h"

// ---- Settings -----------------------------------------------------------------------------------------

typedef struct social_settings S;
static const char *const model_names[] = {"small_world", "preferential", "blocks", "file", "none", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_WORLD, S, model, model_names, SOCIAL_SMALL_WORLD,
                   "small_world (Watts & Strogatz 1998), preferential (Barabasi & Albert 1999), blocks by district "
                   "(Holland, Laskey & Leinhardt 1983), a file, or none", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, S, neighbours, "1", 6, 0, 200, "mean number of befriended households", "assumption"),
    UNCERTAIN(S, rewire, "1", 0.1, 0, 1, "small_world: share of ties that leave the ring", "assumption"),
    UNCERTAIN(S, within, "1", 0.5, 0, 1, "blocks: share of ties inside the own district", "assumption"),
    SETTING_FILE_NAME(S, file, "", "file: edge list (.txt: two numbers a line, from 0) or .graphml", "assumption"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation small_world = {"small_world",
                                            "a ring, each tied with m on either side; each tie is moved with "
                                            "chance rewire, either end with 1 - sqrt(1 - rewire)",
                                            "m = min(neighbours / 2, (N - 1) / 2); N homes",
                                            "Watts & Strogatz 1998 (igraph)"};
static const struct equation preferential = {
    "preferential", "each newcomer is tied with m others, each taken in proportion to 1 + its ties",
    "m: see small_world", "Barabasi & Albert 1999 (igraph)"};
static const struct equation block_model = {
    "blocks",
    "p = within neighbours / (n - 1) in a district; p = (1 - within) neighbours N / (2 pairs) across",
    "p chance of a pair, at most 1; n homes of the district, N of all; pairs of different districts; without "
    "any within = 1",
    "stochastic block model (Holland, Laskey & Leinhardt 1983; igraph)"};
static const struct equation recorded = {
    "file", "ties as in file; none: no ties; loops and double ties are dropped in every model", "",
    "definition"};
static const struct submodel submodels[] = {
    {&small_world, "", "model, neighbours, rewire, homes.count"},
    {&preferential, "", "model, neighbours, homes.count"},
    {&block_model, "", "model, neighbours, within, homes"},
    {&recorded, "", "model, file"},
};

const struct section_kind friends_section = {
    .kind = {.name = "friends",
             .summary = "who talks to whom: the friendship graph among households",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)}};

// ---- igraph's errors and chance -----------------------------------------------------------------------

// What igraph complained about first: what called the function that failed complains again, and gives no
// reason.
static char complaint[400];

static void remember_complaint(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file, (void)line;
    if (!complaint[0]) snprintf(complaint, sizeof complaint, "%s (%s)", reason, igraph_strerror(code));
    IGRAPH_FINALLY_FREE();
}

// igraph warns of attributes that it cannot read: nobody here asks for any. What it reads over beside them,
// graphml.c has found.
static void ignore_warning(const char *reason, const char *file, int line) {
    (void)reason, (void)file, (void)line;
}

static void prepare_igraph(uint32_t seed, uint32_t replication) {
    complaint[0] = '\0';
    igraph_set_error_handler(remember_complaint);
    igraph_set_warning_handler(ignore_warning);
    igraph_set_attribute_table(&igraph_cattribute_table);  // GraphML cannot be read without one
    struct random_key key = {seed, replication};
    struct random_block luck = random_block(key, RANDOM_WORLD, random_stream("friends"), 0);
    igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)(luck.word[0] >> 32));
}

// ---- Models -------------------------------------------------------------------------------------------

// What a model is made from, and where its ties go.
struct request {
    const struct social_settings *settings;
    igraph_integer_t count;
    const uint16_t *district;
    const char *path;  // of the file
    igraph_t *graph;   // to be made
    struct status *status;
};

// Half of the neighbours, as the growing models need it: no more than a graph of everybody with everybody.
static igraph_integer_t ties_per_household(const struct request *request) {
    igraph_integer_t half = (igraph_integer_t)request->settings->neighbours / 2,
                     most = (request->count - 1) / 2;
    return half < most ? half : most;
}

static igraph_error_t make_nothing(const struct request *request) {
    return igraph_empty(request->graph, request->count, IGRAPH_UNDIRECTED);
}

// igraph moves each end of a tie with the given chance, Watts and Strogatz one of the two: the chance that a
// tie stays is made the same.
static igraph_error_t make_small_world(const struct request *request) {
    igraph_integer_t ties = ties_per_household(request);
    double each_end = 1 - sqrt(1 - request->settings->rewire);
    if (ties == 0) return make_nothing(request);
    return igraph_watts_strogatz_game(request->graph, 1, request->count, ties, each_end, IGRAPH_NO_LOOPS,
                                      IGRAPH_NO_MULTIPLE);
}

static igraph_error_t make_preferential(const struct request *request) {
    igraph_integer_t ties = ties_per_household(request);
    if (ties == 0) return make_nothing(request);
    return igraph_barabasi_game(request->graph, request->count, 1, ties, NULL, true, 1, IGRAPH_UNDIRECTED,
                                IGRAPH_BARABASI_PSUMTREE, NULL);
}

// Adds the ties of a random graph in which each pair is tied with chance p: `number` turns its vertices into
// households. Ties within a district are left out when `across` is set.
static igraph_error_t add_random_ties(const struct request *request, igraph_integer_t count, double p,
                                      const uint32_t *number, bool across, igraph_vector_int_t *ties) {
    igraph_t part;
    IGRAPH_CHECK(igraph_erdos_renyi_game_gnp(&part, count, fmin(1, p), IGRAPH_UNDIRECTED, IGRAPH_NO_LOOPS));
    IGRAPH_FINALLY(igraph_destroy, &part);
    for (igraph_integer_t edge = 0; edge < igraph_ecount(&part); edge++) {
        uint32_t from = number[IGRAPH_FROM(&part, edge)], to = number[IGRAPH_TO(&part, edge)];
        if (across && request->district[from] == request->district[to]) continue;
        IGRAPH_CHECK(igraph_vector_int_push_back(ties, from));
        IGRAPH_CHECK(igraph_vector_int_push_back(ties, to));
    }
    igraph_destroy(&part);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

// Households in the order of their districts; district d's are number[start[d]] ... number[start[d + 1] - 1].
struct blocks {
    uint32_t *number, *start;
    uint32_t count;       // of districts
    double pairs_across;  // pairs of households of different districts
};

static struct blocks blocks_create(const struct request *request) {
    uint32_t most = 0;
    for (igraph_integer_t i = 0; i < request->count; i++)
        if (request->district[i] > most) most = request->district[i];
    struct blocks blocks = {status_allocate((size_t)request->count, sizeof(uint32_t)),
                            status_allocate(most + 3, sizeof(uint32_t)), most + 1, 0};
    for (igraph_integer_t i = 0; i < request->count; i++) blocks.start[request->district[i] + 2]++;
    double people = (double)request->count, same = 0;
    for (uint32_t d = 0; d < blocks.count; d++) {
        same += (double)blocks.start[d + 2] * blocks.start[d + 2];
        blocks.start[d + 2] += blocks.start[d + 1];
    }
    blocks.pairs_across = (people * people - same) / 2;
    for (igraph_integer_t i = 0; i < request->count; i++)
        blocks.number[blocks.start[request->district[i] + 1]++] = (uint32_t)i;
    return blocks;
}

// The stochastic block model with one chance within districts (such that each household has its share of ties
// there) and one across. A household's own district takes all its ties when there is no other.
static igraph_error_t add_block_ties(const struct request *request, const struct blocks *blocks,
                                     igraph_vector_int_t *ties) {
    double neighbours = (double)request->settings->neighbours;
    double inside = blocks->pairs_across > 0 ? request->settings->within * neighbours : neighbours;
    for (uint32_t d = 0; d < blocks->count; d++) {
        uint32_t first = blocks->start[d], people = blocks->start[d + 1] - first;
        if (people < 2) continue;
        IGRAPH_CHECK(
            add_random_ties(request, people, inside / (people - 1), blocks->number + first, false, ties));
    }
    if (blocks->pairs_across == 0) return IGRAPH_SUCCESS;
    double across = (neighbours - inside) * (double)request->count / 2 / blocks->pairs_across;
    return add_random_ties(request, request->count, across, blocks->number, true, ties);
}

static igraph_error_t make_blocks(const struct request *request) {
    igraph_vector_int_t ties;
    IGRAPH_CHECK(igraph_vector_int_init(&ties, 0));
    struct blocks blocks = blocks_create(request);
    igraph_error_t error = add_block_ties(request, &blocks, &ties);
    if (!error) error = igraph_create(request->graph, &ties, request->count, IGRAPH_UNDIRECTED);
    free(blocks.number);
    free(blocks.start);
    igraph_vector_int_destroy(&ties);
    return error;
}

// ---- From igraph's graph to adjacency lists -----------------------------------------------------------

static void count_friends(const igraph_t *graph, struct social *social) {
    for (igraph_integer_t edge = 0; edge < igraph_ecount(graph); edge++) {
        social->first[IGRAPH_FROM(graph, edge) + 1]++;
        social->first[IGRAPH_TO(graph, edge) + 1]++;
    }
    for (uint32_t i = 0; i < social->count; i++) social->first[i + 1] += social->first[i];
}

// igraph lists a vertex's ties by the other end: adjacency comes in ascending order.
static igraph_error_t list_friends(const igraph_t *graph, struct social *social) {
    igraph_vector_int_t neighbours;
    IGRAPH_CHECK(igraph_vector_int_init(&neighbours, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &neighbours);
    for (uint32_t i = 0; i < social->count; i++) {
        IGRAPH_CHECK(igraph_neighbors(graph, &neighbours, i, IGRAPH_ALL));
        for (igraph_integer_t j = 0; j < igraph_vector_int_size(&neighbours); j++)
            social->friend[social->first[i] + (uint32_t)j] = (uint32_t)VECTOR(neighbours)[j];
    }
    igraph_vector_int_destroy(&neighbours);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

// Loops and double ties are dropped, whatever the model.
static igraph_error_t compress(igraph_t *graph, struct social *social) {
    IGRAPH_CHECK(igraph_simplify(graph, true, true, NULL));
    count_friends(graph, social);
    social->friend = status_allocate(social->first[social->count], sizeof *social->friend);
    return list_friends(graph, social);
}

static igraph_error_t make_graph(const struct request *request) {
    switch ((enum social_model)request->settings->model) {
        case SOCIAL_SMALL_WORLD:
            return make_small_world(request);
        case SOCIAL_PREFERENTIAL:
            return make_preferential(request);
        case SOCIAL_BLOCKS:
            return make_blocks(request);
        case SOCIAL_FILE:
            return social_file_read(request->graph, request->count, request->path, request->status);
        case SOCIAL_NONE:
            break;
    }
    return make_nothing(request);
}

static bool check_request(const struct request *request) {
    const struct social_settings *s = request->settings;
    bool grown = s->model == SOCIAL_SMALL_WORLD || s->model == SOCIAL_PREFERENTIAL;
    if (grown && s->neighbours % 2 != 0)
        return status_fail(request->status, STATUS_SCENARIO,
                           "friends.neighbours = %lld: model \"%s\" needs an even number, such as %lld",
                           (long long)s->neighbours, model_names[s->model], (long long)s->neighbours + 1);
    if (s->model == SOCIAL_FILE && !request->path)
        return status_fail(
            request->status, STATUS_SCENARIO,
            "friends.model = \"file\": friends.file must name an edge list or a .graphml file");
    return true;
}

struct social *social_create(const struct social_settings *settings, uint32_t count, const uint16_t *district,
                             uint32_t seed, uint32_t replication, const char *path, struct status *status) {
    igraph_t graph;
    struct request request = {settings, count, district, path, &graph, status};
    if (!check_request(&request)) return NULL;
    prepare_igraph(seed, replication);
    struct social *social = status_allocate(1, sizeof *social);
    social->count = count;
    social->first = status_allocate((size_t)count + 1, sizeof *social->first);
    igraph_error_t error = make_graph(&request);
    if (!error) {
        error = compress(&graph, social);
        igraph_destroy(&graph);
    }
    if (!error) return social;
    bool from_file = settings->model == SOCIAL_FILE;
    status_fail(status, from_file ? STATUS_SCENARIO : STATUS_MACHINE,
                "%s: the friendship graph cannot be made: %s", from_file ? path : "friends", complaint);
    social_free(social);
    return NULL;
}

void social_free(struct social *social) {
    if (!social) return;
    free(social->first);
    free(social->friend);
    free(social);
}
