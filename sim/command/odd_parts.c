// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/odd_parts.h"

#include <string.h>

#include "sim/command/still_world.h"

struct world *odd_world(const struct options *options, struct scenario_file *file, const char *policy,
                        struct plan **plan, struct status *status) {
    *plan = options_plan(options, file, policy, 0, status);
    return still_world_create(*plan, status);
}

void odd_put_text(FILE *out, const char *text) {
    for (; *text; text++) {
        if (strchr("|*<_[]\\`", *text)) putc('\\', out);
        putc(*text, out);
    }
}
