// SPDX-License-Identifier: GPL-3.0-or-later
// What connects the products of a home to the maker's cloud: the message that it sends.
#ifndef MARU_MODELS_PRODUCTS_PRODUCT_LINK_H
#define MARU_MODELS_PRODUCTS_PRODUCT_LINK_H

#include "sim/engine/world.h"

extern const struct appliance_kind product_link_appliance;
extern const struct topic product_link_status;

// A product's status. item.value packs which process of the home it is, and the home's meter.
struct product_status {
    uint16_t process;
    double meter_kwh;  // of the appliances that are simulated, to the Wh
};
static inline int64_t product_status_pack(struct product_status status) {
    return status.process | (int64_t)(status.meter_kwh * 1000 + 0.5) << 16;
}
static inline struct product_status product_status_of(int64_t value) {
    return (struct product_status){(uint16_t)(value & 0xffff), (double)(value >> 16) / 1000};
}

#endif
