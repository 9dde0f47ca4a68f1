// SPDX-License-Identifier: GPL-3.0-or-later
// A firm that made some of the homes' air purifiers and hears from its own customers only, as far as they
// allow it: a scenario lists one entry per firm. What its sensors read too much in common does not average
// out in its mean; another firm errs otherwise.
#include "models/air/data_holder.h"

#include <stdlib.h>

#include "models/people/choice.h"
#include "sim/engine/party_act.h"

const struct topic data_holder_reading = {"air reading"};

struct data_holder_settings {
    double share, worth_won;
};

typedef struct data_holder_settings S;
// clang-format off
static const struct setting rows[] = {
    WORLD(S, share, "1", 1, 0.001, 1000, "its part of the air purifiers, against the other firms' parts", "the scenario"),
    UNCERTAIN(S, worth_won, "won/month", 2000, 0, 50000, "what its own air advice is worth to a family that reports", "assumption"),
};
// clang-format on

enum { READINGS, OUTDOORS, METRICS };
static const struct metric metrics[METRICS] = {
    [READINGS] = {"readings", "1", "daily readings received", false, NULL},
    [OUTDOORS] = {"outdoors", "ug/m3", "dust outdoors as its customers' purifiers make it out, mean", true,
                  "readings"},
};

struct data_holder_state {
    uint16_t flow;
    double *sums;      // [homes] of the readings since data_holder_forget()
    uint32_t *counts;  // [homes]
};

double data_holder_share(const struct party *holder) {
    return ((const S *)holder->entry->settings)->share;
}

bool data_holder_knows(const struct world *world, const struct party *holder, uint32_t home,
                       double *mean_ug) {
    const struct data_holder_state *state = holder->state;
    if (state->counts[home] == 0 || !gate_may_pass(world->gate, home, state->flow, world->now)) return false;
    *mean_ug = state->sums[home] / state->counts[home];
    return true;
}

void data_holder_tells_on(struct world *world, const struct party *holder, uint32_t home, double homes) {
    const struct data_holder_state *state = holder->state;
    party_tells_on(world, state->flow, home, homes);
}

void data_holder_forget(const struct world *world, struct party *holder) {
    const struct data_holder_state *state = holder->state;
    for (uint32_t home = 0; home < world->home_count; home++) {
        state->sums[home] = 0;
        state->counts[home] = 0;
    }
}

static void data_holder_start(struct world *world, struct party *holder) {
    struct data_holder_state *state = holder->state;
    state->sums = status_allocate(world->home_count, sizeof *state->sums);
    state->counts = status_allocate(world->home_count, sizeof *state->counts);
}

static void data_holder_close(struct world *world, struct party *holder) {
    (void)world;
    struct data_holder_state *state = holder->state;
    free(state->sums);
    free(state->counts);
}

static void data_holder_prepare(struct world *world, struct party *holder) {
    const S *s = holder->entry->settings;
    struct data_holder_state *state = holder->state;
    state->flow = party_subscribe(world, (struct subscription){.data_class = DATA_AIR_QUALITY,
                                                               .party = holder->number,
                                                               .recipient = holder->number,
                                                               .purpose = "air service",
                                                               .worth_won = s->worth_won});
}

static void data_holder_receive(struct world *world, struct party *holder, const struct item *item) {
    if (item->topic != &data_holder_reading) return;
    struct data_holder_state *state = holder->state;
    double ug = outdoors_ug_of(item);
    state->sums[item->home] += ug;
    state->counts[item->home]++;
    party_count(world, holder, READINGS, item->home, 1);
    party_count(world, holder, OUTDOORS, item->home, ug);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation readings = {"what its customers' purifiers tell",
                                         "outdoors = sum of the readings / readings", "", "definition"};
static const struct equation of_home = {
    "what it knows of a home",
    "mean of the readings since the last month's analysis, while the family allows it", "", "definition"};
static const struct submodel submodels[] = {
    {&readings, "readings, outdoors", "air_purifier, share"},
    {&of_home, "", "public_body"},
    {&choice_equation, "", "worth_won, families"},
};

const struct party_kind data_holder_party = {
    .kind = {.name = "data_holder",
             .summary = "a maker of air purifiers that hears from its own customers only",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct data_holder_state),
    .tells_on = true,
    .prepare = data_holder_prepare,
    .start = data_holder_start,
    .receive = data_holder_receive,
    .close = data_holder_close,
};
