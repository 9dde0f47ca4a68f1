// SPDX-License-Identifier: GPL-3.0-or-later
// What the uses of the products' data do, and to whom, in plain words.
#include "models/products/data_desk.h"
#include "models/products/product_health.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/data_uses.lua"

// All the same homes, products and luck: products that break more often than ordinary ones, and all
// connected.
#define HOMES                                                                        \
    "homes.count=1500", "product_health.life_years=3", "product_health.connected=1", \
        "after_service.technicians=2"
static const char *const settings[] = {HOMES, NULL};

static struct recorded_policies lives = {.path = SCENARIO, .settings = settings};

static const struct recorded_world *live(const char *policy) {
    return recorded_policies_live(&lives, policy);
}

static int drop_lives(void **state) {
    (void)state;
    recorded_policies_drop(&lives);
    return 0;
}

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static struct gate_flow flow_of(const struct recorded_world *lived, enum data_use use) {
    enum data_class data_class = use == USE_MARKETING ? DATA_PROFILE : DATA_DEVICE_HEALTH;
    return scenario_world_flows(&lived->made, data_class, "maker", data_desk_purposes[use]);
}

// The number of the desk's flow.
static uint16_t flow_for(const struct world *world, enum data_use use) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        if (!strcmp(gate_flow_at(world->gate, i)->purpose, data_desk_purposes[use])) return i;
    fail_msg("nobody subscribed for %s", data_desk_purposes[use]);
    return GATE_NO_FLOW;
}

static uint64_t unasked(const struct recorded_world *lived) {
    uint64_t sum = 0;
    for (uint16_t i = 0; i < gate_flow_count(lived->made.world->gate); i++)
        sum += gate_flow_at(lived->made.world->gate, i)->transfers_without_consent;
    return sum;
}

enum { FLOWS_MOST = 100 };
static uint32_t granted(const struct recorded_world *lived, enum data_use use) {
    const struct world *world = lived->made.world;
    int64_t counts[FLOWS_MOST][CONSENT_STATES], granted = 0;
    assert_true(gate_flow_count(world->gate) <= FLOWS_MOST);
    consent_count(world->gate, world->end, counts);
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        if (!strcmp(gate_flow_at(world->gate, i)->purpose, data_desk_purposes[use]))
            granted = counts[i][CONSENT_GRANTED];
    return (uint32_t)granted;
}

// ---- Who is told -----------------------------------------------------------------------------------------

static void nothing_that_stays_at_home_helps_anybody_else(void **state) {
    (void)state;
    const struct recorded_world *lived = live("nothing_leaves");
    for (int use = 0; use < DATA_USES; use++)
        assert_int_equal(flow_of(lived, (enum data_use)use).transfers, 0);
    assert_int_equal(unasked(lived), 0);
    assert_true(metric(lived, "fault_diagnosis_signs") == 0 && metric(lived, "after_service_prevented") == 0);
    assert_true(metric(lived, "statistics_faults") == 0 && metric(lived, "strategy_report_sample") == 0);
    assert_true(metric(lived, "media_reach") == 0);
    // The families still call when something breaks.
    assert_true(metric(lived, "after_service_calls") > 100);
}

static void diagnosis_alone_tells_the_other_desks_nothing(void **state) {
    (void)state;
    const struct recorded_world *lived = live("diagnosis");
    assert_true(flow_of(lived, USE_DIAGNOSIS).transfers > 0 && flow_of(lived, USE_SERVICE).transfers > 0);
    assert_int_equal(flow_of(lived, USE_STATISTICS).transfers, 0);
    assert_int_equal(flow_of(lived, USE_PERSONAL).transfers, 0);
    assert_int_equal(flow_of(lived, USE_MARKETING).transfers, 0);
    assert_int_equal(flow_of(lived, USE_STRATEGY).transfers, 0);
    assert_int_equal(unasked(lived), 0);
}

// A family may allow diagnosis and refuse marketing; what serves it, it allows more readily.
static void each_purpose_has_a_consent_of_its_own(void **state) {
    (void)state;
    const struct recorded_world *lived = live("ask_for_all");
    const struct world *world = lived->made.world;
    uint16_t diagnosis = flow_for(world, USE_DIAGNOSIS), marketing = flow_for(world, USE_MARKETING);
    uint32_t only_diagnosis = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        bool helps = consent_state(world->gate, home, diagnosis, world->end) == CONSENT_GRANTED;
        enum consent_state says = consent_state(world->gate, home, marketing, world->end);
        bool sells = says == CONSENT_GRANTED, no_longer = says == CONSENT_WITHDRAWN;
        only_diagnosis += helps && !sells && !no_longer;
        if (!sells && !no_longer) assert_int_equal(gate_entry_at(world->gate, home, marketing)->transfers, 0);
    }
    assert_true(only_diagnosis > 0);
    assert_true(granted(lived, USE_DIAGNOSIS) > granted(lived, USE_STATISTICS));
    assert_true(granted(lived, USE_STATISTICS) > granted(lived, USE_MARKETING));
    assert_int_equal(unasked(lived), 0);
}

// Nobody has a product until a shop sells robots: a family is asked at the first look after its own came, be
// it its only one, and nobody else is.
static void families_are_asked_when_their_first_product_has_come(void **state) {
    (void)state;
    static const char *const none[] = {"homes.count=1000", "air_conditioner.ownership=0",
                                       "robot_vacuum.ownership=0", "product_health.report_days=5", NULL};
    static const char *const shop[][2] = {{"retailer.p", "0.2"}, {"retailer.market", "1"}};
    struct status status = {0};
    struct plan_entry *entry;
    struct scenario_world made = scenario_world_plan(SCENARIO, "ask_for_all", 0, none);
    plan_add(made.plan, "retailer", NULL, &status, &entry);
    for (size_t i = 0; i < sizeof shop / sizeof *shop; i++)
        plan_set_typed(made.plan, shop[i][0], shop[i][1], ORIGIN_COMMAND, &status);
    stop_on(&status);
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    uint16_t flow = flow_for(made.world, USE_STATISTICS);
    uint32_t own = 0;
    for (uint32_t home = 0; home < made.world->home_count; home++) {
        bool followed = product_health_at(made.world, home, 0) != NULL;
        enum consent_state says = consent_state(made.world->gate, home, flow, made.world->end);
        assert_int_equal(says != CONSENT_NOT_ASKED, followed);
        own += followed;
    }
    print_message("%u of %u have got their first product\n", own, made.world->home_count);
    assert_true(own > 20 && own < made.world->home_count / 2);
    scenario_world_drop(&made);
}

static void taking_asks_nobody_and_is_found_out_by_some(void **state) {
    (void)state;
    const struct recorded_world *lived = live("take_all");
    for (int use = 0; use < DATA_USES; use++) {
        struct gate_flow flow = flow_of(lived, (enum data_use)use);
        assert_true(flow.transfers > 0 && flow.transfers_without_consent == flow.transfers);
    }
    assert_true(metric(lived, "media_found_out") > 0);
    assert_int_equal(recorded_world_paid(lived, "reward for data", NULL), 0);
}

// ---- What it does ----------------------------------------------------------------------------------------

// Every sign that was looked at was removed from afar, recognised as nothing, not wanted, or led to a visit.
static void diagnosis_prevents_what_it_sees_and_sends_some_visits_for_nothing(void **state) {
    (void)state;
    const struct recorded_world *without = live("nothing_leaves"), *with = live("take_all");
    double removed = metric(with, "fault_diagnosis_remote_fixes"),
           prevented = metric(with, "after_service_prevented");
    assert_true(metric(with, "fault_diagnosis_signs") == removed + metric(with, "fault_diagnosis_dismissed") +
                                                             metric(with, "fault_diagnosis_declined") +
                                                             metric(with, "after_service_planned"));
    assert_true(removed > 0 && prevented > 0 && metric(with, "after_service_needless_visits") > 0);
    double fewer = metric(without, "product_health_failures") - metric(with, "product_health_failures");
    print_message("%.0f failures fewer; %.0f removed from afar, %.0f repaired before\n", fewer, removed,
                  prevented);
    // A removed fault is one failure less; a product that was repaired goes on wearing, so it may fail later.
    assert_true(fewer > 0.6 * (removed + prevented) && fewer < 1.4 * (removed + prevented));
    assert_true(metric(with, "product_health_down_days") < metric(without, "product_health_down_days"));
}

// With the error code the technician has the right part, and need not come twice.
static void error_codes_spare_second_visits(void **state) {
    (void)state;
    static const char *const blunt[] = {HOMES, "product_health.shows=0", "product_health.false_signs_year=0",
                                        NULL};
    struct recorded_world without = recorded_world_live(SCENARIO, "nothing_leaves", 0, blunt);
    struct recorded_world with = recorded_world_live(SCENARIO, "take_all", 0, blunt);
    double before =
        metric(&without, "after_service_second_visits") / metric(&without, "after_service_repaired");
    double after = metric(&with, "after_service_second_visits") / metric(&with, "after_service_repaired");
    print_message("second visits: %.3f of repairs without the code, %.3f with it\n", before, after);
    assert_true(fabs(before - 0.2) < 0.08 && fabs(after - 0.05) < 0.05);
    assert_true(metric(&with, "product_health_failures") == metric(&without, "product_health_failures"));
    recorded_world_drop(&without);
    recorded_world_drop(&with);
}

// The hold-out shows what the offers sold: 12 % of the 70 % who would not have bought.
static void the_hold_out_measures_what_offers_sell(void **state) {
    (void)state;
    static const char *const many[] = {"homes.count=4000",
                                       "product_health.connected=1",
                                       "product_health.filter_days=30",
                                       "air_conditioner.ownership=0",
                                       "robot_vacuum.ownership=1",
                                       "personal_service.hold_out=0.5",
                                       NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "take_all", 0, many);
    double offered = metric(&lived, "personal_service_offered"),
           held = metric(&lived, "personal_service_held_out");
    double uplift =
        metric(&lived, "personal_service_offered_buy") - metric(&lived, "personal_service_held_out_buy");
    double error = sqrt(0.38 * 0.62 / offered + 0.3 * 0.7 / held);
    print_message("offers move %.4f +- %.4f of the families, put in 0.084\n", uplift, error);
    assert_true(offered > 4000 && held > 4000);
    assert_true(fabs(uplift - 0.084) < 4 * error);
    uint64_t sold;
    recorded_world_paid(&lived, "filters", &sold);
    assert_int_equal(sold, (uint64_t)metric(&lived, "personal_service_filters_sold"));
    recorded_world_drop(&lived);
}

// Families take their time, exponential with that mean.
static void must_take_days(const struct recorded_world *lived, double mean_days) {
    const struct run_postings *postings = &lived->run->postings;
    double sum = 0, count = 0, late = 0;
    for (size_t i = 0; i < postings->count; i++) {
        if (strcmp(lived->run->flows.reason[postings->flow[i]], "filters")) continue;
        const struct run_events *events = &lived->run->events;
        double days = (double)(postings->when_ms[i] - events->when_ms[postings->cause[i] - 1]) / CLOCK_DAY;
        sum += days, count++, late += days > mean_days;
    }
    print_message("%.0f filters sold after %.3f days in the mean\n", count, sum / count);
    assert_true(count > 1000);
    assert_true(fabs(sum / count - mean_days) < 4 * mean_days / sqrt(count));
    assert_true(fabs(late / count - exp(-1)) < 2 / sqrt(count));
}

// Homes with two products and more: each one's worn filter is known and offered for by itself. What is known
// within the hour is known before a family makes up its mind, all but once in a hundred times.
static void every_filter_that_is_known_is_offered_for(void **state) {
    (void)state;
    static const char *const all_offered[] = {"homes.count=1000",
                                              "days=150",
                                              "product_health.connected=1",
                                              "product_health.filter_days=60",
                                              "product_health.life_years=20",
                                              "air_conditioner.ownership=1",
                                              "robot_vacuum.ownership=1",
                                              "personal_service.buys_anyway=1",
                                              "personal_service.decide_days=4",
                                              "personal_service.filter_won=1000",
                                              "personal_service.hold_out=0",
                                              NULL};
    enum { SETS = sizeof all_offered / sizeof *all_offered };
    const char *none_offered[SETS];
    memcpy(none_offered, all_offered, sizeof all_offered);
    none_offered[SETS - 2] = "personal_service.hold_out=1";
    struct recorded_world lived = recorded_world_live(SCENARIO, "take_all", 0, all_offered);
    double worn = metric(&lived, "personal_service_worn");
    assert_true(worn > 2000 && metric(&lived, "personal_service_held_out") == 0);
    print_message("%.0f of %.0f offered for\n", metric(&lived, "personal_service_offered"), worn);
    assert_true(metric(&lived, "personal_service_offered") > 0.98 * worn);
    recorded_world_drop(&lived);
    lived = recorded_world_live(SCENARIO, "take_all", 0, none_offered);
    assert_true(metric(&lived, "personal_service_worn") == worn);
    assert_true(metric(&lived, "personal_service_offered") == 0);
    assert_true(metric(&lived, "personal_service_held_out") > 0.98 * worn);
    recorded_world_drop(&lived);
}

static void families_decide_after_the_mean_time(void **state) {
    (void)state;
    static const char *const at_once[] = {"homes.count=1500",
                                          "product_health.filter_days=30",
                                          "personal_service.buys_anyway=1",
                                          "personal_service.decide_days=0.5",
                                          "personal_service.filter_won=1000",
                                          NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "nothing_leaves", 0, at_once);
    must_take_days(&lived, 0.5);
    recorded_world_drop(&lived);
}

#define EVEN_WEAR                                                                                      \
    "homes.count=1500", "air_conditioner.ownership=0", "robot_vacuum.ownership=1",                     \
        "product_health.connected=1", "product_health.life_years=20", "product_health.oldest_years=1", \
        "strategy_report.due_years=1"

// What wears by the calendar is carried on from the last report to the very day: planners who are told all
// know the share that is due as it is, be reports a day old or seven weeks.
static void what_wears_evenly_is_foreseen_exactly(void **state) {
    (void)state;
    static const char *const every[] = {"product_health.report_days=45", "product_health.report_days=1"};
    for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
        struct recorded_world lived =
            recorded_world_live(SCENARIO, "take_all", 0, (const char *const[]){EVEN_WEAR, every[i], NULL});
        double due = metric(&lived, "strategy_report_due");
        assert_true(metric(&lived, "strategy_report_sample") > 1400);
        assert_true(due > 0.2 && due < 0.3);
        assert_true(metric(&lived, "strategy_report_due_off") < 1e-9);
        recorded_world_drop(&lived);
    }
}

// Heard of once, at a moment of the 92 days that is as likely as any other, a product is taken to be as worn
// as it was then: ages at the start being as likely from new to the year from which they are due, half of the
// quarter of a year that passes is not seen.
static void what_was_heard_of_once_is_not_carried_on(void **state) {
    (void)state;
    static const char *const once[] = {EVEN_WEAR, "product_health.report_days=92", NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "take_all", 0, once);
    double due = metric(&lived, "strategy_report_due"), expected = 92 / 365.0 / 2;
    print_message("due: %.4f, expected %.4f\n", due, expected);
    assert_true(fabs(due - expected) < 4 * sqrt(expected * (1 - expected) / 1500));
    recorded_world_drop(&lived);
}

// The law that was put in is found again within its standard error, although diagnosis prevents faults
// meanwhile.
static void statistics_find_the_law_of_lives(void **state) {
    (void)state;
    static const char *const more[] = {"homes.count=2500", "product_health.life_years=3",
                                       "product_health.connected=1", "after_service.technicians=6", NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "take_all", 1, more);
    double shape = metric(&lived, "statistics_shape"), error = metric(&lived, "statistics_shape_error");
    double life = metric(&lived, "statistics_life"), faults = metric(&lived, "statistics_faults");
    print_message("%.0f faults: shape %.3f +- %.3f (1.5), life %.2f years (3)\n", faults, shape, error, life);
    assert_true(faults > 400 && error < 0.15);
    assert_true(fabs(shape - 1.5) < 3.5 * error);
    assert_true(fabs(life - 3) < 3 * 3.5 / sqrt(faults));
    assert_true(metric(&lived, "strategy_report_due_off") < 0.03);
    assert_true(fabs(metric(&lived, "statistics_shape_off") - fabs(shape - 1.5)) < 1e-9);
    assert_true(fabs(metric(&lived, "statistics_life_off") - fabs(life - 3)) < 1e-9);
    double due = metric(&lived, "strategy_report_due"), known = metric(&lived, "strategy_report_sample");
    assert_true(fabs(metric(&lived, "strategy_report_due_error") - sqrt(due * (1 - due) / known)) < 1e-9);
    recorded_world_drop(&lived);
}

// ---- What is told of segments ---------------------------------------------------------------------------

static double of_segment(const struct recorded_world *lived, const char *name, size_t segment) {
    return run_series_total(lived->run, run_series_named(lived->run, name), segment);
}

// What concerns no home stands in the first segment, whichever the first home's is, and is told of none.
static void what_concerns_no_home_is_told_of_no_segment(void **state) {
    (void)state;
    static const char *const names[] = {"statistics_faults",       "statistics_shape",
                                        "statistics_shape_error",  "statistics_shape_off",
                                        "statistics_life",         "statistics_life_off",
                                        "strategy_report_sample",  "strategy_report_due",
                                        "strategy_report_due_off", "strategy_report_due_error"};
    const struct recorded_world *lived = live("take_all");
    assert_true(lived->made.world->homes[0].segment > 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(of_segment(lived, names[i], 0) != 0);
        for (size_t segment = 1; segment < lived->run->segments; segment++)
            assert_float_equal(of_segment(lived, names[i], segment), 0, 0);
    }
    struct measure_list list = measure_list(lived->run);
    for (size_t i = 0; i < list.count; i++)
        if (list.rows[i].group == MEASURE_SEGMENT_RESULT)
            assert_false(!strncmp(list.rows[i].subject, "statistics_", 11) ||
                         !strncmp(list.rows[i].subject, "strategy_report_", 16));
    measure_list_free(list);
}

// Families that allow it are counted with their own segment, for each of the three months.
static void months_that_families_allow_are_their_segments(void **state) {
    (void)state;
    const struct recorded_world *lived = live("ask_for_all");
    const struct world *world = lived->made.world;
    uint16_t flow = flow_for(world, USE_STATISTICS);
    double still[HOME_SEGMENTS] = {0}, ever[HOME_SEGMENTS] = {0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        enum consent_state says = consent_state(world->gate, home, flow, world->end);
        still[world->homes[home].segment] += says == CONSENT_GRANTED;
        ever[world->homes[home].segment] += says == CONSENT_GRANTED || says == CONSENT_WITHDRAWN;
    }
    for (size_t segment = 0; segment < lived->run->segments; segment++) {
        double months = of_segment(lived, "statistics_allowed", segment);
        assert_true(still[segment] > 0 && months >= still[segment] && months <= 3 * ever[segment]);
    }
}

// A network pays half of CPM / 1000 for each, and half as much again before a known profile.
static void a_profile_is_worth_a_few_won(void **state) {
    (void)state;
    const struct recorded_world *lived = live("take_all");
    double ads = metric(lived, "media_ads"), reach = metric(lived, "media_reach");
    int64_t earned = recorded_world_paid(lived, "advertisements", NULL);
    assert_true(reach > 0.5 && reach < 1);
    assert_true(fabs((double)earned - ads * 1.5 * (1 + 0.51 * reach)) < 3);
    double per_home = ads * reach * 1.5 * 0.51 / 1500;
    print_message("the profiles of a home bring %.0f won in three months\n", per_home);
    assert_true(per_home < 500);  // less than one month's reward for them
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_stays_at_home_helps_anybody_else),
        cmocka_unit_test(diagnosis_alone_tells_the_other_desks_nothing),
        cmocka_unit_test(each_purpose_has_a_consent_of_its_own),
        cmocka_unit_test(families_are_asked_when_their_first_product_has_come),
        cmocka_unit_test(taking_asks_nobody_and_is_found_out_by_some),
        cmocka_unit_test(diagnosis_prevents_what_it_sees_and_sends_some_visits_for_nothing),
        cmocka_unit_test(error_codes_spare_second_visits),
        cmocka_unit_test(the_hold_out_measures_what_offers_sell),
        cmocka_unit_test(every_filter_that_is_known_is_offered_for),
        cmocka_unit_test(families_decide_after_the_mean_time),
        cmocka_unit_test(what_wears_evenly_is_foreseen_exactly),
        cmocka_unit_test(what_was_heard_of_once_is_not_carried_on),
        cmocka_unit_test(statistics_find_the_law_of_lives),
        cmocka_unit_test(what_concerns_no_home_is_told_of_no_segment),
        cmocka_unit_test(months_that_families_allow_are_their_segments),
        cmocka_unit_test(a_profile_is_worth_a_few_won),
    };
    return cmocka_run_group_tests(tests, NULL, drop_lives);
}
