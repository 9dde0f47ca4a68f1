// SPDX-License-Identifier: GPL-3.0-or-later
// Who is better off under a policy, as its run file tells: the books of worth, the homes' rows and the
// measures say the same; a family whose data nobody takes feels no harm; and the tables count winners and
// losers by welfare.
#include "analysis/summary.h"
#include "analysis/winners.h"
#include "tests/support/recorded_world.h"
#include "tests/support/welfare_sums.h"

static const char *const some_homes[] = {"homes.count=400", "homes.districts=2", NULL};
static struct recorded_policies pests = {.path = "scenarios/pest_leads.lua", .settings = some_homes};

static const struct recorded_world *under(const char *policy) {
    return recorded_policies_live(&pests, policy);
}

static double measured(const struct run *run, enum measure_group group, const char *name) {
    struct measure_list list = measure_list(run);
    double value = NAN;
    for (size_t i = 0; i < list.count; i++)
        if (list.rows[i].group == group && !strcmp(list.rows[i].name, name)) value = list.rows[i].value;
    measure_list_free(list);
    if (isnan(value)) fail_msg("there is no measure %s", name);
    return value;
}

static double welfare(const char *policy, const char *whose) {
    return measured(under(policy)->run, MEASURE_WELFARE, whose);
}
static double worth(const char *policy, const char *source) {
    return measured(under(policy)->run, MEASURE_WORTH, source);
}

static void assert_won(double seen, double expected) {
    if (!(fabs(seen - expected) < 1e-3)) fail_msg("%.6f won are not %.6f", seen, expected);
}

// ---- The same everywhere -------------------------------------------------------------------------------

static void days_homes_and_books_say_the_same(void **state) {
    (void)state;
    const struct recorded_world *lived = under("ask_first");
    const struct run_column *homes = run_column_named(lived->run, "welfare");
    double sum = 0;
    for (size_t i = 0; i < lived->run->homes; i++) sum += homes->values[i];
    assert_won(welfare("ask_first", "families"), sum);
    assert_won(sum, (double)welfare_sums_families(lived->made.world) / WELFARE_WON);
    assert_won(welfare("ask_first", "all"), (double)welfare_sums_world(lived->made.world) / WELFARE_WON);
}

static void the_three_are_all(void **state) {
    (void)state;
    double sum = welfare("sell_sightings", "families") + welfare("sell_sightings", "firms") +
                 welfare("sell_sightings", "public");
    assert_won(welfare("sell_sightings", "all"), sum);
}

// The utility's bills are what electricity costs: nobody here has them.
static void who_stands_for_resources_is_no_firm(void **state) {
    (void)state;
    const struct recorded_world *lived = under("ask_first");
    double firms = (double)(scenario_world_balance(&lived->made, "hanbit") +
                            scenario_world_balance(&lived->made, "bugbye") +
                            scenario_world_balance(&lived->made, "cleanhome"));
    assert_true(scenario_world_balance(&lived->made, "electricity") > 0);
    assert_won(welfare("ask_first", "firms"), firms);
}

// ---- What policies do ----------------------------------------------------------------------------------

// Sold unasked, sightings of all are known; asked, of those that agree; kept, only what families tell
// themselves.
static void who_is_asked_feels_less_harm(void **state) {
    (void)state;
    assert_true(worth("sell_sightings", "others know") < worth("ask_first", "others know"));
    assert_true(worth("ask_first", "others know") < 0);
    assert_true(worth("sell_sightings", "data used unasked") < 0);
    assert_won(worth("ask_first", "data used unasked"), 0);
}

// 300 won for each of those asked that answered.
static void answering_takes_time_where_families_are_asked(void **state) {
    (void)state;
    double asked = recorded_world_metric(under("ask_first"), "hanbit_asked");
    double seen = worth("ask_first", "answering requests");
    assert_true(seen < 0 && seen >= -300 * asked);
    assert_won(worth("keep_at_home", "answering requests"), 0);
}

// A day with cockroaches costs 300 won, and a visit that ends them is worth its price and more.
static void cockroaches_cost_and_cures_are_worth_their_price(void **state) {
    (void)state;
    const struct recorded_world *lived = under("sell_sightings");
    assert_won(worth("sell_sightings", "days with cockroaches"),
               -300 * recorded_world_metric(lived, "infestation_days"));
    double cured =
        recorded_world_metric(lived, "bugbye_cured") + recorded_world_metric(lived, "cleanhome_cured");
    assert_true(cured > 0);
    assert_true(worth("sell_sightings", "pest visits") >= 42857 * cured);  // usual price / price_weight
}

// ---- The tables ----------------------------------------------------------------------------------------

// Half a won is none.
static struct comparison_winners counted(const char *before_path, const char *after_path) {
    struct fault fault = {0};
    struct run *before = run_read(before_path, RUN_OUTCOMES, &fault),
               *after = run_read(after_path, RUN_OUTCOMES, &fault);
    const double *had = run_column_named(before, "welfare")->values,
                 *has = run_column_named(after, "welfare")->values;
    struct comparison_winners winners = {0};
    for (size_t i = 0; i < before->homes; i++) {
        winners.better += has[i] - had[i] > 0.5;
        winners.worse += had[i] - has[i] > 0.5;
    }
    winners.same = (double)before->homes - winners.better - winners.worse;
    run_free(before);
    run_free(after);
    return winners;
}

static void a_family_is_no_winner_against_itself(void **state) {
    (void)state;
    static const char *const policies[] = {"sell_sightings", "ask_first"};
    struct comparison *comparison = comparison_create(policies, 2, 1);
    struct fault fault = {0};
    const char *sell = under("sell_sightings")->run->path, *ask = under("ask_first")->run->path;
    assert_true(winners_add(comparison, 0, sell, sell, &fault));
    assert_true(winners_add(comparison, 1, sell, ask, &fault));
    const struct comparison_winners *winners = comparison->winners;
    assert_won(winners[0].same, 400);
    struct comparison_winners all = counted(sell, ask);
    assert_won(winners[1].better, all.better);
    assert_won(winners[1].worse, all.worse);
    assert_won(winners[1].same, all.same);
    assert_true(all.better > 0 && all.same > all.better);
    comparison_free(comparison);
}

static void the_summary_tells_who_is_better_off(void **state) {
    (void)state;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_true(summary_print(under("ask_first")->run, out));
    fclose(out);
    const char *table = strstr(text, "Who is better off");
    assert_non_null(table);
    const char *const rows[] = {"\nfamilies", "\n  money", "\n  others know", "\nfirms", "\npublic", "\nall"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        table = strstr(table, rows[i]);
        if (!table) fail_msg("there is no row %s in its place", rows[i] + 1);
    }
    free(text);
}

static int drop_all(void **state) {
    (void)state;
    recorded_policies_drop(&pests);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_homes_and_books_say_the_same),
        cmocka_unit_test(the_three_are_all),
        cmocka_unit_test(who_stands_for_resources_is_no_firm),
        cmocka_unit_test(who_is_asked_feels_less_harm),
        cmocka_unit_test(answering_takes_time_where_families_are_asked),
        cmocka_unit_test(cockroaches_cost_and_cures_are_worth_their_price),
        cmocka_unit_test(a_family_is_no_winner_against_itself),
        cmocka_unit_test(the_summary_tells_who_is_better_off),
    };
    return cmocka_run_group_tests(tests, NULL, drop_all);
}
