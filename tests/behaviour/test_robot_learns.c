// SPDX-License-Identifier: GPL-3.0-or-later
// The robot vacuum's map and its learning, in plain words. Same families, floors, pets and luck throughout.
#include "models/pests/recogniser_training.h"
#include "sim/engine/meter.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 400, DAYS = 200, SETTINGS_MOST = 12 };

// Ten times the messes, so that half a year of 400 homes shows what a fleet sees.
static struct scenario_world live(const char *policy, const char *const *more) {
    const char *settings[SETTINGS_MOST] = {"homes.count=400", "homes.districts=4", "days=200",
                                           "robot_vacuum.mess_per_run=0.02", "families.pets=0.3"};
    size_t count = 5;
    while (more && *more) settings[count++] = *more++;
    settings[count] = NULL;
    struct scenario_world made = scenario_world_make("scenarios/robot_learns.lua", policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

static uint64_t disasters(const struct scenario_world *made) {
    uint64_t count = 0;
    for (uint64_t i = 1; i <= journal_count(made->world->journal); i++)
        count += !strcmp(journal_at(made->world->journal, i)->what, "robot disaster");
    return count;
}

static double recall(const struct scenario_world *made) {
    const struct trained_recogniser *latest = recogniser_training_find(made->world, world_maker(made->world));
    return 1 - recogniser_training_error(latest, latest->examples, 0);
}

static struct gate_flow pictures(const struct scenario_world *made) {
    return scenario_world_flows(made, DATA_IMAGE, "maker", "recogniser training");
}

static double energy_kwh(const struct scenario_world *made) {
    double sum = 0;
    for (uint32_t home = 0; home < HOMES; home++) sum += world_meter(made->world, home).kwh;
    return sum;
}

// ---- Learning ------------------------------------------------------------------------------------------

static void what_is_kept_at_home_teaches_the_maker_nothing(void **state) {
    (void)state;
    struct scenario_world made = live("at_home", NULL);
    for (uint16_t flow = 0; flow < gate_flow_count(made.world->gate); flow++) {
        assert_true(gate_flow_at(made.world->gate, flow)->images == 0);
        assert_true(gate_flow_at(made.world->gate, flow)->transfers == 0);
    }
    assert_true(recogniser_training_find(made.world, world_maker(made.world))->examples == 0);
    assert_true(fabs(recall(&made) - 0.8) < 1e-12);
    scenario_world_drop(&made);
}

static void who_is_asked_and_agrees_is_the_only_one_whose_pictures_leave(void **state) {
    (void)state;
    struct scenario_world made = live("ask", NULL);
    struct gate_flow flow = pictures(&made);
    assert_true(flow.images > 0 && flow.transfers_without_consent == 0);
    uint32_t known = 0, agreed = 0;
    for (uint16_t f = 0; f < gate_flow_count(made.world->gate); f++)
        for (uint32_t home = 0; home < HOMES; home++) {
            bool sent = gate_entry_at(made.world->gate, home, f)->transfers > 0;
            known += sent;
            agreed += sent && consent_state(made.world->gate, home, f, made.world->end) == CONSENT_GRANTED;
        }
    assert_true(known > 5 && known < HOMES / 2);
    assert_true(known - agreed <= known / 10);  // some withdraw later, when trust is gone
    scenario_world_drop(&made);
}

// The trade-off: the more is taken, the sooner the mess is overcome.
static void the_more_pictures_the_fewer_messes(void **state) {
    (void)state;
    const char *const online[] = {"robot_vacuum.connected=1", NULL};
    struct scenario_world at_home = live("at_home", online), ask = live("ask", online),
                          take = live("take", online);
    print_message(
        "messes smeared in %d days: at home %lu, ask %lu, take %lu; recall at the end %.3f, %.3f, %.3f\n",
        DAYS, disasters(&at_home), disasters(&ask), disasters(&take), recall(&at_home), recall(&ask),
        recall(&take));
    assert_true(pictures(&ask).images * 2 < pictures(&take).images);
    assert_int_equal(pictures(&take).transfers, pictures(&take).transfers_without_consent);
    assert_true(recall(&at_home) < recall(&ask) && recall(&ask) < recall(&take));
    assert_true(disasters(&ask) < disasters(&at_home) && disasters(&take) < disasters(&ask));
    scenario_world_drop(&at_home);
    scenario_world_drop(&ask);
    scenario_world_drop(&take);
}

static void updates_teach_less_than_pictures_and_no_picture_leaves(void **state) {
    (void)state;
    const char *const free_of_prices[] = {"families.gives_freely=0.6", "families.never_gives=0",
                                          "families.effort_won=0", NULL};
    struct scenario_world updates = live("updates", free_of_prices), ask = live("ask", free_of_prices);
    struct gate_flow flow =
        scenario_world_flows(&updates, DATA_DEVICE_HEALTH, "maker", "recogniser training");
    assert_true(flow.transfers > 0 && flow.images == 0 && flow.transfers_without_consent == 0);
    assert_true(pictures(&updates).images == 0);
    double per_update = recogniser_training_find(updates.world, world_maker(updates.world))->examples /
                        (double)flow.transfers;
    double per_picture = recogniser_training_find(ask.world, world_maker(ask.world))->examples /
                         (double)pictures(&ask).transfers;
    assert_true(recall(&updates) > 0.8);
    assert_true(per_update < per_picture);
    scenario_world_drop(&updates);
    scenario_world_drop(&ask);
}

// A version is made every 30 days; before the first, nobody knows more, whatever was sent.
static void nothing_is_learnt_between_two_versions(void **state) {
    (void)state;
    const char *const four_weeks[] = {"days=28", NULL}, *const month_and_a_day[] = {"days=31", NULL};
    struct scenario_world before = live("take", four_weeks), after = live("take", month_and_a_day);
    assert_true(pictures(&before).images > 0);
    assert_true(recall(&before) == 1 - 0.2);
    const char *const never[] = {"days=31", "training.retrain_days=365", NULL};
    struct scenario_world late = live("take", never);
    assert_true(recall(&late) == 1 - 0.2);
    assert_true(recall(&after) > 0.85);
    scenario_world_drop(&before);
    scenario_world_drop(&after);
    scenario_world_drop(&late);
}

static void a_robot_that_is_not_connected_neither_tells_nor_learns_from_others(void **state) {
    (void)state;
    const char *const offline[] = {"robot_vacuum.connected=0", NULL};
    struct scenario_world take = live("take", offline), at_home = live("at_home", offline);
    assert_true(pictures(&take).transfers == 0);
    assert_int_equal(disasters(&take), disasters(&at_home));
    scenario_world_drop(&take);
    scenario_world_drop(&at_home);
}

static void a_robot_learns_from_its_own_home_too(void **state) {
    (void)state;
    const char *const forgetful[] = {"training.own_worth=0", NULL}, *const attentive[] = {
                                                                        "training.own_worth=1000", NULL};
    struct scenario_world never = live("at_home", forgetful), quick = live("at_home", attentive);
    print_message("nothing shared: %lu messes without, %lu with learning at home\n", disasters(&never),
                  disasters(&quick));
    assert_true(disasters(&quick) < disasters(&never));
    scenario_world_drop(&never);
    scenario_world_drop(&quick);
}

// ---- The map -------------------------------------------------------------------------------------------

static double energy_with(const char *localisation) {
    char typed[100];
    snprintf(typed, sizeof typed, "robot_vacuum.localisation=%s", localisation);
    const char *const settings[] = {"days=60", typed, NULL};
    struct scenario_world made = live("at_home", settings);
    double kwh = energy_kwh(&made);
    scenario_world_drop(&made);
    return kwh;
}

static void the_better_a_robot_knows_its_place_the_less_energy_it_takes(void **state) {
    (void)state;
    double random_kwh = energy_with("random"), gyroscope_kwh = energy_with("gyroscope");
    double camera_kwh = energy_with("ceiling_camera"), lidar_kwh = energy_with("lidar");
    print_message(
        "two months of cleaning, kWh a home: random %.2f, gyroscope %.2f, ceiling camera %.2f, lidar %.2f\n",
        random_kwh / HOMES, gyroscope_kwh / HOMES, camera_kwh / HOMES, lidar_kwh / HOMES);
    assert_true(lidar_kwh < camera_kwh && camera_kwh < gyroscope_kwh && gyroscope_kwh < random_kwh);
    // At random it runs by the clock: 4 runs a week of an hour at 30 W.
    double expected_kwh = HOMES * 60 / 7.0 * 4 * 0.03;
    assert_true(fabs(random_kwh - expected_kwh) < 0.02 * expected_kwh);
}

// Its energy of the second month is below that of the first.
static void a_ceiling_camera_learns_its_rooms_over_its_runs(void **state) {
    (void)state;
    const char *const a_month[] = {"days=28", NULL}, *const two_months[] = {"days=56", NULL};
    struct scenario_world first = live("at_home", a_month), both = live("at_home", two_months);
    double first_kwh = energy_kwh(&first), second_kwh = energy_kwh(&both) - first_kwh;
    print_message("first month %.2f kWh a home, second %.2f\n", first_kwh / HOMES, second_kwh / HOMES);
    assert_true(second_kwh < 0.9 * first_kwh);
    scenario_world_drop(&first);
    scenario_world_drop(&both);
}

// Floors meet both published means: 70.1 m2 a household (2016), 31.7 m2 a person in the mean of households
// (2018).
static void dwellings_are_as_large_as_published(void **state) {
    (void)state;
    const char *const many[] = {"homes.count=4000", "days=1", NULL};
    struct scenario_world made = live("at_home", many);
    const struct world *world = made.world;
    double household_m2 = scenario_world_column(&made, "robot_vacuum", "floor") / 0.7 / 4000, person_m2 = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        person_m2 += (20 + 20.5 * world->homes[home].members) / world->homes[home].members / 4000;
    print_message("%.1f m2 a household, %.1f m2 a person\n", household_m2, person_m2);
    assert_true(fabs(household_m2 - 70.1) < 0.03 * 70.1);
    assert_true(fabs(person_m2 - 31.7) < 0.03 * 31.7);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_at_home_teaches_the_maker_nothing),
        cmocka_unit_test(who_is_asked_and_agrees_is_the_only_one_whose_pictures_leave),
        cmocka_unit_test(the_more_pictures_the_fewer_messes),
        cmocka_unit_test(updates_teach_less_than_pictures_and_no_picture_leaves),
        cmocka_unit_test(nothing_is_learnt_between_two_versions),
        cmocka_unit_test(a_robot_that_is_not_connected_neither_tells_nor_learns_from_others),
        cmocka_unit_test(a_robot_learns_from_its_own_home_too),
        cmocka_unit_test(the_better_a_robot_knows_its_place_the_less_energy_it_takes),
        cmocka_unit_test(a_ceiling_camera_learns_its_rooms_over_its_runs),
        cmocka_unit_test(dwellings_are_as_large_as_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
