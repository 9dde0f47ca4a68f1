// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/overload.h"

#include <stdio.h>

#include "analysis/table.h"
#include "sim/command/say.h"

// On its way beside what is gathered for the next hour anyway.
static uint64_t bytes_late(const struct exchange_totals *totals) {
    uint64_t bytes = 0;
    for (int way = 0; way < EXCHANGE_WAYS; way++)
        bytes += totals->bytes[way][BYTES_WAITING] - totals->bytes[way][BYTES_GATHERED];
    return bytes;
}

void overload_tell(const struct world *world, const char *run_file) {
    const struct exchange_settings *settings = plan_section(world->plan, &network_section);
    struct exchange_totals totals = exchange_totals(world->exchange);
    char outcome[160] = "with network = \"closed_form\" nobody waits, with \"simgrid\" they would";
    if (settings->model == EXCHANGE_SIMGRID)
        snprintf(outcome, sizeof outcome, "what is too much waits, %s of it at the end",
                 table_bytes((int64_t)bytes_late(&totals)).text);
    if (totals.most_link_load > 1)
        say_fault("%s: on day %lld district %u was to carry %.2f times what its link can: %s", run_file,
                  (long long)totals.most_link_load_day, totals.most_link_load_district, totals.most_link_load,
                  outcome);
    if (totals.most_cloud_load > 1)
        say_fault("%s: the maker's cloud was to compute %.2f times what it can in a day: %s", run_file,
                  totals.most_cloud_load, outcome);
}
