// SPDX-License-Identifier: GPL-3.0-or-later
// Strategy report: a desk in the maker's cloud that tells its planners how old the installed base is, from
// the wear meters of the families that allow it: which share of the products will have reached their design
// life within a year, and so will soon be replaced. A meter is up to a month old; it is carried on at the
// pace of its last month. Beside the share stands how far it is from the truth over all homes.
//
// Each month it offers the share to dealers in new models (report_sale.h), who order ahead for the wave of
// replacements: the more families allow it, the less the share is off by luck, and the more it is worth. What
// the report publishes may hide homes (published_counts.h): that makes it worth less.
// What the maker's own planners gain by it is not priced here.
#include <math.h>
#include <stdlib.h>

#include "models/maker/published_counts.h"
#include "models/maker/report_sale.h"
#include "models/products/data_desk.h"
#include "models/products/installed_base.h"
#include "models/products/model_dealer.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

struct strategy_report_settings {
    double due_years, worth_won, reward_won, report_won, making_won;
    double sample_share, rho;
    int64_t least_cell;
};

typedef struct strategy_report_settings S;
// clang-format off
static const struct setting rows[] = {
    LEVER(S, due_years, "year", 6, 1, 20, "age on the meter from which a product is due within a year", "assumption: the design life of 7 years less one"),
    UNCERTAIN(S, worth_won, "won/month", 0, 0, 10000, "what the maker's plans are worth to a family", "assumption: nothing"),
    REWARD_AT_START("allowed", S, reward_won, "won/month", 500, 0, 10000, "paid to each family that allows it", "assumption; reward budgets of 500 to 3,000 won a month"),
    FEE("reports_sold", S, report_won, "won", 300000, 0, 10000000, "price of a report on ages, to dealers in new models", "assumption"),
    UNCERTAIN(S, making_won, "won", 30000, 0, 10000000, "cost of making a report, for all who buy it", "assumption: two hours of an analyst"),
    PUBLISHED_COUNTS_ROWS(S),
};
// clang-format on

enum {
    ALLOWED,
    SAMPLE,
    DUE,
    DUE_ERROR,
    DUE_OFF,
    OFFERED,
    SOLD,
    WORTH,
    PUBLISHED,
    METRICS = PUBLISHED + PUBLISHED_COUNTS
};
static const struct metric metrics[METRICS] = {
    [ALLOWED] = {"allowed", "month", "months of families that allowed it", false, NULL},
    [SAMPLE] = {"sample", "1", "products known at the end", true, NULL},
    [DUE] = {"due", "1", "share of products due for replacement, as estimated at the end; 0: none is known",
             true, NULL},
    [DUE_ERROR] = {"due_error", "1", "its standard error", true, NULL},
    [DUE_OFF] = {"due_off", "1", "how far it is from the truth", true, NULL},
    [OFFERED] = {"reports_offered", "1", "reports on ages offered to dealers", false, NULL},
    [SOLD] = {"reports_sold", "1", "of these, bought", true, NULL},
    [WORTH] = {"report_worth", "won", "what a report was worth to a dealer, mean", true, "reports_offered"},
    PUBLISHED_COUNTS_METRICS(PUBLISHED),
};

struct meter {
    float wear;    // years by the last report
    float pace;    // years a day since the report before
    time_ms read;  // 0: never
};

struct strategy_report_state {
    uint16_t flow;
    struct meter *meters;  // [homes x products]
    struct published_counts published;
};

static void receive(struct world *world, struct party *desk, const struct item *item) {
    struct strategy_report_state *state = desk->state;
    if (item->topic != &product_health_meter) return;
    struct product_note note = product_note_of(item);
    struct meter *meter = &state->meters[(size_t)item->home * PRODUCTS_MOST + note.product];
    double days = clock_hours(world->now - meter->read) / 24, worn = note.wear - (double)meter->wear;
    bool goes_on = meter->read > 0 && worn >= 0 && days > 0;
    *meter = (struct meter){(float)note.wear, goes_on ? (float)(worn / days) : 0, world->now};
    const S *s = desk->entry->settings;
    published_counts_comes(world, desk, &state->published, PUBLISHED_COUNTS_RULES(s), item->home);
}

static struct published_counts_home home_known(const struct world *world, const struct party *desk,
                                               uint32_t home) {
    const S *s = desk->entry->settings;
    const struct strategy_report_state *state = desk->state;
    struct published_counts_home known = {0};
    for (size_t i = 0; i < PRODUCTS_MOST; i++) {
        const struct meter *meter = &state->meters[(size_t)home * PRODUCTS_MOST + i];
        if (meter->read == 0) continue;
        double days = clock_hours(world->now - meter->read) / 24;
        known.among += 1;
        known.cases += (double)meter->wear + (double)meter->pace * days >= s->due_years;
    }
    return known;
}

static struct dealer_report share_known(const struct world *world, const struct party *desk) {
    struct dealer_report share = {0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct published_counts_home known = home_known(world, desk, home);
        share.among += known.among;
        share.cases += known.cases;
    }
    return share;
}

static struct dealer_report share_published(struct world *world, const struct party *desk) {
    const S *s = desk->entry->settings;
    struct strategy_report_state *state = desk->state;
    if (!published_counts_hides(&state->published)) {
        party_tells_on_all(world, state->flow);
        return share_known(world, desk);
    }
    struct published_counts_home *homes = status_allocate(world->home_count, sizeof *homes);
    for (uint32_t home = 0; home < world->home_count; home++) homes[home] = home_known(world, desk, home);
    struct dealer_report report =
        published_counts_report(world, desk, state->flow, &state->published, PUBLISHED_COUNTS_RULES(s), homes,
                                (struct published_counts_home){PRODUCTS_MOST, PRODUCTS_MOST}, PUBLISHED);
    free(homes);
    return report;
}

static void sell_reports(struct world *world, const struct party *desk) {
    const S *s = desk->entry->settings;
    report_sale_offer(world, desk,
                      &(struct report_sale){.buyers = &model_dealer_reader,
                                            .report_won = s->report_won,
                                            .making_won = s->making_won,
                                            .says = share_published(world, desk),
                                            .made = "report on ages made",
                                            .reason = "report on ages",
                                            .offered = OFFERED});
}

static void conclude(struct world *world, const struct party *desk) {
    const S *s = desk->entry->settings;
    struct dealer_report known = share_known(world, desk);
    party_count_own(world, desk, SAMPLE, known.among);
    if (known.among < 1) return;
    double due = known.cases / known.among;
    party_count_own(world, desk, DUE, due);
    party_count_own(world, desk, DUE_ERROR, sqrt(due * (1 - due) / known.among));
    party_count_own(world, desk, DUE_OFF,
                    fabs(due - installed_base_share(installed_base_past(world, desk->maker, s->due_years))));
}

static void midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    const struct strategy_report_state *state = desk->state;
    if (data_desk_end_month(world, desk, state->flow, s->reward_won, ALLOWED)) sell_reports(world, desk);
    if (world->now == world->end) conclude(world, desk);
}

static void prepare(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct strategy_report_state *state = desk->state;
    state->flow = data_desk_open(world, desk, USE_STRATEGY, s->worth_won, s->reward_won);
    published_counts_check(world, desk, PUBLISHED_COUNTS_RULES(s));
}

static void start(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct strategy_report_state *state = desk->state;
    size_t products = (size_t)world->home_count * PRODUCTS_MOST;
    state->meters = status_allocate(products, sizeof *state->meters);
    published_counts_open(world, &state->published, PUBLISHED_COUNTS_RULES(s));
}

static void close_desk(struct world *world, struct party *desk) {
    (void)world;
    struct strategy_report_state *state = desk->state;
    free(state->meters);
    published_counts_close(&state->published);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation due = {
    "share of products due for replacement",
    "due = share of the sample with wear + pace days >= due_years; due_error = sqrt(due (1 - due) / sample)",
    "at the end; sample: products with a meter; wear of the newest, days old; pace: wear a day between the "
    "last two meters, 0 with one",
    "share in a sample, binomial"};
static const struct equation off = {
    "how far it is from the truth",
    "due_off = |due - true share of all products of its maker's with wear >= due_years|", "", "definition"};
static const struct submodel submodels[] = {
    {&data_desk_equation, "allowed, reward for data, rewards of the month", "worth_won, reward_won"},
    {&due, "sample, due, due_error", "due_years, product_health"},
    {&off, "due_off", "due_years, product_health"},
    {&report_sale_equation,
     "reports_offered, reports_sold, report_worth, report on ages, making reports, report on ages made",
     "report_won, making_won, model_dealer"},
    PUBLISHED_COUNTS_SUBMODELS,
};

const struct party_kind strategy_report_party = {
    .kind = {.name = "strategy_report",
             .summary = "a desk in the maker's cloud that tells planners how old the products in use are",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct strategy_report_state),
    .tells_on = true,
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .midnight = midnight,
    .close = close_desk,
};
