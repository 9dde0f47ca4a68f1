// SPDX-License-Identifier: GPL-3.0-or-later
// Prices and rewards that are left to a chooser, in plain words: it finds what firms would pay, what trying
// costs is told, families are paid differently by lot, and who learns nothing changes nothing.
#include "models/methods/price_ladder.h"
#include "sim/engine/learning.h"
#include "tests/support/recorded_world.h"

#define MANY                                                                            \
    "homes.districts=4", "homes.count=1000", "days=300", "cockroaches.prevalence=0.35", \
        "robot_vacuum.ownership=1", "network.model=closed_form"

static struct recorded_world live(const char *const *settings) {
    return recorded_world_live("scenarios/learning_prices.lua", "fixed", 0, settings);
}

static struct recorded_world live_with(const char *one, const char *other) {
    return live((const char *[]){MANY, one, other, NULL});
}

static double fees_of(const struct recorded_world *lived) {
    return (double)recorded_world_paid(lived, "lead fee", NULL);
}

static double metric(const struct recorded_world *lived, const char *name) {
    char full[60];
    snprintf(full, sizeof full, "hanbit_%s", name);
    return recorded_world_metric(lived, full);
}

static size_t versions_of(const struct recorded_world *lived, const char *subject) {
    size_t count = 0;
    for (size_t i = 0; i < learning_count(lived->made.world); i++)
        count += !strcmp(learning_at(lived->made.world, i)->learnt.subject, subject);
    return count;
}

// ---- The price of a lead ----------------------------------------------------------------------------------

static const char *const learners[] = {"greedy", "ucb", "thompson"};

static double at_fixed_multiple(double multiple) {
    char fee[60];
    snprintf(fee, sizeof fee, "hanbit.lead_fee_won=%.0f", 15000 * multiple);
    struct recorded_world lived = live_with(fee, "hanbit.lead_chooser=fixed");
    assert_true(metric(&lived, "exploration_won") == 0 &&
                versions_of(&lived, "price of an exclusive lead") == 0);
    double fees = fees_of(&lived);
    recorded_world_drop(&lived);
    return fees;
}

// What each step of the ladder earns for good, under the same luck, says in truth what was lost by trying.
// Here the dearest is the best: a chooser earns more than what is set, and less than it.
static void a_chooser_finds_what_firms_would_pay(void **state) {
    (void)state;
    double most = 0, set = at_fixed_multiple(1);
    for (size_t step = 0; step < PRICE_LADDER_STEPS; step++)
        most = fmax(most, at_fixed_multiple(price_ladder_multiple(step)));
    for (size_t i = 0; i < 3; i++) {
        char chooser[60];
        snprintf(chooser, sizeof chooser, "hanbit.lead_chooser=%s", learners[i]);
        struct recorded_world lived = live_with(chooser, "hanbit.reward_chooser=fixed");
        double fees = fees_of(&lived), believed = metric(&lived, "exploration_won");
        print_message(
            "%s: %.0f won of fees; as set %.0f, at the best step %.0f; trying cost %.0f as it believes\n",
            learners[i], fees, set, most, believed);
        assert_true(fees > set && fees < most);
        assert_true(fabs(believed - (most - fees)) <
                    0.35 * (most - fees));  // by its own record, near the truth
        size_t versions = versions_of(&lived, "price of an exclusive lead");
        assert_true(versions > 5 && versions <= 10);  // one a month
        recorded_world_drop(&lived);
    }
}

// ---- The reward -------------------------------------------------------------------------------------------

// Families that shared, and what they got, month by month as paid. The highest offer may have been refused:
// at least the highest that was paid, at most twice what is set.
static void who_got_less_is_as_recomputed(void **state) {
    (void)state;
    struct recorded_world lived = live_with("hanbit.reward_chooser=ucb", "hanbit.reward_tokens=4000");
    const struct run *run = lived.run;
    double highest[11] = {0}, count[11] = {0}, paid[11] = {0}, least = 0, most = 0;
    bool differ = false;
    for (size_t i = 0; i < run->postings.count; i++) {
        if (strcmp(run->flows.reason[run->postings.flow[i]], "reward tokens")) continue;
        int64_t month = run->postings.when_ms[i] / (30 * CLOCK_DAY);
        double tokens = (double)run->postings.amount[i];
        differ |= highest[month] > 0 && tokens != highest[month];
        highest[month] = fmax(highest[month], tokens);
        count[month]++;
        paid[month] += tokens;
        assert_true(tokens >= 2000 && tokens <= 8000);
    }
    for (int month = 0; month < 11; month++) {
        least += highest[month] * count[month] - paid[month];
        most += 8000 * count[month] - paid[month];
    }
    double less = metric(&lived, "offered_less");
    print_message("offered less: %.0f tokens, from %.0f to %.0f\n", less, least, most);
    assert_true(differ && least > 0 && less >= least - 1 && less <= most + 1);
    assert_true(versions_of(&lived, "reward for a sighting") > 5);
    recorded_world_drop(&lived);
}

static void alike_rewards_leave_nobody_behind(void **state) {
    (void)state;
    struct recorded_world lived = live_with("hanbit.reward_chooser=fixed", "hanbit.lead_chooser=thompson");
    assert_true(metric(&lived, "offered_less") == 0 && metric(&lived, "share_of_asked") > 0);
    recorded_world_drop(&lived);
}

// What a policy's hook says is what families are offered, whatever the chooser would have tried, and nothing
// is learnt of it.
static void the_policy_has_the_last_word(void **state) {
    (void)state;
    const char *const settings[] = {MANY, "air_conditioner.ownership=0", "hanbit.reward_chooser=thompson",
                                    NULL};
    struct recorded_world lived = recorded_world_live("scenarios/pest_leads.lua", "ask_first", 0, settings);
    uint64_t times;
    int64_t paid = recorded_world_paid(&lived, "reward tokens", &times);
    assert_true(times > 10 && paid == 1000 * (int64_t)times);
    assert_true(metric(&lived, "offered_less") == 0);
    recorded_world_drop(&lived);
}

// ---- The app's price of a lead -------------------------------------------------------------------------

static const char *const app_settings[] = {
    "homes.count=400",           "days=365",        "air_conditioner.ownership=0",
    "network.model=closed_form", "media.asks=1",    "media.click_rate=0.03",
    "media.lead_chooser=ucb",    "media.ads_day=2", NULL};

// Each list price that was paid is a step of the ladder around cpl_won, and what the app earned of leads is
// their sum.
static void the_app_asks_steps_of_its_list_price(void **state) {
    (void)state;
    struct recorded_world lived = recorded_world_live("scenarios/media.lua", "unknown_list", 0, app_settings);
    const struct run *run = lived.run;
    double times[PRICE_LADDER_STEPS] = {0}, won = 0;
    for (size_t i = 0; i < run->postings.count; i++) {
        if (strcmp(run->flows.reason[run->postings.flow[i]], "leads")) continue;
        double price = (double)run->postings.amount[i];
        won += price;
        size_t step = 0;
        while (step < PRICE_LADDER_STEPS && fabs(price - 20000 * price_ladder_multiple(step)) > 0.51) step++;
        assert_true(step < PRICE_LADDER_STEPS);
        times[step]++;
    }
    print_message("leads at the five prices: %.0f, %.0f, %.0f, %.0f, %.0f\n", times[0], times[1], times[2],
                  times[3], times[4]);
    for (size_t step = 0; step < 4; step++) assert_true(times[step] > 0);
    assert_true(won == recorded_world_metric(&lived, "media_leads_won"));
    assert_true(recorded_world_metric(&lived, "media_exploration_won") > 0);
    assert_true(versions_of(&lived, "price of a lead of the app") >= 6);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chooser_finds_what_firms_would_pay),
        cmocka_unit_test(who_got_less_is_as_recomputed),
        cmocka_unit_test(alike_rewards_leave_nobody_behind),
        cmocka_unit_test(the_policy_has_the_last_word),
        cmocka_unit_test(the_app_asks_steps_of_its_list_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
