// SPDX-License-Identifier: GPL-3.0-or-later
// Families differ for good in how soon they give up a plan and in how often they call: who has a plan in the
// end and how many never call is as the closed forms say, family by family, and not as if all were alike.
#include "models/food/diet.h"

#include "models/people/trust.h"
#include "tests/support/customer_counts.h"
#include "tests/support/scenario_world.h"

enum { HOMES = 4000 };

// ---- Plans ----------------------------------------------------------------------------------------------

static const double price_won = 30000;
enum { DAYS = 720, LOOKS = DAYS / DIET_MONTH_DAYS };

// Nobody's trust moves, an offer changes nothing, and every budget is large.
static const char *const left_alone[] = {"homes.count=4000",
                                         "homes.districts=4",
                                         "days=720",
                                         "microwave.ownership=0",
                                         "refrigerator.ownership=0",
                                         "families.budget_won_month=1000000",
                                         "hanbit.accessories_year=0",
                                         "hanbit.service_year=0",
                                         "diet.interest=0.1",
                                         "diet.churn_month=0.1",
                                         "diet.churn_varies=1.5",
                                         "diet.offer_weight=0",
                                         "diet.annoyed=0",
                                         "diet.opt_out=0",
                                         NULL};

// A chain of two states, from none: the chance to have a plan after so many looks.
static double has_plan(double takes, double gives_up) {
    double stays = 1 - takes - gives_up;
    return takes / (takes + gives_up) * (1 - pow(stays, LOOKS));
}

static void plans_are_kept_by_who_keeps_them(void **state) {
    (void)state;
    struct scenario_world made =
        scenario_world_make("scenarios/healthy_diet.lua", "untargeted", 0, left_alone, 1);
    struct world *world = made.world;
    const struct diet_settings *s = plan_section(world->plan, &diet_section);
    double expected = 0, alike = 0, variance = 0, churn = 0, squares = 0;
    scenario_world_run(&made);
    for (uint32_t home = 0; home < HOMES; home++) {
        struct diet_family family = diet_family_of(world, s, home);
        assert_true(fabs(family.trust - 0.75) < 1e-6);
        double takes = diet_subscribes(s, &family, price_won, false), own = diet_gives_up(world, s, home);
        double chance = has_plan(takes, own);
        expected += chance, variance += chance * (1 - chance), alike += has_plan(takes, s->churn_month);
        churn += own / HOMES, squares += own * own / HOMES;
    }
    double have = scenario_world_column(&made, "diet_app", "plan");
    customer_counts_within("have a plan in the end", have, expected, sqrt(variance));
    assert_true(have > alike + 3 * sqrt(variance));
    // Mean 0.1, deviation 0.15; a number between 0 and 1 has a fourth moment of at most its second.
    customer_counts_within("mean chance to give up", churn, 0.1, 0.15 / sqrt(HOMES));
    customer_counts_within("its variance", squares - churn * churn, 0.0225, 0.15 / sqrt(HOMES));
    scenario_world_drop(&made);
}

// ---- Calls ----------------------------------------------------------------------------------------------

// Every home is always in need, and nobody is offered anything.
static const char *const in_need[] = {"homes.count=4000",
                                      "homes.districts=4",
                                      "days=365",
                                      "coil.ownership=1",
                                      "coil.matters_above=-1000000",
                                      "coil.tells_above=1000000",
                                      "cleaning.calls_year=1",
                                      "cleaning.calls_shape=0.5",
                                      "cleaning.remind_days=0",
                                      NULL};

// As many as a gamma of Poisson rates makes: a family that had a rate of 1 as all would never call with
// chance exp(-1) = 0.37, one of shape 1/2 with (1 + 1 / 0.5)^-0.5 = 0.58.
static void some_call_often_and_most_never(void **state) {
    (void)state;
    enum { MOST = 4 };
    static unsigned calls[HOMES];
    const struct customer_base base = {0.5, 0.5, 1e-12, 1};
    double seen[MOST] = {0}, sum = 0, squares = 0;
    struct scenario_world made =
        scenario_world_make("scenarios/make_or_partner.lua", "referral", 0, in_need, 1);
    scenario_world_run(&made);
    for (uint64_t i = 1; i <= journal_count(made.world->journal); i++) {
        const struct journal_line *line = journal_at(made.world->journal, i);
        if (!strcmp(line->what, "family calls")) calls[line->home]++;
    }
    uint32_t homes = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        if (made.world->homes[home].members == 0) continue;
        homes++;
        sum += calls[home], squares += (double)calls[home] * calls[home];
        if (calls[home] < MOST) seen[calls[home]]++;
    }
    struct customer_counts m = customer_counts_of(base, 1);
    double mean = sum / homes;
    customer_counts_within("calls", mean, m.mean, sqrt(m.variance / homes));
    customer_counts_within("their variance", squares / homes - mean * mean, m.variance,
                           customer_counts_variance_error(&m, homes));
    for (unsigned x = 0; x < MOST; x++)
        customer_counts_share("families that called so often", seen[x], homes,
                              customer_counts_chance(base, x, 1));
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_kept_by_who_keeps_them),
        cmocka_unit_test(some_call_often_and_most_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
