// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for visits in the heat. What air conditioners cost is electricity's, in test_money_products.
#include "tests/support/money.h"

static void taxes_pay_for_visits(void **state) {
    (void)state;
    struct money money = money_live("scenarios/heat_watch.lua", "joined",
                                    (const char *const[]){"homes.count=600", "homes.districts=2",
                                                          "scenario.days=50", "office.visit_won=8123", NULL});
    static const char visited[] = "visited in the heat";
    MONEY_HOLDS(
        &money,
        {"visits in the heat", "office", "outside", visited, .setting = "office.visit_won", .each = true},
        {"taxes", "outside", "office", visited, .setting = "office.visit_won", .each = true});
    assert_int_equal(money_lines(&money, visited),
                     (int64_t)recorded_world_metric(&money.lived, "office_visits"));
    assert_float_equal(recorded_world_metric(&money.lived, "office_spent"),
                       8123e-6 * (double)money_lines(&money, visited), 1e-9);
    assert_int_equal(scenario_world_balance(&money.lived.made, "office"), 0);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(taxes_pay_for_visits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
