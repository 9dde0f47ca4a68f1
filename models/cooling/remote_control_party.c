// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk for what was left on while a family is on a trip. The appliance notices it, and says so to
// the maker's cloud if the gate lets it; the cloud tells the family, or switches off by itself. This desk
// keeps the account: how often that happened, what it cost the families, and what they think of it.
//
// What an event costs is told by the tariff: the last kWh of a month are the dearest, so that no average
// price would do. A family whose consent stands is glad of help; one that never agreed is glad, too, or
// resents that the maker knew that nobody was at home, and tells its friends.
#include "models/cooling/remote_control.h"

#include <stdlib.h>

#include "models/cooling/electricity.h"
#include "models/cooling/on_left_on.h"
#include "models/cooling/tariff.h"
#include "models/methods/q_learning_technique.h"
#include "models/people/choice.h"
#include "sim/engine/learning.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"

struct remote_control_settings {
    double resents, glad_weight, resent_weight;
};

typedef struct remote_control_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, resents, "1", 0.3, 0, 1, "share of families that resent help for which they never gave out that nobody was at home",
              "assumption; of 1,038 Koreans in 2020, 23 % would give no data and 44 % of these fear leaks (aitimes 128553)"),
    UNCERTAIN(S, glad_weight, "1", 1, 0, 5, "weight of the good experience of being helped, 1: an ordinary one", "assumption"),
    UNCERTAIN(S, resent_weight, "1", 1, 0, 5, "weight of the bad one", "assumption"),
};
// clang-format on

enum { EVENTS, NOTICES, SWITCHED_OFF, UNASKED, RESENTED, COST_KWH, COST_WON, METRICS };
static const struct metric metrics[METRICS] = {
    [EVENTS] = {"events", "1", "left on when the family went on a trip", true, NULL},
    [NOTICES] = {"notices", "1", "families told of it", true, NULL},
    [SWITCHED_OFF] = {"switched_off", "1", "switched off by the cloud", true, NULL},
    [UNASKED] = {"unasked", "1", "families told, or machines switched off, without the family's consent",
                 true, NULL},
    [RESENTED] = {"resented", "1", "families that resented that", true, NULL},
    [COST_KWH] = {"kwh_per_event", "kWh", "electricity of what was left on, mean of an event", true,
                  "events"},
    [COST_WON] = {"won_per_event", "won", "what it added to the month's bill, mean of an event", true,
                  "events"},
};

struct remote_control_state {
    double *counted_kwh;  // [homes] of the meter's left_on_kwh
    struct party *electricity;
    // What machines that learn have told: hours so far; hours and what they cost since the last version.
    double hours, hours_since, won_since;
    int64_t versions;
};

static const struct topic left_on = {"left on"};
struct remote_message {
    enum remote_event event;
    uint16_t flow;  // as in remote_control_tell
    uint8_t rule;
};
TOPICS_CARRY(remote_message, struct remote_message, &left_on);
static const struct topic hours_learnt = {"hours that a machine decided for"};
TOPICS_CARRY(learnt_hours, struct learnt_hours, &hours_learnt);

void remote_control_tell(struct visit *visit, enum remote_event event, uint16_t flow, int rule) {
    const struct party *desk = world_party_of_kind(visit->world, &remote_control_party, NULL);
    if (!desk) return;
    struct item item = {.topic = &left_on, .to = desk->number};
    visit_tell(visit, remote_message_put(item, (struct remote_message){event, flow, (uint8_t)rule}));
}

void remote_control_learnt(struct visit *visit, struct learnt_hours learnt) {
    const struct party *desk = world_party_of_kind(visit->world, &remote_control_party, NULL);
    if (!desk) return;
    visit_tell(visit, learnt_hours_put((struct item){.topic = &hours_learnt, .to = desk->number}, learnt));
}

static bool agreed(const struct world *world, uint32_t home, uint16_t flow) {
    return flow != GATE_NO_FLOW && consent_state(world->gate, home, flow, world->now) == CONSENT_GRANTED;
}

static void feel(struct world *world, struct party *party, uint32_t home, bool asked) {
    const S *s = party->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "remote_control.resents", (uint64_t)world->now);
    if (!asked && random_next_uniform(&luck) < s->resents) {
        party_count(world, party, RESENTED, home, 1);
        choice_is_bothered(world, home, party->maker, s->resent_weight);
    } else {
        choice_good_experience(world, home, party->maker, s->glad_weight);
    }
}

static void hear_learnt(struct party *party, const struct item *item) {
    struct remote_control_state *state = party->state;
    struct learnt_hours learnt = learnt_hours_of(item);
    state->hours += (double)learnt.hours;
    state->hours_since += (double)learnt.hours;
    state->won_since += (double)learnt.won;
}

// Row of the run file's group `learning`.
static void tell_learnt(struct world *world, const struct party *party) {
    enum { MONTH_DAYS = 30 };
    struct remote_control_state *state = party->state;
    if (clock_day(world->now) % MONTH_DAYS || state->hours_since <= 0) return;
    learning_add(world, party,
                 (struct learnt){.technique = &q_learning_technique,
                                 .subject = "set-back of air conditioners",
                                 .version = state->versions++,
                                 .samples = state->hours,
                                 .homes = NAN,
                                 .score = state->won_since / state->hours_since,
                                 .measure = "won of electricity and heat in an hour that nobody was noticed, "
                                            "less is better; the weather moves it, too",
                                 .flops = NAN,
                                 .bytes = 0,
                                 .joules = NAN,
                                 .won = 0});
    state->hours_since = state->won_since = 0;
}

static void remote_control_on_device(struct world *world, struct party *party, const struct item *item) {
    if (item->topic == &hours_learnt) {
        hear_learnt(party, item);
        return;
    }
    struct remote_message message = remote_message_of(item);
    enum remote_event event = message.event;
    bool asked = agreed(world, item->home, message.flow);
    static const char *const words[] = {"left on", "told that it is left on", "switched off by the cloud"};
    static const unsigned counters[] = {EVENTS, NOTICES, SWITCHED_OFF};
    journal_cause cause = item->cause;
    party_tell_rule(world, &on_left_on_hook, item->home, message.rule, &cause);
    party_note(world, party->number, item->home, cause, words[event]);
    party_count(world, party, counters[event], item->home, 1);
    if (event == REMOTE_LEFT_ON) return;
    party_count(world, party, UNASKED, item->home, !asked);
    feel(world, party, item->home, asked);
}

// On the day of the bills.
static void remote_control_midnight(struct world *world, struct party *party) {
    struct remote_control_state *state = party->state;
    tell_learnt(world, party);
    if (!state->electricity || !electricity_bills_today(world, state->electricity)) return;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double kwh = world_meter(world, home).left_on_kwh - state->counted_kwh[home];
        if (kwh <= 0) continue;
        state->counted_kwh[home] += kwh;
        int64_t won = electricity_won_of(state->electricity, home, kwh);
        party_count(world, party, COST_KWH, home, kwh);
        party_count(world, party, COST_WON, home, (double)won);
    }
}

static void remote_control_prepare(struct world *world, struct party *party) {
    struct remote_control_state *state = party->state;
    state->electricity = world_party_of_kind(world, &electricity_party, NULL);
}

static void remote_control_start(struct world *world, struct party *party) {
    struct remote_control_state *state = party->state;
    state->counted_kwh = status_allocate(world->home_count, sizeof *state->counted_kwh);
}

static void remote_control_close(struct world *world, struct party *party) {
    (void)world;
    free(((struct remote_control_state *)party->state)->counted_kwh);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation told = {"what the desk is told",
                                     "events, notices, switched_off: messages of the machines; unasked: "
                                     "notices and switching without a standing consent",
                                     "", "definition"};
static const struct equation felt = {"what families think of it",
                                     "without consent, with chance resents a bad experience of weight "
                                     "resent_weight; else a good one of glad_weight",
                                     "", "assumption"};
static const struct equation cost = {"what an event costs",
                                     "kWh = use while left on; won = bill(b) - bill(max(0, b - kWh)); of a "
                                     "month's events, over the number of events",
                                     "b kWh billed for the month; bill: see a month's electricity bill",
                                     "definition"};
static const struct submodel submodels[] = {
    {&told,
     "events, notices, switched_off, unasked, left on, told that it is left on, switched off by the cloud",
     "air_conditioner"},
    {&felt, "resented", "resents, resent_weight, glad_weight"},
    {&choice_trust_equation, "", "families"},
    {&cost, "kwh_per_event, won_per_event", "electricity, air_conditioner"},
    {&tariff_equation, "won_per_event", ""},
};

const struct party_kind remote_control_party = {
    .kind = {.name = "remote_control",
             .summary = "the maker's desk for what was left on: notices, switching off, what it saves",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&q_learning_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct remote_control_state),
    .in_cloud = true,
    .prepare = remote_control_prepare,
    .start = remote_control_start,
    .on_device = remote_control_on_device,
    .midnight = remote_control_midnight,
    .close = remote_control_close,
};
