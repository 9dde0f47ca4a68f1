// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/product_foresight.h"

#include <math.h>
#include <stdlib.h>

#include "models/products/failure_foresight_technique.h"
#include "models/products/product_health.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

enum { EVERY_DAYS = 30 };

// What the twin knows of the product's life, and what it foresaw at the beginning of the month.
struct life {
    struct weibull_watch seen;  // since its first status; nothing: from = to
    struct life_reading newest;
    time_ms first, last;  // heard
    float chance, base;
    uint16_t faults;  // in truth, when it foresaw
    bool heard, foresaw;
};

struct product_foresight {
    struct failure_foresight version;
    int64_t versions;
    double fitted_to;           // twins, of the version in force
    double log_loss, foretold;  // of the last month: summed, and how many
    size_t count;
    struct life lives[];  // [processes of the world]
};

struct product_foresight *product_foresight_create(const struct world *world) {
    struct product_foresight *made =
        status_allocate(1, sizeof *made + world->process_count * sizeof made->lives[0]);
    made->count = world->process_count;
    return made;
}

void product_foresight_free(struct product_foresight *foresight) {
    free(foresight);
}

void product_foresight_forget(struct product_foresight *foresight, size_t process) {
    foresight->lives[process] = (struct life){0};
}

// A meter that reads less is another product's.
void product_foresight_hear(struct product_foresight *foresight, size_t process,
                            const struct product_status *status, time_ms when) {
    struct life *life = &foresight->lives[process];
    struct life_reading now = {(double)status->wear_years, status->faults};
    if (now.wear_years < 0) return;
    bool goes_on = life->heard && now.wear_years >= life->newest.wear_years;
    if (goes_on)
        failure_foresight_see(&life->seen, &life->newest, &now);
    else
        *life = (struct life){.seen = {.from = now.wear_years, .to = now.wear_years}, .first = when};
    life->heard = true;
    life->newest = now;
    life->last = when;
}

// ---- Once a month ---------------------------------------------------------------------------------------

static void hold_against_truth(struct product_foresight *foresight, struct world *world, struct party *party,
                               unsigned count, uint32_t home, const struct life *life, bool failed) {
    double chance = (double)life->chance, base = (double)life->base;
    double loss = failure_foresight_log(chance, failed);
    party_count(world, party, count + FORESEEN, home, 1);
    party_count(world, party, count + FORESEEN_FAILED, home, failed);
    party_count(world, party, count + FORESEEN_CHANCE, home, chance);
    party_count(world, party, count + BRIER, home, failure_foresight_brier(chance, failed));
    party_count(world, party, count + BRIER_BASE, home, failure_foresight_brier(base, failed));
    party_count(world, party, count + LOG_LOSS, home, loss);
    party_count(world, party, count + LOG_BASE, home, failure_foresight_log(base, failed));
    foresight->log_loss += loss;
    foresight->foretold++;
}

// A product that does not work cannot fail.
static void foresee(const struct product_foresight *foresight, const struct world *world, struct life *life,
                    struct product_life truth) {
    const struct failure_foresight *by = &foresight->version;
    double days = clock_hours(life->last - life->first) / 24;
    life->foresaw = truth.works && by->rate > 0 && days > 0 && life->seen.to > life->seen.from;
    if (!life->foresaw) return;
    double a_day = (life->seen.to - life->seen.from) / days;
    double wear = life->newest.wear_years + a_day * clock_hours(world->now - life->last) / 24;
    life->chance = (float)failure_foresight_chance(by, wear, a_day * EVERY_DAYS);
    life->base = (float)failure_foresight_base(by, a_day * EVERY_DAYS);
    life->faults = truth.faults;
}

// Of each product that is there and was heard.
static void pass_month(struct product_foresight *foresight, struct world *world, struct party *party,
                       unsigned count, bool judges) {
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct life *lives = &foresight->lives[world->homes[home].first_process];
        for (uint16_t i = 0; i < world->homes[home].process_count; i++) {
            if (!lives[i].heard) continue;
            struct product_life truth = product_health_life(world, home, i, world->now);
            bool there = truth.wear_years >= 0;
            if (judges && there && lives[i].foresaw)
                hold_against_truth(foresight, world, party, count, home, &lives[i],
                                   truth.faults > lives[i].faults);
            lives[i].foresaw = false;
            if (!judges && there) foresee(foresight, world, &lives[i], truth);
        }
    }
}

static size_t watches_of(const struct product_foresight *foresight, struct weibull_watch *watches) {
    size_t count = 0;
    for (size_t i = 0; i < foresight->count; i++)
        if (foresight->lives[i].seen.to > foresight->lives[i].seen.from)
            watches[count++] = foresight->lives[i].seen;
    return count;
}

static void tell(struct product_foresight *foresight, struct world *world, const struct party *party) {
    enum { FLOPS_A_TWIN = 2000 };  // the shape is searched in 40 sums of powers
    double score = foresight->foretold > 0 ? foresight->log_loss / foresight->foretold : NAN;
    learning_add(world, party,
                 (struct learnt){.technique = &failure_foresight_technique,
                                 .subject = "what fails within a month",
                                 .version = foresight->versions++,
                                 .samples = foresight->fitted_to,
                                 .homes = NAN,
                                 .score = score,
                                 .measure = "log loss of its month",
                                 .flops = FLOPS_A_TWIN * foresight->fitted_to,
                                 .joules = NAN});
    foresight->log_loss = foresight->foretold = 0;
}

static void fit(struct product_foresight *foresight) {
    struct weibull_watch *watches = status_allocate(foresight->count + 1, sizeof *watches);
    size_t count = watches_of(foresight, watches);
    foresight->version = failure_foresight_fit(watches, count);
    foresight->fitted_to = (double)count;
    free(watches);
}

void product_foresight_midnight(struct product_foresight *foresight, struct world *world, struct party *party,
                                unsigned first_count) {
    if (clock_day(world->now) % EVERY_DAYS != 0) return;
    pass_month(foresight, world, party, first_count, true);
    tell(foresight, world, party);
    fit(foresight);
    pass_month(foresight, world, party, first_count, false);
}
