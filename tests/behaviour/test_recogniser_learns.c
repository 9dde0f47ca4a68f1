// SPDX-License-Identifier: GPL-3.0-or-later
// The recogniser of messes that really learns, in plain words: what passed the gate alone trains it, what is
// deleted was never there, whoever shares helps those who do not, and updates cannot be taken back; a robot
// asks the cloud only where it may; and what has been learnt once grows old where things come to look
// otherwise. Same families and luck throughout.
#include "models/methods/classifier.h"
#include "models/pests/recogniser_training.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

#include "role_classifier.inc"

enum { HOMES = 300, SETTINGS_MOST = 16 };

// Ten times the messes, so that half a year of 300 homes shows what a fleet sees.
static struct scenario_world plan(const char *policy, const char *const *more) {
    const char *settings[SETTINGS_MOST] = {"homes.count=300",   "homes.districts=3",
                                           "days=185",          "robot_vacuum.mess_per_run=0.02",
                                           "families.pets=0.3", "training.technique=network"};
    size_t count = 6;
    while (more && *more) settings[count++] = *more++;
    settings[count] = NULL;
    return scenario_world_plan("scenarios/robot_learns.lua", policy, 0, settings);
}

static struct recorded_world live(const char *policy, const char *const *more) {
    return recorded_world_run(plan(policy, more));
}

static struct world *world_of(const struct recorded_world *lived) {
    return lived->made.world;
}

static struct mess_recogniser *learner_of(const struct recorded_world *lived) {
    return recogniser_training_learner(world_of(lived), world_maker(world_of(lived)));
}

// The classifier's rows of the group `learning`: beside each stands one of the assumed curve.
static const struct learnt *row_of_version(const struct recorded_world *lived, size_t version) {
    const struct learnt *row = &learning_at(world_of(lived), 2 * version)->learnt;
    assert_int_equal(row->version, version);
    assert_string_equal(learning_at(world_of(lived), 2 * version + 1)->learnt.technique->name,
                        "learning_curve");
    return row;
}
static const struct learnt *latest_row(const struct recorded_world *lived) {
    return row_of_version(lived, mess_recogniser_versions(learner_of(lived)) - 1);
}

static double metric(const struct recorded_world *lived, const char *name) {
    char full[100];
    snprintf(full, sizeof full, "training_%s", name);
    return recorded_world_metric(lived, full);
}

static bool same_model(const struct mess_recogniser *one, const struct mess_recogniser *other) {
    size_t count, as_many;
    const double *a = mess_recogniser_model(one, mess_recogniser_versions(one) - 1, &count);
    const double *b = mess_recogniser_model(other, mess_recogniser_versions(other) - 1, &as_many);
    return count == as_many && memcmp(a, b, count * sizeof *a) == 0;
}

// ---- What trains ---------------------------------------------------------------------------------------

static void what_stays_at_home_trains_nothing(void **state) {
    (void)state;
    struct recorded_world made = live("at_home", NULL);
    assert_int_equal(mess_recogniser_versions(learner_of(&made)), 1);
    assert_int_equal(sample_store_sources(mess_recogniser_store(learner_of(&made))).samples, 0);
    recorded_world_drop(&made);
}

static void samples_come_from_homes_that_the_gate_let_through(void **state) {
    (void)state;
    struct recorded_world made = live("ask", NULL);
    uint16_t flow = recogniser_training_find(world_of(&made), world_maker(world_of(&made)))->flow;
    uint32_t sharing = 0;
    for (uint32_t home = 0; home < HOMES; home++)
        sharing += gate_entry_at(world_of(&made)->gate, home, flow)->transfers > 0;
    assert_true(sharing > 10 && sharing < HOMES / 2);
    assert_int_equal(gate_flow_at(world_of(&made)->gate, flow)->transfers_without_consent, 0);
    assert_true(sample_store_sources(mess_recogniser_store(learner_of(&made))).homes <= sharing);
    assert_true(latest_row(&made)->homes > sharing / 2);
    assert_true(metric(&made, "refused") == 0);
    recorded_world_drop(&made);
}

// Says to the desk what no gate has let through.
static void send_without_a_pass(struct world *world, uint32_t home) {
    struct party *desk = world_party_of_maker(world, &recogniser_training_party, world_maker(world));
    struct item forged = {.topic = &recogniser_training_examples, .to = desk->number, .home = home};
    forged = training_examples_put(forged, (struct training_examples){.count = 3, .mess = true});
    desk->kind->receive(world, desk, &forged);
}

static void what_consent_does_not_cover_is_refused(void **state) {
    (void)state;
    struct recorded_world made = {.made = plan("at_home", NULL)};
    recorded_world_create(&made);
    size_t samples = sample_store_samples(mess_recogniser_store(learner_of(&made))).count;
    for (uint32_t home = 0; home < HOMES; home++) send_without_a_pass(world_of(&made), home);
    assert_int_equal(sample_store_samples(mess_recogniser_store(learner_of(&made))).count, samples);
    recorded_world_finish(&made);
    assert_true(metric(&made, "refused") == HOMES && metric(&made, "pictures") == 0);
    assert_int_equal(mess_recogniser_versions(learner_of(&made)), 1);
    recorded_world_drop(&made);
}

static void the_same_bytes_on_every_number_of_threads(void **state) {
    (void)state;
    struct recorded_world one = live("take", NULL), three = {.made = plan("take", NULL)};
    scenario_world_create(&three.made, NULL, 3);
    scenario_world_run(&three.made);
    assert_true(same_model(learner_of(&one), learner_of(&three)));
    struct recorded_world other = live("ask", NULL);
    assert_false(same_model(learner_of(&one), learner_of(&other)));
    scenario_world_drop(&three.made);
    recorded_world_drop(&one);
    recorded_world_drop(&other);
}

// ---- What is deleted -----------------------------------------------------------------------------------

static struct mess_recogniser *fresh(unsigned drawn) {
    static const struct technique *const all[] = {ROLE_classifier NULL};
    struct mess_recogniser_plan plan = {.technique = all[CLASSIFIER_NETWORK],
                                        .distances = {5.5, 0.5, 1.5, 1},
                                        .first_examples = 330,
                                        .first_homes = 10,
                                        .drawn = drawn,
                                        .stand_for = 1000,
                                        .noise = 0,
                                        .clip = 1};
    return mess_recogniser_create(
        plan, (struct random_sequence){{1, 0}, random_named("desk"), random_stream("recogniser"), 0});
}

static struct mess_report report_of(uint32_t home, unsigned nth) {
    return (struct mess_report){.home = home,
                                .when = (time_ms)(nth + 1) * CLOCK_DAY + home,
                                .others = 1 + home % 3,
                                .mess = home % 5 == nth % 5,
                                .messes_before = nth / 5};
}

static bool is_of_home_7(struct sample_origin origin, const void *asked) {
    (void)asked;
    return origin.home == 7;
}

static void the_next_version_has_never_seen_what_was_deleted(void **state) {
    (void)state;
    struct recorded_world made = live("at_home", (const char *const[]){"days=1", NULL});
    struct mess_recogniser *with = fresh(5), *without = fresh(5);
    for (unsigned nth = 0; nth < 20; nth++)
        for (uint32_t home = 0; home < 40; home++) {
            mess_recogniser_keep(with, world_of(&made), report_of(home, nth));
            if (home != 7) mess_recogniser_keep(without, world_of(&made), report_of(home, nth));
        }
    mess_recogniser_release(with, false);
    mess_recogniser_release(without, false);
    assert_false(same_model(with, without));
    assert_true(sample_store_forget(mess_recogniser_store(with), is_of_home_7, NULL) > 20);
    mess_recogniser_release(with, false);
    assert_true(same_model(with, without));
    mess_recogniser_free(with);
    mess_recogniser_free(without);
    recorded_world_drop(&made);
}

static void updates_keep_nothing_and_cannot_be_taken_back(void **state) {
    (void)state;
    struct recorded_world made = live("at_home", (const char *const[]){"days=1", NULL});
    struct mess_recogniser *with = fresh(5), *without = fresh(5);
    for (unsigned nth = 0; nth < 20; nth++) {
        for (uint32_t home = 0; home < 40; home++) {
            mess_recogniser_update(with, world_of(&made), report_of(home, nth));
            if (home != 7) mess_recogniser_update(without, world_of(&made), report_of(home, nth));
        }
        mess_recogniser_average(with, (struct random_sequence){.stream = 1, .n = nth});
        mess_recogniser_average(without, (struct random_sequence){.stream = 1, .n = nth});
    }
    assert_int_equal(sample_store_sources(mess_recogniser_store(with)).samples, 0);
    assert_int_equal(sample_store_forget(mess_recogniser_store(with), is_of_home_7, NULL), 0);
    mess_recogniser_release(with, true);
    mess_recogniser_release(without, true);
    assert_false(same_model(with, without));
    assert_true(mess_recogniser_part(with).homes == 40 && mess_recogniser_part(with).most_rounds == 20);
    mess_recogniser_free(with);
    mess_recogniser_free(without);
    recorded_world_drop(&made);
}

// Trust falls with each mess, and at every fall families withdraw.
static void a_family_that_withdraws_is_deleted_before_the_next_version(void **state) {
    (void)state;
    struct recorded_world stays = live("ask", (const char *const[]){"families.withdraws_below=0", NULL});
    struct recorded_world goes = live("ask", (const char *const[]){"families.withdraws_below=1", NULL});
    assert_true(metric(&stays, "deleted") == 0);
    assert_true(metric(&goes, "deleted") > 0);
    uint16_t flow = recogniser_training_find(world_of(&goes), world_maker(world_of(&goes)))->flow;
    uint32_t withdrawn = 0;
    for (uint32_t home = 0; home < HOMES; home++)
        withdrawn +=
            consent_state(world_of(&goes)->gate, home, flow, world_of(&goes)->now) == CONSENT_WITHDRAWN;
    print_message("%u families withdrew, %.0f samples deleted; versions of %.0f and %.0f homes\n", withdrawn,
                  metric(&goes, "deleted"), latest_row(&stays)->homes, latest_row(&goes)->homes);
    assert_true(withdrawn > 0 && latest_row(&goes)->homes + withdrawn / 2 <= latest_row(&stays)->homes);
    recorded_world_drop(&stays);
    recorded_world_drop(&goes);
}

// ---- What it is good for -------------------------------------------------------------------------------

static void who_shares_helps_who_does_not(void **state) {
    (void)state;
    struct recorded_world home = live("at_home", NULL), take = live("take", NULL);
    double before = metric(&home, "recall_others");
    double after = metric(&take, "recall_others");
    print_message(
        "recall in homes that share nothing: %.3f, where others share %.3f; messes smeared %.0f, %.0f\n",
        before, after, recorded_world_metric(&home, "robot_vacuum_messes"),
        recorded_world_metric(&take, "robot_vacuum_messes"));
    assert_true(after > before + 0.03);
    assert_true(recorded_world_metric(&take, "robot_vacuum_messes") <
                recorded_world_metric(&home, "robot_vacuum_messes"));
    assert_true(latest_row(&take)->score > row_of_version(&take, 0)->score + 0.04);
    recorded_world_drop(&home);
    recorded_world_drop(&take);
}

static void homes_that_are_all_alike_need_not_share_much(void **state) {
    (void)state;
    const char *const alike[] = {"training.homes_differ=0", "training.looks_differ=0", NULL};
    struct recorded_world same = live("take", alike), differ = live("take", NULL);
    assert_true(row_of_version(&same, 0)->score > row_of_version(&differ, 0)->score + 0.05);
    assert_true(latest_row(&same)->score - row_of_version(&same, 0)->score <
                latest_row(&differ)->score - row_of_version(&differ, 0)->score);
    recorded_world_drop(&same);
    recorded_world_drop(&differ);
}

static void updates_learn_without_a_picture_and_noise_bounds_what_they_tell(void **state) {
    (void)state;
    struct recorded_world plain = live("updates", NULL);
    struct recorded_world noised = live("updates", (const char *const[]){"training.update_noise=2", NULL});
    struct recorded_world loud =
        live("updates", (const char *const[]){"training.update_noise=100", "training.update_clip=100",
                                              "training.stands_for=1", NULL});
    assert_true(scenario_world_flows(&plain.made, DATA_IMAGE, "maker", "recogniser training").images == 0);
    assert_true(metric(&plain, "noise_days") == 0);
    struct federated_part part = mess_recogniser_part(learner_of(&noised));
    double rho = part.most_rounds / 8;
    double epsilon = metric(&noised, "epsilon");
    print_message(
        "updates: %.3f, noised %.3f, loud %.3f; %g rounds, epsilon %.1f at the end, %.1f in the mean\n",
        latest_row(&plain)->score, latest_row(&noised)->score, latest_row(&loud)->score, part.most_rounds,
        rho + 2 * sqrt(rho * log(1e5)), epsilon);
    assert_true(part.most_rounds > 5 && epsilon > 0 && epsilon < rho + 2 * sqrt(rho * log(1e5)));
    // Of what is only noise, no more messes are recognised than harmless things taken for one, or there are
    // too many of these.
    print_message("harmless things taken for a mess: %.3f, %.3f, %.3f\n", metric(&plain, "false_alarm"),
                  metric(&noised, "false_alarm"), metric(&loud, "false_alarm"));
    assert_true(metric(&loud, "false_alarm") > 5 * metric(&plain, "false_alarm"));
    recorded_world_drop(&plain);
    recorded_world_drop(&noised);
    recorded_world_drop(&loud);
}

// ---- On the robot, or in the cloud ---------------------------------------------------------------------

static const char *const asks_always[] = {"training.technique=small", "training.asks_cloud_below=1", NULL};
static const char *const asks_unsure[] = {"training.technique=small", "training.asks_cloud_below=0.9", NULL};
static const char *const asks_never[] = {"training.technique=small", NULL};

static double of_robots(const struct recorded_world *lived, const char *name) {
    char full[100];
    snprintf(full, sizeof full, "robot_vacuum_%s", name);
    return recorded_world_metric(lived, full);
}

static uint64_t recognition_images(const struct recorded_world *lived) {
    return scenario_world_flows(&lived->made, DATA_IMAGE, "maker", "mess recognition").images;
}

static void what_may_not_leave_is_recognised_by_the_robot(void **state) {
    (void)state;
    struct recorded_world made = live("at_home", asks_always);
    assert_true(of_robots(&made, "asked_cloud") == 0 && recognition_images(&made) == 0);
    assert_true(of_robots(&made, "recognised") > HOMES && metric(&made, "cloud_looks") == 0);
    recorded_world_drop(&made);
}

// Five things a run: none is looked at twice, and what robots are sure of stays with them.
static void a_robot_asks_the_cloud_what_it_is_not_sure_of(void **state) {
    (void)state;
    struct recorded_world never = live("take", asks_never), unsure = live("take", asks_unsure),
                          always = live("take", asks_always);
    double seen = of_robots(&never, "recognised");
    assert_true(of_robots(&never, "asked_cloud") == 0);
    assert_true(of_robots(&unsure, "recognised") == seen);
    double asked = of_robots(&unsure, "asked_cloud"), sent = of_robots(&always, "asked_cloud");
    print_message("of %.0f things %.0f were asked about, %.0f where the cloud is always asked\n", seen, asked,
                  sent);
    assert_true(asked > 0 && asked < 0.5 * sent);
    assert_true(sent + of_robots(&always, "recognised") == seen && sent > 0.4 * seen);
    assert_true((double)recognition_images(&always) == sent);
    assert_true(metric(&always, "cloud_looks") <= sent && metric(&always, "cloud_looks") > 0.98 * sent);
    assert_true(metric(&always, "asks_cloud") == 1 && metric(&unsure, "asks_cloud") < 0.5);
    recorded_world_drop(&never);
    recorded_world_drop(&unsure);
    recorded_world_drop(&always);
}

static void the_cloud_sees_more_than_a_small_network(void **state) {
    (void)state;
    struct recorded_world unsure = live("take", asks_unsure), always = live("take", asks_always);
    double robot = metric(&always, "recall"), cloud = metric(&always, "recall_with_cloud"),
           both = metric(&unsure, "recall_with_cloud");
    print_message("recall of the robot %.3f, of the cloud %.3f, of both %.3f\n", robot, cloud, both);
    assert_true(metric(&unsure, "recall") == robot);
    assert_true(cloud > robot && both > robot);
    recorded_world_drop(&unsure);
    recorded_world_drop(&always);
}

// ---- Things come to look otherwise ---------------------------------------------------------------------

static const char *const wander[] = {"training.looks_wander=3", NULL};

static size_t rows_of_learner(const struct recorded_world *lived) {
    return learning_count(world_of(lived)) / 2;
}
static double score_of_row(const struct recorded_world *lived, size_t row) {
    return learning_at(world_of(lived), 2 * row)->learnt.score;
}

static void what_is_trained_once_grows_old_and_what_is_trained_again_keeps_up(void **state) {
    (void)state;
    struct recorded_world once = live("at_home", wander), again = live("take", wander),
                          still = live("at_home", NULL);
    size_t last = rows_of_learner(&once) - 1;
    assert_int_equal(rows_of_learner(&still), 1);
    assert_true(last >= 5 && rows_of_learner(&again) == last + 1);
    for (size_t row = 0; row <= last; row++)
        print_message("month %zu: trained once %.3f, again and again %.3f\n", row, score_of_row(&once, row),
                      score_of_row(&again, row));
    assert_int_equal(mess_recogniser_versions(learner_of(&once)), 1);
    assert_true(score_of_row(&once, 0) == score_of_row(&still, 0));
    assert_true(score_of_row(&once, last) < score_of_row(&once, 0) - 0.05);
    assert_true(score_of_row(&again, last) > score_of_row(&once, last) + 0.1);
    recorded_world_drop(&once);
    recorded_world_drop(&again);
    recorded_world_drop(&still);
}

// After a year each feature has moved by looks_wander in the root of the mean square, and from week to week
// by as much as a walk does; the same luck, the same way.
static void looks_wander_as_far_as_they_are_told(void **state) {
    (void)state;
    enum { WALKS = 2000, WEEKS = 53, OF_A_WEEK = FLOOR_FEATURES };
    double squares = 0, weekly = 0;
    for (uint32_t walk = 0; walk < WALKS; walk++) {
        struct floor_things things = floor_things_make((struct floor_distances){5.5, 0.5, 1.5, 1});
        struct random_sequence luck = {{2018, walk}, random_named("desk"), random_stream("wander"), 0};
        floor_things_wander(&things, 2, WEEKS, luck);
        const double *last = things.moved + (size_t)(WEEKS - 1) * OF_A_WEEK, *before = last - OF_A_WEEK;
        for (int j = 0; j < OF_A_WEEK; j++) {
            squares += last[j] * last[j];
            weekly += (last[j] - before[j]) * (last[j] - before[j]);
            assert_true(things.moved[j] == 0);
        }
        floor_things_free(&things);
    }
    double year = 2 * sqrt(52 * 7 / 365.0), week = 2 * sqrt(7 / 365.0);
    print_message("moved %.3f in a year, expected %.3f; %.4f in a week, expected %.4f\n",
                  sqrt(squares / (WALKS * OF_A_WEEK)), year, sqrt(weekly / (WALKS * OF_A_WEEK)), week);
    assert_true(fabs(sqrt(squares / (WALKS * OF_A_WEEK)) / year - 1) < 0.03);
    assert_true(fabs(sqrt(weekly / (WALKS * OF_A_WEEK)) / week - 1) < 0.03);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stays_at_home_trains_nothing),
        cmocka_unit_test(samples_come_from_homes_that_the_gate_let_through),
        cmocka_unit_test(what_consent_does_not_cover_is_refused),
        cmocka_unit_test(the_same_bytes_on_every_number_of_threads),
        cmocka_unit_test(the_next_version_has_never_seen_what_was_deleted),
        cmocka_unit_test(updates_keep_nothing_and_cannot_be_taken_back),
        cmocka_unit_test(a_family_that_withdraws_is_deleted_before_the_next_version),
        cmocka_unit_test(who_shares_helps_who_does_not),
        cmocka_unit_test(homes_that_are_all_alike_need_not_share_much),
        cmocka_unit_test(updates_learn_without_a_picture_and_noise_bounds_what_they_tell),
        cmocka_unit_test(what_may_not_leave_is_recognised_by_the_robot),
        cmocka_unit_test(a_robot_asks_the_cloud_what_it_is_not_sure_of),
        cmocka_unit_test(the_cloud_sees_more_than_a_small_network),
        cmocka_unit_test(what_is_trained_once_grows_old_and_what_is_trained_again_keeps_up),
        cmocka_unit_test(looks_wander_as_far_as_they_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
