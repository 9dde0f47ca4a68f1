// SPDX-License-Identifier: GPL-3.0-or-later
// The books of what crosses the districts' links, for exchange.c alone. A byte counts as carried when it has come over the
// link, not when its load sets out. At every moment, for each way:
//   sent + in vain = carried + waiting + lost
// "In vain" is what failed tries had carried: it has used the link, and has to be carried again.
#ifndef MARU_SIM_ENGINE_EXCHANGE_TRAFFIC_H
#define MARU_SIM_ENGINE_EXCHANGE_TRAFFIC_H

#include "sim/engine/exchange_carrier.h"

struct exchange_traffic {
    uint64_t bytes[EXCHANGE_WAYS][BYTES_FATES];
    uint64_t *offered[EXCHANGE_WAYS];  // [districts] sent on this day
    struct exchange_delay items, bulk; // of what came in on this day
    double cloud_gflop;                // begun on this day
};

void exchange_traffic_init(struct exchange_traffic *traffic, size_t districts);
void exchange_traffic_clear(struct exchange_traffic *traffic);

// Of bulk: when it is added, long before it is a load. Of an answer: when it begins its way back for the first time.
void exchange_traffic_sent(struct exchange_traffic *traffic, struct exchange_place from, struct exchange_place to, uint64_t bytes);
// A transfer has ended, well or not, with so many bytes carried.
void exchange_traffic_carried(struct exchange_traffic *traffic, struct load *load, uint64_t bytes);
void exchange_traffic_try_failed(struct exchange_traffic *traffic, struct load *load);
void exchange_traffic_given_up(struct exchange_traffic *traffic, const struct load *load);
void exchange_traffic_delay(struct exchange_delay *delay, time_ms delay_ms);

// Adds what waits of a load that has not ended; `carried`: bytes of the transfer under way that have come over.
void exchange_traffic_waiting(uint64_t bytes[EXCHANGE_WAYS][BYTES_FATES], const struct load *load, uint64_t carried);

void exchange_traffic_new_day(struct exchange_traffic *traffic, size_t districts);

#endif
