// SPDX-License-Identifier: GPL-3.0-or-later
// What a recommender does: foresee a choice, learn from noisy signals what a customer is like, and find out whether its
// recommendations changed anything.
//
// Choice is multinomial logit (logit_equation), of utilities that are linear in what an alternative is like, whether it was
// recommended and its price.
//
// What a customer is like is a number theta ~ N(0, 1) in the population. A source of signals (meals reported, say) shows
// what lasts in a customer and the noise of the single signal. Both variances come from the signals themselves
// (recommender_variances_equation), so noise added for privacy is noticed without being told. Only a share of what lasts
// speaks of theta; the rest is habit ("own" share, which has to be assumed). Belief is the posterior of normal observations
// under a normal prior (recommender_belief_equation): few or noisy signals shrink it towards 0.
//
// What offers changed is read off a randomised hold-out (recommender_uplift_equation).
#ifndef MARU_MODELS_METHODS_RECOMMENDER_TECHNIQUE_H
#define MARU_MODELS_METHODS_RECOMMENDER_TECHNIQUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/engine/technique.h"

extern const struct equation recommender_variances_equation, recommender_belief_equation, recommender_uplift_equation,
    recommender_correlation_equation;
extern const struct technique recommender_technique;

// P of each of `count` alternatives, from their utilities. Safe for utilities of any size.
void recommender_shares(const double *utility, size_t count, double *share);

// What one source told of one customer so far. Zero: nothing.
struct recommender_signals {
    double sum, squares;
    uint32_t count;
};
void recommender_hear(struct recommender_signals *signals, double value);

// A source, as its signals about all customers show it. between = 0: nothing that lasts can be told from the noise.
struct recommender_source {
    double mean, within, between;
};
struct recommender_source recommender_source_from(const struct recommender_signals *signals, size_t customers);

// What is believed of a customer's theta.
struct recommender_belief {
    double mean, variance;
};
struct recommender_belief recommender_belief_before(void);  // nothing known: N(0, 1)
struct recommender_belief recommender_belief_after(struct recommender_belief before, double observed,
                                                   double noise_variance);
// After all that the source told of the customer. own_share: in [0, 1).
struct recommender_belief recommender_belief_told(struct recommender_belief before, const struct recommender_source *source,
                                                  const struct recommender_signals *signals, double own_share);

// Who is recommended something first: the highest score, among equals the highest lot.
struct recommender_candidate {
    double score, lot;
    uint32_t customer;
};
void recommender_rank(struct recommender_candidate *candidates, size_t count);

// How well beliefs tell customers apart: Pearson's correlation of what is believed and what is true.
struct recommender_pairs {
    double count, x, y, xx, yy, xy;
};
void recommender_pairs_add(struct recommender_pairs *pairs, double x, double y);
double recommender_correlation(const struct recommender_pairs *pairs);  // 0 when x or y do not differ

// One group's outcomes, and what differs between two groups.
struct recommender_group {
    double count, sum, squares;
};
void recommender_group_add(struct recommender_group *group, double outcome);
struct recommender_uplift {
    double difference, standard_error;  // of the mean outcomes, treated less held out
    bool known;                         // false: a group has fewer than two members
};
struct recommender_uplift recommender_uplift_of(const struct recommender_group *treated,
                                                const struct recommender_group *held_out);

#endif
