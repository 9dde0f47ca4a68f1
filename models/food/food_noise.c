// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/food_noise.h"

#include <math.h>

struct food_noise food_noise_of(bool unary, double epsilon) {
    if (!unary || isinf(epsilon))
        return (struct food_noise){.label = randomised_response_of(FOOD_CLASSES, epsilon)};
    return (struct food_noise){.unary = true, .each = unary_encoding_of(FOOD_CLASSES, epsilon)};
}

uint32_t food_noise_report(const struct food_noise *noise, enum food_class food,
                           struct random_sequence *luck) {
    if (noise->unary) return unary_encoding_report(&noise->each, food, luck);
    return UINT32_C(1) << randomised_response_report(&noise->label, food, random_next(luck));
}

double food_noise_tells(const struct food_noise *noise) {
    return noise->unary ? noise->each.truth - noise->each.other : noise->label.truth - noise->label.other;
}

double food_noise_reports_needed(const struct food_noise *noise, double share, double margin, double z) {
    return noise->unary ? unary_encoding_reports_needed(&noise->each, share, margin, z)
                        : randomised_response_reports_needed(&noise->label, share, margin, z);
}
