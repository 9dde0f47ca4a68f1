// SPDX-License-Identifier: GPL-3.0-or-later
// The role of a classifier: it is trained on labelled samples and answers what another sample is. Those that can take each
// other's place are classifier_<name>_technique.c; settings choose among them by name (role_classifier.inc).
#ifndef MARU_MODELS_METHODS_CLASSIFIER_H
#define MARU_MODELS_METHODS_CLASSIFIER_H

#include "models/methods/samples.h"
#include "sim/engine/random.h"

// Its model is so many doubles, which belong to the caller: they can be kept, version by version, sent, and compared.
struct classifier {
    size_t (*parameters)(unsigned features, unsigned classes);
    double (*answer_flops)(unsigned features, unsigned classes);
    // Trains the model anew, whatever it held: same samples, same luck, same bytes. Returns floating-point operations.
    double (*train)(const struct samples *samples, struct random_sequence luck, double *model);
    struct sample_answer (*answer)(unsigned features, unsigned classes, const double *model, const double *x);
    // Moves the model on by what one participant has, as updates that are averaged need it. NULL: it cannot.
    double (*train_locally)(const struct samples *samples, struct random_sequence luck, double *model);
};

#endif
