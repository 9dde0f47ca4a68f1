// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in a class, in order, each on disk before anybody is told: SQLite, write-ahead log, synchronous FULL. A crash, a
// closed lid or a killed server lose nothing that was confirmed.
#ifndef MARU_SIM_CLASS_STORE_H
#define MARU_SIM_CLASS_STORE_H

#include "sim/engine/status.h"

struct store;

// Makes the file when it is not there. NULL with a status; owned by the caller.
struct store *store_open(const char *path, struct status *status);
void store_close(struct store *store);

// On disk when it returns true. `event` is JSON.
bool store_keep(struct store *store, int64_t at_ms, const char *event, struct status *status);

// All of them, in order. `each` returns false for what it does not understand: then so does this, with a status.
bool store_replay(struct store *store, bool (*each)(void *argument, int64_t at_ms, const char *event), void *argument,
                  struct status *status);

#endif
