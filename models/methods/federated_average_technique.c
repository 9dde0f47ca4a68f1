// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/federated_average_technique.h"

#include <math.h>
#include <string.h>

#include "models/methods/normal.h"
#include "models/methods/privacy_budget_mechanism.h"

const struct equation federated_average_equation = {
    "averaging updates",
    "w = w + (1 / K) sum_k min(1, clip / |d_k|) d_k + N(0, (noise clip / K)^2 I); d_k = w_k - w",
    "w_k what participant k of K makes of w by its own samples; noise 0: nothing is clipped; each "
    "participant "
    "counts alike, so that a bound on one is a bound on the mean",
    "McMahan et al. 2017 (arXiv 1602.05629); clipped and noised: McMahan, Ramage, Talwar & Zhang 2018 (arXiv "
    "1710.06963, not read)"};
const struct equation federated_average_privacy_equation = {
    "what noised rounds tell of a home",
    "epsilon = rho + 2 sqrt(rho ln(1 / delta)), rho = T / (2 noise^2); advantage = 2 Phi(sqrt(T) / (2 "
    "noise)) - 1",
    "T rounds that the home took part in; delta 0.00001; against whoever sees every version, not against who "
    "collects the updates",
    "zCDP: Bun & Steinke 2016 (propositions 1.3, 1.6); advantage: Neyman & Pearson's test of two normal "
    "laws"};
const struct equation federated_average_leak_equation = {
    "what an update without noise tells",
    "x_j = (change of A_ij) / (change of a_i), for any hidden unit i that answered",
    "exact for the update of one step on one sample of a network with biases; of several samples it is their "
    "mean, weighted by what each taught the unit; no bound holds",
    "from the gradient itself; Geiping et al. 2020 (arXiv 2003.14053, not read)"};

static double length_of(const double *common, const double *own, size_t count) {
    double squares = 0;
    for (size_t p = 0; p < count; p++) squares += (own[p] - common[p]) * (own[p] - common[p]);
    return sqrt(squares);
}

void federated_average_add(struct federated_round *round, const double *common, const double *own) {
    double length = length_of(common, own, round->parameters);
    double share = round->noise > 0 && length > round->clip ? round->clip / length : 1;
    for (size_t p = 0; p < round->parameters; p++) round->sum[p] += share * (own[p] - common[p]);
    round->updates++;
}

void federated_average_close(struct federated_round *round, double stand_for, struct random_sequence luck,
                             double *common) {
    if (!round->updates) return;
    double noise = round->noise * round->clip / (round->updates * stand_for);
    for (size_t p = 0; p < round->parameters; p++) {
        common[p] += round->sum[p] / round->updates;
        if (noise > 0) common[p] += noise * random_next_normal(&luck);
    }
    memset(round->sum, 0, round->parameters * sizeof *round->sum);
    round->updates = 0;
}

double federated_average_epsilon(double rounds, double noise, double delta) {
    if (rounds <= 0) return 0;
    return noise > 0 ? privacy_budget_zcdp(rounds, 1 / noise, delta)
                     : INFINITY;  // rho of a round: 1 / (2 noise^2)
}

double federated_average_advantage(double rounds, double noise) {
    if (rounds <= 0) return 0;
    return noise > 0 ? 2 * normal_below(sqrt(rounds) / (2 * noise)) - 1 : 1;
}

const struct technique federated_average_technique = {
    .name = "federated_average",
    .summary = "averages updates of a model that were worked out at homes, with or without noise",
    .senses = "differences of models",
    .trained_on = "what robots of consenting homes met, which stays there",
    .consents = "device_health to the maker for recogniser training",
    .costs = "4 bytes a parameter up and as many down, a robot and round; 4 batches of 8 at the robot",
    .scored = "as the model that it moves (series of recogniser_training)",
    .fails =
        "on rare things that few have; nothing can be deleted from it; without noise updates tell what was "
        "seen",
    .equations = EQUATIONS(&federated_average_equation, &federated_average_privacy_equation,
                           &federated_average_leak_equation),
};
