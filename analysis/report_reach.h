// SPDX-License-Identifier: GPL-3.0-or-later
// The exposure graph, under each policy: which way data goes from the homes to parties and on, what a breach at each of them
// would reach at the end, and who stands in the middle. A run's, or the mean of a comparison's runs. For a page.
//
// A party holds what it receives, and what it receives for another. Data of a class that a maker's appliances notice and of
// which the maker itself knows, for the same purpose, counts as passed on by it. Parties that are many of one entry are one
// (report_known.h).
//   reach        sum over classes of homes of which the party holds something of the class: home-classes
//   between      share of the pairs (class, party that it comes to) that the party stands between, as betweenness
//   person_days  sum over its data flows of persons of the homes of which something was known, times days
//   chance       of a breach at it in the run's time, where the run has breaches (models/oversight/breach.h): 1 - exp(-a_year
//                days / 365), or 1 where one came at its date; where it has none, each party that holds something is as likely
#ifndef MARU_ANALYSIS_REPORT_REACH_H
#define MARU_ANALYSIS_REPORT_REACH_H

#include "analysis/json.h"
#include "analysis/read_run.h"

enum reach_measure { REACH_CLASSES, REACH_HOMES, REACH_BETWEEN, REACH_PERSON_DAYS, REACH_CHANCE, REACH_MEASURES };

struct report_reach_party {
    char *name;
    double *sums;  // [policies][REACH_MEASURES], of the policy's runs
};

struct report_reach_edge {
    char *from, *to, *data;  // from "": the homes
    double *homes;           // [policies], the sum over the policy's runs
};

// Begins with policy_count alone.
struct report_reach {
    size_t policy_count;
    struct report_reach_party *parties;
    size_t party_count;
    struct report_reach_edge *edges;
    size_t edge_count;
    size_t *runs;       // [policies] that were added
    bool old;           // a run's file does not say enough
    bool said;          // a run has breaches
};

// The run was read with RUN_EXPOSED.
void report_reach_add(struct report_reach *reach, size_t policy, const struct run *run);
void report_reach_clear(struct report_reach *reach);

double report_reach_of(const struct report_reach *reach, const struct report_reach_party *party, size_t policy,
                       enum reach_measure measure);
// Home-classes of a breach somewhere: the parties' reach, weighted by their chances. NAN: nobody holds anything.
double report_reach_expected(const struct report_reach *reach, size_t policy);

// null: a file is too old, or nobody holds anything. Else {"said", "parties": [{"party", "of": [[home-classes, homes, between,
// person-days, chance] of a policy, ...]}, ...], "edges": [{"from", "to", "data", "homes": [number of a policy, ...]}, ...],
// "expected": [number of a policy, null: nobody holds anything, ...]}
void report_reach_put(struct json *json, const struct report_reach *reach);

#endif
