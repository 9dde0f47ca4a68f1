// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that keeps a digital twin of each connected product: what can be set. The link in the homes reads it.
#ifndef MARU_MODELS_PRODUCTS_PRODUCT_CLOUD_H
#define MARU_MODELS_PRODUCTS_PRODUCT_CLOUD_H

#include "sim/engine/world.h"

extern const struct party_kind product_cloud_party;

struct product_cloud_settings {
    double report_hours, report_bytes;
    char *wifi_since;
    double has_wifi, connected, offline_days;
    double worth_won, storage_won_year;
    char *not_products;
};

// Whether it keeps twins of that appliance (its place in world->appliances). From appliances' prepare() on.
bool product_cloud_follows(const struct party *cloud, uint16_t appliance);

#endif
