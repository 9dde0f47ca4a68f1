// SPDX-License-Identifier: GPL-3.0-or-later
// A partner buys the maker's reports as long as they pay: what it believed at first, what it learns, what it
// tries, in plain words and recomputed.
#include "models/services/service_parts.h"
#include "sim/engine/loop.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/make_or_partner.lua"
// The firm's price is the usual one; a home that is left can be offered again after a month.
#define TOWN "homes.count=400", "days=180", "coil.connected=1", "cleaning.trials_won_quarter=0"

// (0.2 - 0.04) (90000 - 20000 2 - 8000), as nothing has been seen.
static const double bid_before_won = 0.16 * 42000;

static struct recorded_world live(const char *const *settings) {
    return recorded_world_live(SCENARIO, "referral", 0, settings);
}
static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}
static uint64_t bought(const struct recorded_world *lived) {
    uint64_t postings;
    recorded_world_paid(lived, "service lead", &postings);
    return postings;
}

// It forgets nothing and learns next to nothing: only what it believed decides.
static void it_bids_what_it_believes(void **state) {
    (void)state;
    static const char *const just_below[] = {TOWN, "cleaning.prior_purchases=10000",
                                             "cleaning.believed_closes=0.2", "cleaning.lead_won=6000", NULL};
    static const char *const just_above[] = {TOWN, "cleaning.prior_purchases=10000",
                                             "cleaning.believed_closes=0.2", "cleaning.lead_won=7500", NULL};
    struct recorded_world cheap = live(just_below), dear = live(just_above);
    assert_true(metric(&cheap, "cleaning_leads_offered") > 50);
    assert_true(metric(&cheap, "cleaning_leads_left") == 0);
    assert_true((double)bought(&cheap) == metric(&cheap, "cleaning_leads_offered"));
    assert_true(metric(&dear, "cleaning_leads_left") == metric(&dear, "cleaning_leads_offered"));
    assert_true(bought(&dear) == 0 && metric(&dear, "cleaning_offers") == 0);
    double bid = metric(&dear, "cleaning_bid");
    assert_true(fabs(bid - bid_before_won) < 0.02 * bid_before_won);
    recorded_world_drop(&cheap);
    recorded_world_drop(&dear);
}

// Two quarters of 91 days begin in 180 days, and 20,000 won are four reports of 5,000 won in each.
static void it_tries_for_a_sum_each_quarter(void **state) {
    (void)state;
    static const char *const dear[] = {"homes.count=400",
                                       "days=180",
                                       "coil.connected=1",
                                       "cleaning.trials_won_quarter=20000",
                                       "cleaning.believed_closes=0.05",
                                       "cleaning.prior_purchases=10000",
                                       "cleaning.lead_won=5000",
                                       NULL};
    struct recorded_world lived = live(dear);
    assert_int_equal(bought(&lived), 8);
    assert_true(metric(&lived, "cleaning_leads_offered") ==
                metric(&lived, "cleaning_leads_left") + (double)bought(&lived));
    recorded_world_drop(&lived);
}

// Nobody ever accepts, or calls. With n answered it believes 30 0.2 / (30 + n), and stops when that times
// 42,000 won falls below 4,000 won: at n = 34, beside those that are not answered yet.
static void it_stops_when_nothing_comes_of_them(void **state) {
    (void)state;
    static const char *const vain[] = {TOWN,
                                       "cleaning.accepts=0",
                                       "cleaning.accepts_needless=0",
                                       "cleaning.calls_year=0",
                                       "cleaning.answer_hours=0.01",
                                       "cleaning.believed_anyway=0",
                                       NULL};
    int needed = 0;
    while (30 * 0.2 / (30 + needed) * 42000 >= 4000) needed++;
    struct recorded_world lived = live(vain);
    assert_int_equal(needed, 34);
    assert_true(metric(&lived, "cleaning_leads_left") > 50);
    // A few more came in before the last answers.
    assert_in_range(bought(&lived), needed, needed + 3);
    recorded_world_drop(&lived);
}

// Who believed too little never finds out without trials, and does with them.
static void trials_find_out_what_was_believed_wrongly(void **state) {
    (void)state;
    static const char *const blind[] = {TOWN, "cleaning.believed_closes=0.05", "cleaning.accepts=0.6", NULL};
    static const char *const curious[] = {"homes.count=400",
                                          "days=180",
                                          "coil.connected=1",
                                          "cleaning.believed_closes=0.05",
                                          "cleaning.accepts=0.6",
                                          "cleaning.trials_won_quarter=100000",
                                          NULL};
    struct recorded_world never = live(blind), learns = live(curious);
    assert_int_equal(bought(&never), 0);
    assert_true(bought(&learns) * 4000 > 2 * 100000);
    recorded_world_drop(&never);
    recorded_world_drop(&learns);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_bids_what_it_believes),
        cmocka_unit_test(it_tries_for_a_sum_each_quarter),
        cmocka_unit_test(it_stops_when_nothing_comes_of_them),
        cmocka_unit_test(trials_find_out_what_was_believed_wrongly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
