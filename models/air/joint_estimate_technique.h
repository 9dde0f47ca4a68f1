// SPDX-License-Identifier: GPL-3.0-or-later
// What several firms that each measure the same districts with a bias of their own can say together. Month by month a
// firm tells of each district the sum of a quantity over its homes there and their number, or both with noise. From
// these follow means with variances (joint_estimate_cell_equation: to the first order in the noise over N, because each
// month's noise is new, and the homes with their ways are the same) and from them the districts by weighted least squares
// (two_way_law.h), which also says how far each may be off: more where few firms link a district to the rest. Groups of
// districts that no firm links are each centred: their level is taken for the city's. Then each is shrunk towards the city's
// mean by what noise explains, as empirical Bayes does (joint_estimate_shrink_equation).
#ifndef MARU_MODELS_AIR_JOINT_ESTIMATE_TECHNIQUE_H
#define MARU_MODELS_AIR_JOINT_ESTIMATE_TECHNIQUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/air/two_way_law.h"
#include "models/methods/geometric_mechanism.h"
#include "sim/engine/technique.h"

extern const struct equation joint_estimate_noise_equation, joint_estimate_cell_equation, joint_estimate_undo_equation,
    joint_estimate_shrink_equation, joint_estimate_error_equation;
extern const struct technique joint_estimate_technique;

// Noise on what is told (joint_estimate_noise_equation), drawn exactly on whole numbers (geometric_mechanism.h): of homes, and of
// units of a figure. One home more or less moves the sum by JOINT_UNITS at most and the number by 1, and epsilon holds for both
// together.
enum { JOINT_UNITS = 1024 };  // from 0 to clip: rounding a figure errs by a thousandth of what the noise does, and less
struct joint_noise {
    double clip;  // c; 0: nothing is noised
    struct geometric sum, homes;
};
struct joint_noise joint_estimate_noise(double epsilon, double clip);
// A home's figure in units, of -JOINT_UNITS to JOINT_UNITS.
int64_t joint_estimate_units(const struct joint_noise *noise, double figure);
// What a firm has told of a district so far.
struct joint_told {
    double sum, homes;  // of all months
    unsigned months;
};
void joint_estimate_tell(struct joint_told *told, double sum, double homes);
// A sum of homes' units and their number, both noised.
void joint_estimate_tell_noised(struct joint_told *told, const struct joint_noise *noise, int64_t units, int64_t homes,
                                struct random_sequence *luck);
// Of a mean of at least `least` homes; with fewer, nobody measured.
struct two_way_cell joint_estimate_cell(const struct joint_told *told, double least, double spread,
                                        struct joint_noise noise);

// `variances` [districts] in all that follows: 0 where nothing is known, and the effect is 0, the city's mean.
//
// Effects are logarithms of factors to which something known was done: of district d, a share taken[d] of what is above 1
// was away when it was measured. Undoes it (joint_estimate_undo_equation). The measured ones are known but for a common scale
// (the firms' biases); it is set so that the factors of the districts that were measured have the mean 1, the city's.
void joint_estimate_undo(double *effects, double *variances, const double *taken, size_t districts);
void joint_estimate_shrink(double *effects, const double *variances, size_t districts);

// Root of the mean square of the difference, both centred on 0 first.
double joint_estimate_error(const double *estimates, const double *truth, size_t count);
// Marks the `most` highest of those above `least`; ties go to the lower index.
void joint_estimate_highest(const double *values, size_t count, size_t most, double least, bool *marked);

#endif
