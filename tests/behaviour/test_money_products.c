// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for products and for keeping them going: shops and makers, repairs and parts, checks from
// afar, filters, twins in the cloud, rewards for data in won, and the electricity that they and the cloud
// use.
#include "models/cooling/tariff.h"
#include "tests/support/money.h"

// ---- Sold ----------------------------------------------------------------------------------------------

// What the family does not pay in tokens.
static int64_t price_less_tokens(const struct money *money, size_t posting) {
    return money_whole(money_setting(money, "vacuum_shop.price_won")) -
           money_posted_after(money, money_cause(money, posting), "tokens spent");
}
static int64_t wholesale(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "vacuum_shop.price_won") *
                       (1 - money_setting(money, "vacuum_shop.margin")));
}
// Making one costs a share of the rival's price: a price that is cut makes nothing cheaper.
static int64_t making(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "vacuum_shop.rival_price_won") *
                       money_setting(money, "vacuum_shop.cost_share"));
}
static int64_t of_the_rivals_price(const struct money *money, const char *share) {
    return money_whole(money_setting(money, "vacuum_shop.rival_price_won") * money_setting(money, share));
}
static int64_t rivals_making(const struct money *money, size_t posting) {
    (void)posting;
    return of_the_rivals_price(money, "competitor.cost_share");
}
static int64_t rivals_shops(const struct money *money, size_t posting) {
    (void)posting;
    return of_the_rivals_price(money, "competitor.margin");
}

static int64_t running(const struct money *money, size_t posting) {
    (void)posting;
    return of_the_rivals_price(money, "vacuum_shop.running_share");
}

static int64_t twins_for_a_day(const struct money *money, size_t posting) {
    double twins = money_series(money, "product_cloud_twin_days", money_day(money, posting));
    return money_whole(twins * money_setting(money, "product_cloud.storage_won_year") / 365);
}

static double shop(const struct money *money, const char *counted) {
    char series[60];
    snprintf(series, sizeof series, "vacuum_shop_%s", counted);
    return recorded_world_metric(&money->lived, series);
}

static void must_be(double one, double other) {
    print_message("%.9g, %.9g\n", one, other);
    assert_true(fabs(one - other) <= 1e-9 * fabs(other));
}

// Every product that is sold is a first one, one in another's place or one instead of the rival's; every life
// that ends is followed by a choice, and the shares are what was chosen.
static void the_shop_counts_what_it_sells(const struct money *money, double sold, double rivals) {
    double again = shop(money, "replacements"), came = shop(money, "won_over"), lost = shop(money, "lost");
    double ended = shop(money, "ended"), rivals_ended = shop(money, "rival_ended");
    assert_true(again > 0 && came > 0 && lost > 0);
    must_be(shop(money, "first_sales") + again + came, sold);
    must_be(shop(money, "choices"), again + came + rivals);
    must_be(ended, again + lost);
    must_be(ended + rivals_ended, shop(money, "choices"));
    must_be(shop(money, "repurchase"), again / ended);
    must_be(shop(money, "conquest"), came / rivals_ended);
    must_be(shop(money, "home_days"), (double)money->world->home_count * (double)money->run->days);
    must_be(shop(money, "market_share"),
            shop(money, "owned") * shop(money, "home_days") / shop(money, "any_owned"));
}

static void products_are_sold(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/loyalty.lua", "tokens",
                   (const char *const[]){"homes.count=300", "homes.districts=2", "scenario.days=200",
                                         "vacuum_shop.price_won=590000", NULL});
    static const char sold[] = "appliance sold", other[] = "family buys from the rival";
    MONEY_HOLDS(&money,
                {"appliances", "households", "vacuum_shop", sold, .amount = price_less_tokens, .each = true},
                {"wholesale of appliances", "vacuum_shop", "maker", sold, .amount = wholesale, .each = true},
                {"running of shops", "vacuum_shop", "outside", sold, .amount = running, .each = true},
                {"cost of goods", "maker", "outside", sold, .amount = making, .each = true},
                {"appliances of the rival", "households", "competitor", other,
                 .setting = "vacuum_shop.rival_price_won", .each = true},
                {"cost of goods", "competitor", "outside", other, .amount = rivals_making, .each = true},
                {"shops' margin", "competitor", "outside", other, .amount = rivals_shops, .each = true},
                {"keeping twins", "maker", "outside", "twins kept for a day", .amount = twins_for_a_day,
                 .each = true});
    assert_int_equal(money_lines(&money, "twins kept for a day"), 200);
    the_shop_counts_what_it_sells(&money, (double)money_lines(&money, sold),
                                  (double)money_lines(&money, other));
    money_drop(&money);
}

// ---- Brands --------------------------------------------------------------------------------------------

static int64_t brand_less_tokens(const struct money *money, size_t posting) {
    return money_whole(money_setting(money, "nara_brand.price_won")) -
           money_posted_after(money, money_cause(money, posting), "tokens spent");
}
static int64_t brands_shops(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "nara_brand.price_won") *
                       money_setting(money, "nara_brand.shops_share"));
}

static void brands_are_sold(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/privacy_competes.lua", "both_ask",
                   (const char *const[]){
                       "homes.count=200", "homes.districts=2", "scenario.days=300", "brands.life_years=1",
                       "nara_brand.price=fixed", "nara_brand.price_won=555555", "hanbit_brand.price=fixed",
                       "hanbit_brand.price_won=3000000", "nara.accessories_year=0", "nara.service_year=0",
                       "hanbit.accessories_year=0", "hanbit.service_year=0", NULL});
    static const char sold[] = "family buys a brand's product";
    MONEY_HOLDS(&money,
                {"product of a brand", "households", "nara", sold, .amount = brand_less_tokens, .each = true},
                {"shops' margin", "nara", "outside", sold, .amount = brands_shops, .each = true},
                {"cost of goods", "nara", "outside", sold, .setting = "nara_brand.cost_won", .each = true});
    must_be(recorded_world_metric(&money.lived, "nara_brand_sold"), (double)money_lines(&money, sold));
    must_be(recorded_world_metric(&money.lived, "nara_brand_price"), 555555);
    assert_true(money_lines(&money, "family takes no brand") > 0);
    money_drop(&money);
}

// ---- Repaired ------------------------------------------------------------------------------------------

static const char visited[] = "technician's visit";

// A visit and either an ordinary repair or a new core part.
static int64_t repair(const struct money *money, size_t posting) {
    int64_t visit = money_whole(money_setting(money, "after_service.visit_won")),
            ordinary = visit + money_whole(money_setting(money, "after_service.repair_won")),
            core = visit + money_whole(money_setting(money, "after_service.repair_core_won"));
    return money->run->postings.amount[posting] == core ? core : ordinary;
}

// Half of the repair's price without the visit: the parts are of what the same visit was paid for.
static int64_t parts(const struct money *money, size_t posting) {
    int64_t line = money_cause(money, posting), paid = money_posted_after(money, line, "repair") +
                                                       money_posted_after(money, line, "warranty repair");
    return money_whole(((double)paid - money_setting(money, "after_service.visit_won")) *
                       money_setting(money, "after_service.parts_share"));
}

// Employed: paid for the hours of each day, with or without work.
static int64_t technicians_day(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "after_service.technicians") *
                       (money_setting(money, "after_service.closes_hour") -
                        money_setting(money, "after_service.opens_hour")) *
                       money_setting(money, "after_service.wage_won_hour"));
}

static const char *const often_broken[] = {"homes.count=250",
                                           "homes.districts=2",
                                           "scenario.days=120",
                                           "after_service.rests=never",
                                           "after_service.patience_days=1",
                                           "after_service.visit_hours=6",
                                           NULL};

static void products_are_repaired(void **state) {
    (void)state;
    struct money money = money_live("scenarios/after_service.lua", "all_diagnosed", often_broken);
    MONEY_HOLDS(
        &money, {"repair", "households", "after_service", visited, .amount = repair},
        {"warranty repair", "maker", "after_service", visited, .amount = repair},
        {"repair shop", "households", "outside", NULL, .amount = repair},
        {"spare parts", "after_service", "outside", visited, .amount = parts},
        {"wages", "after_service", "outside", "technicians' day", .amount = technicians_day, .each = true},
        {"remote checks", "fault_diagnosis", "outside", "sign of a fault",
         .setting = "fault_diagnosis.check_won", .each = true});
    assert_int_equal(money_lines(&money, "technicians' day"), 120);
    uint64_t repairs, warranty, spare;
    recorded_world_paid(&money.lived, "repair", &repairs);
    recorded_world_paid(&money.lived, "warranty repair", &warranty);
    recorded_world_paid(&money.lived, "spare parts", &spare);
    assert_int_equal(spare, repairs + warranty);
    money_drop(&money);
}

// ---- Data for service ----------------------------------------------------------------------------------

static int64_t filter_made(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "personal_service.filter_won") *
                       money_setting(money, "personal_service.cost_share"));
}

// Every 30 days each desk pays each family that has granted it its own reward.
static void rewards_are_once_a_month(const struct money *money) {
    for (size_t i = 0; i < money->run->postings.count; i++) {
        if (!money_is_for(money, i, "reward for data")) continue;
        assert_int_equal(money->run->postings.when_ms[i] % (30 * CLOCK_DAY), 0);
        for (size_t j = 0; j < i; j++)
            assert_false(money_cause(money, j) == money_cause(money, i) &&
                         money->run->postings.home[j] == money->run->postings.home[i]);
    }
}

// A desk counts each family that allowed it for a month: those it pays.
static void who_allowed_it_was_paid(const struct money *money, const char *desk, const char *counted) {
    double paid = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        paid += money_is_for(money, i, "reward for data") &&
                !strcmp(money->run->flows.payer[money->run->postings.flow[i]], desk);
    assert_true(paid > 0 && recorded_world_metric(&money->lived, counted) == paid);
}

static void families_are_served_and_rewarded(void **state) {
    (void)state;
    struct money money = money_live(
        "scenarios/data_uses.lua", "ask_for_all",
        (const char *const[]){"homes.count=250", "homes.districts=2", "scenario.days=92",
                              "maker.accessories_year=0", "statistics.reward_won=3000",
                              "fault_diagnosis.reward_won=400", "personal_service.reward_won=70", NULL});
    static const char month[] = "rewards of the month";
    MONEY_HOLDS(
        &money,
        {"filters", "households", "personal_service", "filter worn",
         .setting = "personal_service.filter_won"},
        {"cost of goods", "personal_service", "outside", "filter worn", .amount = filter_made},
        {"offers", "personal_service", "outside", "filter offered",
         .setting = "personal_service.offer_cost_won", .each = true},
        {"reward for data", "statistics", "households", month, .setting = "statistics.reward_won"},
        {"reward for data", "fault_diagnosis", "households", month, .setting = "fault_diagnosis.reward_won"},
        {"reward for data", "strategy_report", "households", month, .setting = "strategy_report.reward_won"},
        {"reward for data", "personal_service", "households", month,
         .setting = "personal_service.reward_won"},
        {"reward for data", "media", "households", month, .setting = "media.reward_won"});
    rewards_are_once_a_month(&money);
    who_allowed_it_was_paid(&money, "statistics", "statistics_allowed");
    who_allowed_it_was_paid(&money, "fault_diagnosis", "fault_diagnosis_allowed");
    who_allowed_it_was_paid(&money, "strategy_report", "strategy_report_allowed");
    who_allowed_it_was_paid(&money, "personal_service", "personal_service_allowed");
    who_allowed_it_was_paid(&money, "media", "media_allowed");
    uint64_t sold, made;
    recorded_world_paid(&money.lived, "filters", &sold);
    recorded_world_paid(&money.lived, "cost of goods", &made);
    assert_true(sold == made && sold > 0);
    money_drop(&money);
}

// ---- Reports -------------------------------------------------------------------------------------------

static int64_t of_parts(const struct money *money, size_t posting, const char *series, const char *setting) {
    return money_whole(money_series(money, series, money_day(money, posting)) *
                       money_setting(money, setting));
}
static int64_t parts_bought(const struct money *money, size_t posting) {
    return of_parts(money, posting, "parts_dealer_ordered", "parts_dealer.cost_won");
}
static int64_t parts_sold(const struct money *money, size_t posting) {
    return of_parts(money, posting, "parts_dealer_sold", "parts_dealer.part_won");
}
static int64_t parts_left(const struct money *money, size_t posting) {
    return of_parts(money, posting, "parts_dealer_left", "parts_dealer.salvage_won");
}

static int64_t models_bought(const struct money *money, size_t posting) {
    return of_parts(money, posting, "model_dealer_ordered", "model_dealer.cost_won");
}
static int64_t models_sold(const struct money *money, size_t posting) {
    return of_parts(money, posting, "model_dealer_sold", "model_dealer.model_won");
}
static int64_t models_left(const struct money *money, size_t posting) {
    return of_parts(money, posting, "model_dealer_left", "model_dealer.salvage_won");
}

static void dealers_stock_and_buy_reports(void **state) {
    (void)state;
    struct money money = money_live(
        "scenarios/data_uses.lua", "take_all",
        (const char *const[]){"homes.count=400", "homes.districts=2", "maker.accessories_year=0",
                              "parts_dealer.count=1", "statistics.report_won=71000", "model_dealer.count=1",
                              "model_dealer.believed_due=0.2", "strategy_report.report_won=73000",
                              "strategy_report.making_won=32000", NULL});
    static const char parts[] = "spare parts settled", wear[] = "report on wear made",
                      models[] = "new models settled", ages[] = "report on ages made";
    MONEY_HOLDS(
        &money, {"parts for stock", "parts_dealer", "outside", parts, .amount = parts_bought, .each = true},
        {"parts sold", "outside", "parts_dealer", parts, .amount = parts_sold, .each = true},
        {"parts given back", "outside", "parts_dealer", parts, .amount = parts_left, .each = true},
        {"report on wear", "parts_dealer", "statistics", wear, .setting = "statistics.report_won",
         .each = true},
        {"making reports", "statistics", "outside", wear, .setting = "statistics.making_won", .each = true},
        {"new models for stock", "model_dealer", "outside", models, .amount = models_bought, .each = true},
        {"new models sold", "outside", "model_dealer", models, .amount = models_sold, .each = true},
        {"new models cleared", "outside", "model_dealer", models, .amount = models_left, .each = true},
        {"report on ages", "model_dealer", "strategy_report", ages, .setting = "strategy_report.report_won",
         .each = true},
        {"making reports", "strategy_report", "outside", ages, .setting = "strategy_report.making_won",
         .each = true});
    assert_int_equal(money_lines(&money, parts), 3);
    assert_int_equal(money_lines(&money, models), 3);
    assert_int_equal(money_lines(&money, wear),
                     recorded_world_metric(&money.lived, "statistics_reports_sold"));
    assert_int_equal(money_lines(&money, ages),
                     recorded_world_metric(&money.lived, "strategy_report_reports_sold"));
    money_drop(&money);
}

// ---- Electricity ---------------------------------------------------------------------------------------

// One home, so that the day's kilowatt-hours are its own.
static int64_t bill(const struct money *money, size_t posting) {
    size_t day = money_day(money, posting);
    struct clock_date date = clock_civil_from_days(money->world->start_day + (int64_t)day);
    struct tariff_terms terms = tariff_terms_for(date.year, date.month);
    return tariff_bill_won(&terms, money_series(money, "electricity_kwh_per_bill", day));
}

static int64_t supply(const struct money *money, size_t posting) {
    return money_whole(money_series(money, "electricity_kwh_per_bill", money_day(money, posting)) *
                       money_setting(money, "electricity.supply_won_kwh"));
}

// Nothing is computed in this cloud: its servers idle all day.
static int64_t idle_day(const struct money *money, size_t posting) {
    (void)posting;
    double kwh = money_setting(money, "network.cloud_servers") *
                 money_setting(money, "network.cloud_idle_w") * 24 / 1000;
    return money_whole(kwh * money_setting(money, "hanbit.power_won_kwh"));
}

static void electricity_is_billed(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/pest_leads.lua", "keep_at_home",
                   (const char *const[]){"homes.count=1", "homes.districts=1", "scenario.days=92", NULL});
    MONEY_HOLDS(
        &money,
        {"electricity", "households", "electricity", "electricity bills", .amount = bill, .each = true},
        {"power supply", "electricity", "outside", "electricity bills", .amount = supply, .each = true},
        {"cloud electricity", "hanbit", "outside", "cloud's day", .amount = idle_day, .each = true});
    assert_int_equal(money_lines(&money, "electricity bills"), 3);
    assert_int_equal(money_lines(&money, "cloud's day"), 92);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_sold),
        cmocka_unit_test(brands_are_sold),
        cmocka_unit_test(products_are_repaired),
        cmocka_unit_test(families_are_served_and_rewarded),
        cmocka_unit_test(dealers_stock_and_buy_reports),
        cmocka_unit_test(electricity_is_billed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
