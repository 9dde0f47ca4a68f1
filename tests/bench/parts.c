// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of Maru measured by themselves, for bench.py:   parts NAME   prints seconds=...
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sim/engine/exchange.h"
#include "sim/engine/social.h"
#include "tests/support/summer_run.h"

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double write_a_summer(void) {
    double before = seconds();
    summer_write("bench_summer.h5");
    double took = seconds() - before;
    unlink("bench_summer.h5");
    return took;
}

// The slowest of the models.
static double find_friends(void) {
    enum { HOUSEHOLDS = 100000 };
    static uint16_t district[HOUSEHOLDS];
    double slowest = 0;
    for (int i = 0; i < HOUSEHOLDS; i++) district[i] = (uint16_t)(i / 250);
    for (int model = SOCIAL_SMALL_WORLD; model <= SOCIAL_BLOCKS; model++) {
        struct social_settings settings = {model, 10, 0.1, 0.5, NULL};
        struct status status = {0};
        double before = seconds();
        struct social *social = social_create(&settings, HOUSEHOLDS, district, 2018, 0, NULL, &status);
        double took = seconds() - before;
        if (!social) exit(1);
        social_free(social);
        if (took > slowest) slowest = took;
    }
    return slowest;
}

static struct exchange *make_exchange(size_t districts, size_t parties) {
    struct status status = {0};
    struct exchange_settings *settings = setting_defaults(network_section.kind.settings);
    bool *in_cloud = status_allocate(parties, sizeof *in_cloud);
    struct exchange_sites sites = {
        .districts = districts, .parties = parties, .party_in_cloud = in_cloud, .end = 3650 * CLOCK_DAY};
    settings->model = EXCHANGE_SIMGRID;
    struct exchange *exchange = exchange_create(settings, &sites, &status);
    free(in_cloud);
    setting_free(network_section.kind.settings, settings);
    if (exchange) return exchange;
    fprintf(stderr, "%s\n", status.message);
    exit(1);
}

static double make_a_large_platform(void) {
    double before = seconds();
    struct exchange *exchange = make_exchange(2000, 200);
    double took = seconds() - before;
    exchange_free(exchange);
    return took;
}

enum { WINDOW = 5 * CLOCK_MINUTE };

static void pass_ten_years(void *argument) {
    for (time_ms t = 0; t < 3650 * CLOCK_DAY; t += WINDOW) exchange_carry(argument, t, t + WINDOW);
}

// For one window.
static double pass_idle_windows(void) {
    struct exchange *exchange = make_exchange(40, 10);
    double before = seconds();
    exchange_run(exchange, pass_ten_years, exchange);
    double took = seconds() - before;
    exchange_free(exchange);
    return took / (double)(3650 * CLOCK_DAY / WINDOW);
}

static const struct part {
    const char *name;
    double (*measure)(void);
} parts[] = {
    {"summer", write_a_summer},
    {"friends", find_friends},
    {"platform", make_a_large_platform},
    {"idle_window", pass_idle_windows},
};

int main(int argc, char **argv) {
    for (size_t i = 0; argc == 2 && i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(argv[1], parts[i].name) != 0) continue;
        printf("seconds=%.9f\n", parts[i].measure());
        return 0;
    }
    fprintf(stderr, "parts NAME: there is no part of that name\n");
    return 2;
}
