// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/outages.h"

#include <stdlib.h>

#include "sim/engine/status.h"

struct server {
    struct outage *outages;
    size_t count, room;
};

struct outages {
    struct server *servers;
    size_t count;
};

// At least a millisecond, and within a million years, so that sums of times never overflow.
static time_ms exponential_ms(struct random_sequence *luck, double mean_h) {
    double ms = random_next_exponential(luck) * mean_h * (double)CLOCK_HOUR;
    return ms < 1 ? 1 : ms > 3e16 ? (time_ms)3e16 : (time_ms)ms;
}

static void server_append(struct server *server, struct outage outage) {
    if (server->count == server->room) {
        server->room = server->room ? 2 * server->room : 16;
        server->outages = status_reallocate(server->outages, server->room, sizeof outage);
    }
    server->outages[server->count++] = outage;
}

static void server_draw(struct server *server, double mtbf_h, double mttr_h, time_ms end,
                        struct random_sequence luck) {
    time_ms down = exponential_ms(&luck, mtbf_h);
    while (down < end) {
        time_ms up = down + exponential_ms(&luck, mttr_h);
        server_append(server, (struct outage){down, up});
        down = up + exponential_ms(&luck, mtbf_h);
    }
}

struct outages *outages_create(size_t servers, double mtbf_h, double mttr_h, time_ms end,
                               struct random_key key) {
    struct outages *outages = status_allocate(1, sizeof *outages);
    outages->servers = status_allocate(servers, sizeof *outages->servers);
    outages->count = servers;
    uint32_t stream = random_stream("cloud_server.outage");
    for (size_t i = 0; mtbf_h > 0 && i < servers; i++) {
        struct random_sequence luck = {key, RANDOM_WORLD, stream, (uint64_t)i << 32};
        server_draw(&outages->servers[i], mtbf_h, mttr_h, end, luck);
    }
    return outages;
}

void outages_free(struct outages *outages) {
    if (!outages) return;
    for (size_t i = 0; i < outages->count; i++) free(outages->servers[i].outages);
    free(outages->servers);
    free(outages);
}

const struct outage *outages_of(const struct outages *outages, size_t server, size_t *count) {
    *count = outages->servers[server].count;
    return outages->servers[server].outages;
}

struct outage outages_next(const struct outages *outages, size_t server, double seconds) {
    const struct server *of = &outages->servers[server];
    size_t low = 0, high = of->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (clock_seconds(of->outages[middle].up) > seconds)
            high = middle;
        else
            low = middle + 1;
    }
    return low < of->count ? of->outages[low] : (struct outage){CLOCK_NEVER, CLOCK_NEVER};
}

time_ms outages_uptime(const struct outages *outages, size_t server, time_ms until) {
    const struct server *of = &outages->servers[server];
    time_ms uptime = until;
    for (size_t i = 0; i < of->count && of->outages[i].down < until; i++) {
        time_ms up = of->outages[i].up < until ? of->outages[i].up : until;
        uptime -= up - of->outages[i].down;
    }
    return uptime;
}
