// SPDX-License-Identifier: GPL-3.0-or-later
// A firm that made some of the homes' air purifiers and hears from its own customers only, as far as they
// allow it: a scenario lists one entry per firm. What its sensors read
// too much in common does not average out in its mean; another firm errs otherwise.
#include "models/parties/data_holder.h"

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

double data_holder_share(const struct party *holder) {
    return ((const S *)holder->entry->settings)->share;
}

static void data_holder_prepare(struct world *world, struct party *holder) {
    const S *s = holder->entry->settings;
    world_subscribe(world, (struct subscription){.data_class = DATA_AIR_QUALITY,
                                                 .party = holder->number,
                                                 .recipient = holder->number,
                                                 .purpose = "air service",
                                                 .worth_won = s->worth_won});
}

static void data_holder_receive(struct world *world, struct party *holder, const struct item *item) {
    if (item->topic != &data_holder_reading) return;
    world_count(world, holder->first_metric, READINGS, item->home, 1);
    world_count(world, holder->first_metric, OUTDOORS, item->home, (double)item->value / 100);
}

const struct party_kind data_holder_party = {
    .kind = {.name = "data_holder",
             .summary = "a maker of air purifiers that hears from its own customers only",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .prepare = data_holder_prepare,
    .receive = data_holder_receive,
};
