// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for being seen: places, clicks and leads, what is sold by them, the network's rest, profiles
// of the month; and for profiles that tell of neighbours.
#include "models/media/advertiser.h"
#include "sim/engine/luck.h"
#include "tests/support/money.h"

static const char visit[] = "visit asked for", clicked[] = "advertisement clicked",
                  wish[] = "family wants it", again[] = "family orders again",
                  day[] = "advertisements of the day";

static double of_payee(const struct money *money, size_t posting, const char *setting) {
    char name[80];
    const char *firm = money->run->flows.payer[money->run->postings.flow[posting]];
    snprintf(name, sizeof name, "%s.%s", firm, setting);
    return money_setting(money, name);
}

// Goods or work cost what the margin leaves of the price.
static int64_t cost(const struct money *money, size_t posting) {
    return money_whole(of_payee(money, posting, "price_won") * (1 - of_payee(money, posting, "margin")));
}

// What a lead is worth, and so the margin of its job, is luck: at most twice the mean. The family's places of
// the day are numbered from the day on.
static int64_t cost_of_a_lead(const struct money *money, size_t posting) {
    enum { DAY_SHIFT = 8, PLACES_MOST = 16 };
    const struct run *run = money->run;
    const char *firm = run->flows.payer[run->postings.flow[posting]];
    uint32_t stream = random_stream_of(random_stream("media.lead"), firm);
    int64_t asked = money_line_before(money, posting, visit);
    uint64_t today = (uint64_t)clock_day(run->events.when_ms[asked - 1]) << DAY_SHIFT;
    for (uint64_t place = 0; place < PLACES_MOST; place++) {
        struct random_block luck = random_block(
            money->world->key, random_home((uint32_t)run->postings.home[posting]), stream, today + place);
        double margin = of_payee(money, posting, "margin") * 2 * random_uniform(luck.word[0]);
        if (money_whole(of_payee(money, posting, "price_won") * (1 - margin)) ==
            run->postings.amount[posting])
            return run->postings.amount[posting];
    }
    return -1;
}

// At list prices: so much for each place, or for each click.
static int64_t whole_times(const struct money *money, size_t posting, double each) {
    return money_whole(floor((double)money->run->postings.amount[posting] / each + 0.5) * each);
}
static int64_t places(const struct money *money, size_t posting) {
    return whole_times(money, posting, money_setting(money, "media.cpm_won") / 1000);
}
static int64_t clicks(const struct money *money, size_t posting) {
    return whole_times(money, posting, money_setting(money, "media.cpc_won"));
}

#define SELLS(firm, how, ...)                                                                    \
    {"advertised goods", "households", firm, how, .setting = firm ".price_won", .rare = true}, { \
        "cost of goods", firm, "outside", how, .amount = __VA_ARGS__, .rare = true               \
    }
#define SERVICE(firm)                                                           \
    SELLS(firm, visit, cost_of_a_lead), SELLS(firm, wish, cost), {              \
        "leads", firm, "media", visit, .setting = "media.cpl_won", .rare = true \
    }
#define PRODUCT(firm)                                               \
    SELLS(firm, clicked, cost), SELLS(firm, wish, cost), {          \
        "reach", firm, "media", day, .amount = clicks, .rare = true \
    }
#define O2O(firm)                                                                    \
    SELLS(firm, clicked, cost), SELLS(firm, wish, cost), SELLS(firm, again, cost), { \
        "reach", firm, "media", day, .amount = places                                \
    }

static const char *const many_ads[] = {"homes.count=150",
                                       "homes.districts=2",
                                       "scenario.days=120",
                                       "media.ads_day=3",
                                       "media.click_rate=0.1",
                                       "media.asks=0.5",
                                       "media.app_share=1",
                                       "cleaner.by_itself_year=2",
                                       "basket.again=0.8",
                                       "hanbit.accessories_year=0",
                                       "purifiers.buys=0.2",
                                       "purifiers.believed_buys=0.2",
                                       "fans.buys=0.2",
                                       "fans.believed_buys=0.2",
                                       "after_service.technicians=1",
                                       NULL};

static size_t postings_after(const struct money *money, const char *reason, const char *what) {
    size_t count = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        count += money_is_for(money, i, reason) && !strcmp(money_after(money, i), what);
    return count;
}

static void firms_pay_list_prices(void **state) {
    (void)state;
    struct money money = money_live("scenarios/media.lua", "unknown_list", many_ads);
    MONEY_HOLDS(&money, SERVICE("cleaner"), SERVICE("fixer"), SERVICE("handyman"), PRODUCT("purifiers"),
                PRODUCT("fans"), O2O("basket"), O2O("laundry"));
    static const char *const ways[] = {visit, clicked, wish, again};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        assert_true(postings_after(&money, "advertised goods", ways[i]) > 0);
        assert_int_equal(postings_after(&money, "advertised goods", ways[i]),
                         postings_after(&money, "cost of goods", ways[i]));
    }
    assert_int_equal(postings_after(&money, "leads", visit), money_lines(&money, visit));
    money_drop(&money);
}

// ---- Before a known profile ------------------------------------------------------------------------------

// Who knows a family asks for more: from the third day on everybody is known.
static int64_t dearer(const struct money *money, size_t posting, double each) {
    if (money_day(money, posting) < 2) return money->run->postings.amount[posting];
    return whole_times(money, posting, each * (1 + money_setting(money, "media.premium")));
}
static int64_t dearer_places(const struct money *money, size_t posting) {
    return dearer(money, posting, money_setting(money, "media.cpm_won") / 1000);
}
static int64_t dearer_clicks(const struct money *money, size_t posting) {
    return dearer(money, posting, money_setting(money, "media.cpc_won"));
}

static void a_known_profile_is_dearer(void **state) {
    (void)state;
    const char *settings[40] = {"media.sells_by=list",         "media.cpm_won=4000",
                                "media.cpc_won=700",           "media.premium=0.5",
                                "air_conditioner.ownership=1", "product_health.connected=1",
                                "product_health.report_days=1"};
    size_t count = 7;
    for (size_t i = 0; many_ads[i]; i++) settings[count++] = many_ads[i];
    struct money money = money_live("scenarios/media.lua", "taken_auction", settings);
    MONEY_HOLDS(&money, {"reach", "basket", "media", day, .amount = dearer_places},
                {"reach", "laundry", "media", day, .amount = dearer_places},
                {"reach", "purifiers", "media", day, .amount = dearer_clicks, .rare = true},
                {"reach", "fans", "media", day, .amount = dearer_clicks, .rare = true});
    assert_true(recorded_world_metric(&money.lived, "media_reach") > 0.98);
    money_drop(&money);
}

// ---- What nobody buys ----------------------------------------------------------------------------------

// Every place goes to a network, which pays a share of the list price; whole won, the rest the next day.
static int64_t network(const struct money *money, size_t posting) {
    double place = money_setting(money, "media.usual_cpm_won") / 1000 *
                   money_setting(money, "media.network_share"),
           before = 0;
    size_t today = money_day(money, posting);
    for (size_t d = 0; d < today; d++) before += money_series(money, "media_ads", d);
    return (int64_t)floor((before + money_series(money, "media_ads", today)) * place) -
           (int64_t)floor(before * place);
}

static void a_network_takes_the_rest(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/data_uses.lua", "diagnosis",
                   (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=40", NULL});
    MONEY_HOLDS(&money, {"advertisements", "outside", "media", day, .amount = network});
    money_drop(&money);
}

// ---- Profiles ------------------------------------------------------------------------------------------

// That midnight.
static int64_t sent_to_broker(const struct money *money, size_t posting) {
    const struct run_exposures *exposures = &money->run->exposures;
    int64_t sent = 0;
    for (size_t i = 0; i < exposures->count; i++)
        if (!strcmp(exposures->recipient[i], "broker"))
            sent += exposures->transfers_by_day[money_day(money, posting) * exposures->count + i];
    assert_true(sent > 0);
    return sent;
}
static int64_t bought(const struct money *money, size_t posting) {
    return money_whole((double)sent_to_broker(money, posting) * money_setting(money, "media.broker_won"));
}
static int64_t sold_on(const struct money *money, size_t posting) {
    return money_whole((double)sent_to_broker(money, posting) * money_setting(money, "media.resale_won"));
}

// Of the thirty days that end that midnight.
static int64_t hosted(const struct money *money, size_t posting) {
    double days = 0;
    for (size_t i = 0; i < 30; i++) days += money_series(money, "media_use", money_day(money, posting) - i);
    return money_whole(days * money_setting(money, "media.hosting_won_month") / 30);
}

static const char *const small[] = {"homes.count=100", "homes.districts=2", "scenario.days=95", NULL};

static void a_broker_buys_profiles_and_sells_them_on(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/media.lua", "taken_auction",
                   (const char *const[]){small[0], small[1], small[2], "media.resold=1", NULL});
    MONEY_HOLDS(
        &money, {"profiles", "broker", "media", "profiles of the month", .amount = bought, .each = true},
        {"app hosting", "media", "outside", "hosting of the month", .amount = hosted, .each = true},
        {"resold profiles", "outside", "broker", "profiles of the month", .amount = sold_on, .each = true});
    assert_int_equal(money_lines(&money, "profiles of the month"), 3);
    money_drop(&money);
}

// Half of them are sold on, for 5 won each.
static void half_of_them_pay_the_broker(void **state) {
    (void)state;
    struct money money = money_live("scenarios/media.lua", "taken_auction", small);
    double sold = recorded_world_metric(&money.lived, "media_profiles_sold"), resold = 0;
    for (size_t i = 0; i < money.run->postings.count; i++)
        if (money_is_for(&money, i, "resold profiles")) resold += (double)money.run->postings.amount[i] / 5;
    print_message("%.0f of %.0f profiles sold on\n", resold, sold);
    assert_true(sold > 30 && fabs(resold - sold / 2) < 3 * sqrt(sold) / 2);
    money_drop(&money);
}

// Nothing is sold on, whatever was believed: 15 / (30 + n) of 5 won are 2 up to n = 7.
static void a_broker_that_sells_nothing_on_stops(void **state) {
    (void)state;
    struct money money = money_live("scenarios/media.lua", "taken_auction",
                                    (const char *const[]){small[0], small[1], small[2], "media.resold=0",
                                                          "media.trials_won_quarter=0", NULL});
    assert_true(recorded_world_metric(&money.lived, "media_profiles_sold") == 8);
    money_drop(&money);
}

// ---- Profiles that tell of neighbours --------------------------------------------------------------------

// One month of one district: whoever shares is told in the order of the homes, as it was asked.
static const char shared[] = "profile shared", offered[] = "offers for data";
enum { NEIGHBOURS = 100 };

static struct money live_neighbours(const char *policy, const char *prices) {
    const char *const settings[] = {"homes.count=100",
                                    "homes.districts=1",
                                    "scenario.days=30",
                                    "data_market.correlation=0.02",
                                    prices,
                                    NULL};
    return money_live("scenarios/too_much_data.lua", policy, settings);
}

// Correlation 0.02, noise 1: what n profiles tell of a family that does not share, and what its own adds to
// that.
static double told_by(double n) {
    return 0.0004 * n / (0.02 * n + 1.98);
}
static double own_adds(double n) {
    double unknown = 1 - told_by(n);
    return unknown * unknown / (unknown + 1);
}
static double known_of(const struct money *money, uint32_t home) {
    double sharers = (double)money_lines(money, shared);
    bool shares = gate_entry_at(money->world->gate, home, 0)->transfers > 0;
    return shares ? told_by(sharers - 1) + own_adds(sharers - 1) : told_by(sharers);
}
static double known_of_all(const struct money *money) {
    double sum = 0;
    for (uint32_t home = 0; home < NEIGHBOURS; home++) sum += known_of(money, home);
    return sum;
}

static int64_t use_of_profiles(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "data_market.worth_won") * known_of_all(money));
}
static int64_t keeping_profiles(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "data_market.running_won_month") *
                       (double)money_lines(money, shared));
}

// Half of what its own data added, beside those who had agreed before it.
static int64_t margin(const struct money *money, size_t posting) {
    double before = 0;
    for (size_t i = 0; i < posting; i++) before += money_is_for(money, i, "paid for data");
    return (int64_t)ceil(money_setting(money, "data_market.worth_won") / 2 * own_adds(before));
}

// A family's price for all there is to know of it: a profile alone tells half.
static double price_won(const struct money *money, uint32_t home) {
    const struct home *family = &money->world->homes[home];
    double concern =
        isinf(family->concern) ? money_setting(money, "families.never_gives_won") : (double)family->concern;
    return concern * money_setting(money, "families.weight_profile") * 2 * (1 - (double)family->trust) / 0.5;
}
// Its price for what is known of it, and a hundredth of half of what is left above all prices.
static int64_t union_pays(const struct money *money, size_t posting) {
    double left = money_setting(money, "data_market.worth_won") * known_of_all(money) -
                  (double)keeping_profiles(money, posting);
    for (uint32_t home = 0; home < NEIGHBOURS; home++) left -= price_won(money, home) * known_of(money, home);
    uint32_t home = (uint32_t)money->run->postings.home[posting];
    return (int64_t)ceil(price_won(money, home) * known_of(money, home) + left / 2 / NEIGHBOURS);
}

static void profiles_are_paid_for_what_they_add(void **state) {
    (void)state;
    struct money market = live_neighbours("market", "data_market.prices=margin"),
                 flat = live_neighbours("market", "data_market.prices=flat");
    MONEY_HOLDS(&market,
                {"paid for data", "data_market", "households", shared, .amount = margin, .each = true},
                {"use of profiles", "outside", "data_market", offered, .amount = use_of_profiles},
                {"keeping profiles", "data_market", "outside", offered, .amount = keeping_profiles});
    MONEY_HOLDS(&flat, {"paid for data", "data_market", "households", shared,
                        .setting = "data_market.flat_won", .each = true});
    money_drop(&market);
    money_drop(&flat);
}

static void a_union_is_paid_for_everybody(void **state) {
    (void)state;
    struct money money = live_neighbours("union", NULL);
    MONEY_HOLDS(&money,
                {"paid for data", "data_market", "households", shared, .amount = union_pays, .each = true},
                {"paid for what others tell", "data_market", "households", offered, .amount = union_pays},
                {"use of profiles", "outside", "data_market", offered, .amount = use_of_profiles},
                {"keeping profiles", "data_market", "outside", offered, .amount = keeping_profiles});
    money_drop(&money);
}

// ---- Sold as one ---------------------------------------------------------------------------------------

static const char sold[] = "profile sold by a trust", offer_of_trust[] = "offer of a trust";

static int64_t members_get(const struct money *money, size_t posting) {
    (void)posting;
    double asked = money_whole(money_setting(money, "trust.asks_won"));
    return (int64_t)(asked * (1 - money_setting(money, "trust.fee_share")));
}
// In one district all who let it sell are bought on the same day.
static int64_t speaking(const struct money *money, size_t posting) {
    double sellers = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        sellers += money_is_for(money, i, "data of members") &&
                   money->run->postings.when_ms[i] == money->run->postings.when_ms[posting];
    return money_whole(money_setting(money, "trust.running_won_month") * sellers);
}
// Of those for whom yes was filled in some think better of it when they are told what they would get.
static const char *const sold_as_one[] = {"homes.count=60",
                                          "homes.districts=1",
                                          "scenario.days=120",
                                          "trust.step=0",
                                          "trust.asks_won=1501",
                                          "trust.fee_share=0.13",
                                          NULL};

static void a_trust_pays_its_members_and_makes_good_for_what_they_take_back(void **state) {
    (void)state;
    struct money money = money_live("scenarios/data_trust.lua", "maker", sold_as_one);
    MONEY_HOLDS(
        &money, {"data of members", "data_market", "trust", sold, .setting = "trust.asks_won", .each = true},
        {"paid to members", "trust", "households", sold, .amount = members_get, .each = true},
        {"data taken back", "trust", "data_market", "sold profile taken back",
         .setting = "trust.withdrawal_won", .each = true},
        {"speaking for families", "trust", "outside", offer_of_trust, .amount = speaking, .each = true});
    assert_int_equal(money_lines(&money, offer_of_trust), 4);
    double kept = recorded_world_metric(&money.lived, "trust_fees");
    assert_float_equal(kept, (double)(1501 - 1305) * (double)money_lines(&money, sold), 1e-6);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trust_pays_its_members_and_makes_good_for_what_they_take_back),
        cmocka_unit_test(firms_pay_list_prices),
        cmocka_unit_test(a_known_profile_is_dearer),
        cmocka_unit_test(a_network_takes_the_rest),
        cmocka_unit_test(a_broker_buys_profiles_and_sells_them_on),
        cmocka_unit_test(half_of_them_pay_the_broker),
        cmocka_unit_test(a_broker_that_sells_nothing_on_stops),
        cmocka_unit_test(profiles_are_paid_for_what_they_add),
        cmocka_unit_test(a_union_is_paid_for_everybody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
