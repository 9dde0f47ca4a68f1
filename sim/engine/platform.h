// SPDX-License-Identifier: GPL-3.0-or-later
// The hosts and links of a run, as SimGrid wants to read them.
//
//   district 0 --uplink--\                       /-- server 0 ... of the maker's cloud
//   district 1 --uplink---+-- backbone, each way +-- store: bulk data that nobody computes on ends here
//   ...                  /                       \--link-- firm, one per party that is not in the cloud
//
// Firms reach each other over their two links alone. A link is shared by the flows of one direction.
#ifndef MARU_SIM_ENGINE_PLATFORM_H
#define MARU_SIM_ENGINE_PLATFORM_H

#include <simgrid/host.h>

#include "sim/engine/exchange.h"

// Starts SimGrid and makes the hosts. False with a status when the platform's file cannot be written, or on a
// second call: SimGrid allows one engine per process.
bool platform_open(const struct exchange_settings *settings, const struct exchange_sites *sites,
                   struct status *status);

sg_host_t platform_district(size_t district);
sg_host_t platform_server(size_t server);
sg_host_t platform_firm(size_t party);
sg_host_t platform_store(void);

// Actors started from now on get this stack; SimGrid reserves it at once and fills it as needed.
void platform_stack_kib(int kib);

#endif
