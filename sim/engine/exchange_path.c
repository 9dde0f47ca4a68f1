// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/exchange_path.h"

#include <math.h>

static double bytes_per_second(double mbit_s) {
    return mbit_s * 1e6 / 8;
}

// Of a place's own link.
static double link_latency_s(const struct exchange_settings *s, struct exchange_place place) {
    if (place.kind == PLACE_DISTRICT) return s->uplink_latency_ms / 1000;
    return place.kind == PLACE_FIRM ? s->firm_latency_ms / 1000 : 0;
}

static double link_bytes_s(const struct exchange_settings *s, struct exchange_place place) {
    if (place.kind == PLACE_DISTRICT) return bytes_per_second(s->uplink_mbit_s);
    return place.kind == PLACE_FIRM ? bytes_per_second(s->firm_mbit_s) : INFINITY;
}

struct exchange_path_way exchange_path_way(const struct exchange_settings *s, const struct load *load,
                                           bool back) {
    struct exchange_place from = load->source, to = load->target;
    uint64_t bytes = back ? load->answer_bytes : load->bytes;
    if (place_same(from, to)) return (struct exchange_path_way){0, 0};
    double latency_s = link_latency_s(s, from) + link_latency_s(s, to);
    double narrowest = fmin(link_bytes_s(s, from), link_bytes_s(s, to));
    if (from.kind != to.kind) {
        latency_s += s->backbone_latency_ms / 1000;
        narrowest = fmin(narrowest, bytes_per_second(s->backbone_mbit_s));
    }
    return (struct exchange_path_way){latency_s, (double)bytes / narrowest};
}

double exchange_path_computing_s(const struct exchange_settings *s, const struct load *load) {
    if (load->gflop <= 0) return 0;
    double gflop_s = load->target.kind == PLACE_CLOUD ? s->cloud_gflop_s : s->firm_gflop_s;
    return load->gflop / load->pieces / gflop_s;
}

double exchange_path_arrival_s(const struct exchange_settings *s, const struct load *load, double begin_s) {
    struct exchange_path_way way = exchange_path_way(s, load, false);
    double in_s = begin_s + (way.latency_s + way.flow_s);
    in_s += exchange_path_computing_s(s, load);
    if (load->answer_bytes == 0) return in_s;
    way = exchange_path_way(s, load, true);
    return in_s + (way.latency_s + way.flow_s);
}
