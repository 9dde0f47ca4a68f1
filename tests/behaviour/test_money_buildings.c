// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for visits to the flats of a building, and for what robots told.
#include "tests/support/money.h"

enum { FLATS = 20 };

// What was spent on flats and paid to them after a round, and on how many households it was levied.
static int64_t spent_in_round(const struct money *money, int64_t round, int64_t *households) {
    int64_t spent = 0;
    for (size_t i = 0; i < money->run->postings.count; i++) {
        int64_t line = money_cause(money, i);
        bool at_a_flat =
            money_is_for(money, i, "visits to flats") || money_is_for(money, i, "treating flats");
        bool visited = at_a_flat && money->run->events.cause[line - 1] == round;
        if (visited || (line == round && money_is_for(money, i, "shares of sightings")))
            spent += money->run->postings.amount[i];
        *households += line == round && money_is_for(money, i, "building levy");
    }
    return spent;
}

// Of what a round spent each pays the same, to the won.
static int64_t levied(const struct money *money, size_t posting) {
    int64_t households = 0, round = money_cause(money, posting);
    int64_t spent = spent_in_round(money, round, &households), won = money->run->postings.amount[posting];
    assert_int_equal(money_posted_after(money, round, "building levy"), spent);
    assert_true(households == FLATS || spent < FLATS);
    return spent / households + (won > spent / households && spent % households > 0);
}

// The look, and the treatment where one followed.
static int64_t visit_and_treatment(const struct money *money, size_t posting) {
    int64_t ordered = money_cause(money, posting), sum = 0;
    for (size_t i = 0; i < posting; i++) {
        bool at_a_flat =
            money_is_for(money, i, "visits to flats") || money_is_for(money, i, "treating flats");
        if (at_a_flat && money->run->events.cause[money_cause(money, i) - 1] == ordered)
            sum += money->run->postings.amount[i];
    }
    return sum;
}

// To all who told alike, but for a won that does not divide.
static int64_t as_much_as_the_others(const struct money *money, size_t posting) {
    int64_t round = money_cause(money, posting), told = 0, won = money->run->postings.amount[posting];
    for (size_t i = 0; i < money->run->postings.count; i++)
        told += money_cause(money, i) == round && money_is_for(money, i, "shares of sightings");
    int64_t all = money_posted_after(money, round, "shares of sightings");
    return all / told + (won > all / told && all % told > 0);
}

// Half of what telling was believed to add in the rounds of that day, to the nearest won in each of the
// buildings.
static void half_is_paid_each_day(const struct money *money, double buildings) {
    size_t days = 0;
    for (size_t day = 0; day < 200; day++) {
        double paid = 1e6 * money_series(money, "manager_paid", day);
        double believed = 1e6 * money_series(money, "manager_believed", day);
        assert_true(fabs(paid - believed / 2) <= buildings / 2);
        days += paid > 0;
    }
    assert_true(days >= 3);
}

static void all_pay_for_what_is_spent(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=600",
                                           "homes.districts=3",
                                           "days=200",
                                           "cockroaches.prevalence=0.2",
                                           "manager.look_won=10123",
                                           NULL};
    static const char *const policies[] = {"every_flat", "alone", "paid_alike"};
    static const char visited[] = "flat visited", ordered[] = "visit ordered",
                      round[] = "round of the building";
    for (int p = 0; p < 3; p++) {
        struct money money = money_live("scenarios/building.lua", policies[p], settings);
        bool alone = p == 1, paid = p == 2;
        MONEY_HOLDS(
            &money,
            {"visits to flats", "manager", "outside", visited, .setting = "manager.look_won", .each = true},
            {"treating flats", "manager", "outside", visited, .setting = "manager.treat_won"},
            {"ordered visits", "households", "manager", ordered, .amount = visit_and_treatment, .each = true,
             .rare = true},
            {"building levy", "households", "manager", round, .amount = levied, .rare = alone},
            {"shares of sightings", "manager", "households", round, .amount = as_much_as_the_others,
             .rare = !paid});
        const struct recorded_world *lived = &money.lived;
        double visits = (double)money_lines(&money, visited), orders = (double)money_lines(&money, ordered);
        double cured = recorded_world_metric(lived, "manager_cured");
        assert_true(orders == recorded_world_metric(lived, "manager_ordered"));
        assert_true(visits == orders + recorded_world_metric(lived, "manager_visited"));
        assert_true(visits == cured + recorded_world_metric(lived, "manager_in_vain"));
        assert_true((double)recorded_world_paid(lived, "treating flats", NULL) == 40000 * cured);
        assert_int_equal(scenario_world_balance(&lived->made, "manager"), 0);
        if (paid) half_is_paid_each_day(&money, 30);
        money_drop(&money);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_pay_for_what_is_spent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
