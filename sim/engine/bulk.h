// SPDX-License-Identifier: GPL-3.0-or-later
// Adding up what the homes send as bulk: per district and clock hour, and by target: the maker's cloud, each
// firm that computes on what it gets, and a common one for everybody who only stores it.
#ifndef MARU_SIM_ENGINE_BULK_H
#define MARU_SIM_ENGINE_BULK_H

#include "sim/engine/item.h"

enum bulk_target { BULK_STORED, BULK_CLOUD, BULK_FIRM };

// Reports: items that ride on the bulk, in the order they were added.
struct bulk_reports {
    struct item *items;
    size_t count, room;
};
void bulk_reports_add(struct bulk_reports *list, const struct item *item);
void bulk_reports_free(struct bulk_reports *list);

// What one district sends to one target for one clock hour.
struct bulk_parcel {
    uint32_t district;
    enum bulk_target target;
    uint16_t party;    // of BULK_FIRM
    int64_t hour;      // since the start
    time_ms sets_out;  // in the minute after the hour, the districts spread evenly over it
    uint64_t bytes;
    double gflop;
    struct bulk_reports reports;  // moves to the taker
};

struct bulk_hours;

// party_in_cloud[parties] is borrowed for the lifetime.
struct bulk_hours *bulk_create(size_t districts, size_t parties, const bool *party_in_cloud);
void bulk_free(struct bulk_hours *hours);
void bulk_add(struct bulk_hours *hours, uint32_t district, uint16_t party, time_ms when, uint64_t bytes,
              double gflop);
// A report to item->to, sent at item->sent: its bytes and computing are added, too.
void bulk_add_report(struct bulk_hours *hours, uint32_t district, const struct item *item);
// What was added and not handed over yet.
uint64_t bulk_bytes(const struct bulk_hours *hours);
// Hands over, in the order (hour, district, target), what belongs to hours that end before `until`.
void bulk_close(struct bulk_hours *hours, time_ms until,
                void (*take)(void *owner, const struct bulk_parcel *parcel), void *owner);

#endif
