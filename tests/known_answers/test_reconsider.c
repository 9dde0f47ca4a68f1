// SPDX-License-Identifier: GPL-3.0-or-later
// Families that think again of what they allow, against what the chances say.
#include <math.h>

#include "models/people/choice.h"
#include "models/people/families.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 1200, DAYS = 93 };

// Homes with a microwave whose labels go to one desk, under a rule of the test's own.
struct trial {
    enum consent_rule rule;
    double expires_days, kept_days;
    const char *settings[6];
};

static struct scenario_world live(const struct trial *trial, uint32_t homes) {
    char count[32];
    snprintf(count, sizeof count, "homes.count=%u", homes);
    const char *settings[16] = {count,
                                "days=93",
                                "microwave.ownership=1",
                                "microwave.connected=1",
                                "families.vacant=0",
                                "families.follows_default=0.3",
                                "food_insight.worth_won=3000"};
    for (int i = 0; trial->settings[i]; i++) settings[7 + i] = trial->settings[i];
    struct scenario_world made =
        scenario_world_plan("scenarios/what_is_eaten.lua", "ask_labels", 0, settings);
    for (size_t i = 0; i < made.plan->rules.count; i++) {
        struct plan_rule *rule = &made.plan->rules.all[i];
        if (rule->data_class != DATA_FOOD) continue;
        rule->rule = trial->rule;
        rule->expires_days = trial->expires_days;
        rule->kept_days = trial->kept_days;
    }
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    return made;
}

static uint16_t food_flow(const struct world *world) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (gate_flow_at(world->gate, flow)->data_class == DATA_FOOD) return flow;
    fail_msg("no desk wants to know what is eaten");
    return GATE_NO_FLOW;
}

static double granted(const struct world *world) {
    uint16_t flow = food_flow(world);
    uint32_t homes = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        homes += consent_state(world->gate, home, flow, world->now) == CONSENT_GRANTED;
    return (double)homes / world->home_count;
}

// Who would say yes now, for what it is worth alone.
static double worth_it(const struct world *world) {
    uint16_t flow = food_flow(world);
    uint32_t homes = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        homes += choice_stands(world, home, flow, gate_entry_at(world->gate, home, flow)->terms);
    return (double)homes / world->home_count;
}

static void within_three_errors(double seen, double expected, double homes) {
    double error = sqrt(expected * (1 - expected) / homes);
    print_message("%.4f, expected %.4f +- %.4f\n", seen, expected, 3 * error);
    assert_true(fabs(seen - expected) <= 3 * error);
}

// ---- At a rate of its own -------------------------------------------------------------------------------

#define NO_TRUST "families.reconsiders_trust=1"

static void who_never_thinks_again_keeps_what_was_filled_in(void **unused) {
    (void)unused;
    struct trial trial = {RULE_OPT_OUT, 0, 0, {"families.reconsiders_year=0", NO_TRUST}};
    struct scenario_world made = live(&trial, HOMES);
    double weighed = worth_it(made.world);
    within_three_errors(granted(made.world), 0.3 + 0.7 * weighed, HOMES);
    scenario_world_drop(&made);
}

// Looks are a Poisson process, of which a share 1 - habit has an effect: of those who left the yes that was
// filled in (a share f, of which those would not mind who would have given it anyway), exp(-rate (1 - habit)
// t) still do.
static void what_was_filled_in_wears_off_as_families_think_again(void **unused) {
    (void)unused;
    const struct {
        const char *rate, *habit;
        double looks_year, heeded;
    } cases[] = {{"families.reconsiders_year=2", "families.habit=0", 2, 1},
                 {"families.reconsiders_year=2", "families.habit=0.7", 2, 0.3},
                 {"families.reconsiders_year=12", "families.habit=0.5", 12, 0.5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = {RULE_OPT_OUT, 0, 0, {cases[i].rate, cases[i].habit, NO_TRUST}};
        struct scenario_world made = live(&trial, HOMES);
        double weighed = worth_it(made.world), day = -expm1(-cases[i].looks_year / 365.25);
        double still = pow(1 - day * cases[i].heeded, DAYS);
        within_three_errors(granted(made.world), weighed + 0.3 * (1 - weighed) * still, HOMES);
        scenario_world_drop(&made);
    }
}

// The same of silence: who would have given it and did not act.
static void silence_wears_off_too(void **unused) {
    (void)unused;
    struct trial trial = {RULE_OPT_IN, 0, 0, {"families.reconsiders_year=12", "families.habit=0", NO_TRUST}};
    struct scenario_world made = live(&trial, HOMES);
    double weighed = worth_it(made.world), still = exp(-12 * DAYS / 365.25);
    within_three_errors(granted(made.world), weighed * (1 - 0.3 * still), HOMES);
    scenario_world_drop(&made);
}

// ---- When trust has moved -------------------------------------------------------------------------------

static struct scenario_world begin(const char *const *settings) {
    struct scenario_world made =
        scenario_world_plan("scenarios/what_is_eaten.lua", "ask_labels", 0, settings);
    scenario_world_create(&made, NULL, 1);
    return made;
}

static void disappoint_everybody(struct world *world) {
    for (uint32_t home = 0; home < world->home_count; home++) choice_hear_bad(world, home, NULL, 0.4);
}

// At trust 6 / 9.6 instead of 6 / 8 a price counts 0.75 instead of 0.5; whose yes was worth less than that
// takes it back, though its trust is well above what makes a family withdraw everything.
static void who_trusts_less_takes_back_what_is_not_worth_it_any_more(void **unused) {
    (void)unused;
    const char *const settings[] = {"homes.count=2000",
                                    "days=2",
                                    "microwave.connected=1",
                                    "microwave.ownership=1",
                                    "food_insight.worth_won=3000",
                                    "families.reconsiders_year=0",
                                    "families.habit=0",
                                    "families.reconsiders_trust=0.1",
                                    NULL};
    struct scenario_world made = begin(settings);
    struct world *world = made.world;
    double before = granted(world);
    assert_true(before == worth_it(world));
    disappoint_everybody(world);
    double now_worth_it = worth_it(world);
    assert_true(now_worth_it < before - 0.02);
    assert_true(granted(world) == before);
    scenario_world_run(&made);
    assert_true(fabs(granted(world) - now_worth_it) < 0.002);  // of two days' experiences, a few
    scenario_world_drop(&made);
}

// ---- Terms ----------------------------------------------------------------------------------------------

// Of 93 days, three terms of 30 are over at the midnights on which the second, third and fourth answer is
// asked for.
static void a_consent_for_a_term_is_asked_for_again_when_it_is_over(void **unused) {
    (void)unused;
    struct trial trial = {RULE_AT_INSTALL, 30, 0, {"families.reconsiders_year=0", NO_TRUST}};
    struct scenario_world made = live(&trial, 500);
    const struct world *world = made.world;
    uint16_t flow = food_flow(world);
    uint32_t yes = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
        bool grants = entry->state == CONSENT_GRANTED;
        yes += grants;
        if (grants)
            assert_int_equal(entry->asked, 1 + DAYS / 31);  // a term covers its last minute
        else
            assert_int_equal(entry->state, CONSENT_REFUSED);  // and nobody stays without an answer
    }
    assert_in_range(yes, 50, 450);
    scenario_world_drop(&made);
}

// Who gives only because yes is filled in is asked again at the end of each term, and answers by chance
// again: after n answers a share 0.3^n of them is left.
static void a_term_wears_off_what_was_filled_in(void **unused) {
    (void)unused;
    struct trial trial = {RULE_OPT_OUT, 30, 0, {"families.reconsiders_year=0", NO_TRUST}};
    struct scenario_world made = live(&trial, HOMES);
    double weighed = worth_it(made.world);
    within_three_errors(granted(made.world), weighed + (1 - weighed) * pow(0.3, 1 + DAYS / 31), HOMES);
    scenario_world_drop(&made);
}

// ---- Retention ------------------------------------------------------------------------------------------

// What is deleted after d days tells 1 - exp(-d / age) of the label, and a family that understands that fears
// it less.
static void what_is_deleted_soon_is_given_more_readily(void **unused) {
    (void)unused;
    double before = 1;
    const double kept[] = {7, 90, 0};
    for (int i = 0; i < 3; i++) {
        struct trial trial = {RULE_AT_INSTALL,
                              0,
                              kept[i],
                              {"families.reconsiders_year=0", NO_TRUST, "families.understands=1",
                               "families.data_age_days=180", "food_insight.worth_won=500"}};
        struct scenario_world made = live(&trial, HOMES);
        const struct world *world = made.world;
        double tells = 0.5 * (kept[i] > 0 ? -expm1(-kept[i] / 180) : 1);
        assert_true(fabs(choice_tells(world, food_flow(world), choice_label) - tells) < 1e-12);
        double share = granted(world);
        assert_true(share < before);
        before = share;
        scenario_world_drop(&made);
    }
}

// A household that sent nothing for longer than its data are kept is not known any more.
static void what_is_kept_too_long_is_deleted(void **unused) {
    (void)unused;
    struct trial trial = {
        RULE_AT_INSTALL, 0, 7, {"families.reconsiders_year=0", NO_TRUST, "microwave.uses_per_day=0.26"}};
    struct scenario_world made = live(&trial, 2000);
    const struct world *world = made.world;
    uint16_t flow = food_flow(world);
    uint32_t known = 0, deleted = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
        bool lately = entry->transfers > 0 && world->now - entry->last_min * CLOCK_MINUTE <= 7 * CLOCK_DAY;
        assert_int_equal(gate_knows(world->gate, home, flow, world->now), lately);
        known += lately;
        deleted += entry->transfers > 0 && !lately;
    }
    print_message("%u known, %u deleted\n", known, deleted);
    assert_true(known > 100 && deleted > 10);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_never_thinks_again_keeps_what_was_filled_in),
        cmocka_unit_test(what_was_filled_in_wears_off_as_families_think_again),
        cmocka_unit_test(silence_wears_off_too),
        cmocka_unit_test(who_trusts_less_takes_back_what_is_not_worth_it_any_more),
        cmocka_unit_test(a_consent_for_a_term_is_asked_for_again_when_it_is_over),
        cmocka_unit_test(a_term_wears_off_what_was_filled_in),
        cmocka_unit_test(what_is_deleted_soon_is_given_more_readily),
        cmocka_unit_test(what_is_kept_too_long_is_deleted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
