// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/logit_law.h"

const struct equation logit_equation = {
    "choice among alternatives",
    "taken is the alternative of the highest v + G, so that share_i = exp(v_i) / sum_j exp(v_j)",
    "v utility; G = -ln E the taste, standard Gumbel; E exponential with mean 1, a draw for each alternative",
    "multinomial logit, McFadden 1974 (Conditional logit analysis of qualitative choice behavior)"};
const struct equation logit_surplus_equation = {
    "consumer surplus of a choice", "surplus = ln(sum_j exp(v_j)) / u, up to a constant",
    "v utilities of the alternatives; u utility of a won", "Small & Rosen 1981"};
const struct equation logit_taker_equation = {
    "surplus of who takes it", "surplus = -ln(1 - share) / share / u, the mean of the takers; 20 / u at most",
    "share of choosers that take it; u utility of a won; times share it is ln(sum_j exp(v_j)) above the same "
    "without it",
    "Small & Rosen 1981"};
const struct equation logit_advantage_equation = {
    "by how much one of two must be better", "s = ln(share / (1 - share)), within -20 to 20",
    "s utility above the other's; share of choosers that take it then",
    "the logit, inverted (McFadden 1974)"};

static double largest(const double *utility, size_t count) {
    double most = utility[0];
    for (size_t i = 1; i < count; i++) most = fmax(most, utility[i]);
    return most;
}

double logit_sum(const double *utility, size_t count) {
    double most = largest(utility, count), others = -1;  // the largest is 1 of the sum
    for (size_t i = 0; i < count; i++) others += exp(utility[i] - most);
    return most + log1p(others);
}

double logit_share(const double *utility, size_t count, size_t which) {
    return exp(utility[which] - logit_sum(utility, count));
}

double logit_taker(double share) {
    const double most = 20;  // as of logit_advantage: of what all take, the logit does not say how much
    if (share <= 0) return 1;
    return share < 1 ? fmin(most, -log1p(-share) / share) : most;
}

size_t logit_choose(const double *utility, size_t count, struct random_sequence *luck) {
    size_t best = 0;
    double most = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        double felt = utility[i] - log(random_next_exponential(luck));  // -ln of an exponential is Gumbel's
        if (felt > most) most = felt, best = i;
    }
    return best;
}

double logit_advantage(double share) {
    const double most = 20;
    return fmin(most, fmax(-most, log(share) - log1p(-share)));
}
