// SPDX-License-Identifier: GPL-3.0-or-later
// The doorway of gnuplot, which draws figures: another program, started with a script.
#ifndef MARU_SIM_COMMAND_GNUPLOT_H
#define MARU_SIM_COMMAND_GNUPLOT_H

#include <stddef.h>

#include "sim/engine/status.h"

// What gnuplot drew to its standard output, `size` bytes and a zero; owned by the caller. NULL with a status: it is not
// installed, which is told with how to install it, or it failed. Ends with this process; nothing of it is left on the disk.
char *gnuplot_draw(const char *script, size_t length, size_t *size, struct status *status);

#endif
