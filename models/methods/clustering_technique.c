// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/clustering_technique.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const struct equation clustering_seeds_equation = {
    "where groups begin",
    "the first mean is any point; each further one is point x with chance D(x)^2 / sum D^2",
    "D(x) distance to the nearest mean so far; the best of several such beginnings counts",
    "k-means++, Arthur & Vassilvitskii 2007 (SODA, 1027), not read"};
const struct equation clustering_sweeps_equation = {
    "groups of points",
    "each point to the nearest mean, each mean to the centre of its points, until no point moves; within = "
    "sum of squared distances to the means",
    "no sweep makes within larger", "Lloyd 1982 (IEEE Trans. Inf. Theory 28:129), not read"};
const struct equation clustering_silhouette_equation = {
    "how many groups",
    "the number with the highest mean of (b - a) / max(a, b); 0 for a point that is alone in its group",
    "a mean distance of a point to others of its group, b to the nearest other group's; of at most 400 "
    "points, by lot",
    "Rousseeuw 1987 (J. Comput. Appl. Math. 20:53), not read"};
const struct equation clustering_gap_equation = {
    "how many groups, one among them",
    "the least k with G(k) >= G(k + 1) - s(k + 1); G(k) = mean of ln within*(k) - ln within(k), s(k) = sd of "
    "ln within*(k) x sqrt(1 + 1 / 10)",
    "within*(k) of as many points drawn evenly over the range of each dimension, ten times; the most, where "
    "no k is "
    "enough",
    "Tibshirani, Walther & Hastie 2001 (J. R. Stat. Soc. B 63:411, not read)"};
const struct equation clustering_agreement_equation = {
    "how far two groupings agree",
    "ARI = (sum_ij C(n_ij) - E) / ((A + B) / 2 - E), E = A B / C(n), A = sum_i C(n_i), B = sum_j C(n_j)",
    "C(x) = x (x - 1) / 2 pairs; n_ij things in group i of the one and j of the other, n_i and n_j their "
    "sums; "
    "1 where both are one group, or all things are alone in both",
    "Hubert & Arabie 1985 (J. Classif. 2:193), not read"};

// ---- Points ---------------------------------------------------------------------------------------------

static void standardise(double *at, size_t count, size_t step) {
    double known = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        double x = at[i * step];
        if (isnan(x)) continue;
        known++;
        sum += x;
    }
    double mean = known > 0 ? sum / known : 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(at[i * step])) squares += (at[i * step] - mean) * (at[i * step] - mean);
    double spread = known > 0 ? sqrt(squares / known) : 0;
    bool differs = spread > 1e-12 * (1 + fabs(mean));
    for (size_t i = 0; i < count; i++)
        at[i * step] = isnan(at[i * step]) || !differs ? 0 : (at[i * step] - mean) / spread;
}

void clustering_standardise(double *at, size_t count, size_t dimensions) {
    for (size_t d = 0; d < dimensions; d++) standardise(at + d, count, dimensions);
}

static const double *point(const struct clustering_points *points, size_t i) {
    return points->at + i * points->dimensions;
}

static double squared_distance(const double *a, const double *b, size_t dimensions) {
    double sum = 0;
    for (size_t d = 0; d < dimensions; d++) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
}

// ---- One try --------------------------------------------------------------------------------------------

struct attempt {
    const struct clustering_points *points;
    double *mean;     // [groups x dimensions]
    double *nearest;  // [count] squared distance to the nearest mean so far
    uint8_t *group;   // [count]
    size_t groups;
    double within, distances;  // distances: looked at
};

static void place_mean(struct attempt *a, size_t of) {
    size_t dimensions = a->points->dimensions;
    double *mean = a->mean + a->groups * dimensions;
    memcpy(mean, point(a->points, of), dimensions * sizeof *mean);
    for (size_t i = 0; i < a->points->count; i++) {
        double distance = squared_distance(point(a->points, i), mean, dimensions);
        if (a->groups == 0 || distance < a->nearest[i]) a->nearest[i] = distance;
    }
    a->distances += (double)a->points->count;
    a->groups++;
}

// Fewer than `groups` where all points lie on a mean already.
static void place_means(struct attempt *a, size_t groups, struct random_sequence *luck) {
    size_t count = a->points->count;
    size_t first = (size_t)(random_next_uniform(luck) * (double)count);
    for (place_mean(a, first); a->groups < groups;) {
        double sum = 0, left = random_next_uniform(luck);
        for (size_t i = 0; i < count; i++) sum += a->nearest[i];
        if (sum <= 0) return;
        size_t chosen = 0;
        left *= sum;
        for (size_t i = 0; i < count && left >= 0; i++) {
            if (a->nearest[i] > 0) chosen = i;
            left -= a->nearest[i];
        }
        place_mean(a, chosen);
    }
}

static size_t nearest_mean(const struct attempt *a, const double *x, double *distance) {
    size_t best = 0, dimensions = a->points->dimensions;
    *distance = INFINITY;
    for (size_t g = 0; g < a->groups; g++) {
        double d = squared_distance(x, a->mean + g * dimensions, dimensions);
        if (d < *distance) {
            *distance = d;
            best = g;
        }
    }
    return best;
}

// True when a point has moved.
static bool assign(struct attempt *a) {
    bool moved = false;
    a->within = 0;
    for (size_t i = 0; i < a->points->count; i++) {
        size_t group = nearest_mean(a, point(a->points, i), &a->nearest[i]);
        moved = moved || group != a->group[i];
        a->group[i] = (uint8_t)group;
        a->within += a->nearest[i];
    }
    a->distances += (double)a->points->count * (double)a->groups;
    return moved;
}

// A mean that has lost its points stays where it is.
static void centre(struct attempt *a) {
    size_t dimensions = a->points->dimensions;
    double members[CLUSTERING_MOST] = {0};
    for (size_t i = 0; i < a->points->count; i++) members[a->group[i]]++;
    for (size_t g = 0; g < a->groups; g++)
        if (members[g] > 0) memset(a->mean + g * dimensions, 0, dimensions * sizeof *a->mean);
    for (size_t i = 0; i < a->points->count; i++)
        for (size_t d = 0; d < dimensions; d++)
            a->mean[a->group[i] * dimensions + d] += point(a->points, i)[d] / members[a->group[i]];
}

static void attempt(struct attempt *a, size_t groups, struct random_sequence *luck) {
    enum { SWEEPS_MOST = 300 };
    a->groups = 0;
    place_means(a, groups, luck);
    memset(a->group, 0, a->points->count);
    assign(a);
    for (int sweep = 0; sweep < SWEEPS_MOST; sweep++) {
        centre(a);
        if (!assign(a)) break;
    }
}

// ---- How good -------------------------------------------------------------------------------------------

// Some of the points, one of each stretch of equal length by lot. Returns how many.
static size_t draw_sample(size_t count, struct random_sequence *luck, size_t *sample) {
    size_t sampled = count < CLUSTERING_SAMPLE ? count : CLUSTERING_SAMPLE;
    for (size_t k = 0; k < sampled; k++) {
        double where = count == sampled ? 0.5 : random_next_uniform(luck);
        sample[k] = (size_t)(((double)k + where) * (double)count / (double)sampled);
    }
    return sampled;
}

// Of a point beside those of the sample: mean distances to each group, and to the others of its own.
static double silhouette_of(const struct clustering_points *points, const uint8_t *group, size_t i,
                            const size_t *sample, size_t sampled) {
    double sum[CLUSTERING_MOST] = {0}, members[CLUSTERING_MOST] = {0};
    for (size_t k = 0; k < sampled; k++) {
        size_t j = sample[k];
        if (j == i) continue;
        sum[group[j]] += sqrt(squared_distance(point(points, i), point(points, j), points->dimensions));
        members[group[j]]++;
    }
    if (members[group[i]] == 0) return 0;
    double own = sum[group[i]] / members[group[i]], other = INFINITY;
    for (size_t g = 0; g < CLUSTERING_MOST; g++)
        if (g != group[i] && members[g] > 0) other = fmin(other, sum[g] / members[g]);
    double larger = fmax(own, other);
    return isinf(other) || larger <= 0 ? 0 : (other - own) / larger;
}

static double silhouette(const struct clustering_points *points, const uint8_t *group,
                         struct random_sequence *luck) {
    size_t sample[CLUSTERING_SAMPLE], sampled = draw_sample(points->count, luck, sample);
    double sum = 0;
    for (size_t k = 0; k < sampled; k++) sum += silhouette_of(points, group, sample[k], sample, sampled);
    return sum / (double)sampled;
}

// Without its silhouette; `luck` moves on.
static struct clustering search(const struct clustering_points *points, size_t groups, unsigned starts,
                                struct random_sequence *luck, uint8_t *group) {
    PROMISE(groups >= 1 && groups <= CLUSTERING_MOST,
            "one group at least, and no more than can be told apart");
    struct clustering best = {.within = INFINITY};
    if (points->count == 0) return (struct clustering){0};
    struct attempt a = {.points = points,
                        .mean = status_allocate(groups * points->dimensions, sizeof(double)),
                        .nearest = status_allocate(points->count, sizeof(double)),
                        .group = status_allocate(points->count, sizeof(uint8_t))};
    for (unsigned start = 0; start < starts; start++) {
        attempt(&a, groups, luck);
        if (a.within >= best.within) continue;
        best = (struct clustering){.groups = a.groups, .within = a.within};
        memcpy(group, a.group, points->count);
    }
    free(a.mean);
    free(a.nearest);
    free(a.group);
    best.flops = 3 * (double)points->dimensions * a.distances;
    return best;
}

struct clustering clustering_find(const struct clustering_points *points, size_t groups, unsigned starts,
                                  struct random_sequence luck, uint8_t *group) {
    struct clustering best = search(points, groups, starts, &luck, group);
    if (points->count == 0) return best;
    double sampled = fmin((double)points->count, CLUSTERING_SAMPLE);
    best.silhouette = best.groups > 1 ? silhouette(points, group, &luck) : 0;
    best.flops += 3 * (double)points->dimensions * sampled * sampled;
    return best;
}

struct clustering clustering_choose(const struct clustering_points *points, size_t most, unsigned starts,
                                    struct random_sequence luck, uint8_t *group) {
    uint8_t *tried = status_allocate(points->count + 1, sizeof *tried);
    struct clustering best = {.silhouette = -INFINITY};
    double flops = 0;
    for (size_t groups = 2; groups <= most; groups++) {
        struct random_sequence own = luck;
        own.n += groups << 32;
        struct clustering found = clustering_find(points, groups, starts, own, tried);
        flops += found.flops;
        if (found.silhouette <= best.silhouette) continue;
        best = found;
        memcpy(group, tried, points->count);
    }
    free(tried);
    best.flops = flops;
    return best;
}

// ---- The gap --------------------------------------------------------------------------------------------

enum { REFERENCES = 10 };

static void scatter(const struct clustering_points *points, struct random_sequence *luck, double *at) {
    for (size_t d = 0; d < points->dimensions; d++) {
        double least = INFINITY, most = -INFINITY;
        for (size_t i = 0; i < points->count; i++) {
            least = fmin(least, point(points, i)[d]);
            most = fmax(most, point(points, i)[d]);
        }
        for (size_t i = 0; i < points->count; i++)
            at[i * points->dimensions + d] = least + (most - least) * random_next_uniform(luck);
    }
}

struct gap_search {
    const struct clustering_points *points;
    struct clustering_points reference[REFERENCES];
    unsigned starts;
    struct random_sequence luck;
    uint8_t *group;  // of no account
    double flops;
};

static struct gap_search gap_begin(const struct clustering_points *points, unsigned starts,
                                   struct random_sequence luck, double *at, uint8_t *group) {
    struct gap_search search = {.points = points, .starts = starts, .luck = luck, .group = group};
    struct random_sequence lot = luck;
    lot.stream = random_stream_of(luck.stream, "points by lot");
    for (size_t r = 0; r < REFERENCES; r++) {
        double *own = at + r * points->count * points->dimensions;
        scatter(points, &lot, own);
        search.reference[r] = (struct clustering_points){own, points->count, points->dimensions};
    }
    return search;
}

static double log_within(struct gap_search *gap, const struct clustering_points *points, size_t groups,
                         size_t set) {
    struct random_sequence own = gap->luck;
    own.n += (set << 8 | groups) << 32;
    struct clustering found = search(points, groups, gap->starts, &own, gap->group);
    gap->flops += found.flops;
    return log(found.within);
}

struct gap {
    double gap, error;  // INFINITY: nothing is left within
};
static struct gap gap_of(struct gap_search *search, size_t groups) {
    double sum = 0, squares = 0, own = log_within(search, search->points, groups, 0);
    if (isinf(own)) return (struct gap){INFINITY, 0};
    for (size_t r = 0; r < REFERENCES; r++) {
        double within = log_within(search, &search->reference[r], groups, r + 1);
        sum += within;
        squares += within * within;
    }
    double mean = sum / REFERENCES, variance = fmax(0, squares / REFERENCES - mean * mean);
    return (struct gap){mean - own, sqrt(variance * (1 + 1.0 / REFERENCES))};
}

static size_t least_enough(struct gap_search *search, size_t most) {
    struct gap here = gap_of(search, 1);
    for (size_t groups = 1; groups < most; groups++) {
        if (isinf(here.gap)) return groups;
        struct gap next = gap_of(search, groups + 1);
        if (here.gap >= next.gap - next.error) return groups;
        here = next;
    }
    return most;
}

struct clustering clustering_choose_by_gap(const struct clustering_points *points, size_t most,
                                           unsigned starts, struct random_sequence luck, uint8_t *group) {
    if (points->count == 0) return (struct clustering){0};
    double *at = status_allocate(REFERENCES * points->count * points->dimensions, sizeof *at);
    struct gap_search gap = gap_begin(points, starts, luck, at, group);
    size_t groups = least_enough(&gap, most);
    luck.n += groups << 32;
    struct clustering best = clustering_find(points, groups, starts, luck, group);
    best.flops += gap.flops;
    free(at);
    return best;
}

// ---- Agreement ------------------------------------------------------------------------------------------

static double pairs(double things) {
    return things * (things - 1) / 2;
}

double clustering_agreement(const uint8_t *one, const uint8_t *other, size_t count) {
    double both[CLUSTERING_MOST][CLUSTERING_MOST] = {{0}}, rows[CLUSTERING_MOST] = {0},
           columns[CLUSTERING_MOST] = {0}, together = 0, a = 0, b = 0;
    for (size_t i = 0; i < count; i++) {
        both[one[i]][other[i]]++;
        rows[one[i]]++;
        columns[other[i]]++;
    }
    for (size_t i = 0; i < CLUSTERING_MOST; i++) {
        a += pairs(rows[i]);
        b += pairs(columns[i]);
        for (size_t j = 0; j < CLUSTERING_MOST; j++) together += pairs(both[i][j]);
    }
    double expected = count > 1 ? a * b / pairs((double)count) : 0, most = (a + b) / 2;
    return most - expected > 0 ? (together - expected) / (most - expected) : 1;
}

const struct technique clustering_technique = {
    .name = "clustering",
    .summary = "puts families that look alike into groups, by k-means",
    .senses = "some numbers of each family: how much of what was told of it, and what it was like",
    .trained_on = "the same numbers of all families that something was told of; no labels",
    .consents =
        "food and stock to the maker, for its offers: a family of which nothing is told is in no group but "
        "that of the unknown",
    .costs =
        "3 FLOPs for each dimension and distance: starts x sweeps x groups x families, and 400 x 400 for the "
        "silhouette; the reports' bytes; version_won for each version",
    .scored =
        "adjusted Rand index beside groups of the families' true leaning (run file: learning; series "
        "marketing_agreement)",
    .fails =
        "groups that are not round or of unequal spread; leanings without gaps, where the cuts are "
        "arbitrary; "
        "noise, which pulls all families towards the mean",
    .equations =
        EQUATIONS(&clustering_seeds_equation, &clustering_sweeps_equation, &clustering_silhouette_equation,
                  &clustering_gap_equation, &clustering_agreement_equation),
};
