// SPDX-License-Identifier: GPL-3.0-or-later
// Crews that make visits: a queue, first come, first served, that is worked off in opening hours, and who is on which
// visit. A visit that has begun is finished, also after closing time. The owner keeps the clock: it sends crews when a
// job joins, when a crew returns and at opening time, and calls crews_return when a visit is over.
#ifndef MARU_MODELS_METHODS_CREWS_H
#define MARU_MODELS_METHODS_CREWS_H

#include "models/environment/opening_hours.h"
#include "models/methods/service_queue.h"

struct crews {
    struct service_queue queue;
    struct service_job *on_site;  // [count]
    bool *busy;                   // [count]
    struct opening_hours hours;
};

void crews_init(struct crews *crews, int count, struct opening_hours hours);
void crews_clear(struct crews *crews);

// In opening hours the longest-waiting job gets a free crew: true, the job (its start filled in) and the crew's number.
bool crews_send(struct crews *crews, time_ms now, struct service_job *job, int *crew);
// The crew is free again; returns the job it was on.
struct service_job crews_return(struct crews *crews, int crew, time_ms now);

#endif
