// SPDX-License-Identifier: GPL-3.0-or-later
// A grocery that foresees who orders soon and who has gone, in plain words: as far as families let it
// remember when they ordered, better than the share that ordered before, at every interval; and what writing
// to who has gone brings.
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

static struct recorded_world live(const char *foresees, enum consent_rule rule, const char *const *more) {
    const char *settings[14] = {
        "homes.count=400",        "homes.districts=2",         "days=252", "dongne.customers=0.9",
        "dongne.orders_before=3", "network.model=closed_form", foresees,   NULL};
    for (size_t i = 7; more && *more; i++) settings[i] = *more++;
    struct plan_rule purchase = {.data_class = DATA_PURCHASE, .rule = rule};
    struct scenario_world made = scenario_world_plan("scenarios/fridge_orders.lua", "own_app", 0, settings);
    struct plan_rules *rules = &made.plan->rules;
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    rules->all[rules->count++] = purchase;
    return recorded_world_run(made);
}
static const char on[] = "dongne.foresees=true", off[] = "dongne.foresees=false";

static double of(const struct recorded_world *lived, const char *name) {
    char full[100];
    snprintf(full, sizeof full, "dongne_%s", name);
    return recorded_world_metric(lived, full);
}

// Nothing is foreseen of who is not remembered, and foreseeing alone moves nobody.
static void foreseeing_alone_changes_nothing(void **state) {
    (void)state;
    struct recorded_world without = live(off, RULE_NONE, NULL), never = live(on, RULE_NEVER, NULL),
                          all = live(on, RULE_NONE, NULL);
    assert_true(of(&without, "foreseen_buyers") == 0 && of(&never, "foreseen_buyers") == 0 &&
                of(&all, "foreseen_buyers") > 1000);
    assert_true(of(&never, "orders") == of(&without, "orders") &&
                of(&all, "orders") == of(&without, "orders"));
    assert_true(of(&all, "basket") == of(&without, "basket"));
    assert_int_equal(learning_count(never.made.world), 0);
    assert_true(learning_count(all.made.world) >= 7);  // one in 28 days, from the third week on
    recorded_world_drop(&without), recorded_world_drop(&never), recorded_world_drop(&all);
}

// At each interval it is better than the share that ordered before, and its chances come true; it knows who
// has gone.
static void it_is_better_than_the_share_before(void **state) {
    (void)state;
    static const char *const every[] = {"dongne.foresight_days=2", "dongne.foresight_days=7",
                                        "dongne.foresight_days=28"};
    for (int i = 0; i < 3; i++) {
        struct recorded_world lived = live(on, RULE_NONE, (const char *const[]){every[i], NULL});
        double share = of(&lived, "stayed_share");
        print_message(
            "%s: %.0f foreseen, %.3f ordered, %.3f said; Brier %.4f beside %.4f, log loss %.4f beside %.4f; "
            "%.3f were customers, "
            "%.3f believed, Brier %.4f beside %.4f\n",
            every[i], of(&lived, "foreseen_buyers"), of(&lived, "bought_share"), of(&lived, "bought_chance"),
            of(&lived, "buys_brier"), of(&lived, "buys_brier_base"), of(&lived, "buys_log_loss"),
            of(&lived, "buys_log_base"), share, of(&lived, "stayed_chance"), of(&lived, "stayed_brier"),
            share * (1 - share));
        assert_true(of(&lived, "buys_brier") < 0.95 * of(&lived, "buys_brier_base"));
        assert_true(of(&lived, "buys_log_loss") < 0.95 * of(&lived, "buys_log_base"));
        assert_true(fabs(of(&lived, "bought_chance") - of(&lived, "bought_share")) <
                    0.1 * of(&lived, "bought_share"));
        assert_true(of(&lived, "stayed_brier") < 0.8 * share * (1 - share));
        recorded_world_drop(&lived);
    }
}

// Who is asked is remembered if it agrees; a record is kept as long as the policy says.
static void consent_says_of_whom_it_foresees(void **state) {
    (void)state;
    struct recorded_world all = live(on, RULE_NONE, NULL), asked = live(on, RULE_AT_INSTALL, NULL);
    double some = of(&asked, "foreseen_buyers") / of(&all, "foreseen_buyers");
    print_message("asked: %.2f of the families, Brier %.4f beside %.4f\n", some, of(&asked, "buys_brier"),
                  of(&all, "buys_brier"));
    assert_true(some > 0.05 && some < 0.95);
    struct gate_flow flow = scenario_world_flows(&asked.made, DATA_PURCHASE, "grocery", "reminders");
    assert_true(flow.transfers > 0 && flow.transfers_without_consent == 0);
    recorded_world_drop(&all), recorded_world_drop(&asked);
}

// Who has gone is written to, at the grocery's cost; some come back, and the maker gets nothing of that.
static void who_has_gone_is_written_to(void **state) {
    (void)state;
    static const char *const writes[] = {"dongne.reminds_gone=0.8", "dongne.coupon_won=3000", NULL};
    struct recorded_world quiet = live(on, RULE_NONE, NULL), lived = live(on, RULE_NONE, writes);
    print_message("%.0f reminders, %.0f orders by them; %.0f orders instead of %.0f\n",
                  of(&lived, "reminders"), of(&lived, "reminded_orders"), of(&lived, "orders"),
                  of(&quiet, "orders"));
    assert_true(of(&quiet, "reminders") == 0 && of(&lived, "reminders") > 100 &&
                of(&lived, "reminded_orders") > 5);
    assert_true(of(&lived, "reminded_orders") < 0.3 * of(&lived, "reminders"));
    assert_true(of(&lived, "orders") > of(&quiet, "orders"));
    assert_int_equal(recorded_world_paid(&lived, "reminders to order", NULL),
                     30 * (int64_t)of(&lived, "reminders"));
    assert_true(of(&lived, "offers") == 0 && of(&lived, "referral") == 0);  // no refrigerator tells here
    assert_true(of(&lived, "offered_orders") == of(&lived, "reminded_orders"));
    recorded_world_drop(&quiet), recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreseeing_alone_changes_nothing),
        cmocka_unit_test(it_is_better_than_the_share_before),
        cmocka_unit_test(consent_says_of_whom_it_foresees),
        cmocka_unit_test(who_has_gone_is_written_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
