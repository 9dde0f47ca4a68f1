// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for food and for knowing what is eaten: groceries at the door and elsewhere, riders, the
// maker's share, supplements, market reports, ruined meals.
#include "sim/engine/luck.h"
#include "tests/support/money.h"

// ---- Groceries -----------------------------------------------------------------------------------------

// Every pack costs the same here and nothing else is bought, so that prices say how many packs there were.
enum { PACK_WON = 1000 };
static const char *const one_price[] = {
    "homes.count=150",
    "homes.districts=2",
    "scenario.days=60",
    "groceries.pantry_won_day=0",
    "dongne.coupon_won=500",
    "groceries.pack_won=1000,1000,1000,1000,1000,1000,1000,1000,1000,1000",
    NULL};

static int64_t won(const struct money *money, const char *setting) {
    return money_whole(money_setting(money, setting));
}

// The line of the order that a posting goes back to, and whether an offer came before it.
static int64_t order_of(const struct money *money, size_t posting, bool *offered) {
    int64_t line = money_line_before(money, posting, "grocery order after an offer");
    *offered = line != 0;
    return line ? line : money_line_before(money, posting, "grocery order");
}

// What was delivered, from what was paid for it at the door.
static double goods_won(const struct money *money, size_t posting) {
    bool offered;
    order_of(money, posting, &offered);
    int64_t paid = money_posted_after(money, money_cause(money, posting), "groceries delivered");
    return (double)(paid - won(money, "dongne.delivery_won") +
                    (offered ? won(money, "dongne.coupon_won") : 0));
}

static int64_t at_the_door(const struct money *money, size_t posting) {
    double goods = goods_won(money, posting);
    int64_t packs = (int64_t)floor(goods / PACK_WON + 0.5);
    bool offered;
    order_of(money, posting, &offered);
    return packs * PACK_WON + won(money, "dongne.delivery_won") -
           (offered ? won(money, "dongne.coupon_won") : 0);
}

static int64_t goods_cost(const struct money *money, size_t posting) {
    return money_whole((1 - money_setting(money, "dongne.margin")) * goods_won(money, posting));
}

// The delivery that follows from the order that the share is for.
static int64_t makers_share(const struct money *money, size_t posting) {
    for (size_t i = 0; i < money->run->postings.count; i++) {
        bool offered;
        if (money_is_for(money, i, "groceries delivered") &&
            order_of(money, i, &offered) == money_cause(money, posting))
            return money_whole(money_setting(money, "dongne.referral_share") * goods_won(money, i));
    }
    return -1;
}

// The ride for a family's n-th order has the family's n-th luck with the grocery.
static int64_t ride(const struct money *money, size_t posting) {
    const struct run_events *events = &money->run->events;
    int32_t home = money->run->postings.home[posting];
    uint64_t number = 0;
    for (int64_t line = 1; line <= money_cause(money, posting); line++)
        number += events->home[line - 1] == home &&
                  !strncmp(events->what[line - 1], "grocery order", strlen("grocery order"));
    const struct party *grocery =
        &money->world->parties[events->acting_party[money_cause(money, posting) - 1]];
    struct random_sequence luck =
        luck_with_party(money->world, grocery, (uint32_t)home, "grocery.ride", number);
    double minutes = money_setting(money, "dongne.ride_min") * random_next_exponential(&luck);
    time_ms length = 1 + (time_ms)(minutes * (double)CLOCK_MINUTE);
    return money_whole(money_setting(money, "dongne.wage_won_hour") * clock_hours(length));
}

static int64_t whole_packs(const struct money *money, size_t posting, double each) {
    double packs = floor((double)money->run->postings.amount[posting] / each + 0.5);
    return money_whole(packs * each);
}
static int64_t in_a_supermarket(const struct money *money, size_t posting) {
    return whole_packs(money, posting, PACK_WON);
}
static int64_t in_a_corner_shop(const struct money *money, size_t posting) {
    return whole_packs(money, posting, PACK_WON * (1 + money_setting(money, "groceries.corner_premium")));
}

// All that was ordered has been paid for, or is still set aside: the basket of each order and its delivery,
// less coupons.
static void orders_are_paid_or_set_aside(const struct money *money) {
    double ordered = 0, orders = 0, offered = 0;
    int64_t aside = 0;
    for (size_t day = 0; day < money->run->days; day++) {
        ordered += money_series(money, "dongne_basket", day);
        orders += money_series(money, "dongne_orders", day);
        offered += money_series(money, "dongne_offered_orders", day);
    }
    for (uint32_t home = 0; home < money->world->home_count; home++)
        aside += ledger_reserved(money->world->ledger, ledger_household(money->world->ledger, home), WON);
    double price = ordered + orders * money_setting(money, "dongne.delivery_won") -
                   offered * money_setting(money, "dongne.coupon_won");
    int64_t paid = recorded_world_paid(&money->lived, "groceries delivered", NULL);
    assert_int_equal(paid + aside, money_whole(price));
}

static void groceries_are_paid(void **state) {
    (void)state;
    struct money money = money_live("scenarios/fridge_orders.lua", "unasked", one_price);
    MONEY_HOLDS(
        &money,
        {"groceries delivered", "households", "dongne", "grocery delivery", .amount = at_the_door,
         .each = true},
        {"cost of groceries", "dongne", "outside", "grocery delivery", .amount = goods_cost, .each = true},
        {"riders", "dongne", "outside", "grocery order", .amount = ride},
        {"riders", "dongne", "outside", "grocery order after an offer", .amount = ride},
        {"referral", "dongne", "hanbit", "grocery order after an offer", .amount = makers_share},
        {"groceries elsewhere", "households", "outside", "bought in a supermarket",
         .amount = in_a_supermarket, .each = true},
        {"groceries elsewhere", "households", "outside", "bought in a corner shop",
         .amount = in_a_corner_shop, .each = true});
    orders_are_paid_or_set_aside(&money);
    money_drop(&money);
}

static void reminders_are_paid(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/fridge_orders.lua", "remembered",
                   (const char *const[]){"homes.count=150", "homes.districts=2", "scenario.days=120",
                                         "dongne.customers=0.9", "dongne.orders_before=2",
                                         "dongne.reminds_gone=0.5", NULL});
    MONEY_HOLDS(&money, {"reminders to order", "dongne", "outside", "grocery offer",
                         .setting = "dongne.reminder_won", .each = true});
    assert_int_equal(recorded_world_paid(&money.lived, "referral", NULL), 0);
    money_drop(&money);
}

// ---- Supplements ---------------------------------------------------------------------------------------

static int64_t supplements_made(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "goodfood.plan_won") *
                       (1 - money_setting(money, "goodfood.margin")));
}
static int64_t first_months_share(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "goodfood.plan_won") *
                       money_setting(money, "goodfood.referral_share"));
}

// Of each family's months, all are made and the first few are shared with the maker.
static void months_are_counted(const struct money *money) {
    uint64_t most = (uint64_t)money_setting(money, "goodfood.referral_months"), sum = 0;
    for (int32_t home = 0; home < (int32_t)money->run->homes; home++) {
        uint64_t paid = 0, shared = 0;
        for (size_t i = 0; i < money->run->postings.count; i++) {
            if (money->run->postings.home[i] != home) continue;
            paid += money_is_for(money, i, "supplements");
            shared += money_is_for(money, i, "referral fee");
        }
        assert_int_equal(shared, paid < most ? paid : most);
        sum += paid;
    }
    assert_true(recorded_world_metric(&money->lived, "goodfood_months_paid") == (double)sum);
}

// In advance, from the order on: after the first month an hour later, when who gives up has said so, then
// month by month.
static void months_are_paid_in_time(const struct money *money) {
    enum { MONTHS = 3 };
    static const time_ms after[MONTHS] = {0, 30 * CLOCK_DAY + CLOCK_HOUR, 30 * CLOCK_DAY};
    const struct run_postings *postings = &money->run->postings;
    size_t renewed = 0;
    for (int64_t order = 1; order <= (int64_t)money->run->events.count; order++) {
        time_ms before = money->run->events.when_ms[order - 1];
        for (size_t i = 0, month = 0; i < postings->count; i++) {
            if (!money_is_for(money, i, "supplements") || money_cause(money, i) != order) continue;
            assert_int_equal(postings->when_ms[i] - before, after[month < MONTHS ? month : MONTHS - 1]);
            before = postings->when_ms[i];
            renewed += month++ > 0;
        }
    }
    assert_true(renewed > 10);
}

static void supplements_are_paid(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/healthy_diet.lua", "untargeted",
                   (const char *const[]){"homes.count=150", "homes.districts=2", "scenario.days=180",
                                         "hanbit.accessories_year=0", "hanbit.service_year=0", NULL});
    static const char ordered[] = "supplements ordered";
    MONEY_HOLDS(&money, {"supplements", "households", "goodfood", ordered, .setting = "goodfood.plan_won"},
                {"cost of goods", "goodfood", "outside", ordered, .amount = supplements_made},
                {"referral fee", "goodfood", "hanbit", ordered, .amount = first_months_share},
                {"offers", "goodfood", "outside", "supplements offered", .setting = "goodfood.offer_won",
                 .each = true});
    months_are_counted(&money);
    months_are_paid_in_time(&money);
    money_drop(&money);
}

// ---- What is eaten -------------------------------------------------------------------------------------

// The surer the report, the more of its worth buyers pay: a doubt d and its standard error e leave d2 / (d2 +
// e2).
static int64_t worth_of_report(const struct money *money, size_t posting) {
    double doubt = money_setting(money, "food_insight.buyers_doubt"),
           error = money_series(money, "food_insight_stated_error", money_day(money, posting)) / 100;
    double each =
        money_setting(money, "food_insight.report_won") * doubt * doubt / (doubt * doubt + error * error);
    return (int64_t)money_setting(money, "food_insight.buyers") * money_whole(each);
}

static void reports_are_sold_and_meals_ruined(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/what_is_eaten.lua", "take_labels",
                   (const char *const[]){"homes.count=150", "homes.districts=2", "scenario.days=61", NULL});
    MONEY_HOLDS(
        &money,
        {"market reports", "outside", "maker", "market report", .amount = worth_of_report, .each = true},
        {"ruined meals", "households", "outside", "ruined meal", .setting = "microwave.ruined_won",
         .each = true});
    double ruined = 0;
    for (size_t day = 0; day < money.run->days; day++)
        ruined += money_series(&money, "microwave_ruined", day);
    assert_int_equal(money_lines(&money, "ruined meal"), (int64_t)ruined);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groceries_are_paid),
        cmocka_unit_test(reminders_are_paid),
        cmocka_unit_test(supplements_are_paid),
        cmocka_unit_test(reports_are_sold_and_meals_ruined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
