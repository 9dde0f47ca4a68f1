// SPDX-License-Identifier: GPL-3.0-or-later
// Auctions, wear-out, leaving and the money of the maker's medium, against what can be said in advance.
#include "models/media/advertiser.h"
#include "models/media/advertising_law.h"
#include "models/media/auction_law.h"
#include "models/media/media.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/media.lua"

static void expect_near(double value, double expected, double tolerance) {
    if (fabs(value - expected) <= tolerance) return;
    print_error("%.9g is not %.9g within %.3g\n", value, expected, tolerance);
    fail();
}

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{2018, 0}, random_home(0), random_stream(meaning), 0};
}

// ---- Auctions -------------------------------------------------------------------------------------------

static void the_winner_pays_the_second_price_or_the_reserve(void **unused) {
    (void)unused;
    struct auction_result sold = auction_second_price((double[]){3, 7, 5}, 3, 0);
    assert_true(sold.winner == 1 && sold.price == 5);
    sold = auction_second_price((double[]){3, 7, 5}, 3, 6);
    assert_true(sold.winner == 1 && sold.price == 6);
    sold = auction_second_price((double[]){3, 7, 5}, 3, 7);  // a bid that equals the reserve wins
    assert_true(sold.winner == 1 && sold.price == 7);
    assert_int_equal(auction_second_price((double[]){3, 7, 5}, 3, 7.5).winner, AUCTION_NOBODY);
    sold = auction_second_price((double[]){4, 7, 7}, 3, 0);  // a tie: the first, at the full price
    assert_true(sold.winner == 1 && sold.price == 7);
    assert_int_equal(auction_second_price((double[]){0, 0}, 2, 0).winner, AUCTION_NOBODY);
    assert_int_equal(auction_second_price(NULL, 0, 0).winner, AUCTION_NOBODY);
}

// Whatever the others bid, a bid other than the own value never gains more (value less price).
static double gain(double bid, double value, const double *others, double reserve) {
    struct auction_result sold = auction_second_price((double[]){bid, others[0], others[1]}, 3, reserve);
    return sold.winner == 0 ? value - sold.price : 0;
}

static void nobody_gains_by_bidding_another_value(void **unused) {
    (void)unused;
    struct random_sequence luck = luck_of("truth");
    for (int i = 0; i < 20000; i++) {
        double value = random_next_uniform(&luck), bid = 1.5 * random_next_uniform(&luck);
        double others[2] = {random_next_uniform(&luck), random_next_uniform(&luck)};
        double reserve = 0.5 * random_next_uniform(&luck);
        assert_true(gain(bid, value, others, reserve) <= gain(value, value, others, reserve) + 1e-12);
    }
}

static void expect_revenue(unsigned bidders, double reserve, double expected) {
    enum { AUCTIONS = 40000 };
    struct random_sequence luck = luck_of("revenue");
    double sum = 0, squares = 0, bids[8];
    for (int i = 0; i < AUCTIONS; i++) {
        for (unsigned b = 0; b < bidders; b++) bids[b] = random_next_uniform(&luck);
        double price = auction_second_price(bids, bidders, reserve).price;
        sum += price;
        squares += price * price;
    }
    double mean = sum / AUCTIONS, error = sqrt((squares / AUCTIONS - mean * mean) / AUCTIONS);
    expect_near(mean, expected, 3.5 * error);
    expect_near(auction_uniform_revenue(bidders, reserve), expected, 1e-12);
}

// (n - 1)/(n + 1) without a reserve; two bidders and a reserve of 1/2 bring 5/12.
static void auctions_bring_what_theory_says(void **unused) {
    (void)unused;
    expect_revenue(2, 0, 1.0 / 3);
    expect_revenue(3, 0, 1.0 / 2);
    expect_revenue(5, 0, 2.0 / 3);
    expect_revenue(1, 0.5, 1.0 / 4);
    expect_revenue(2, 0.5, 5.0 / 12);
    for (unsigned n = 1; n <= 5; n++)  // and no reserve brings more than 1/2
        for (double r = 0; r <= 1; r += 0.05)
            assert_true(auction_uniform_revenue(n, r) <= auction_uniform_revenue(n, 0.5) + 1e-12);
}

// Of n bids uniform on [0, 1], the k highest pay what the next one bids: (n - k)/(n + 1) each on average.
static void several_units_bring_what_theory_says(void **unused) {
    (void)unused;
    enum { AUCTIONS = 40000, BIDDERS = 6 };
    struct random_sequence luck = luck_of("units");
    for (size_t units = 1; units <= 4; units++) {
        double sum = 0, squares = 0, bids[BIDDERS];
        for (int i = 0; i < AUCTIONS; i++) {
            bool wins[BIDDERS];
            size_t won = 0;
            for (int b = 0; b < BIDDERS; b++) bids[b] = random_next_uniform(&luck);
            double price = auction_of_units(bids, BIDDERS, units, 0, wins);
            for (int b = 0; b < BIDDERS; b++) {
                won += wins[b];
                assert_true(wins[b] == (bids[b] > price));
            }
            assert_int_equal(won, units);
            sum += price;
            squares += price * price;
        }
        double mean = sum / AUCTIONS, error = sqrt((squares / AUCTIONS - mean * mean) / AUCTIONS);
        expect_near(mean, (double)(BIDDERS - units) / (BIDDERS + 1), 3.5 * error);
    }
}

// One unit is the second price; who bids less than the reserve wins nothing, however many units are left.
static void one_unit_is_the_second_price(void **unused) {
    (void)unused;
    bool wins[3];
    assert_true(auction_of_units((double[]){3, 7, 5}, 3, 1, 0, wins) == 5 && !wins[0] && wins[1] && !wins[2]);
    assert_true(auction_of_units((double[]){3, 7, 5}, 3, 3, 4, wins) == 4 && !wins[0] && wins[1] && wins[2]);
    assert_true(auction_of_units((double[]){7, 7, -1}, 3, 1, 0, wins) == 7 && wins[0] && !wins[1] &&
                !wins[2]);
    assert_true(auction_of_units(NULL, 0, 2, 4, wins) == 4);
}

// ---- Wear-out and leaving -------------------------------------------------------------------------------

static void clicks_wear_out_as_a_geometric_series(void **unused) {
    (void)unused;
    double sum = 0;
    for (int k = 0; k < 25; k++) sum += 0.003 * advertising_freshness(k, 10);
    expect_near(advertising_clicks(0.003, 25, 10), sum, 1e-15);
    expect_near(advertising_freshness(10, 10), exp(-1), 1e-15);
    expect_near(advertising_clicks(0.003, 1e6, 10), 0.003 / (1 - exp(-0.1)), 1e-12);  // however many
    expect_near(advertising_clicks(0.003, 25, 1e9), 0.003 * 25, 1e-6);                // no wear-out
}

static void a_month_of_days_is_a_month(void **unused) {
    (void)unused;
    expect_near(advertising_leaves_month(0.02, 0.7, 0), 0.02, 1e-15);
    expect_near(advertising_leaves_month(0.02, log(2), 1), 0.04, 1e-15);
    expect_near(advertising_leaves_month(0.5, 5, 2), 1, 0);
    for (double chance = 0; chance < 1; chance += 0.1)
        expect_near(pow(1 - advertising_leaves_day(chance), 30), 1 - chance, 1e-12);
}

static void places_are_poisson(void **unused) {
    (void)unused;
    enum { DAYS = 100000 };
    struct random_sequence luck = luck_of("places");
    double sum = 0, squares = 0, none = 0;
    for (int i = 0; i < DAYS; i++) {
        unsigned count = advertising_poisson(1.3, random_next_uniform(&luck));
        sum += count;
        squares += (double)count * count;
        none += count == 0;
    }
    double mean = sum / DAYS;
    expect_near(mean, 1.3, 3 * sqrt(1.3 / DAYS));
    expect_near(squares / DAYS - mean * mean, 1.3, 3 * sqrt((1.3 + 2 * 1.69) / DAYS));
    expect_near(none / DAYS, exp(-1.3), 3 * sqrt(0.2 / DAYS));
    assert_int_equal(advertising_poisson(0, 0.999), 0);
}

// ---- The same in a world --------------------------------------------------------------------------------

#define NO_HABITS "air_conditioner.ownership=0", "robot_vacuum.ownership=1", "homes.districts=1"

// A share (1 - hazard)^m still uses the app after m months, and those who use it see ads_day a day.
static void families_leave_geometrically(void **unused) {
    (void)unused;
    static const char *const settings[] = {NO_HABITS,
                                           "homes.count=3000",
                                           "days=180",
                                           "media.app_share=1",
                                           "media.ads_day=1",
                                           "media.leaves_month=0.05",
                                           "media.leaves_more=0.7",
                                           "media.returns_month=0",
                                           NULL};
    struct scenario_world made = scenario_world_make(SCENARIO, "unknown_list", 0, settings, 1);
    scenario_world_run(&made);
    const struct party *media = media_find(made.world);
    double reached = 0, using = 0, seen = 0;
    for (uint32_t home = 0; home < made.world->home_count; home++) {
        struct media_view view = media_look(made.world, media, home);
        reached += media_look(made.world, media, home).audience;
        using += view.uses_app;
        seen += view.seen;
    }
    double hazard = 0.05 * exp(0.7), share = pow(1 - hazard, 6);
    print_message("%.0f families: %.4f use it after six months, expected %.4f\n", reached, using / reached,
                  share);
    assert_true(reached > 2500);
    expect_near(using / reached, share, 3 * sqrt(share * (1 - share) / reached));
    // Days of use: sum over days of q^day; places are Poisson around them.
    double q = pow(1 - hazard, 1.0 / 30), days = (1 - pow(q, 180)) / (1 - q);
    expect_near(seen / reached, days, 4 * sqrt((days + 70 * 70) / reached));  // a stay's sd is below 70 days
    scenario_world_drop(&made);
}

// By list price: every place, click and lead at the price on the list; what firms spend the medium earns, and
// both are the ledger's postings, won by won.
static const char *const busy[] = {NO_HABITS,
                                   "homes.count=600",
                                   "days=60",
                                   "media.app_share=1",
                                   "media.click_rate=0.2",
                                   "media.ads_day=2",
                                   "cleaner.budget_won=1e8",
                                   "purifiers.budget_won=1e6",
                                   NULL};

static double spent_by_firms(const struct recorded_world *lived) {
    static const char *const firms[] = {"cleaner", "fixer",  "handyman", "purifiers",
                                        "fans",    "basket", "laundry"};
    double sum = 0;
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++) {
        char name[40];
        snprintf(name, sizeof name, "%s_spent", firms[i]);
        sum += recorded_world_metric(lived, name);
    }
    return sum;
}

static void money_is_what_was_posted(const char *policy) {
    struct recorded_world lived = recorded_world_live(SCENARIO, policy, 0, busy);
    double places = recorded_world_metric(&lived, "media_places_won"),
           clicks = recorded_world_metric(&lived, "media_clicks_won"),
           leads = recorded_world_metric(&lived, "media_leads_won"),
           network = recorded_world_metric(&lived, "media_network_won"),
           profiles = recorded_world_metric(&lived, "media_profiles_won");
    print_message("%s: places %.0f, clicks %.0f, leads %.0f, network %.0f, profiles %.0f won\n", policy,
                  places, clicks, leads, network, profiles);
    assert_true(clicks > 0 && leads > 0);
    assert_true(recorded_world_paid(&lived, "reach", NULL) == (int64_t)(places + clicks));
    assert_true(recorded_world_paid(&lived, "leads", NULL) == (int64_t)leads);
    assert_true(recorded_world_paid(&lived, "advertisements", NULL) == (int64_t)network);
    assert_true(recorded_world_paid(&lived, "profiles", NULL) == (int64_t)profiles);
    assert_true(spent_by_firms(&lived) == places + clicks + leads);
    struct world *world = lived.made.world;
    int64_t rewards = recorded_world_paid(&lived, "reward for data", NULL),
            hosting = recorded_world_paid(&lived, "app hosting", NULL);
    assert_true(hosting > 0);
    account own = ledger_party(world->ledger, media_find(world)->number);
    assert_true(ledger_balance(world->ledger, own, WON) ==
                (int64_t)(places + clicks + leads + network + profiles) - rewards - hosting);
    recorded_world_drop(&lived);
}

static void at_list_prices_money_is_what_was_posted(void **unused) {
    (void)unused;
    money_is_what_was_posted("unknown_list");
    money_is_what_was_posted("asked_list");
}
static void by_auction_money_is_what_was_posted(void **unused) {
    (void)unused;
    money_is_what_was_posted("taken_auction");
}

static int64_t paid_by(const struct recorded_world *lived, const char *payer, const char *reason,
                       uint64_t *times) {
    int64_t sum = 0;
    *times = 0;
    for (size_t i = 0; i < ledger_flow_count(lived->made.world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(lived->made.world->ledger, i);
        if (strcmp(flow->payer, payer) || strcmp(flow->reason, reason)) continue;
        sum += flow->amount;
        *times += flow->postings;
    }
    return sum;
}

// A lead costs 20,000 won on the list. Nobody spends more in a month than its budget: two months here.
static void prices_and_budgets_hold(void **unused) {
    (void)unused;
    struct recorded_world lived = recorded_world_live(SCENARIO, "unknown_list", 0, busy);
    uint64_t leads, days;
    int64_t won = paid_by(&lived, "cleaner", "leads", &leads);
    assert_true(leads > 10 && won == 20000 * (int64_t)leads);
    assert_true(paid_by(&lived, "fixer", "leads", &leads) <= 2 * 500000);
    won = paid_by(&lived, "purifiers", "reach", &days);
    print_message("purifiers spend %lld won in %llu days\n", (long long)won, (unsigned long long)days);
    assert_true(won <= 2 * 1000000 && won > 1500000 && days >= 50);  // wants more, and spreads what it has
    recorded_world_drop(&lived);
}

// One product firm that pays for clicks, nobody else, everybody sees only it: n places of a month bring
// c (1 - q^n)/(1 - q) clicks, averaged over n Poisson with mean 30: by the firm's own postings.
static void clicks_follow_the_law_of_wear_out(void **unused) {
    (void)unused;
    static const char *const settings[] = {NO_HABITS,
                                           "homes.count=1500",
                                           "days=30",
                                           "media.app_share=1",
                                           "media.ads_day=1",
                                           "media.click_rate=0.3",
                                           "media.wear_out=5",
                                           "media.leaves_month=0",
                                           "media.network_share=0",
                                           "media.asks=0",
                                           "media.cpc_won=100",
                                           "media.cpm_won=30000",  // too dear for those who buy places
                                           "purifiers.looks_for=anybody",
                                           "purifiers.budget_won=1e9",
                                           "purifiers.hold_out=0",
                                           "purifiers.buys=0.01",
                                           "fans.hold_out=0.9",
                                           "fans.budget_won=0",
                                           "basket.budget_won=0",
                                           "laundry.budget_won=0",
                                           NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "unknown_list", 0, settings);
    const struct world *world = lived.made.world;
    double reached = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        reached += media_look(world, media_find(lived.made.world), home).audience;
    // The mean over a Poisson number of places with mean m of (1 - q^n)/(1 - q) is (1 - exp(-m (1 - q)))/(1 -
    // q). The last of the 30 midnights ends the month: 29 days of it have been seen by the one before.
    double q = exp(-1 / 5.0), mean = 0.3 * (1 - exp(-30 * (1 - q))) / (1 - q);
    double clicks = recorded_world_metric(&lived, "media_clicks"), expected = reached * mean;
    print_message("%.0f clicks of %.0f families, expected %.0f\n", clicks, reached, expected);
    expect_near(clicks, expected, 3.5 * sqrt(expected));
    assert_true(fabs(recorded_world_metric(&lived, "media_clicks_won") - 100 * clicks) <= 1);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_winner_pays_the_second_price_or_the_reserve),
        cmocka_unit_test(nobody_gains_by_bidding_another_value),
        cmocka_unit_test(auctions_bring_what_theory_says),
        cmocka_unit_test(several_units_bring_what_theory_says),
        cmocka_unit_test(one_unit_is_the_second_price),
        cmocka_unit_test(clicks_wear_out_as_a_geometric_series),
        cmocka_unit_test(a_month_of_days_is_a_month),
        cmocka_unit_test(places_are_poisson),
        cmocka_unit_test(families_leave_geometrically),
        cmocka_unit_test(at_list_prices_money_is_what_was_posted),
        cmocka_unit_test(by_auction_money_is_what_was_posted),
        cmocka_unit_test(prices_and_budgets_hold),
        cmocka_unit_test(clicks_follow_the_law_of_wear_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
