// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for air: the rent of purifiers in schools, their electricity and ventilation, the city's
// cleaning and what it pays for records; reports of
// classrooms' air, and the pupils that schools win by showing it.
#include "tests/support/money.h"

// ---- Schools -------------------------------------------------------------------------------------------

// April and May: one school with purifiers from the first day, so that each month is paid for all of its
// days.
static const char *const one_school[] = {"homes.count=60",
                                         "homes.districts=1",
                                         "scenario.start=2018-04-01",
                                         "scenario.days=61",
                                         "school.count=1",
                                         "school.equipped=1",
                                         "school.mechanical_h=0.5",
                                         "hanbit.accessories_year=0",
                                         NULL};

static double days_of_month(const struct money *money, size_t posting) {
    struct clock_date date =
        clock_civil_from_days(money->world->start_day + (int64_t)money_day(money, posting));
    return clock_days_in_month(date.year, date.month);
}
static double by_room_and_month(const struct money *money, size_t posting, const char *setting) {
    return money_setting(money, setting) * money_setting(money, "school.classrooms") *
           days_of_month(money, posting) / (365.0 / 12);
}
static int64_t rent(const struct money *money, size_t posting) {
    return money_whole(by_room_and_month(money, posting, "school.rent_won_month"));
}
static int64_t purifiers_cost(const struct money *money, size_t posting) {
    return money_whole(by_room_and_month(money, posting, "school.rent_won_month") *
                       money_setting(money, "school.rent_cost_share"));
}
static int64_t ventilation(const struct money *money, size_t posting) {
    return money_whole(by_room_and_month(money, posting, "school.mechanical_won_month"));
}
static int64_t electricity(const struct money *money, size_t posting) {
    double kwh = 0, days = days_of_month(money, posting);
    size_t last = money_day(money, posting);
    for (size_t day = last + 1 - (size_t)days; day <= last; day++)
        kwh += money_series(money, "school_energy", day);
    return money_whole(kwh * money_setting(money, "school.power_won_kwh"));
}

static const char bills[] = "school's bills";
#define ALWAYS                                                                                     \
    {"cost of purifiers", "hanbit", "outside", bills, .amount = purifiers_cost, .each = true},     \
        {"school electricity", "school", "outside", bills, .amount = electricity, .each = true}, { \
        "school ventilation", "school", "outside", bills, .amount = ventilation, .each = true      \
    }

// Who pays is counted, to the won of each posting.
static void payer_is_counted(const struct money *money, const char *series, const char *payer,
                             const char *reason) {
    double sum = 0, postings = 0;
    for (size_t i = 0; i < ledger_flow_count(money->world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(money->world->ledger, i);
        if ((payer && strcmp(flow->payer, payer)) || (reason && strcmp(flow->reason, reason))) continue;
        sum += (double)flow->amount, postings += (double)flow->postings;
    }
    double counted = recorded_world_metric(&money->lived, series);
    print_message("%s: %.1f counted, %.0f posted\n", series, counted, sum);
    assert_true(postings > 0 && fabs(counted - sum) <= 0.5 * postings);
}

static void a_school_rents_purifiers(void **state) {
    (void)state;
    struct money money = money_live("scenarios/classroom_air.lua", "school", one_school);
    MONEY_HOLDS(&money, {"rent of purifiers", "school", "hanbit", bills, .amount = rent, .each = true},
                ALWAYS);
    assert_int_equal(money_lines(&money, bills), 2);
    payer_is_counted(&money, "school_paid_by_school", "school", NULL);
    money_drop(&money);
}

// All rooms have equally many lessons: the pupils' hours in them say how many pupils there are.
static double pupils_of(const struct money *money) {
    double pupil_hours = 0, room_hours = 0;
    for (size_t day = 0; day < money->run->days; day++) {
        pupil_hours += money_series(money, "school_pupil_hours", day);
        room_hours += money_series(money, "school_room_hours", day);
    }
    return pupil_hours / room_hours * money_setting(money, "school.classrooms");
}

// Each family of the school pays the same share of the rent; for the pupils who are not simulated the outside
// pays.
static double parents_share(const struct money *money, size_t posting, size_t *families) {
    *families = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        *families +=
            money_cause(money, i) == money_cause(money, posting) && money->run->postings.home[i] >= 0;
    double pupils = pupils_of(money);
    return by_room_and_month(money, posting, "school.rent_won_month") / fmax(pupils, (double)*families);
}
static int64_t a_familys_rent(const struct money *money, size_t posting) {
    size_t families;
    return money_whole(parents_share(money, posting, &families));
}
static int64_t the_others_rent(const struct money *money, size_t posting) {
    size_t families;
    double each = parents_share(money, posting, &families);
    double pupils = pupils_of(money);
    return money_whole(each * (pupils - (double)families));
}

static const char *parents_pay[16], *public_pays[16];
static const char *const * and (const char **list, const char *more) {
    size_t i = 0;
    for (; one_school[i]; i++) list[i] = one_school[i];
    list[i] = more;
    return list;
}

static void parents_rent_purifiers(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/classroom_air.lua", "school", and(parents_pay, "school.paid_by=parents"));
    MONEY_HOLDS(&money, {"rent of purifiers", "households", "hanbit", bills, .amount = a_familys_rent},
                {"rent of purifiers", "outside", "hanbit", bills, .amount = the_others_rent, .each = true},
                ALWAYS);
    payer_is_counted(&money, "school_paid_by_parents", NULL, "rent of purifiers");
    payer_is_counted(&money, "school_paid_by_school", "school", NULL);
    money_drop(&money);
}

static void the_public_rents_purifiers(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/classroom_air.lua", "school", and(public_pays, "school.paid_by=public"));
    MONEY_HOLDS(&money, {"rent of purifiers", "outside", "hanbit", bills, .amount = rent, .each = true},
                ALWAYS);
    payer_is_counted(&money, "school_paid_by_public", "outside", "rent of purifiers");
    assert_true(recorded_world_metric(&money.lived, "school_paid_by_parents") == 0);
    money_drop(&money);
}

// ---- What schools are like is sold, or shown -----------------------------------------------------------

// March is closed, and nothing after it.
#define MARCH                                                                                   \
    "homes.count=1000", "scenario.days=40", "hanbit.accessories_year=0", "school.classrooms=4", \
        "families.data_price_won=500"

static const char air_month[] = "month of air reports", chosen[] = "month of choosing schools";

static int64_t sensors_of_a_school(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "air_reports.sensor_won_month") * 4);
}
// So many of a school's other families, each at the price.
static int64_t the_others_subscribe(const struct money *money, size_t posting) {
    double price = money_setting(money, "air_reports.subscription_won");
    return (int64_t)price * (money->run->postings.amount[posting] / (int64_t)price);
}
// A school's families subscribe, simulated or not, and each costs as much.
static int64_t serving(const struct money *money, size_t posting) {
    double cost = money_setting(money, "air_reports.serving_won");
    return (int64_t)cost * (money->run->postings.amount[posting] / (int64_t)cost);
}

static double counted(const struct money *money, const char *series) {
    return recorded_world_metric(&money->lived, series);
}

static void parents_subscribe_to_air(void **state) {
    (void)state;
    struct money money = money_live("scenarios/clean_air_market.lua", "parents_pay",
                                    (const char *const[]){MARCH, "air_reports.subscription_won=2003", NULL});
    MONEY_HOLDS(
        &money,
        {"air report subscription", "households", "air_reports", air_month,
         .setting = "air_reports.subscription_won"},
        {"air report subscription", "outside", "air_reports", air_month, .amount = the_others_subscribe},
        {"classroom sensors", "air_reports", "outside", air_month, .amount = sensors_of_a_school,
         .each = true},
        {"serving air reports", "air_reports", "outside", air_month, .amount = serving});
    assert_int_equal(money_lines(&money, air_month), 10);
    double months =
        counted(&money, "air_reports_subscriptions") + counted(&money, "air_reports_subscriptions_others");
    assert_int_equal(recorded_world_paid(&money.lived, "air report subscription", NULL),
                     (int64_t)(2003 * months));
    assert_int_equal(recorded_world_paid(&money.lived, "serving air reports", NULL), (int64_t)(300 * months));
    assert_true(counted(&money, "air_reports_rooms") == 40);
    money_drop(&money);
}

static void schools_buy_their_air(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/clean_air_market.lua", "school_pays",
                   (const char *const[]){MARCH, "school.count=1", "air_reports.schools_take=1", NULL});
    MONEY_HOLDS(&money,
                {"air reports for a school", "school", "air_reports", air_month,
                 .setting = "air_reports.school_fee_won", .each = true},
                {"classroom sensors", "air_reports", "outside", air_month, .amount = sensors_of_a_school,
                 .each = true});
    assert_int_equal(money_lines(&money, air_month), 1);
    money_drop(&money);
}

static int64_t own_sensors(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "school_choice.sensor_won_month") * 4);
}
// What two schools win and lose is the same, and is what the pupils moved bring.
static int64_t of_the_moved(const struct money *money, size_t posting) {
    return money_whole(money_series(money, "school_choice_moved", money_day(money, posting)) *
                       money_setting(money, "school_choice.pupil_won_month"));
}

static void schools_are_chosen_by_their_air(void **state) {
    (void)state;
    struct money money = money_live("scenarios/clean_air_market.lua", "all",
                                    (const char *const[]){MARCH, "school.count=2", NULL});
    const struct run_flows *flows = &money.run->flows;
    const char *winner = NULL;
    for (size_t i = 0; i < flows->count; i++)
        if (!strcmp(flows->reason[i], "money that follows pupils") && !strcmp(flows->payer[i], "outside"))
            winner = flows->payee[i];
    assert_non_null(winner);
    const char *loser = strcmp(winner, "school_1") ? "school_1" : "school_2";
    MONEY_HOLDS(
        &money,
        {"money that follows pupils", "outside", winner, chosen, .amount = of_the_moved, .each = true},
        {"money that follows pupils", loser, "outside", chosen, .amount = of_the_moved, .each = true},
        {"school's own sensors", winner, "outside", chosen, .amount = own_sensors, .each = true},
        {"school's own sensors", loser, "outside", chosen, .amount = own_sensors, .each = true},
        {"air shown to be chosen", winner, "outside", chosen, .setting = "school_choice.showing_won",
         .each = true},
        {"air shown to be chosen", loser, "outside", chosen, .setting = "school_choice.showing_won",
         .each = true});
    assert_int_equal(money_lines(&money, chosen), 1);
    money_drop(&money);
}

// ---- The city ------------------------------------------------------------------------------------------

// So much for each who lives in the district: in one of the two.
static int64_t cleaning(const struct money *money, size_t posting) {
    double persons[2] = {0};
    for (uint32_t home = 0; home < money->world->home_count; home++)
        persons[money->world->homes[home].district] += money->world->homes[home].members;
    int64_t won[2];
    for (int i = 0; i < 2; i++) won[i] = money_whole(money_setting(money, "city.cleaning_won") * persons[i]);
    return money->run->postings.amount[posting] == won[1] ? won[1] : won[0];
}
// Taxes pay for what the city does, to the won.
static int64_t what_is_cleaned(const struct money *money, size_t posting) {
    return money_posted_after(money, money_cause(money, posting), "street cleaning");
}

static void the_city_cleans_and_rewards(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/joint_analysis.lua", "raw",
                   (const char *const[]){"homes.count=200", "homes.districts=2", "scenario.days=95",
                                         "city.cleans_districts=1", "city.reward_won=2000", NULL});
    static const char cleaned[] = "district cleaned", record[] = "record for the city";
    MONEY_HOLDS(&money, {"street cleaning", "city", "outside", cleaned, .amount = cleaning, .each = true},
                {"taxes", "outside", "city", cleaned, .amount = what_is_cleaned, .each = true},
                {"reward for data", "city", "households", record, .setting = "city.reward_won", .each = true},
                {"taxes", "outside", "city", record, .setting = "city.reward_won", .each = true});
    assert_int_equal(scenario_world_balance(&money.lived.made, "city"), 0);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_school_rents_purifiers),    cmocka_unit_test(parents_rent_purifiers),
        cmocka_unit_test(the_public_rents_purifiers),  cmocka_unit_test(parents_subscribe_to_air),
        cmocka_unit_test(schools_buy_their_air),       cmocka_unit_test(schools_are_chosen_by_their_air),
        cmocka_unit_test(the_city_cleans_and_rewards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
