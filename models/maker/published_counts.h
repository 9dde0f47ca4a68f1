// SPDX-License-Identifier: GPL-3.0-or-later
// What a desk publishes of its homes: so many cases among so many, summed over districts (published_counts_equation). Before
// that, each as the desk's settings say: homes are sampled in secret (subsampling_mechanism.h), counted from so many of a
// district on and in batches of as many (aggregation_threshold_mechanism.h), and each district's two counts get noise
// (discrete_gaussian_mechanism.h). Where none of that is set, nothing here is used.
#ifndef MARU_MODELS_MAKER_PUBLISHED_COUNTS_H
#define MARU_MODELS_MAKER_PUBLISHED_COUNTS_H

#include "models/methods/aggregation_threshold_mechanism.h"
#include "models/methods/discrete_gaussian_mechanism.h"
#include "models/methods/subsampling_mechanism.h"
#include "models/products/dealer.h"
#include "sim/engine/submodel.h"

extern const struct equation published_counts_equation, published_counts_epsilon_equation;
// Of a desk that publishes.
#define PUBLISHED_COUNTS_SUBMODELS                                                                      \
    {&published_counts_equation, "hiding_reports, report_cells", "sample_share, least_cell, rho"},      \
        {&aggregation_threshold_equation, "homes_waiting", "least_cell"},                               \
        {&subsampling_equation, "", "sample_share"}, {&discrete_gaussian_equation, "", "rho"},          \
        {&published_counts_epsilon_equation, "reports_epsilon", "rho, sample_share, least_cell"}

struct published_counts_rules {
    double sample_share, least_cell, rho;
};
// Settings of a desk that publishes: its fields sample_share, rho (double) and least_cell (int64_t).
#define PUBLISHED_COUNTS_ROWS(type)                                                                                             \
    LEVER_AT_START(type, sample_share, "1", 1, 0.01, 1, "share of homes, drawn once and in secret, that its reports count",     \
                   "the question"),                                                                                             \
    SETTING_WHOLE(ROLE_LEVER_AT_START, type, least_cell, "1", 0, 0, 100000,                                                     \
                  "homes of a district that enter its reports together, and none before; 0: each at once",                      \
                  "assumption; statistical offices keep some 3 to 10, not read"),                                               \
    LEVER_AT_START(type, rho, "1", 0, 0, 10,                                                                                    \
                   "of each report, by noise on its counts: zero-concentrated differential privacy of a home; 0: no noise",     \
                   "assumption; the US Census 2020 spent 2.6 on persons, not read")
#define PUBLISHED_COUNTS_RULES(settings) \
    (&(struct published_counts_rules){(settings)->sample_share, (double)(settings)->least_cell, (settings)->rho})

// A desk's metrics of it, in this order, from one on.
enum { PUBLISHED_REPORTS, PUBLISHED_CELLS, PUBLISHED_WAITING, PUBLISHED_EPSILON, PUBLISHED_COUNTS };
#define PUBLISHED_COUNTS_METRICS(first)                                                                                      \
    [(first) + PUBLISHED_REPORTS] = {"hiding_reports", "1", "reports that hide homes: sampled, in batches, or noised", false, NULL}, \
    [(first) + PUBLISHED_CELLS] = {"report_cells", "1", "districts that they count, mean", false, "hiding_reports"},         \
    [(first) + PUBLISHED_WAITING] = {"homes_waiting", "1", "homes that wait until there are enough, mean", false, "hiding_reports"}, \
    [(first) + PUBLISHED_EPSILON] = {"reports_epsilon", "1",                                                                 \
                                     "what all of them together tell of a home, at a delta of 1e-6; 0: no noise bounds it",  \
                                     true, NULL}

// Of a home.
struct published_counts_home {
    double cases, among;
};

struct published_counts {
    unsigned char *places;  // [homes], enum aggregation_place; NULL: nothing is hidden
    uint16_t *districts;    // [homes]
    uint64_t reports;
    double epsilon;  // of all so far
};

// In prepare(): refuses what cannot be.
void published_counts_check(struct world *world, const struct party *desk, const struct published_counts_rules *rules);
// In start(); what it allocates is freed by published_counts_close.
void published_counts_open(const struct world *world, struct published_counts *published,
                           const struct published_counts_rules *rules);
void published_counts_close(struct published_counts *published);
bool published_counts_hides(const struct published_counts *published);
// The home has told the desk something.
void published_counts_comes(const struct world *world, const struct party *desk, struct published_counts *published,
                            const struct published_counts_rules *rules, uint32_t home);
// The next report, of what is known of each home from the flow, whole numbers, of which `most` counts at most. first: the desk's
// metric.
struct dealer_report published_counts_report(struct world *world, const struct party *desk, uint16_t flow,
                                             struct published_counts *published,
                                             const struct published_counts_rules *rules,
                                             const struct published_counts_home *homes,
                                             struct published_counts_home most, size_t first);

#endif
