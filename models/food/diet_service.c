// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/diet_service.h"

const struct topic diet_service_profile = {"diet profile"};
const struct topic diet_service_order = {"supplements ordered"};
const struct topic diet_service_cancellation = {"supplements given up"};
const struct topic diet_service_unwanted = {"offer unwanted"};
const struct topic diet_service_offer = {"supplements offered"};
const struct topic diet_service_advice = {"advice on meals"};

struct party *diet_service_seller(struct world *world) {
    return world_party_of_kind(world, &diet_seller_party, NULL);
}

const struct diet_terms *diet_service_terms(const struct party *seller) {
    PROMISE(seller->kind == &diet_seller_party, "terms are asked of a diet service");
    return seller->state;
}

uint16_t diet_service_app(const struct world *world, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (world->appliances[first[i].appliance].kind == &diet_app_appliance) return i;
    return UINT16_MAX;
}
