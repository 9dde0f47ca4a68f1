// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/reconsider.h"

#include <math.h>

#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/trust.h"
#include "sim/engine/world.h"

const struct equation reconsider_equation = {
    "whether a family keeps to what it has said",
    "looks at the midnight after E 365.25 / reconsiders_year days, after its trust has moved by "
    "reconsiders_trust since it looked last, "
    "when a policy comes into force that pays otherwise for data, "
    "or when it is told that its data got out; with chance habit all stays as it is, "
    "else each standing "
    "consent holds if and only if it is worth its price now, whatever was filled in",
    "E exponential with mean 1; worth its price: see whether a family shares its data. A consent whose term "
    "is over is asked for at "
    "the next midnight as at installation",
    "assumption; that most keep what they have: Samuelson & Zeckhauser 1988, Status quo bias in decision "
    "making, not read"};

static int32_t next_day(const struct visit *visit, struct random_sequence *luck) {
    double rate = visit->world->model->families->reconsiders_year;
    double days = 1 + random_next_exponential(luck) * 365.25 / rate;
    return days < INT32_MAX / 2 ? (int32_t)(clock_day(visit->now) + (time_ms)days) : INT32_MAX;
}

static struct random_sequence luck_of_today(const struct visit *visit, const char *meaning) {
    return luck_of_home(visit->world, visit->home_number, meaning, (uint64_t)clock_day(visit->now) << 16);
}

struct reconsidering reconsider_begin(const struct visit *visit) {
    struct random_sequence luck = luck_of_today(visit, "reconsiders first");
    return (struct reconsidering){next_day(visit, &luck),
                                  (float)trust_mean(visit->world, visit->home_number)};
}

// Was asked for one answer that stands, and still would be.
static bool stands(const struct world *world, uint32_t home, uint16_t flow, time_ms now) {
    return gate_entry_at(world->gate, home, flow)->terms.tells >= 0 &&
           consent_state(world->gate, home, flow, now) != CONSENT_NOT_ASKED &&
           gate_rule_stands(gate_rule(world->gate, flow, now));
}

static unsigned think_of_all(struct world *world, uint32_t home, time_ms now) {
    unsigned changed = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (stands(world, home, flow, now)) changed += choice_reconsiders(world, home, flow, now);
    return changed;
}

static void answer_expired(struct visit *visit) {
    struct world *world = visit->world;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        if (!stands(world, visit->home_number, flow, visit->now)) continue;
        if (consent_state(world->gate, visit->home_number, flow, visit->now) != CONSENT_EXPIRED) continue;
        struct random_sequence luck = luck_with_flow(world, flow, visit->home_number, "asked again",
                                                     (uint64_t)clock_day(visit->now) << 8);
        choice_asked_again(world, visit->home_number, flow, luck, visit->now);
    }
}

static bool looks(const struct visit *visit, const struct reconsidering *mind) {
    double moved = fabs(trust_mean(visit->world, visit->home_number) - (double)mind->trust);
    return clock_day(visit->now) >= mind->next_day ||
           moved >= visit->world->model->families->reconsiders_trust;
}

unsigned reconsider_now(struct visit *visit, struct reconsidering *mind) {
    struct random_sequence luck = luck_of_today(visit, "reconsiders");
    bool leaves_it = random_next_uniform(&luck) < visit->world->model->families->habit;
    *mind =
        (struct reconsidering){next_day(visit, &luck), (float)trust_mean(visit->world, visit->home_number)};
    return leaves_it ? 0 : think_of_all(visit->world, visit->home_number, visit->now);
}

unsigned reconsider_told(struct world *world, uint32_t home) {
    struct random_sequence luck =
        luck_of_home(world, home, "reconsiders when told", (uint64_t)world->now << 8);
    bool leaves_it = random_next_uniform(&luck) < world->model->families->habit;
    return leaves_it ? 0 : think_of_all(world, home, world->now);
}

unsigned reconsider_at_midnight(struct visit *visit, struct reconsidering *mind) {
    if (gate_has_terms(visit->world->gate)) answer_expired(visit);
    return looks(visit, mind) ? reconsider_now(visit, mind) : 0;
}
