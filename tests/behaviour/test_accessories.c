// SPDX-License-Identifier: GPL-3.0-or-later
// Households buy accessories of the maker, and its after-service, at rates of their own: what each buys in
// 240 days is negative binomial, as the closed form says of customers that never drop out
// (models/methods/customer_base_law.h).
#include "tests/support/customer_counts.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 4000, DAYS = 240, MOST = 4 };

// Nobody's trust moves, everybody owns something, and an accessory is within every budget.
static const char *const settings[] = {"homes.count=4000",
                                       "homes.districts=4",
                                       "days=240",
                                       "dongne.customers=0",
                                       "refrigerator.ownership=1",
                                       "families.budget_won_month=1000000",
                                       "hanbit.service_year=0",
                                       "hanbit.accessories_year=0",
                                       "hanbit.accessory_won=1000",
                                       "hanbit.accessory_usual_won=1000",
                                       "hanbit.service_won=5000",
                                       "hanbit.service_usual_won=5000",
                                       NULL};

static void count_purchases(const struct world *world, unsigned *bought) {
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        if (!strcmp(line->what, "family buys from the maker")) bought[line->home]++;
    }
}

// Of rates of shape 1, without dropping out; the mean of one is as trusting as it is.
static void assert_some_buy_more(const char *rate) {
    static unsigned bought[HOMES];
    memset(bought, 0, sizeof bought);
    const struct customer_base base = {1, 1, 1e-12, 1};
    double seen[MOST] = {0}, expected[MOST] = {0}, variance[MOST] = {0}, sum = 0, mean = 0, spread = 0;
    struct scenario_world made =
        scenario_world_plan("scenarios/fridge_orders.lua", "nobody_told", 0, settings);
    struct status status = {0};
    plan_set_typed(made.plan, rate, "2", ORIGIN_COMMAND, &status);
    stop_on(&status);
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    count_purchases(made.world, bought);
    for (uint32_t home = 0; home < HOMES; home++) {
        double m = 2 * DAYS / 365.0 * (double)made.world->homes[home].trust / 0.75;
        sum += bought[home], mean += m, spread += m + m * m;
        if (bought[home] < MOST) seen[bought[home]]++;
        for (unsigned x = 0; x < MOST; x++) {
            double chance = customer_counts_chance(base, x, m);
            expected[x] += chance, variance[x] += chance * (1 - chance);
        }
    }
    customer_counts_within(rate, sum, mean, sqrt(spread));
    for (unsigned x = 0; x < MOST; x++)
        customer_counts_within("households that bought so many", seen[x], expected[x], sqrt(variance[x]));
    scenario_world_drop(&made);
}

static void accessories_go_to_some_more_than_to_others(void **state) {
    (void)state;
    assert_some_buy_more("hanbit.accessories_year");
}

static void some_have_the_service_come_more_often(void **state) {
    (void)state;
    assert_some_buy_more("hanbit.service_year");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(accessories_go_to_some_more_than_to_others),
                                       cmocka_unit_test(some_have_the_service_come_more_often)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
