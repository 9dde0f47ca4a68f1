// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/installed_base.h"

#include "models/products/product_health.h"

struct installed_base installed_base_past(const struct world *world, double wear_years) {
    struct installed_base base = {0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        for (unsigned i = 0; world->homes[home].members && i < PRODUCTS_MOST; i++) {
            double wear = product_health_wear_years(world, home, i);
            base.products += wear >= 0;
            base.past += wear >= wear_years;
        }
    }
    return base;
}

double installed_base_share(struct installed_base base) {
    return base.products > 0 ? base.past / base.products : 0;
}
