// SPDX-License-Identifier: GPL-3.0-or-later
// How this machine is reached by those around it.
#ifndef MARU_SIM_SERVE_ADDRESS_H
#define MARU_SIM_SERVE_ADDRESS_H

#include <stdint.h>

// "http://192.0.2.12:8080/": for "0.0.0.0" the first address that is not this machine's own loop. Owned by the caller.
char *address_url(const char *host, uint16_t port);

#endif
