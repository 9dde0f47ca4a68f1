// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/learning_curve_technique.h"

#include <math.h>

const struct equation learning_curve_equation = {
    "learning from examples", "error(n) = least + (first - least) (1 + n / first_examples)^-exponent",
    "n examples beyond the first_examples; first = 1 - first_recall; least = 1 - best_recall",
    "Hestness et al. 2017 (arXiv 1712.00409)"};

double learning_curve_error(const struct learning_curve *curve, double examples) {
    double left = pow(1 + examples / curve->first_examples, -curve->exponent);
    return curve->least_error + (curve->first_error - curve->least_error) * left;
}

double learning_curve_examples(const struct learning_curve *curve, double error) {
    if (error >= curve->first_error) return 0;
    if (error <= curve->least_error || curve->exponent <= 0) return INFINITY;
    double left = (error - curve->least_error) / (curve->first_error - curve->least_error);
    return curve->first_examples * (pow(left, -1 / curve->exponent) - 1);
}

// ln error = ln first - exponent ln(1 + n / first_examples). An error of 0 has no logarithm: it counts as one
// in 10,000.
struct learning_fit learning_curve_fit(const struct learning_point *points, size_t count,
                                       double first_examples) {
    double x = 0, y = 0, xx = 0, xy = 0, n = (double)count;
    for (size_t i = 0; i < count; i++) {
        double along = log1p(points[i].examples / first_examples), error = log(fmax(points[i].error, 1e-4));
        x += along / n;
        y += error / n;
        xx += along * along / n;
        xy += along * error / n;
    }
    double spread = xx - x * x;
    if (count < 3 || spread < 1e-12) return (struct learning_fit){NAN, NAN};
    double slope = (xy - x * y) / spread;
    return (struct learning_fit){exp(y - slope * x), -slope};
}

const struct technique learning_curve_technique = {
    .name = "learning_curve",
    .summary = "the cheap arm of learning: error falls by a power law of examples",
    .senses = "how many examples came",
    .trained_on = "messes that robots of consenting homes met, as pictures or as updates",
    .consents = "image or device_health to the maker for recogniser training",
    .costs = "label_won a picture, training_won a version; picture_bytes or update_bytes an example",
    .scored = "none of its own: it says the recall that it then has (series of recogniser_training)",
    .fails = "its exponent is assumed, not learnt; examples of one home count as new ones",
    .equations = EQUATIONS(&learning_curve_equation),
};
