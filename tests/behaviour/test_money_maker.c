// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for what the maker's marketing desk sells, and for what it takes to sell it.
#include "tests/support/money.h"

#define SCENARIO "scenarios/marketing.lua"
#define HOMES    "homes.count=400", "homes.districts=2", "scenario.days=180"

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static int64_t one_of_two_prices(const struct money *money, size_t posting) {
    double full = money_setting(money, "marketing.set_won");
    int64_t cheaper = money_whole(full * (1 - money_setting(money, "marketing.discount")));
    return money->run->postings.amount[posting] == cheaper ? cheaper : money_whole(full);
}
static int64_t set_made(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "marketing.usual_won") *
                       money_setting(money, "marketing.cost_share"));
}

static void families_pay_for_sets_and_the_desk_for_all_else(void **state) {
    (void)state;
    struct money money =
        money_live(SCENARIO, "known",
                   (const char *const[]){HOMES, "marketing.set_won=43210", "marketing.contact_won=123",
                                         "marketing.version_won=54321", "hanbit.accessories_year=0",
                                         "hanbit.service_year=0", NULL});
    static const char bought[] = "family buys a kitchen set";
    MONEY_HOLDS(
        &money,
        {"kitchen sets", "households", "marketing", bought, .amount = one_of_two_prices, .each = true},
        {"cost of goods", "marketing", "outside", bought, .amount = set_made, .each = true},
        {"contacts", "marketing", "outside", "kitchen set offered", .setting = "marketing.contact_won",
         .each = true},
        {"making groups", "marketing", "outside", "groups of families made",
         .setting = "marketing.version_won", .each = true});
    assert_true(money_lines(&money, bought) == (size_t)metric(&money.lived, "marketing_sets_sold"));
    assert_true(money_lines(&money, "kitchen set offered") ==
                (size_t)metric(&money.lived, "marketing_offers"));
    double cheaper = metric(&money.lived, "marketing_sold_cheaper"),
           sold = metric(&money.lived, "marketing_sets_sold");
    assert_true((double)recorded_world_paid(&money.lived, "kitchen sets", NULL) ==
                (sold - cheaper) * 43210 + cheaper * 34568);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_pay_for_sets_and_the_desk_for_all_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
