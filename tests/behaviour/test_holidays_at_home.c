// SPDX-License-Identifier: GPL-3.0-or-later
// What a feast does to families, in plain words: Chuseok of 2018 was on Monday, 24 September.
#include "tests/support/scenario_world.h"

enum { HOMES = 2000 };

// The share of families that are on a trip at the end of so many days from 20 September on; nobody travels
// for another reason.
static double share_away(const char *days, const char *goes, const char *of) {
    const char *const settings[] = {"start=2018-09-20",
                                    "homes.count=2000",
                                    "families.vacant=0",
                                    "families.trips_per_year=0",
                                    days,
                                    goes,
                                    of,
                                    NULL};
    struct scenario_world made = scenario_world_make("scenarios/pest_leads.lua", "ask_first", 0, settings, 1);
    scenario_world_run(&made);
    double away = 0;
    for (uint32_t home = 0; home < HOMES; home++) away += made.world->homes[home].on_trip;
    scenario_world_drop(&made);
    return away / HOMES;
}

static void two_in_five_families_visit_relatives_at_chuseok(void **unused) {
    (void)unused;
    double away = share_away("days=4", "holidays.visits_relatives=0.4", "holidays.of=korea");
    if (fabs(away - 0.4) > 4 * sqrt(0.4 * 0.6 / HOMES)) fail_msg("%g of the families left", away);
    assert_true(share_away("days=4", "holidays.visits_relatives=0", "holidays.of=korea") == 0);
    assert_true(share_away("days=4", "holidays.visits_relatives=1", "holidays.of=nobody") == 0);
}

static void they_leave_the_day_before_and_are_back_the_day_after(void **unused) {
    (void)unused;
    static const char all[] = "holidays.visits_relatives=1", korea[] = "holidays.of=korea";
    assert_true(share_away("days=3", all, korea) == 0);
    assert_true(share_away("days=4", all, korea) == 1);
    assert_true(share_away("days=5", all, korea) == 1);
    assert_true(share_away("days=6", all, korea) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_in_five_families_visit_relatives_at_chuseok),
        cmocka_unit_test(they_leave_the_day_before_and_are_back_the_day_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
