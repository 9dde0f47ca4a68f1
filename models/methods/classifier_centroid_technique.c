// SPDX-License-Identifier: GPL-3.0-or-later
// The classifier that is honest about being small: of each class it knows the mean, and one spread for all;
// the nearest mean answers. Its model: the means of each class, then 1 / (2 spread^2); a class that it never
// met lies infinitely far.
#include <math.h>
#include <stdlib.h>

#include "models/methods/classifier.h"
#include "sim/engine/status.h"
#include "sim/engine/technique.h"

extern const struct technique classifier_centroid_technique;

static const struct equation nearest_mean = {
    "the nearest class mean",
    "P(j given x) = exp(-|x - m_j|^2 / (2 s^2)) / sum over classes; the answer is the j of the largest P, "
    "its "
    "confidence that P",
    "m_j mean of the class's samples; s^2 mean square of a feature's distance from its class's mean",
    "linear discriminant of equal shares and round spread: Duda, Hart & Stork 2001 (2.6, not read)"};

static size_t parameters(unsigned features, unsigned classes) {
    return (size_t)features * classes + 1;
}

static double answer_flops(unsigned features, unsigned classes) {
    return 3.0 * features * classes;
}

static void means(const struct samples *samples, double *model) {
    size_t count[SAMPLE_CLASSES_MOST] = {0};
    for (size_t p = 0; p < (size_t)samples->features * samples->classes; p++) model[p] = 0;
    for (size_t i = 0; i < samples->count; i++) {
        unsigned class = samples->class_of[i];
        count[class]++;
        for (unsigned j = 0; j < samples->features; j++)
            model[class * samples->features + j] += samples_row(samples, i)[j];
    }
    for (unsigned class = 0; class < samples->classes; class ++)
        for (unsigned j = 0; j < samples->features; j++) {
            double *mean = &model[class * samples->features + j];
            *mean = count[class] ? *mean / (double)count[class] : INFINITY;
        }
}

static double square_distance(unsigned features, const double *mean, const double *x) {
    double sum = 0;
    for (unsigned j = 0; j < features; j++) sum += (x[j] - mean[j]) * (x[j] - mean[j]);
    return sum;
}

static double train(const struct samples *samples, struct random_sequence luck, double *model) {
    (void)luck;
    means(samples, model);
    double squares = 0, count = (double)samples->count * samples->features;
    for (size_t i = 0; i < samples->count; i++)
        squares += square_distance(samples->features, model + samples->class_of[i] * samples->features,
                                   samples_row(samples, i));
    model[samples->features * samples->classes] = squares > 0 ? count / (2 * squares) : 1;
    return 4 * count;
}

static struct sample_answer answer(unsigned features, unsigned classes, const double *model,
                                   const double *x) {
    double far[SAMPLE_CLASSES_MOST], sum = 0, narrow = model[features * classes];
    unsigned best = 0;
    for (unsigned class = 0; class < classes; class ++) {
        far[class] = square_distance(features, model + class * features, x);
        if (far[class] < far[best]) best = class;
    }
    for (unsigned class = 0; class < classes; class ++) sum += exp(-narrow * (far[class] - far[best]));
    return (struct sample_answer){best, 1 / sum};
}

static const struct classifier role = {parameters, answer_flops, train, answer, NULL};

const struct technique classifier_centroid_technique = {
    .name = "classifier_centroid",
    .summary = "a classifier that knows the mean of each class",
    .senses = "features of one thing",
    .trained_on = "labelled samples, each once",
    .consents = "those of its samples",
    .costs =
        "3 x features x classes FLOPs an answer, 4 x features a sample; 4 bytes a parameter over the air",
    .scored = "by whoever works with it, against what was really there",
    .fails = "where things of one class look in several ways: their mean looks like none of them",
    .equations = EQUATIONS(&nearest_mean),
    .classifier = &role,
};
