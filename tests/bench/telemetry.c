// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/telemetry.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct option options[] = {{"homes", required_argument, NULL, 'n'},
                                        {"hours", required_argument, NULL, 'h'},
                                        {"window", required_argument, NULL, 'w'},
                                        {"seed", required_argument, NULL, 's'},
                                        {NULL, 0, NULL, 0}};

static _Noreturn void refuse(const char *program) {
    fprintf(stderr, "usage: %s [--homes N] [--hours H] [--window MINUTES] [--seed N]\n", program);
    exit(2);
}

struct telemetry_size telemetry_options(int argc, char **argv) {
    struct telemetry_size size = {.homes = 10000, .hours = 7 * 24, .window_min = 60, .seed = 2018};
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
            case 'n':
                size.homes = (uint32_t)strtoul(optarg, NULL, 10);
                break;
            case 'h':
                size.hours = strtod(optarg, NULL);
                break;
            case 'w':
                size.window_min = strtod(optarg, NULL);
                break;
            case 's':
                size.seed = (uint32_t)strtoul(optarg, NULL, 10);
                break;
            default:
                refuse(argv[0]);
        }
    bool sound = optind == argc && size.homes > 0 && size.hours > 0 && size.window_min * CLOCK_MINUTE >= 1;
    if (!sound) refuse(argv[0]);
    return size;
}

double telemetry_wall_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void telemetry_print(const struct telemetry_tally *tally, double seconds) {
    uint64_t messages = 0, most = 0;
    for (size_t i = 0; i < TELEMETRY_SERVERS; i++) {
        messages += tally->received[i];
        if (tally->received[i] > most) most = tally->received[i];
    }
    printf("acts=%" PRIu64 " messages=%" PRIu64 " busiest_server=%" PRIu64 " seconds=%.6f acts_per_s=%.0f\n",
           tally->acts, messages, most, seconds, (double)tally->acts / seconds);
}
