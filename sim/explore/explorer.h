// SPDX-License-Identifier: GPL-3.0-or-later
// `maru explore` while it is open: one thread that waits for the browser, for runs that are being lived, and for time.
#ifndef MARU_SIM_EXPLORE_EXPLORER_H
#define MARU_SIM_EXPLORE_EXPLORER_H

#include <stdint.h>

#include "sim/engine/status.h"

struct explorer;

struct explorer_asked {
    const char *scenario;  // its file
    const char *folder;    // where runs are kept; is there
    const char *host;      // address to listen at
    uint16_t port;         // 0: any that is free
    int at_once, threads;  // runs that are lived at the same time, and threads of each
};

// NULL with a status. Owned by the caller; what was asked is borrowed.
struct explorer *explorer_create(const struct explorer_asked *asked, struct status *status);
// Ends what is being lived.
void explorer_free(struct explorer *explorer);

// With the key behind #, which no server sees. Borrowed from the explorer.
const char *explorer_url(const struct explorer *explorer);
int explorer_runs(const struct explorer *explorer);  // of which there are files

// Serves what there is, for at most so many ms of waiting.
void explorer_serve(struct explorer *explorer, int most_ms);

#endif
