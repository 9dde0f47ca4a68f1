// SPDX-License-Identifier: GPL-3.0-or-later
// Bills as they were published, to the 10 won they are rounded to.
#include "models/cooling/tariff.h"

#include "tests/support/check.h"

static int64_t bill(int year, int month, double kwh) {
    struct tariff_terms terms = tariff_terms_for(year, month);
    return tariff_bill_won(&terms, kwh);
}

static void published_bills(void **unused) {
    (void)unused;
    assert_int_equal(bill(2016, 8, 225), 28370);  // Aju News 2016-08-09
    assert_int_equal(bill(2018, 5, 350), 55080);  // KEPCO via Donga 2018-07-28
    assert_int_equal(bill(2018, 6, 450), 88190);  // YTN 2018-08-08: "88,000" without ...
    assert_int_equal(bill(2018, 8, 450), 65680);  // ... and "65,000" with the relief
    assert_int_equal(bill(2023, 8, 427), 80530);  // KEPCO 2023, a 4-person household in summer
}

// Announced: the relief of 2018 saves at most 27,780 won a month. No use saves more, 500 kWh saves just that.
static void greatest_relief_of_2018(void **unused) {
    (void)unused;
    int64_t greatest = 0;
    for (int kwh = 0; kwh <= 3000; kwh++) {
        int64_t saving = bill(2018, 6, kwh) - bill(2018, 7, kwh);
        assert_true(saving >= 0);
        if (saving > greatest) greatest = saving;
    }
    assert_int_equal(greatest, 27780);
    assert_int_equal(bill(2018, 6, 500) - bill(2018, 7, 500), 27780);
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

// Which terms hold when: the price of the first kWh beyond 200 and of the thousandth tell the schedules
// apart.
static void periods_begin_and_end_with_their_months(void **unused) {
    (void)unused;
    const struct {
        int year, month, tiers;
        int64_t first_tier_kwh, first_price_tenths, adjustment_tenths, fund_permille;
    } known[] = {
        {2010, 1, 6, 100, 607, 0, 37},    {2016, 11, 6, 100, 607, 0, 37},   {2016, 12, 3, 200, 933, 0, 37},
        {2018, 6, 3, 200, 933, 0, 37},    {2018, 7, 3, 300, 933, 0, 37},    {2018, 8, 3, 300, 933, 0, 37},
        {2018, 9, 3, 200, 933, 0, 37},    {2019, 7, 3, 300, 933, 0, 37},    {2020, 12, 3, 200, 933, 0, 37},
        {2023, 6, 3, 200, 1200, 140, 37}, {2024, 8, 3, 300, 1200, 140, 37}, {2025, 6, 3, 200, 1200, 140, 37},
        {2025, 7, 3, 300, 1200, 140, 27}, {2031, 1, 3, 200, 1200, 140, 27},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct tariff_terms terms = tariff_terms_for(known[i].year, known[i].month);
        assert_int_equal(terms.tiers, known[i].tiers);
        assert_int_equal(terms.upper_kwh[0], known[i].first_tier_kwh);
        assert_int_equal(terms.energy_tenths[0], known[i].first_price_tenths);
        assert_int_equal(terms.adjustment_tenths, known[i].adjustment_tenths);
        assert_int_equal(terms.fund_permille, known[i].fund_permille);
    }
    assert_int_equal(tariff_terms_for(2018, 8).upper_kwh[1], 500);
    assert_int_equal(tariff_terms_for(2019, 8).upper_kwh[1], 450);
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
        cmocka_unit_test(greatest_relief_of_2018),
        cmocka_unit_test(left_on_for_a_fortnight),
        cmocka_unit_test(marginal_price_of_the_top_tier),
        cmocka_unit_test(periods_begin_and_end_with_their_months),
        cmocka_unit_test(whole_kwh_are_billed_and_tiers_end_inclusively),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
