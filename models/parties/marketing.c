// SPDX-License-Identifier: GPL-3.0-or-later
// Marketing: a desk in the maker's cloud that shows advertisements in its app and sells the space. A space
// before a family whose products are known is worth more. Advertisements annoy, and a family that finds out
// that its profile was taken without asking is angry.
//   income a month = homes x ads a day x 30 x CPM / 1000 x (1 + premium, where the profile is known)

#include <stdlib.h>

#include "models/appliances/product_health.h"
#include "models/data_desk.h"
#include "models/household/choice.h"
#include "models/parties/regulator.h"

struct marketing_settings {
    double ads_day, cpm_won, premium, profile_days;
    double annoyed_month, annoyance, finds_out_month;
    double worth_won, reward_won;
};

typedef struct marketing_settings S;
// clang-format off
static const struct setting rows[] = {
    LEVER(S, ads_day, "1/day", 0.5, 0, 2, "advertisements shown to each family", "assumption"),
    UNCERTAIN(S, cpm_won, "won", 3000, 1000, 10000, "price of 1,000 advertisements", "assumption; a Korean example asks 5,000 (aviationmaniac.tistory.com 2025, weak)"),
    UNCERTAIN(S, premium, "1", 0.51, 0, 1, "how much more one before a known profile is worth", "trackable against untrackable impressions: + 51 % (SSRN 4598472)"),
    LEVER(S, profile_days, "day", 60, 1, 365, "a profile is known for so long after a report", "assumption: two reports"),
    UNCERTAIN(S, annoyed_month, "1/month", 0.01, 0, 0.3, "share of families that an advertisement a day annoys", "assumption"),
    UNCERTAIN(S, annoyance, "1", 0.2, 0, 1, "weight of that, 1: an ordinary bad experience", "assumption"),
    UNCERTAIN(S, finds_out_month, "1/month", 0.01, 0, 0.3, "share of families that find out that their profile was taken unasked; with a regulator in the scenario its setting counts instead", "assumption"),
    UNCERTAIN(S, worth_won, "won/month", 0, 0, 10000, "what fitting advertisements are worth to a family", "assumption: nothing"),
    LEVER(S, reward_won, "won/month", 500, 0, 10000, "paid to each family that allows it", "assumption; reward budgets of 500 to 3,000 won a month"),
};
// clang-format on

enum { ALLOWED, ADS, PROFILED, ANNOYED, FOUND_OUT, METRICS };
static const struct metric metrics[METRICS] = {
    [ALLOWED] = {"allowed", "month", "months of families that allowed it", false, NULL},
    [ADS] = {"ads", "1", "advertisements shown", false, NULL},
    [PROFILED] = {"reach", "1", "share of advertisements before a known profile", true, "ads"},
    [ANNOYED] = {"annoyed", "1", "families annoyed by advertisements", true, NULL},
    [FOUND_OUT] = {"found_out", "1", "families that found out that they were not asked", true, NULL},
};

struct marketing_state {
    uint16_t flow;
    time_ms *known_until;  // [homes]
};

static void receive(struct world *world, struct party *desk, const struct item *item) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    if (item->topic == &product_health_profile)
        state->known_until[item->home] = world->now + (time_ms)(s->profile_days * (double)CLOCK_DAY);
}

static void feel(struct world *world, const struct party *desk, uint32_t home) {
    const S *s = desk->entry->settings;
    const struct marketing_state *state = desk->state;
    struct random_sequence luck = world_sequence(world, home, "marketing.feel", (uint64_t)world->now);
    const struct gate_entry *entry = gate_entry_at(world->gate, home, state->flow);
    bool taken = entry->transfers > 0 && entry->allowed_by != CONSENT_GRANTED && !regulator_find(world);
    if (random_next_uniform(&luck) < s->annoyed_month * s->ads_day) {
        choice_bad_experience(world, home, s->annoyance);
        world_count(world, desk->first_metric, ANNOYED, home, 1);
    }
    if (taken && random_next_uniform(&luck) < s->finds_out_month) {
        choice_bad_experience(world, home, 1);
        world_count(world, desk->first_metric, FOUND_OUT, home, 1);
    }
}

// The month's advertisements, to every family that has something of the maker's.
static void show(struct world *world, const struct party *desk) {
    enum { MONTH_DAYS = 30 };
    const S *s = desk->entry->settings;
    const struct marketing_state *state = desk->state;
    double ads = s->ads_day * MONTH_DAYS, worth = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (world->homes[home].process_count <= 2) continue;  // the family and its product_health alone
        bool known = state->known_until[home] > world->now;
        worth += ads * s->cpm_won / 1000 * (1 + s->premium * known);
        world_count(world, desk->first_metric, ADS, home, ads);
        world_count(world, desk->first_metric, PROFILED, home, ads * known);
        feel(world, desk, home);
    }
    data_desk_earn(world, desk, worth, "advertisements", 0);
}

static void midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    const struct marketing_state *state = desk->state;
    if (data_desk_end_month(world, desk, state->flow, s->reward_won, ALLOWED)) show(world, desk);
}

static void prepare(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    state->flow = data_desk_open(world, desk, USE_MARKETING, s->worth_won, s->reward_won);
}

static void start(struct world *world, struct party *desk) {
    struct marketing_state *state = desk->state;
    state->known_until = status_allocate(world->home_count, sizeof *state->known_until);
}

static void close_desk(struct world *world, struct party *desk) {
    (void)world;
    struct marketing_state *state = desk->state;
    free(state->known_until);
}

const struct party_kind marketing_party = {
    .kind = {.name = "marketing",
             .summary = "a desk in the maker's cloud that sells advertisements in its app",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct marketing_state),
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .midnight = midnight,
    .close = close_desk,
};
