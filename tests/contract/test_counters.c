// SPDX-License-Identifier: GPL-3.0-or-later
// What kinds count of what they send is what the gate let through: reports, pictures and bytes, kind by kind,
// in a year in which everybody takes.
#include "tests/support/recorded_world.h"

enum { PURPOSES_MOST = 6 };
enum counted { TRANSFERS, BYTES, IMAGES };

// A series, and the data flows that it counts: of a class, for some purposes (none: for any but a family's
// own calls and orders), each as often as it has recipients.
struct counter {
    const char *series;
    enum counted counted;
    enum data_class data_class;
    const char *purposes[PURPOSES_MOST];
};

static bool is_one_of(const char *purpose, const char *const *purposes) {
    if (!purposes[0]) return strncmp(purpose, "own_", 4) != 0;
    for (int i = 0; i < PURPOSES_MOST && purposes[i]; i++)
        if (!strcmp(purpose, purposes[i])) return true;
    return false;
}

static double passed(const struct world *world, const struct counter *counter) {
    double sum = 0;
    for (uint16_t f = 0; f < gate_flow_count(world->gate); f++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, f);
        if (flow->data_class != counter->data_class || !is_one_of(flow->purpose, counter->purposes)) continue;
        sum += (double)(counter->counted == BYTES    ? flow->bytes
                        : counter->counted == IMAGES ? flow->images
                                                     : flow->transfers);
    }
    return sum;
}

static size_t subscribers(const struct world *world, enum data_class data_class) {
    size_t count = 0;
    world_subscriptions(world, data_class, &count);
    return count;
}

static void assert_counts(const struct recorded_world *lived, const struct counter *counter) {
    double counted = recorded_world_metric(lived, counter->series), sent = passed(lived->made.world, counter);
    print_message("%-28s %12.0f, the gate %12.0f\n", counter->series, counted, sent);
    assert_true(sent > 0);
    if (counted != sent) fail_msg("%s: %.0f, and %.0f passed the gate", counter->series, counted, sent);
}

// By who gets it: all but what was sent in the last hour and is on its way.
static void assert_arrived(const struct recorded_world *lived, const char *series, double sent) {
    enum { ON_THE_WAY = 20, ENOUGH = 500 };
    double counted = recorded_world_metric(lived, series);
    print_message("%-28s %12.0f, the gate %12.0f\n", series, counted, sent);
    assert_true(sent > ENOUGH && counted <= sent && counted > sent - ON_THE_WAY);
}

static const char *const small_year[] = {"homes.count=80", "homes.districts=2", "days=150",
                                         "start=2018-05-01", NULL};
static struct recorded_world year;

static int live_a_year(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=80",
                                           "homes.districts=2",
                                           "days=150",
                                           "start=2018-05-01",
                                           "school.count=2",
                                           "air_conditioner.placement=cloud",
                                           "air_conditioner.connected=1",
                                           "microwave.recognition=cloud",
                                           NULL};
    year = recorded_world_live("scenarios/whole_year.lua", "take", 0, settings);
    return 0;
}
static int drop_the_year(void **state) {
    (void)state;
    recorded_world_drop(&year);
    return 0;
}

static void kinds_count_what_the_gate_lets_through(void **state) {
    (void)state;
    static const struct counter counters[] = {
        {"air_conditioner_images_out", IMAGES, DATA_IMAGE, {"presence recognition"}},
        {"refrigerator_reports", TRANSFERS, DATA_STOCK, {NULL}},
        {"air_purifier_reports", TRANSFERS, DATA_AIR_QUALITY, {NULL}},
    };
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) assert_counts(&year, &counters[i]);
}

// Pictures and labels go the same way.
static void an_air_conditioner_counts_the_bytes_of_both_flows(void **state) {
    (void)state;
    static const struct counter pictures = {"", BYTES, DATA_IMAGE, {"presence recognition"}},
                                labels = {"", BYTES, DATA_PRESENCE, {"presence control"}};
    double bytes = passed(year.made.world, &pictures) + passed(year.made.world, &labels);
    assert_true(bytes > 0);
    assert_true(recorded_world_metric(&year, "air_conditioner_cloud_bytes") == bytes);
}

// One report, however many get it.
static void a_microwave_counts_reports_and_not_their_recipients(void **state) {
    (void)state;
    static const struct counter food = {"", TRANSFERS, DATA_FOOD, {NULL}};
    double reports = recorded_world_metric(&year, "microwave_reports");
    assert_true(reports > 0);
    assert_true(reports * (double)subscribers(year.made.world, DATA_FOOD) == passed(year.made.world, &food));
}

// Only pictures are pictures.
static void labels_carry_no_pictures(void **state) {
    (void)state;
    uint64_t pictures = 0;
    for (uint16_t f = 0; f < gate_flow_count(year.made.world->gate); f++) {
        const struct gate_flow *flow = gate_flow_at(year.made.world->gate, f);
        if (flow->data_class == DATA_IMAGE)
            pictures += flow->images;
        else
            assert_int_equal(flow->images, 0);
    }
    assert_true(pictures > 0);
}

// Each desk's report is counted; the meter goes to two of them at the same moments, and both get it.
static void a_product_counts_each_desk_s_report(void **state) {
    (void)state;
    static const char *const connected[] = {"homes.count=200", "product_health.connected=1", NULL};
    static const struct counter health = {"", TRANSFERS, DATA_DEVICE_HEALTH, {NULL}},
                                profile = {"", TRANSFERS, DATA_PROFILE, {NULL}},
                                meters = {
                                    "statistics_meters", TRANSFERS, DATA_DEVICE_HEALTH, {"strategy_report"}};
    struct recorded_world lived = recorded_world_live("scenarios/data_uses.lua", "take_all", 0, connected);
    double sent = passed(lived.made.world, &health) + passed(lived.made.world, &profile);
    assert_true(sent > 0 && recorded_world_metric(&lived, "product_health_reports") == sent);
    assert_arrived(&lived, "statistics_meters", passed(lived.made.world, &meters));
    recorded_world_drop(&lived);
}

// Pictures of what robots are unsure of, or updates worked out at home; and of what stays there nothing is
// learnt: the recogniser stays what it was.
static void a_training_desk_counts_what_it_got(void **state) {
    (void)state;
    static const char *const half_a_year[] = {"homes.count=200", "homes.districts=2", "days=150",
                                              "training.update_bytes=1e6", NULL};
    static const char scenario[] = "scenarios/robot_learns.lua";
    static const struct counter pictures = {"", IMAGES, DATA_IMAGE, {"recogniser training"}},
                                updates = {"", BYTES, DATA_DEVICE_HEALTH, {"recogniser training"}};
    struct recorded_world lived = recorded_world_live(scenario, "take", 0, half_a_year);
    assert_arrived(&lived, "training_pictures", passed(lived.made.world, &pictures));
    assert_true(recorded_world_metric(&lived, "training_updates") == 0);
    recorded_world_drop(&lived);
    lived = recorded_world_live(scenario, "updates", 0, half_a_year);
    assert_arrived(&lived, "training_updates", passed(lived.made.world, &updates) / 1e6);
    assert_true(recorded_world_metric(&lived, "training_pictures") == 0);
    recorded_world_drop(&lived);
    lived = recorded_world_live(scenario, "at_home", 0, half_a_year);
    assert_true(fabs(recorded_world_metric(&lived, "training_recall") - 0.8) < 1e-9);
    assert_true(recorded_world_metric(&lived, "training_days_to_overcome") == 150);
    assert_true(recorded_world_metric(&lived, "training_versions") == 0);
    recorded_world_drop(&lived);
}

static void a_monitor_counts_what_it_reported(void **state) {
    (void)state;
    struct recorded_world lived =
        recorded_world_live("scenarios/make_or_partner.lua", "referral", 0, small_year);
    static const struct counter coil = {"coil_reported", TRANSFERS, DATA_DEVICE_HEALTH, {"cleaning"}};
    assert_int_equal(subscribers(lived.made.world, DATA_DEVICE_HEALTH), 1);
    assert_counts(&lived, &coil);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_count_what_the_gate_lets_through),
        cmocka_unit_test(an_air_conditioner_counts_the_bytes_of_both_flows),
        cmocka_unit_test(a_microwave_counts_reports_and_not_their_recipients),
        cmocka_unit_test(labels_carry_no_pictures),
        cmocka_unit_test(a_product_counts_each_desk_s_report),
        cmocka_unit_test(a_training_desk_counts_what_it_got),
        cmocka_unit_test(a_monitor_counts_what_it_reported),
    };
    return cmocka_run_group_tests(tests, live_a_year, drop_the_year);
}
