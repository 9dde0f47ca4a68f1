// SPDX-License-Identifier: GPL-3.0-or-later
// The after-service in plain words: its technicians are the queue of the textbook, what breaks works again
// when somebody has been there, summer is when air conditioners break, and every won has its reason.
#include "models/products/after_service.h"
#include "models/products/product_health.h"
#include "tests/support/recorded_world.h"
#include "tests/support/textbook_queue.h"

#define SCENARIO "scenarios/data_uses.lua"

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static int64_t balance(const struct recorded_world *lived, const struct party_kind *kind) {
    struct world *world = lived->made.world;
    const struct party *party = world_party_of_kind(world, kind, NULL);
    return ledger_balance(world->ledger, ledger_party(world->ledger, party->number), WON);
}

// ---- The queue -------------------------------------------------------------------------------------------
// Robots alone, that fail by pure chance twice as often as anything does, and technicians around the clock,
// who always have the right part: Poisson arrivals, exponential visits.

#define QUEUE                                                                                           \
    "homes.count=3000", "days=100", "air_conditioner.ownership=0", "robot_vacuum.ownership=1",          \
        "product_health.shape=1", "product_health.life_years=2", "product_health.report_days=365",      \
        "product_health.filter_days=720", "after_service.opens_hour=0", "after_service.closes_hour=24", \
        "after_service.rests=never", "after_service.right_part=1", "after_service.notice_hours=0.1",    \
        "after_service.warranty_years=10", "after_service.warranty_core_years=10",                      \
        "families.trips_per_year=0"

struct seen {
    double rate_h, wait_h, gave_up;
};

static struct seen watch(const char *const *settings, uint32_t replications) {
    struct seen seen = {0};
    for (uint32_t r = 0; r < replications; r++) {
        struct scenario_world made = scenario_world_make(SCENARIO, "nothing_leaves", r, settings, 1);
        scenario_world_run(&made);
        const struct service_queue *queue = after_service_queue(made.world);
        double hours = clock_hours(made.world->end),
               waiting = queue->waiting_ms_area / (double)made.world->end;
        double rate = (double)queue->arrived / hours,
               wait = queue->waited_ms / (double)(queue->started + queue->left);
        assert_true(queue->arrived > 300);
        // Little's law, exact but for those who still wait.
        assert_true(fabs(waiting - rate * wait / (double)CLOCK_HOUR) < 0.05 * waiting);
        seen.rate_h += rate / replications;
        seen.wait_h += wait / (double)CLOCK_HOUR / replications;
        seen.gave_up += (double)queue->left / (double)queue->arrived / replications;
        scenario_world_drop(&made);
    }
    return seen;
}

// 0.17 failures an hour of 8 hours' work, by two technicians: 0.69 of what they can do.
static void technicians_keep_families_waiting_as_erlang_says(void **state) {
    (void)state;
    static const char *const settings[] = {QUEUE, "after_service.technicians=2",
                                           "after_service.visit_hours=8", "after_service.patience_days=90",
                                           NULL};
    struct seen seen = watch(settings, 4);
    double expected = textbook_wait_h(seen.rate_h, 8, 2);
    print_message("%.4f failures/h: wait %.2f h, Erlang C %.2f h\n", seen.rate_h, seen.wait_h, expected);
    assert_true(fabs(seen.rate_h - 3000.0 / (2 * 365 * 24)) < 0.05 * seen.rate_h);
    assert_true(fabs(seen.wait_h - expected) < 0.25 * expected);
}

// One technician for the same work cannot keep up: who gives up is Erlang A's share (M/M/1+M).
static void families_give_up_as_often_as_erlang_a_says(void **state) {
    (void)state;
    static const char *const settings[] = {QUEUE, "after_service.technicians=1",
                                           "after_service.visit_hours=8", "after_service.patience_days=2",
                                           NULL};
    struct seen seen = watch(settings, 4);
    double p = 1, sum = 0, waiting = 0, theta = 1.0 / 48;
    for (int n = 0; n < 500; n++) {
        sum += p;
        if (n > 1) waiting += (n - 1) * p;
        p *= seen.rate_h / (1.0 / 8 + n * theta);
    }
    double expected = theta * waiting / sum / seen.rate_h;
    print_message("%.3f give up, Erlang A %.3f\n", seen.gave_up, expected);
    assert_true(fabs(seen.gave_up - expected) < 0.1 * expected);
}

// ---- What breaks -----------------------------------------------------------------------------------------

static const char *const summer[] = {"homes.count=1000", "after_service.technicians=1",
                                     "product_health.life_years=3", NULL};

// What is broken at the end has an order or is still to be noticed or replaced; what is repaired works.
static void what_breaks_is_repaired(void **state) {
    (void)state;
    struct recorded_world lived = recorded_world_live(SCENARIO, "nothing_leaves", 0, summer);
    const struct world *world = lived.made.world;
    unsigned broken = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        for (unsigned i = 0; i < PRODUCTS_MOST; i++) {
            const struct product *product = product_health_at(world, home, i);
            if (!product || product->broken_since == CLOCK_NEVER) continue;
            broken++;
            assert_true(product->fails == CLOCK_NEVER && product->sign == CLOCK_NEVER);
            assert_true(product->broken_since <= world->end);
        }
    double failures = metric(&lived, "product_health_failures"),
           down = metric(&lived, "product_health_down_days");
    print_message("%.0f failures, %u broken at the end, %.2f days down each\n", failures, broken,
                  down / failures);
    assert_true(failures > 150 && broken < 0.1 * failures);
    assert_true(down / failures > 0.5 && down / failures < 8);
    recorded_world_drop(&lived);
}

// Ages at the start are as those of a repaired product in any year (test_weibull.c): of robots, whose wear
// follows the calendar, 92 days make the mean of H(a + 92 days) - H(a) failures over ages a from 0 to 7.
static void as_many_fail_as_the_law_of_lives_says(void **state) {
    (void)state;
    enum { HOMES = 4000, REPLICATIONS = 1 };
    static const char *const robots[] = {"homes.count=4000", "air_conditioner.ownership=0",
                                         "robot_vacuum.ownership=1", "after_service.technicians=20", NULL};
    double failures = 0, years = 92.0 / 365, scale = weibull_of_mean(1.5, 7).scale, integral = 0;
    const double ages[] = {7 + years, years, 7}, signs[] = {1, -1, -1};
    for (int i = 0; i < 3; i++) integral += signs[i] * scale / 2.5 * pow(ages[i] / scale, 2.5);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct recorded_world lived = recorded_world_live(SCENARIO, "nothing_leaves", r, robots);
        failures += metric(&lived, "product_health_failures");
        recorded_world_drop(&lived);
    }
    double expected = REPLICATIONS * HOMES * integral / 7;
    print_message("%.0f robots failed, expected %.1f\n", failures, expected);
    assert_true(fabs(failures - expected) < 4 * sqrt(expected));
}

// Signs that mean nothing come at random to what works, whether or not anything fails: as many as its days
// say.
static void as_many_signs_mean_nothing_as_their_rate_says(void **state) {
    (void)state;
    static const char *const robots[] = {"homes.count=1000",
                                         "air_conditioner.ownership=0",
                                         "robot_vacuum.ownership=1",
                                         "product_health.life_years=2",
                                         "product_health.false_signs_year=2",
                                         NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "nothing_leaves", 0, robots);
    double works = metric(&lived, "product_health_product_days") - metric(&lived, "product_health_down_days");
    double seen = metric(&lived, "product_health_false_signs"), expected = 2 * works / 365;
    print_message("%.0f signs that mean nothing, expected %.1f\n", seen, expected);
    assert_true(metric(&lived, "product_health_down_days") > 100);
    assert_true(fabs(seen - expected) < 4 * sqrt(expected));
    recorded_world_drop(&lived);
}

// The same homes in winter and in summer: air conditioners break when they run.
static void air_conditioners_break_in_summer(void **state) {
    (void)state;
    static const char *const winter[] = {"homes.count=1000",
                                         "after_service.technicians=1",
                                         "product_health.life_years=3",
                                         "robot_vacuum.ownership=0",
                                         "start=2018-12-01",
                                         NULL};
    static const char *const hot[] = {"homes.count=1000", "after_service.technicians=1",
                                      "product_health.life_years=3", "robot_vacuum.ownership=0", NULL};
    struct recorded_world cold = recorded_world_live(SCENARIO, "nothing_leaves", 0, winter);
    struct recorded_world warm = recorded_world_live(SCENARIO, "nothing_leaves", 0, hot);
    double in_winter = metric(&cold, "product_health_failures"),
           in_summer = metric(&warm, "product_health_failures");
    print_message("%.0f failures in three winter months, %.0f in summer\n", in_winter, in_summer);
    assert_true(in_winter > 0 && in_summer > 10 * in_winter);
    assert_true(metric(&cold, "product_health_down_heat") == 0);
    recorded_world_drop(&cold);
    recorded_world_drop(&warm);
}

// ---- Money -----------------------------------------------------------------------------------------------

static uint64_t lines(const struct recorded_world *lived, const char *what) {
    const struct journal *journal = lived->made.world->journal;
    uint64_t count = 0;
    for (uint64_t i = 1; i <= journal_count(journal); i++)
        count += !strcmp(journal_at(journal, i)->what, what);
    return count;
}

// Repairs bring a fee of 22,000 and 80,000 or 300,000 beside it, half of that for parts; technicians are paid
// for nine hours of every day but the 13 Sundays, two holidays in June and Liberation Day.
static void every_won_of_the_after_service_has_its_reason(void **state) {
    (void)state;
    struct recorded_world lived = recorded_world_live(SCENARIO, "ask_for_all", 0, summer);
    uint64_t repairs, warranties, parts;
    int64_t wages = recorded_world_paid(&lived, "wages", NULL),
            paid = recorded_world_paid(&lived, "repair", &repairs);
    int64_t by_maker = recorded_world_paid(&lived, "warranty repair", &warranties);
    int64_t spent = recorded_world_paid(&lived, "spare parts", &parts);
    assert_int_equal(lines(&lived, "technician's visit"), (uint64_t)metric(&lived, "after_service_visits"));
    assert_int_equal(warranties, (uint64_t)metric(&lived, "after_service_warranty_repairs"));
    assert_int_equal(repairs + warranties, (uint64_t)(metric(&lived, "after_service_repaired") +
                                                      metric(&lived, "after_service_prevented")));
    assert_int_equal(parts, repairs + warranties);
    assert_true(warranties > 0 && repairs > warranties);
    assert_int_equal(paid + by_maker - 22000 * (int64_t)(repairs + warranties), 2 * spent);
    assert_int_equal(wages, (92 - 16) * 9 * 20000);
    assert_int_equal(balance(&lived, &after_service_party), paid + by_maker - wages - spent);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(technicians_keep_families_waiting_as_erlang_says),
        cmocka_unit_test(families_give_up_as_often_as_erlang_a_says),
        cmocka_unit_test(what_breaks_is_repaired),
        cmocka_unit_test(as_many_fail_as_the_law_of_lives_says),
        cmocka_unit_test(as_many_signs_mean_nothing_as_their_rate_says),
        cmocka_unit_test(air_conditioners_break_in_summer),
        cmocka_unit_test(every_won_of_the_after_service_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
