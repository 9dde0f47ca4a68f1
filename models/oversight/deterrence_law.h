// SPDX-License-Identifier: GPL-3.0-or-later
// Does breaking a rule pay when somebody may find out (deterrence_pays_equation)?
// Whoever is found out at a hazard h a year, and is then fined F and stopped, gains g a year until then:
//   E[gain within T years] = (g / h - F) (1 - e^(-h T)),
// which is above 0 if and only if  g > h F, whatever the horizon.
#ifndef MARU_MODELS_OVERSIGHT_DETERRENCE_LAW_H
#define MARU_MODELS_OVERSIGHT_DETERRENCE_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation deterrence_pays_equation, deterrence_fine_equation, deterrence_belief_equation;

// The chance to be found out within so many years, at a hazard a year.
double deterrence_chance(double hazard_year, double years);
// What breaking the rule is worth on average: above 0, it pays.
double deterrence_gain_won(double gain_won, double chance, double fine_won);
// The fine, or the chance (INFINITY without a fine), from which on it no longer pays.
double deterrence_least_fine_won(double gain_won, double chance);
double deterrence_least_chance(double gain_won, double fine_won);
// Of who is fined and stopped when found out, see above.
double deterrence_gain_until_stopped_won(double gain_won_year, double hazard_year, double fine_won, double years);

// How often a year a taker expects to be fined that was fined so many times in so many years. prior_years > 0: what it believed
// beforehand counts for.
double deterrence_believed_hazard(double prior_hazard_year, double prior_years, double fines, double years);

// A fine as a share of yearly turnover, raised by a factor with each earlier one, up to a most.
struct deterrence_fine {
    double share, share_most, repeat_factor;
    double least_won, most_won;
};
double deterrence_fine_won(const struct deterrence_fine *fine, double turnover_won_year, unsigned earlier);
// Turnover so far, as of a year (Enforcement Decree of Korea's Personal Information Protection Act, Art. 60-2: the
// business's average year; of a business younger than a year, what it had so far turned into a year).
double deterrence_turnover_won_year(double so_far_won, double days);

#endif
