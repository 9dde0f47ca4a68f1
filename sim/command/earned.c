// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/earned.h"

#include <cJSON.h>
#include <inttypes.h>

static void tell_party(const struct world *world, uint16_t party, FILE *out) {
    cJSON *name = cJSON_CreateString(world->party_names[party]);
    char *quoted = cJSON_PrintUnformatted(name);
    int64_t won = ledger_balance(world->ledger, ledger_party(world->ledger, party), WON);
    fprintf(out, "%s%s: %" PRId64, party ? ", " : "", quoted, won);
    cJSON_free(quoted);
    cJSON_Delete(name);
}

void earned_tell(const struct world *world, FILE *out) {
    fprintf(out, "{\"day\": %" PRId64 ", \"money\": {", clock_day(world->until));
    for (uint16_t party = 0; party < world->party_count; party++) tell_party(world, party, out);
    fprintf(out, "}, \"tokens\": %" PRId64 "}\n", ledger_tokens(world->ledger).outstanding);
    fflush(out);
}
