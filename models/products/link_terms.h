// SPDX-License-Identifier: GPL-3.0-or-later
// What a home's lines and the makers' clouds say to each other, and on which terms: a cloud keeps a digital twin of each of its
// maker's products that is connected.
#ifndef MARU_MODELS_PRODUCTS_LINK_TERMS_H
#define MARU_MODELS_PRODUCTS_LINK_TERMS_H

#include "sim/engine/world.h"

extern const struct party_kind product_cloud_party;

// A product's status.
extern const struct topic link_terms_status;
struct product_status {
    double meter_kwh;  // of the home's appliances that are simulated
    float wear_years;  // by the product's own meter; negative: it has none (product_health)
    uint16_t process;  // of the home: the product
    uint16_t faults;   // so far
};
TOPICS_CARRY(product_status, struct product_status, &link_terms_status);

// The cloud's state begins with them, filled in in prepare().
struct link_terms {
    double report_hours;
    uint32_t report_bytes;
    time_ms wifi_since;   // products sold since have Wi-Fi
    double has_wifi;      // share of those that nobody knows the age of
    double connected, offline_days;
    const bool *follows;  // [appliances] it keeps twins of them: its maker's
};
// Of the maker's cloud; NULL: it has none. Borrowed.
static inline const struct link_terms *link_terms_of(struct world *world, const struct party *maker) {
    const struct party *cloud = world_party_of_maker(world, &product_cloud_party, maker);
    return cloud ? cloud->state : NULL;
}

#endif
