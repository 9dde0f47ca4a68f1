// SPDX-License-Identifier: GPL-3.0-or-later
// What the data of some families tell of the others. Each family of a group has a trait X_i of variance 1, and any two have the
// same correlation rho: what they have in common (where they live, how they live there) and what is their own,
//   X_i = sqrt(rho) Z + sqrt(1 - rho) E_i,   Z, E_i standard normal.
// A family that shares tells S_i = X_i + noise. What a set S of shared data tells of a family is how much of the variance of its
// trait is gone, I_i(S) = 1 - Var(X_i | S): 0 nothing, 1 all (data_externality_equation).
//
// Because all are alike but for that, everything is said by how many share, in closed form: a group of any size costs as much
// as one of two, where the general law takes a system of as many equations as there are who share.
#ifndef MARU_MODELS_MEDIA_DATA_EXTERNALITY_LAW_H
#define MARU_MODELS_MEDIA_DATA_EXTERNALITY_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation data_externality_equation, data_externality_adds_equation;

struct data_externality {
    double correlation;  // 0 <= rho < 1
    double noise;        // variance of what a family's data say beside its trait, > 0
};

// What is known of a family that does not share itself, when so many others do.
double data_externality_of_other(struct data_externality law, double sharers);
// What the family's own data add to that: its marginal information, the less the more others share.
double data_externality_adds(struct data_externality law, double others);
// What is known of a family that shares, as so many others do.
double data_externality_of_sharer(struct data_externality law, double others);
// What is known of all the families of a group together.
double data_externality_of_all(struct data_externality law, double sharers, double families);

#endif
