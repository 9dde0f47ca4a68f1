// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/platform.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <simgrid/engine.h>
#include <simgrid/plugins/energy.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xbt/config.h>

// ---- The platform's text

static double bytes_per_second(double mbit_s) {
    return mbit_s * 1e6 / 8;
}

static void write_link(FILE *file, double mbit_s, double latency_ms) {
    fprintf(file, " bw=\"%.17gBps\" lat=\"%.17gs\"", bytes_per_second(mbit_s), latency_ms / 1000);
}

// Idle, any core busy, all cores busy. The first two are equal, so that power is proportional to the cores at
// work.
static void write_watts(FILE *file, double idle_w, double busy_w) {
    fprintf(file,
            "><prop id=\"wattage_per_state\" value=\"%.17g:%.17g:%.17g\"/>"
            "<prop id=\"wattage_off\" value=\"0\"/></cluster>\n",
            idle_w, idle_w, busy_w);
}

static void write_districts(FILE *file, const struct exchange_settings *s, size_t districts) {
    fprintf(file, "<cluster id=\"districts\" prefix=\"d\" suffix=\"\" radical=\"0-%zu\" speed=\"1Gf\"",
            districts - 1);
    write_link(file, s->uplink_mbit_s, s->uplink_latency_ms);
    fputs("/>\n", file);
}

// A server's own link is as wide as the backbone before it: never the narrowest part of a path.
static void write_cloud(FILE *file, const struct exchange_settings *s) {
    fprintf(
        file,
        "<cluster id=\"cloud\" prefix=\"s\" suffix=\"\" radical=\"0-%lld\" speed=\"%.17gGf\" core=\"%lld\"",
        (long long)s->cloud_servers - 1, s->cloud_gflop_s, (long long)s->cloud_cores);
    write_link(file, s->backbone_mbit_s, 0);
    write_watts(file, s->cloud_idle_w, s->cloud_busy_w);
}

static void write_firms(FILE *file, const struct exchange_settings *s, const struct exchange_sites *sites) {
    fprintf(file, "<cluster id=\"firms\" prefix=\"f\" suffix=\"\" speed=\"%.17gGf\" radical=\"",
            s->firm_gflop_s);
    const char *comma = "";
    for (size_t i = 0; i < sites->parties; i++) {
        if (sites->party_in_cloud[i]) continue;
        fprintf(file, "%s%zu", comma, i);
        comma = ",";
    }
    fputs("\"", file);
    write_link(file, s->firm_mbit_s, s->firm_latency_ms);
    write_watts(file, s->firm_idle_w, s->firm_busy_w);
}

static void write_way(FILE *file, const char *from, const char *gate_from, const char *to,
                      const char *gate_to, const char *direction) {
    fprintf(file,
            "<zoneRoute src=\"%s\" gw_src=\"%s\" dst=\"%s\" gw_dst=\"%s\" symmetrical=\"NO\">"
            "<link_ctn id=\"backbone\" direction=\"%s\"/></zoneRoute>\n",
            from, gate_from, to, gate_to, direction);
}

static void write_ways(FILE *file, bool any_firm) {
    const char *district = "ddistricts_router", *server = "scloud_router", *firm = "ffirms_router";
    write_way(file, "districts", district, "stores", "store", "UP");
    write_way(file, "districts", district, "cloud", server, "UP");
    write_way(file, "cloud", server, "districts", district, "DOWN");
    if (!any_firm) return;
    write_way(file, "districts", district, "firms", firm, "UP");
    write_way(file, "firms", firm, "districts", district, "DOWN");
    write_way(file, "firms", firm, "cloud", server, "UP");
    write_way(file, "cloud", server, "firms", firm, "DOWN");
}

static void write_platform(FILE *file, const struct exchange_settings *s,
                           const struct exchange_sites *sites) {
    bool any_firm = false;
    for (size_t i = 0; i < sites->parties; i++) any_firm |= !sites->party_in_cloud[i];
    fputs(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
        "<platform version=\"4.1\">\n<zone id=\"world\" routing=\"Full\">\n",
        file);
    write_districts(file, s, sites->districts);
    write_cloud(file, s);
    if (any_firm) write_firms(file, s, sites);
    fputs("<zone id=\"stores\" routing=\"Full\"><host id=\"store\" speed=\"1Gf\"/></zone>\n", file);
    fprintf(
        file,
        "<link id=\"backbone\" sharing_policy=\"SPLITDUPLEX\" bandwidth=\"%.17gBps\" latency=\"%.17gs\"/>\n",
        bytes_per_second(s->backbone_mbit_s), s->backbone_latency_ms / 1000);
    write_ways(file, any_firm);
    fputs("</zone>\n</platform>\n", file);
}

// ---- Through a file in memory: on a disk, a killed run would leave it

static bool write_file(int descriptor, const struct exchange_settings *s,
                       const struct exchange_sites *sites) {
    int own = dup(descriptor);
    FILE *file = own < 0 ? NULL : fdopen(own, "w");
    if (!file) {
        if (own >= 0) close(own);
        return false;
    }
    write_platform(file, s, sites);
    bool whole = !ferror(file);
    return fclose(file) == 0 && whole;
}

static bool load_platform(const struct exchange_settings *s, const struct exchange_sites *sites,
                          struct status *status) {
    char path[40];
    int descriptor = memfd_create("maru_platform.xml", MFD_CLOEXEC);
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    bool whole = descriptor >= 0 && write_file(descriptor, s, sites);
    if (whole)
        simgrid_load_platform(path);
    else
        status_fail(status, STATUS_MACHINE, "SimGrid's platform cannot be written: %s", strerror(errno));
    if (descriptor >= 0) close(descriptor);
    return whole;
}

// ---- SimGrid

// Under the address sanitizer actors are threads: it knows nothing of stacks that are switched by hand.
#ifdef __SANITIZE_ADDRESS__
#define ACTORS "--cfg=contexts/factory:thread"
#else
#define ACTORS "--cfg=contexts/factory:raw"
#endif

// CM02: a transfer takes latency + size / bandwidth (no slow start, no traffic of acknowledgements); the
// window that TCP would limit long fat paths by is out of the way, as modern systems scale it. The two quiet
// logs complain of districts without watts, and of a program that ends inside an actor.
static char *const arguments[] = {
    "maru",
    ACTORS,
    "--log=root.thres:warning",
    "--log=host_energy.thres:error",
    "--log=ker_engine.thres:error",
    "--cfg=network/model:CM02",
    "--cfg=network/crosstraffic:0",
    "--cfg=network/TCP-gamma:1e18",
    "--cfg=network/optim:Lazy",
    "--cfg=cpu/optim:Lazy",
};
enum { ARGUMENTS = sizeof arguments / sizeof *arguments };

// SimGrid takes these signals over: Ctrl-C would then run its exit from within an actor.
static const int own_signals[] = {SIGINT, SIGSEGV, SIGBUS};
enum { OWN_SIGNALS = sizeof own_signals / sizeof *own_signals };

static void start_engine(void) {
    char *given[ARGUMENTS + 1] = {NULL};
    struct sigaction actions[OWN_SIGNALS];
    int count = ARGUMENTS;
    memcpy(given, arguments, sizeof arguments);
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    for (size_t i = 0; i < OWN_SIGNALS; i++) sigaction(own_signals[i], NULL, &actions[i]);
    simgrid_init(&count, given);
    for (size_t i = 0; i < OWN_SIGNALS; i++) sigaction(own_signals[i], &actions[i], NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sg_host_energy_plugin_init();
}

bool platform_open(const struct exchange_settings *settings, const struct exchange_sites *sites,
                   struct status *status) {
    static bool opened = false;
    if (opened)
        return status_fail(
            status, STATUS_MACHINE,
            "SimGrid runs once per process: a further run needs network.model = \"closed_form\"");
    opened = true;
    start_engine();
    return load_platform(settings, sites, status);
}

// SimGrid 3.32 gives no actor more than this, whatever sg_actor_set_stacksize says. It leaves the stacks of
// actors that are threads to the C library, and the sanitizer's frames are larger.
void platform_stack_kib(int kib) {
    sg_cfg_set_int("contexts/stack-size", kib);
#ifdef __SANITIZE_ADDRESS__
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, ((size_t)kib << 10) + ((size_t)8 << 20));
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
#endif
}

// ---- Hosts by name

static sg_host_t host_named(char kind, size_t number) {
    char name[32];
    snprintf(name, sizeof name, "%c%zu", kind, number);
    sg_host_t host = sg_host_by_name(name);
    PROMISE(host, "the platform holds every place");
    return host;
}

sg_host_t platform_district(size_t district) {
    return host_named('d', district);
}
sg_host_t platform_server(size_t server) {
    return host_named('s', server);
}
sg_host_t platform_firm(size_t party) {
    return host_named('f', party);
}
sg_host_t platform_store(void) {
    return sg_host_by_name("store");
}
