// SPDX-License-Identifier: GPL-3.0-or-later
// What share of families shares, against the distribution that their prices were drawn from.
#include <math.h>

#include "models/methods/randomised_response_mechanism.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/pests/infestation.h"
#include "models/pests/sighting_answer.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 20000 };

static struct scenario_world make(enum consent_rule rule, const char *const *settings) {
    struct scenario_world made =
        scenario_world_plan("scenarios/what_is_eaten.lua", "ask_labels", 0, settings);
    for (size_t i = 0; i < made.plan->rules.count; i++)
        if (made.plan->rules.all[i].data_class == DATA_FOOD) made.plan->rules.all[i].rule = rule;
    scenario_world_create(&made, NULL, 1);
    return made;
}

static struct scenario_world make_families(const char *setting) {
    const char *const settings[] = {"homes.count=20000", "microwave.ownership=0", setting, NULL};
    return make(RULE_AT_INSTALL, settings);
}

// ---- The distribution of prices ------------------------------------------------------------------------

static double normal_below(double z) {
    return erfc(-z / sqrt(2)) / 2;
}

// Families whose price for data of weight 1 is below `won` a month.
static double priced_below(const struct families_settings *s, double won) {
    double below = 0, shares = 0;
    for (int i = 0; i < SEGMENT_CLASSES; i++) {
        double median = s->data_price_won * s->segment_factor[i];
        below += s->segment_share[i] * normal_below(log(won / median) / s->data_price_spread);
        shares += s->segment_share[i];
    }
    return s->gives_freely + (1 - s->gives_freely - s->never_gives) * below / shares;
}

static double share_of(struct world *world, const struct choice *choice) {
    uint32_t yes = 0;
    for (uint32_t home = 0; home < HOMES; home++) yes += choice_shares(world, home, choice, 0);
    return (double)yes / HOMES;
}

static void within_three_errors(double seen, double expected) {
    double error = sqrt(expected * (1 - expected) / HOMES);
    print_message("%.4f, expected %.4f +- %.4f\n", seen, expected, 3 * error);
    assert_true(fabs(seen - expected) < 3 * error);
}

// At trust 3 / 4 a price counts half: half a month of sightings, weight 2, costs half the price.
static void the_share_is_the_distribution_of_the_price(void **unused) {
    (void)unused;
    struct scenario_world made = make_families("families.effort_won=300");
    const double rewards[] = {0, 1000, 3000, 10000, 20000, 100000};
    for (size_t i = 0; i < sizeof rewards / sizeof *rewards; i++) {
        struct choice choice = {.data_class = DATA_PEST_SIGHTING,
                                .tells = 1,
                                .months = 0.5,
                                .times = 1,
                                .reward_won = rewards[i],
                                .benefit_won = 2000};
        within_three_errors(share_of(made.world, &choice),
                            priced_below(made.world->model->families, (rewards[i] + 2000 - 300) / 0.5));
    }
    scenario_world_drop(&made);
}

// The same of robots' sightings, as the policy of pest_leads is answered: the families that want help share
// if the reward and what they are spared are worth it.
static void rewards_for_sightings_are_felt(void **unused) {
    (void)unused;
    struct scenario_world made = make_families("cockroaches.wants_help=0.6");
    const struct families_settings *s = made.world->model->families;
    const double rewards[] = {0, 1000, 5000, 20000};
    double before = 0;
    for (size_t i = 0; i < sizeof rewards / sizeof *rewards; i++) {
        uint32_t shared = 0;
        for (uint32_t home = 0; home < HOMES; home++) {
            struct sighting_told told = {
                .home = home, .infested = true, .asked = true, .reward_won = rewards[i]};
            shared += sighting_answer(made.world, &told).shares;
        }
        double share = (double)shared / HOMES;
        double pays = rewards[i] + made.world->model->cockroaches->help_won - s->effort_won;
        within_three_errors(share, 0.6 * priced_below(s, pays / (0.5 * 2 * 0.5)));
        assert_true(share > before);
        before = share;
    }
    scenario_world_drop(&made);
}

// Who wants nothing for its data still answers for something: 300 won on an occasion, 12.5 won a month where
// one answer holds for 24.
static void the_effort_of_one_answer_is_spread_over_its_months(void **unused) {
    (void)unused;
    const struct {
        double times, benefit_won;
        bool shares;
    } cases[] = {{1, 299, false}, {1, 301, true}, {24, 12, false}, {24, 13, true}};
    struct scenario_world made = make_families("families.effort_won=300");
    uint32_t home = 0;
    while (made.world->homes[home].concern != 0) home++;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct choice choice = {
            .tells = 1, .months = 1, .times = cases[i].times, .benefit_won = cases[i].benefit_won};
        assert_int_equal(choice_shares(made.world, home, &choice, 0), cases[i].shares);
    }
    scenario_world_drop(&made);
}

// ---- The form of the data -----------------------------------------------------------------------------

static double share_in_form(struct world *world, struct choice_form form) {
    struct choice choice = {.data_class = DATA_FOOD,
                            .tells = choice_learned(world, form),
                            .months = 1,
                            .times = 24,
                            .benefit_won = 500};
    return share_of(world, &choice);
}

static struct choice_form noised(double epsilon) {
    struct randomised_response noise = randomised_response_of(12, epsilon);
    return choice_noised(noise.truth - noise.other);
}

// (e^4 - 1) / (e^4 + 11) = 0.8171, (e - 1) / (e + 11) = 0.1253; no noise, all noise.
static void noise_tells_its_advantage_over_guessing(void **unused) {
    (void)unused;
    struct scenario_world made = make_families("families.label_tells=0.6");
    const double cases[][2] = {{INFINITY, 1}, {4, 0.8171}, {1, 0.1253}, {1e-9, 0}};
    assert_true(choice_learned(made.world, choice_raw) == 1);
    assert_true(choice_learned(made.world, choice_label) == 0.6);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(fabs(choice_learned(made.world, noised(cases[i][0])) - 0.6 * cases[i][1]) < 1e-4);
    assert_true(choice_learned(made.world, noised(INFINITY)) == 0.6);
    scenario_world_drop(&made);
}

// A price of weight 1.5 at trust 3 / 4, times what is felt to be told: each share is the distribution at the
// price that the benefit pays then.
static void who_understands_the_form_shares_more_of_what_tells_less(void **unused) {
    (void)unused;
    struct scenario_world made = make_families("families.understands=0.8");
    const struct choice_form forms[] = {choice_raw, choice_label, noised(4), noised(1)};
    double before = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        double share = share_in_form(made.world, forms[i]);
        double felt = 1 - 0.8 * (1 - choice_learned(made.world, forms[i]));
        within_three_errors(share, priced_below(made.world->model->families, (500 - 12.5) / (0.75 * felt)));
        assert_true(share > before);
        before = share;
    }
    scenario_world_drop(&made);
}

static void who_understands_nothing_shares_all_forms_alike(void **unused) {
    (void)unused;
    struct scenario_world made = make_families("families.understands=0");
    double raw = share_in_form(made.world, choice_raw);
    assert_true(raw > 0.1);
    assert_true(share_in_form(made.world, choice_label) == raw);
    assert_true(share_in_form(made.world, noised(4)) == raw);
    assert_true(share_in_form(made.world, noised(0.1)) == raw);
    scenario_world_drop(&made);
}

// Noise that tells nothing, wholly understood, costs any price nothing; but who gives at no price still does
// not give.
static void what_tells_nothing_costs_nothing(void **unused) {
    (void)unused;
    struct scenario_world made = make_families("families.understands=1");
    double never = 0;
    for (uint32_t home = 0; home < HOMES; home++) never += isinf(made.world->homes[home].concern);
    double share = share_in_form(made.world, (struct choice_form){.form = FORM_NOISED});
    assert_true(share == (HOMES - never) / HOMES);
    scenario_world_drop(&made);
}

// ---- Standing consents ---------------------------------------------------------------------------------

// Of the families that have a microwave and were asked for its labels.
static double granted_under(enum consent_rule rule, const char *setting) {
    const char *const settings[] = {"homes.count=20000",
                                    "days=1",
                                    "microwave.ownership=1",
                                    "microwave.connected=1",
                                    "families.vacant=0",
                                    "families.follows_default=0.3",
                                    "families.reconsiders_year=0",
                                    "food_insight.worth_won=0",
                                    setting,
                                    NULL};
    struct scenario_world made = make(rule, settings);
    scenario_world_run(&made);
    int64_t granted = 0, answered = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(made.world->gate); flow++) {
        if (gate_flow_at(made.world->gate, flow)->data_class != DATA_FOOD) continue;
        for (uint32_t home = 0; home < HOMES; home++) {
            enum consent_state said = consent_state(made.world->gate, home, flow, made.world->now);
            granted += said == CONSENT_GRANTED;
            answered += said == CONSENT_GRANTED || said == CONSENT_REFUSED;
        }
    }
    scenario_world_drop(&made);
    assert_int_equal(answered, HOMES);
    return (double)granted / HOMES;
}

// Whoever would have said the same either way cancels: what is left are those who leave the answer as it was.
static void opt_out_less_opt_in_is_the_share_that_follows_the_default(void **unused) {
    (void)unused;
    const char *benefit = "food_insight.worth_won=3000";
    double weighed = granted_under(RULE_AT_INSTALL, benefit), in = granted_under(RULE_OPT_IN, benefit),
           out = granted_under(RULE_OPT_OUT, benefit);
    within_three_errors(in, 0.7 * weighed);
    within_three_errors(out, 0.3 + 0.7 * weighed);
    within_three_errors(out - in, 0.3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_share_is_the_distribution_of_the_price),
        cmocka_unit_test(rewards_for_sightings_are_felt),
        cmocka_unit_test(the_effort_of_one_answer_is_spread_over_its_months),
        cmocka_unit_test(noise_tells_its_advantage_over_guessing),
        cmocka_unit_test(who_understands_the_form_shares_more_of_what_tells_less),
        cmocka_unit_test(who_understands_nothing_shares_all_forms_alike),
        cmocka_unit_test(what_tells_nothing_costs_nothing),
        cmocka_unit_test(opt_out_less_opt_in_is_the_share_that_follows_the_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
