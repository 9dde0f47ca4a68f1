// SPDX-License-Identifier: GPL-3.0-or-later
// What commands that serve browsers share: the folder in which they keep things, and the signals that end them.
#ifndef MARU_SIM_COMMAND_KEEPER_H
#define MARU_SIM_COMMAND_KEEPER_H

#include <stdbool.h>

#include "sim/engine/status.h"

// results/class-20180601-090000: of `what`, now. Owned by the caller; results/ is made.
char *keeper_default_folder(const char *what, struct status *status);
bool keeper_make_folder(const char *path, struct status *status);
// All that lies in it, and the folder.
void keeper_wipe(const char *folder);

// From now on Ctrl-C, SIGTERM and SIGHUP are noticed, and end nothing by themselves.
void keeper_watch_signals(void);
bool keeper_is_stopped(void);

#endif
