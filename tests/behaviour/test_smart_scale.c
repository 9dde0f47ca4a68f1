// SPDX-License-Identifier: GPL-3.0-or-later
// What a scale does that tells a clinic, or does not, in plain words.
#include "models/services/monitor.h"
#include "models/services/service.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/smart_scale.lua"
#define HOMES    "homes.count=1500", "scale.ownership=0.8"

static struct recorded_world live(const char *policy, const char *const *settings) {
    static const char *const ordinary[] = {HOMES, NULL};
    return recorded_world_live(SCENARIO, policy, 0, settings ? settings : ordinary);
}

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

// ---- Who is told -----------------------------------------------------------------------------------------

static void a_weight_that_stays_at_home_is_offered_nothing(void **state) {
    (void)state;
    struct recorded_world lived = live("stays_home", NULL);
    assert_int_equal(scenario_world_flows(&lived.made, DATA_HEALTH, "service", "clinic").transfers, 0);
    assert_true(metric(&lived, "clinic_reports") == 0 && metric(&lived, "clinic_offers") == 0);
    assert_int_equal(recorded_world_paid(&lived, "service lead", NULL), 0);
    // But a family may still go by itself.
    assert_true(metric(&lived, "clinic_calls") > 0 && metric(&lived, "clinic_visits") > 0);
    recorded_world_drop(&lived);
}

static void who_is_asked_tells_less_and_only_with_consent(void **state) {
    (void)state;
    struct recorded_world asked = live("ask", NULL), taken = live("take", NULL);
    struct gate_flow willing = scenario_world_flows(&asked.made, DATA_HEALTH, "service", "clinic");
    struct gate_flow unasked = scenario_world_flows(&taken.made, DATA_HEALTH, "service", "clinic");
    assert_int_equal(willing.transfers_without_consent, 0);
    assert_int_equal(unasked.transfers_without_consent, unasked.transfers);
    assert_true(willing.transfers < unasked.transfers);
    assert_true(metric(&asked, "clinic_offers") < metric(&taken, "clinic_offers"));
    recorded_world_drop(&asked);
    recorded_world_drop(&taken);
}

// ---- What it does ----------------------------------------------------------------------------------------

static void a_visit_that_helps_shortens_the_time_above_the_limit(void **state) {
    (void)state;
    static const char *const helps[] = {HOMES, "clinic.effect=5", NULL};
    static const char *const idle[] = {HOMES, "clinic.effect=0", NULL};
    struct recorded_world with = live("take", helps), without = live("take", idle);
    assert_true(metric(&with, "clinic_helped") > 0);
    assert_true(metric(&with, "scale_days_above") < metric(&without, "scale_days_above"));
    assert_true(metric(&with, "scale_level") < metric(&without, "scale_level"));
    recorded_world_drop(&with);
    recorded_world_drop(&without);
}

static void what_was_achieved_is_lost_again(void **state) {
    (void)state;
    static const char *const lasts[] = {HOMES, "clinic.effect=2", "scale.relapse_days=36500", NULL};
    static const char *const fades[] = {HOMES, "clinic.effect=2", "scale.relapse_days=5", NULL};
    struct recorded_world lasting = live("take", lasts), fading = live("take", fades);
    assert_true(metric(&lasting, "scale_level") < metric(&fading, "scale_level"));
    recorded_world_drop(&lasting);
    recorded_world_drop(&fading);
}

static void a_perfect_instrument_gives_no_false_reports(void **state) {
    (void)state;
    static const char *const perfect[] = {HOMES,           "scale.sigma=0",   "scale.bias=0",
                                          "scale.noise=0", "clinic.effect=0", NULL};
    struct recorded_world exact = live("take", perfect), ordinary = live("take", NULL);
    assert_true(metric(&exact, "scale_reported") > 0 && metric(&ordinary, "scale_false_reports") > 0);
    assert_true(metric(&exact, "scale_false_reports") == 0);
    assert_true(metric(&exact, "clinic_needless_visits") == 0 && metric(&exact, "clinic_annoyed") == 0);
    recorded_world_drop(&exact);
    recorded_world_drop(&ordinary);
}

// A home's row: the level before anybody helped, how far it was from that, and what was achieved.
static void rows_say_what_level_a_home_has(void **state) {
    (void)state;
    static const char *const alike[] = {HOMES,
                                        "scale.mean=26",
                                        "scale.spread=0",
                                        "scale.sigma=0",
                                        "clinic.effect=0.5",
                                        "scale.relapse_days=36500",
                                        NULL};
    struct recorded_world lived = live("take", alike);
    const struct scenario_world *made = &lived.made;
    double scales = 0, helped = metric(&lived, "clinic_helped");
    for (size_t i = 0; i < made->world->process_count; i++) {
        const struct process *process = &made->world->processes[i];
        scales +=
            process->installed && made->world->appliances[process->appliance].kind == &monitor_appliance;
    }
    assert_true(scales > 1000 && helped > 0);
    assert_true(fabs(scenario_world_column(made, "scale", "own_level") - 26 * scales) < 1e-6);
    assert_true(scenario_world_column(made, "scale", "deviation") == 0);
    double relief = scenario_world_column(made, "scale", "relief");
    assert_true(fabs(relief / (0.5 * helped) - 1) < 1e-3);  // of which next to nothing is lost again
    recorded_world_drop(&lived);
}

// ---- The books -------------------------------------------------------------------------------------------

static int64_t clinic_balance(const struct recorded_world *lived) {
    struct world *world = lived->made.world;
    const struct party *clinic = world_party_of_kind(world, &service_party, NULL);
    return ledger_balance(world->ledger, ledger_party(world->ledger, clinic->number), WON);
}

static void every_visit_is_paid_and_the_profit_is_what_was_posted(void **state) {
    (void)state;
    uint64_t visits, leads;
    struct recorded_world lived = live("take", NULL);
    int64_t paid = recorded_world_paid(&lived, "service visit", &visits);
    int64_t fees = recorded_world_paid(&lived, "service lead", &leads);
    int64_t costs =
        recorded_world_paid(&lived, "wages", NULL) + recorded_world_paid(&lived, "material", NULL);
    assert_int_equal(visits, (uint64_t)metric(&lived, "clinic_visits"));
    assert_int_equal(paid, 20000 * (int64_t)visits);
    assert_int_equal(leads, (uint64_t)metric(&lived, "clinic_offers"));
    assert_int_equal(fees, 500 * (int64_t)leads);
    assert_int_equal(clinic_balance(&lived), paid - fees - costs);
    assert_true(metric(&lived, "clinic_visits") ==
                metric(&lived, "clinic_helped") + metric(&lived, "clinic_needless_visits"));
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weight_that_stays_at_home_is_offered_nothing),
        cmocka_unit_test(who_is_asked_tells_less_and_only_with_consent),
        cmocka_unit_test(a_visit_that_helps_shortens_the_time_above_the_limit),
        cmocka_unit_test(what_was_achieved_is_lost_again),
        cmocka_unit_test(a_perfect_instrument_gives_no_false_reports),
        cmocka_unit_test(rows_say_what_level_a_home_has),
        cmocka_unit_test(every_visit_is_paid_and_the_profit_is_what_was_posted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
