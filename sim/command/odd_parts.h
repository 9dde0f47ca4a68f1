// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a description share (odd.c).
#ifndef MARU_SIM_COMMAND_ODD_PARTS_H
#define MARU_SIM_COMMAND_ODD_PARTS_H

#include <stdio.h>

#include "sim/command/options.h"
#include "sim/engine/make.h"
#include "sim/engine/world.h"

struct odd {
    const struct options *options;
    struct scenario_file *file;
    const struct plan *plan;  // as it is asked for: what settings say
    struct world *world;      // made of it, not going to live: what there is
    FILE *out;
    struct status *status;
};

enum { ODD_TEXT_MOST = 2000 };  // of a setting, printed

// The world of a policy; NULL with a status. Its plan, which has the simplest network, is freed after it.
struct world *odd_world(const struct options *options, struct scenario_file *file, const char *policy, struct plan **plan,
                        struct status *status);
// The text, with what Markdown would take for its own hidden from it.
void odd_put_text(FILE *out, const char *text);

#endif
