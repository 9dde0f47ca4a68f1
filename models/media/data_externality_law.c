// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/data_externality_law.h"

const struct equation data_externality_equation = {
    "what shared data tell of a family",
    "I = 1 - Var(X | S); of one that does not share L(n) = rho^2 n / (rho n + 1 - rho + v); of one that "
    "shares L(n - 1) + (1 - L(n - 1))^2 / (1 - L(n - 1) + v)",
    "X a family's trait, variance 1; S the data of n families of its group; rho = correlation of any two of "
    "them; v = noise, variance of what data say beside the trait",
    "I_i(S) after Acemoglu, Makhdoumi, Malekian & Ozdaglar 2022 (Too much data, American Economic Journal: "
    "Microeconomics 14:218), not read; conditional variance of normals with one common factor, derived here"};
const struct equation data_externality_adds_equation = {
    "what a family's own data add",
    "M(n) = (1 - L(n))^2 / (1 - L(n) + v), of its trait beside what n others tell of it",
    "L, v as in what shared data tell of a family; two families and v = 1: (2 - rho^2)^2 / (2 (4 - rho^2))",
    "the price of data of Acemoglu, Makhdoumi, Malekian & Ozdaglar 2022, not read; derived here"};

double data_externality_of_other(struct data_externality law, double sharers) {
    double rho = law.correlation;
    return rho * rho * sharers / (rho * sharers + 1 - rho + law.noise);
}

double data_externality_adds(struct data_externality law, double others) {
    double unknown = 1 - data_externality_of_other(law, others);
    return unknown * unknown / (unknown + law.noise);
}

double data_externality_of_sharer(struct data_externality law, double others) {
    return data_externality_of_other(law, others) + data_externality_adds(law, others);
}

double data_externality_of_all(struct data_externality law, double sharers, double families) {
    double of_others = (families - sharers) * data_externality_of_other(law, sharers);
    return sharers > 0 ? sharers * data_externality_of_sharer(law, sharers - 1) + of_others : of_others;
}
