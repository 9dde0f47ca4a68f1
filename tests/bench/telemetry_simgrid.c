// SPDX-License-Identifier: GPL-3.0-or-later
// The telemetry model as a user of SimGrid would write it: one actor per home, which sleeps until its
// earliest device acts, and one actor per server, which waits at its mailbox. Messages are real SimGrid
// communications between two hosts. The time that counts is the simulation's, without loading the platform
// and creating the actors.
#include <simgrid/actor.h>
#include <simgrid/comm.h>
#include <simgrid/engine.h>
#include <simgrid/host.h>
#include <simgrid/mailbox.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/engine/status.h"
#include "tests/bench/telemetry.h"

enum { MESSAGE_BYTES = 200 };

static struct {
    struct telemetry_size size;
    uint32_t stream;
    time_ms end;
    struct telemetry_home *homes;
    sg_mailbox_t mailboxes[TELEMETRY_SERVERS];
    struct telemetry_tally tally;
} model;

static const char platform[] =
    "<?xml version='1.0'?>\n"
    "<!DOCTYPE platform SYSTEM 'https://simgrid.org/simgrid.dtd'>\n"
    "<platform version='4.1'><zone id='world' routing='Full'>\n"
    "<host id='homes' speed='1Gf'/><host id='servers' speed='1Gf'/>\n"
    "<link id='wire' bandwidth='10GBps' latency='1ms' sharing_policy='FATPIPE'/>\n"
    "<route src='homes' dst='servers'><link_ctn id='wire'/></route>\n"
    "</zone></platform>\n";

static void load_platform(void) {
    char name[] = "/tmp/telemetry-XXXXXX.xml";
    int file = mkstemps(name, 4);
    PROMISE(file >= 0, "the temporary folder takes a file");
    ssize_t written = write(file, platform, sizeof platform - 1);
    PROMISE(written == (ssize_t)sizeof platform - 1, "the temporary folder has room");
    close(file);
    simgrid_load_platform(name);
    unlink(name);
}

// Of equal times the first device's goes first.
static uint32_t earliest(const struct telemetry_home *state) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < TELEMETRY_DEVICES; i++)
        if (state->devices[i].due < state->devices[best].due) best = i;
    return best;
}

static void home_actor(int argc, char **argv) {
    (void)argc;
    uint32_t home = (uint32_t)strtoul(argv[1], NULL, 10), next;
    struct telemetry_home *state = &model.homes[home];
    time_ms now = 0;
    while (state->devices[next = earliest(state)].due < model.end) {
        sg_actor_sleep_for(clock_seconds(state->devices[next].due - now));
        now = state->devices[next].due;
        telemetry_message server = telemetry_act(&model.size, model.stream, home, next, state);
        model.tally.acts++;
        if (server < TELEMETRY_SERVERS)
            sg_comm_detach(sg_mailbox_put_init(model.mailboxes[server], state, MESSAGE_BYTES), NULL);
    }
}

static void server_actor(int argc, char **argv) {
    (void)argc;
    size_t server = strtoul(argv[1], NULL, 10);
    sg_actor_daemonize(sg_actor_self());
    for (;;) {
        sg_mailbox_get(model.mailboxes[server]);
        model.tally.received[server]++;
    }
}

static void start_actor(const char *what, const char *host, void (*code)(int, char **), size_t number) {
    char text[24];
    snprintf(text, sizeof text, "%zu", number);
    const char *arguments[] = {what, text, NULL};
    sg_actor_start_(sg_actor_init(what, sg_host_by_name(host)), code, 2, arguments);
}

static void start_actors(void) {
    for (size_t server = 0; server < TELEMETRY_SERVERS; server++) {
        char name[24];
        snprintf(name, sizeof name, "server_%zu", server);
        model.mailboxes[server] = sg_mailbox_by_name(name);
        start_actor("server", "servers", server_actor, server);
    }
    for (uint32_t home = 0; home < model.size.homes; home++) {
        telemetry_install(&model.size, model.stream, home, &model.homes[home]);
        start_actor("home", "homes", home_actor, home);
    }
}

// SimGrid's fastest settings for many small actors: small stacks without guard pages, no flow's cross
// traffic.
static void start_engine(const char *program) {
    const char *settings[] = {program,
                              "--log=root.thres:warning",
                              "--cfg=contexts/stack-size:16",
                              "--cfg=contexts/guard-size:0",
                              "--cfg=network/model:CM02",
                              "--cfg=network/crosstraffic:0",
                              NULL};
    int count = sizeof settings / sizeof *settings - 1;
    simgrid_init(&count, (char **)settings);
}

int main(int argc, char **argv) {
    model.size = telemetry_options(argc, argv);
    model.stream = random_stream_of(random_stream("appliance"), "device");
    model.end = telemetry_end(&model.size);
    model.homes = status_allocate(model.size.homes, sizeof *model.homes);
    start_engine(argv[0]);
    load_platform();
    start_actors();
    double start = telemetry_wall_seconds();
    simgrid_run();
    telemetry_print(&model.tally, telemetry_wall_seconds() - start);
    free(model.homes);
    return 0;
}
