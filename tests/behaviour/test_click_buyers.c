// SPDX-License-Identifier: GPL-3.0-or-later
// Advertisers as buyers of clicks and places: they learn what a click brings beyond what is bought anyway,
// bid that, try a little of what seems too dear, and stop.
#include "models/media/advertiser.h"
#include "models/media/click_learning.h"
#include "models/media/media.h"
#include "tests/support/recorded_world.h"

// One seller of purifiers, which leave 75,000 won, and nobody else who could take its places; clicks at 1,000
// won.
enum { DAYS = 360, CLAIMS_DAYS = 30, CLICK_WON = 1000, CUSTOMER_WON = 75000 };
static struct recorded_world live(const char *const *more) {
    const char *settings[30] = {"homes.count=800",
                                "days=360",
                                "homes.districts=1",
                                "air_conditioner.ownership=0",
                                "robot_vacuum.ownership=1",
                                "media.app_share=1",
                                "media.click_rate=0.05",
                                "media.asks=0",
                                "media.leaves_month=0",
                                "basket.budget_won=0",
                                "laundry.budget_won=0",
                                "fans.budget_won=0",
                                "purifiers.looks_for=anybody",
                                "purifiers.hold_out=0.4",
                                "purifiers.budget_won=100000"};
    for (size_t count = 15; *more; more++) settings[count++] = *more;
    return recorded_world_live("scenarios/media.lua", "unknown_list", 0, settings);
}

static const struct party *purifiers(const struct recorded_world *lived) {
    struct party *firm = NULL;
    while ((firm = world_party_of_kind(lived->made.world, &advertiser_party, firm)))
        if (!strcmp(firm->name, "purifiers")) return firm;
    fail_msg("no purifiers");
    return NULL;
}

static double clicks_between(const struct recorded_world *lived, size_t first, size_t end) {
    const struct run_series *series = run_series_named(lived->run, "media_clicks_sold");
    double sum = 0;
    for (size_t i = first * lived->run->segments; i < end * lived->run->segments; i++)
        sum += series->values[i];
    return sum;
}

static double held_out(const struct recorded_world *lived) {
    const struct world *world = lived->made.world;
    double count = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        count += advertiser_look(purifiers(lived), home).held_out &&
                 media_look(world, media_find(lived->made.world), home).audience;
    return count;
}

// ---- By hand --------------------------------------------------------------------------------------------

// Told: 0.04 buy by themselves, and of those that click half of the others, 0.52.
static void a_click_is_worth_what_it_adds(void **state) {
    (void)state;
    const struct click_learning_prior told = {
        .buys = 0.5, .anyway = 0.04, .customer_won = 10000, .weight = 50};
    struct click_learning learning = {0};
    assert_true(fabs(click_learning_worth_won(&learning, &told) - 4800) < 1e-6);
    for (int i = 0; i < 50; i++) learning_buyer_bought(&learning.clicks, i < 10);
    for (int i = 0; i < 150; i++) learning_buyer_left(&learning.clicks, i < 18);
    // (26 + 10) / 100 of those that clicked, (2 + 18) / 200 of those held out.
    assert_true(fabs(click_learning_worth_won(&learning, &told) - (0.36 - 0.1) * 10000) < 1e-6);
    for (int i = 0; i < 100; i++) learning_buyer_left(&learning.clicks, true);
    assert_true(click_learning_worth_won(&learning, &told) == 0);
}

static void a_place_is_worth_the_clicks_that_come(void **state) {
    (void)state;
    struct click_learning learning = {0};
    assert_true(click_learning_rate(&learning, 20) == 1);
    for (int i = 0; i < 100; i++) click_learning_shown(&learning, 0.2, i < 5);
    assert_true(fabs(click_learning_rate(&learning, 20) - 25.0 / 40) < 1e-9);
}

// ---- Whether it pays ------------------------------------------------------------------------------------

// Nobody buys, with or without a click. Of the n families that clicked 300 x 0.028 are believed to, of m held
// out, looked at each 30 days, 300 x 0.008: it stops when the difference is worth less than a click costs.
static void clicks_that_bring_nothing_stop(void **state) {
    (void)state;
    struct recorded_world lived = live((const char *const[]){"purifiers.buys=0", "purifiers.by_itself_year=0",
                                                             "purifiers.trials_won_quarter=0", NULL});
    double worth = advertiser_click_won(purifiers(&lived));
    double clicks = clicks_between(&lived, 0, DAYS), anyway = 1 - exp(-0.1 * CLAIMS_DAYS / 365);
    double families = held_out(&lived) * (DAYS / CLAIMS_DAYS - 1);
    double by_itself = 300 * anyway / (300 + families);
    double closes = 300 * (0.02 + 0.98 * anyway);
    print_message("%.0f clicks bought, the next is worth %.0f won\n", clicks, worth);
    assert_true(clicks > 50 && clicks_between(&lived, 180, DAYS) == 0);
    assert_true(worth < CLICK_WON);
    // A family that clicks again within its 30 days is looked at once.
    assert_true(worth >= (closes / (300 + clicks) - by_itself) * CUSTOMER_WON - 1e-6);
    assert_true(worth <= (closes / (300 + 0.7 * clicks) - by_itself) * CUSTOMER_WON);
    assert_true(recorded_world_paid(&lived, "reach", NULL) == (int64_t)clicks * CLICK_WON);
    recorded_world_drop(&lived);
}

static void clicks_that_sell_are_bought_on(void **state) {
    (void)state;
    struct recorded_world lived = live((const char *const[]){"purifiers.buys=0.1", NULL});
    for (size_t month = 0; month < DAYS / 30; month++)
        assert_true(clicks_between(&lived, month * 30, month * 30 + 30) > 0);
    assert_true(advertiser_click_won(purifiers(&lived)) > 2 * CLICK_WON);
    assert_true(recorded_world_metric(&lived, "purifiers_tried_won") == 0);
    recorded_world_drop(&lived);
}

// Of families that clicked one in four buys within 30 days, but so does one in four of those that never see
// anything.
static void what_is_bought_anyway_no_click_brought(void **state) {
    (void)state;
    struct recorded_world lived = live((const char *const[]){
        "purifiers.buys=0", "purifiers.by_itself_year=3.5", "families.budget_won_month=1000000", NULL});
    print_message("%.0f sales claimed, a click worth %.0f won\n",
                  recorded_world_metric(&lived, "purifiers_claimed"),
                  recorded_world_metric(&lived, "purifiers_click_worth"));
    assert_true(recorded_world_metric(&lived, "purifiers_claimed") > 20);
    assert_true(recorded_world_metric(&lived, "purifiers_click_worth") < CLICK_WON);
    recorded_world_drop(&lived);
}

// ---- Trials ---------------------------------------------------------------------------------------------

// It was told that clicks bring nothing: three are tried in each of four quarters; and where they do bring
// something, it finds out.
static void what_seems_too_dear_is_tried(void **state) {
    (void)state;
    static const char *const doubts[] = {"purifiers.believed_buys=0", "purifiers.trials_won_quarter=3000",
                                         "purifiers.buys=0", NULL},
                             *const wrong[] = {"purifiers.believed_buys=0",
                                               "purifiers.trials_won_quarter=10000",
                                               "purifiers.prior_clicks=10", "purifiers.buys=1", NULL};
    struct recorded_world right = live(doubts), mistaken = live(wrong);
    assert_true(clicks_between(&right, 0, DAYS) == 12);
    assert_true(recorded_world_metric(&right, "purifiers_tried_won") == 12 * CLICK_WON);
    assert_true(recorded_world_paid(&right, "reach", NULL) == 12 * CLICK_WON);
    assert_true(clicks_between(&mistaken, 0, 30) == 10);
    assert_true(clicks_between(&mistaken, DAYS - 30, DAYS) > 20);
    recorded_world_drop(&right);
    recorded_world_drop(&mistaken);
}

// The dearer, the fewer: at twice the price a click that is worth 1,500 is left.
static void a_click_above_its_worth_is_left(void **state) {
    (void)state;
    struct recorded_world lived =
        live((const char *const[]){"media.cpc_won=2000", "purifiers.trials_won_quarter=0", NULL});
    assert_true(clicks_between(&lived, 0, 30) == 0);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_click_is_worth_what_it_adds),
        cmocka_unit_test(a_place_is_worth_the_clicks_that_come),
        cmocka_unit_test(clicks_that_bring_nothing_stop),
        cmocka_unit_test(clicks_that_sell_are_bought_on),
        cmocka_unit_test(what_is_bought_anyway_no_click_brought),
        cmocka_unit_test(what_seems_too_dear_is_tried),
        cmocka_unit_test(a_click_above_its_worth_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
