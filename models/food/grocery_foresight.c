// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/grocery_foresight.h"

#include <math.h>
#include <stdlib.h>

#include "models/food/refrigerator.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

enum { VERSION_DAYS = 28 };

struct buyer {
    struct purchase_history history;  // count 0: nothing is remembered
    time_ms since;
    uint32_t taken;  // orders so far, at the last look
    float chance, stays;
    bool looked, foresaw;  // at the last look: it was remembered, and something was said of it
};

struct grocery_foresight {
    struct purchase_law law;
    time_ms fitted;  // when; before, when it began to remember
    int64_t versions;
    double families, flops;  // of the version in force
    double log_loss, said;   // since it is: summed, and of how many families
    float base;              // share of those looked at that had bought by the next look; NAN: nobody knows
    size_t homes;
    struct buyer buyers[];  // [homes]
};

struct grocery_foresight *grocery_foresight_create(const struct world *world) {
    struct grocery_foresight *made =
        status_allocate(1, sizeof *made + world->home_count * sizeof made->buyers[0]);
    made->homes = world->home_count;
    made->base = NAN;
    return made;
}

void grocery_foresight_free(struct grocery_foresight *foresight) {
    free(foresight);
}

static double days_of(time_ms when) {
    return clock_hours(when) / 24;
}

void grocery_foresight_hear(struct grocery_foresight *foresight, uint32_t home, time_ms now) {
    struct buyer *buyer = &foresight->buyers[home];
    if (buyer->history.count == 0) buyer->since = now;
    purchase_foresight_saw(&buyer->history, days_of(now));
}

void grocery_foresight_forget(struct grocery_foresight *foresight, uint32_t home) {
    foresight->buyers[home] = (struct buyer){0};
}

time_ms grocery_foresight_since(const struct grocery_foresight *foresight, uint32_t home) {
    const struct buyer *buyer = &foresight->buyers[home];
    return buyer->history.count > 0 ? buyer->since : CLOCK_NEVER;
}

double grocery_foresight_stays(const struct grocery_foresight *foresight, uint32_t home) {
    const struct buyer *buyer = &foresight->buyers[home];
    return buyer->foresaw ? (double)buyer->stays : NAN;
}

// ---- A look ---------------------------------------------------------------------------------------------

static double brier(double chance, bool came) {
    return (chance - came) * (chance - came);
}

static double log_loss(double chance, bool came) {
    double kept = fmin(fmax(chance, 1e-6), 1 - 1e-6);
    return came ? -log(kept) : -log1p(-kept);
}

static void count_buyer(struct grocery_foresight *foresight, struct world *world, struct party *grocery,
                        uint32_t home, bool bought, unsigned first) {
    const struct buyer *buyer = &foresight->buyers[home];
    double chance = (double)buyer->chance, base = (double)foresight->base;
    const double counts[] = {
        [FORESEEN_BUYERS] = 1,
        [BOUGHT_SHARE] = bought,
        [BOUGHT_CHANCE] = chance,
        [BUYS_BRIER] = brier(chance, bought),
        [BUYS_BRIER_BASE] = brier(base, bought),
        [BUYS_LOG_LOSS] = log_loss(chance, bought),
        [BUYS_LOG_BASE] = log_loss(base, bought),
    };
    for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++)
        party_count(world, grocery, first + i, home, counts[i]);
    foresight->log_loss += counts[BUYS_LOG_LOSS];
    foresight->said++;
}

// What was said at the last look is held against what came. The share that bought is the next look's base.
static void judge(struct grocery_foresight *foresight, struct world *world, struct party *grocery,
                  const uint32_t *taken, unsigned first) {
    double looked = 0, bought = 0;
    for (uint32_t home = 0; home < foresight->homes; home++) {
        const struct buyer *buyer = &foresight->buyers[home];
        if (!buyer->looked) continue;
        bool came = taken[home] > buyer->taken;
        looked++;
        bought += came;
        if (buyer->foresaw) count_buyer(foresight, world, grocery, home, came, first);
    }
    foresight->base = looked > 0 ? (float)(bought / looked) : NAN;
}

static void tell(struct grocery_foresight *foresight, struct world *world, const struct party *grocery) {
    learning_add(world, grocery,
                 (struct learnt){.technique = &purchase_foresight_technique,
                                 .subject = "who orders soon",
                                 .version = foresight->versions++,
                                 .samples = foresight->families,
                                 .homes = foresight->families,
                                 .score = foresight->said > 0 ? foresight->log_loss / foresight->said : NAN,
                                 .measure = "log loss of its time, less is better",
                                 .flops = foresight->flops,
                                 .bytes = 0,
                                 .joules = NAN,
                                 .won = 0});
    foresight->log_loss = foresight->said = 0;
}

static void fit(struct grocery_foresight *foresight, struct world *world, const struct party *grocery) {
    struct purchase_history *histories = status_allocate(foresight->homes + 1, sizeof *histories);
    size_t count = 0;
    for (size_t home = 0; home < foresight->homes; home++)
        if (foresight->buyers[home].history.count > 0) histories[count++] = foresight->buyers[home].history;
    double flops = 0;
    bool fitted = purchase_foresight_fit(histories, count, days_of(world->now), &foresight->law, &flops);
    free(histories);
    if (!fitted) return;
    tell(foresight, world, grocery);
    foresight->families = (double)count;
    foresight->flops = flops;
    foresight->fitted = world->now;
}

// Whether it still is a customer is judged at once.
static void foresee(struct grocery_foresight *foresight, struct world *world, struct party *grocery,
                    const uint32_t *taken, double further_days, unsigned first) {
    double now = days_of(world->now);
    for (uint32_t home = 0; home < foresight->homes; home++) {
        struct buyer *buyer = &foresight->buyers[home];
        buyer->taken = taken[home];
        buyer->looked = buyer->history.count > 0;
        buyer->foresaw = buyer->looked && foresight->law.gap_shape && !isnan(foresight->base);
        if (!buyer->foresaw) continue;
        double stays = purchase_foresight_stays(&foresight->law, &buyer->history, now);
        bool customer = refrigerator_is_customer(world, home, grocery->number);
        buyer->stays = (float)stays;
        buyer->chance = (float)purchase_foresight_chance(&foresight->law, &buyer->history, now, further_days);
        party_count(world, grocery, first + BELIEVED, home, 1);
        party_count(world, grocery, first + STAYED_SHARE, home, customer);
        party_count(world, grocery, first + STAYED_CHANCE, home, stays);
        party_count(world, grocery, first + STAYED_BRIER, home, brier(stays, customer));
    }
}

void grocery_foresight_look(struct grocery_foresight *foresight, struct world *world, struct party *grocery,
                            const uint32_t *taken, double further_days, unsigned first_count) {
    judge(foresight, world, grocery, taken, first_count);
    if (world->now - foresight->fitted >= VERSION_DAYS * CLOCK_DAY) fit(foresight, world, grocery);
    foresee(foresight, world, grocery, taken, further_days, first_count);
}
