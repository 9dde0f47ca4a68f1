// SPDX-License-Identifier: GPL-3.0-or-later
// A desk of the maker's that uses what products report, for one purpose. Each purpose has a data flow and a consent of
// its own: a family can allow diagnosis and refuse marketing, and a policy can treat each desk by its name,
//   consent = { device_health = { fault_diagnosis = "at_install", statistics = "never" } }.
// The maker knows what its desks are told; each desk's account shows what its use of the data earns and costs.
#ifndef MARU_MODELS_PRODUCTS_DATA_DESK_H
#define MARU_MODELS_PRODUCTS_DATA_DESK_H

#include "sim/engine/world.h"

extern const struct equation data_desk_equation;

// The purposes that products report for; a product tells each what that purpose needs, and no more.
enum data_use {
    USE_DIAGNOSIS,   // signs of a coming fault
    USE_SERVICE,     // the error code of a fault
    USE_STATISTICS,  // the wear meter once a month, and error codes
    USE_PERSONAL,    // a filter is worn
    USE_MARKETING,   // which products there are, once a month
    USE_STRATEGY,    // the wear meter once a month
    DATA_USES
};
extern const char *const data_desk_purposes[DATA_USES];

// In prepare(): subscribes the party for the purpose (to device health; marketing to the profile). worth_won: a month of
// the service to the family, reward_won: what it is paid for a month. Returns the data flow.
uint16_t data_desk_open(struct world *world, const struct party *party, enum data_use use, double worth_won,
                        double reward_won);

// At midnight. Once every 30 days: pays each family whose consent holds, from the desk's account, counts how many those
// are under the desk's metric `allowed`, and is true.
bool data_desk_end_month(struct world *world, const struct party *party, uint16_t flow, double reward_won, size_t allowed);

#endif
