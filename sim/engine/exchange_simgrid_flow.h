// SPDX-License-Identifier: GPL-3.0-or-later
// A flow between two hosts that can be asked how much of it is left. SimGrid 3.32 can be asked this in C++ only: the one
// file behind this header is C++, and nothing else is.
#ifndef MARU_SIM_ENGINE_EXCHANGE_SIMGRID_FLOW_H
#define MARU_SIM_ENGINE_EXCHANGE_SIMGRID_FLOW_H

#include <simgrid/comm.h>
#include <simgrid/host.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Sets out now. Ends with the actor that waits for it (sg_comm_wait, which then frees it); freed with sg_comm_unref when
// that actor was ended before.
sg_comm_t exchange_simgrid_flow_begin(sg_host_t from, sg_host_t to, uint64_t bytes);
double exchange_simgrid_flow_bytes_left(sg_comm_t flow);

#ifdef __cplusplus
}
#endif

#endif
