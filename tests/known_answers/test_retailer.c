// SPDX-License-Identifier: GPL-3.0-or-later
// What a retailer sells, against Bass's curve, Weibull's law and the price list.
#include "models/maker/maker.h"
#include "models/methods/weibull_law.h"
#include "models/products/bass_law.h"
#include "models/products/retailer.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 200, SETS_MOST = 24 };

// Only robot vacuums, and nobody has one; everybody is in the market.
static const char *const usual[] = {
    "homes.count=200",           "homes.districts=1",        "robot_vacuum.ownership=0",
    "vacuum_shop.market=1",      "cooling_shop.market=0",    "air_conditioner.ownership=0",
    "vacuum_shop.life_years=30", "vacuum_shop.life_shape=5", NULL};

static struct scenario_world make(uint32_t replication, const char *const *more) {
    const char *settings[SETS_MOST] = {0};
    size_t count = 0;
    for (size_t i = 0; usual[i]; i++) settings[count++] = usual[i];
    for (; *more; more++) settings[count++] = *more;
    return scenario_world_make("scenarios/makers_cloud.lua", "no_cloud", replication, settings, 1);
}

static const struct party *shop_of(const struct scenario_world *made) {
    const struct party *shop = NULL;
    for (uint16_t i = 0; i < made->world->appliance_count; i++) {
        const struct plan_entry *entry = made->world->appliances[i].entry;
        if (entry && !strcmp(entry->name, "robot_vacuum")) shop = retailer_of(made->world, i);
    }
    assert_non_null(shop);
    return shop;
}

static double owners(const struct scenario_world *made, time_ms sold_before) {
    unsigned count = 0;
    for (uint32_t home = 0; home < made->world->home_count; home++)
        count += retailer_sold(shop_of(made), home) < sold_before;
    return (double)count / made->world->home_count;
}

// Everybody a friend of everybody: the share of owners is Bass's F(t). A purchase shows friends the next day.
static void among_friends_of_all_sales_follow_the_curve(void **unused) {
    (void)unused;
    enum { REPLICATIONS = 6 };
    const char *const settings[] = {"days=300",          "friends.neighbours=198", "friends.rewire=0",
                                    "vacuum_shop.p=0.2", "vacuum_shop.q=2",        NULL};
    const struct bass bass = {0.2, 2};
    const int days[] = {100, 200, 300};
    double sum[3] = {0}, squares[3] = {0};
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct scenario_world made = make(r, settings);
        scenario_world_run(&made);
        for (int i = 0; i < 3; i++) {
            double share = owners(&made, days[i] * CLOCK_DAY + 1);
            sum[i] += share;
            squares[i] += share * share;
        }
        scenario_world_drop(&made);
    }
    for (int i = 0; i < 3; i++) {
        double mean = sum[i] / REPLICATIONS, expected = bass_adopted(bass, days[i] / 365.0);
        double error = sqrt((squares[i] - sum[i] * mean) / (REPLICATIONS - 1) / REPLICATIONS);
        double a_day = bass_rate(bass, days[i] / 365.0) / 365;
        print_message("day %d: %.4f +- %.4f own one, Bass says %.4f\n", days[i], mean, error, expected);
        assert_true(fabs(mean - expected) < 3 * error + a_day);
    }
}

// The same luck, stronger imitation: no family that bought buys later.
static void who_hears_more_of_it_never_buys_later(void **unused) {
    (void)unused;
    const char *const weak[] = {"days=200", "vacuum_shop.p=0.2", "vacuum_shop.q=0.5", NULL};
    const char *const strong[] = {"days=200", "vacuum_shop.p=0.2", "vacuum_shop.q=2", NULL};
    struct scenario_world little = make(0, weak), much = make(0, strong);
    scenario_world_run(&little);
    scenario_world_run(&much);
    int earlier = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        time_ms before = retailer_sold(shop_of(&little), home), after = retailer_sold(shop_of(&much), home);
        assert_true(after <= before);
        earlier += after < before;
    }
    assert_true(earlier > 5);
    scenario_world_drop(&little);
    scenario_world_drop(&much);
}

// Among families that have none, those whose friends own one buy first: nearly nobody buys without such a
// friend.
static void friends_that_own_one_make_the_difference(void **unused) {
    (void)unused;
    const char *const settings[] = {"days=120", "robot_vacuum.ownership=0.1", "vacuum_shop.p=0.0001",
                                    "vacuum_shop.q=2", NULL};
    int families[2] = {0}, bought[2] = {0};
    for (uint32_t r = 0; r < 3; r++) {
        struct scenario_world made = make(r, settings);
        const struct social *friends = made.world->friends;
        uint8_t near[HOMES];
        for (uint32_t home = 0; home < HOMES; home++) {
            near[home] = retailer_sold(shop_of(&made), home) != CLOCK_NEVER ? 2 : 0;
            for (uint32_t i = friends->first[home]; i < friends->first[home + 1]; i++)
                if (near[home] == 0 && retailer_sold(shop_of(&made), friends->friend[i]) < 0) near[home] = 1;
        }
        scenario_world_run(&made);
        for (uint32_t home = 0; home < HOMES; home++) {
            if (near[home] == 2) continue;  // an owner
            families[near[home]]++;
            bought[near[home]] += retailer_sold(shop_of(&made), home) != CLOCK_NEVER;
        }
        scenario_world_drop(&made);
    }
    double without = (double)bought[0] / families[0], with = (double)bought[1] / families[1];
    print_message("bought: %.3f of families without, %.3f of those with an owning friend\n", without, with);
    assert_true(families[0] > 100 && with > 2 * without);
}

// Everybody owns one from long ago and buys the same again: sales are the renewal rate, 1 / mean life.
static void replacements_come_at_the_rate_of_renewal(void **unused) {
    (void)unused;
    const char *const settings[] = {"days=365",
                                    "robot_vacuum.ownership=1",
                                    "vacuum_shop.years_on_sale=50",
                                    "vacuum_shop.life_years=2",
                                    "vacuum_shop.life_shape=2",
                                    "vacuum_shop.rebuys=1",
                                    "vacuum_shop.trust_reference=0.1",
                                    NULL};
    struct scenario_world made = make(0, settings);
    scenario_world_run(&made);
    const struct ledger *ledger = made.world->ledger;
    int64_t paid = 0;
    for (size_t i = 0; i < ledger_flow_count(ledger); i++)
        if (!strcmp(ledger_flow_at(ledger, i)->payee, "vacuum_shop"))
            paid += ledger_flow_at(ledger, i)->amount;
    double sold = (double)paid / 600000;
    print_message("%.0f sold in a year to %d owners of lives of 2 years\n", sold, HOMES);
    // Renewals of Weibull lives (shape 2: coefficient of variation 0.52) scatter less than a Poisson count's
    // root.
    assert_true(fabs(sold - HOMES / 2.0) < 3 * sqrt(HOMES / 2.0));
    scenario_world_drop(&made);
}

// Of each sale the shop keeps its margin and the maker its price less cost, and nothing is lost on the way.
static void profits_are_the_postings(void **unused) {
    (void)unused;
    const char *const settings[] = {"days=120",
                                    "vacuum_shop.p=0.2",
                                    "vacuum_shop.q=2",
                                    "maker.accessories_year=0",
                                    "maker.service_year=0",
                                    "maker.power_won_kwh=50",
                                    NULL};
    struct scenario_world made = make(0, settings);
    scenario_world_run(&made);
    const struct ledger *ledger = made.world->ledger;
    const struct party *shop = shop_of(&made), *maker = world_maker(made.world);
    int64_t sales = 0, power = 0;
    for (size_t i = 0; i < ledger_flow_count(ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(ledger, i);
        if (!strcmp(flow->reason, "appliances")) sales += (int64_t)flow->postings;
        if (!strcmp(flow->reason, "cloud electricity")) power += flow->amount;
    }
    assert_true(sales > 8);
    assert_int_equal(sales, (int64_t)(owners(&made, CLOCK_NEVER) * HOMES + 0.5));
    // A fifth of 600,000 is kept, of which sixteen hundredths of the rival's 600,000 go into wages and rent.
    assert_int_equal(ledger_balance(ledger, ledger_party(ledger, shop->number), WON),
                     sales * (120000 - 96000));
    assert_int_equal(ledger_balance(ledger, ledger_party(ledger, maker->number), WON),
                     sales * 120000 - power);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(among_friends_of_all_sales_follow_the_curve),
        cmocka_unit_test(who_hears_more_of_it_never_buys_later),
        cmocka_unit_test(friends_that_own_one_make_the_difference),
        cmocka_unit_test(replacements_come_at_the_rate_of_renewal),
        cmocka_unit_test(profits_are_the_postings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
