// SPDX-License-Identifier: GPL-3.0-or-later
// Global events: parties, visits, answers, time-outs. A 4-ary heap on the key (time, sequence): order
// among equals is the order of setting, so results never depend on the heap. Cancelling is O(log n).
#ifndef MARU_SIM_ENGINE_TIMERS_H
#define MARU_SIM_ENGINE_TIMERS_H

#include "sim/engine/clock.h"
#include "sim/engine/payload.h"

// What happens: data, never a function or a closure.
struct timer {
    time_ms due;
    uint64_t sequence;
    uint16_t party;     // whose wake() is called
    uint16_t what;      // the party's own enum
    uint32_t home;
    uint64_t cause;
    PAYLOAD;            // .value: one whole number; or what TIMERS_CARRY says of the party's `what`
};

// In the party's file: what its timers carry, by their `what`. TIMERS_CARRY(answer, struct answer, FAMILY_ANSWERS); declares
// answer_put((struct timer){.what = FAMILY_ANSWERS, ...}, answer) and answer_of(timer).
#define TIMERS_CARRY(name, type, ...)                                                    \
    static inline void name##_carried(const struct timer *timer, const char *carried) {  \
        static const uint16_t whats[] = {__VA_ARGS__};                                   \
        timers_promise_what(timer, whats, sizeof whats / sizeof *whats, carried);        \
    }                                                                                    \
    PAYLOAD_ACCESS(name, type, struct timer, name##_carried)

// The timer is of one of these, which carry `carried`; else a broken promise.
void timers_promise_what(const struct timer *timer, const uint16_t *whats, size_t count, const char *carried);

typedef uint64_t timer_id;  // 0: none

struct timers;
struct timers *timers_create(void);
void timers_free(struct timers *timers);
// Takes a copy; sequence is filled in. The id stays valid until the timer is taken or cancelled.
timer_id timers_set(struct timers *timers, struct timer timer);
bool timers_cancel(struct timers *timers, timer_id id);  // false: already taken or cancelled
time_ms timers_next(const struct timers *timers);        // due time of the first, or CLOCK_NEVER
struct timer timers_take(struct timers *timers);         // removes the first; there must be one
size_t timers_count(const struct timers *timers);

#endif
