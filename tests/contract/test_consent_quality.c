// SPDX-License-Identifier: GPL-3.0-or-later
// What the run file says of consents and of how long something is known, recomputed from the world: every
// data flow, under policies that take, ask, and delete.
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/trust.h"
#include "sim/engine/kind.h"
#include "tests/support/one_party_more.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/breach.lua"
#define SMALL \
    "homes.count=300", "homes.districts=2", "scenario.days=150", "leak.at=2018-04-01", "leak.resentment=1"

enum { FLOWS_MOST = 100 };

// ---- A witness, day by day ------------------------------------------------------------------------------

static double days_known[FLOWS_MOST];  // persons times days, of flows whose data are deleted
static int64_t withdrawals[FLOWS_MOST];
static uint8_t *states;  // [homes][flows], at the last midnight

static double overlap(time_ms first, time_ms midnight) {
    time_ms before = midnight - CLOCK_DAY, since = first > before ? first : before;
    return since < midnight ? (double)(midnight - since) / (double)CLOCK_DAY : 0;
}

static void witness_midnight(struct world *world, struct party *witness) {
    (void)witness;
    uint16_t flows = gate_flow_count(world->gate);
    assert_true(flows < FLOWS_MOST);
    if (!states) states = status_allocate(world->home_count, flows);
    for (uint32_t home = 0; home < world->home_count; home++)
        for (uint16_t flow = 0; flow < flows; flow++) {
            const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
            uint8_t *before = &states[home * flows + flow];
            withdrawals[flow] += entry->state == CONSENT_WITHDRAWN && *before != CONSENT_WITHDRAWN;
            *before = entry->state;
            if (gate_knows(world->gate, home, flow, world->now))
                days_known[flow] +=
                    world->homes[home].members * overlap(entry->first_min * CLOCK_MINUTE, world->now);
        }
}

static const struct party_kind witness = {
    .kind = {.name = "witness", .summary = "looks", .settings = {.size = 1}},
    .midnight = witness_midnight,
};

static struct recorded_world live_with(const char *policy, const char *const *settings) {
    struct status status = {0};
    struct plan_entry *entry;
    struct scenario_world made = scenario_world_plan(SCENARIO, policy, 0, settings);
    made.plan->catalogue = one_party_more(&witness);
    plan_add(made.plan, "witness", NULL, &status, &entry);
    stop_on(&status);
    memset(days_known, 0, sizeof days_known);
    memset(withdrawals, 0, sizeof withdrawals);
    free(states);
    states = NULL;
    return recorded_world_run(made);
}

static struct recorded_world live(const char *policy) {
    static const char *const settings[] = {SMALL, NULL};
    return live_with(policy, settings);
}

// ---- Recomputed -----------------------------------------------------------------------------------------

// Anew, as it would answer without any habit: by what is offered and what it fears.
static bool would_refuse(const struct world *world, uint32_t home, uint16_t flow) {
    const struct families_settings *s = world->model->families;
    const struct gate_flow *of = gate_flow_at(world->gate, flow);
    unsigned forms = gate_entry_at(world->gate, home, flow)->forms;
    bool raw = forms & (1u << FORM_RAW | 1u << FORM_PSEUDONYMOUS), label = forms & 1u << FORM_LABEL;
    double tells = raw ? 1 : s->label_tells * (label ? 1 : 1 - world->model->noise[of->data_class].hides);
    double worth_won = 0, concern = (double)world->homes[home].concern;
    if (of->limits.kept != CLOCK_NEVER)
        tells *= 1 - exp(-(double)of->limits.kept / (double)CLOCK_DAY / s->data_age_days);
    for (size_t i = 0; i < world->subscription_count; i++)
        if (world->subscriptions[i].flow == flow) worth_won = world->subscriptions[i].worth_won;
    double felt = 1 - s->understands * (1 - tells), distrust = 2 * (1 - (double)world->homes[home].trust);
    double fear = concern * s->class_weight[of->data_class] * felt * distrust;
    return isinf(concern) || worth_won - fear - s->effort_won / s->consent_months <= 0;
}

static bool says_no(const struct world *world, uint32_t home, uint16_t flow) {
    const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
    if (entry->state == CONSENT_NOT_ASKED || entry->state == CONSENT_ASKED)
        return would_refuse(world, home, flow);
    return entry->state == CONSENT_REFUSED;
}

struct counts {
    double requests, most, standing, ages, unasked, refusing, refused, person_days;
};

static struct counts count(const struct world *world, uint16_t flow) {
    struct counts c = {0};
    bool limited = gate_flow_at(world->gate, flow)->limits.kept != CLOCK_NEVER;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
        bool holds = entry->state == CONSENT_GRANTED && world->end / CLOCK_MINUTE <= entry->expires_min;
        bool unasked = entry->transfers && entry->allowed_by == CONSENT_NOT_ASKED,
             refuses = unasked && says_no(world, home, flow);
        c.requests += entry->asked;
        c.most = fmax(c.most, entry->asked);
        c.standing += holds;
        c.ages += holds ? (double)(world->end - entry->since_min * CLOCK_MINUTE) / (double)CLOCK_DAY : 0;
        c.unasked += unasked;
        c.refusing += refuses;
        c.refused += refuses ? entry->transfers : 0;
        if (entry->transfers && !limited)
            c.person_days += world->homes[home].members *
                             (double)(world->end - entry->first_min * CLOCK_MINUTE) / (double)CLOCK_DAY;
    }
    if (limited) c.person_days = days_known[flow];
    return c;
}

static bool near(double one, double other) {
    return fabs(one - other) <= 1e-9 * fmax(1, fabs(other));
}

static struct counts compare(const struct recorded_world *lived) {
    const struct world *world = lived->made.world;
    const struct run_quality *q = &lived->run->quality;
    struct counts all = {0};
    assert_int_equal(q->count, gate_flow_count(world->gate));
    for (uint16_t flow = 0; flow < q->count; flow++) {
        struct counts c = count(world, flow);
        const struct gate_flow *of = gate_flow_at(world->gate, flow);
        assert_true(q->requests[flow] == c.requests && q->requests_most[flow] == c.most);
        assert_true(c.standing > 0 ? near(q->consent_age[flow], c.ages / c.standing)
                                   : isnan(q->consent_age[flow]));
        assert_true(q->homes_unasked[flow] == c.unasked && q->homes_would_refuse[flow] == c.refusing);
        assert_true(q->transfers_would_refuse[flow] == c.refused);
        assert_true(near(q->person_days[flow], c.person_days));
        assert_true(q->withdrawn[flow] >= (double)withdrawals[flow]);
        assert_true(q->withdrawn[flow] == (double)of->withdrawn);
        assert_true(of->withdrawn ? q->withdrawn_after[flow] >= 0 : isnan(q->withdrawn_after[flow]));
        assert_string_equal(q->maker[flow], of->maker == GATE_NOBODY ? "" : world->parties[of->maker].name);
        all.requests += c.requests;
        all.standing += c.standing;
        all.refusing += c.refusing;
        all.unasked += c.unasked;
        all.person_days += c.person_days;
    }
    return all;
}

static void receivers_are_the_gates(const struct recorded_world *lived) {
    const struct run_quality *q = &lived->run->quality;
    const struct gate *gate = lived->made.world->gate;
    size_t count = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(gate); flow++)
        count += gate_flow_at(gate, flow)->receiver_count;
    assert_true(count > 0 && q->receiver_count == count);
    for (size_t i = 0; i < count; i++) {
        uint16_t flow = (uint16_t)q->receiver_flow[i], party = (uint16_t)q->receiver_party[i];
        assert_true(gate_delivers_to(gate, flow, party) && gate_flow_at(gate, flow)->recipient != party);
    }
}

// ---- Under each policy ----------------------------------------------------------------------------------

static void who_takes_regrets(void **state) {
    (void)state;
    struct recorded_world lived = live("sell");
    struct counts all = compare(&lived);
    receivers_are_the_gates(&lived);
    print_message("%g unasked, %g would refuse, %g person-days\n", all.unasked, all.refusing,
                  all.person_days);
    assert_true(all.refusing > 0 && all.refusing < all.unasked);
    recorded_world_drop(&lived);
}

// The regulator decides at once, and orders to ask: what they said then counts.
static void who_was_asked_late_has_said_it(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, "pipc.investigation_days=1", NULL};
    struct recorded_world lived = live_with("sell", settings);
    struct counts all = compare(&lived);
    print_message("%g unasked at first, %g refused, asked %g times\n", all.unasked, all.refusing,
                  all.requests);
    assert_true(recorded_world_metric(&lived, "pipc_asked") > 0);
    assert_true(all.refusing > 0 && all.refusing < all.unasked);
    recorded_world_drop(&lived);
}

static void who_asks_tires_and_has_consents_that_age(void **state) {
    (void)state;
    struct recorded_world lived = live("ask");
    struct counts all = compare(&lived);
    int64_t back = 0;
    for (int i = 0; i < FLOWS_MOST; i++) back += withdrawals[i];
    print_message("asked %g times, %g consents, %lld taken back\n", all.requests, all.standing,
                  (long long)back);
    assert_true(all.requests > 0 && all.standing > 0 && back > 0 && all.refusing == 0);
    recorded_world_drop(&lived);
}

static void who_deletes_knows_for_a_shorter_time(void **state) {
    (void)state;
    struct recorded_world sell = live("sell");
    double for_good = compare(&sell).person_days;
    recorded_world_drop(&sell);
    struct recorded_world kept = live("kept_30");
    double for_a_month = compare(&kept).person_days;
    print_message("%g person-days instead of %g\n", for_a_month, for_good);
    assert_true(for_a_month > 0 && for_a_month < for_good);
    recorded_world_drop(&kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_takes_regrets),
        cmocka_unit_test(who_was_asked_late_has_said_it),
        cmocka_unit_test(who_asks_tires_and_has_consents_that_age),
        cmocka_unit_test(who_deletes_knows_for_a_shorter_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
