// SPDX-License-Identifier: GPL-3.0-or-later
// First come, first served, by a number of equal servers (crews, technicians), see service_queue_equation. The queue holds
// jobs and its own statistics; its owner keeps the clock, ends the service and knows when somebody gives up.
#ifndef MARU_MODELS_METHODS_SERVICE_QUEUE_H
#define MARU_MODELS_METHODS_SERVICE_QUEUE_H

#include "sim/engine/clock.h"
#include "sim/engine/submodel.h"

extern const struct equation service_queue_equation;

struct service_job {
    time_ms arrived, started;
    uint64_t cause;
    int64_t value;   // the owner's: price, number
    int64_t other;   // the owner's: another price
    uint32_t home;
    uint32_t order;  // the owner's: reservation
    int kind;        // the owner's
};

struct service_queue {
    int servers, busy;
    struct service_job *waiting;  // a ring
    size_t first, count, room;
    // Statistics: mean wait = waited_ms / (started + left); by Little's law waiting_ms_area / T = arrival rate x
    // mean wait.
    uint64_t arrived, started, finished, left;
    double waited_ms, waiting_ms_area;
    time_ms last_change;
};

void service_queue_init(struct service_queue *queue, int servers);
void service_queue_clear(struct service_queue *queue);
void service_queue_join(struct service_queue *queue, struct service_job job, time_ms now);
// Starts the longest-waiting job if a server is free: true and the job, its start filled in.
bool service_queue_start(struct service_queue *queue, time_ms now, struct service_job *job);
// The waiting job with this home and value gives up and is handed back: false when none waits (it has started). left
// may be NULL.
bool service_queue_leave(struct service_queue *queue, uint32_t home, int64_t value, time_ms now,
                         struct service_job *left);
void service_queue_finish(struct service_queue *queue, time_ms now);  // a server becomes free

#endif
