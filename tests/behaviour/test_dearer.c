// SPDX-License-Identifier: GPL-3.0-or-later
// What families take at another price than the usual one, by hand: with the same luck each buyer at the
// higher price is a buyer at the usual one, so that how many stay is binomial, with the ratio of the two
// logit shares; and what it cost the seller.
#include "tests/support/recorded_world.h"

static const char stage[] = "tests/contract/stages/market.lua";

struct sale {
    const char *lever;
    double usual_won, dear_won, at_usual;  // share that takes it at the usual price; 1/2 for a rate
    const char *metric;
    const char *reason,
        *cost_reason;  // of what families pay, and of what each costs the seller; NULL: not looked at
    double cost_won;
    const char *settings[6];
};

static double logit_share(double at_usual, double price, double usual) {
    double odds = at_usual / (1 - at_usual) * exp(3.5 * (1 - price / usual));
    return odds / (1 + odds);
}

static struct recorded_world live_at(const struct sale *sale, double won) {
    char price[100];
    const char *settings[12] = {price, "homes.count=1000", "token_programme.redeems=0"};
    snprintf(price, sizeof price, "%s=%g", sale->lever, won);
    for (size_t i = 0; i < 6 && sale->settings[i]; i++) settings[3 + i] = sale->settings[i];
    return recorded_world_live(stage, "asked", 0, settings);
}

static int64_t paid_for(const struct recorded_world *lived, const char *payer, const char *reason) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(lived->made.world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(lived->made.world->ledger, i);
        if (!strcmp(flow->reason, reason) && !strcmp(flow->payer, payer)) sum += flow->amount;
    }
    return sum;
}

static double sold_at(const struct sale *sale, double won) {
    struct recorded_world lived = live_at(sale, won);
    double sold = recorded_world_metric(&lived, sale->metric);
    char payer[100];
    snprintf(payer, sizeof payer, "%.*s", (int)strcspn(sale->lever, "."), sale->lever);
    if (sale->reason) assert_true((double)paid_for(&lived, "households", sale->reason) == sold * won);
    if (sale->cost_reason)
        assert_true((double)paid_for(&lived, payer, sale->cost_reason) == sold * sale->cost_won);
    recorded_world_drop(&lived);
    return sold;
}

static void a_dearer_thing_is_taken_by_a_logit_share(void **state) {
    const struct sale *sale = *state;
    double usually = sold_at(sale, sale->usual_won), dear = sold_at(sale, sale->dear_won);
    double stays = logit_share(sale->at_usual, sale->dear_won, sale->usual_won) / sale->at_usual;
    print_message("%s: %g at %g won, %g at %g won, expected %.1f\n", sale->lever, usually, sale->usual_won,
                  dear, sale->dear_won, usually * stays);
    assert_true(usually > 30);
    assert_true(fabs(dear - usually * stays) <= 4 * sqrt(usually * stays * (1 - stays)));
}

static struct sale accessory = {"maker.accessory_won",
                                30000,
                                40000,
                                0.5,
                                "maker_accessories",
                                "accessories",
                                "cost of goods",
                                18000,
                                {"maker.service_year=0", "retailer.cost_share=0", "brand.cost_won=0"}},
                   visit = {"maker.service_won",
                            22000,
                            30000,
                            0.5,
                            "maker_services",
                            "after-service",
                            "cost of goods",
                            13200,
                            {"maker.accessories_year=0", "retailer.cost_share=0", "brand.cost_won=0"}},
                   filter = {"personal_service.filter_won",     25000,     32000,           0.3,
                             "personal_service_filters_sold",   "filters", "cost of goods", 15000,
                             {"personal_service.offer_moves=0"}},
                   repair = {"after_service.repair_won",
                             80000,
                             110000,
                             0.8,
                             "after_service_paid_repairs",
                             NULL,
                             NULL,
                             0,
                             {"after_service.core_share=0", "after_service.visit_won=0",
                              "after_service.usual_visit_won=100"}},
                   treatment = {"pest_control.visit_won",
                                150000,
                                190000,
                                0.4,
                                "pest_control_booked",
                                NULL,
                                NULL,
                                0,
                                {"pest_control.close_exclusive=0.4", "pest_control.close_call=0.4",
                                 "pest_control.finds_nothing=0"}};

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_dearer_thing_is_taken_by_a_logit_share, &accessory),
        cmocka_unit_test_prestate(a_dearer_thing_is_taken_by_a_logit_share, &visit),
        cmocka_unit_test_prestate(a_dearer_thing_is_taken_by_a_logit_share, &filter),
        cmocka_unit_test_prestate(a_dearer_thing_is_taken_by_a_logit_share, &repair),
        cmocka_unit_test_prestate(a_dearer_thing_is_taken_by_a_logit_share, &treatment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
