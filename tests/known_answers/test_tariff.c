// SPDX-License-Identifier: GPL-3.0-or-later
// Bills as they were published, to the 10 won they are rounded to.
#include "models/cooling/tariff.h"

#include "tests/support/scenario_world.h"

static int64_t bill(int year, int month, double kwh) {
    struct tariff_terms terms = tariff_terms_for(year, month);
    return tariff_bill_won(&terms, kwh);
}

// Left out: 62,910 won for 350 kWh in 2016 (Donga Science 2016-12-13), which is S x 1.137 without any
// rounding.
static void published_bills(void **unused) {
    (void)unused;
    static const struct {
        int year, month;
        int64_t kwh, won;
    } known[] = {
        // clang-format off
        {2016, 6, 225, 28370},    // Aju News 2016-08-09
        {2016, 11, 400, 78850},   // Seoul Shinmun 2016-12-14: six tiers ...
        {2016, 11, 600, 217350},
        {2016, 11, 800, 378690},
        {2016, 12, 400, 65760},   // ... and three
        {2016, 12, 600, 136040},
        {2016, 12, 800, 199850},
        {2016, 12, 350, 55080},   // Donga Science 2016-12-13
        {2018, 5, 350, 55080},    // KEPCO via Donga 2018-07-28
        {2018, 6, 340, 52940},    // koreanreader.blogspot.com 2018-07
        {2018, 6, 450, 88190},    // YTN 2018-08-08: "88,000" without ...
        {2018, 8, 450, 65680},    // ... and "65,000" with the relief
        {2022, 8, 427, 66690},    // Maeil Business 2023-08, a 4-person household in summer ...
        {2023, 8, 427, 80530},    // ... and a year later,
        {2023, 8, 512, 115640},   // with 20 % more
        {2023, 8, 555, 131340},   // and 30 % more
        {2022, 8, 1000, 261510},  // KEPCO's calculator via Daum 2023-08-13
        {2023, 7, 408, 75590},    // KEPCO via Segye 2023-06-25: by the kind of air conditioner
        {2023, 7, 479, 103580},
        {2023, 7, 530, 122210},
        {2025, 5, 280, 52840},    // KEPCO via Kopinion 2025-08-04
        // clang-format on
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(bill(known[i].year, known[i].month, (double)known[i].kwh), known[i].won);
}

static int64_t supply(int year, int month, double kwh) {
    struct tariff_terms terms = tariff_terms_for(year, month);
    return tariff_supply_won(&terms, kwh);
}

// Before tax and fund: a 4-person household's 307 kWh in December 2022 and January 2023 (Jeolla Ilbo
// 2023-01-01); and what a kWh became dearer by: 350 kWh by 1,050 won in October 2021 (ZDNet Korea
// 2021-09-23).
static void published_parts_of_bills(void **unused) {
    (void)unused;
    assert_int_equal(supply(2022, 12, 307), 46382);
    assert_int_equal(supply(2023, 1, 307), 50404);
    assert_int_equal(supply(2021, 10, 350) - supply(2021, 9, 350), 1050);
    assert_int_equal(supply(2020, 12, 350) - supply(2021, 1, 350),
                     1050 - 350 * 3 / 10);  // and 0.3 won for climate
}

// Up to 200 kWh: 4,000 won less, then 2,000, then none. A plant's neighbours are paid what 200 kWh cost
// before tax and fund, 15,570 won, or with them, 17,690 (aid by the act on areas around power plants).
static void the_essential_use_discount_ends_in_steps(void **unused) {
    (void)unused;
    assert_int_equal(supply(2018, 5, 200), 15570);
    assert_int_equal(bill(2018, 5, 200), 17690);
    assert_int_equal(supply(2018, 5, 201), 1600 + 18660 + 187);
    assert_int_equal(supply(2021, 6, 200) + 2000, supply(2021, 7, 200));
    assert_int_equal(supply(2022, 6, 200) + 2000 + 200 * 5, supply(2022, 7, 200));
    assert_int_equal(supply(2016, 11, 200), 910 + 6070 + 12590);
    assert_int_equal(supply(2018, 5, 30), 1000);  // 910 + 2,799 - 4,000 are below the least
}

// 709.5 won, later 736.2 (Asia Economy 2023-08-13), for what is above 1,000 kWh, where it is cold or hot.
static void above_1000_kwh_summer_and_winter_cost_more(void **unused) {
    (void)unused;
    for (int month = 1; month <= 12; month++) {
        bool dear = month == 12 || month <= 2 || month == 7 || month == 8;
        assert_int_equal(supply(2018, month, 1100) - supply(2018, month, 1000), dear ? 70950 : 28060);
        assert_int_equal(supply(2024, month, 1100) - supply(2024, month, 1000),
                         (dear ? 73620 : 30730) + 1400);
    }
    assert_int_equal(supply(2016, 2, 1100) - supply(2016, 2, 1000), 70950);  // above 500 already
}

// Announced: the relief of 2018 saves at most 27,780 won a month. No use saves more, 500 kWh saves just that.
static void greatest_relief_of_2018(void **unused) {
    (void)unused;
    struct tariff_terms relief = tariff_terms_for(2018, 7), usual = relief;
    usual.upper_kwh[0] = 200, usual.upper_kwh[1] = 400;
    for (int kwh = 0; kwh <= 3000; kwh++) {
        int64_t saving = tariff_bill_won(&usual, kwh) - tariff_bill_won(&relief, kwh);
        assert_true(saving >= 0 && saving <= 27780);
    }
    assert_int_equal(tariff_bill_won(&usual, 500) - tariff_bill_won(&relief, 500), 27780);
}

// Two weeks' absence in August 2018 with a 1.84 kW unit left on, at 40 % duty and all the time, after 350
// kWh.
static void left_on_for_a_fortnight(void **unused) {
    (void)unused;
    const double duty[] = {0.4, 1};
    const int64_t kwh[] = {247, 618}, won[] = {80010, 198370};
    for (int i = 0; i < 2; i++) {
        double used_kwh = 14 * 24 * 1.84 * duty[i];
        assert_int_equal(tariff_billed_kwh(used_kwh), kwh[i]);
        assert_int_equal(bill(2018, 6, 350 + used_kwh) - bill(2018, 6, 350), won[i]);
    }
}

// 280.6 won x (1 + 10 % tax + 3.7 % fund) for each kWh above 400.
static void marginal_price_of_the_top_tier(void **unused) {
    (void)unused;
    double won_per_kwh = (double)(bill(2018, 6, 100401) - bill(2018, 6, 401)) / 100000;
    assert_true(fabs(won_per_kwh - 280.6 * 1.137) < 1e-3);
    assert_int_equal((int)(won_per_kwh + 0.5), 319);
}

// Which terms hold when: what a kWh of the first tier costs, with its charges, tells the schedules apart.
static void periods_begin_and_end_with_their_months(void **unused) {
    (void)unused;
    static const struct {
        int year, month, tiers;
        int64_t first_tier_kwh, first_tenths, fund_permille;
    } known[] = {
        {2016, 1, 6, 100, 607, 37},  {2016, 11, 6, 100, 607, 37}, {2016, 12, 4, 200, 933, 37},
        {2018, 6, 3, 200, 933, 37},  {2018, 7, 4, 300, 933, 37},  {2018, 8, 4, 300, 933, 37},
        {2018, 9, 3, 200, 933, 37},  {2017, 8, 4, 200, 933, 37},  {2019, 8, 4, 300, 933, 37},
        {2020, 12, 4, 200, 933, 37}, {2021, 3, 3, 200, 906, 37},  {2022, 1, 4, 200, 936, 37},
        {2022, 4, 3, 200, 1005, 37}, {2022, 8, 4, 300, 1055, 37}, {2022, 11, 3, 200, 1129, 37},
        {2023, 4, 3, 200, 1260, 37}, {2023, 5, 3, 200, 1301, 37}, {2023, 6, 3, 200, 1340, 37},
        {2024, 6, 3, 200, 1340, 37}, {2024, 8, 4, 300, 1340, 32}, {2025, 6, 3, 200, 1340, 32},
        {2025, 7, 4, 300, 1340, 27}, {2026, 3, 3, 200, 1340, 27},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct tariff_terms terms = tariff_terms_for(known[i].year, known[i].month);
        assert_int_equal(terms.tiers, known[i].tiers);
        assert_int_equal(terms.upper_kwh[0], known[i].first_tier_kwh);
        assert_int_equal(terms.energy_tenths[0] + terms.climate_tenths + terms.fuel_tenths,
                         known[i].first_tenths);
        assert_int_equal(terms.fund_permille, known[i].fund_permille);
    }
    assert_int_equal(tariff_terms_for(2018, 8).upper_kwh[1], 500);
    assert_int_equal(tariff_terms_for(2019, 8).upper_kwh[1], 450);
}

// The mean of May 2023 lies between the months beside it as 15 days of the one and 16 of the other.
static void a_month_of_two_prices_has_their_mean(void **unused) {
    (void)unused;
    struct tariff_terms before = tariff_terms_for(2023, 4), may = tariff_terms_for(2023, 5),
                        after = tariff_terms_for(2023, 6);
    for (int tier = 0; tier < 3; tier++) {
        double mean =
            (15.0 * (double)before.energy_tenths[tier] + 16.0 * (double)after.energy_tenths[tier]) / 31;
        assert_true(fabs((double)may.energy_tenths[tier] - mean) <= 0.5);
    }
}

static void months_that_nobody_published_are_not_known(void **unused) {
    (void)unused;
    int months = 0;
    for (int year = 2010; year <= 2030; year++)
        for (int month = 1; month <= 12; month++) months += tariff_is_known(year, month);
    assert_int_equal(months, 10 * 12 + 3 - 3);
    assert_false(tariff_is_known(2015, 12) || tariff_is_known(2016, 8) || tariff_is_known(2026, 4));
    assert_true(tariff_is_known(2016, 1) && tariff_is_known(2016, 10) && tariff_is_known(2026, 3));
}

// A run of some days from a date on, with an electricity company in it: "" or why it is refused.
static const char *refusal(const char *start, const char *days) {
    static char message[1000];
    char from[40], length[40];
    snprintf(from, sizeof from, "start=%s", start);
    snprintf(length, sizeof length, "days=%s", days);
    const char *const settings[] = {from, length, "homes.count=2", "homes.districts=1", "holidays.of=nobody",
                                    NULL};
    struct scenario_world made = scenario_world_plan("scenarios/cool_people.lua", "no_sensor", 0, settings);
    struct status status = {0};
    made.world = world_create(made.plan, NULL, 1, &status);
    snprintf(message, sizeof message, "%s", status.message);
    scenario_world_drop(&made);
    return message;
}

static void a_run_is_billed_by_its_own_terms_or_refused(void **unused) {
    (void)unused;
    assert_string_equal(refusal("2016-01-01", "182"), "");
    assert_string_equal(refusal("2019-08-01", "31"), "");
    assert_string_equal(refusal("2022-01-01", "365"), "");
    assert_string_equal(refusal("2026-03-31", "1"), "");
    assert_non_null(strstr(refusal("2015-12-31", "1"),
                           "the run bills 2015-12, and the tariff is known for January 2016"));
    assert_non_null(strstr(refusal("2016-06-30", "2"), "the run bills 2016-07"));
    assert_non_null(strstr(refusal("2026-03-01", "32"), "the run bills 2026-04"));
}

static void whole_kwh_are_billed_and_tiers_end_inclusively(void **unused) {
    (void)unused;
    assert_int_equal(bill(2018, 5, 349.5), bill(2018, 5, 350));
    assert_int_equal(bill(2018, 5, 350.49), bill(2018, 5, 350));
    assert_int_equal(bill(2018, 5, 0), 1030);  // 910 + 91 + 30, down to 10 won
    assert_true(bill(2018, 5, 400) - bill(2018, 5, 399) < 250);
    assert_true(bill(2018, 5, 401) - bill(2018, 5, 400) > 5700);  // the base of the third tier
    for (int kwh = 1; kwh <= 1200; kwh++) assert_true(bill(2016, 1, kwh) >= bill(2016, 1, kwh - 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_bills),
        cmocka_unit_test(published_parts_of_bills),
        cmocka_unit_test(the_essential_use_discount_ends_in_steps),
        cmocka_unit_test(above_1000_kwh_summer_and_winter_cost_more),
        cmocka_unit_test(greatest_relief_of_2018),
        cmocka_unit_test(left_on_for_a_fortnight),
        cmocka_unit_test(marginal_price_of_the_top_tier),
        cmocka_unit_test(periods_begin_and_end_with_their_months),
        cmocka_unit_test(a_month_of_two_prices_has_their_mean),
        cmocka_unit_test(months_that_nobody_published_are_not_known),
        cmocka_unit_test(a_run_is_billed_by_its_own_terms_or_refused),
        cmocka_unit_test(whole_kwh_are_billed_and_tiers_end_inclusively),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
