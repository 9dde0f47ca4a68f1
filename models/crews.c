// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/crews.h"

#include <stdlib.h>

#include "sim/engine/status.h"

void crews_init(struct crews *crews, int count, double opens_hour, double closes_hour) {
    service_queue_init(&crews->queue, count);
    crews->on_site = status_allocate((size_t)count, sizeof *crews->on_site);
    crews->busy = status_allocate((size_t)count, sizeof *crews->busy);
    crews->opens_hour = opens_hour;
    crews->closes_hour = closes_hour;
}

void crews_clear(struct crews *crews) {
    service_queue_clear(&crews->queue);
    free(crews->on_site);
    free(crews->busy);
}

bool crews_are_open(const struct crews *crews, time_ms now) {
    double hour = clock_hours(clock_time_of_day(now));
    return hour >= crews->opens_hour && hour < crews->closes_hour;
}

time_ms crews_next_opening(const struct crews *crews, time_ms now) {
    time_ms midnight = now - clock_time_of_day(now);
    time_ms opening = midnight + (time_ms)(crews->opens_hour * (double)CLOCK_HOUR);
    return opening > now ? opening : opening + CLOCK_DAY;
}

static int free_crew(const struct crews *crews) {
    int crew = 0;
    while (crews->busy[crew]) crew++;
    return crew;
}

bool crews_send(struct crews *crews, time_ms now, struct service_job *job, int *crew) {
    if (!crews_are_open(crews, now) || !service_queue_start(&crews->queue, now, job)) return false;
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
