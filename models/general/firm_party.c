// SPDX-License-Identifier: GPL-3.0-or-later
// A firm in general: it receives data, pays the maker's households nothing, and counts what it got. `count`
// makes several of them at once.
#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

struct firm_settings {
    int64_t count;
};

typedef struct firm_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_WORLD, S, count, "1", 1, 1, 10000, "how many such firms there are", "the scenario"),
};
// clang-format on

enum { RECEIVED, METRICS };
static const struct metric metrics[METRICS] = {
    [RECEIVED] = {"received", "1", "single items received; what travels in bulk is counted at the gate",
                  false, NULL},
};

static void firm_receive(struct world *world, struct party *party, const struct item *item) {
    party_count(world, party, RECEIVED, item->home, 1);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation received = {"single items received", "received = items that came in",
                                         "by each of the count firms", "definition"};
static const struct submodel submodels[] = {{&received, "received", "count"}};

const struct party_kind firm_party = {
    .kind = {.name = "firm",
             .summary = "a firm in general that receives data",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .receive = firm_receive,
};
