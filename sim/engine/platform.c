// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/platform.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/engine/exchange_carrier.h"

struct watts {
    double idle, busy;
};

// A cluster of `count` equal hosts named <name>0 ... with one up and one down link each.
struct cluster {
    const char *name;
    size_t count;
    double gflop_s;
    int64_t cores;
    double mbit_s, latency_ms;
    struct watts watts;  // 0, 0: no energy is counted
};

static void write_cluster(FILE *file, struct cluster c) {
    fprintf(file,
            "  <cluster id=\"%s\" prefix=\"%s\" suffix=\"\" radical=\"0-%zu\" speed=\"%.17gGf\" core=\"%lld\" "
            "bw=\"%.17gMbps\" lat=\"%.17gms\" sharing_policy=\"SPLITDUPLEX\" router_id=\"%s_router\">\n",
            c.name, c.name, c.count - 1, c.gflop_s, (long long)c.cores, c.mbit_s, c.latency_ms, c.name);
    // Watts with no core busy, just above that, and with all cores busy.
    if (c.watts.busy > 0)
        fprintf(file, "    <prop id=\"wattage_per_state\" value=\"%.17g:%.17g:%.17g\"/>\n", c.watts.idle, c.watts.idle,
                c.watts.busy);
    fprintf(file, "  </cluster>\n");
}

static void write_route(FILE *file, const char *from, const char *to) {
    fprintf(file,
            "  <zoneRoute src=\"%s\" dst=\"%s\" gw_src=\"%s_router\" gw_dst=\"%s_router\">"
            "<link_ctn id=\"backbone_%s_%s\"/></zoneRoute>\n",
            from, to, from, to, from, to);
}

static void write_backbone(FILE *file, const struct exchange_settings *s, const char *from, const char *to) {
    fprintf(file, "  <link id=\"backbone_%s_%s\" bandwidth=\"%.17gMbps\" latency=\"%.17gms\"/>\n", from, to,
            s->backbone_mbit_s, s->backbone_latency_ms);
}

static void write_platform(FILE *file, const struct exchange_settings *s, const struct exchange_sites *sites) {
    size_t firms = sites->parties ? sites->parties : 1;
    fprintf(file, "<?xml version='1.0'?>\n<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
                  "<platform version=\"4.1\">\n <zone id=\"world\" routing=\"Full\">\n");
    write_cluster(file, (struct cluster){"region", sites->districts, 1, 1, s->uplink_mbit_s, s->uplink_latency_ms, {0, 0}});
    write_cluster(file, (struct cluster){"door", 1, 1, 1, EXCHANGE_CLOUD_MBIT_S, EXCHANGE_CLOUD_LATENCY_MS, {0, 0}});
    write_cluster(file, (struct cluster){"server", (size_t)s->cloud_servers, s->cloud_gflop_s, s->cloud_cores,
                                         EXCHANGE_CLOUD_MBIT_S, EXCHANGE_CLOUD_LATENCY_MS,
                                         {s->cloud_idle_w, s->cloud_busy_w}});
    write_cluster(file, (struct cluster){"firm", firms, s->firm_gflop_s, 1, s->firm_mbit_s, s->firm_latency_ms,
                                         {s->firm_idle_w, s->firm_busy_w}});
    static const char *const pairs[][2] = {{"region", "door"}, {"region", "firm"}, {"door", "firm"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) write_backbone(file, s, pairs[i][0], pairs[i][1]);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) write_route(file, pairs[i][0], pairs[i][1]);
    fprintf(file, " </zone>\n</platform>\n");
}

char *platform_write(const struct exchange_settings *settings, const struct exchange_sites *sites,
                     struct status *status) {
    const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    char *path = NULL;
    int length = asprintf(&path, "%s/maru-platform-XXXXXX.xml", folder);
    int descriptor = length < 0 ? -1 : mkstemps(path, 4);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!file) {
        status_fail(status, STATUS_MACHINE, "cannot write the network's platform to %s: %s", folder, strerror(errno));
        free(path);
        return NULL;
    }
    write_platform(file, settings, sites);
    if (fclose(file) == 0) return path;
    status_fail(status, STATUS_MACHINE, "cannot write the network's platform to %s: %s", path, strerror(errno));
    unlink(path);
    free(path);
    return NULL;
}
