// SPDX-License-Identifier: GPL-3.0-or-later
// Samples that classifiers learn from, and their answers.
#ifndef MARU_MODELS_METHODS_SAMPLES_H
#define MARU_MODELS_METHODS_SAMPLES_H

#include <stddef.h>

enum { SAMPLE_FEATURES_MOST = 32, SAMPLE_CLASSES_MOST = 16 };

// Borrowed from whoever holds the rows.
struct samples {
    unsigned features, classes;
    size_t count;
    const double *x;                // count rows of features
    const unsigned char *class_of;  // each below classes
};

static inline const double *samples_row(const struct samples *samples, size_t i) {
    return samples->x + i * samples->features;
}

struct sample_answer {
    unsigned answer;    // class
    double confidence;  // chance, by the model, that the answer is right
};

#endif
