// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/pseudonym_mechanism.h"

#include <math.h>

const struct equation pseudonym_equation = {
    "pseudonyms that rotate",
    "name = 64 random bits of the home and of floor(t / period); two reports of a home carry the same name "
    "with chance max(0, 1 - gap / period); homes^ = names / (periods heard), Var = homes (1 - heard) / "
    "(periods heard)",
    "gap between them, the first at any moment of a period; names heard in so many whole periods, heard the "
    "chance that a home is heard in one",
    "definition; the number: binomial"};

uint64_t pseudonym_of(struct random_sequence luck, time_ms now, time_ms period) {
    luck.n = (uint64_t)(now / period);
    return random_next(&luck).word[0];
}

double pseudonym_linked(double gap, double period) {
    return fmax(0, 1 - gap / period);
}

double pseudonym_homes(double names, double periods, double heard) {
    return names / (periods * heard);
}

double pseudonym_homes_variance(double homes, double periods, double heard) {
    return homes * (1 - heard) / (periods * heard);
}
