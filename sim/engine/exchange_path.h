// SPDX-License-Identifier: GPL-3.0-or-later
// How long a load takes when nobody is in its way: latencies + size / smallest bandwidth, operations / speed. The closed
// form carries by it; delays are what comes on top of it.
#ifndef MARU_SIM_ENGINE_EXCHANGE_PATH_H
#define MARU_SIM_ENGINE_EXCHANGE_PATH_H

#include "sim/engine/exchange_carrier.h"

// Seconds of one way (back: the answer's): until the first byte comes in, and from then until the last.
struct exchange_path_way {
    double latency_s, flow_s;
};
struct exchange_path_way exchange_path_way(const struct exchange_settings *settings, const struct load *load, bool back);
double exchange_path_computing_s(const struct exchange_settings *settings, const struct load *load);
// When a load that begins at begin_s is in, with its answer.
double exchange_path_arrival_s(const struct exchange_settings *settings, const struct load *load, double begin_s);

#endif
