// SPDX-License-Identifier: GPL-3.0-or-later
// One product's life: how it wears, when it fails, whether that shows beforehand, when its filter is worn. Its law is
// Weibull's in years of wear (models/methods/weibull_law.h), which pass with the calendar or, where it cools, with the
// heat (models/products/wear_clock.h). At the start products are of all ages up to their design life, as where every
// year as many are sold as are given up.
#ifndef MARU_MODELS_PRODUCTS_PRODUCT_H
#define MARU_MODELS_PRODUCTS_PRODUCT_H

#include "models/products/wear_clock.h"
#include "models/methods/weibull_law.h"
#include "sim/engine/random.h"

// Times are CLOCK_NEVER when there is nothing to come.
struct product {
    time_ms fails, sign, false_sign, filter;
    time_ms since;         // when it was new; before the start: negative
    time_ms broken_since;  // CLOCK_NEVER: it works
    double wear_before;    // years of wear, less those of its clock since the start
    uint32_t stream;       // of its appliance's luck, by which it is told from the home's other products
    uint32_t fault_draws, other_draws;
    uint32_t order;        // the repair firm's, 0: none
    uint16_t faults;       // in this run: it broke, or a coming fault was removed
    uint16_t process;      // the appliance's, in the home
    uint16_t orders;       // for its repair, so far
    bool present, connected, cools;
};

// What all products share.
struct product_law {
    struct weibull life;
    struct wear_clock calendar, heat;
    double oldest_years;      // at the start
    double connected, connected_newer;  // share, and by how much more of it new ones are than those of middle age
    double shows, sign_days;  // share of faults, mean time before the failure
    double false_signs_year, filter_days;
};

// Whose luck it is: n-th draws of the product's faults are the same under every policy, and no repair moves a filter.
struct product_luck {
    struct random_key key;
    uint32_t home, stream;
};

static inline const struct wear_clock *product_clock(const struct product_law *law, const struct product *product) {
    return product->cools ? &law->heat : &law->calendar;
}
// By its wear meter.
double product_wear_years(const struct product_law *law, const struct product *product, time_ms now);
double product_age_years(const struct product *product, time_ms now);
time_ms product_next(const struct product *product);  // when something comes

// Stands in the home from now on; stream, cools and process are filled in. At the start it has an age, and its filter is
// under way.
void product_begin(const struct product_law *law, struct product *product, struct product_luck luck, time_ms now);
// A new one in its place, or the same one with the faulty part replaced: its next fault is planned.
void product_renew(const struct product_law *law, struct product *product, struct product_luck luck, time_ms now);
void product_repair(const struct product_law *law, struct product *product, struct product_luck luck, time_ms now);
// After one came, the next.
void product_plan_false_sign(const struct product_law *law, struct product *product, struct product_luck luck,
                             time_ms now);
void product_plan_filter(const struct product_law *law, struct product *product, struct product_luck luck,
                         time_ms now);

#endif
