// SPDX-License-Identifier: GPL-3.0-or-later
// The diet service as a buyer of offers: it learns, source by source, what they bring beyond its hold-out,
// makes them while they are worth it, tries a few, and stops. Each campaign is worked out again from the
// journal.
#include "models/food/diet_learning.h"
#include "models/food/diet_seller.h"
#include "tests/support/recorded_world.h"

static const char scenario[] = "scenarios/healthy_diet.lua";
static const double cost_won = 2000, plan_won = 30000, prior = 300;

// Everybody is picked in each campaign, plans last, nobody leaves the service, nothing is known, nothing is
// tried.
#define EVERYBODY(offer_weight)                                                                          \
    {                                                                                                    \
        "microwave.ownership=0", "refrigerator.ownership=0", "homes.count=500", "days=240",              \
            "goodfood.offer_share=1", "diet.churn_month=0", "diet.opt_out=0", "goodfood.offer_won=2000", \
            "goodfood.trials_won_quarter=0", "diet.offer_weight=" offer_weight, NULL                     \
    }

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(scenario, policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *metric) {
    char name[60];
    snprintf(name, sizeof name, "goodfood_%s", metric);
    return recorded_world_metric(lived, name);
}

// ---- Worked out again -----------------------------------------------------------------------------------

static time_ms campaign(int number) {
    return number * 30 * CLOCK_DAY + 18 * CLOCK_HOUR;
}

struct sums {
    double offered, took, left, came, months;  // seen so far
    double picked, worth, offers;              // what the run should have counted
};

// When each home ordered; -1: never.
static time_ms *orders_of(const struct recorded_world *lived) {
    const struct run_events *events = &lived->run->events;
    uint32_t homes = lived->made.world->home_count;
    time_ms *ordered = fault_allocate(homes, sizeof *ordered);
    for (uint32_t home = 0; home < homes; home++) ordered[home] = -1;
    for (size_t i = 0; i < events->count; i++)
        if (!strcmp(events->what[i], "supplements ordered")) ordered[events->home[i]] = events->when_ms[i];
    return ordered;
}

static double offers_at(const struct recorded_world *lived, int number) {
    const struct run_events *events = &lived->run->events;
    double count = 0;
    for (size_t i = 0; i < events->count; i++)
        count += !strcmp(events->what[i], "supplements offered") && events->when_ms[i] >= campaign(number) &&
                 events->when_ms[i] < campaign(number) + CLOCK_DAY;
    return count;
}

// A plan is paid when it begins, and every 30 days and an hour after.
static double months_paid(time_ms ordered, time_ms now) {
    double months = 0;
    for (time_ms due = ordered; ordered >= 0 && due < now;
         due += 30 * CLOCK_DAY + (due == ordered) * CLOCK_HOUR)
        months++;
    return months;
}

static double geometric(double given_up, double months) {
    return (1 - pow(1 - given_up, months)) / given_up;
}

static double worth_by(const struct sums *sums) {
    double given_up = prior * 0.035 / (prior + sums->months);
    double leaves = plan_won * (0.55 * geometric(given_up, 12) - 0.2 * geometric(given_up, 3));
    double more = (prior * 0.03 + sums->took) / (prior + sums->offered) -
                  (prior * 0.01 + sums->came) / (prior + sums->left);
    return fmax(0, more * leaves);
}

// Between the last campaign, which offered or not, and this one.
static void see_month(const struct recorded_world *lived, const time_ms *ordered, int number, bool offered,
                      struct sums *sums) {
    const struct world *world = lived->made.world;
    const struct party *seller = diet_service_seller(lived->made.world);
    sums->months = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        sums->months += months_paid(ordered[home], campaign(number));
        bool had = ordered[home] >= 0 && ordered[home] < campaign(number - 1);
        if (number == 1 || had) continue;
        bool took = ordered[home] >= 0 && ordered[home] < campaign(number);
        bool one = offered && !diet_seller_holds_out(world, seller, home);
        *(one ? &sums->offered : &sums->left) += 1;
        *(one ? &sums->took : &sums->came) += took;
    }
}

static void pick_all(const struct recorded_world *lived, const time_ms *ordered, int number, bool offers,
                     struct sums *sums) {
    const struct world *world = lived->made.world;
    for (uint32_t home = 0; home < world->home_count; home++) {
        bool has = ordered[home] >= 0 && ordered[home] < campaign(number);
        if (has || diet_seller_holds_out(world, diet_service_seller(lived->made.world), home)) continue;
        sums->picked++;
        sums->worth += worth_by(sums);
        sums->offers += offers;
    }
}

// Returns how many campaigns made offers.
static int live_again(const struct recorded_world *lived, int campaigns, struct sums *sums) {
    time_ms *ordered = orders_of(lived);
    bool offered = false;
    int with_offers = 0;
    for (int number = 1; number <= campaigns; number++) {
        see_month(lived, ordered, number, offered, sums);
        double before = sums->offers;
        offered = worth_by(sums) >= cost_won;
        pick_all(lived, ordered, number, offered, sums);
        print_message("campaign %d: worth %.0f won, %.0f offers\n", number, worth_by(sums),
                      sums->offers - before);
        assert_true(offers_at(lived, number) == sums->offers - before);
        with_offers += offered;
    }
    free(ordered);
    return with_offers;
}

enum { CAMPAIGNS = 7 };  // at 18:00 of days 30 to 210

static int campaigns_with_offers(const char *const *settings) {
    struct recorded_world lived = live("untargeted", settings);
    struct sums sums = {0};
    int with_offers = live_again(&lived, CAMPAIGNS, &sums);
    assert_true(of(&lived, "offers") == sums.offers && of(&lived, "picked") == sums.picked);
    assert_true(of(&lived, "offers_not_worth") == sums.picked - sums.offers);
    assert_true(fabs(of(&lived, "offer_worth") / (sums.worth / sums.picked) - 1) < 1e-6);
    assert_true(recorded_world_paid(&lived, "offers", NULL) == (int64_t)(cost_won * sums.offers));
    recorded_world_drop(&lived);
    return with_offers;
}

// ---- Whether it pays ------------------------------------------------------------------------------------

static void offers_that_change_nothing_stop(void **state) {
    (void)state;
    int with_offers = campaigns_with_offers((const char *const[])EVERYBODY("0"));
    assert_true(with_offers > 0 && with_offers <= 3);
}

static void offers_that_bring_plans_go_on(void **state) {
    (void)state;
    assert_int_equal(campaigns_with_offers((const char *const[])EVERYBODY("2")), CAMPAIGNS);
}

// ---- Trials ---------------------------------------------------------------------------------------------

// Where the maker takes each won of a plan for as long as it counts on, an offer is worth nothing: a hundred
// at 50 won are tried in each of two quarters.
static void what_the_maker_takes_whole_is_only_tried(void **state) {
    (void)state;
    const char *const settings[] = {"microwave.ownership=0",
                                    "refrigerator.ownership=0",
                                    "homes.count=800",
                                    "days=182",
                                    "goodfood.referral_share=1",
                                    "goodfood.referral_months=24",
                                    NULL};
    struct recorded_world lived = live("untargeted", settings);
    assert_true(of(&lived, "offer_worth") == 0);
    assert_int_equal(recorded_world_paid(&lived, "offers", NULL), 2 * 5000);
    assert_true(of(&lived, "offers") == 200 && of(&lived, "offers_not_worth") > 200);
    recorded_world_drop(&lived);
}

// ---- Each source by itself ------------------------------------------------------------------------------

static const struct diet_learning_terms terms = {.plan_won = 30000,
                                                 .margin = 0.55,
                                                 .referral_share = 0.2,
                                                 .referral_months = 3,
                                                 .counted_months = 12,
                                                 .taken = 0.03,
                                                 .anyway = 0.01,
                                                 .given_up = 0.035,
                                                 .weight = 100};

static unsigned only(enum diet_source source) {
    return 1U << source;
}

// A month in three steps by hand: 1 + 0.9 + 0.81 months of a plan of which a tenth end each month.
static void a_plan_leaves_what_its_months_bring(void **state) {
    (void)state;
    struct diet_learning_terms short_ones = terms;
    short_ones.given_up = 0.1, short_ones.counted_months = 3, short_ones.referral_months = 2;
    struct diet_learning nothing = {0}, seen = {.months = 100, .given_up = 30};
    assert_true(fabs(diet_learning_plan_leaves_won(&nothing, &short_ones) -
                     30000 * (0.55 * 2.71 - 0.2 * 1.9)) < 1e-6);
    // 10 and 30 of 200: a fifth.
    assert_true(fabs(diet_learning_plan_leaves_won(&seen, &short_ones) - 30000 * (0.55 * 2.44 - 0.2 * 1.8)) <
                1e-6);
    short_ones.given_up = 0;
    assert_true(fabs(diet_learning_plan_leaves_won(&nothing, &short_ones) - 30000 * (0.55 * 3 - 0.2 * 2)) <
                1e-6);
}

// Food that told of families which offers moved goes on, stock that told of such as come anyway stops; a
// family that both told of is judged by the better, and both records learn of it.
static void a_source_is_judged_by_its_own_families(void **state) {
    (void)state;
    struct diet_learning learning = {0};
    for (int i = 0; i < 200; i++) {
        diet_learning_saw(&learning, only(DIET_SOURCE_FOOD), true, i % 10 == 0);
        diet_learning_saw(&learning, only(DIET_SOURCE_STOCK), true, i % 100 == 0);
        diet_learning_saw(&learning, only(DIET_SOURCE_STOCK), false, i % 50 == 0);
    }
    unsigned both = only(DIET_SOURCE_FOOD) | only(DIET_SOURCE_STOCK);
    double leaves = diet_learning_plan_leaves_won(&learning, &terms);
    double food = ((3 + 20) / 300.0 - 0.01) * leaves;  // 0.03 of 100 told, 20 of 200 seen; held out: as told
    assert_true(fabs(diet_learning_worth_won(&learning, &terms, only(DIET_SOURCE_FOOD)) - food) < 1e-6);
    assert_true(fabs(diet_learning_worth_won(&learning, &terms, both) - food) < 1e-6);
    assert_true(diet_learning_worth_won(&learning, &terms, only(DIET_SOURCE_STOCK)) < 0.002 * leaves);
    assert_true(diet_learning_offers(&learning, &terms, both, 2000, 0, 0));
    assert_false(diet_learning_offers(&learning, &terms, only(DIET_SOURCE_STOCK), 2000, 0, 0));
    assert_true(diet_learning_offers(&learning, &terms, only(DIET_SOURCE_STOCK), 2000, 0, 2000));
    assert_false(diet_learning_offers(&learning, &terms, only(DIET_SOURCE_STOCK), 2000, 90, 2000));
    diet_learning_saw(&learning, both, true, true);
    assert_true(learning.of[DIET_SOURCE_FOOD].closed == 21 && learning.of[DIET_SOURCE_STOCK].closed == 3);
}

// Told by food alone: every offer rests on it, and so does what is learnt.
static void what_told_of_a_family_is_what_is_judged(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=300",
                                    "days=100",
                                    "refrigerator.connected=0",
                                    "goodfood.believed_taken=0",
                                    "goodfood.trials_won_quarter=500",
                                    "goodfood.offer_share=1",
                                    NULL};
    struct recorded_world blind = live("untargeted", settings), taken = live("taken", settings);
    // In one quarter ten are tried without a source; by data, ten more for each source that tells the most of
    // some family.
    assert_true(of(&blind, "offers") == 10);
    assert_true(of(&taken, "offers") > 10 && of(&taken, "offers") <= 40);
    recorded_world_drop(&blind);
    recorded_world_drop(&taken);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offers_that_change_nothing_stop),
        cmocka_unit_test(offers_that_bring_plans_go_on),
        cmocka_unit_test(what_the_maker_takes_whole_is_only_tried),
        cmocka_unit_test(a_plan_leaves_what_its_months_bring),
        cmocka_unit_test(a_source_is_judged_by_its_own_families),
        cmocka_unit_test(what_told_of_a_family_is_what_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
