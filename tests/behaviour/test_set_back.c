// SPDX-License-Identifier: GPL-3.0-or-later
// An air conditioner that notices nobody, in plain words: what each rule costs of electricity and heat, and
// what learning does where nobody told it which rule is right.
#include "models/cooling/set_back.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

// ---- A summer ---------------------------------------------------------------------------------------------

enum { KWH_WON = 1879 };  // tenths

struct summer {
    double energy_kwh, discomfort_k_h, kept_h, decisions, tried_won;
    double cost_won;  // of both, as the machine reckons
    size_t versions;
};

static double metric(const struct recorded_world *lived, const char *name) {
    char full[60];
    snprintf(full, sizeof full, "air_conditioner_%s", name);
    return recorded_world_metric(lived, full);
}

static struct summer live(const char *policy, double heat_won) {
    char heat[60];
    snprintf(heat, sizeof heat, "air_conditioner.heat_won=%.0f", heat_won);
    const char *const settings[] = {"homes.count=200", "homes.districts=4", heat, NULL};
    struct recorded_world lived = recorded_world_live("scenarios/set_back.lua", policy, 0, settings);
    struct summer summer = {.energy_kwh = metric(&lived, "energy"),
                            .discomfort_k_h = metric(&lived, "discomfort"),
                            .kept_h = metric(&lived, "set_back_hours"),
                            .decisions = metric(&lived, "decisions"),
                            .tried_won = metric(&lived, "exploration_won"),
                            .versions = learning_count(lived.made.world)};
    summer.cost_won = KWH_WON / 10.0 * summer.energy_kwh + heat_won * summer.discomfort_k_h;
    print_message("%s at %.0f won: %.0f kWh, %.0f K h, set back %.0f h; %.0f won, %.0f of it to try\n",
                  policy, heat_won, summer.energy_kwh, summer.discomfort_k_h, summer.kept_h, summer.cost_won,
                  summer.tried_won);
    recorded_world_drop(&lived);
    return summer;
}

static void set_back_uses_more_and_leaves_fewer_in_the_heat(void **state) {
    (void)state;
    struct summer off = live("off", 100), kept = live("set_back", 100);
    assert_true(off.kept_h == 0 && kept.kept_h > 1000);
    assert_true(kept.energy_kwh > off.energy_kwh && kept.discomfort_k_h < off.discomfort_k_h);
    assert_true(off.decisions == 0 && off.versions == 0 && kept.versions == 0);
}

// Told what heat is worth, and nothing of which rule is right, it comes near the better one, whichever that
// is, and is better than the other.
static void who_learns_comes_near_the_better_rule(void **state) {
    (void)state;
    static const double heats_won[] = {100, 1000};
    for (int i = 0; i < 2; i++) {
        struct summer off = live("off", heats_won[i]), kept = live("set_back", heats_won[i]),
                      learned = live("learned", heats_won[i]);
        assert_true(i ? kept.cost_won < off.cost_won : off.cost_won < kept.cost_won);
        double better = fmin(off.cost_won, kept.cost_won), worse = fmax(off.cost_won, kept.cost_won);
        print_message("%.1f %% above the better rule, the worse one %.1f %%\n",
                      100 * (learned.cost_won / better - 1), 100 * (worse / better - 1));
        assert_true(learned.cost_won < worse && learned.cost_won < 1.04 * better);
        assert_true(learned.decisions > 10000 && learned.tried_won > 0 &&
                    learned.tried_won < 0.1 * learned.cost_won);
        assert_int_equal(learned.versions, 3);  // a month each
    }
}

// ---- One machine ------------------------------------------------------------------------------------------

static const struct set_back_terms always_best = {
    .rate = 0.5, .tries_half = 1, .kwh_won = 200, .heat_won = 100};

static struct random_block no_luck(void) {
    return (struct random_block){{UINT64_MAX, 0}};
}

// Two hours, of 1 kWh and of 0.5 kWh and 2 K h: Q(first) = 0.5 (-200 + 0); then the end, Q(second) = 0.5
// (-100 - 200).
static void an_hour_is_judged_as_calculated(void **state) {
    (void)state;
    struct set_back_learner learner = {0};
    struct set_back_moment moment = {.now = 13 * CLOCK_HOUR, .outdoor_c = 33};
    double tried;
    set_back_begin(&learner, &moment);
    enum set_back_action first = set_back_decide(&learner, &always_best, &moment, no_luck(), &tried);
    assert_true(first == SET_BACK_OFF && tried == 0);
    moment.now += CLOCK_HOUR;
    moment.kwh += 1;
    set_back_judge(&learner, &always_best, &moment, false);
    uint8_t afternoon_hot = 2 * 4 + 2;
    assert_true(fabs((double)learner.worth[afternoon_hot][SET_BACK_OFF] + 100) < 1e-4);
    enum set_back_action second = set_back_decide(&learner, &always_best, &moment, no_luck(), &tried);
    assert_true(second == SET_BACK_KEPT);  // not tried yet, so believed to cost nothing
    moment.now += CLOCK_HOUR;
    moment.kwh += 0.5;
    moment.felt_k_h += 2;
    set_back_judge(&learner, &always_best, &moment, true);
    assert_true(fabs((double)learner.worth[afternoon_hot][SET_BACK_KEPT] + 150) < 1e-4);
    set_back_judge(&learner, &always_best, &moment, true);  // nothing is open
    assert_true(learner.hours == 2 && learner.won == 500 && learner.decisions == 2);
}

// After two hours, at night, in cool weather: other states, of which it knows nothing.
static void it_tells_moments_apart(void **state) {
    (void)state;
    const struct set_back_moment moments[] = {{.now = 3 * CLOCK_HOUR, .outdoor_c = 31},
                                              {.now = 3 * CLOCK_HOUR, .outdoor_c = 29},
                                              {.now = 5 * CLOCK_HOUR, .outdoor_c = 29},
                                              {.now = 20 * CLOCK_HOUR, .outdoor_c = 29}};
    const uint8_t states[] = {2, 0, 1, 3 * 4 + 1};
    for (int i = 0; i < 4; i++) {
        struct set_back_learner learner = {.since = 3 * CLOCK_HOUR};
        double tried;
        set_back_decide(&learner, &always_best, &moments[i], no_luck(), &tried);
        assert_int_equal(learner.state, states[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_back_uses_more_and_leaves_fewer_in_the_heat),
        cmocka_unit_test(who_learns_comes_near_the_better_rule),
        cmocka_unit_test(an_hour_is_judged_as_calculated),
        cmocka_unit_test(it_tells_moments_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
