// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/bulk.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

struct sum {
    uint64_t bytes;
    double gflop;
    struct bulk_reports reports;
};

struct district_sums {
    struct sum stored, cloud;
};

// Several hours are open at once when the loop's window is longer than an hour.
struct bulk_hour {
    int64_t hour;
    struct district_sums *districts;
    struct sum *firms;  // [district][party]; NULL until a firm computes on what it gets
    struct bulk_hour *next;
};

struct bulk_hours {
    size_t districts, parties;
    const bool *party_in_cloud;
    uint64_t bytes;            // in the open hours
    struct bulk_hour *open;    // in the order of time
    struct bulk_hour *recent;  // the one added to last; NULL: none
    struct bulk_hour *unused;  // closed ones, cleared
};

struct bulk_hours *bulk_create(size_t districts, size_t parties, const bool *party_in_cloud) {
    struct bulk_hours *hours = status_allocate(1, sizeof *hours);
    *hours =
        (struct bulk_hours){.districts = districts, .parties = parties, .party_in_cloud = party_in_cloud};
    return hours;
}

void bulk_reports_add(struct bulk_reports *list, const struct item *item) {
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 16;
        list->items = status_reallocate(list->items, list->room, sizeof *list->items);
    }
    list->items[list->count++] = *item;
}

void bulk_reports_free(struct bulk_reports *list) {
    free(list->items);
    *list = (struct bulk_reports){0};
}

static void free_hour(const struct bulk_hours *hours, struct bulk_hour *hour) {
    for (size_t i = 0; i < hours->districts; i++) {
        bulk_reports_free(&hour->districts[i].stored.reports);
        bulk_reports_free(&hour->districts[i].cloud.reports);
    }
    for (size_t i = 0; hour->firms && i < hours->districts * hours->parties; i++)
        bulk_reports_free(&hour->firms[i].reports);
    free(hour->districts);
    free(hour->firms);
    free(hour);
}

static void free_list(const struct bulk_hours *hours, struct bulk_hour *hour) {
    while (hour) {
        struct bulk_hour *next = hour->next;
        free_hour(hours, hour);
        hour = next;
    }
}

void bulk_free(struct bulk_hours *hours) {
    if (!hours) return;
    free_list(hours, hours->open);
    free_list(hours, hours->unused);
    free(hours);
}

static struct bulk_hour *unused_hour(struct bulk_hours *hours) {
    struct bulk_hour *hour = hours->unused;
    if (hour) {
        hours->unused = hour->next;
        return hour;
    }
    hour = status_allocate(1, sizeof *hour);
    hour->districts = status_allocate(hours->districts, sizeof *hour->districts);
    return hour;
}

static struct bulk_hour *open_hour(struct bulk_hours *hours, int64_t number) {
    struct bulk_hour **link = &hours->open;
    while (*link && (*link)->hour < number) link = &(*link)->next;
    struct bulk_hour *after = *link;
    if (after && after->hour == number) return after;
    struct bulk_hour *hour = unused_hour(hours);
    hour->hour = number;
    hour->next = after;
    return *link = hour;
}

static struct sum *sum_at(struct bulk_hours *hours, struct bulk_hour *hour, uint32_t district, uint16_t party,
                          bool computes) {
    if (hours->party_in_cloud[party]) return &hour->districts[district].cloud;
    if (!computes) return &hour->districts[district].stored;
    if (!hour->firms) hour->firms = status_allocate(hours->districts * hours->parties, sizeof *hour->firms);
    return &hour->firms[district * hours->parties + party];
}

static struct sum *add(struct bulk_hours *hours, uint32_t district, uint16_t party, time_ms when,
                       uint64_t bytes, double gflop) {
    PROMISE(district < hours->districts && party < hours->parties, "bulk goes from a district to a party");
    int64_t number = clock_hour(when);
    if (!hours->recent || hours->recent->hour != number) hours->recent = open_hour(hours, number);
    struct sum *sum = sum_at(hours, hours->recent, district, party, gflop > 0);
    sum->bytes += bytes;
    hours->bytes += bytes;
    sum->gflop += gflop;
    return sum;
}

void bulk_add(struct bulk_hours *hours, uint32_t district, uint16_t party, time_ms when, uint64_t bytes,
              double gflop) {
    add(hours, district, party, when, bytes, gflop);
}

void bulk_add_report(struct bulk_hours *hours, uint32_t district, const struct item *item) {
    struct sum *sum = add(hours, district, item->to, item->sent, item->bytes, (double)item->gflop);
    bulk_reports_add(&sum->reports, item);
}

uint64_t bulk_bytes(const struct bulk_hours *hours) {
    return hours->bytes;
}

struct taker {
    void (*take)(void *owner, const struct bulk_parcel *parcel);
    void *owner;
};

static void hand_over(struct bulk_hours *hours, struct taker taker, struct bulk_parcel parcel,
                      const struct sum *sum) {
    if (sum->bytes == 0 && sum->gflop <= 0) return;
    hours->bytes -= sum->bytes;
    parcel.bytes = sum->bytes;
    parcel.gflop = sum->gflop;
    parcel.reports = sum->reports;
    taker.take(taker.owner, &parcel);
}

static void close_district(struct bulk_hours *hours, struct bulk_hour *hour, uint32_t district,
                           struct taker taker) {
    time_ms spread = CLOCK_MINUTE * (time_ms)district / (time_ms)hours->districts;
    struct bulk_parcel parcel = {
        .district = district, .hour = hour->hour, .sets_out = (hour->hour + 1) * CLOCK_HOUR + spread};
    parcel.target = BULK_STORED;
    hand_over(hours, taker, parcel, &hour->districts[district].stored);
    parcel.target = BULK_CLOUD;
    hand_over(hours, taker, parcel, &hour->districts[district].cloud);
    if (!hour->firms) return;
    parcel.target = BULK_FIRM;
    for (size_t party = 0; party < hours->parties; party++) {
        parcel.party = (uint16_t)party;
        hand_over(hours, taker, parcel, &hour->firms[district * hours->parties + party]);
    }
}

static void close_hour(struct bulk_hours *hours, struct bulk_hour *hour, struct taker taker) {
    for (size_t i = 0; i < hours->districts; i++) close_district(hours, hour, (uint32_t)i, taker);
    memset(hour->districts, 0, hours->districts * sizeof *hour->districts);
    if (hour->firms) memset(hour->firms, 0, hours->districts * hours->parties * sizeof *hour->firms);
    if (hours->recent == hour) hours->recent = NULL;
    hour->next = hours->unused;
    hours->unused = hour;
}

void bulk_close(struct bulk_hours *hours, time_ms until,
                void (*take)(void *owner, const struct bulk_parcel *parcel), void *owner) {
    while (hours->open && (hours->open->hour + 1) * CLOCK_HOUR < until) {
        struct bulk_hour *hour = hours->open;
        hours->open = hour->next;
        close_hour(hours, hour, (struct taker){take, owner});
    }
}
