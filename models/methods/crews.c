// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/crews.h"

#include <stdlib.h>

#include "sim/engine/status.h"

void crews_init(struct crews *crews, int count, struct opening_hours hours) {
    service_queue_init(&crews->queue, count);
    crews->on_site = status_allocate((size_t)count, sizeof *crews->on_site);
    crews->busy = status_allocate((size_t)count, sizeof *crews->busy);
    crews->hours = hours;
}

void crews_clear(struct crews *crews) {
    service_queue_clear(&crews->queue);
    free(crews->on_site);
    free(crews->busy);
}

static int free_crew(const struct crews *crews) {
    int crew = 0;
    while (crews->busy[crew]) crew++;
    return crew;
}

bool crews_send(struct crews *crews, time_ms now, struct service_job *job, int *crew) {
    if (!opening_hours_hold(&crews->hours, now) || !service_queue_start(&crews->queue, now, job))
        return false;
    *crew = free_crew(crews);
    crews->busy[*crew] = true;
    crews->on_site[*crew] = *job;
    return true;
}

struct service_job crews_return(struct crews *crews, int crew, time_ms now) {
    PROMISE(crews->busy[crew], "only a crew on a visit returns");
    crews->busy[crew] = false;
    service_queue_finish(&crews->queue, now);
    return crews->on_site[crew];
}
