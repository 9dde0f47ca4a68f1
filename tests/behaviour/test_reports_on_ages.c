// SPDX-License-Identifier: GPL-3.0-or-later
// How old the products in use are is worth what dealers in new models order better by it: more homes make it
// worth more, up to how far connected products may differ from others; above its worth nobody buys it; and
// who reads it earns more by as much as the closed form says.
#include "models/methods/newsvendor_law.h"
#include "models/products/dealer.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/data_uses.lua"
#define ALL_ONLINE                                                                                \
    "homes.count=600", "homes.districts=4", "product_health.connected=1", "parts_dealer.count=1", \
        "model_dealer.products_spread=0"
#define ONE_DEALER  ALL_ONLINE, "model_dealer.count=1"
#define NOBODY_BUYS "strategy_report.report_won=10000000"

static struct recorded_world live(const char *policy, const char *const *settings) {
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

// ---- The closed form ------------------------------------------------------------------------------------

// The dealer of the defaults: a fifth of 10,000 products, a month of a year.
static const double most = 10000 * 0.2 * 30 / 365;
static const struct newsvendor_share told = {0.1, 50};
static const struct newsvendor model = {600000, 480000, 250000};

// Of the variance of what will be wanted, the part that is not luck falls to k / (k + n); sum of variances of
// sampling and of what connected products differ.
static double worth_of(double products, double differ) {
    double spread = 0.1 * 0.9, n = 1 / (1 / products + differ * differ / spread);
    double luck = most * 0.1, unknown = most * most * spread / 51;
    return 3 * newsvendor_information(model, sqrt(luck + unknown), sqrt(luck + unknown * 50 / (50 + n)));
}

// The first report is of day 30, where this run ends: what it was made of is what is known at the end.
static void it_is_worth_what_the_closed_form_says(void **state) {
    (void)state;
    static const char *const differs[] = {"model_dealer.connected_differ=0",
                                          "model_dealer.connected_differ=0.02"};
    for (int i = 0; i < 2; i++) {
        const char *const settings[] = {ONE_DEALER, NOBODY_BUYS, "days=30", differs[i], NULL};
        struct recorded_world lived = live("take_all", settings);
        double products = of(&lived, "strategy_report_sample"),
               worth = of(&lived, "strategy_report_report_worth");
        print_message("of %.0f products %.0f won\n", products, worth);
        assert_true(products > 300 && fabs(worth - worth_of(products, i * 0.02)) < 1);
        recorded_world_drop(&lived);
    }
}

// ---- Who allows it --------------------------------------------------------------------------------------

static double worth_with(const char *policy, const char *setting) {
    const char *const settings[] = {ONE_DEALER, NOBODY_BUYS, "days=61", setting, NULL};
    struct recorded_world lived = live(policy, settings);
    double worth = of(&lived, "strategy_report_report_worth");
    recorded_world_drop(&lived);
    return worth;
}

static void the_stricter_the_policy_the_less_it_is_worth(void **state) {
    (void)state;
    double nobody = worth_with("nothing_leaves", NULL), asked = worth_with("ask_for_all", NULL),
           all = worth_with("take_all", NULL);
    print_message("%.0f, %.0f, %.0f won\n", nobody, asked, all);
    assert_true(nobody == 0 && asked > 0 && all > asked);
}

static void more_homes_make_it_worth_more_up_to_what_connected_ones_differ(void **state) {
    (void)state;
    static const char *const homes[] = {"homes.count=100", "homes.count=200", "homes.count=400",
                                        "homes.count=1600"};
    double end = worth_of(1e12, 0.02), knowing = worth_of(1e12, 0), worth[4];
    for (int i = 0; i < 4; i++) worth[i] = worth_with("take_all", homes[i]);
    print_message("%.0f, %.0f, %.0f, %.0f of %.0f won\n", worth[0], worth[1], worth[2], worth[3], end);
    for (int i = 1; i < 4; i++) assert_true(worth[i] > worth[i - 1] && worth[i] < end && end < knowing);
    assert_true(worth[2] - worth[1] < worth[1] - worth[0]);
    assert_true(worth[3] > 0.9 * end);
}

// ---- The price ------------------------------------------------------------------------------------------

static double sold_at(double price_won, const char *days, double *worth) {
    char price[60];
    snprintf(price, sizeof price, "strategy_report.report_won=%.0f", price_won);
    const char *const settings[] = {ONE_DEALER, price, days, NULL};
    struct recorded_world lived = live("take_all", settings);
    double sold = of(&lived, "strategy_report_reports_sold");
    assert_int_equal(recorded_world_paid(&lived, "report on ages", NULL), (int64_t)(sold * price_won));
    *worth = of(&lived, "strategy_report_report_worth");
    recorded_world_drop(&lived);
    return sold;
}

static void nobody_buys_it_above_its_worth(void **state) {
    (void)state;
    double worth, same;
    assert_true(sold_at(10000000, "days=31", &worth) == 0 && worth > 100000);
    assert_true(sold_at(floor(worth), "days=31", &same) == 1 && same == worth);
    assert_true(sold_at(ceil(worth), "days=31", &same) == 0);
}

static void it_is_not_made_for_less_than_it_costs(void **state) {
    (void)state;
    double worth;
    assert_true(sold_at(29000, "days=31", &worth) == 0);
    assert_true(sold_at(31000, "days=31", &worth) == 1);
}

// Of the same homes a second report says nothing new, for three orders; after these the wave has passed.
static void it_is_bought_again_when_the_wave_has_passed(void **state) {
    (void)state;
    double worth;
    assert_true(sold_at(300000, "days=119", &worth) == 1);
    assert_true(sold_at(300000, "days=121", &worth) == 2);
}

// ---- What it is good for --------------------------------------------------------------------------------

enum { DEALERS = 200 };

struct books {
    double ordered, wanted, sold, left;  // of the orders of days 30 and 60, all dealers
    double due;                          // share known at the end
};

static double since_day(const struct recorded_world *lived, const char *name, size_t day) {
    const struct run_series *series = run_series_named(lived->run, name);
    double sum = 0;
    for (size_t i = day * lived->run->segments; i < lived->run->days * lived->run->segments; i++)
        sum += series->values[i];
    return sum;
}

static struct books books_of(const char *report, const char *first, const char *second) {
    const char *const settings[] = {ALL_ONLINE, "model_dealer.count=200",
                                    "days=91",  "strategy_report.making_won=0",
                                    report,     first,
                                    second,     NULL};
    struct recorded_world lived = live("take_all", settings);
    struct books books = {since_day(&lived, "model_dealer_ordered", 30),
                          since_day(&lived, "model_dealer_wanted", 30),
                          since_day(&lived, "model_dealer_sold", 30),
                          since_day(&lived, "model_dealer_left", 30), of(&lived, "strategy_report_due")};
    recorded_world_drop(&lived);
    return books;
}

static struct books books_with(const char *report, const char *setting) {
    return books_of(report, setting, NULL);
}

static double earned(struct books books) {
    return model.price * books.sold + model.salvage * books.left - model.cost * books.ordered;
}

// Without a report each orders what it was told; with one, by the share that is due, which is what families
// then want: it grows, for air conditioners wear in summer. What the better order earns is what the closed
// form says of these two orders for that demand: 200 dealers twice, each with luck of its own.
static void who_reads_it_earns_more(void **state) {
    (void)state;
    struct books without = books_with(NOBODY_BUYS, NULL),
                 with = books_with("strategy_report.report_won=0", NULL);
    double orders = 2 * DEALERS, before = without.ordered / orders, after = with.ordered / orders;
    assert_true(fabs(before - newsvendor_stock(model, newsvendor_share_mean(told, most),
                                               newsvendor_share_sd(told, most))) <= 0.5);
    double mean = with.wanted / orders, sd = sqrt(mean);
    assert_true(with.wanted == without.wanted && mean / most > 1.0 / 7 && mean / most < with.due);
    double expected = newsvendor_profit(model, mean, sd, after) - newsvendor_profit(model, mean, sd, before);
    double gained = (earned(with) - earned(without)) / orders;
    print_message("ordered %.2f instead of %.2f, earned %.0f won more an order, expected %.0f\n", after,
                  before, gained, expected);
    assert_true(after > before + 3 && expected > 0);
    assert_true(fabs(gained / expected - 1) < 0.1);
}

// A desk that counts products of three years as due tells of a wave that does not come.
static void who_is_told_of_other_ages_is_left_with_models(void **state) {
    (void)state;
    struct books right = books_with("strategy_report.report_won=0", NULL),
                 early = books_with("strategy_report.report_won=0", "strategy_report.due_years=3");
    print_message("left over: %.0f, of other ages %.0f\n", right.left, early.left);
    assert_true(early.left > 5 * right.left && earned(early) < earned(right));
}

// ---- Connected products that are not as old as others ---------------------------------------------------

static double far_off(const char *newer, double *error) {
    const char *const settings[] = {
        ONE_DEALER, NOBODY_BUYS, "product_health.connected=0.5", "homes.count=1500", newer, "days=30", NULL};
    struct recorded_world lived = live("take_all", settings);
    double off = of(&lived, "strategy_report_due_off");
    *error = of(&lived, "strategy_report_due_error");
    recorded_world_drop(&lived);
    return off;
}

// Where new products are connected more often, more homes do not help: the wave is told too small.
static void connected_products_that_are_newer_hide_the_wave(void **state) {
    (void)state;
    double error, off = far_off("product_health.connected_newer=0", &error);
    assert_true(off < 3 * error);
    double biased = far_off("product_health.connected_newer=1", &error);
    print_message("off by %.3f, by %.3f where the connected are newer\n", off, biased);
    assert_true(biased > 5 * error && biased > 0.06);
}

// Who orders by it, and does not know that, misses the wave that others see.
static void who_trusts_them_orders_too_little(void **state) {
    (void)state;
    static const char free_of_charge[] = "strategy_report.report_won=0";
    struct books fair = books_of(free_of_charge, "product_health.connected=0.5", NULL),
                 newer = books_of(free_of_charge, "product_health.connected=0.5",
                                  "product_health.connected_newer=1");
    print_message("ordered %.0f and %.0f, of %.0f wanted\n", fair.ordered, newer.ordered, newer.wanted);
    assert_true(newer.wanted == fair.wanted);
    assert_true(newer.ordered < 0.7 * fair.ordered && earned(newer) < earned(fair));
}

// ---- Learning -------------------------------------------------------------------------------------------

// Of 10 won promised for an order, twelve orders' trust: 120 kept beforehand. Two orders that brought 4 less
// than nothing, and one that brought 28.
static void what_reports_brought_is_what_is_believed_of_them(void **state) {
    (void)state;
    struct dealer_stock stock = {0};
    assert_true(dealer_comes_true(&stock, 10, 12) == 1 && dealer_comes_true(&stock, 0, 12) == 1);
    stock.promised = 30, stock.brought = 20;
    assert_true(fabs(dealer_comes_true(&stock, 10, 12) - 140.0 / 150) < 1e-12);
    stock.brought = -1000;
    stock.promised_won = 10;
    assert_true(dealer_comes_true(&stock, 10, 12) == 0 && dealer_believes_nothing(&stock, 12));
    assert_true(!dealer_believes_nothing(&stock, 101));
}

// After a half-life half of it, after two a quarter: (120 - 25) / (120 + 7.5).
static void what_is_long_ago_counts_for_less(void **state) {
    (void)state;
    struct dealer_stock stock = {.promised = 30, .brought = -100};
    dealer_forgets(&stock, 60, 60);
    assert_true(fabs(stock.promised - 15) < 1e-12 && fabs(stock.brought + 50) < 1e-12);
    for (int month = 0; month < 2; month++) dealer_forgets(&stock, 30, 60);
    assert_true(fabs(dealer_comes_true(&stock, 10, 12) - 95.0 / 127.5) < 1e-12);
}

#define FEW_HOMES                                                                                 \
    "homes.count=300", "homes.districts=2", "product_health.connected=1", "model_dealer.count=1", \
        "model_dealer.products_spread=0"

static double bought_in_two_years(const char *due_years, double *brought) {
    const char *const settings[] = {FEW_HOMES, "model_dealer.half_life_days=36500", "days=730", due_years,
                                    NULL};
    struct recorded_world lived = live("take_all", settings);
    double sold = of(&lived, "strategy_report_reports_sold");
    *brought = of(&lived, "model_dealer_brought");
    print_message("%s: %.0f reports bought; promised %.0f won, brought %.0f\n", due_years, sold,
                  of(&lived, "model_dealer_promised"), *brought);
    recorded_world_drop(&lived);
    return sold;
}

// A desk that counts other ages as due than those that are given up leaves the dealer with models: where that
// is never forgotten, it buys from it once, and from one that counts them right again and again.
static void who_was_misled_buys_no_more(void **state) {
    (void)state;
    double gain, loss;
    double right = bought_in_two_years("strategy_report.due_years=6", &gain),
           wrong = bought_in_two_years("strategy_report.due_years=3", &loss);
    assert_true(right >= 6 && gain > 0);
    assert_true(wrong == 1 && loss < 0);
}

// ---- Forgetting -----------------------------------------------------------------------------------------

enum { HONEST_FROM = 360, LONG = 1080, HALF_LIFE = 120, MONTH = 30 };

// The desk counts the right ages from that day on.
static void turn_honest(const struct world *world, void *plan) {
    struct status status = {0};
    if (world->now != HONEST_FROM * CLOCK_DAY) return;
    plan_set_typed(plan, "strategy_report.due_years", "6", ORIGIN_COMMAND, &status);
    stop_on(&status);
}

static struct recorded_world mislead(bool for_good) {
    static const char *const settings[] = {FEW_HOMES,
                                           "model_dealer.half_life_days=120",
                                           "days=1080",
                                           "strategy_report.due_years=3",
                                           "strategy_report.report_won=100000",
                                           "strategy_report.making_won=0",
                                           NULL};
    struct recorded_world lived = {.made = scenario_world_plan(SCENARIO, "take_all", 0, settings)};
    recorded_world_create(&lived);
    if (!for_good) {
        lived.made.world->progress = turn_honest;
        lived.made.world->progress_argument = lived.made.plan;
    }
    recorded_world_finish(&lived);
    return lived;
}

static double on_day(const struct recorded_world *lived, const char *name, size_t day) {
    return since_day(lived, name, day - 1) - since_day(lived, name, day);
}

// What is left on that day of what was counted so far, month by month.
static double remembered(const struct recorded_world *lived, const char *name, int day) {
    double sum = 0;
    for (int over = MONTH; over <= day; over += MONTH)
        sum += on_day(lived, name, (size_t)over) * exp2(-(double)(day - over) / HALF_LIFE);
    return sum;
}

// What a report was worth whenever the dealer had none that was good: the closed form's, by what it
// remembers.
static int check_worths(const struct recorded_world *lived) {
    int checked = 0, good_until = 0;
    double promise = worth_of(of(lived, "strategy_report_sample"), 0.02) / 3;
    for (int day = 2 * MONTH; day <= LONG; day += MONTH) {
        double promised = remembered(lived, "model_dealer_promised", day),
               brought = remembered(lived, "model_dealer_brought", day),
               kept = fmax(0, (12 * promise + brought) / (12 * promise + promised));
        double worth = on_day(lived, "strategy_report_report_worth", (size_t)day);
        bool bought = on_day(lived, "strategy_report_reports_sold", (size_t)day) > 0;
        if (day >= good_until) {
            assert_true(fabs(worth - 3 * promise * kept) < 1);
            assert_int_equal(bought, worth >= 100000);
            checked++;
        }
        if (bought || on_day(lived, "strategy_report_reports_sold", MONTH) * (day == 2 * MONTH) > 0)
            good_until = (bought ? day : MONTH) + 3 * MONTH;
    }
    return checked;
}

static void who_was_misled_tries_again_and_stays_where_it_pays(void **state) {
    (void)state;
    struct recorded_world never = mislead(true), turned = mislead(false);
    double in_vain = of(&never, "strategy_report_reports_sold"),
           again = of(&turned, "strategy_report_reports_sold");
    int checked = check_worths(&never) + check_worths(&turned);
    print_message("misled for good it bought %.0f reports, till day %d %.0f; %d worths recomputed\n", in_vain,
                  HONEST_FROM, again, checked);
    assert_true(in_vain > 1 && again > in_vain + 2 && checked > 20);
    assert_true(since_day(&turned, "model_dealer_brought", HONEST_FROM + 4 * MONTH) > 0);
    recorded_world_drop(&never);
    recorded_world_drop(&turned);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_worth_what_the_closed_form_says),
        cmocka_unit_test(the_stricter_the_policy_the_less_it_is_worth),
        cmocka_unit_test(more_homes_make_it_worth_more_up_to_what_connected_ones_differ),
        cmocka_unit_test(nobody_buys_it_above_its_worth),
        cmocka_unit_test(it_is_not_made_for_less_than_it_costs),
        cmocka_unit_test(it_is_bought_again_when_the_wave_has_passed),
        cmocka_unit_test(who_reads_it_earns_more),
        cmocka_unit_test(who_is_told_of_other_ages_is_left_with_models),
        cmocka_unit_test(connected_products_that_are_newer_hide_the_wave),
        cmocka_unit_test(who_trusts_them_orders_too_little),
        cmocka_unit_test(what_reports_brought_is_what_is_believed_of_them),
        cmocka_unit_test(what_is_long_ago_counts_for_less),
        cmocka_unit_test(who_was_misled_buys_no_more),
        cmocka_unit_test(who_was_misled_tries_again_and_stays_where_it_pays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
