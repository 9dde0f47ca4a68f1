// SPDX-License-Identifier: GPL-3.0-or-later
// Who has to pay how much when a recipient is found to have taken data: the recipient, and the makers from whose appliances a
// partner took it.
#ifndef MARU_MODELS_OVERSIGHT_REGULATOR_FINES_H
#define MARU_MODELS_OVERSIGHT_REGULATOR_FINES_H

#include "models/oversight/regulator_parts.h"

extern const struct equation regulator_fines_whose_equation, regulator_fines_courts_equation;

struct regulator_blame {
    double makers_share;  // of those from whose appliances a partner took; 0: it took of its own
    double recipient_won;
    const double *makers_won;  // [makers], borrowed until the next; below 0: nothing was taken from its appliances
};

uint32_t regulator_fines_concerned(const struct world *world, uint16_t recipient, time_ms since);
struct regulator_blame regulator_fines_blame(struct world *world, const struct party *regulator, uint16_t recipient,
                                             unsigned earlier, time_ms since);
void regulator_fines_pay(struct world *world, const struct party *regulator, uint16_t recipient,
                         const struct regulator_blame *blame);
void regulator_fines_compensate(struct world *world, const struct party *regulator, uint16_t recipient,
                                const struct regulator_blame *blame, time_ms since);

// For who weighs it (fines_heeded.h): the recipient itself, or a maker. What it would have to pay on average, fine and
// compensation, if it were decided now what that recipient took since the last decision; how often it was fined for it; and what
// it has of it a year: a maker what the recipient paid it, of what it takes itself what all firms did; another its profit before
// fines and compensation.
double regulator_fines_stake_won(struct world *world, const struct party *regulator, const struct party *party,
                                 uint16_t recipient);
unsigned regulator_fines_paid(const struct party *regulator, const struct party *party, uint16_t recipient);
double regulator_fines_gain_won_year(const struct world *world, const struct party *regulator, const struct party *party,
                                     uint16_t recipient);

#endif
