// SPDX-License-Identifier: GPL-3.0-or-later
// The hosts and links of a run, generated as XML for SimGrid:
//   region    one host per district; its link is the district's access uplink
//   door      the cloud's front door, which all transfers of the cloud pass
//   server    the cloud's servers, with cores and watts
//   firm      one host per party, with its own link, one core and watts
// and a backbone between the region, the cloud and the firms.
#ifndef MARU_SIM_ENGINE_PLATFORM_H
#define MARU_SIM_ENGINE_PLATFORM_H

#include "sim/engine/exchange.h"

// Writes the platform to a temporary file, and gives its name to be removed and freed. NULL with a status when the
// file cannot be written.
char *platform_write(const struct exchange_settings *settings, const struct exchange_sites *sites,
                     struct status *status);

#endif
