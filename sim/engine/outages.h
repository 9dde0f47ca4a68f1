// SPDX-License-Identifier: GPL-3.0-or-later
// When the cloud's servers are down: drawn before the run, so that every way of carrying, every policy and
// every order of questions meets the same failures.
#ifndef MARU_SIM_ENGINE_OUTAGES_H
#define MARU_SIM_ENGINE_OUTAGES_H

#include "sim/engine/clock.h"
#include "sim/engine/random.h"

struct outage {
    time_ms down, up;  // down within [down, up)
};

struct outages;

// Exponential times between failures and to repair (mean hours); mtbf_h 0: nothing ever fails. Covers [0,
// end).
struct outages *outages_create(size_t servers, double mtbf_h, double mttr_h, time_ms end,
                               struct random_key key);
void outages_free(struct outages *outages);

// A server's outages in order of time. Borrowed.
const struct outage *outages_of(const struct outages *outages, size_t server, size_t *count);
// The first outage that is not over at `seconds`: it may have begun before. down = CLOCK_NEVER: none.
struct outage outages_next(const struct outages *outages, size_t server, double seconds);
// How long the server has been up in [0, until].
time_ms outages_uptime(const struct outages *outages, size_t server, time_ms until);

#endif
