// SPDX-License-Identifier: GPL-3.0-or-later
// The telemetry model as a bare loop: what a C programmer would write for this model and no other. Windows;
// in each, every home with something due handles it in one visit. Its devices do not touch each other, so
// each runs through the window by itself: a third faster than in time order, with the same counts. A message
// is one added to its server's count. There is no gate, no network, no record: this is the ceiling that Maru
// is measured against.
#include <stdlib.h>

#include "sim/engine/status.h"
#include "tests/bench/telemetry.h"

struct bare {
    struct telemetry_size size;
    uint32_t stream;
    struct telemetry_home *homes;
    time_ms *home_due;  // of each home's earliest device; 0 before the first window
    struct telemetry_tally tally;
};

// Lives the device through the window; returns when it acts next.
static time_ms device_live(struct bare *bare, uint32_t home, uint32_t number, time_ms until) {
    struct telemetry_home *state = &bare->homes[home];
    while (state->devices[number].due < until) {
        telemetry_message server = telemetry_act(&bare->size, bare->stream, home, number, state);
        bare->tally.acts++;
        if (server < TELEMETRY_SERVERS) bare->tally.received[server]++;
    }
    return state->devices[number].due;
}

static void home_live(struct bare *bare, uint32_t home, time_ms until) {
    time_ms next = CLOCK_NEVER;
    for (uint32_t number = 0; number < TELEMETRY_DEVICES; number++) {
        time_ms due = device_live(bare, home, number, until);
        if (due < next) next = due;
    }
    bare->home_due[home] = next;
}

static void window_live(struct bare *bare, time_ms until) {
    for (uint32_t home = 0; home < bare->size.homes; home++)
        if (bare->home_due[home] < until) home_live(bare, home, until);
}

static void run(struct bare *bare) {
    time_ms end = telemetry_end(&bare->size),
            window = (time_ms)(bare->size.window_min * (double)CLOCK_MINUTE);
    for (time_ms now = 0; now < end; now += window)
        window_live(bare, now + window < end ? now + window : end);
}

int main(int argc, char **argv) {
    struct bare bare = {.size = telemetry_options(argc, argv),
                        .stream = random_stream_of(random_stream("appliance"), "device")};
    bare.homes = status_allocate(bare.size.homes, sizeof *bare.homes);
    bare.home_due = status_allocate(bare.size.homes, sizeof *bare.home_due);
    for (uint32_t home = 0; home < bare.size.homes; home++)
        telemetry_install(&bare.size, bare.stream, home, &bare.homes[home]);
    double start = telemetry_wall_seconds();
    run(&bare);
    telemetry_print(&bare.tally, telemetry_wall_seconds() - start);
    free(bare.homes);
    free(bare.home_due);
    return 0;
}
