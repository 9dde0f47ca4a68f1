// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/odd_parts.h"

#include <string.h>

// A world that is not going to live: without SimGrid, which a process can have once.
struct world *odd_world(const struct options *options, struct scenario_file *file, const char *policy,
                        struct plan **plan, struct status *status) {
    *plan = options_plan(options, file, policy, 0, status);
    if (*plan) plan_set_typed(*plan, "network.model", "closed_form", ORIGIN_COMMAND, status);
    return *plan ? world_create(*plan, NULL, 1, status) : NULL;
}

void odd_put_text(FILE *out, const char *text) {
    for (; *text; text++) {
        if (strchr("|*<_[]\\`", *text)) putc('\\', out);
        putc(*text, out);
    }
}
