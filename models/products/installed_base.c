// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/installed_base.h"

#include "models/products/product_health.h"

static void add_home(const struct world *world, const struct party *maker, uint32_t home, double wear_years,
                     struct installed_base *base) {
    for (unsigned i = 0; world->homes[home].members && i < PRODUCTS_MOST; i++) {
        double wear = product_health_wear_years(world, home, i);
        if (wear < 0 || product_health_maker(world, home, i) != maker) continue;
        base->products++;
        base->past += wear >= wear_years;
    }
}

struct installed_base installed_base_past(const struct world *world, const struct party *maker,
                                          double wear_years) {
    struct installed_base base = {0};
    for (uint32_t home = 0; home < world->home_count; home++) add_home(world, maker, home, wear_years, &base);
    return base;
}

double installed_base_share(struct installed_base base) {
    return base.products > 0 ? base.past / base.products : 0;
}
