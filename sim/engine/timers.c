// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/timers.h"

#include <stdio.h>
#include <stdlib.h>

#include "sim/engine/status.h"

// A heap entry is 16 bytes, four to a cache line: the due time, and in one word the sequence (above) and
// the pool slot that holds the timer (below). Sequences are unique, so comparing the word orders ties.
struct entry {
    time_ms due;
    uint64_t order;
};

enum { ARITY = 4, SLOT_BITS = 24 };
#define SLOT_MASK (((uint64_t)1 << SLOT_BITS) - 1)

struct slot {
    struct timer timer;
    uint32_t position;    // in the heap
    uint32_t generation;  // odd while in use, so that an old id never meets a new timer
    uint32_t next_free;   // slot number + 1, 0: none
};

struct timers {
    struct entry *heap;
    size_t count, heap_room;
    struct slot *slots;
    size_t slot_count, slot_room;
    uint32_t first_free;  // slot number + 1
    uint64_t sequence;
};

struct timers *timers_create(void) {
    return status_allocate(1, sizeof(struct timers));
}

void timers_free(struct timers *timers) {
    if (!timers) return;
    free(timers->heap);
    free(timers->slots);
    free(timers);
}

static bool earlier(struct entry a, struct entry b) {
    return a.due < b.due || (a.due == b.due && a.order < b.order);
}

static uint32_t slot_of(struct entry entry) {
    return (uint32_t)(entry.order & SLOT_MASK);
}

static void place(struct timers *timers, size_t position, struct entry entry) {
    timers->heap[position] = entry;
    timers->slots[slot_of(entry)].position = (uint32_t)position;
}

static void rise(struct timers *timers, size_t position, struct entry entry) {
    while (position > 0) {
        size_t parent = (position - 1) / ARITY;
        if (!earlier(entry, timers->heap[parent])) break;
        place(timers, position, timers->heap[parent]);
        position = parent;
    }
    place(timers, position, entry);
}

static size_t earliest_child(const struct timers *timers, size_t position) {
    size_t first = position * ARITY + 1, best = first;
    for (size_t child = first + 1; child < first + ARITY && child < timers->count; child++)
        if (earlier(timers->heap[child], timers->heap[best])) best = child;
    return best;
}

static void sink(struct timers *timers, size_t position, struct entry entry) {
    while (position * ARITY + 1 < timers->count) {
        size_t child = earliest_child(timers, position);
        if (!earlier(timers->heap[child], entry)) break;
        place(timers, position, timers->heap[child]);
        position = child;
    }
    place(timers, position, entry);
}

static uint32_t slot_take(struct timers *timers) {
    if (timers->first_free) {
        uint32_t number = timers->first_free - 1;
        timers->first_free = timers->slots[number].next_free;
        return number;
    }
    if (timers->slot_count == timers->slot_room) {
        timers->slot_room = timers->slot_room ? 2 * timers->slot_room : 256;
        timers->slots = status_reallocate(timers->slots, timers->slot_room, sizeof(struct slot));
    }
    PROMISE(timers->slot_count < SLOT_MASK, "fewer than 16 million timers wait at once");
    timers->slots[timers->slot_count] = (struct slot){0};
    return (uint32_t)timers->slot_count++;
}

void timers_promise_what(const struct timer *timer, const uint16_t *whats, size_t count,
                         const char *carried) {
    for (size_t i = 0; i < count; i++)
        if (timer->what == whats[i]) return;
    char message[200];
    snprintf(message, sizeof message, "a timer of party %u for its event %u does not carry %s",
             (unsigned)timer->party, (unsigned)timer->what, carried);
    promise_broken(__FILE__, __LINE__, "timer->what carries it", message);
}

timer_id timers_set(struct timers *timers, struct timer timer) {
    if (timers->count == timers->heap_room) {
        timers->heap_room = timers->heap_room ? 2 * timers->heap_room : 256;
        timers->heap = status_reallocate(timers->heap, timers->heap_room, sizeof(struct entry));
    }
    uint32_t number = slot_take(timers);
    struct slot *slot = &timers->slots[number];
    slot->timer = timer;
    slot->timer.sequence = ++timers->sequence;
    slot->generation++;
    rise(timers, timers->count++, (struct entry){timer.due, slot->timer.sequence << SLOT_BITS | number});
    return (uint64_t)slot->generation << 32 | number;
}

static void remove_at(struct timers *timers, size_t position) {
    uint32_t number = slot_of(timers->heap[position]);
    timers->slots[number].generation++;
    timers->slots[number].next_free = timers->first_free;
    timers->first_free = number + 1;
    struct entry last = timers->heap[--timers->count];
    if (position == timers->count) return;
    if (position > 0 && earlier(last, timers->heap[(position - 1) / ARITY]))
        rise(timers, position, last);
    else
        sink(timers, position, last);
}

bool timers_cancel(struct timers *timers, timer_id id) {
    uint32_t number = (uint32_t)id, generation = (uint32_t)(id >> 32);
    if (number >= timers->slot_count || timers->slots[number].generation != generation || generation % 2 == 0)
        return false;
    remove_at(timers, timers->slots[number].position);
    return true;
}

time_ms timers_next(const struct timers *timers) {
    return timers->count ? timers->heap[0].due : CLOCK_NEVER;
}

struct timer timers_take(struct timers *timers) {
    PROMISE(timers->count > 0, "a timer is taken only when one waits");
    struct timer timer = timers->slots[slot_of(timers->heap[0])].timer;
    remove_at(timers, 0);
    return timer;
}

size_t timers_count(const struct timers *timers) {
    return timers->count;
}
