// SPDX-License-Identifier: GPL-3.0-or-later
// One run of an exchange with what is to be sent, in a process of its own (SimGrid runs once per process),
// and what came of it.
#ifndef MARU_TESTS_SUPPORT_EXCHANGE_TRIAL_H
#define MARU_TESTS_SUPPORT_EXCHANGE_TRIAL_H

#include <sys/mman.h>

#include "sim/engine/exchange.h"
#include "tests/support/check.h"

enum { TRIAL_ITEMS_MOST = 6000, TRIAL_BULK_MOST = 200, TRIAL_DAYS_MOST = 4 };

struct trial_bulk {
    uint32_t district;
    uint16_t party;
    time_ms when;
    uint64_t bytes;
    double gflop;
};

struct trial {
    struct exchange_settings settings;
    struct exchange_sites sites;
    bool in_cloud[8];
    time_ms window;
    size_t item_count, bulk_count;
    struct item items[TRIAL_ITEMS_MOST];  // sequence: place in this array, from 1
    struct trial_bulk bulk[TRIAL_BULK_MOST];
    // Results.
    size_t arrival_count, loss_count;
    struct item arrivals[TRIAL_ITEMS_MOST], losses[TRIAL_ITEMS_MOST];
    bool in_order, in_window;  // of the arrivals and losses of each window
    struct exchange_totals totals;
    bool balanced;  // the books of bytes, at every hour's end
    struct exchange_totals midnights[TRIAL_DAYS_MOST];  // at the first days' ends
    struct exchange_delay items_late[TRIAL_DAYS_MOST], bulk_late[TRIAL_DAYS_MOST];
    struct exchange *exchange;  // within the child only
};

// Parties: 0 in the cloud, 1 and 2 firms. Free with trial_free.
static inline struct trial *trial_make(enum exchange_model model, time_ms end) {
    struct trial *trial =
        mmap(NULL, sizeof *trial, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(trial != MAP_FAILED);
    struct exchange_settings *defaults = setting_defaults(network_section.kind.settings);
    trial->settings = *defaults;
    setting_free(network_section.kind.settings, defaults);
    trial->settings.model = model;
    trial->in_cloud[0] = true;
    trial->sites = (struct exchange_sites){.districts = 8, .parties = 3, .end = end, .seed = 2018};
    trial->window = 5 * CLOCK_MINUTE;
    return trial;
}

static inline void trial_free(struct trial *trial) {
    munmap(trial, sizeof *trial);
}

static inline struct item *trial_send(struct trial *trial, time_ms sent, uint32_t home, uint16_t from,
                                      uint16_t to, uint32_t bytes) {
    assert_true(trial->item_count < TRIAL_ITEMS_MOST);
    struct item *item = &trial->items[trial->item_count++];
    *item = (struct item){
        .sent = sent, .sequence = trial->item_count, .home = home, .from = from, .to = to, .bytes = bytes};
    return item;
}

static inline bool trial_sorted(const struct item *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const struct item *a = &items[i - 1], *b = &items[i];
        if (a->arrived > b->arrived) return false;
        if (a->arrived == b->arrived && (a->to > b->to || (a->to == b->to && a->sequence >= b->sequence)))
            return false;
    }
    return true;
}

static inline void trial_keep(struct trial *trial, time_ms start, time_ms end, const struct item *items,
                              size_t count, struct item *kept, size_t *kept_count) {
    trial->in_order &= trial_sorted(items, count);
    for (size_t i = 0; i < count && *kept_count < TRIAL_ITEMS_MOST; i++) {
        trial->in_window &= items[i].arrived >= start && items[i].arrived < end;
        kept[(*kept_count)++] = items[i];
    }
}

// Sent as the trial knows it: items begun so far and all bulk, from homes.
static inline uint64_t trial_sent_up(const struct trial *trial, time_ms until) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < trial->item_count; i++)
        if (trial->items[i].sent < until && trial->items[i].from == PARTY_HOME) bytes += trial->items[i].bytes;
    for (size_t i = 0; i < trial->bulk_count; i++)
        if (trial->bulk[i].when < until) bytes += trial->bulk[i].bytes;
    return bytes;
}

static inline void trial_balance(struct trial *trial, time_ms end) {
    struct exchange_totals totals = exchange_totals(trial->exchange);
    for (int way = 0; way < EXCHANGE_WAYS; way++) {
        const uint64_t *bytes = totals.bytes[way];
        trial->balanced &= bytes[BYTES_SENT] + bytes[BYTES_IN_VAIN] ==
                           bytes[BYTES_CARRIED] + bytes[BYTES_WAITING] + bytes[BYTES_LOST];
        trial->balanced &= bytes[BYTES_GATHERED] <= bytes[BYTES_WAITING];
        trial->balanced &= bytes[BYTES_IN_VAIN] <= bytes[BYTES_CARRIED];
    }
    trial->balanced &= totals.bytes[EXCHANGE_UP][BYTES_SENT] >= trial_sent_up(trial, end);  // and answers to firms
}

static inline void trial_midnight(struct trial *trial, time_ms midnight) {
    struct exchange_day day = exchange_day(trial->exchange);
    size_t number = (size_t)clock_day(midnight) - 1;
    if (number < TRIAL_DAYS_MOST) {
        trial->midnights[number] = exchange_totals(trial->exchange);
        trial->items_late[number] = day.items;
        trial->bulk_late[number] = day.bulk;
    }
    exchange_new_day(trial->exchange);
}

static inline void trial_window(struct trial *trial, time_ms start, time_ms end) {
    for (size_t i = 0; i < trial->item_count; i++)
        if (trial->items[i].sent >= start && trial->items[i].sent < end)
            exchange_send(trial->exchange, &trial->items[i],
                          trial->items[i].home % (uint32_t)trial->sites.districts);
    for (size_t i = 0; i < trial->bulk_count; i++) {
        const struct trial_bulk *bulk = &trial->bulk[i];
        if (bulk->when >= start && bulk->when < end)
            exchange_add_bulk(trial->exchange, bulk->district, bulk->party, bulk->when, bulk->bytes,
                              bulk->gflop);
    }
    exchange_carry(trial->exchange, start, end);
    size_t count;
    const struct item *items = exchange_arrivals(trial->exchange, &count);
    trial_keep(trial, start, end, items, count, trial->arrivals, &trial->arrival_count);
    items = exchange_losses(trial->exchange, &count);
    trial_keep(trial, start, end, items, count, trial->losses, &trial->loss_count);
    if (end % CLOCK_HOUR == 0) trial_balance(trial, end);
    if (end % CLOCK_DAY == 0) trial_midnight(trial, end);
}

static inline void trial_body(void *argument) {
    struct trial *trial = argument;
    trial->in_order = trial->in_window = trial->balanced = true;
    for (time_ms t = 0; t < trial->sites.end; t += trial->window) {
        time_ms end = t + trial->window;
        trial_window(trial, t, end < trial->sites.end ? end : trial->sites.end);
    }
}

static inline void trial_run_here(struct trial *trial) {
    struct status status = {0};
    trial->sites.party_in_cloud = trial->in_cloud;
    trial->exchange = exchange_create(&trial->settings, &trial->sites, &status);
    if (!trial->exchange) {
        fprintf(stderr, "%s\n", status.message);
        _exit(1);
    }
    exchange_run(trial->exchange, trial_body, trial);
    trial->totals = exchange_totals(trial->exchange);
    exchange_free(trial->exchange);
}

// Runs `action(argument)` in a process of its own; its results are what it leaves in shared memory.
static inline void trial_fork(void (*action)(void *), void *argument) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        action(argument);
        _exit(0);
    }
    int outcome = 0;
    waitpid(child, &outcome, 0);
    assert_true(WIFEXITED(outcome) && WEXITSTATUS(outcome) == 0);
}

static inline void trial_run_action(void *argument) {
    trial_run_here(argument);
}
static inline void trial_run(struct trial *trial) {
    trial_fork(trial_run_action, trial);
}

// When the item of that sequence number came in; -1: it did not.
static inline time_ms trial_arrived(const struct trial *trial, uint64_t sequence) {
    for (size_t i = 0; i < trial->arrival_count; i++)
        if (trial->arrivals[i].sequence == sequence) return trial->arrivals[i].arrived;
    return -1;
}

#endif
