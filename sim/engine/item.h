// SPDX-License-Identifier: GPL-3.0-or-later
// What travels: images for inference, prompts, leads, orders. Counters and tokens ride along.
#ifndef MARU_SIM_ENGINE_ITEM_H
#define MARU_SIM_ENGINE_ITEM_H

#include "sim/engine/clock.h"
#include "sim/engine/payload.h"

#define PARTY_HOME UINT16_MAX  // the household itself, as sender or receiver

// What an item is about. Receivers compare the address: a topic is one object, declared where its
// receiver's header is (`extern const struct topic pest_control_lead;`).
struct topic {
    const char *name;
};

struct item {
    time_ms sent;            // the moment it leaves its sender
    time_ms arrived;         // filled by the exchange, when the last byte is in and the computing done
    uint64_t sequence;       // unique in the run, given in a fixed order: breaks ties
    const struct topic *topic;
    uint32_t home;           // the household it concerns
    uint16_t from, to;       // party numbers, or PARTY_HOME
    uint16_t flow;           // the gate's data flow it was let through by; GATE_NO_FLOW: no data of the home
    uint16_t process;        // the home's process that sent it and gets the answer
    uint32_t bytes;          // on the way there
    uint32_t answer_bytes;   // > 0: computed on arrival, then an answer of so many bytes comes back to the
                             // sender, and `arrived` is the moment the answer is in
    float gflop;             // computed at the receiver's host before it counts as arrived, 10^9 operations
    uint32_t attempts;       // filled by the exchange: 1, or more after failures
    uint64_t cause;          // what it follows from (journal.h), 0: nothing
    PAYLOAD;                 // .value: one whole number; or what TOPICS_CARRY says of the topic
};

// For qsort: (arrived, to, sequence), the order in which items are handed out and handled. No two are equal.
static inline int item_compare(const void *left, const void *right) {
    const struct item *a = (const struct item *)left, *b = (const struct item *)right;
    if (a->arrived != b->arrived) return a->arrived < b->arrived ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

// Beside the topics: what they carry. TOPICS_CARRY(purchase, struct purchase, &order, &delivery); declares
//   purchase_put((struct item){.topic = &order, ...}, bought)   the item with the purchase in it
//   purchase_of(item)                                           the purchase that came with it
// Both stop the program, with the topic's name, when the item is about something else.
#define TOPICS_CARRY(name, type, ...)                                                    \
    static inline void name##_carried(const struct item *item, const char *what) {       \
        static const struct topic *const topics[] = {__VA_ARGS__};                       \
        item_promise_topic(item, topics, sizeof topics / sizeof *topics, what);          \
    }                                                                                    \
    PAYLOAD_ACCESS(name, type, struct item, name##_carried)

// The item is about one of the topics, which carry `what`; else a broken promise.
void item_promise_topic(const struct item *item, const struct topic *const *topics, size_t count, const char *what);

#endif
