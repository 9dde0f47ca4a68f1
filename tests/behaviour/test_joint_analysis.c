// SPDX-License-Identifier: GPL-3.0-or-later
// What a city and firms find out together about bad air, what for, and what leaves the homes, in plain words.
#include "models/air/data_holder.h"
#include "models/air/outdoor_air.h"
#include "models/air/public_body.h"
#include "models/air/record_learning_technique.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/joint_analysis.lua"
// Of a city that is sure of what records are good for.
#define MONTH_RUNS                                                                                           \
    "days=90", "homes.count=1000", "homes.districts=10", "air_purifier.connected=1", "city.believed_more=5", \
        "city.prior_months=1000", "city.tries=0"
enum { LISTS = 3, REWARD_WON = 1000 };
static const char *const settings[] = {MONTH_RUNS, NULL};

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

static double metric_of(const char *policy, uint32_t replication, const char *const *with, const char *name) {
    struct recorded_world lived = recorded_world_live(SCENARIO, policy, replication, with);
    double value = metric(&lived, name);
    recorded_world_drop(&lived);
    return value;
}

// ---- What is found out -----------------------------------------------------------------------------------

static void together_they_err_less_than_each_alone(void **state) {
    (void)state;
    static const char *const policies[] = {"aggregated", "raw"};
    for (int p = 0; p < 2; p++) {
        const struct recorded_world *lived = live(policies[p]);
        double together = metric(lived, "city_error"), alone = metric(lived, "city_error_mean_firm");
        print_message("%s: error %.4f, a firm alone %.4f, nobody %.4f\n", policies[p], together, alone,
                      metric(lived, "city_error_nobody"));
        assert_true(together < alone && alone < metric(lived, "city_error_nobody"));
        assert_true(metric(lived, "city_found") > 0.5);
    }
}

// A firm that says nothing of the others' customers errs as it does by itself.
static void who_asks_one_firm_knows_what_that_firm_knows(void **state) {
    (void)state;
    const struct recorded_world *lived = live("alone");
    assert_true(metric(lived, "city_error") >= metric(lived, "city_error_best_firm") - 1e-12);
    assert_true(metric(lived, "city_cells") == 0 && metric(lived, "city_records") == 0);
}

// Where there is no dust outdoors, and nobody cooks, none is made out; and each firm hears of it.
static void clean_air_is_made_out_to_be_clean(void **state) {
    (void)state;
    static const char *const clean[] = {"days=40",
                                        "homes.count=200",
                                        "homes.districts=4",
                                        "air_purifier.connected=1",
                                        "air_purifier.cooks=0",
                                        "air.pm25_ug_m3=0,0,0,0,0,0,0,0,0,0,0,0",
                                        NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "raw", 0, clean);
    static const char *const firms[] = {"large_firm", "middle_firm", "small_firm"};
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++) {
        char readings[40], outdoors[40];
        snprintf(readings, sizeof readings, "%s_readings", firms[i]);
        snprintf(outdoors, sizeof outdoors, "%s_outdoors", firms[i]);
        assert_true(metric(&lived, readings) > 0);
        assert_true(metric(&lived, outdoors) == 0);
    }
    recorded_world_drop(&lived);
}

static double mean_of(const char *policy, const char *const *with, const char *name) {
    enum { REPLICATIONS = 4 };
    double sum = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) sum += metric_of(policy, r, with, name);
    return sum / REPLICATIONS;
}

static double error_with(const char *policy, const char *days, const char *epsilon) {
    const char *const with[] = {MONTH_RUNS, days, epsilon, NULL};
    return mean_of(policy, with, "city_error");
}

static void noise_drowns_less_the_larger_epsilon_is(void **state) {
    (void)state;
    static const char days[] = "days=60";
    double small = error_with("noised", days, "city.epsilon=0.2"),
           middle = error_with("noised", days, "city.epsilon=1"),
           large = error_with("noised", days, "city.epsilon=20"),
           none = error_with("aggregated", days, "city.epsilon=1");
    print_message("error by epsilon: %.4f (0.2), %.4f (1), %.4f (20), %.4f without noise\n", small, middle,
                  large, none);
    assert_true(small > 1.15 * middle && middle > large);
    // With next to no noise the sums are what they are without, but for clipping and small cells.
    assert_true(fabs(large - none) < 0.2 * none);
}

// Each month's noise is new, and what was told is remembered.
static void noise_averages_out_over_the_months(void **state) {
    (void)state;
    double month = error_with("noised", "days=30", "city.epsilon=1"),
           months = error_with("noised", "days=240", "city.epsilon=1");
    print_message("error at epsilon 1: %.4f after a month, %.4f over eight\n", month, months);
    assert_true(months < 0.95 * month);
}

// Each month is one release about each home, and they add up as the accountant says.
static void the_loss_of_the_months_is_added_up(void **state) {
    (void)state;
    assert_true(metric(live("noised"), "city_months") == LISTS);
    assert_true(fabs(metric(live("noised"), "city_epsilon") - LISTS) < 1e-9);
    static const char *const weak[] = {MONTH_RUNS, "homes.count=100", "days=360", "city.epsilon=0.1", NULL};
    double loss = metric_of("noised", 0, weak, "city_epsilon");
    assert_true(fabs(loss - privacy_budget_spent(12, 0.1, 1e-6)) < 1e-9);
    assert_true(loss > 0.1 && loss <= 12 * 0.1 + 1e-9);
}

// If the city forgot that it cleaned, what it cleaned would drop out of the next list: with nine tenths taken
// away and remembered, about as many of the worst are found as when cleaning changes nothing.
static void what_was_cleaned_stays_on_the_list(void **state) {
    (void)state;
    enum { REPLICATIONS = 4 };  // of three lists of three each: one alone is coarse
    static const char *const strong[] = {MONTH_RUNS, "city.cleaning_share=0.8", "air.district_spread=0.2",
                                         NULL};
    static const char *const none[] = {MONTH_RUNS, "city.cleaning_share=0", "air.district_spread=0.2", NULL};
    double with = mean_of("raw", strong, "city_found"), without = mean_of("raw", none, "city_found");
    print_message("of the worst found: %.3f when cleaned, %.3f when not\n", with, without);
    assert_true(without > 0.7 && with > without - 0.15);
}

// ---- What leaves the homes -------------------------------------------------------------------------------

static uint16_t flow_to_city(const struct world *world) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        if (!strcmp(gate_flow_at(world->gate, i)->purpose, PUBLIC_BODY_PURPOSE)) return i;
    return GATE_NO_FLOW;
}

static void sums_take_nothing_of_a_single_home_to_the_city(void **state) {
    (void)state;
    static const char *const policies[] = {"nobody", "alone", "aggregated", "noised"};
    for (int p = 0; p < 4; p++) {
        const struct recorded_world *lived = live(policies[p]);
        assert_int_equal(flow_to_city(lived->made.world), GATE_NO_FLOW);
        assert_int_equal(scenario_world_flows(&lived->made, DATA_AIR_QUALITY, "public_body", NULL).transfers,
                         0);
        assert_true(metric(lived, "city_records") == 0 && metric(lived, "city_rewards") == 0);
    }
}

static void records_are_those_of_families_that_agreed_twice(void **state) {
    (void)state;
    const struct recorded_world *lived = live("raw");
    const struct world *world = lived->made.world;
    uint16_t to_city = flow_to_city(world);
    const struct gate_flow *flow = gate_flow_at(world->gate, to_city);
    uint32_t giving = 0, only_the_firm = 0, only_the_city = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        bool agreed = consent_state(world->gate, home, to_city, world->end) == CONSENT_GRANTED, firm = false;
        for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
            firm |= i != to_city && gate_entry_at(world->gate, home, i)->transfers > 0;
        uint32_t records = gate_entry_at(world->gate, home, to_city)->transfers;
        assert_int_equal(records, agreed && firm ? LISTS : 0);
        giving += records > 0, only_the_firm += firm && !agreed, only_the_city += agreed && !firm;
    }
    print_message("%u families give records, %u only agreed with the firm\n", giving, only_the_firm);
    assert_true(giving > 100 && only_the_firm > 10);
    assert_int_equal(only_the_city, 0);  // what the firm offers is worth as much as the reward and the motive
    assert_int_equal(flow->transfers_without_consent, 0);
    assert_true((double)flow->transfers == metric(lived, "city_records"));
}

// Who is offered more agrees sooner; who is offered nothing of worth gives nothing for nothing, but for those
// who want nothing for their data.
static void a_reward_moves_families(void **state) {
    (void)state;
    static const char *const small[] = {MONTH_RUNS, "city.reward_won=0", "city.worth_won=0", NULL};
    static const char *const large[] = {MONTH_RUNS, "city.reward_won=5000", NULL};
    double none = metric_of("raw", 0, small, "city_records"), some = metric(live("raw"), "city_records"),
           more = metric_of("raw", 0, large, "city_records");
    print_message("records: %.0f for nothing, %.0f, %.0f for 5000 won\n", none, some, more);
    assert_true(none < some && some <= more);
}

// ---- What the city learns -------------------------------------------------------------------------------

#define LEARNS "days=360", "homes.count=600", "homes.districts=10", "air_purifier.connected=1"

static double on_day(const struct recorded_world *lived, const char *name, size_t day) {
    const struct run_series *series = run_series_named(lived->run, name);
    double sum = 0;
    for (size_t i = 0; i < lived->run->segments; i++)
        sum += series->values[(day - 1) * lived->run->segments + i];
    return sum;
}

// Each month's bid worked out again, from what cleaning spared and cost in the months before, and whether it
// paid.
static void its_bids_are_what_it_has_seen(void **state) {
    (void)state;
    static const char *const with[] = {LEARNS, "city.tries=0.4", NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "raw", 0, with);
    struct record_learning learning = {0};
    double bids = 0, paid = 0;
    for (size_t day = 30; day <= 360; day += 30) {
        bool by_records = on_day(&lived, "city_records", day) > 0;
        if (day > 30) bids += record_learning_bid_won(&learning, (struct record_learning_prior){0.2, 3});
        paid += by_records;
        record_learning_saw(&learning, by_records, on_day(&lived, "city_avoided", day),
                            on_day(&lived, "city_spent", day) * 1e6 - on_day(&lived, "city_rewards", day));
    }
    print_message("paid in %.0f months; a month's records were worth %.0f won, expected %.0f\n", paid,
                  metric(&lived, "city_records_worth"), bids / 12);
    assert_true(paid > 0 && paid < 12 && fabs(12 * metric(&lived, "city_bought") - paid) < 1e-6);
    assert_true(fabs(metric(&lived, "city_records_worth") - bids / 12) < 1 && bids > 0);
    recorded_world_drop(&lived);
}

// At a won each they are worth it whatever it learns; at 20,000, but for the first month, they are not.
static void it_stops_paying_for_what_brings_too_little(void **state) {
    (void)state;
    static const char *const cheap[] = {LEARNS, "city.tries=0", "city.reward_won=1", NULL},
                             *const dear[] = {LEARNS, "city.tries=0", "city.reward_won=20000", NULL};
    assert_true(metric_of("raw", 0, cheap, "city_bought") == 1);
    assert_true(fabs(metric_of("raw", 0, dear, "city_bought") - 1.0 / 12) < 1e-9);
}

static void sums_of_few_homes_are_not_told(void **state) {
    (void)state;
    const struct recorded_world *lived = live("aggregated");
    assert_true(metric(lived, "city_cell_homes") >= 5);
    static const char *const careful[] = {MONTH_RUNS, "city.smallest_cell=1000", NULL};
    struct recorded_world nothing = recorded_world_live(SCENARIO, "aggregated", 0, careful);
    assert_true(metric(&nothing, "city_cells") == 0 && metric(&nothing, "city_too_small") > 0);
    // Nothing known: all districts are alike, there is no list, and nothing is cleaned.
    assert_true(fabs(metric(&nothing, "city_error") - metric(&nothing, "city_error_nobody")) < 1e-12);
    assert_true(metric(&nothing, "city_listed") == 0 && metric(&nothing, "city_spent") == 0);
    recorded_world_drop(&nothing);
}

// The policy has the last word: of the class, or of the city only.
static void where_the_policy_forbids_nothing_is_read(void **state) {
    (void)state;
    for (int who = 0; who < 2; who++) {
        struct scenario_world made = scenario_world_plan(SCENARIO, "raw", 0, settings);
        struct plan_rule rules[2] = {
            {.data_class = DATA_AIR_QUALITY, .rule = RULE_AT_INSTALL},
            {.data_class = DATA_AIR_QUALITY, .recipient = "city", .rule = RULE_NEVER}};
        if (who == 0) rules[0].rule = RULE_NEVER;
        struct plan_rules own = made.plan->rules;
        made.plan->rules = (struct plan_rules){rules, 2};
        scenario_world_create(&made, NULL, 1);
        scenario_world_run(&made);
        made.plan->rules = own;
        const struct world *world = made.world;
        assert_int_equal(gate_flow_at(world->gate, flow_to_city(world))->transfers, 0);
        assert_null(world->model->air->taken);
        uint64_t heard = scenario_world_flows(&made, DATA_AIR_QUALITY, "data_holder", NULL).transfers;
        assert_true(who == 0 ? heard == 0 : heard > 0);
        scenario_world_drop(&made);
    }
}

// ---- What the city does with it --------------------------------------------------------------------------

// Months of districts that were cleaned, as the air shows them; none before the first list.
static double cleaned_months(const struct world *world) {
    const struct outdoor_air *air = world->model->air;
    size_t days = air->hours / 24;
    double sum = 0;
    for (size_t d = 0; air->taken && d < air->district_count; d++)
        for (size_t day = 0; day < days; day++) {
            double share = (double)air->taken[d * days + day];
            assert_true(share == 0 || (day >= 30 && fabs(share - 0.3) < 1e-6));
            sum += share > 0 ? 1 / 30.0 : 0;
        }
    return sum;
}

static void what_is_listed_is_cleaned_and_nothing_else(void **state) {
    (void)state;
    const struct recorded_world *lived = live("aggregated");
    double cleaned = metric(lived, "city_cleaned"), listed = metric(lived, "city_listed");
    assert_true(cleaned > 0 && fabs(cleaned_months(lived->made.world) - cleaned) < 1e-6);
    assert_true(cleaned <= listed && listed <= 3 * LISTS);  // nobody cleans by the last list
    assert_null(live("nobody")->made.world->model->air->taken);
    assert_true(metric(live("nobody"), "city_spent") == 0 && metric(live("nobody"), "city_avoided") == 0);
}

// What people did not breathe, and their hours outdoors that fell to the limit, of an hour in one district.
struct spared {
    double ug_h, hours;
};

static struct spared spared_in(const struct world *world, size_t district, size_t hour) {
    const struct outdoor_air *air = world->model->air;
    double citys = (double)air->pm25_ug_m3[hour], adds = fmax(0, air->district_factors[district] - 1);
    double share = (double)air->taken[district * (air->hours / 24) + hour / 24];
    double before = citys * (1 + adds), after = citys * (1 + adds * (1 - share));
    if (air->district_factors[district] < 1) return (struct spared){0, 0};
    return (struct spared){before - after, before > 35 && after <= 35};
}

// One hour of 24 outdoors, where they breathe all of it, and 14 at home, where half of it comes in.
static struct spared spared_by_cleaning(const struct world *world) {
    struct spared sum = {0, 0};
    for (size_t d = 0; d < world->model->air->district_count; d++) {
        double persons = 0;
        for (uint32_t home = 0; home < world->home_count; home++)
            if (world->homes[home].district == d) persons += world->homes[home].members;
        for (size_t hour = 0; hour < world->model->air->hours; hour++) {
            struct spared of = spared_in(world, d, hour);
            sum.ug_h += persons * of.ug_h * (1 + 14 * 0.5) / 24;
            sum.hours += persons * of.hours * 1 / 24;
        }
    }
    return sum;
}

static void must_be(double value, double expected, const char *what) {
    print_message("%s: %.9g, expected %.9g\n", what, value, expected);
    if (!(expected > 0 && fabs(value - expected) <= 1e-8 * expected)) fail_msg("%s: %.9g", what, value);
}

static void what_people_are_spared_is_what_was_taken_away(void **state) {
    (void)state;
    static const char *const strong[] = {MONTH_RUNS, "city.cleaning_share=0.8", NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "aggregated", 0, strong);
    struct spared spared = spared_by_cleaning(lived.made.world);
    double millions = (double)recorded_world_paid(&lived, "street cleaning", NULL) / 1e6;
    must_be(metric(&lived, "city_avoided"), spared.ug_h, "ug h/m3");
    must_be(metric(&lived, "city_avoided_hours"), spared.hours, "hours");
    must_be(metric(&lived, "city_avoided_each"), spared.ug_h / millions, "ug h/m3 for a million won");
    must_be(metric(&lived, "city_avoided_hours_each"), spared.hours / millions, "hours for a million won");
    recorded_world_drop(&lived);
}

// The purifiers see it outdoors and in, and run less; the same families, the same weather.
static void dust_is_less_where_it_was_cleaned(void **state) {
    (void)state;
    static const char *const strong[] = {MONTH_RUNS, "city.cleaning_share=0.9", "city.cleans_districts=10",
                                         NULL};
    struct recorded_world with = recorded_world_live(SCENARIO, "aggregated", 0, strong);
    const struct recorded_world *without = live("nobody");
    assert_true(metric(&with, "city_avoided") > 0 && metric(&with, "city_avoided_hours") > 0);
    assert_true(metric(&with, "air_purifier_outdoors") < metric(without, "air_purifier_outdoors"));
    assert_true(metric(&with, "air_purifier_indoors") < metric(without, "air_purifier_indoors"));
    assert_true(metric(&with, "air_purifier_running") < metric(without, "air_purifier_running"));
    recorded_world_drop(&with);
}

static struct recorded_world live_with_school(const char *policy, const char *district) {
    struct status status = {0};
    struct plan_entry *entry;
    const char *const with[] = {
        MONTH_RUNS, "city.cleaning_share=0.9", "homes.count=200", "homes.districts=3", "days=120", NULL};
    struct recorded_world lived = {.made = scenario_world_plan(SCENARIO, policy, 0, with)};
    if (!plan_add(lived.made.plan, "school", NULL, &status, &entry)) fail_msg("%s", status.message);
    plan_set_typed(lived.made.plan, "school.district", district, ORIGIN_COMMAND, &status);
    stop_on(&status);
    char file[100];
    struct fault fault = {0};
    snprintf(file, sizeof file, "joint_school_%d.h5", (int)getpid());
    scenario_world_create(&lived.made, file, 1);
    scenario_world_run(&lived.made);
    lived.run = run_read(file, RUN_TABLES, &fault);
    unlink(file);
    if (!lived.run) fail_msg("%s", fault.message);
    return lived;
}

// A school in a district breathes that district's air, cleaned or not; one in none breathes the city's.
static void classrooms_breathe_what_was_cleaned(void **state) {
    (void)state;
    enum { MARCH = 61, DAYS = 120 };  // from when pupils are there
    static const char *const districts[] = {"-1", "0", "1", "2"};
    int cleaner = 0;
    for (int i = 0; i < 4; i++) {
        struct recorded_world without = live_with_school("nobody", districts[i]);
        struct recorded_world with = live_with_school("aggregated", districts[i]);
        const struct outdoor_air *air = with.made.world->model->air;
        double fell = metric(&without, "school_pm25") - metric(&with, "school_pm25"), taken = 0;
        for (size_t day = MARCH; i > 0 && day < DAYS; day++)
            taken += (double)air->taken[(size_t)(i - 1) * DAYS + day];
        bool helps = i > 0 && taken > 0 && air->district_factors[i - 1] > 1;
        assert_true(helps ? fell > 0 : fell == 0);
        cleaner += helps;
        recorded_world_drop(&without);
        recorded_world_drop(&with);
    }
    assert_true(cleaner > 0 && cleaner < 3);
}

// Taxes come from outside, and go to families as rewards and outside as cleaning; the city keeps nothing.
static void the_citys_money_passes_through(void **state) {
    (void)state;
    const struct recorded_world *lived = live("raw");
    const struct world *world = lived->made.world;
    const struct party *city =
        world_party_of_kind((struct world *)lived->made.world, &public_body_party, NULL);
    uint64_t times;
    int64_t taxes = recorded_world_paid(lived, "taxes", NULL),
            cleaning = recorded_world_paid(lived, "street cleaning", NULL),
            rewards = recorded_world_paid(lived, "reward for data", &times);
    assert_int_equal(ledger_balance(world->ledger, ledger_party(world->ledger, city->number), WON), 0);
    assert_int_equal(taxes, cleaning + rewards);
    assert_int_equal(rewards, (int64_t)times * REWARD_WON);
    assert_int_equal(times, (uint64_t)metric(lived, "city_records"));
    assert_true(fabs(metric(lived, "city_spent") - (double)taxes / 1e6) < 1e-6 && cleaning > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together_they_err_less_than_each_alone),
        cmocka_unit_test(who_asks_one_firm_knows_what_that_firm_knows),
        cmocka_unit_test(clean_air_is_made_out_to_be_clean),
        cmocka_unit_test(noise_drowns_less_the_larger_epsilon_is),
        cmocka_unit_test(noise_averages_out_over_the_months),
        cmocka_unit_test(the_loss_of_the_months_is_added_up),
        cmocka_unit_test(what_was_cleaned_stays_on_the_list),
        cmocka_unit_test(sums_take_nothing_of_a_single_home_to_the_city),
        cmocka_unit_test(records_are_those_of_families_that_agreed_twice),
        cmocka_unit_test(a_reward_moves_families),
        cmocka_unit_test(its_bids_are_what_it_has_seen),
        cmocka_unit_test(it_stops_paying_for_what_brings_too_little),
        cmocka_unit_test(sums_of_few_homes_are_not_told),
        cmocka_unit_test(where_the_policy_forbids_nothing_is_read),
        cmocka_unit_test(what_is_listed_is_cleaned_and_nothing_else),
        cmocka_unit_test(what_people_are_spared_is_what_was_taken_away),
        cmocka_unit_test(dust_is_less_where_it_was_cleaned),
        cmocka_unit_test(classrooms_breathe_what_was_cleaned),
        cmocka_unit_test(the_citys_money_passes_through),
    };
    return cmocka_run_group_tests(tests, NULL, drop_lives);
}
