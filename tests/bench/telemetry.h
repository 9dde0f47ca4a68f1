// SPDX-License-Identifier: GPL-3.0-or-later
// The telemetry model, as the comparators in C live it: homes with five devices each, acting at exponential
// intervals of mean 30 minutes; one act in twenty sends a message to one of a hundred servers. Each act takes
// half a block of chance, drawn and read exactly as the scenario telemetry.lua has it drawn, so that Maru and
// the bare loop must come to the same number of acts and of messages.
#ifndef MARU_TESTS_BENCH_TELEMETRY_H
#define MARU_TESTS_BENCH_TELEMETRY_H

#include "sim/engine/clock.h"
#include "sim/engine/random.h"

enum { TELEMETRY_DEVICES = 5, TELEMETRY_SERVERS = 100 };

struct telemetry_size {
    uint32_t homes;
    double hours;
    double window_min;  // of the bare loop; the others have no windows
    uint32_t seed;
};

struct telemetry_device {
    time_ms due;
    uint64_t draws;  // blocks of chance used so far
    uint64_t spare;  // the block's other word
    bool has_spare;
};

struct telemetry_home {
    struct telemetry_device devices[TELEMETRY_DEVICES];
};

struct telemetry_tally {
    uint64_t acts;
    uint64_t received[TELEMETRY_SERVERS];  // messages
};

// What the act had to say, and to whom: a server's number, or TELEMETRY_SERVERS when it says nothing.
typedef uint32_t telemetry_message;

static inline uint64_t telemetry_draw(const struct telemetry_size *size, uint32_t stream, uint32_t home,
                                      uint32_t number, struct telemetry_device *device) {
    if (device->has_spare) {
        device->has_spare = false;
        return device->spare;
    }
    struct random_block block =
        random_block((struct random_key){size->seed, 0}, random_home(home), stream + number, device->draws++);
    device->spare = block.word[1];
    device->has_spare = true;
    return block.word[0];
}

static inline time_ms telemetry_gap(uint64_t word) {
    float uniform = ((float)(word >> 24) + 0.5f) * 0x1p-40f;
    return 1 + (time_ms)(30.0 * (double)CLOCK_MINUTE * -logf(uniform));
}

static inline void telemetry_install(const struct telemetry_size *size, uint32_t stream, uint32_t home,
                                     struct telemetry_home *state) {
    for (uint32_t i = 0; i < TELEMETRY_DEVICES; i++) {
        struct telemetry_device *device = &state->devices[i];
        *device = (struct telemetry_device){0};
        device->due = telemetry_gap(telemetry_draw(size, stream, home, i, device));
    }
}

static inline telemetry_message telemetry_act(const struct telemetry_size *size, uint32_t stream,
                                              uint32_t home, uint32_t number, struct telemetry_home *state) {
    enum { SEND_BELOW = 838861 };  // 0.05 of 2^24
    struct telemetry_device *device = &state->devices[number];
    uint64_t luck = telemetry_draw(size, stream, home, number, device);
    device->due += telemetry_gap(luck);
    uint64_t message = luck & 0xffffff;
    return message < SEND_BELOW ? (telemetry_message)(message * TELEMETRY_SERVERS / SEND_BELOW)
                                : TELEMETRY_SERVERS;
}

static inline time_ms telemetry_end(const struct telemetry_size *size) {
    return (time_ms)(size->hours * (double)CLOCK_HOUR);
}

// Reads `--homes N --hours H --window MINUTES --seed N`; stops the program at anything else.
struct telemetry_size telemetry_options(int argc, char **argv);

double telemetry_wall_seconds(void);

// One line for the driver: acts, messages, the busiest server's, seconds, acts a second.
void telemetry_print(const struct telemetry_tally *tally, double seconds);

#endif
