// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/decide.h"

#include <stdlib.h>

#include "sim/engine/home.h"
#include "sim/engine/party_act.h"

static void inbox_put(struct world *world, struct item item) {
    if (world->inbox_count == world->inbox_room) {
        world->inbox_room = world->inbox_room ? 2 * world->inbox_room : 256;
        world->inbox = status_reallocate(world->inbox, world->inbox_room, sizeof item);
    }
    world->inbox[world->inbox_count++] = item;
}

static void outbox_empty(struct world *world, struct chunk *chunk) {
    for (size_t i = 0; i < chunk->outbox_count; i++) {
        struct item *item = &chunk->outbox[i];
        item->sequence = ++world->items;
        item->arrived = item->sent;
        if (item->bytes == 0)
            inbox_put(world, *item);
        else
            exchange_send(world->exchange, item, world->homes[item->home].district);
    }
    chunk->outbox_count = 0;
}

static void bulk_empty(struct world *world, struct chunk *chunk) {
    for (size_t i = 0; i < chunk->bulk_count; i++) {
        const struct bulk *bulk = &chunk->bulk[i];
        exchange_add_bulk(world->exchange, bulk->district, bulk->party, bulk->when, bulk->bytes,
                          (double)bulk->gflop);
    }
    chunk->bulk_count = 0;
}

static void reports_empty(struct world *world, struct chunk *chunk) {
    for (size_t i = 0; i < chunk->report_count; i++) {
        struct item *item = &chunk->reports[i];
        item->sequence = ++world->items;
        exchange_add_report(world->exchange, world->homes[item->home].district, item);
    }
    chunk->report_count = 0;
}

void outboxes_empty(struct world *world) {
    for (size_t i = 0; i < world->chunk_count; i++) {
        outbox_empty(world, &world->chunks[i]);
        bulk_empty(world, &world->chunks[i]);
        reports_empty(world, &world->chunks[i]);
    }
}

// What the devices were told and what the exchange brought, in one order.
static void inbox_gather(struct world *world) {
    size_t count;
    const struct item *arrivals = exchange_arrivals(world->exchange, &count);
    for (size_t i = 0; i < count; i++) inbox_put(world, arrivals[i]);
    if (world->inbox_count > 1) qsort(world->inbox, world->inbox_count, sizeof *world->inbox, item_compare);
}

// Whoever looks on is given it after the one it was for.
static void let_overhear(struct world *world, uint16_t victim, const struct item *item) {
    for (size_t i = 0; i < world->overhearing_count; i++) {
        struct overhearing by = world->overhearings[i];
        struct party *party = &world->parties[by.party];
        if (by.victim == victim) party->kind->overhear(world, party, item);
    }
}

static void handle_item(struct world *world, const struct item *item) {
    journal_begin(world->journal, (struct journal_moment){.when = world->now,
                                                          .cause = item->cause,
                                                          .what = item->topic ? item->topic->name : "message",
                                                          .home = item->home,
                                                          .party = item->from});
    uint16_t receiver = item->answer_bytes > 0 ? item->from : item->to;  // an answer is back at its sender
    if (receiver == PARTY_HOME) {
        home_receive(world, item, world->until);
        return;
    }
    struct party *party = &world->parties[receiver];
    bool stayed_home = item->bytes == 0;
    if (stayed_home && party->kind->on_device) party->kind->on_device(world, party, item);
    if (!stayed_home && party->kind->receive) party->kind->receive(world, party, item);
    if (!stayed_home && party->overheard) let_overhear(world, receiver, item);
}

static void handle_timer(struct world *world, struct timer timer) {
    struct party *party = &world->parties[timer.party];
    PROMISE(party->kind->wake, "only who can be woken sets timers");
    journal_begin(world->journal, (struct journal_moment){.when = world->now,
                                                          .cause = timer.cause,
                                                          .what = "appointment",
                                                          .home = HOME_NONE,
                                                          .party = timer.party,
                                                          .by_calendar = true});
    party->kind->wake(world, party, &timer);
}

void parties_decide(struct world *world, time_ms until) {
    time_ms window_start = world->now;
    inbox_gather(world);
    for (size_t next = 0;;) {
        time_ms arrival = next < world->inbox_count ? world->inbox[next].arrived : CLOCK_NEVER;
        time_ms timer = timers_next(world->timers);
        if (arrival >= until && timer >= until) break;
        world->now = arrival <= timer ? arrival : timer;
        if (arrival <= timer)
            handle_item(world, &world->inbox[next++]);
        else
            handle_timer(world, timers_take(world->timers));
    }
    journal_end(world->journal);
    world->inbox_count = 0;
    world->now = window_start;
}

void parties_close_day(struct world *world, time_ms midnight) {
    time_ms window_start = world->now;
    world->now = midnight;
    homes_settle(world, midnight);
    party_begin(world, PARTY_NONE, HOME_NONE, "tokens expire");
    ledger_expire_tokens(world->ledger, midnight);
    for (size_t i = 0; i < world->party_count; i++) {
        struct party *party = &world->parties[i];
        if (!party->kind->midnight) continue;
        party_begin(world, party->number, HOME_NONE, "midnight");
        party->kind->midnight(world, party);
    }
    journal_end(world->journal);
    world->now = window_start;
}
