// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/exchange_traffic.h"

#include <stdlib.h>
#include <string.h>

void exchange_traffic_init(struct exchange_traffic *traffic, size_t districts) {
    *traffic = (struct exchange_traffic){0};
    for (int way = 0; way < EXCHANGE_WAYS; way++)
        traffic->offered[way] = status_allocate(districts, sizeof(uint64_t));
}

void exchange_traffic_clear(struct exchange_traffic *traffic) {
    for (int way = 0; way < EXCHANGE_WAYS; way++) free(traffic->offered[way]);
}

static struct exchange_place start_of(const struct load *load, bool back) {
    return back ? load->target : load->source;
}

static uint64_t bytes_of(const struct load *load, bool back) {
    return back ? load->answer_bytes : load->bytes;
}

static void count(uint64_t bytes[EXCHANGE_WAYS][BYTES_FATES], enum exchange_fate fate,
                  struct exchange_place from, struct exchange_place to, uint64_t amount) {
    if (from.kind == PLACE_DISTRICT) bytes[EXCHANGE_UP][fate] += amount;
    if (to.kind == PLACE_DISTRICT) bytes[EXCHANGE_DOWN][fate] += amount;
}

static void count_load(uint64_t bytes[EXCHANGE_WAYS][BYTES_FATES], enum exchange_fate fate,
                       const struct load *load, bool back, uint64_t amount) {
    count(bytes, fate, start_of(load, back), start_of(load, !back), amount);
}

void exchange_traffic_sent(struct exchange_traffic *traffic, struct exchange_place from,
                           struct exchange_place to, uint64_t bytes) {
    count(traffic->bytes, BYTES_SENT, from, to, bytes);
    if (from.kind == PLACE_DISTRICT) traffic->offered[EXCHANGE_UP][from.number] += bytes;
    if (to.kind == PLACE_DISTRICT) traffic->offered[EXCHANGE_DOWN][to.number] += bytes;
}

void exchange_traffic_carried(struct exchange_traffic *traffic, struct load *load, uint64_t bytes) {
    bool back = load->travels_back;
    load->carried[back] = bytes;
    load->travels = false;
    count_load(traffic->bytes, BYTES_CARRIED, load, back, bytes);
}

void exchange_traffic_try_failed(struct exchange_traffic *traffic, struct load *load) {
    for (int back = 0; back < 2; back++) {
        count_load(traffic->bytes, BYTES_IN_VAIN, load, back, load->carried[back]);
        load->carried[back] = 0;
    }
}

void exchange_traffic_given_up(struct exchange_traffic *traffic, const struct load *load) {
    count_load(traffic->bytes, BYTES_LOST, load, false, load->bytes);
    if (load->answer_sent) count_load(traffic->bytes, BYTES_LOST, load, true, load->answer_bytes);
}

void exchange_traffic_delay(struct exchange_delay *delay, time_ms delay_ms) {
    delay->count++;
    delay->sum_ms += delay_ms;
    if (delay_ms > delay->most_ms) delay->most_ms = delay_ms;
}

void exchange_traffic_waiting(uint64_t bytes[EXCHANGE_WAYS][BYTES_FATES], const struct load *load,
                              uint64_t carried) {
    for (int back = 0; back < 2; back++) {
        if (back && !load->answer_sent) continue;
        uint64_t now = load->travels && load->travels_back == back ? carried : 0;
        count_load(bytes, BYTES_CARRIED, load, back, now);
        count_load(bytes, BYTES_WAITING, load, back, bytes_of(load, back) - load->carried[back] - now);
    }
}

void exchange_traffic_new_day(struct exchange_traffic *traffic, size_t districts) {
    for (int way = 0; way < EXCHANGE_WAYS; way++)
        memset(traffic->offered[way], 0, districts * sizeof(uint64_t));
    traffic->items = traffic->bulk = (struct exchange_delay){0};
    traffic->cloud_gflop = 0;
}
