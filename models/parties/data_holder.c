// SPDX-License-Identifier: GPL-3.0-or-later
// A firm that made some of the homes' air purifiers and hears from its own customers only, as far as they
// allow it: a scenario lists one entry per firm. Alone it can say how bad the air is where its customers
// live; what it gives to a joint analysis, in which form, is the public body's policy (public_body.c).
#include "models/parties/data_holder.h"

#include <stdlib.h>
#include <string.h>

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

enum { READINGS, HOMES, METRICS };
static const struct metric metrics[METRICS] = {
    [READINGS] = {"readings", "1", "daily readings received", false, NULL},
    [HOMES] = {"homes", "month", "months of homes heard from", false, NULL},
};

struct data_holder_state {
    struct holder_readings *readings;  // [homes]
};

const struct holder_readings *data_holder_readings(const struct party *holder) {
    return ((const struct data_holder_state *)holder->state)->readings;
}

double data_holder_share(const struct party *holder) {
    return ((const S *)holder->entry->settings)->share;
}

void data_holder_forget(struct world *world, struct party *holder) {
    struct data_holder_state *state = holder->state;
    memset(state->readings, 0, world->home_count * sizeof *state->readings);
}

static void data_holder_prepare(struct world *world, struct party *holder) {
    const S *s = holder->entry->settings;
    struct data_holder_state *state = holder->state;
    state->readings = status_allocate(world->home_count, sizeof *state->readings);
    world_subscribe(world, (struct subscription){.data_class = DATA_AIR_QUALITY,
                                                 .party = holder->number,
                                                 .recipient = holder->number,
                                                 .purpose = "air service",
                                                 .worth_won = s->worth_won});
}

static void data_holder_receive(struct world *world, struct party *holder, const struct item *item) {
    if (item->topic != &data_holder_reading) return;
    struct data_holder_state *state = holder->state;
    struct holder_readings *own = &state->readings[item->home];
    world_count(world, holder->first_metric, READINGS, item->home, 1);
    world_count(world, holder->first_metric, HOMES, item->home, own->count == 0);
    own->sum_ug += (float)item->value / 100;
    own->count++;
}

static void data_holder_close(struct world *world, struct party *holder) {
    (void)world;
    free(((struct data_holder_state *)holder->state)->readings);
}

const struct party_kind data_holder_party = {
    .kind = {.name = "data_holder",
             .summary = "a maker of air purifiers that hears from its own customers only",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct data_holder_state),
    .prepare = data_holder_prepare,
    .receive = data_holder_receive,
    .close = data_holder_close,
};
