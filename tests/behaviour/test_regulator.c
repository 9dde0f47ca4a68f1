// SPDX-License-Identifier: GPL-3.0-or-later
// Asking, taking, and a regulator that looks, in plain words.
#include "models/people/choice.h"
#include "models/people/families.h"
#include "sim/engine/luck.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/direct_sale.lua"
#define SMALL    "homes.count=600", "homes.districts=4", "days=300", "network.model=closed_form"
#define STRICT   SMALL, "pipc.audits_year=4", "pipc.investigation_days=30"

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static uint64_t taken(const struct recorded_world *lived) {
    uint64_t sum = 0;
    for (uint16_t i = 0; i < gate_flow_count(lived->made.world->gate); i++)
        sum += gate_flow_at(lived->made.world->gate, i)->transfers_without_consent;
    return sum;
}

static void who_asks_is_never_fined(void **state) {
    (void)state;
    static const char *const settings[] = {STRICT, NULL};
    struct recorded_world lived = live("ask", settings);
    assert_int_equal(taken(&lived), 0);
    assert_true(recorded_world_metric(&lived, "pipc_cases") > 0);
    assert_true(recorded_world_metric(&lived, "pipc_fined") == 0);
    assert_true(recorded_world_metric(&lived, "pipc_found_out") == 0);
    assert_true(recorded_world_metric(&lived, "pipc_fines_at_stake") == 0);
    assert_int_equal(recorded_world_paid(&lived, "fine", NULL), 0);
    recorded_world_drop(&lived);
}

static bool receives(const struct world *world, uint16_t party) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        if (gate_flow_at(world->gate, i)->recipient == party) return true;
    return false;
}

enum { AUDITS_YEAR = 4, CASE_DAYS = 150 };

static time_ms next_audit(const struct world *world, uint16_t party, unsigned number, time_ms now) {
    struct random_sequence luck = luck_of_party(world, &world->parties[party], "regulator.audit", number);
    return now + (time_ms)(random_next_exponential(&luck) / AUDITS_YEAR * 365 * (double)CLOCK_DAY);
}

// Each audit is the beginning of a case, unless one is open.
static void count_cases(const struct world *world, uint16_t party, double *cases, double *closed) {
    unsigned audits = 0, opened = 0;
    time_ms audit = next_audit(world, party, 0, 0), decides = CLOCK_NEVER;
    for (time_ms now = CLOCK_DAY; now <= world->end; now += CLOCK_DAY) {
        if (now >= decides) {
            decides = CLOCK_NEVER;
            *closed += 1;
        }
        if (now < audit) continue;
        audit = next_audit(world, party, ++audits, now);
        if (decides != CLOCK_NEVER) continue;
        struct random_sequence luck =
            luck_of_party(world, &world->parties[party], "regulator.investigates", opened++);
        decides = now + (time_ms)(CASE_DAYS * random_next_exponential(&luck) * (double)CLOCK_DAY);
        *cases += 1;
    }
}

// Nobody complains of who asks, and the press has nothing to report: cases begin with audits alone.
static void who_asks_is_cleared_when_its_case_is_closed(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, "pipc.audits_year=4", "pipc.investigation_days=150", NULL};
    struct recorded_world lived = live("ask", settings);
    const struct world *world = lived.made.world;
    double cases = 0, closed = 0;
    for (uint16_t party = 0; party < world->party_count; party++)
        if (receives(world, party)) count_cases(world, party, &cases, &closed);
    print_message("%.0f cases, %.0f of them closed\n", cases, closed);
    assert_true(closed > 0 && cases > closed);
    assert_true(recorded_world_metric(&lived, "pipc_cases") == cases);
    assert_true(recorded_world_metric(&lived, "pipc_cleared") == closed);
    recorded_world_drop(&lived);
}

static void who_takes_is_fined_and_the_fines_are_the_regulators(void **state) {
    (void)state;
    static const char *const settings[] = {STRICT, NULL};
    struct recorded_world lived = live("take_fined", settings);
    assert_true(recorded_world_metric(&lived, "pipc_fined") > 0);
    int64_t fines = recorded_world_paid(&lived, "fine", NULL);
    assert_true(fines > 0 && fines == (int64_t)recorded_world_metric(&lived, "pipc_fines"));
    assert_int_equal(scenario_world_balance(&lived.made, "pipc"), fines);
    assert_true(recorded_world_metric(&lived, "pipc_flows_stopped") == 0);
    recorded_world_drop(&lived);
}

// Every recipient is audited within weeks: after that only those who agreed share, and a later day takes
// nothing more.
static void after_the_order_nothing_leaves_without_consent(void **state) {
    (void)state;
    static const char *const half[] = {
        "homes.count=600",     "homes.districts=4",         "days=150", "network.model=closed_form",
        "pipc.audits_year=12", "pipc.investigation_days=1", NULL};
    static const char *const whole[] = {
        "homes.count=600",     "homes.districts=4",         "days=300", "network.model=closed_form",
        "pipc.audits_year=12", "pipc.investigation_days=1", NULL};
    struct recorded_world early = live("take_stopped", half), late = live("take_stopped", whole);
    const struct gate *gate = late.made.world->gate;
    unsigned stopped = 0;
    uint64_t refused = 0;
    for (uint16_t i = 0; i < gate_flow_count(gate); i++) {
        const struct gate_flow *before = gate_flow_at(early.made.world->gate, i),
                               *after = gate_flow_at(gate, i);
        if (gate_rule(early.made.world->gate, i, early.made.world->end) == before->rule) continue;
        stopped++;
        assert_true(after->transfers_without_consent == before->transfers_without_consent);
        refused += after->refused - before->refused;
    }
    assert_true(stopped > 0 && refused > 0);
    recorded_world_drop(&early);
    recorded_world_drop(&late);
}

// Told to ask, a recipient offers what it offers whoever is asked at the beginning: a family agrees if and
// only if that is worth more to it than what it fears, by the trust that it has; here it had neither reason
// to lose any, nor a default to follow.
static bool would_agree(struct world *world, const struct subscription *subscription, uint32_t home,
                        float trust) {
    bool raw = gate_entry_at(world->gate, home, subscription->flow)->forms & 1u << FORM_RAW;
    struct choice choice = {.data_class = gate_flow_at(world->gate, subscription->flow)->data_class,
                            .tells = choice_tells(world, subscription->flow, raw ? choice_raw : choice_label),
                            .months = 1,
                            .times = world->model->families->consent_months,
                            .benefit_won = subscription->worth_won};
    float has = world->homes[home].trust;
    world->homes[home].trust = trust;
    bool agrees = choice_shares(world, home, &choice, 0);
    world->homes[home].trust = has;
    return agrees;
}

static void who_is_asked_late_weighs_what_is_offered(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=600",
                                           "homes.districts=4",
                                           "days=150",
                                           "pipc.audits_year=12",
                                           "pipc.investigation_days=1",
                                           "pipc.resentment=0",
                                           "food_insight.worth_won=8000",
                                           "statistics.worth_won=300",
                                           "media.worth_won=10000",
                                           "families.follows_default=0",
                                           "families.withdraws_below=0",
                                           NULL};
    struct recorded_world lived = live("take_stopped", settings);
    struct world *world = lived.made.world;
    float at_start = 6.0f / (6 + 2);
    uint32_t asked = 0, agreed = 0, undecided = 0;
    for (size_t i = 0; i < world->subscription_count; i++) {
        const struct subscription *subscription = &world->subscriptions[i];
        uint16_t flow = subscription->flow;
        uint32_t asked_before = asked, agreed_before = agreed;
        if (gate_rule(world->gate, flow, world->end) == gate_flow_at(world->gate, flow)->rule) continue;
        for (uint32_t home = 0; home < world->home_count; home++) {
            enum consent_state says = consent_state(world->gate, home, flow, world->end);
            if (says != CONSENT_GRANTED && says != CONSENT_REFUSED) continue;
            bool before = would_agree(world, subscription, home, at_start);
            bool later = would_agree(world, subscription, home, world->homes[home].trust);
            asked++;
            agreed += says == CONSENT_GRANTED;
            if (before == later)
                assert_int_equal(says == CONSENT_GRANTED, later);
            else
                undecided++;
        }
        print_message("worth %.0f won: %u of %u agree\n", subscription->worth_won, agreed - agreed_before,
                      asked - asked_before);
    }
    assert_true(asked > 1000 && agreed > asked / 10 && agreed < asked && undecided < asked / 10);
    recorded_world_drop(&lived);
}

static void more_detection_never_makes_taking_cheaper(void **state) {
    (void)state;
    static const char *const never[] = {SMALL, "pipc.watches=false", NULL};
    static const char *const seldom[] = {SMALL, "pipc.audits_year=0.5", "pipc.investigation_days=30", NULL};
    static const char *const often[] = {STRICT, NULL};
    const char *const *const levels[] = {never, seldom, often};
    double before = -1;
    for (int i = 0; i < 3; i++) {
        struct recorded_world lived = live("take_fined", levels[i]);
        double fines = recorded_world_metric(&lived, "pipc_fines");
        print_message("%.0f won of fines\n", fines);
        assert_true(fines >= before);
        before = fines;
        recorded_world_drop(&lived);
    }
    assert_true(before > 0);
}

static void what_the_press_says_costs_trust(void **state) {
    (void)state;
    static const char *const quiet[] = {SMALL, "pipc.press=false", "pipc.watches=false", NULL};
    static const char *const loud[] = {SMALL, "pipc.press_year=12", "pipc.watches=false", "pipc.gives_in=0",
                                       NULL};
    struct recorded_world unread = live("take_press", quiet), read = live("take_press", loud);
    double trust[2] = {0, 0};
    for (uint32_t home = 0; home < read.made.world->home_count; home++) {
        trust[0] += (double)unread.made.world->homes[home].trust;
        trust[1] += (double)read.made.world->homes[home].trust;
    }
    assert_true(recorded_world_metric(&unread, "pipc_heard") == 0);
    assert_true(recorded_world_metric(&read, "pipc_heard") > 100);
    assert_true(trust[1] < 0.98 * trust[0]);
    recorded_world_drop(&unread);
    recorded_world_drop(&read);
}

static bool has_stopped(const struct world *world, uint16_t party) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        if (gate_flow_at(world->gate, i)->recipient == party &&
            gate_rule(world->gate, i, world->end) != gate_flow_at(world->gate, i)->rule)
            return true;
    return false;
}

// Where nobody orders anything, whoever stopped gave in, once; at once if everybody gives in.
static void who_gives_in_stops_for_good(void **state) {
    (void)state;
    static const char *const at_once[] = {SMALL, "pipc.press_year=12", "pipc.watches=false",
                                          "pipc.gives_in=1", NULL};
    static const char *const half[] = {SMALL, "pipc.press_year=12", "pipc.watches=false", "pipc.gives_in=0.5",
                                       NULL};
    const char *const *const shares[] = {at_once, half};
    for (int i = 0; i < 2; i++) {
        struct recorded_world lived = live("take_press", shares[i]);
        double stopped = 0, reports = recorded_world_metric(&lived, "pipc_reports");
        for (uint16_t party = 0; party < lived.made.world->party_count; party++)
            stopped += has_stopped(lived.made.world, party);
        print_message("%.0f of %.0f in the press gave in\n", stopped, reports);
        assert_true(stopped > 0 && (i == 0 ? stopped == reports : stopped < reports));
        assert_true(recorded_world_metric(&lived, "pipc_gave_in") == stopped);
        recorded_world_drop(&lived);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asks_is_never_fined),
        cmocka_unit_test(who_asks_is_cleared_when_its_case_is_closed),
        cmocka_unit_test(who_takes_is_fined_and_the_fines_are_the_regulators),
        cmocka_unit_test(after_the_order_nothing_leaves_without_consent),
        cmocka_unit_test(who_is_asked_late_weighs_what_is_offered),
        cmocka_unit_test(more_detection_never_makes_taking_cheaper),
        cmocka_unit_test(what_the_press_says_costs_trust),
        cmocka_unit_test(who_gives_in_stops_for_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
