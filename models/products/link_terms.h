// SPDX-License-Identifier: GPL-3.0-or-later
// What a home's lines and the makers' clouds say to each other, and on which terms: a cloud keeps a digital twin of each of its
// maker's products that is connected.
#ifndef MARU_MODELS_PRODUCTS_LINK_TERMS_H
#define MARU_MODELS_PRODUCTS_LINK_TERMS_H

#include "models/methods/geometric_mechanism.h"
#include "models/people/choice.h"
#include "sim/engine/world.h"

extern const struct party_kind product_cloud_party;

// A product's status.
extern const struct topic link_terms_status;
struct product_status {
    double meter_kwh;        // of the home's appliances that are simulated
    float wear_years;        // by the product's own meter; negative: it has none (product_health)
    uint32_t process : 8;    // of the home: the product
    uint32_t faults : 6;     // so far
    uint32_t readings : 18;  // that the meter is a sum of, each with noise of its own; 0: told as it is
};
TOPICS_CARRY(product_status, struct product_status, &link_terms_status);

// What a home tells of its meter with noise: the use since the last reading, cut to a range, is added with a noise of its own,
// so that a use goes into one reading and its noise alone. All products that report at that moment tell the same. In Wh.
struct link_reading {
    int64_t read_wh, told_wh;  // the meter at the last one; the sum of what was told
    time_ms at;
    uint32_t count;
};

// The cloud's state begins with them, filled in in prepare().
struct link_terms {
    double report_hours;
    uint32_t report_bytes;
    time_ms wifi_since;   // products sold since have Wi-Fi
    double has_wifi;      // share of those that nobody knows the age of
    double connected, offline_days;
    const bool *follows;  // [appliances] it keeps twins of them: its maker's
    struct link_reading *readings;  // [homes], of each home's own; NULL: the meter is told as it is
    struct geometric noise;         // of a reading
    double delta;                   // a chance at which many readings may tell more than is counted
    uint32_t noise_luck;            // stream
};
// Of the maker's cloud; NULL: it has none. Borrowed.
static inline const struct link_terms *link_terms_of(struct world *world, const struct party *maker) {
    const struct party *cloud = world_party_of_maker(world, &product_cloud_party, maker);
    return cloud ? cloud->state : NULL;
}

// In which form statuses leave.
static inline struct choice_form link_terms_form(const struct link_terms *terms) {
    return terms->readings ? choice_noised_measure(geometric_tells(&terms->noise)) : choice_raw;
}

#endif
