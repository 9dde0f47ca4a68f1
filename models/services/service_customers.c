// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/service_customers.h"

#include "models/people/choice.h"
#include "models/people/trust.h"
#include "models/services/monitor.h"
#include "sim/engine/party_act.h"

typedef struct service_settings S;

const struct topic service_customers_record = {"customer record"};
static const char call_purpose[] = "own call to a service";

enum { RECORD_BYTES = 500, CALL_BYTES = 2000 };

// ---- Data flows ------------------------------------------------------------------------------------------

static uint16_t knower_party(const struct party *party, enum service_knower knower) {
    const struct service_state *state = party->state;
    return knower == SERVICE_MAKER_KNOWER ? state->maker->number : party->number;
}

// Partner's customers exist where a partner serves, the maker's where its app or its people do.
static bool may_know(const struct service_state *state, enum service_knower knower) {
    return knower == SERVICE_MAKER_KNOWER ? state->way != SERVICE_DIRECT : state->way != SERVICE_OWN;
}

void service_customers_prepare(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    enum data_class called =
        state->monitor == UINT16_MAX ? DATA_PROFILE : monitor_class(world, state->monitor);
    for (int knower = 0; knower < SERVICE_KNOWERS; knower++) {
        state->call_flow[knower] = state->record_flow[knower] = GATE_NO_FLOW;
        if (!may_know(state, (enum service_knower)knower)) continue;
        uint16_t recipient = knower_party(party, (enum service_knower)knower);
        // Whatever the policy says of the monitor's data: a family may always call of its own accord.
        state->call_flow[knower] =
            gate_flow(world->gate, called, recipient, call_purpose, RULE_ASK_EACH_TIME);
        party_receives(world, state->call_flow[knower], party);
        if (s->remind_days == 0) continue;
        state->record_flow[knower] =
            party_flow_for(world, DATA_PURCHASE, &world->parties[recipient], party, party->name);
        party_asks_each_time(world, state->record_flow[knower]);
    }
}

static void tell_of_need(struct world *world, const struct party *party, uint32_t home,
                         enum service_knower knower) {
    uint16_t flow = ((const struct service_state *)party->state)->call_flow[knower];
    choice_of_own_accord(world, home, flow, world->now, world->now + CLOCK_DAY);
    const struct gate_pass *pass = party_share(world, home, flow, FORM_LABEL, CALL_BYTES);
    if (pass) party_tell(world, pass, home, party);
}

void service_customers_tell(struct world *world, const struct party *party, uint32_t home,
                            enum service_way way, bool calls) {
    const struct service_state *state = party->state;
    // Who made the offer knows already; a partner that only the app told of nobody does not.
    if (calls && way != SERVICE_DIRECT) tell_of_need(world, party, home, SERVICE_MAKER_KNOWER);
    if (state->way == SERVICE_APP || (calls && state->way == SERVICE_DIRECT))
        tell_of_need(world, party, home, SERVICE_PARTNER_KNOWER);
}

// ---- Past the app ----------------------------------------------------------------------------------------

static bool leaks(struct world *world, const struct party *party, uint32_t home) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    const struct service_file *file = &state->files[home];
    if (state->way != SERVICE_APP || file->visits == 0) return false;
    struct random_sequence luck = luck_with_party(world, party, home, "service.leak", file->booked);
    return random_next_uniform(&luck) < s->leaks;
}

enum service_way service_customers_way(struct world *world, const struct party *party, uint32_t home) {
    const struct service_state *state = party->state;
    return leaks(world, party, home) ? SERVICE_DIRECT : state->way;
}

// ---- The record ------------------------------------------------------------------------------------------

// A standing consent is asked for at the first visit, any other at each; what an invitation is worth to the
// family is a month of being looked after.
static void ask(struct world *world, const struct party *party, uint32_t home, uint16_t flow) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct random_sequence luck =
        luck_with_party(world, party, home, "service.record", state->files[home].visits);
    if (gate_rule(world->gate, flow, world->now) == RULE_ASK_EACH_TIME) {
        struct choice choice = {.data_class = DATA_PURCHASE,
                                .maker = trust_maker_of(world, flow),
                                .tells = choice_tells(world, flow, choice_raw),
                                .months = 1,
                                .times = 1,
                                .benefit_won = s->worth_won};
        choice_at_occasion(world, home, flow, &choice, random_next(&luck).word[0],
                           world->now + (time_ms)((s->remind_days + 1) * (double)CLOCK_DAY));
    } else if (consent_state(world->gate, home, flow, world->now) == CONSENT_NOT_ASKED) {
        choice_standing(world, home, flow, choice_raw, s->worth_won, luck, world->now);
    }
}

void service_customers_write_down(struct world *world, struct party *party, const struct service_job *job,
                                  uint64_t cause) {
    const struct service_state *state = party->state;
    enum service_knower knower = service_knower_of((enum service_way)job->kind);
    uint16_t flow = state->record_flow[knower];
    if (flow == GATE_NO_FLOW) return;
    ask(world, party, job->home, flow);
    const struct gate_pass *pass = party_share(world, job->home, flow, FORM_RAW, RECORD_BYTES);
    if (!pass) return;
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = &service_customers_record,
                             .home = job->home,
                             .from = PARTY_HOME,
                             .to = party->number,
                             .bytes = RECORD_BYTES,
                             .cause = cause,
                             .value = knower});
}

// ---- Inviting again --------------------------------------------------------------------------------------

void service_customers_receive(struct world *world, struct party *party, const struct item *record) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_file *file = &state->files[record->home];
    enum service_knower knower = (enum service_knower)record->value;
    if (!(file->known_by & 1u << knower))
        party_count(world, party,
                    knower == SERVICE_MAKER_KNOWER ? SERVICE_MAKER_KNOWS : SERVICE_PARTNER_KNOWS,
                    record->home, 1);
    file->known_by |= (uint8_t)(1u << knower);
    struct timer later = {.due = world->now + (time_ms)(s->remind_days * (double)CLOCK_DAY),
                          .what = SERVICE_REMIND,
                          .home = record->home,
                          .cause = record->cause};
    party_wake(world, party, service_reminder_put(later, (struct service_reminder){file->visits, knower}));
}

bool service_customers_may_remind(const struct world *world, const struct party *party,
                                  const struct timer *timer) {
    const struct service_state *state = party->state;
    const struct service_file *file = &state->files[timer->home];
    struct service_reminder reminder = service_reminder_of(timer);
    bool been_back = file->visits != reminder.visits;
    if (been_back || world->now < file->quiet_until) return false;
    return gate_may_pass(world->gate, timer->home, state->record_flow[reminder.knower], world->now);
}

enum service_way service_customers_way_back(struct world *world, const struct party *party,
                                            const struct timer *timer) {
    if (service_reminder_of(timer).knower == SERVICE_PARTNER_KNOWER) return SERVICE_DIRECT;
    return service_customers_way(world, party, timer->home);
}
