// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks whose success theory knows, and the law that none succeeds more often than its bound allows.
#include <math.h>

#include "models/attacks/attack.h"
#include "models/food/food.h"
#include "models/food/microwave.h"
#include "models/methods/randomised_response_mechanism.h"
#include "models/pests/robot_vacuum.h"
#include "role_attack.inc"
#include "sim/engine/guesses.h"
#include "tests/support/scenario_world.h"

static const struct technique *const attacks[] = {ROLE_attack};
enum { ATTACKS = sizeof attacks / sizeof *attacks };
static const char stage[] = "tests/contract/stages/onlookers.lua";

// ---- Scores ----------------------------------------------------------------------------------------------

static void add_many(struct attack_score *score, uint32_t *home, unsigned truth, unsigned guess,
                     unsigned count) {
    for (unsigned i = 0; i < count; i++) attack_score_add(score, (*home)++, truth, guess);
}

// Newcombe 1998, table II: 56 of 70 against 48 of 80, method 10: 0.0524 to 0.3339.
static void test_the_interval_is_newcombes(void **state) {
    (void)state;
    struct attack_score *score = attack_score_create(2, 150);
    uint32_t home = 0;
    add_many(score, &home, 1, 1, 56);
    add_many(score, &home, 1, 0, 14);
    add_many(score, &home, 0, 1, 48);
    add_many(score, &home, 0, 0, 32);
    struct attack_result result = attack_score_result(score);
    assert_float_equal(result.advantage, 0.2, 1e-12);
    assert_float_equal(result.low, 0.0524, 1e-3);  // homes as clusters widen it by one part in 300
    assert_float_equal(result.high, 0.3339, 1e-3);
    assert_float_equal(result.balanced, 0.6, 1e-12);
    assert_float_equal(result.right, 88.0 / 150, 1e-12);
    assert_float_equal(result.mcc, (56.0 * 32 - 48.0 * 14) / sqrt(104.0 * 70 * 80 * 46), 1e-12);
    attack_score_free(score);
}

// The same answers, ten times over from the same homes, tell no more than once.
static void test_answers_of_one_home_are_alike(void **state) {
    (void)state;
    double error[2];
    for (int times = 0; times < 2; times++) {
        struct attack_score *score = attack_score_create(2, 150);
        for (int again = 0; again < (times ? 10 : 1); again++) {
            uint32_t home = 0;
            add_many(score, &home, 1, 1, 56);
            add_many(score, &home, 1, 0, 14);
            add_many(score, &home, 0, 1, 48);
            add_many(score, &home, 0, 0, 32);
        }
        error[times] = attack_score_result(score).error;
        attack_score_free(score);
    }
    assert_float_equal(error[0], error[1], 1e-12);
    assert_float_equal(error[0], sqrt(150.0 / 149 * (0.8 * 0.2 / 70 + 0.6 * 0.4 / 80)), 1e-12);
}

static void test_bits_of_knowing_all_and_of_knowing_nothing(void **state) {
    (void)state;
    enum { ANSWERS = 7, EACH = 200 };
    struct attack_score *all = attack_score_create(ANSWERS, ANSWERS * EACH),
                        *none = attack_score_create(ANSWERS, ANSWERS * EACH);
    for (uint32_t i = 0; i < ANSWERS * EACH; i++) {
        attack_score_add(all, i, i % ANSWERS, i % ANSWERS);
        attack_score_add(none, i, i % ANSWERS, i / ANSWERS % ANSWERS);
    }
    struct attack_result knows = attack_score_result(all), guesses = attack_score_result(none);
    // H = log2 7 without bias; each of the three entropies is corrected by 6 / (2 n ln 2).
    assert_float_equal(knows.bits, log2(7) + 6 / (2 * 1400 * log(2)), 1e-9);
    assert_float_equal(knows.advantage, 1, 1e-12);
    assert_float_equal(knows.mcc, 1, 1e-12);
    assert_true(guesses.bits < 1e-3 && fabs(guesses.advantage) < 0.05);
    attack_score_free(all);
    attack_score_free(none);
}

// ---- Noise -----------------------------------------------------------------------------------------------

// What the attack on meals makes of reports with that noise: one from each home, of each food in turn.
static struct attack_result attack_noise(unsigned foods, double epsilon) {
    enum { REPORTS = 40000 };
    const struct attack *meal = attack_meal_technique.attack;
    struct randomised_response noise = randomised_response_of(foods, epsilon);
    struct random_sequence luck = {{2018, 0}, RANDOM_WORLD, random_stream("test of noise"), 0};
    struct attack_score *score = attack_score_create(foods, REPORTS);
    for (uint32_t i = 0; i < REPORTS; i++) {
        struct item item = {.topic = &food_eaten, .home = i};
        item.value = randomised_response_report(&noise, i % foods, random_next(&luck));
        int guess = meal->guess(NULL, &(struct attack_question){i, 0, 0, &item});
        attack_score_add(score, i, i % foods, (unsigned)guess);
    }
    struct attack_result result = attack_score_result(score);
    attack_score_free(score);
    return result;
}

static bool breaks(double advantage, double error, double bound) {
    return advantage - 3 * error > bound;
}

static void test_of_two_truths_noise_lets_pass_what_the_bound_says(void **state) {
    (void)state;
    static const double epsilon[] = {0.1, 0.5, 1, 2};
    static const double bound[] = {0.0500, 0.2449, 0.4621, 0.7616};  // tanh(epsilon / 2)
    for (int i = 0; i < 4; i++) {
        struct attack_result result = attack_noise(2, epsilon[i]);
        assert_float_equal(tanh(epsilon[i] / 2), bound[i], 5e-5);
        assert_true(fabs(result.advantage - bound[i]) < 3 * result.error);
    }
}

static void test_of_seven_foods_it_is_right_as_often_as_noise_is(void **state) {
    (void)state;
    struct attack_result result = attack_noise(7, 1);
    double share_error = sqrt(0.3118 * 0.6882 / result.answers);
    assert_true(fabs(result.right - exp(1) / (exp(1) + 6)) < 3 * share_error);
    assert_true(fabs(result.advantage - (exp(1) - 1) / (exp(1) + 6)) < 3 * result.error);
}

// Noise that claims epsilon 1 and is made by 3 is found out; one that keeps its word is not.
static void test_noise_that_claims_too_much_is_found_out(void **state) {
    (void)state;
    for (unsigned foods = 2; foods <= 7; foods += 5) {
        struct attack_result honest = attack_noise(foods, 1), wrong = attack_noise(foods, 3);
        assert_false(breaks(honest.advantage, honest.error, tanh(0.5)));
        assert_true(breaks(wrong.advantage, wrong.error, tanh(0.5)));
    }
}

// ---- In the simulator ------------------------------------------------------------------------------------

static struct scenario_world live(const char *policy, const char *const *settings) {
    struct scenario_world made = scenario_world_make(stage, policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

static struct guessed of(const struct scenario_world *made, const char *attacker) {
    for (size_t i = 0; i < guesses_count(made->world); i++) {
        const struct guesses_row *row = guesses_at(made->world, i);
        if (strcmp(made->world->parties[row->party].name, attacker) == 0) return row->guessed;
    }
    fail_msg("%s guesses nothing", attacker);
    return (struct guessed){0};
}

// The first of that technique.
static struct guessed by(const struct scenario_world *made, const char *technique) {
    for (size_t i = 0; i < guesses_count(made->world); i++) {
        const struct guesses_row *row = guesses_at(made->world, i);
        if (strcmp(row->guessed.technique->name, technique) == 0) return row->guessed;
    }
    fail_msg("%s guesses nothing", technique);
    return (struct guessed){0};
}

static void say(const struct guessed *g) {
    print_message(
        "%-22s %8.0f answers, right %.4f (without %.4f), advantage %.4f (%.4f to %.4f; error %.4f; without "
        "%.4f), bound "
        "%.4f, balanced %.4f, mcc %.4f, %.4f bits\n",
        g->technique->name, g->answers, g->right, g->without, g->advantage, g->low, g->high, g->error,
        g->advantage_without, g->bound, g->balanced, g->mcc, g->bits);
}

// Each attack that has a bound meets a policy that sets one, and keeps it. A new one without a bound here
// fails.
static void test_no_attack_beats_its_bound(void **state) {
    (void)state;
    struct scenario_world made = live("noised", NULL);
    unsigned bounded = 0;
    for (size_t i = 0; i < ATTACKS; i++) {
        struct guessed result = by(&made, attacks[i]->name);
        say(&result);
        if (!attacks[i]->attack->bound) {
            assert_true(isnan(result.bound));
            continue;
        }
        if (isnan(result.bound) || !(result.answers > 100)) fail_msg("%s met no bound", attacks[i]->name);
        if (breaks(result.advantage, result.error, result.bound))
            fail_msg("%s: %f beyond %f", attacks[i]->name, result.advantage, result.bound);
        bounded++;
    }
    assert_true(bounded >= 2);
    struct guessed meals = by(&made, "attack_meal");
    assert_true(fabs(meals.right - exp(1) / (exp(1) + 6)) < 3 * sqrt(0.3118 * 0.6882 / meals.answers));
    assert_true(fabs(meals.advantage - (exp(1) - 1) / (exp(1) + 6)) < 3 * meals.error);
    scenario_world_drop(&made);
}

static void test_labels_tell_all_of_meals_and_much_of_the_rest(void **state) {
    (void)state;
    struct scenario_world made = live("labels", NULL);
    for (size_t i = 0; i < ATTACKS; i++) {
        struct guessed result = by(&made, attacks[i]->name);
        say(&result);
        assert_true(isnan(result.bound));
    }
    struct guessed meals = by(&made, "attack_meal"), empty = by(&made, "attack_empty"),
                   linked = by(&made, "attack_linkage"), size = by(&made, "attack_household_size");
    assert_float_equal(meals.right, 1, 0);
    assert_float_equal(meals.advantage, 1, 1e-12);
    assert_true(empty.advantage > empty.advantage_without && empty.low > 0.4);
    assert_true(size.right > size.without && size.low > 0);
    assert_true(linked.low > 0 && linked.right > 5 * linked.without);
    scenario_world_drop(&made);
}

// Where nothing arrives the clock alone is left, and whoever has nothing to go by guesses at nothing.
static void test_where_nothing_arrives_the_clock_is_left(void **state) {
    (void)state;
    struct scenario_world made = live("nothing", NULL);
    struct guessed empty = by(&made, "attack_empty");
    assert_true(empty.answers > 100000);
    assert_float_equal(empty.advantage, empty.advantage_without, 0);
    assert_float_equal(empty.right, empty.without, 0);
    assert_true(empty.advantage > 0.1);  // that offices stand full by day everybody knows
    static const char *const blind[] = {"attack_meal", "attack_household_size", "attack_linkage",
                                        "attack_membership", "attack_taste"};
    for (int i = 0; i < 5; i++) {
        struct guessed result = by(&made, blind[i]);
        assert_float_equal(result.answers, 0, 0);
        assert_true(isnan(result.advantage) && isnan(result.right));
    }
    scenario_world_drop(&made);
}

// What the firm deletes is gone for who overhears it: profiles that families told, and the oldest signs of
// life. What was guessed at once stays guessed.
static void test_what_is_deleted_is_forgotten(void **state) {
    (void)state;
    struct scenario_world kept = live("labels", NULL), month = live("month", NULL);
    struct guessed longer = by(&kept, "attack_household_size"), shorter = by(&month, "attack_household_size");
    assert_true(shorter.answers > longer.answers);  // of homes that had told how many they are
    assert_true(shorter.right < longer.right);
    assert_true(by(&month, "attack_empty").advantage < by(&kept, "attack_empty").advantage);
    assert_float_equal(by(&month, "attack_meal").answers, by(&kept, "attack_meal").answers, 0);
    scenario_world_drop(&kept);
    scenario_world_drop(&month);
}

// ---- Tastes ----------------------------------------------------------------------------------------------

static int furthest_above(const double share[FOOD_CLASSES], const double base[FOOD_CLASSES]) {
    int best = 0;
    for (int food = 1; food < FOOD_CLASSES; food++)
        if (share[food] - base[food] > share[best] - base[best]) best = food;
    return best;
}

// Without noise what is believed is the mean of a Dirichlet belief after all meals, which the ovens' own
// counts give.
static void test_without_noise_a_taste_is_what_was_counted(void **state) {
    (void)state;
    struct scenario_world made = live("labels", NULL);
    const struct food_settings *food = plan_section(made.world->plan, &food_section);
    double asked = 0, right = 0;
    for (uint32_t home = 0; home < made.world->home_count; home++) {
        const uint32_t *eaten = microwave_eaten(made.world, home);
        double share[FOOD_CLASSES], believed[FOOD_CLASSES], meals = 0;
        if (!eaten || made.world->homes[home].members == 0) continue;
        for (int k = 0; k < FOOD_CLASSES; k++) {
            believed[k] = food->concentration * food->base_share[k] + eaten[k];
            meals += eaten[k];
        }
        if (meals == 0) continue;
        for (int k = 0; k < FOOD_CLASSES; k++) believed[k] /= food->concentration + meals;
        food_taste(made.world, home, share);
        asked++;
        right += furthest_above(believed, food->base_share) == furthest_above(share, food->base_share);
    }
    struct guessed result = of(&made, "gourmet");
    say(&result);
    assert_true(asked > 100);
    assert_float_equal(result.answers, asked, 0);
    assert_float_equal(result.right, right / asked, 1e-12);
    assert_true(result.low > 0.2);
    scenario_world_drop(&made);
}

// Twenty days of labels of epsilon 0.1: the bound of all of them together is far below 1, and is kept; labels
// of epsilon 4 that claimed to be of 0.1 would be found out.
static void test_many_reports_keep_to_the_bound_of_their_composition(void **state) {
    (void)state;
    static const char *const less[] = {"microwave.epsilon=4", NULL};
    struct scenario_world faint = live("faint", NULL), noised = live("faint", less);
    struct guessed honest = of(&faint, "gourmet"), wrong = of(&noised, "gourmet");
    say(&honest);
    say(&wrong);
    assert_true(honest.bound > tanh(0.05) && honest.bound < 0.3);
    assert_false(breaks(honest.advantage, honest.error, honest.bound));
    assert_true(breaks(wrong.advantage, wrong.error, honest.bound));
    assert_true(wrong.bound > 0.9);  // of weeks of labels of epsilon 4 theory promises next to nothing
    scenario_world_drop(&faint);
    scenario_world_drop(&noised);
}

// ---- Cockroaches -----------------------------------------------------------------------------------------

// Runs whose rates are planted: what EM finds of them guesses about as well as who knows the rates.
static void test_rates_of_sightings_are_learnt_from_the_sightings(void **state) {
    (void)state;
    static const double rates[2] = {0.01, 0.1};
    enum { RUNS = 60 };
    const struct attack *pest = attack_pest_technique.attack;
    struct scenario_world made = scenario_world_make(stage, "nothing", 0, NULL, 1);
    scenario_world_run(&made);
    struct attack_settings settings = {.prior = 1};
    struct attack_case attack = {
        .world = made.world, .attack = pest, .settings = &settings, .memory_days = INFINITY};
    attack.state = status_allocate(1, pest->state_size);
    pest->begin(&attack);
    struct random_sequence luck = {{2018, 0}, RANDOM_WORLD, random_stream("test of runs"), 0};
    uint32_t homes = made.world->home_count;
    struct attack_score *learnt = attack_score_create(2, homes), *known = attack_score_create(2, homes);
    bool *had = status_allocate(homes, sizeof *had);
    uint32_t *reported = status_allocate(homes, sizeof *reported);
    for (uint32_t home = 0; home < homes; home++) {
        had[home] = random_next_uniform(&luck) < 0.25;
        for (int run = 0; run < RUNS; run++) {
            bool sees = random_next_uniform(&luck) < rates[had[home]];
            reported[home] += sees;
            pest->learns(&attack, &(struct item){.topic = &robot_vacuum_run, .home = home, .value = sees}, 1);
        }
    }
    pest->ready(&attack);
    double each = log(rates[1] / rates[0]), none = log((1 - rates[1]) / (1 - rates[0]));
    for (uint32_t home = 0; home < homes; home++) {
        double odds = reported[home] * each + (RUNS - reported[home]) * none;
        int guess = pest->guess(&attack, &(struct attack_question){.home = home});
        attack_score_add(learnt, home, had[home], (unsigned)guess);
        attack_score_add(known, home, had[home], odds > 0);
    }
    struct attack_result own = attack_score_result(learnt), best = attack_score_result(known);
    print_message("advantage %.3f, by known rates %.3f, error %.3f\n", own.advantage, best.advantage,
                  best.error);
    assert_true(best.advantage > 0.7);
    assert_true(own.advantage > best.advantage - 3 * best.error);
    pest->end(&attack);
    free(attack.state);
    free(had);
    free(reported);
    attack_score_free(learnt);
    attack_score_free(known);
    scenario_world_drop(&made);
}

// Flats that told nothing are known better by what those around them tell.
static void test_neighbours_tell_on_each_other(void **state) {
    (void)state;
    static const char *const some[] = {"robot_vacuum.ownership=0.4", "cockroaches.spreads_per_day=0.03",
                                       NULL};
    static const char *const apart[] = {"robot_vacuum.ownership=0.4", "cockroaches.spreads_per_day=0.03",
                                        "landlord.by_neighbours=false", NULL};
    struct scenario_world with = live("labels", some), without = live("labels", apart);
    struct guessed together = of(&with, "landlord"), alone = of(&without, "landlord");
    say(&together);
    say(&alone);
    assert_true(alone.low > 0 && alone.advantage > alone.advantage_without);
    assert_true(together.advantage > alone.advantage);
    assert_float_equal(together.advantage_without, alone.advantage_without, 0);
    scenario_world_drop(&with);
    scenario_world_drop(&without);
}

// So does the maker's own mail, of the homes that it took a sighting from.
static void test_a_makers_mail_tells_of_cockroaches(void **state) {
    (void)state;
    static const char *const mail[] = {"landlord.watches=maker", NULL};
    struct scenario_world made = live("labels", mail), none = live("nothing", mail);
    struct guessed taken = of(&made, "landlord"), nothing = of(&none, "landlord");
    say(&taken);
    assert_true(taken.advantage > taken.advantage_without);
    assert_float_equal(nothing.advantage, nothing.advantage_without, 0);
    scenario_world_drop(&made);
    scenario_world_drop(&none);
}

// ---- Presence --------------------------------------------------------------------------------------------

// An air conditioner's labels of presence tell more than the clock does; so do its pictures.
static void test_labels_of_presence_tell_a_burglar(void **state) {
    (void)state;
    static const char *const pictures[] = {"air_conditioner.placement=cloud", NULL};
    struct scenario_world labels = live("labels", NULL), raw = live("labels", pictures);
    struct guessed by_labels = of(&labels, "thief"), by_pictures = of(&raw, "thief");
    say(&by_labels);
    say(&by_pictures);
    assert_true(by_labels.advantage > by_labels.advantage_without);
    assert_true(by_pictures.advantage > by_pictures.advantage_without);
    scenario_world_drop(&labels);
    scenario_world_drop(&raw);
}

// Who may tell no more this month is silent, and not away.
static void test_silence_by_a_cap_is_no_trip(void **state) {
    (void)state;
    struct scenario_world made = live("rationed", NULL);
    struct guessed result = of(&made, "burglar");
    say(&result);
    assert_true(result.advantage > result.advantage_without - 0.005);
    scenario_world_drop(&made);
}

// A recogniser that learnt from a few homes, which differ much, is surer of their things than of others'.
static void test_few_homes_that_differ_much_are_found_in_a_recogniser(void **state) {
    (void)state;
    enum { LUCKS = 6 };
    static const char *const few[] = {"robot_vacuum.ownership=0.1", "training.homes_differ=10",
                                      "training.first_homes=1", "training.first_examples=10", NULL};
    double advantage = 0, variance = 0;
    for (uint32_t luck = 0; luck < LUCKS; luck++) {
        struct scenario_world made = scenario_world_make(stage, "labels", luck, few, 1);
        scenario_world_run(&made);
        struct guessed result = by(&made, "attack_membership");
        advantage += result.advantage / LUCKS;
        variance += result.error * result.error / (LUCKS * LUCKS);
        scenario_world_drop(&made);
    }
    print_message("advantage %.3f, error %.3f\n", advantage, sqrt(variance));
    assert_true(advantage > 3 * sqrt(variance));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_interval_is_newcombes),
        cmocka_unit_test(test_answers_of_one_home_are_alike),
        cmocka_unit_test(test_bits_of_knowing_all_and_of_knowing_nothing),
        cmocka_unit_test(test_of_two_truths_noise_lets_pass_what_the_bound_says),
        cmocka_unit_test(test_of_seven_foods_it_is_right_as_often_as_noise_is),
        cmocka_unit_test(test_noise_that_claims_too_much_is_found_out),
        cmocka_unit_test(test_no_attack_beats_its_bound),
        cmocka_unit_test(test_labels_tell_all_of_meals_and_much_of_the_rest),
        cmocka_unit_test(test_where_nothing_arrives_the_clock_is_left),
        cmocka_unit_test(test_what_is_deleted_is_forgotten),
        cmocka_unit_test(test_without_noise_a_taste_is_what_was_counted),
        cmocka_unit_test(test_many_reports_keep_to_the_bound_of_their_composition),
        cmocka_unit_test(test_rates_of_sightings_are_learnt_from_the_sightings),
        cmocka_unit_test(test_neighbours_tell_on_each_other),
        cmocka_unit_test(test_a_makers_mail_tells_of_cockroaches),
        cmocka_unit_test(test_labels_of_presence_tell_a_burglar),
        cmocka_unit_test(test_silence_by_a_cap_is_no_trip),
        cmocka_unit_test(test_few_homes_that_differ_much_are_found_in_a_recogniser),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
