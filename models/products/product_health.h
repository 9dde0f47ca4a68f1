// SPDX-License-Identifier: GPL-3.0-or-later
// The health of a home's products: what wears out, breaks, shows signs of it, and is repaired.
#ifndef MARU_MODELS_PRODUCTS_PRODUCT_HEALTH_H
#define MARU_MODELS_PRODUCTS_PRODUCT_HEALTH_H

#include "models/products/product.h"
#include "sim/engine/world.h"

extern const struct appliance_kind product_health_appliance;
// Whether the scenario has it: products wear.
bool product_health_is_there(const struct world *world);
extern const struct party_kind after_service_party;  // repairs them
// Who repairs the products of that maker's: its own after-service, else the first there is, NULL: none. Where there is a
// product_health, there is one once the world is made.
struct party *product_health_repairer(struct world *world, const struct party *maker);

enum { PRODUCTS_MOST = 6 };  // of a home that are followed

// Products by number 0 ... PRODUCTS_MOST - 1; NULL: the home has no such product. For parties, in parties_decide, who
// are told of the product by the family or stand before it: what the data says goes through the gate.
struct product *product_health_at(const struct world *world, uint32_t home, unsigned product);
// Whose it is, of one that is there; NULL: the scenario has no maker.
const struct party *product_health_maker(const struct world *world, uint32_t home, unsigned product);
// By its wear meter, now, in truth; negative: there is no such product. For comparing what is known with it.
double product_health_wear_years(const struct world *world, uint32_t home, unsigned product);
// What the appliance of that process of a home says of itself, in its home or in parties_decide; wear negative: it has no
// wear meter.
struct product_life {
    double wear_years;
    uint16_t faults;  // so far
    bool works;
};
struct product_life product_health_life(const struct world *world, uint32_t home, uint16_t process, time_ms now);
// Repaired now, or the coming fault removed: one part is new, the product as old as before.
void product_health_repaired(struct world *world, uint32_t home, unsigned product);
// A new one stands in its place.
void product_health_renewed(struct world *world, uint32_t home, unsigned product);
// The law of its lives, for who wants to compare an estimate with the truth.
struct weibull product_health_law(const struct world *world);

// The stream of the product's own luck, there or removed: what parties draw for it hangs on which appliance it is, not on
// the number under which they know it.
uint32_t product_health_stream(const struct world *world, uint32_t home, unsigned product);

// What products say. `broke` is told on the device, to the after-service: the family stands before it. The others are
// reports, each to the desk whose purpose needs it (models/products/data_desk.h); `filter` is told on the device as well.
extern const struct topic product_health_broke, product_health_sign, product_health_error, product_health_meter,
    product_health_filter, product_health_profile;
struct product_note {
    double wear;      // years by its meter
    uint16_t faults;  // so far
    uint8_t product;
    bool real;        // a sign: there really is a fault (the truth, for what follows from it)
};
TOPICS_CARRY(product_note, struct product_note, &product_health_broke, &product_health_sign, &product_health_error,
             &product_health_meter, &product_health_filter, &product_health_profile);

#endif
