// SPDX-License-Identifier: GPL-3.0-or-later
// How sure a machine should be, learnt from those who look after it: its confidence is right only where the world is as it expects.
// Of the cases that people looked at it is known whether they said yes; a logistic regression of that on the log-odds of its
// confidence corrects it (calibration_equation). Without cases nothing is corrected.
#ifndef MARU_MODELS_OVERSIGHT_CALIBRATION_TECHNIQUE_H
#define MARU_MODELS_OVERSIGHT_CALIBRATION_TECHNIQUE_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/engine/technique.h"

extern const struct equation calibration_equation;
extern const struct technique calibration_technique;

struct confidence_correction {
    double shift, slope;
};
static const struct confidence_correction calibration_none = {0, 1};

// A case that somebody looked at.
struct calibration_case {
    double log_odds;  // of the machine's confidence
    bool yes;
};

double calibration_log_odds(double confidence);  // kept within a chance in a million
double calibration_confidence(struct confidence_correction calibration, double confidence);
struct confidence_correction calibration_fit(const struct calibration_case *cases, size_t count);
// -ln of the chance that it gave to what was true.
double calibration_loss(double confidence, bool truth);

#endif
