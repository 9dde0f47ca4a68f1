// SPDX-License-Identifier: GPL-3.0-or-later
// What families heat and when, against the moments of the laws they are drawn from; and the food desk's
// arithmetic against the chain of errors it undoes.
#include "models/food/food_insight.h"
#include "models/food/food_noise.h"
#include "models/food/meals.h"
#include "models/food/microwave.h"
#include "models/model.h"
#include "models/people/families.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 6000 };

static struct scenario_world world_with(const char *first, const char *second) {
    const char *const settings[] = {"homes.count=6000", first, second, NULL};
    return scenario_world_make("scenarios/what_is_eaten.lua", "nothing", 0, settings, 1);
}

static void test_the_season_is_neutral_over_the_year(void **state) {
    (void)state;
    struct food_settings *s = setting_defaults(food_section.kind.settings);
    int64_t winter = clock_days_from_civil(2019, 1, 15), summer = clock_days_from_civil(2019, 7, 16);
    double sum = 0;
    for (int64_t day = winter; day < winter + 365; day++) sum += food_season(s, FOOD_SWEET_POTATO, day);
    assert_float_equal(sum / 365, 1, 1e-3);
    assert_float_equal(food_season(s, FOOD_SWEET_POTATO, winter) / food_season(s, FOOD_SWEET_POTATO, summer),
                       3, 1e-3);
    // exp(a) / I0(a) with a = ln(3) / 2: the mean over a circle of exp(a cos) is I0(a).
    assert_float_equal(food_season(s, FOOD_SWEET_POTATO, winter), 1.6084, 1e-4);
    assert_float_equal(food_season(s, FOOD_PIZZA, winter), 1, 0);
    setting_free(food_section.kind.settings, s);
}

// Standard normal among families: mean within 3 / sqrt(n), variance within 3 sqrt(2 / n).
static void test_diets_are_standard_normal(void **state) {
    (void)state;
    struct scenario_world made = world_with("food.winter_factor=3", NULL);
    double sum = 0, squares = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        double diet = food_diet(made.world, home);
        sum += diet;
        squares += diet * diet;
    }
    assert_true(fabs(sum / HOMES) < 3 / sqrt(HOMES));
    assert_true(fabs(squares / HOMES - 1) < 3 * sqrt(2.0 / HOMES));
    scenario_world_drop(&made);
}

// Dirichlet with mean m and concentration c: mean m, variance m (1 - m) / (c + 1).
static void test_tastes_have_the_moments_of_a_dirichlet(void **state) {
    (void)state;
    static const double base[FOOD_CLASSES] = {0.25, 0.20, 0.12, 0.10, 0.06, 0.06, 0.21}, concentration = 20;
    struct scenario_world made = world_with("food.diet_strength=0", "food.concentration=20");
    double sum[FOOD_CLASSES] = {0}, squares[FOOD_CLASSES] = {0};
    for (uint32_t home = 0; home < HOMES; home++) {
        double share[FOOD_CLASSES], all = 0;
        food_taste(made.world, home, share);
        for (int i = 0; i < FOOD_CLASSES; i++) {
            all += share[i];
            sum[i] += share[i];
            squares[i] += (share[i] - base[i]) * (share[i] - base[i]);
        }
        assert_float_equal(all, 1, 1e-9);
    }
    for (int i = 0; i < FOOD_CLASSES; i++) {
        double variance = base[i] * (1 - base[i]) / (concentration + 1);
        assert_true(fabs(sum[i] / HOMES - base[i]) < 3.5 * sqrt(variance / HOMES));
        assert_float_equal(squares[i] / HOMES / variance, 1, 0.12);  // skewed: several times sqrt(2 / n)
    }
    scenario_world_drop(&made);
}

// Families that lean to healthy food eat less pizza for each sweet potato: the log of the mean shares' ratio
// moves by strength x (0.9 + 1) per standard deviation.
static void test_diet_moves_the_shares(void **state) {
    (void)state;
    struct scenario_world made = world_with("food.diet_strength=0.5", "food.concentration=50");
    double pizza[2] = {0}, potato[2] = {0}, diet_sum[2] = {0}, count[2] = {0};
    for (uint32_t home = 0; home < HOMES; home++) {
        double share[FOOD_CLASSES], diet = food_diet(made.world, home);
        if (fabs(fabs(diet) - 1) > 0.25) continue;
        food_taste(made.world, home, share);
        int side = diet > 0;
        pizza[side] += share[FOOD_PIZZA];
        potato[side] += share[FOOD_SWEET_POTATO];
        diet_sum[side] += diet;
        count[side]++;
    }
    double step = diet_sum[1] / count[1] - diet_sum[0] / count[0];
    double moved = log(potato[1] / pizza[1]) - log(potato[0] / pizza[0]);
    assert_float_equal(moved / (0.5 * 1.9 * step), 1, 0.06);
    scenario_world_drop(&made);
}

// Meals of persons who are always up fall on the hours in proportion to their weights, and are as many as the
// rate says.
static void test_meals_follow_the_clock(void **state) {
    (void)state;
    enum { PERSONS = 3, DAYS = 20000 };
    struct meals meals = {.per_person_day = 0.4};
    double weight[24] = {0}, counted[24] = {0}, all = 0;
    weight[7] = 1, weight[12] = 2, weight[18] = 3, weight[23] = 2;
    for (int hour = 0; hour < 24; hour++) meals.upto[hour + 1] = meals.upto[hour] + weight[hour] / 8;
    struct random_sequence luck = {{2018, 1}, random_home(0), random_stream("test meals"), 0};
    time_ms now = 5 * CLOCK_HOUR;
    while ((now = meals_next(&meals, PERSONS, now, random_next_exponential(&luck))) < DAYS * CLOCK_DAY) {
        counted[clock_time_of_day(now) / CLOCK_HOUR]++;
        all++;
    }
    double expected = PERSONS * 0.4 * DAYS;
    assert_true(fabs(all - expected) < 3 * sqrt(expected));
    for (int hour = 0; hour < 24; hour++) {
        double part = expected * weight[hour] / 8;
        assert_true(fabs(counted[hour] - part) <= 3.5 * sqrt(part));
    }
    assert_true(meals_next(&(struct meals){{0}, 0}, 2, 0, 1) == CLOCK_NEVER);
}

// Of households of one person and of four, whatever the mixture: the mean household's persons, at home and
// awake for their share of the weighted day, heat as many things as are asked for.
static void test_the_mean_household_heats_as_often_as_asked(void **state) {
    (void)state;
    const double ones[] = {1, 0.25, 0};
    struct scenario_world made = world_with("families.trips_per_year=0", NULL);
    const struct model *model = made.world->model;
    double weight[24] = {0};
    weight[7] = 1, weight[12] = 0.5, weight[19] = 2;
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++) {
        // Given as weights: what counts is their ratio.
        struct families_settings families = {.size_share = {3 * ones[i], 0, 0, 3 * (1 - ones[i]), 0}};
        struct meals meals = meals_of(weight, 1.7, model->occupancy, model->occupancy_settings, &families);
        double heated = 0;
        for (int type = 0; type < PERSON_TYPES; type++) {
            double of_one[PERSON_TYPES], of_four[PERSON_TYPES];
            occupancy_household_mean(model->occupancy_settings, 1, of_one);
            occupancy_household_mean(model->occupancy_settings, 4, of_four);
            double persons = ones[i] * of_one[type] + (1 - ones[i]) * of_four[type];
            double share = occupancy_active_share(model->occupancy, (enum person_type)type, weight);
            heated += meals.per_person_day * persons * share;
        }
        assert_float_equal(heated, 1.7, 1e-9);
    }
    scenario_world_drop(&made);
}

// In the world, with families coming and going: uses_per_day in the mean of households, trips left out. Meals
// of one household are not quite independent, so the standard error is taken from how much households differ.
static void test_households_heat_as_often_as_set(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=6000", "days=28", "microwave.ownership=1",
                                    "families.trips_per_year=0", NULL};
    struct scenario_world made =
        scenario_world_make("scenarios/what_is_eaten.lua", "nothing", 0, settings, 1);
    scenario_world_run(&made);
    double sum = 0, squares = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        const uint32_t *eaten = microwave_eaten(made.world, home);
        double a_day = 0;
        for (int i = 0; i < FOOD_CLASSES; i++) a_day += eaten[i] / 28.0;
        sum += a_day;
        squares += a_day * a_day;
    }
    double mean = sum / HOMES, error = sqrt((squares / HOMES - mean * mean) / HOMES);
    assert_true(error < 0.015);
    assert_true(fabs(mean - 1.2) < 3 * error);
    scenario_world_drop(&made);
}

// What food k is reported as, and by which chance the noise then names food j.
static double chance_named(const struct food_noise *noise, double (*reported)[FOOD_CLASSES], int truth,
                           int j) {
    double p = noise->unary ? noise->each.truth : noise->label.truth,
           q = noise->unary ? noise->each.other : noise->label.other;
    return reported[truth][j] * p + (1 - reported[truth][j]) * q;
}

// A food goes through the recogniser's errors and the noise; the mean of its credits is 1 for itself, 0 for
// the others.
static void test_credits_undo_errors_and_noise(void **state) {
    (void)state;
    double reported[FOOD_CLASSES][FOOD_CLASSES];
    struct food_credits credits;
    for (int unary = 0; unary < 2; unary++) {
        for (int k = 0; k < FOOD_CLASSES; k++)
            for (int j = 0; j < FOOD_CLASSES; j++)
                reported[k][j] = k == j ? 0.7 : j == (k + 1) % FOOD_CLASSES ? 0.2 : 0.1 / (FOOD_CLASSES - 2);
        struct food_noise noise = food_noise_of(unary, 1);
        assert_true(food_insight_credits(&noise, reported, &credits));
        for (int truth = 0; truth < FOOD_CLASSES; truth++)
            for (int food = 0; food < FOOD_CLASSES; food++) {
                double mean = credits.each[food];
                for (int named = 0; named < FOOD_CLASSES; named++)
                    mean += chance_named(&noise, reported, truth, named) * credits.named[named][food];
                assert_float_equal(mean, truth == food, 1e-9);
            }
        // A recogniser that answers the same whatever it sees cannot be undone.
        for (int k = 0; k < FOOD_CLASSES; k++)
            for (int j = 0; j < FOOD_CLASSES; j++) reported[k][j] = j == 0;
        assert_false(food_insight_credits(&noise, reported, &credits));
    }
}

// "How many homes to see pizza to 1 %": at epsilon 1 of seven foods a report is worth that many fewer than a
// label, by the variances' ratio.
static void test_homes_needed_for_one_percent(void **state) {
    (void)state;
    struct randomised_response plain = randomised_response_of(FOOD_CLASSES, INFINITY),
                               noised = randomised_response_of(FOOD_CLASSES, 1);
    double e = exp(1), p = e / (e + 6), q = 1 / (e + 6), named = q + 0.06 * (p - q);
    double labels = randomised_response_reports_needed(&plain, 0.06, 0.01, 1.96);
    double reports = randomised_response_reports_needed(&noised, 0.06, 0.01, 1.96);
    assert_float_equal(labels, 1.96 * 1.96 * 0.06 * 0.94 / 1e-4, 1e-6);
    assert_float_equal(reports / labels, named * (1 - named) / ((p - q) * (p - q)) / (0.06 * 0.94), 1e-9);
    assert_float_equal(reports, 109299, 1);  // of independent meals; a home makes 440 a year
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_season_is_neutral_over_the_year),
        cmocka_unit_test(test_diets_are_standard_normal),
        cmocka_unit_test(test_tastes_have_the_moments_of_a_dirichlet),
        cmocka_unit_test(test_diet_moves_the_shares),
        cmocka_unit_test(test_meals_follow_the_clock),
        cmocka_unit_test(test_the_mean_household_heats_as_often_as_asked),
        cmocka_unit_test(test_households_heat_as_often_as_set),
        cmocka_unit_test(test_credits_undo_errors_and_noise),
        cmocka_unit_test(test_homes_needed_for_one_percent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
