// SPDX-License-Identifier: GPL-3.0-or-later
// A school whose machine learns when to open windows and how far to run purifiers, in plain words.
#include "models/air/outdoor_air.h"
#include "models/model.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

// March: from the 2nd, a Friday, 21 of 30 days are school days. 10 schools of 6 rooms with purifiers, 11
// bells a day.
enum { SCHOOL_DAYS = 21, ROOM_DAYS = SCHOOL_DAYS * 10 * 6, BELLS = 11 };

static struct recorded_world live(const char *air_by, const char *const *more) {
    const char *settings[14] = {
        "days=30", "homes.count=100", "school.classrooms=6", "school.equipped=1", air_by, NULL};
    for (size_t i = 5; more && *more; i++) settings[i] = *more++;
    return recorded_world_live("scenarios/classroom_air.lua", "school", 0, settings);
}

static double of(const struct recorded_world *lived, const char *metric) {
    char name[100];
    snprintf(name, sizeof name, "school_%s", metric);
    return recorded_world_metric(lived, name);
}

static void assert_same(double a, double b) {
    if (!(fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)))) fail_msg("%.17g is not %.17g", a, b);
}

// Whoever opens the windows, the air costs what its parts do. Here everybody has as many pupils.
static void the_air_costs_what_its_parts_do(void **state) {
    (void)state;
    static const char *const alike[] = {"school.pupils_spread=0", "school.dust_won=30", NULL};
    static const char *const ways[] = {"school.air_by=rule", "school.air_by=learned"};
    for (int i = 0; i < 2; i++) {
        struct recorded_world lived = live(ways[i], alike);
        double dust = 30 * of(&lived, "pm25") / 10,
               co2 = 50 * (of(&lived, "co2") - lived.made.world->model->air->co2_ppm) / 1000;
        double known = 23.1 * of(&lived, "room_hours") * (dust + co2) + 120 * of(&lived, "energy") +
                       200 * of(&lived, "heat");
        double noise = (of(&lived, "air_cost") - known) / (23.1 * 20 * of(&lived, "room_hours"));
        print_message("%s: %.3f of the lessons at full noise\n", ways[i], noise);
        assert_true(noise > 0.05 && noise < 0.8);  // used in 0.8 of the rooms
        recorded_world_drop(&lived);
    }
}

static void where_nothing_learns_nothing_is_learnt(void **state) {
    (void)state;
    struct recorded_world lived =
        live("school.air_by=rule",
             (const char *const[]){"school.airs_in_breaks=0", "school.acts_on_display=0", NULL});
    assert_true(of(&lived, "decisions") == 0 && of(&lived, "tried_hours") == 0 && of(&lived, "heat") == 0);
    assert_int_equal(learning_count(lived.made.world), 0);
    assert_true(of(&lived, "air_cost") > 0);
    recorded_world_drop(&lived);
}

// All rooms do what it says: a decision a bell; with the same luck the air costs less than by the rule,
// trying included.
static void it_learns_and_the_air_costs_less(void **state) {
    (void)state;
    static const char *const all[] = {"school.acts_on_display=1", NULL};
    struct recorded_world rule = live("school.air_by=rule", all),
                          learned = live("school.air_by=learned", all);
    assert_same(of(&learned, "decisions"), (double)ROOM_DAYS * BELLS);
    assert_same(of(&learned, "room_hours"), of(&rule, "room_hours"));
    print_message(
        "won of air: %.0f by the rule, %.0f learnt (%.0f believed to be lost by trying); %.0f and %.0f ppm, "
        "%.1f and %.1f "
        "ug/m3; while it tried, in %.0f of %.0f h, %.0f ppm and %.1f ug/m3\n",
        of(&rule, "air_cost"), of(&learned, "air_cost"), of(&learned, "exploration_won"), of(&rule, "co2"),
        of(&learned, "co2"), of(&rule, "pm25"), of(&learned, "pm25"), of(&learned, "tried_hours"),
        of(&learned, "room_hours"), of(&learned, "tried_co2"), of(&learned, "tried_pm25"));
    assert_true(of(&learned, "air_cost") < 0.95 * of(&rule, "air_cost"));
    assert_true(of(&learned, "exploration_won") > 0 &&
                of(&learned, "tried_hours") > 0.1 * of(&learned, "room_hours"));
    assert_true(of(&learned, "tried_hours") < 0.7 * of(&learned, "room_hours"));
    assert_int_equal(learning_count(learned.made.world), 10);  // a month of ten schools
    double won = 0;
    for (size_t i = 0; i < 10; i++)
        won += learning_at(learned.made.world, i)->learnt.score * SCHOOL_DAYS * 6 * 4;
    assert_same(won, of(&learned, "air_cost"));
    recorded_world_drop(&rule), recorded_world_drop(&learned);
}

// Classes that keep to nothing go on as they like, and a policy's rules go before the machine.
static void nobody_is_made_to_follow(void **state) {
    (void)state;
    static const char *const none[] = {"school.acts_on_display=0", NULL};
    struct recorded_world rule = live("school.air_by=rule", none),
                          learned = live("school.air_by=learned", none);
    assert_true(of(&learned, "decisions") == 0);
    assert_same(of(&learned, "air_cost"), of(&rule, "air_cost"));
    recorded_world_drop(&rule), recorded_world_drop(&learned);
    struct recorded_world some = live("school.air_by=learned", NULL);
    double share = of(&some, "decisions") / BELLS / ROOM_DAYS, error = sqrt(0.6 * 0.4 / ROOM_DAYS);
    if (fabs(share - 0.6) > 4 * error) fail_msg("%g of the rooms and days, not 0.6", share);
    recorded_world_drop(&some);
}

// What an hour of cold costs is felt: who heeds it opens less.
static void who_heeds_the_cold_keeps_more_heat(void **state) {
    (void)state;
    struct recorded_world warm =
        live("school.air_by=learned", (const char *const[]){"school.heat_won=2000", NULL});
    struct recorded_world cold =
        live("school.air_by=learned", (const char *const[]){"school.heat_won=0", NULL});
    assert_true(of(&warm, "heat") < 0.7 * of(&cold, "heat"));
    assert_true(of(&warm, "co2") > of(&cold, "co2"));
    recorded_world_drop(&warm), recorded_world_drop(&cold);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_air_costs_what_its_parts_do),
        cmocka_unit_test(where_nothing_learns_nothing_is_learnt),
        cmocka_unit_test(it_learns_and_the_air_costs_less),
        cmocka_unit_test(nobody_is_made_to_follow),
        cmocka_unit_test(who_heeds_the_cold_keeps_more_heat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
