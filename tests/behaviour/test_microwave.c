// SPDX-License-Identifier: GPL-3.0-or-later
// The camera microwave in plain words: what recognition, asking, consent and noise do to meals, pictures and
// to what the maker knows, with the same families, the same food and the same luck.
#include "analysis/measure.h"
#include "models/food/microwave.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "sim/engine/loop.h"
#include "tests/support/scenario_world.h"
#include "tests/support/welfare_sums.h"

enum { SETTINGS_MOST = 10, HOMES = 400 };  // unless a test wants more
static const char results_path[] = "test_microwave.h5";

// A finished run: its world, and what it wrote.
struct lived {
    struct scenario_world made;
    struct run *run;
};

static struct lived live(const char *scenario, const char *policy, const char *const *more) {
    const char *settings[SETTINGS_MOST] = {"homes.count=400", "homes.districts=2", "days=31"};
    for (int i = 0; more && more[i]; i++) settings[3 + i] = more[i];
    struct lived lived = {.made = scenario_world_plan(scenario, policy, 0, settings)};
    scenario_world_create(&lived.made, results_path, 1);
    scenario_world_run(&lived.made);
    struct fault fault = {0};
    lived.run = run_read(results_path, RUN_HOMES, &fault);
    assert_non_null(lived.run);
    return lived;
}

static struct lived cook(const char *policy, const char *const *more) {
    return live("scenarios/camera_microwave.lua", policy, more);
}
static struct lived tell(const char *policy, const char *const *more) {
    return live("scenarios/what_is_eaten.lua", policy, more);
}

static void drop(struct lived *lived) {
    run_free(lived->run);
    scenario_world_drop(&lived->made);
    remove(results_path);
}

static double of(const struct lived *lived, const char *name) {
    const struct run_series *series = run_series_named(lived->run, name);
    if (!series) fail_msg("no series %s", name);
    return measure_series(lived->run, series);
}

static struct gate_flow food_flow(const struct lived *lived) {
    return scenario_world_flows(&lived->made, DATA_FOOD, "maker", "food insight");
}

// ---- Pictures --------------------------------------------------------------------------------------------

static void test_on_the_device_no_picture_leaves(void **state) {
    (void)state;
    struct lived lived = cook("asks", NULL);
    assert_true(of(&lived, "microwave_looks") > 5000);
    for (uint16_t i = 0; i < gate_flow_count(lived.made.world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(lived.made.world->gate, i);
        assert_int_equal(flow->images, 0);
        assert_true(flow->data_class != DATA_IMAGE);
    }
    assert_float_equal(of(&lived, "microwave_pictures"), 0, 0);
    drop(&lived);
}

// Every picture that is looked at in the cloud went through the gate with its family's consent, and came back
// in time.
static void test_pictures_go_to_the_cloud_only_with_consent(void **state) {
    (void)state;
    struct lived lived = cook("cloud", NULL);
    struct gate_flow pictures = scenario_world_flows(&lived.made, DATA_IMAGE, "maker", "food recognition");
    assert_true(pictures.images > 300);
    assert_int_equal(pictures.transfers_without_consent, 0);
    assert_float_equal(of(&lived, "microwave_pictures"), (double)pictures.images, 0);
    assert_float_equal(of(&lived, "microwave_late"), 0, 0);
    assert_true(of(&lived, "microwave_looks") > 0.99 * (double)pictures.images);
    double latency_ms = of(&lived, "microwave_latency");
    assert_true(latency_ms > 5 && latency_ms < 5000);
    // Where it may not look, the user sets the time.
    assert_true(of(&lived, "microwave_looks") < 0.5 * of(&lived, "microwave_uses"));
    drop(&lived);
}

// The way there and back takes two seconds, and nobody waits longer than one: who sends a picture waits in
// vain and then sets the time by hand, like everybody else. The last picture may still be under way.
static void test_waiting_in_vain_takes_the_users_time(void **state) {
    (void)state;
    enum { PATIENCE_S = 1, HAND_S = 8, COLD_S = 40 };
    struct lived lived =
        cook("cloud", (const char *[]){"network.uplink_latency_ms=1000", "microwave.patience_s=1",
                                       "microwave.hand_s=8", "microwave.cold_s=40", NULL});
    double uses = of(&lived, "microwave_uses"), pictures = of(&lived, "microwave_pictures"),
           late = of(&lived, "microwave_late"), cold = uses * of(&lived, "microwave_cold");
    print_message("%.0f of %.0f pictures in vain, %.0f times cold\n", late, pictures, cold);
    assert_true(late > 300 && late <= pictures && late > pictures - 3);
    assert_float_equal(of(&lived, "microwave_looks"), 0, 0);
    double expected_s = HAND_S * (uses - (pictures - late)) + COLD_S * cold + PATIENCE_S * late;
    assert_float_equal(uses * of(&lived, "microwave_effort"), expected_s, 1e-9 * expected_s);
    drop(&lived);
}

// ---- Meals -----------------------------------------------------------------------------------------------

static void test_the_food_is_the_same_under_every_policy(void **state) {
    (void)state;
    struct lived hand = cook("by_hand", NULL), asks = cook("asks", NULL);
    for (uint32_t home = 0; home < HOMES; home++) {
        const uint32_t *a = microwave_eaten(hand.made.world, home),
                       *b = microwave_eaten(asks.made.world, home);
        assert_int_equal(a == NULL, b == NULL);
        if (a) assert_memory_equal(a, b, FOOD_CLASSES * sizeof *a);
    }
    drop(&hand);
    drop(&asks);
}

static void test_asking_when_unsure_ruins_fewer_meals(void **state) {
    (void)state;
    struct lived never = cook("never_asks", NULL), asks = cook("asks", NULL),
                 always = cook("asks", (const char *[]){"microwave.asks_below=1", NULL});
    assert_true(of(&asks, "microwave_ruined") < 0.8 * of(&never, "microwave_ruined"));
    assert_true(of(&asks, "microwave_effort") > of(&never, "microwave_effort"));
    assert_true(of(&always, "microwave_ruined") < of(&asks, "microwave_ruined"));
    assert_float_equal(of(&always, "microwave_asked"), 1, 1e-12);
    assert_float_equal(of(&always, "microwave_wrong"), 0, 0);
    assert_float_equal(of(&never, "microwave_asked"), 0, 0);
    drop(&never);
    drop(&asks);
    drop(&always);
}

// With nobody noticing and nobody asked, as many are heated wrong as the recogniser errs on what these
// families eat.
static void test_errors_are_the_recognisers(void **state) {
    (void)state;
    struct lived lived = cook("never_asks", (const char *[]){"microwave.notices=0", "food.winter_factor=1",
                                                             "food.diet_strength=0", NULL});
    double looks = of(&lived, "microwave_looks"), wrong = of(&lived, "microwave_wrong");
    // The recogniser is fitted to 0.85 within 0.01; families' tastes are drawn around the shares it knows.
    assert_true(fabs(wrong - 0.15) < 0.01 + 3 * sqrt(0.15 * 0.85 / looks));
    drop(&lived);
}

static void test_ruined_meals_cost_families_and_complaints_cost_trust(void **state) {
    (void)state;
    struct lived hand = cook("by_hand", NULL), never = cook("never_asks", NULL);
    int64_t paid = 0;
    for (size_t i = 0; i < ledger_flow_count(never.made.world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(never.made.world->ledger, i);
        if (!strcmp(flow->reason, "ruined meals")) paid += flow->amount;
    }
    const struct run_column *ruined = run_column_named(never.run, "microwave_ruined");
    double meals = 0;
    assert_non_null(ruined);
    for (size_t home = 0; home < never.run->homes; home++) meals += ruined->values[home];
    assert_true(meals > 100);
    // The last window's are told, and paid, like all others.
    assert_int_equal(paid, 4000 * (int64_t)meals);
    assert_float_equal(of(&hand, "food_insight_complaints"), 0, 0);
    double complaints = of(&never, "food_insight_complaints");
    assert_true(fabs(complaints - 0.2 * meals) < 3 * sqrt(0.2 * 0.8 * meals));
    assert_true(of(&never, "family_trust") < of(&hand, "family_trust"));
    drop(&hand);
    drop(&never);
}

// ---- What the maker knows --------------------------------------------------------------------------------

static void test_what_leaves_follows_the_consent(void **state) {
    (void)state;
    struct lived taken = tell("take_labels", NULL), asked = tell("ask_labels", NULL),
                 nothing = tell("nothing", NULL);
    struct gate_flow of_taken = food_flow(&taken), of_asked = food_flow(&asked);
    assert_true(of_taken.transfers > 3000);
    assert_int_equal(of_taken.transfers_without_consent, of_taken.transfers);
    assert_true(of_asked.transfers > 500 && of_asked.transfers < of_taken.transfers);
    assert_int_equal(of_asked.transfers_without_consent, 0);
    assert_int_equal(food_flow(&nothing).transfers, 0);
    assert_float_equal(of(&nothing, "food_insight_reports"), 0, 0);
    // Fewer homes, less certain.
    assert_true(of(&asked, "food_insight_stated_error") > of(&taken, "food_insight_stated_error"));
    drop(&taken);
    drop(&asked);
    drop(&nothing);
}

// Labels and noised labels of the same homes, where nobody agrees more to noise, and meals differ by the
// noise alone: given a label, a report names it with chance p and each other food with chance q, so an
// estimated share of n reports, f of which carry that label, is off by sqrt((f p (1 - p) + (1 - f) q (1 - q))
// / n) / (p - q). Each within three and a half of these.
static void test_noised_shares_are_unbiased_and_less_certain(void **state) {
    (void)state;
    const char *const sets[] = {"homes.count=800", "microwave.connected=1", "food_insight.corrects=false",
                                "families.understands=0", NULL};
    struct lived labels = tell("ask_labels", sets), noised = tell("noised", sets);
    double n = of(&noised, "food_insight_reports");
    assert_true(n > 5000);
    assert_float_equal(n, of(&labels, "food_insight_reports"), 0);
    struct randomised_response noise = randomised_response_of(FOOD_CLASSES, 1);
    for (int food = 0; food < FOOD_CLASSES; food++) {
        char name[60];
        snprintf(name, sizeof name, "food_insight_says_%s", food_names[food]);
        double share = of(&labels, name), off = of(&noised, name) - share;
        double error =
            sqrt((share * noise.truth * (1 - noise.truth) + (1 - share) * noise.other * (1 - noise.other)) /
                 n) /
            (noise.truth - noise.other);
        if (fabs(off) > 3.5 * error) fail_msg("%s: off by %.5f, error %.5f", name, off, error);
        assert_true(off != 0);
    }
    assert_true(of(&noised, "food_insight_stated_error") > 1.5 * of(&labels, "food_insight_stated_error"));
    assert_true(of(&noised, "food_insight_error") > of(&labels, "food_insight_error"));
    assert_true(of(&noised, "food_insight_homes_needed") > 2 * of(&labels, "food_insight_homes_needed"));
    drop(&labels);
    drop(&noised);
}

// Food by food, of the same homes and meals: given a label, a report names that food with chance p and each
// other one with chance q. Each estimated share within three and a half of what that leaves; with little
// epsilon nearer than one noised label, with much further off.
static void test_foods_may_be_noised_each_by_itself(void **state) {
    (void)state;
    const char *const sets[][8] = {
        {"homes.count=800", "microwave.connected=1", "food_insight.corrects=false", "families.understands=0",
         "microwave.epsilon=0.2", "microwave.noise=unary", NULL},
        {"homes.count=800", "microwave.connected=1", "food_insight.corrects=false", "families.understands=0",
         "microwave.epsilon=2", "microwave.noise=unary", NULL}};
    for (int i = 0; i < 2; i++) {
        const char *one[8];
        memcpy(one, sets[i], sizeof one);
        one[5] = "microwave.noise=randomised_response";
        struct lived labels = tell("ask_labels",
                                   (const char *[]){sets[i][0], sets[i][1], sets[i][2], sets[i][3], NULL}),
                     each = tell("noised", sets[i]), single = tell("noised", one);
        double n = of(&each, "food_insight_reports"), epsilon = i ? 2 : 0.2;
        assert_true(n > 5000 && n == of(&labels, "food_insight_reports"));
        struct unary_encoding noise = unary_encoding_of(FOOD_CLASSES, epsilon);
        for (int food = 0; food < FOOD_CLASSES; food++) {
            char name[60];
            snprintf(name, sizeof name, "food_insight_says_%s", food_names[food]);
            double share = of(&labels, name), off = of(&each, name) - share;
            double error = sqrt((share * noise.truth * (1 - noise.truth) +
                                 (1 - share) * noise.other * (1 - noise.other)) /
                                n) /
                           (noise.truth - noise.other);
            if (fabs(off) > 3.5 * error) fail_msg("%s: off by %.5f, error %.5f", name, off, error);
        }
        double stated = of(&each, "food_insight_stated_error"),
               stated_single = of(&single, "food_insight_stated_error");
        print_message("epsilon %g: %.2f %% food by food, %.2f %% by one label\n", epsilon, stated,
                      stated_single);
        assert_true(i ? stated > 1.05 * stated_single : stated < 0.95 * stated_single);
        assert_float_equal(of(&each, "microwave_tells"), tanh(epsilon / 2) / 2, 1e-9);
        drop(&labels);
        drop(&each);
        drop(&single);
    }
}

// Under a name that lasts, the desk knows what labels tell it; under names that change it takes each for a
// home, does not see that what they say is alike, and states too small an error of the same figures. Families
// feel that as they feel labels.
static void test_names_tell_what_labels_tell(void **state) {
    (void)state;
    struct lived labels = tell("ask_labels", NULL),
                 lasting = tell("ask_labels", (const char *[]){"microwave.report=pseudonymous",
                                                               "microwave.pseudonym_days=366", NULL}),
                 changing = tell("ask_labels", (const char *[]){"microwave.report=pseudonymous",
                                                                "microwave.pseudonym_days=7", NULL});
    double homes = of(&labels, "food_insight_homes"), stated = of(&labels, "food_insight_stated_error");
    const struct lived *named[] = {&lasting, &changing};
    for (int i = 0; i < 2; i++) {
        assert_true(of(named[i], "food_insight_reports") == of(&labels, "food_insight_reports"));
        assert_float_equal(of(named[i], "food_insight_says_pizza"), of(&labels, "food_insight_says_pizza"),
                           1e-12);
        assert_float_equal(of(named[i], "food_insight_error"), of(&labels, "food_insight_error"), 1e-9);
    }
    assert_true(of(&lasting, "food_insight_homes") == homes);
    assert_float_equal(of(&lasting, "food_insight_stated_error"), stated, 1e-9);
    // 31 days are touched by five weeks; not every home heats something in the last one.
    double names = of(&changing, "food_insight_homes");
    print_message("%.0f homes, %.0f names; stated %.3f %%, by names %.3f %%\n", homes, names, stated,
                  of(&changing, "food_insight_stated_error"));
    assert_true(names > 4 * homes && names <= 5 * homes);
    assert_true(of(&changing, "food_insight_stated_error") < 0.9 * stated);
    assert_true(of(&changing, "food_insight_stated_error") > 0.4 * stated);
    for (uint32_t home = 0; home < HOMES; home++)
        for (uint16_t i = 0; i < gate_flow_count(changing.made.world->gate); i++) {
            const struct gate_entry *entry = gate_entry_at(changing.made.world->gate, home, i);
            if (gate_flow_at(changing.made.world->gate, i)->data_class == DATA_FOOD && entry->transfers)
                assert_int_equal(entry->forms, 1u << FORM_PSEUDONYMOUS);
        }
    assert_true(welfare_sums_worth(changing.made.world) == welfare_sums_worth(labels.made.world));
    drop(&labels);
    drop(&lasting);
    drop(&changing);
}

// What the gate wrote down says noised, and nothing else.
static void test_noised_reports_are_known_as_such(void **state) {
    (void)state;
    struct lived lived = tell("noised", NULL);
    unsigned homes = 0;
    const struct gate *gate = lived.made.world->gate;
    for (uint16_t i = 0; i < gate_flow_count(gate); i++)
        for (uint32_t home = 0; home < HOMES && gate_flow_at(gate, i)->data_class == DATA_FOOD; home++) {
            const struct gate_entry *entry = gate_entry_at(gate, home, i);
            if (entry->transfers == 0) continue;
            assert_int_equal(entry->forms, 1u << FORM_NOISED);
            homes++;
        }
    assert_true(homes > 20);
    drop(&lived);
}

// Each home spends by how often it reported; the mean and the most of the series are those of the homes.
static void test_epsilon_adds_up(void **state) {
    (void)state;
    struct lived lived = tell("noised", NULL);
    const struct run_column *reports = run_column_named(lived.run, "microwave_reports"),
                            *epsilon = run_column_named(lived.run, "microwave_epsilon");
    double sum = 0, count = 0, homes = 0, most = 0;
    for (size_t home = 0; home < lived.run->homes; home++) {
        if (reports->values[home] == 0) continue;
        double spent = privacy_budget_spent(reports->values[home], 1, 1e-6);
        assert_float_equal(epsilon->values[home], spent, 1e-9);
        sum += spent;
        count += reports->values[home];
        homes++;
        most = fmax(most, spent);
    }
    assert_true(homes > 20 && most > sum / homes);
    assert_float_equal(of(&lived, "microwave_epsilon_spent"), sum / homes, 1e-6);
    assert_float_equal(of(&lived, "microwave_epsilon_sum"), count / homes, 1e-6);
    // The reports of the last hour have not arrived when the run ends.
    double arrived = of(&lived, "food_insight_most_epsilon");
    assert_true(arrived <= most + 1e-9 && arrived > 0.95 * most);
    drop(&lived);
}

// A poor recogniser that never asks skews the shares; its known errors can be taken out again.
static void test_known_errors_can_be_taken_out(void **state) {
    (void)state;
    const char *const raw[] = {"microwave.accuracy=0.6", "microwave.asks_below=0",      "microwave.notices=0",
                               "microwave.connected=1",  "food_insight.corrects=false", NULL};
    const char *const corrected[] = {raw[0], raw[1], raw[2], raw[3], "food_insight.corrects=true", NULL};
    struct lived without = tell("take_labels", raw), with = tell("take_labels", corrected);
    assert_true(of(&without, "food_insight_error") > 1);
    assert_true(of(&with, "food_insight_error") < of(&without, "food_insight_error") / 2);
    // It says how sure it is of what it sees, not that what it sees is skewed.
    assert_true(of(&without, "food_insight_error") > 3 * of(&without, "food_insight_stated_error"));
    drop(&without);
    drop(&with);
}

// When the most private families eat differently, those who agree are a skewed sample, and more of them do
// not help.
static void test_who_agrees_can_be_a_skewed_sample(void **state) {
    (void)state;
    const char *const sets[] = {"homes.count=1200", "microwave.connected=1", "food.fundamentalists_diet=1",
                                "food.diet_strength=2", NULL};
    struct lived taken = tell("take_labels", sets), asked = tell("ask_labels", sets);
    assert_true(of(&asked, "food_insight_says_pizza") > 1.1 * of(&asked, "microwave_true_pizza"));
    assert_float_equal(of(&taken, "food_insight_says_pizza") / of(&taken, "microwave_true_pizza"), 1, 0.05);
    assert_true(of(&asked, "food_insight_error") > 1.5 * of(&asked, "food_insight_stated_error"));
    drop(&taken);
    drop(&asked);
}

static void test_a_desk_without_microwaves_is_refused(void **state) {
    (void)state;
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(models_catalogue());
    assert_true(plan_add(plan, "food_insight", NULL, &status, &entry));
    assert_true(plan_check(plan, &status));
    assert_null(world_create(plan, NULL, 1, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_non_null(strstr(status.message, "microwave"));
    plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_on_the_device_no_picture_leaves),
        cmocka_unit_test(test_pictures_go_to_the_cloud_only_with_consent),
        cmocka_unit_test(test_waiting_in_vain_takes_the_users_time),
        cmocka_unit_test(test_the_food_is_the_same_under_every_policy),
        cmocka_unit_test(test_asking_when_unsure_ruins_fewer_meals),
        cmocka_unit_test(test_errors_are_the_recognisers),
        cmocka_unit_test(test_ruined_meals_cost_families_and_complaints_cost_trust),
        cmocka_unit_test(test_what_leaves_follows_the_consent),
        cmocka_unit_test(test_noised_shares_are_unbiased_and_less_certain),
        cmocka_unit_test(test_foods_may_be_noised_each_by_itself),
        cmocka_unit_test(test_names_tell_what_labels_tell),
        cmocka_unit_test(test_noised_reports_are_known_as_such),
        cmocka_unit_test(test_epsilon_adds_up),
        cmocka_unit_test(test_known_errors_can_be_taken_out),
        cmocka_unit_test(test_who_agrees_can_be_a_skewed_sample),
        cmocka_unit_test(test_a_desk_without_microwaves_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
