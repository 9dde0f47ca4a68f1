// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/service_queue.h"

#include <stdlib.h>

#include "sim/engine/status.h"

const struct equation service_queue_equation = {
    "a queue for servers",
    "in opening hours, who has waited longest starts when a server is free; who has begun is finished; wait "
    "= start - arrival",
    "servers: the riders, crews, desks or technicians of the kind",
    "M/M/c within opening hours where arrivals are Poisson and service exponential (Erlang 1917); M/M/c+M "
    "where who waits gives up (Erlang A, Palm 1957)"};

void service_queue_init(struct service_queue *queue, int servers) {
    *queue = (struct service_queue){.servers = servers};
}

void service_queue_clear(struct service_queue *queue) {
    free(queue->waiting);
    *queue = (struct service_queue){0};
}

static void grow(struct service_queue *queue) {
    size_t room = queue->room ? 2 * queue->room : 16;
    struct service_job *ring = status_allocate(room, sizeof *ring);
    for (size_t i = 0; i < queue->count; i++) ring[i] = queue->waiting[(queue->first + i) % queue->room];
    free(queue->waiting);
    queue->waiting = ring;
    queue->room = room;
    queue->first = 0;
}

static void add_area(struct service_queue *queue, time_ms now) {
    PROMISE(now >= queue->last_change, "time moves forward in a queue");
    queue->waiting_ms_area += (double)queue->count * (double)(now - queue->last_change);
    queue->last_change = now;
}

void service_queue_join(struct service_queue *queue, struct service_job job, time_ms now) {
    add_area(queue, now);
    if (queue->count == queue->room) grow(queue);
    job.arrived = now;
    queue->waiting[(queue->first + queue->count++) % queue->room] = job;
    queue->arrived++;
}

bool service_queue_start(struct service_queue *queue, time_ms now, struct service_job *job) {
    if (queue->count == 0 || queue->busy == queue->servers) return false;
    add_area(queue, now);
    *job = queue->waiting[queue->first];
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
    queue->busy++;
    queue->started++;
    job->started = now;
    queue->waited_ms += (double)(now - job->arrived);
    return true;
}

bool service_queue_leave(struct service_queue *queue, uint32_t home, int64_t value, time_ms now,
                         struct service_job *left) {
    for (size_t i = 0; i < queue->count; i++) {
        const struct service_job *job = &queue->waiting[(queue->first + i) % queue->room];
        if (job->home != home || job->value != value) continue;
        if (left) *left = *job;
        add_area(queue, now);
        queue->waited_ms += (double)(now - job->arrived);
        for (size_t at = i; at + 1 < queue->count; at++)
            queue->waiting[(queue->first + at) % queue->room] =
                queue->waiting[(queue->first + at + 1) % queue->room];
        queue->count--;
        queue->left++;
        return true;
    }
    return false;
}

void service_queue_finish(struct service_queue *queue, time_ms now) {
    PROMISE(queue->busy > 0, "only a busy server finishes");
    add_area(queue, now);
    queue->busy--;
    queue->finished++;
}
